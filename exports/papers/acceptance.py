"""验收评分表: the scheme's check table as its source prints it, with what an acceptance found and what is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from exports.page import Align, Block, Column, Content, Pairs, Paragraph, Signature, Table, Title
from exports.papers import generic
from exports.papers.parts import HAN, form
from ledger.acceptance_scores import GroupScore, TableScore, table_score, unscored
from ledger.acceptances import deduction_words, fault_of, point_words, table_of, value_of, values_of
from ledger.fields.numbers import plain as decimal_words
from ledger.records import Record
from ledger.schemes.model import CheckItem, CheckPoint, CheckTable, Scheme
from ledger.scoring.numbers import plain, rounded
from ledger.scoring.tables import points_lost
from ledger.snapshot import Snapshot

Row = Mapping[str, Any]
"""A registered row: point, value, grounds, note."""
Filled = Callable[[CheckItem, CheckPoint], tuple[str, str]]
"""The cells 扣分 and 依据 of a point."""

COLUMNS = (
    Column("项目", 6.2),
    Column("检查内容", 13.6),
    Column("标准分", 4.5, Align.CENTER, Content.NUMBER),
    Column("扣分标准", 8.5),
    Column("扣分", 3.2, Align.CENTER),
    Column("得分", 3.2, Align.CENTER, Content.NUMBER),
    Column("依据", 9),
)
SIGNERS = ("检查人", "被检查单位负责人")
_HEAD = ("window", "date", "assessor", "methods", "checkers", "table")


def acceptance(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """Every point of the table with its deduction and grounds, groups with subtotals, the total, a veto, signatures.

    An acceptance of no table that the scheme has is printed as it was registered.
    """
    scheme, table = snapshot.scheme, table_of(snapshot.scheme, record)
    if table is None:
        return generic.record_blocks(snapshot, record)
    fault = fault_of(record, table)
    score = unscored(table, str(fault)) if fault else table_score(scheme, table, values_of(record, table))
    found = _by_point(record["rows"] or ())
    known = {point_words(item, point) for item in table.items for point in item.points}

    def filled(item: CheckItem, point: CheckPoint) -> tuple[str, str]:
        return _cells(scheme, point, found.get(point_words(item, point), ()))

    return (
        Title(snapshot.title(record), 18),
        form([record.declared.field(name) for name in _HEAD], record),
        *group_tables(table, score, filled),
        *_strangers([row for row in record["rows"] or () if row["point"] not in known]),
        _outcome(table, score, found, record),
        Signature(SIGNERS),
    )


def group_tables(table: CheckTable, score: TableScore, filled: Filled, row_mm: float = 0) -> tuple[Block, ...]:
    """A table for each group of the check table, a row for each point, the last one the subtotal."""
    return tuple(
        Table(
            COLUMNS,
            (*_rows(group, score, filled), _subtotal(group)),
            caption=f"{HAN[number]}、{group.name}（标准分{plain(group.full)}分）" if group.name else "",
            total=True,
            row_mm=row_mm,
        )
        for number, group in enumerate(score.groups)
    )


def _rows(group: GroupScore, score: TableScore, filled: Filled) -> list[tuple[str, ...]]:
    """The points of a group; what is said of an item stands in the row of its first point, its number in each."""
    rows: list[tuple[str, ...]] = []
    for item in group.items:
        outcome = score.items.get(item.no)
        full = "—" if item.full is None else decimal_words(item.full)
        left = ""
        if outcome is not None:
            left = ("否决" if outcome.vetoed else "合格") if outcome.score is None else _points(outcome.score)
        for place, point in enumerate(item.points):
            head = (f"{item.no} {item.name}", full, left) if place == 0 else (item.no, "", "")
            deducted, grounds = filled(item, point)
            rows.append((head[0], point.text, head[1], deduction_words(point), deducted, head[2], grounds))
    return rows


def _subtotal(group: GroupScore) -> tuple[str, ...]:
    lost = "" if group.score is None else _points(group.full - group.score)
    left = "" if group.score is None else _points(group.score)
    return ("小计", "", plain(group.full), "", lost, left, "")


def _cells(scheme: Scheme, point: CheckPoint, rows: Sequence[Row]) -> tuple[str, str]:
    """What a point costs by itself, and what was registered of it."""
    grounds = "；".join(_told(point, row) for row in rows)
    values = [value for row in rows if (value := value_of(point, str(row["value"] or ""))) is not None]
    if not values or len(values) < len(rows):
        return "", grounds
    if point.kind in ("zero", "veto"):
        return (("否决" if point.kind == "veto" else "全扣") if any(values) else ""), grounds
    lost = points_lost(scheme, point, values[-1] if point.kind == "pp" else sum(int(value) for value in values))
    return (_points(lost) if lost else ""), grounds


def _told(point: CheckPoint, row: Row) -> str:
    """A registered row in words: 3项，资费表未更新."""
    value = str(row["value"] or "")
    bare = value.isascii() and value.replace(".", "", 1).isdecimal()
    match point.kind:
        case "zero" | "veto":
            value = "" if value == "是" else value
        case "pp":
            value = f"实际{value}%" if bare else f"实际{value}"
        case _ if bare:
            value += "处" if point.kind == "place" else "项"
    return "，".join(filter(None, (value, row["grounds"], row["note"])))


def _outcome(table: CheckTable, score: TableScore, found: Mapping[str, Sequence[Row]], record: Record) -> Pairs:
    """The total, what was vetoed, and the opinion of those who checked."""
    full = plain(score.full)
    total = f"不能计分：{score.why}" if score.total is None else f"{score.shown}分（标准分{full}分）"
    if score.passed is not None:
        total += "，达到达标线" if score.passed else "，没有达到达标线"
    rows = [(("总得分", total),)]
    vetoes = [item for item in table.items if any(point.kind == "veto" for point in item.points)]
    if vetoes and score.total is not None:
        rows.append((("一票否决", _veto_words(vetoes, score, found)),))
    rows.append((("检查意见", record["comment"] or ""),))
    return Pairs(tuple(rows))


def _veto_words(vetoes: Sequence[CheckItem], score: TableScore, found: Mapping[str, Sequence[Row]]) -> str:
    struck = [item for item in vetoes if item.no in score.items and score.items[item.no].vetoed]
    if not struck:
        return "没有一票否决的情形。"
    words = []
    for item in struck:
        rows = [row for point in item.points if point.kind == "veto" for row in found.get(point_words(item, point), ())]
        grounds = "；".join(str(row["grounds"]) for row in rows if row["grounds"])
        words.append(f"{item.no} {item.name}不合格" + (f"（{grounds}）" if grounds else ""))
    return f"{'；'.join(words)}。一票否决，验收不合格。"


def _strangers(rows: Sequence[Row]) -> tuple[Block, ...]:
    """Registered points that the table does not have."""
    if not rows:
        return ()
    columns = (Column("登记的要点", 18), Column("次数或实测", 6), Column("依据", 12), Column("备注", 8))
    cells = tuple(tuple(str(row[name] or "") for name in ("point", "value", "grounds", "note")) for row in rows)
    return (Table(columns, cells, caption="检查表里没有的登记（不能计分）"), Paragraph("改正以前，这次验收不计分。", 0))


def _by_point(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["point"]), []).append(row)
    return found


def _points(value: Fraction) -> str:
    """Points in full when they end soon, else with two decimals."""
    text = plain(value)
    return text if len(text) <= _LONG else rounded(value, 2, "half-up")


_LONG = 6
