"""得分排名表: the ranking over one's own ledger and those of branches, those without a total last and why."""

from __future__ import annotations

from exports.page import Align, Column, Content, Grid, Paper, Paragraph, Space, Table, Title
from ledger.fields import chinese_date
from ledger.fields.numbers import plain
from ledger.ranking import Place, Ranking

KEY = "ranking"
NAME = "得分排名表"
_COLUMNS = (
    Column("名次", 6, Align.CENTER, Content.NUMBER),
    Column("单位", 26),
    Column("得分", 9, Align.RIGHT, Content.NUMBER),
    Column("是否达标", 9, Align.CENTER),
    Column("缺项（处）", 10, Align.RIGHT, Content.NUMBER),
    Column("缺项最多影响（分）", 13, Align.RIGHT, Content.NUMBER),
    Column("没有名次的原因", 40),
)


def paper(made: Ranking, unit: str) -> Paper:
    """The table, made by `unit`."""
    ranked = sum(1 for place in made.places if place.rank is not None)
    others = len(made.places) - ranked
    rest = f"，另有{others}个单位没有可比的得分，列在后面" if others else ""
    full = f"满分{plain(made.full)}分。" if made.full is not None else ""
    words = f"{full}共{len(made.places)}个单位，{ranked}个有名次{rest}。名次按没有修约的得分排，得分相同的名次并列。"
    kept = tuple(place for place, head in enumerate(_COLUMNS) if _told(made, head))
    table = Table(
        tuple(_COLUMNS[each] for each in kept),
        tuple(tuple(_row(place)[each] for each in kept) for place in made.places),
    )
    blocks = (
        Title(NAME, 18),
        Paragraph(f"{made.scheme}　截至{chinese_date(made.as_of)}", indent=0, align=Align.CENTER),
        Space(0.3),
        table,
        Paragraph(words, indent=0),
    )
    return Paper(KEY, NAME, blocks, Grid.REGISTER, unit, made.as_of.isoformat())


def _told(made: Ranking, column: Column) -> bool:
    """Whether a column says anything: some schemes have no mark to be reached, and all units may have a rank."""
    if column.head == "是否达标":
        return any(place.passed is not None for place in made.places)
    return column.head != "没有名次的原因" or any(place.why for place in made.places)


def _row(place: Place) -> tuple[str, ...]:
    return (
        "" if place.rank is None else str(place.rank),
        place.campaign.unit,
        place.shown,
        "" if place.passed is None else "达标" if place.passed else "没有达标",
        "" if place.gaps is None else str(place.gaps),
        "" if place.at_risk is None else plain(place.at_risk),
        place.why,
    )
