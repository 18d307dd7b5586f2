"""The record of a meeting: a form with attendance, what was said, decisions, and the photos with their captions."""

from __future__ import annotations

from dataclasses import replace

from exports.page import Block, Pairs, Photos, Picture, Signature, Title
from exports.papers.columns import grid
from ledger.fields import Date, PersonName, Row, Time
from ledger.kinds.meeting import DECISIONS, PHOTOS
from ledger.records import Record
from ledger.snapshot import Snapshot


def blocks(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The form, the table of decisions, the pictures, and places for the chair and the recorder to sign."""
    tables = [grid(DECISIONS, record)] if record["decisions"] else []
    return (
        Title(snapshot.title(record), 18),
        Pairs(_rows(snapshot, record)),
        *tables,
        Signature(("主持人", "记录人")),
        *photos(record),
    )


def _rows(snapshot: Snapshot, record: Record) -> tuple[tuple[tuple[str, str], ...], ...]:
    stage = snapshot.stage(record)
    clock = Time(name="", label="")
    hours = "—".join(words for words in (clock.show(record["start"]), clock.show(record["end"])) if words)
    day = Date(name="", label="")
    return (
        (("会议名称", record["title"]),),
        (("会议种类", record["type"] or ""), ("所属阶段", stage.name if stage else "")),
        (("日期", day.show(record["date"])), ("时间", hours)),
        (("地点", record["place"] or ""), ("通知日期", day.show(record["notice_date"]))),
        (("主持人", _name(record["host"])), ("记录人", _name(record["recorder"]))),
        (("应到人员", _people(record["expected"])),),
        (("实到人员", _people(record["present"])),),
        (("请假人员", _people(record["leave"])),),
        (("列席人员", record["guests"] or ""),),
        (("议程", record["agenda"] or ""),),
        (("会议内容", record["content"] or ""),),
    )


def photos(record: Record) -> tuple[Block, ...]:
    """The captioned photos, four to a sheet; one that is not attached stays as a row of a table of captions."""
    files = {each.name: each.normal for each in record.attachments if each.role == "photo"}
    pictures: list[Picture] = []
    lacking: list[Row] = []
    for row in record["photos"] or ():
        path = files.get(row["file"])
        if path is None:
            lacking.append(row)
        else:
            pictures.append(Picture(path.read_bytes(), photo_caption(record, row["file"])))
    bare = replace(record, values={**record.values, PHOTOS.name: tuple(lacking)})
    captions = (grid(PHOTOS, bare),) if lacking else ()
    return (*captions, Photos(tuple(pictures))) if pictures else captions


def photo_caption(record: Record, name: str) -> str:
    """时间、地点、人物、主题、事由 of a photo, a line each; what its row does not say is taken from the meeting."""
    row: Row = next((row for row in record["photos"] or () if row["file"] == name), {})
    known = {"time": record["date"], "place": record["place"]}
    lines = [
        f"{column.label}：{words}"
        for column in PHOTOS.columns[1:]
        if (words := column.show(row.get(column.name) or known.get(column.name)))
    ]
    if record["title"] != row.get("theme"):
        lines.append(f"事由：{record['title']}")
    return "\n".join(lines)


def _name(person: PersonName | None) -> str:
    return person.name if person else ""


def _people(people: tuple[PersonName, ...] | None) -> str:
    return f"{len(people)}人：{'、'.join(person.name for person in people)}" if people else ""
