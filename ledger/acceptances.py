"""Acceptances by a check table: what was registered of them, as the values that the table is scored from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from ledger.errors import InputError
from ledger.fields.numbers import plain, read_decimal
from ledger.records import Record
from ledger.schemes.model import CheckItem, CheckPoint, CheckTable, Scheme
from ledger.scoring.case import CheckValue
from ledger.snapshot import Snapshot

YES = ("是", "有", "true", "1")
NO = ("否", "无", "没有", "false", "0")


class UnreadableValue(InputError):
    """What was registered of a check point is not what the point takes."""

    def __init__(self, title: str, point: str, value: str, want: str) -> None:
        self.title, self.point, self.value = title, point, value
        super().__init__(f"“{title}”里“{point}”不能填“{value}”：应填{want}。")


class UnknownPoint(InputError):
    """A registered point that the check table does not have."""

    def __init__(self, title: str, point: str, table: str) -> None:
        self.title, self.point = title, point
        super().__init__(f"“{title}”里的“{point}”不是检查表“{table}”的要点，请从列表里选。")


def point_words(item: CheckItem, point: CheckPoint) -> str:
    """A check point as it is chosen and printed: 3.1 对外公布资料：公告醒目."""
    return f"{item.no} {item.name}：{point.text}"


def deduction_words(point: CheckPoint) -> str:
    """How a point deducts, in words: 每项扣0.5分, 每差1个百分点扣1分（应达到85%）, 一票否决."""
    amount = plain(point.amount) if point.amount is not None else ""
    match point.kind:
        case "each" | "place":
            return f"每{'处' if point.kind == 'place' else '项'}扣{amount}分"
        case "missing":
            return f"每缺一项扣{amount}分"
        case "flat":
            return f"不合格扣{amount}分"
        case "pp":
            return f"每差1个百分点扣{amount}分（应达到{plain(point.target or Decimal(0))}%）"
        case "zero":
            return "有此情况，本项全扣"
        case "veto":
            return "一票否决"
    return "扣法没有写，不扣分"


def points_of(scheme: Scheme) -> tuple[str, ...]:
    """Every check point of the scheme's tables."""
    return tuple(point_words(item, point) for table in scheme.tables for item in table.items for point in item.points)


def table_of(scheme: Scheme, record: Record) -> CheckTable | None:
    """The table that an acceptance is scored by, None when the scheme has no such.

    A record of a scheme with a single table is one of it, whatever it calls it.
    """
    if len(scheme.tables) == 1:
        return scheme.tables[0]
    return next((table for table in scheme.tables if table.name == record["table"]), None)


def last_acceptance(snapshot: Snapshot, table: CheckTable) -> Record | None:
    """The last acceptance by a table, the one that counts; an undated one only when there is no dated one.

    Of two on one day it is the one that was registered later.
    """
    named = [each for each in snapshot.of("acceptance") if table_of(snapshot.scheme, each) is table]
    return max(reversed(named), key=lambda each: snapshot.day(each) or dt.date.min, default=None)


def checks_of(snapshot: Snapshot) -> dict[str, Mapping[str, tuple[CheckValue, ...]]]:
    """For each table that was used, the values of the items of its last acceptance that anything was registered of.

    An acceptance that cannot be read gives none, so that the table has no score; `fault_of` says why.
    """
    found: dict[str, Mapping[str, tuple[CheckValue, ...]]] = {}
    for table in snapshot.scheme.tables:
        record = last_acceptance(snapshot, table)
        if record is not None and fault_of(record, table) is None:
            found[table.key] = values_of(record, table)
    return found


def fault_of(record: Record, table: CheckTable) -> InputError | None:
    """Why an acceptance cannot be scored by its table, None when it can."""
    try:
        values_of(record, table)
    except (UnreadableValue, UnknownPoint) as error:
        return error
    return None


def values_of(record: Record, table: CheckTable) -> dict[str, tuple[CheckValue, ...]]:
    """The values of an acceptance by item; what nothing was registered of is left out.

    Several rows of one point are added up. Raises UnreadableValue, UnknownPoint.
    """
    return values_of_rows(record.declared.title_of(dict(record.values)), record["rows"] or (), table)


def values_of_rows(
    title: str, rows: Iterable[Mapping[str, Any]], table: CheckTable
) -> dict[str, tuple[CheckValue, ...]]:
    """The values of registered rows as `values_of`, read from words; `title` names the acceptance in errors."""
    points = {point_words(item, point): (item, place) for item, place, point in _places(table)}
    given: dict[str, list[CheckValue]] = {}
    for row in rows:
        words = str(row["point"])
        if words not in points:
            raise UnknownPoint(title, words, table.name)
        item, place = points[words]
        values = given.setdefault(item.no, [_nothing(point) for point in item.points])
        point, text = item.points[place], str(row["value"] or "")
        value = value_of(point, text)
        if value is None:
            raise UnreadableValue(title, words, text, wanted(point))
        values[place] = _together(point, values[place], value)
    return {no: tuple(values) for no, values in given.items()}


def wanted(point: CheckPoint) -> str:
    """What is to be registered of a point, in words."""
    if point.kind in ("zero", "veto"):
        return "“是”或“否”"
    return "实际达到的百分数，如 83.5" if point.kind == "pp" else "不合格的次数（整数）"


def value_of(point: CheckPoint, text: str) -> CheckValue | None:
    """What was written of a point (3次, 83.5%, 是) as a value; None for what the point does not take."""
    typed = re.sub(r"\s", "", text)
    if point.kind in ("zero", "veto"):
        return typed in YES if typed in YES or typed in NO else None
    # The unit stands behind the number: 1次2处 is not 12, and a percentage is no count.
    number = read_decimal(re.sub(r"[％%]$" if point.kind == "pp" else r"[次处项个]$", "", typed))
    if number is None or number < 0:
        return None
    if point.kind == "pp":
        return number
    return int(number) if number == number.to_integral_value() else None


def _places(table: CheckTable) -> Iterator[tuple[CheckItem, int, CheckPoint]]:
    for item in table.items:
        for place, point in enumerate(item.points):
            yield item, place, point


def _nothing(point: CheckPoint) -> CheckValue:
    """The value of a point that nothing was found at."""
    if point.kind in ("zero", "veto"):
        return False
    return point.target or Decimal(0) if point.kind == "pp" else 0


def _together(point: CheckPoint, old: CheckValue, new: CheckValue) -> CheckValue:
    if point.kind in ("zero", "veto"):
        return bool(old or new)
    return new if point.kind == "pp" else int(old) + int(new)
