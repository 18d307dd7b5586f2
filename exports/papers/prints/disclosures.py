"""The two books of a window, each printed on its own: 政务公开登记簿 and 民主评议监督簿 (A08)."""

from __future__ import annotations

from exports.page import Align, Block, Column, Content, Grid, Paper, Paragraph, Space, Table, Title
from exports.papers.prints.form import Wishes
from exports.papers.slips import GAP, day_of, words
from ledger.kinds.disclosure import PUBLIC, REVIEWED
from ledger.records import Record
from ledger.snapshot import Snapshot

DISCLOSED, SUPERVISED = "政务公开登记簿", "民主评议监督簿"
_LINES = 12
"""Lines of a book at least: one sheet, to be carried on by hand."""

_DISCLOSED = (
    ("date", Column("公开日期", 30, Align.CENTER, Content.DATE)),
    ("content", Column("公开事项", 70)),
    ("form", Column("公开形式", 26, Align.CENTER)),
    ("term", Column("公开期限", 22, Align.CENTER)),
    ("owner", Column("登记人", 18, Align.CENTER)),
    ("note", Column("备注", 50)),
)
_SUPERVISED = (
    ("date", Column("评议日期", 30, Align.CENTER, Content.DATE)),
    ("reviewer", Column("评议人", 32)),
    ("content", Column("评议内容", 62)),
    ("handling", Column("处理情况", 56)),
    ("owner", Column("登记人", 18, Align.CENTER)),
    ("note", Column("备注", 30)),
)


def disclosed(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The book of what was made public, or a blank one."""
    return (_book(snapshot, DISCLOSED, PUBLIC, _DISCLOSED),)


def supervised(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The book of what supervisors said, or a blank one."""
    return (_book(snapshot, SUPERVISED, REVIEWED, _SUPERVISED),)


def _book(snapshot: Snapshot, title: str, sort: str, named: tuple[tuple[str, Column], ...]) -> Paper:
    found = [each for each in snapshot.of("disclosure") if each["sort"] == sort]
    rows = [(str(number), *(words(each, name) for name, _ in named)) for number, each in enumerate(found, 1)]
    columns = (Column("序号", 10, Align.CENTER, Content.NUMBER), *(column for _, column in named))
    campaign = snapshot.campaign
    counted = f"　共{len(rows)}条" if rows else ""
    blocks: tuple[Block, ...] = (
        Title(title, 18),
        Paragraph(f"{campaign.unit}　{campaign.year}年度{counted}", 0, Align.CENTER),
        Space(GAP),
        Table(columns, (*rows, *(("",) * len(columns) for _ in range(_LINES - len(rows)))), row_mm=9),
    )
    return Paper(f"book:{sort}", title, blocks, Grid.REGISTER, campaign.unit, day_of(snapshot, None))
