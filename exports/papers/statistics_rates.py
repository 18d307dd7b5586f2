"""Rates with what they are divided by, targets held against them, compressed limits and the flow of visitors."""

from __future__ import annotations

from collections.abc import Sequence

from exports.diagrams import HeatMap, HeatRow
from exports.page import Align, Block, Column, Content, Paragraph, Table
from ledger.statistics import WEEKDAYS, Compression, Flow, Rate, TargetResult


def rate_tables(rates: Sequence[Rate]) -> tuple[Block, ...]:
    """The rates that are known with their division, and those that are not with the reason."""
    known = tuple(rate for rate in rates if rate.value is not None)
    silent = tuple(rate for rate in rates if rate.value is None)
    return (*_known(known), *_silent(silent))


def _known(rates: Sequence[Rate]) -> tuple[Block, ...]:
    if not rates:
        return (Paragraph("本期还没有能计算的指标。", indent=0),)
    columns = (
        Column("指标", 12),
        Column("结果", 10.5, Align.RIGHT),
        Column("算式", 9, Align.CENTER),
        Column("除以", 12),
        Column("说明", 20),
    )
    rows = tuple((rate.name, rate.shown, rate.division, rate.denominator_words, rate.note) for rate in rates)
    return (Table(columns, rows, caption="各项指标"),)


def _silent(rates: Sequence[Rate]) -> tuple[Block, ...]:
    if not rates:
        return ()
    columns = (Column("不能计算的指标", 14), Column("原因", 49))
    return (Table(columns, tuple((rate.name, rate.note) for rate in rates), caption="本期不能计算的指标"),)


def target_table(results: Sequence[TargetResult]) -> tuple[Block, ...]:
    """The targets of the scheme, each met or not or not computable."""
    if not results:
        return ()
    columns = (
        Column("目标", 19),
        Column("要求", 12),
        Column("结论", 7, Align.CENTER),
        Column("说明", 25),
    )
    rows = tuple((each.target.name, each.wanted, each.verdict, each.words) for each in results)
    return (Table(columns, rows, caption="活动方案的目标"),)


def compression_table(items: Sequence[Compression]) -> tuple[Block, ...]:
    """Items with both limits, and how much shorter the promise is than the law."""
    if not items:
        return ()
    columns = (
        Column("事项", 26),
        Column("窗口", 12),
        Column("法定时限\n（工作日）", 8, Align.RIGHT, Content.NUMBER),
        Column("承诺时限\n（工作日）", 8, Align.RIGHT, Content.NUMBER),
        Column("压缩率", 9, Align.RIGHT, Content.NUMBER),
    )
    rows = tuple((each.name, each.window, str(each.legal), str(each.promised), each.shown) for each in items)
    return (Table(columns, rows, caption="承诺时限压缩情况"),)


def flow_table(flow: Flow) -> tuple[Block, ...]:
    """Visitors by hour and weekday, with the busiest hour and the share of the morning."""
    if not flow.total:
        return ()
    busiest = "、".join(f"{each.weekday}{hour_words(each.hour)}（{each.visitors}人次）" for each in flow.busiest)
    words = f"最忙的时段：{busiest}。上午占比{flow.morning.shown}（{flow.morning.division}）。"
    left = f"另有{flow.left_out}条没有填时段或人次，未计入。" if flow.left_out else ""
    return (flow_map(flow), Paragraph(words + left, indent=0))


def flow_map(flow: Flow) -> HeatMap:
    """Visitors as a map of hours and weekdays."""
    rows = (
        HeatRow(hour_words(hour), tuple(row[place] for row in flow.counts)) for place, hour in enumerate(flow.hours)
    )
    return HeatMap("客流分布（人次）", "时段", WEEKDAYS, tuple(rows))


def hour_words(hour: int) -> str:
    """7:00—8:00."""
    return f"{hour}:00—{hour + 1}:00"
