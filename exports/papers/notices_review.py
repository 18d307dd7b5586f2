"""材料审查记录 of a case, and the 办事指南 of a matter as it is put up for the public."""

from __future__ import annotations

from functools import partial

from exports.page import Align, Block, Column, Pairs, Paragraph, Signature, Space, Table, Title
from exports.papers.notices_facts import facts_of
from ledger.clocks import INSTANT
from ledger.kinds import kind_of
from ledger.kinds.case_review import COMPLETE, DEFECTS, MEND, REFUSE
from ledger.records import Record
from ledger.snapshot import Snapshot

_ROWS = 5
"""Rows at least of the table of defects, so that what is found later can be added by hand."""


def case_review(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The review that is on record."""
    return review_blocks(snapshot, record, snapshot.get(record["case"]))


def review_blocks(snapshot: Snapshot, record: Record | None, case: Record | None) -> tuple[Block, ...]:
    """The form: what came in, every defect once with the day it was mended (A21), the opinion, and who signs."""
    facts = facts_of(snapshot, None, case)
    said = partial(_said, "case_review", record)
    opinion = said("opinion")
    boxes = "　　".join(f"{'■' if each == opinion else '□'}{each}" for each in (COMPLETE, MEND, REFUSE))
    return (
        Paragraph(snapshot.campaign.unit, 0, Align.CENTER, keep_with_next=True),
        Title("材料审查记录", 20),
        Pairs(
            (
                (("接件号", facts.cell("case_no")), ("审查日期", said("date"))),
                (
                    ("申请人", said("applicant") or facts.cell("applicant")),
                    ("事项", said("item") or facts.cell("item")),
                ),
                (("收到的材料", said("materials") or "\n\n"),),
            )
        ),
        Space(0.4),
        _defects(record),
        Space(0.4),
        Pairs(
            (
                (("能否当场更正", said("on_spot")), ("告知申请人", said("told"))),
                (("审查意见", boxes),),
                (("意见说明", said("reasons") or "\n"),),
                (("材料齐全日", said("completed")), ("审查人", said("reviewer"))),
            )
        ),
        Paragraph("所有缺项一次写全，一次告知；补正一项，填一项日期。", 0),
        Signature(("审查人", "申请人")),
    )


def _defects(record: Record | None) -> Table:
    columns = (
        Column("序号", 8, Align.CENTER),
        Column("材料", 22),
        Column("缺项（问题）", 28),
        Column("补正要求", 26),
        Column("补正日期", 18, Align.CENTER),
    )
    rows = DEFECTS.cells(record["defects"]) if record else ()
    blank = [("",) * 4] * max(_ROWS - len(rows), 0)
    return Table(columns, tuple((str(number), *row) for number, row in enumerate([*rows, *blank], 1)), row_mm=9)


def guide_blocks(snapshot: Snapshot, item: Record | None) -> tuple[Block, ...]:
    """The guide of a matter: the six fields that A03 demands, with the legal limit and the window besides."""
    said = partial(_said, "service_item", item)
    promised = "当日（当场）办结" if said("sort") == INSTANT else _workdays(said("days"))
    return (
        Paragraph(snapshot.campaign.unit, 0, Align.CENTER, keep_with_next=True),
        Title("办事指南", 22),
        Space(0.4),
        Pairs(
            (
                (("项目名称", said("name")),),
                (("办理窗口", said("window")), ("类别", said("sort"))),
                (("申报材料", _numbered(said("materials")) or "\n" * 4),),
                (("办理程序", said("procedure") or "\n" * 2),),
                (("承诺时限", promised), ("法定时限", _workdays(said("legal_days")))),
                (("收费标准", said("charge")), ("收费依据", said("fee_basis"))),
                (("项目依据", said("basis") or "\n"),),
                (("公开要素", said("public")),),
                (("公布日期", said("date")),),
            ),
            label_chars=7,
        ),
    )


def _numbered(text: str) -> str:
    """The lines with numbers in front."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1)) if len(lines) > 1 else text


def _workdays(days: str) -> str:
    return f"{days}个工作日" if days else ""


def _said(slug: str, record: Record | None, name: str) -> str:
    """The words of a field of the record, none on a blank form."""
    return kind_of(slug).field(name).show(record[name]) if record else ""
