"""承诺卡: a pledge as a card for the counter, two to a sheet."""

from __future__ import annotations

from exports.page import Align, Block, Column, Grid, Halves, PageBreak, Pairs, Paper, Paragraph, Space, Table, Title
from exports.papers.governance import lines, words
from exports.papers.prints.form import NothingToPrint, Wishes
from ledger.records import Record
from ledger.snapshot import Snapshot

TITLE = "承诺卡"
_KIND = "pledge"
_ROW_MM = 13
"""High rows, so that the card is read across a counter."""


def pledge_cards(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The card of one pledge, or of every pledge; one that is printed alone stands twice on its sheet.

    Raises NothingToPrint when there is no pledge.
    """
    pledges = (record, record) if record else snapshot.of(_KIND)
    if not pledges:
        raise NothingToPrint(TITLE, "还没有登记公开承诺")
    blocks: list[Block] = []
    for first in range(0, len(pledges), 2):
        left, *right = (_card(snapshot, each) for each in pledges[first : first + 2])
        blocks += [Halves(left, right[0] if right else ()), PageBreak()]
    day = snapshot.day(record) if record else None
    title = f"{words(record, 'person')}{TITLE}" if record else TITLE
    return (
        Paper(
            f"pledge-card:{record.uid}" if record else "pledge-card",
            title,
            tuple(blocks[:-1]),
            Grid.TWO_UP,
            snapshot.campaign.unit,
            (day or snapshot.as_of).isoformat(),
            numbered=False,
        ),
    )


def _card(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """Who pledges what until when, for people at the counter to read; no outcome and no telephone number."""
    rows = tuple((str(number), line) for number, line in enumerate(lines(record["content"]), 1))
    return (
        Paragraph(snapshot.campaign.unit, 0, Align.CENTER),
        Title(TITLE, 28),
        Space(0.5),
        Pairs(((("岗位", words(record, "post")),), (("姓名", words(record, "person")),))),
        Space(0.5),
        Table((Column("序号", 9, Align.CENTER), Column("我承诺", 60)), rows, row_mm=_ROW_MM),
        Space(0.5),
        Paragraph(f"完成时限：{words(record, 'deadline') or '长期'}", 0),
        Paragraph("做得不好的地方，请当面指出，或投入意见箱。", 0),
    )
