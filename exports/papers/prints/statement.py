"""统计表: the statement of a period with its rates, month by month, by window and by person."""

from __future__ import annotations

from collections.abc import Iterator

from exports.page import Block, Grid, Paper, Paragraph, Signature, Space
from exports.papers.prints.form import Wishes
from exports.papers.statistics import NAME, by_month, by_parts, counts, head
from exports.papers.statistics_charts import trends
from exports.papers.statistics_people import performance_table, points_table, star_table, top_table
from exports.papers.statistics_rates import compression_table, flow_table, rate_tables, target_table
from ledger.records import Record
from ledger.snapshot import Snapshot
from ledger.statistics import (
    By,
    Facts,
    Period,
    bonus_gap,
    checked_of,
    compressions,
    facts_of,
    flow_of,
    performances,
    points,
    quarter_top,
    rates_of,
    stars,
    statement_of,
)


def statements(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The papers of the period that was wished for, or that a reported statement is of; else of the whole year."""
    period = wishes.period or (_period_of(record) if record else None) or Period(snapshot.campaign.year)
    return tuple(_papers(snapshot, period))


def _period_of(record: Record) -> Period | None:
    """The period that a reported statement covers from its first to its last day; None when no period does."""
    first, last = record["first"], record["last"]
    if first is None or last is None:
        return None
    spans = (Period.of(first, span) for span in ("month", "quarter", "half", "year"))
    return next((period for period in spans if (period.first, period.last) == (first, last)), None)


def _papers(snapshot: Snapshot, period: Period) -> Iterator[Paper]:
    title = f"{period.name}{NAME}"
    facts = facts_of(snapshot, period)
    yield _paper(snapshot, period, "whole", title, _whole(facts), Grid.FORM)
    if len(period.months) > 1:
        yield _paper(snapshot, period, "months", f"{title}（分月）", by_month(facts), Grid.REGISTER)
    parts: tuple[tuple[By, str], ...] = (("window", "分窗口"), ("person", "分经办人"))
    for by, words in parts:
        made = statement_of(facts, by)
        if len(made.sections) > 2:
            yield _paper(snapshot, period, by, f"{title}（{words}）", by_parts(made), Grid.REGISTER)


def _signed(grid: Grid) -> tuple[Block, ...]:
    """Where it is signed: across the foot of a broad table, so that a year of months has room on its page."""
    if grid is Grid.FORM:
        return (Signature(("制表人", "审核人", "负责人")),)
    line = "　　　　　　".join(("单位负责人：", "审核人：", "制表人：", "报出日期：")) + "　　　年　　月　　日"
    return (Space(0.5), Paragraph(line, indent=0))


def _paper(snapshot: Snapshot, period: Period, key: str, title: str, blocks: tuple[Block, ...], grid: Grid) -> Paper:
    whole = (*head(snapshot, period, title), *blocks, *_signed(grid))
    day = snapshot.dated_to.isoformat()
    return Paper(f"statement:{period.short}:{key}", title, whole, grid, snapshot.campaign.unit, day)


def _whole(facts: Facts) -> tuple[Block, ...]:
    """Counts, rates, targets and whatever else was recorded."""
    snapshot, period, found = facts.snapshot, facts.period, rates_of(facts)
    tops = quarter_top(snapshot, period) if period.span == "quarter" else ()
    return (
        *counts(statement_of(facts), snapshot.campaign.year),
        *trends(facts),
        *rate_tables(found),
        *target_table(checked_of(facts, found)),
        *compression_table(compressions(snapshot)),
        *flow_table(flow_of(facts)),
        *top_table(tops, period.name),
        *star_table(stars(snapshot, period)),
        *performance_table(performances(snapshot, period), bonus_gap(snapshot, period)),
        *points_table(points(snapshot, period)),
    )
