"""Official documents on the GB/T 9704-2012 page: the plan, the minutes, the summary of a stage."""

from __future__ import annotations

from collections.abc import Iterator

from exports.page import Align, Block, Heading, Paragraph, Space, Title
from exports.papers.parts import HAN, attached, body, chapters, closing, kept
from ledger.fields import chinese_date
from ledger.records import Record
from ledger.snapshot import Snapshot


def plan(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The campaign plan: basis, chapters, 附件说明, 署名 and 成文日期."""
    parts = (
        ("指导思想", record["guiding"]),
        ("创建内容与标准", record["content"]),
        ("创建步骤", record["steps"]),
        ("创建评比办法", record["methods"]),
        ("工作要求", record["requirements"]),
    )
    return (
        *_head(record),
        *body(record["basis"]),
        *kept(chapters(parts)),
        *((Space(1), *attached(record["attached"])) if record["attached"] else ()),
        Space(2),
        *closing(record["author"] or snapshot.campaign.unit, record["issued"]),
    )


def minutes(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """Minutes: text, decisions, then 出席、请假、列席 with the words aligned after the colon (GB/T 9704-2012 10.3)."""
    meeting = snapshot.get(record["meeting"])
    lines: list[Block] = [Title(snapshot.title(record))]
    words = [record["doc_no"] or "", chinese_date(record["issued"]) if record["issued"] else ""]
    lines += [Paragraph("　".join(word for word in words if word), indent=0, align=Align.CENTER), Space(1)]
    if meeting and meeting["date"]:
        place = f"在{meeting['place']}" if meeting["place"] else ""
        host = f"，{meeting['host'].name}主持会议" if meeting["host"] else ""
        lines.append(Paragraph(f"{chinese_date(meeting['date'])}，{place}召开{meeting['title']}{host}。纪要如下："))
    lines += body(record["body"])
    if record["decisions"]:
        lines.append(Heading("会议议定以下事项：", 1))
        for number, row in enumerate(record["decisions"]):
            owner = f"责任人：{row['owner'].name}。" if row["owner"] else ""
            due = f"完成时限：{chinese_date(row['deadline'])}。" if row["deadline"] else ""
            item = row["item"].rstrip("。")
            lines.append(Paragraph(f"（{HAN[number] if number < len(HAN) else number + 1}）{item}。{owner}{due}"))
    return (*kept(lines), Space(1), *_present(record))


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


def summary(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The summary of a stage."""
    parts = (
        ("主要工作", record["achievements"]),
        ("存在问题", record["problems"]),
        ("下一步打算", record["next_steps"]),
    )
    signer = record["signer"].name if record["signer"] else ""
    return (
        Title(record["title"]),
        Space(1),
        *kept(chapters(parts)),
        Space(1),
        *closing(record["author"] or snapshot.campaign.unit, record["issued"], keep=True),
        Paragraph(f"（审核人：{signer}）"),
    )


def _head(record: Record) -> tuple[Block, ...]:
    number = record["doc_no"]
    doc_no = (Paragraph(number, indent=0, align=Align.CENTER),) if number else ()
    return (Title(record["title"]), *doc_no, Space(1))


def _names(people: object) -> str:
    return "、".join(person.name for person in people) if isinstance(people, tuple) else ""
