"""Official documents on the GB/T 9704-2012 page: plan, notice, minutes, summary of a stage, report to a higher body."""

from __future__ import annotations

from collections.abc import Iterator

from exports.page import Align, Block, Heading, Letterhead, Paragraph, Space, Title
from exports.papers.official_parts import addressed, annexes, end, foot, head, running
from exports.papers.official_reports import open_seen
from exports.papers.parts import HAN, body, chapters, kept
from ledger.fields import chinese_date
from ledger.records import Record
from ledger.snapshot import Snapshot


def plan(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The campaign plan: head, basis, chapters, 附件说明, 署名 and 成文日期, attachments, 版记."""
    parts = (
        ("指导思想", record["guiding"]),
        ("活动范围", record["scope"]),
        ("活动目标", record["targets"]),
        ("创建内容与标准", record["content"]),
        ("创建步骤", record["steps"]),
        ("创建评比办法", record["methods"]),
        ("工作要求", record["requirements"]),
    )
    author = _author(snapshot, record)
    text = (*addressed(record), *body(record["basis"]), *chapters(parts))
    note = _printed(record)
    return (
        *head(record, author),
        *end(record, author, *text, keep=bool(note)),
        *note,
        *annexes(record),
        *foot(record, author),
    )


def _printed(record: Record) -> tuple[Block, ...]:
    """Who drafted, checked and signed it and how many were printed, in brackets under the date (附注, 7.3.6)."""
    if record["printed"] is None:
        return ()
    named = (("拟稿", "drafter"), ("核稿", "checker"), ("签发", "signer"))
    parts = [f"{label}{record[name].name}" for label, name in named if record[name]]
    parts.append(f"共打印{record['printed']}份")
    return (Paragraph(f"（{'，'.join(parts)}）"),)


def notice(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """A notice: to whom, what, from whom and when."""
    author = _author(snapshot, record)
    text = (*addressed(record), *running(record["body"]))
    return (*head(record, author), *end(record, author, *text), *annexes(record), *foot(record, author))


def report(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """A report to a higher body, with its 签发人 in the head; it ends as such reports do."""
    parts = (
        ("主要工作", record["achievements"]),
        ("存在问题", record["problems"]),
        ("下一步打算", record["next_steps"]),
    )
    author = _author(snapshot, record)
    text = (*addressed(record), *running(record["opening"]), *chapters(parts), Paragraph("特此报告。"))
    return (*head(record, author, upward=True), *end(record, author, *text), *annexes(record), *foot(record, author))


def summary(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The summary of a stage, with who checked it in brackets under the date (附注, 7.3.6)."""
    parts = (
        ("主要工作", record["achievements"]),
        ("存在问题", record["problems"]),
        ("下一步打算", record["next_steps"]),
    )
    author = _author(snapshot, record)
    signer = record["signer"].name if record["signer"] else ""
    return (
        *head(record, author),
        *end(record, author, *open_seen(chapters(parts)), keep=True),
        Paragraph(f"（审核人：{signer}）"),
        *annexes(record),
        *foot(record, author),
    )


def minutes(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """Minutes: text, decisions, then 出席、请假、列席 with the words aligned after the colon (GB/T 9704-2012, 10.3).

    They are not signed with 署名 and 成文日期: the date stands under the mark, and in the 版记.
    """
    meeting = snapshot.get(record["meeting"])
    lines: list[Block] = []
    if meeting and meeting["date"]:
        place = f"在{meeting['place']}" if meeting["place"] else ""
        host = f"，{meeting['host'].name}主持会议" if meeting["host"] else ""
        lines.append(Paragraph(f"{chinese_date(meeting['date'])}，{place}召开{meeting['title']}{host}。纪要如下："))
    lines += running(record["body"])
    if record["decisions"]:
        lines.append(Heading("会议议定以下事项：", 1))
        for number, row in enumerate(record["decisions"]):
            owner = f"责任人：{row['owner'].name}。" if row["owner"] else ""
            due = f"完成时限：{chinese_date(row['deadline'])}。" if row["deadline"] else ""
            item = row["item"].rstrip("。")
            lines.append(Paragraph(f"（{HAN[number] if number < len(HAN) else number + 1}）{item}。{owner}{due}"))
    return (
        *_minutes_head(snapshot, record),
        *kept(lines),
        Space(1),
        *_present(record),
        *foot(record, snapshot.campaign.unit),
    )


def _minutes_head(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The mark “×××会议纪要” over number, issuer and date; minutes without a number bear their title and date alone."""
    day = chinese_date(record["issued"]) if record["issued"] else ""
    title = Title(snapshot.title(record))
    if record["doc_no"]:
        unit = snapshot.campaign.unit
        return (Letterhead(f"{unit}会议纪要", record["doc_no"], issuer=unit, date=day), Space(2), title, Space(1))
    return (title, *((Paragraph(day, indent=0, align=Align.CENTER),) if day else ()), Space(1))


def _present(record: Record) -> Iterator[Block]:
    """Who was present, on leave, a guest, and who signed, on one page with the end of the text."""
    for label, text in (
        ("出席：", _names(record["present"])),
        ("请假：", _names(record["leave"])),
        ("列席：", record["guests"] or ""),
    ):
        if text:
            yield Paragraph(text, lead=label, hang=True, keep_with_next=True)
    signer = record["signer"].name if record["signer"] else ""
    yield Paragraph(signer, lead="签发：", hang=True)


def _author(snapshot: Snapshot, record: Record) -> str:
    return record["author"] or snapshot.campaign.unit


def _names(people: object) -> str:
    return "、".join(person.name for person in people) if isinstance(people, tuple) else ""
