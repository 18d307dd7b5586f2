"""What the statement says of people: the best of each trade, stars, assessments and points."""

from __future__ import annotations

from collections.abc import Sequence

from exports.page import Align, Block, Column, Content, Paragraph, Table
from ledger.fields.numbers import plain
from ledger.statistics import BonusGap, Performance, Points, Stars, TradeTop


def top_table(tops: Sequence[TradeTop], quarter: str) -> tuple[Block, ...]:
    """The best two of each trade in a quarter (A02), ties told."""
    if not tops:
        return ()
    columns = (
        Column("工种", 9, Align.CENTER),
        Column("名次", 7, Align.CENTER),
        Column("窗口或人员", 30),
        Column("综合评定得分", 12, Align.RIGHT, Content.NUMBER),
        Column("并列", 7, Align.CENTER),
    )
    rows = tuple(
        (top.trade, str(each.rank), each.name, each.score, "并列" if each.tied else "")
        for top in tops
        for each in top.best
    )
    notes = "；".join(f"{top.trade}{top.note}" for top in tops if top.note)
    closing = (Paragraph(f"{notes}。", indent=0),) if notes else ()
    return (Table(columns, rows, caption=f"{quarter}末各工种前2名"), *closing)


def star_table(stars: Stars) -> tuple[Block, ...]:
    """Who won each month, and how many have which grade."""
    if not stars.people and not any(month.winners for month in stars.months):
        return ()
    columns = (Column("月份", 12, Align.CENTER), Column("当选", 30), Column("说明", 22))
    rows = tuple((month.month.name, "、".join(month.winners), month.note) for month in stars.months)
    grades = (Paragraph(f"星级：{stars.words}。", indent=0),) if stars.people else ()
    return (Table(columns, rows, caption="每月服务之星"), *grades)


def performance_table(people: Sequence[Performance], gap: BonusGap | None) -> tuple[Block, ...]:
    """Each person's points and bonus, and how far the bonuses are apart."""
    if not people:
        return ()
    columns = (
        Column("姓名", 16),
        Column("考核次数", 10, Align.RIGHT, Content.NUMBER),
        Column("得分合计", 16, Align.RIGHT, Content.NUMBER),
        Column("奖金合计（元）", 18, Align.RIGHT, Content.NUMBER),
    )
    rows = tuple(
        (each.person, str(each.entries), plain(each.score), "" if each.bonus is None else f"{each.bonus:,.2f}")
        for each in people
    )
    words = f"本期奖金合计最高{gap.most:,.2f}元，最低{gap.least:,.2f}元，相差{gap.gap:,.2f}元。" if gap else ""
    return (Table(columns, rows, caption="工作量化考核"), *((Paragraph(words, indent=0),) if words else ()))


def points_table(people: Sequence[Points]) -> tuple[Block, ...]:
    """Each party member's points by part and in all."""
    if not people:
        return ()
    heads = ("履行义务", "组织生活", "参与创建", "助难帮困", "合计")
    columns = (Column("党员", 14), *(Column(head, 10, Align.RIGHT, Content.NUMBER) for head in heads))
    rows = tuple((each.person, *map(plain, each.parts), plain(each.total)) for each in people)
    return (Table(columns, rows, caption="党员积分"),)
