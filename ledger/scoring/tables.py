"""A check table scored: each item keeps what its failing points leave of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from ledger.schemes.model import CheckItem, CheckPoint, CheckTable, Scheme
from ledger.scoring.case import CheckValue
from ledger.scoring.errors import NegativeCount, UnknownItem, UnlistedItem, WrongCheckValue, WrongNumberOfValues
from ledger.scoring.numbers import said
from ledger.scoring.result import ItemResult


def score_table(
    scheme: Scheme, table: CheckTable, given: Mapping[str, tuple[CheckValue, ...]]
) -> tuple[ItemResult, ...]:
    """Every item of `table` with what is left of its full points: max(0, full − Σ).

    `given` holds one value per check point; an item that is not in it is judged by the rule “unlisted”. Raises an
    InputError that names table and item.
    """
    known = [item.no for item in table.items]
    for no in given:
        if no not in known:
            raise UnknownItem(table.name, no, known)
    return tuple(_score_item(scheme, table, item, given.get(item.no)) for item in table.items)


def points_lost(scheme: Scheme, point: CheckPoint, value: CheckValue) -> Fraction:
    """What a check point takes away on its own; the item loses no more than its full points, all of them by `zero`."""
    return _loss(scheme, point, value)[0]


def _score_item(
    scheme: Scheme, table: CheckTable, item: CheckItem, values: tuple[CheckValue, ...] | None
) -> ItemResult:
    full = None if item.full is None else Fraction(item.full)
    if values is None:
        if scheme.rule("unlisted") == "refuse":
            raise UnlistedItem(table.name, item.no)
        return ItemResult(table.key, item.no, item.name, full, full, False, "")
    if len(values) != len(item.points):
        raise WrongNumberOfValues(table.name, item.no, len(values), len(item.points))
    for number, (point, value) in enumerate(zip(item.points, values, strict=True), 1):
        _verify_value(table, item, number, point, value)
    pairs = tuple(zip(item.points, values, strict=True))
    vetoed = any(point.kind == "veto" and value for point, value in pairs)
    if full is None:
        line = f"{item.no} {item.name}：不合格，一票否决" if vetoed else ""
        return ItemResult(table.key, item.no, item.name, None, None, vetoed, line)
    score, line = _left(scheme, item, full, pairs)
    return ItemResult(table.key, item.no, item.name, full, score, vetoed, line + ("，一票否决" if vetoed else ""))


def _left(
    scheme: Scheme, item: CheckItem, full: Fraction, pairs: tuple[tuple[CheckPoint, CheckValue], ...]
) -> tuple[Fraction, str]:
    """What is left of the full points, and its arithmetic (empty when nothing was taken)."""
    head = f"{item.no} {item.name}"
    if any(point.kind == "zero" and value for point, value in pairs):
        return Fraction(0), f"{head}：{said(full)} 分全部扣除 = 0"
    losses = [loss for point, value in pairs if (loss := _loss(scheme, point, value))[0]]
    if not losses:
        return full, ""
    rest = full - sum((amount for amount, _ in losses), Fraction(0))
    sums = " － ".join(words for _, words in losses)
    floor = "，扣完为止，得 0" if rest < 0 else ""
    return max(Fraction(0), rest), f"{head} = {said(full)} － {sums} = {_signed(rest)}{floor}"


def _signed(value: Fraction) -> str:
    return f"－{said(-value)}" if value < 0 else said(value)


def _loss(scheme: Scheme, point: CheckPoint, value: CheckValue) -> tuple[Fraction, str]:
    """The points a check point takes away, and how they come about."""
    if point.amount is None:
        return Fraction(0), ""
    amount = Fraction(point.amount)
    if point.kind == "pp":
        short = _short(scheme, point, value)
        return amount * short, f"{said(amount)} × {said(short)} 个百分点"
    count = int(value)
    once = point.kind == "flat" or (point.kind in ("each", "missing") and scheme.rule("check_count") == "row")
    if once:
        count = min(count, 1)
    return amount * count, said(amount) if point.kind == "flat" else f"{said(amount)} × {count}"


def _short(scheme: Scheme, point: CheckPoint, value: CheckValue) -> Fraction:
    """How many percentage points are wanting; the rule “pp_fraction” says what becomes of a part of one."""
    short = max(Fraction(0), Fraction(point.target or 0) - Fraction(value))
    match scheme.rule("pp_fraction"):
        case "up":
            return Fraction(math.ceil(short))
        case "down":
            return Fraction(math.floor(short))
    return short


def _verify_value(table: CheckTable, item: CheckItem, number: int, point: CheckPoint, value: CheckValue) -> None:
    """Raise WrongCheckValue or NegativeCount unless `value` is what the point takes."""
    place = f"检查表“{table.name}”的项目 {item.no} 第 {number} 条要点"
    if point.kind in ("zero", "veto"):
        if not isinstance(value, bool):
            raise WrongCheckValue(table.name, item.no, number, "是或否（true 或 false）")
    elif point.kind == "pp":
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            raise WrongCheckValue(table.name, item.no, number, "实际达到的百分数")
        if value < 0:
            raise WrongCheckValue(table.name, item.no, number, "不小于 0 的百分数")
    elif not isinstance(value, int) or (isinstance(value, bool) and point.kind != "flat"):
        raise WrongCheckValue(table.name, item.no, number, "次数（整数）")
    elif value < 0:
        raise NegativeCount(place, value)
