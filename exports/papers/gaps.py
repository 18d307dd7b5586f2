"""缺项与疑点: what is missing and what contradicts itself, with what to do next and what it can cost."""

from __future__ import annotations

from exports.page import Align, Block, Column, Grid, Paper, Paragraph, Table, Title
from ledger.completeness import Gap, points_at_risk
from ledger.consistency import Problem
from ledger.fields import chinese_date
from ledger.fields.numbers import plain
from ledger.snapshot import Snapshot

KEY = "gaps"

CODES = {
    "missing": "缺件",
    "due": "待办",
    "incomplete": "缺栏目",
    "unsigned": "缺签字",
    "unproven": "缺佐证",
    "late": "逾期",
    "outside": "时间不符",
    "open": "未闭环",
}
"""Gap codes in the clerk's words."""


def paper(snapshot: Snapshot, gaps: tuple[Gap, ...], problems: tuple[Problem, ...]) -> Paper:
    """The list for the clerk; it is not bound with the rest."""
    at_risk = plain(points_at_risk(gaps, snapshot.scheme))
    cost = f"缺项最多影响总分{at_risk}分" if snapshot.scheme.scored else "活动方案不计分"
    head = f"截至{chinese_date(snapshot.as_of)}：缺项{len(gaps)}处，疑点{len(problems)}处；{cost}。"
    blocks: list[Block] = [Title("缺项与疑点", 18), Paragraph(head, indent=0)]
    blocks.append(_gaps(gaps) if gaps else Paragraph("没有发现缺项。", indent=0))
    blocks.append(_problems(problems) if problems else Paragraph("没有发现疑点。", indent=0))
    day = snapshot.as_of.isoformat()
    return Paper(KEY, "缺项与疑点", tuple(blocks), Grid.REGISTER, snapshot.campaign.unit, day)


def _gaps(gaps: tuple[Gap, ...]) -> Table:
    heads = (("阶段", 10), ("缺什么", 38), ("怎么办", 34), ("影响", 26))
    columns = (_serial(), Column("类别", 7, Align.CENTER), *(Column(head, width) for head, width in heads))
    rows = tuple(
        (str(number), CODES[gap.code], gap.stage, gap.sentence, gap.next_step, gap.risk_words)
        for number, gap in enumerate(gaps, 1)
    )
    return Table(columns, rows, "一、缺项")


def _problems(problems: tuple[Problem, ...]) -> Table:
    columns = (_serial(), Column("疑点", 62), Column("怎么办", 46))
    rows = tuple((str(number), each.sentence, each.next_step) for number, each in enumerate(problems, 1))
    return Table(columns, rows, "二、疑点")


def _serial() -> Column:
    return Column("序号", 5, Align.CENTER)
