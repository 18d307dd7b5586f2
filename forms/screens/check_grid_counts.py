"""The counts of a check table as they are typed, point by point, and the score that follows from them at once."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from forms.widgets.grid_model import GridRow
from ledger.errors import InputError
from ledger.fields.numbers import plain as decimal_words
from ledger.schemes.model import CheckItem, CheckPoint, CheckTable, Scheme
from ledger.scoring import Case, CheckValue, ItemResult, NodeResult, attempt
from ledger.scoring.numbers import number, plain, rounded

Typed = Mapping[str, str]
"""What was typed, by the uid of the row; blank means nothing was found."""

_MOST = 999
_YES = ("1", "是")
_NO = ("0", "否", "")


def counted_tables(scheme: Scheme) -> tuple[CheckTable, ...]:
    """The check tables of which a part of the formula is made."""
    used = {node.table for node in scheme.nodes}
    return tuple(table for table in scheme.tables if table.key in used)


def uid_of(item: int, point: int) -> str:
    """The uid of a row: the places of its item and point."""
    return f"{item}.{point}"


def refusal(point: CheckPoint, text: str) -> str:
    """Why this may not be typed for a point; empty when it may."""
    if not text:
        return ""
    if point.kind in ("zero", "veto"):
        return "" if text in (*_YES, *_NO) else "这条要点只填1（有这种情况）或0（没有）。"
    if point.kind == "pp":
        return "" if _percent(text) is not None else "请填实际达到的百分数，如 96.5。"
    return "" if text.isascii() and text.isdecimal() and int(text) <= _MOST else f"请填不合格的次数，0到{_MOST}的整数。"


def checks_of(table: CheckTable, typed: Typed) -> dict[str, tuple[CheckValue, ...]]:
    """One value for each point of every item; an item of which nothing was typed is not given.

    In an item that is given a blank is nothing found: no count, no occurrence, the percentage that is asked for.
    """
    given: dict[str, tuple[CheckValue, ...]] = {}
    for place, item in enumerate(table.items):
        texts = [typed.get(uid_of(place, each), "") for each in range(len(item.points))]
        if any(texts):
            given[item.no] = tuple(_value(point, text) for point, text in zip(item.points, texts, strict=True))
    return given


def scored(scheme: Scheme, table: CheckTable, typed: Typed) -> NodeResult:
    """The part of the formula that the table is, with these counts, as the result sheet computes it."""
    result = attempt(scheme, Case(checks={table.key: checks_of(table, typed)}))
    return result.node(next(node.key for node in scheme.nodes if node.table == table.key))


def grid_rows(table: CheckTable, typed: Typed, result: NodeResult) -> list[GridRow]:
    """The rows of the grid: a heading for each item with its score, below it the points."""
    items = {item.no: item for item in result.items}
    rows: list[GridRow] = []
    for place, item in enumerate(table.items):
        rows.append(item_row(place, item, items.get(item.no)))
        for number_, point in enumerate(item.points):
            uid = uid_of(place, number_)
            rows.append(GridRow(uid, (f"　{point.text}", rule_of(point), typed.get(uid, ""), "")))
    return rows


def item_row(place: int, item: CheckItem, scored_item: ItemResult | None) -> GridRow:
    """The heading of an item: its number, name and full points, and what is left of them."""
    full = f"满分{decimal_words(item.full)}分" if item.full is not None else "合格或不合格"
    score, tone = "", ""
    if scored_item is not None:
        score, tone = _item_words(scored_item)
    group = f"{item.group}　" if item.group else ""
    return GridRow(f"item{place}", (f"{item.no}　{group}{item.name}", full, "", score), heading=True, tone=tone)


def rule_of(point: CheckPoint) -> str:
    """How a point deducts, in words."""
    amount = decimal_words(point.amount) if point.amount is not None else ""
    match point.kind:
        case "each" | "place":
            return f"每{'处' if point.kind == 'place' else '次'}扣{amount}分"
        case "missing":
            return f"每缺一项扣{amount}分"
        case "flat":
            return f"不合格扣{amount}分"
        case "pp":
            return f"低于{decimal_words(point.target or Decimal(0))}%，每百分点扣{amount}分"
        case "zero":
            return "出现即本项不得分"
        case "veto":
            return "一票否决"
    return "扣法未写明，不扣分"


def score_words(result: NodeResult) -> tuple[str, str]:
    """The score of the whole table in words, and its tone."""
    if result.exact is None:
        return result.why, "warn"
    full = plain(result.full)
    words = f"得分 {result.shown}　满分 {full}"
    if result.vetoed:
        return f"{words}　有一票否决项，不合格", "bad"
    if result.passed is not None:
        return f"{words}　{'达到' if result.passed else '未达到'}达标线", "good" if result.passed else "bad"
    return words, ""


def deductions(table: CheckTable, typed: Typed, result: NodeResult) -> list[dict[str, str]]:
    """What was deducted, item by item, as the rows of a daily assessment are typed; a veto deducts nothing."""
    rows = []
    outcomes = {item.no: item for item in result.items}
    for place, item in enumerate(table.items):
        outcome = outcomes.get(item.no)
        if outcome is None or (outcome.full == outcome.score and not outcome.vetoed):
            continue
        texts = [(point, typed.get(uid_of(place, each), "")) for each, point in enumerate(item.points)]
        found = [f"{point.text}{_told(point, text)}" for point, text in texts if text not in _NO]
        lost = Fraction(0)
        if outcome.full is not None and outcome.score is not None:
            lost = outcome.full - outcome.score
        rows.append({"item": f"{item.no} {item.name}", "reason": "；".join(found), "points": _shown(lost)})
    return rows


def _told(point: CheckPoint, text: str) -> str:
    """What was found of a point, in brackets."""
    match point.kind:
        case "pp":
            return f"（实际{text.rstrip('%％')}%）"
        case "zero" | "flat":
            return ""
        case "veto":
            return "（不合格，一票否决）"
    return f"（{text}{'处' if point.kind == 'place' else '次'}）"


def _item_words(item: ItemResult) -> tuple[str, str]:
    if item.score is None:
        return ("不合格", "bad") if item.vetoed else ("合格", "")
    words = f"{_shown(item.score)}分" + ("，一票否决" if item.vetoed else "")
    lost = item.full is not None and item.score < item.full
    return words, "bad" if item.vetoed or item.score == 0 else "warn" if lost else ""


def _shown(value: Fraction) -> str:
    """A score in full when it ends soon, else with two decimals."""
    text = plain(value)
    return text if len(text) <= 6 else rounded(value, 2, "half-up")


def _value(point: CheckPoint, text: str) -> CheckValue:
    if point.kind in ("zero", "veto"):
        return text in _YES
    if point.kind == "pp":
        percent = _percent(text)
        return percent if percent is not None else (point.target or Decimal(0))
    return int(text or 0)


def _percent(text: str) -> Decimal | None:
    """The percentage that was typed, None when it is none."""
    try:
        percent = number(text.rstrip("%％"), "百分数")
    except InputError:
        return None
    return percent if percent >= 0 else None
