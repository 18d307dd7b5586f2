"""Papers of service: the week's plan of shifts as a table of its days, the record of a look on the site."""

from __future__ import annotations

import datetime as dt

from exports.page import Align, Block, Column, Pairs, Paragraph, Signature, Space, Table, Title
from exports.papers.columns import grid
from exports.papers.parts import form, linked_title
from exports.papers.slips import GAP, room, words
from ledger.kinds.shift import DAYS, NAMES, PLAN
from ledger.kinds.site_visit import OPINIONS
from ledger.records import Record
from ledger.snapshot import Snapshot

_BLANK = 6
"""Rows of a plan to be written by hand."""


def shift(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """Who sits where on each day of the week, who is in reserve, and what was learnt from it."""
    columns = (
        Column("时段", 14, Align.CENTER),
        Column("窗口", 34),
        *(Column(head, 26, Align.CENTER) for head in _heads(record["date"])),
    )
    until = "—".join(each for each in (words(record, "date"), words(record, "until")) if each)
    notes = [(label, words(record, name)) for name, label in _NOTES]
    return (
        Title(snapshot.title(record), 18),
        Paragraph("　".join(each for each in (snapshot.campaign.unit, until) if each), 0, Align.CENTER),
        Space(GAP),
        Table(columns, PLAN.cells(record["plan"]) or (("",) * len(columns),) * _BLANK, row_mm=9),
        Space(GAP),
        Pairs(
            (
                (("机动人员", words(record, "reserves")), ("休息日", words(record, "off"))),
                (("排班方法", words(record, "methods")), ("高峰时段", words(record, "peaks"))),
                *(((label, text),) for label, text in notes),
            )
        ),
        Signature(("排班人", "审核人")),
    )


_NOTES = (("rotation", "轮岗与搭配"), ("emergency", "应急调配"), ("review", "执行评估"))


def _heads(first: dt.date | None) -> list[str]:
    """The days of the week with their dates, without them where the week is not known or begins on another day."""
    if first is None or first.weekday():
        return list(NAMES)
    days = (first + dt.timedelta(days=step) for step in range(len(DAYS)))
    return [f"{name}（{day.month}.{day.day}）" for name, day in zip(NAMES, days, strict=True)]


def site_visit(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """What was looked at with whom, what each department said, and the conclusion."""
    names = ("project", "applicant", "sort", "date", "place", "lead", "people", "due")
    hours = "—".join(each for each in (words(record, "start"), words(record, "end")) if each)
    fields = form([record.declared.field(name) for name in names], record).rows
    case = linked_title(snapshot, record["case"])
    more = (*(((("起止时间", hours),),) if hours else ()), *(((("对应的办件", case),),) if case else ()))
    return (
        Title(snapshot.title(record), 18),
        Pairs((*fields, *more)),
        *([grid(OPINIONS, record)] if record["opinions"] else []),
        Pairs(((("情况", room(words(record, "findings"), 6)),), (("结论", room(words(record, "conclusion"), 4)),))),
        Signature(("参加部门", "牵头部门", "记录人")),
    )
