"""签到表: who is expected at a meeting or a training, with room to sign, and lines for those who come besides."""

from __future__ import annotations

from exports.page import Align, Block, Column, Grid, Pairs, Paper, Paragraph, Table, Title
from exports.papers.prints.form import Wishes
from ledger.fields import Date, Time
from ledger.records import Record
from ledger.snapshot import Snapshot

TITLE = "签到表"
_ROW_MM = 10
"""High enough to sign in by hand."""
_GUESTS, _BLANK = 6, 20
"""Lines for guests below those expected, and lines of a sheet without a meeting: one page."""


def sign_in(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The sheet of a meeting, or a blank one."""
    return (_sheet(snapshot, record, "sign-in", record["title"] if record else "会议"),)


def training_sign_in(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The sheet of a training, or a blank one."""
    title = record["title"] if record else ""
    return (_sheet(snapshot, record, "training-sign-in", title if "培训" in title else f"{title}培训"),)


def _sheet(snapshot: Snapshot, record: Record | None, key: str, occasion: str) -> Paper:
    title = f"{occasion}{TITLE}"
    columns = (
        Column("序号", 11, Align.CENTER),
        Column("姓名", 22, Align.CENTER),
        Column("单位", 50),
        Column("职务", 30),
        Column("签名", 37),
        Column("备注", 20),
    )
    expected = _expected(snapshot, record)
    blank = _GUESTS if record else _BLANK
    people = [*expected, *([("", "", "")] * blank)]
    rows = tuple((str(number), *person, "", "") for number, person in enumerate(people, 1))
    counted = f"应到{len(expected)}人" if record else "应到＿＿人"
    blocks: tuple[Block, ...] = (
        Title(title, 18),
        _head(snapshot, record),
        Table(columns, rows, row_mm=_ROW_MM),
        Paragraph(f"{counted}，实到＿＿人，列席＿＿人。", 0),
    )
    day = (snapshot.day(record) if record else None) or snapshot.as_of
    return Paper(key, title, blocks, Grid.FORM, snapshot.campaign.unit, day.isoformat())


def _head(snapshot: Snapshot, record: Record | None) -> Pairs:
    """When and where; all blank on a sheet without a meeting."""
    day, clock = Date(name="", label=""), Time(name="", label="")
    values: tuple[str, ...] = ("", "", "", "")
    if record:
        hours = "—".join(words for words in (clock.show(record["start"]), clock.show(record["end"])) if words)
        host = record["host"].name if record["host"] else ""
        values = (day.show(record["date"]), hours, record["place"] or "", host)
    date, hours, place, host = values
    return Pairs(((("日期", date), ("时间", hours)), (("地点", place), ("主持人", host))))


def _expected(snapshot: Snapshot, record: Record | None) -> list[tuple[str, str, str]]:
    """Name, unit and post of everyone expected; the roster knows the posts, and who is from elsewhere."""
    if record is None:
        return []
    roster = {person["name"]: person for person in snapshot.of("person")}
    found = []
    for each in record["expected"] or ():
        person = roster.get(each.name)
        own = person is not None and person["state"] != "外单位"
        post = person["post"] if person else None
        found.append((each.name, snapshot.campaign.unit if own else "", post or ""))
    return found
