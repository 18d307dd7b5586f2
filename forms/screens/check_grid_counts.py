"""An acceptance as it is typed point by point into the scheme's check table, and the score that follows at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from forms.widgets.grid_model import GridRow
from ledger.acceptance_scores import GroupScore, TableScore, table_score
from ledger.acceptances import NO, YES, UnknownPoint, UnreadableValue, deduction_words, point_words, value_of
from ledger.acceptances import values_of_rows as values_of
from ledger.acceptances import wanted as wanted_of
from ledger.fields.numbers import plain as decimal_words
from ledger.schemes.model import CheckItem, CheckPoint, CheckTable, Scheme
from ledger.scoring import ItemResult
from ledger.scoring.numbers import plain, rounded
from ledger.scoring.tables import points_lost

Row = dict[str, str]
"""One point: its words, and what was typed of it."""

TYPED = ("value", "grounds", "note")
STRANGERS = "不能计分的登记"
"""The heading over registered points that the table does not have, or has twice without a count."""
_NOTHING: Row = dict.fromkeys(TYPED, "")


def points_in(table: CheckTable | None) -> tuple[tuple[CheckItem, CheckPoint], ...]:
    """The points of a table from top to bottom, each with its item."""
    return tuple((item, point) for item in table.items for point in item.points) if table is not None else ()


def completed(table: CheckTable | None, typed: Sequence[Mapping[str, str]]) -> list[Row]:
    """Every point of the table with what was registered of it; then registered points that the table does not have.

    Rows of one point that can be read stand in one, as they are counted; one that cannot stays on its own.
    """
    rows = [{"point": point_words(*pair), **_NOTHING} for pair in points_in(table)]
    places = {row["point"]: place for place, row in enumerate(rows)}
    for given in typed:
        row = {"point": given.get("point") or "", **{name: given.get(name) or "" for name in TYPED}}
        place = places.get(row["point"])
        if place is None:
            rows.append(row)
        elif rows[place] == {"point": row["point"], **_NOTHING}:
            rows[place] = row
        else:
            point = points_in(table)[place][1]
            together = _together(point, rows[place], row)
            if together is None:
                rows.append(row)
            else:
                rows[place] = together
    return rows


def stored(rows: Sequence[Row]) -> list[Row]:
    """The rows of which anything was typed: a point without a word is in order."""
    return [dict(row) for row in rows if any(row[name] for name in TYPED)]


def settled(point: CheckPoint, text: str) -> str:
    """What stands for a typed value: 1 and 0 are 是 and 否 where a point takes those."""
    if point.kind not in ("zero", "veto") or not text:
        return text
    return "是" if text in YES else "否" if text in NO else text


def refusal(point: CheckPoint, text: str) -> str:
    """Why this may not be typed for a point; empty when it may."""
    if not text or value_of(point, text) is not None:
        return ""
    return f"应填{wanted_of(point)}。" + ("也可以按1或0。" if point.kind in ("zero", "veto") else "")


def is_failing(point: CheckPoint, text: str) -> bool:
    """Whether what was typed says that the point is not in order."""
    value = value_of(point, text) if text else None
    if value is None:
        return False
    return value < (point.target or 0) if point.kind == "pp" else bool(value)


def scored(scheme: Scheme, table: CheckTable, rows: Sequence[Row]) -> TableScore:
    """The score of what is typed; rows that cannot be read keep it away."""
    try:
        given = values_of("这次验收", stored(rows), table)
    except (UnreadableValue, UnknownPoint) as error:
        return TableScore((), {}, Fraction(table.full), None, why=str(error))
    return table_score(scheme, table, given)


def grid_rows(table: CheckTable | None, rows: Sequence[GridRow], heads: Mapping[str, GridRow]) -> list[GridRow]:
    """The points (`rows`) under the headings of their groups and items (`heads`), strangers at the end."""
    shown: list[GridRow] = []
    above = ("", "")
    pairs = points_in(table)
    for place, row in enumerate(rows):
        item = pairs[place][0] if place < len(pairs) else None
        group, no = (item.group, item.no) if item is not None else (STRANGERS, "")
        if item is None and above != (STRANGERS, ""):
            shown.append(_heading("strangers", STRANGERS, "", "", "bad"))
        elif group and group != above[0] and item is not None:
            shown.append(heads[f"group:{group}"])
        if no and no != above[1]:
            shown.append(heads[f"item:{no}"])
        above = (group, no)
        shown.append(row)
    return shown


def headings(table: CheckTable | None, score: TableScore | None) -> dict[str, GridRow]:
    """The headings of groups and items with their full points and what is left of them, by uid."""
    found: dict[str, GridRow] = {}
    if table is None:
        return found
    groups = {group.name: group for group in score.groups} if score is not None else {}
    items = score.items if score is not None else {}
    for item in table.items:
        uid = f"group:{item.group}"
        if item.group and uid not in found:
            full = sum((each.full or 0 for each in table.items if each.group == item.group), start=0)
            found[uid] = _group(uid, item.group, Fraction(full), groups.get(item.group))
        found[f"item:{item.no}"] = item_row(item, items.get(item.no))
    return found


def item_row(item: CheckItem, outcome: ItemResult | None) -> GridRow:
    """The heading of an item: its number, name and full points, and what is left of them."""
    full = f"标准分{decimal_words(item.full)}分" if item.full is not None else "合格或不合格"
    words, tone = _item_words(outcome) if outcome is not None else ("", "")
    return _heading(f"item:{item.no}", f"{item.no}　{item.name}", full, words, tone)


def point_row(scheme: Scheme, place: int, point: CheckPoint, row: Row, followed: str) -> GridRow:
    """A point of the table: how it deducts, what was typed, what it takes away by itself, and what became of it."""
    lost, tone = _lost(scheme, point, row)
    cells = (f"　{point.text}", deduction_words(point), row["value"], row["grounds"], lost, followed, row["note"])
    return GridRow(str(place), cells, tone=tone)


def stranger_row(place: int, row: Row, followed: str) -> GridRow:
    """A registered point that the table does not have, or registered once more so that it cannot be counted."""
    cells = (row["point"], "不能计分", row["value"], row["grounds"], "", followed, row["note"])
    return GridRow(str(place), cells, tone="bad")


def score_words(table: CheckTable, score: TableScore) -> tuple[str, str]:
    """The score of the whole table in words, and its tone."""
    if score.total is None:
        return f"不能计分：{score.why}", "bad"
    words = f"{table.name}　得分 {score.shown}　满分 {plain(score.full)}"
    if score.vetoed:
        return f"{words}　有一票否决项，不合格", "bad"
    if score.passed is not None:
        return f"{words}　{'达到' if score.passed else '未达到'}达标线", "good" if score.passed else "bad"
    return words, ""


def incomplete(rows: Sequence[Row]) -> int | None:
    """The first point of which something was written but no count; None when there is none."""
    return next((place for place, row in enumerate(rows) if not row["value"] and (row["grounds"] or row["note"])), None)


def _together(point: CheckPoint, old: Row, new: Row) -> Row | None:
    """Two rows of one point as one; None when one of them cannot be read."""
    before, after = value_of(point, old["value"]), value_of(point, new["value"])
    if before is None or after is None:
        return None
    words = {name: "；".join(dict.fromkeys(filter(None, (old[name], new[name])))) for name in ("grounds", "note")}
    if point.kind in ("zero", "veto"):
        value = "是" if before or after else "否"
    else:
        value = new["value"] if point.kind == "pp" else str(int(before) + int(after))
    return {"point": old["point"], "value": value, **words}


def _heading(uid: str, words: str, full: str, score: str, tone: str) -> GridRow:
    return GridRow(uid, (words, full, "", "", score, "", ""), heading=True, tone=tone)


def _group(uid: str, name: str, full: Fraction, group: GroupScore | None) -> GridRow:
    score = f"{shown_points(group.score)}分" if group is not None and group.score is not None else ""
    return _heading(uid, f"【{name}】", f"共{plain(full)}分", score, "")


def _lost(scheme: Scheme, point: CheckPoint, row: Row) -> tuple[str, str]:
    """What a point takes away by itself in words, and the tone of its row."""
    if not row["value"]:
        return ("缺次数", "bad") if row["grounds"] or row["note"] else ("", "")
    value = value_of(point, row["value"])
    if value is None:
        return "填得不对", "bad"
    if not is_failing(point, row["value"]):
        return "", ""
    if point.kind in ("zero", "veto"):
        return ("一票否决" if point.kind == "veto" else "全扣"), "bad"
    lost = points_lost(scheme, point, value)
    return (f"－{shown_points(lost)}" if lost else "不扣分"), "warn"


def _item_words(item: ItemResult) -> tuple[str, str]:
    if item.score is None:
        return ("不合格", "bad") if item.vetoed else ("合格", "")
    words = f"{shown_points(item.score)}分" + ("，一票否决" if item.vetoed else "")
    lost = item.full is not None and item.score < item.full
    return words, "bad" if item.vetoed or item.score == 0 else "warn" if lost else ""


def shown_points(value: Fraction) -> str:
    """Points in full when they end soon, else with two decimals."""
    text = plain(value)
    return text if len(text) <= 6 else rounded(value, 2, "half-up")
