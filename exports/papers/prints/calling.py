"""唱票记录: a grid for each group in which the ballots called out are tallied by score with strokes of 正."""

from __future__ import annotations

import math
from decimal import Decimal

from exports.page import Align, Block, Column, Grid, Pairs, Paper, Paragraph, Signature, Table, Title
from exports.papers.prints.form import Wishes
from exports.papers.prints.groups import Coded, coded_groups, dated_by, review_node
from ledger.fields import chinese_date
from ledger.fields.numbers import plain
from ledger.records import Record
from ledger.schemes.model import Node
from ledger.snapshot import Snapshot

TITLE = "唱票记录"
_ABREAST = 3
_FREE = 4
"""Cells at least in which a score is written by hand: low ones, and those with a fraction."""
_RANGE = 40
"""Scores below the full mark that have a cell where the scheme names no satisfied grade."""
_ROW_MM = 7.5


def calling(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """A record for each group. It is blank whether a review is named or not: strokes are made while calling."""
    node = review_node(snapshot, TITLE)
    return tuple(_paper(snapshot, node, coded, record) for coded in coded_groups(node, record))


def _paper(snapshot: Snapshot, node: Node, coded: Coded, record: Record | None) -> Paper:
    title = f"{TITLE}（票式{coded.code}）"
    day = chinese_date(record["date"]) if record and record["date"] else ""
    blocks: tuple[Block, ...] = (
        Title(title, 18),
        Pairs(
            (
                (("组别", coded.group.name),),
                (("被评单位", snapshot.campaign.unit), ("唱票日期", day)),
            )
        ),
        _scores(node),
        _others(node),
        Paragraph("唱一票画一笔，五笔成一个“正”字；分数合计＝各分数×张数之和。", 0),
        Signature(("唱票人", "计票人", "监票人")),
    )
    return Paper(
        f"ballot-calling:{coded.code}", title, blocks, Grid.FORM, snapshot.campaign.unit, dated_by(snapshot, record)
    )


def _scores(node: Node) -> Table:
    """The whole scores from the full mark to the lowest satisfied one, read downwards, and free cells."""
    least = min((band.least for band in node.bands if band.satisfied and band.least is not None), default=None)
    if least is None:
        least = max(node.full - _RANGE, Decimal(0))
    scores = [str(score) for score in range(int(node.full), math.ceil(least) - 1, -1)]
    deep = math.ceil((len(scores) + _FREE) / _ABREAST)
    scores += [""] * (deep * _ABREAST - len(scores))
    columns = (Column("分数", 11, Align.CENTER), Column("画“正”字", 34), Column("张数", 11, Align.CENTER)) * _ABREAST
    rows = tuple(
        tuple(cell for column in range(_ABREAST) for cell in (scores[column * deep + row], "", ""))
        for row in range(deep)
    )
    return Table(columns, rows, row_mm=_ROW_MM)


def _others(node: Node) -> Table:
    """Ballots without a score, and the sums that go into 计票汇总表."""
    free = [band.name for band in node.bands if band.least is None]
    graded = [
        f"{band.name}（{plain(band.least)}—{plain(band.most)}分）"
        for band in node.bands
        if band.least is not None and band.most is not None
    ]
    left = [*free, "弃权", "无效"]
    right = [*graded, "分数合计"]
    right += [""] * (len(left) - len(right))
    left += [""] * (len(right) - len(left))
    columns = (
        Column("不计分的票", 22, Align.CENTER),
        Column("画“正”字", 40),
        Column("张数", 14, Align.CENTER),
        Column("小计", 62, Align.CENTER),
        Column("张数、分数", 32, Align.CENTER),
    )
    return Table(
        columns, tuple((name, "", "", sum_of, "") for name, sum_of in zip(left, right, strict=True)), row_mm=_ROW_MM
    )
