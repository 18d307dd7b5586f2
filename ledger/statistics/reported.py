"""What was reported (窗口统计报表, R57): statements that cover a period, each day of it at most once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ledger.fields import Row, chinese_date
from ledger.records import Record
from ledger.snapshot import Snapshot
from ledger.statistics.periods import Period
from ledger.statistics.sums import Sum, total


@dataclass(frozen=True)
class Reported:
    """The statements taken for a period; empty where nothing was reported."""

    period: Period
    statements: tuple[Record, ...]

    def __bool__(self) -> bool:
        return bool(self.statements)

    def sum(self, name: str) -> Sum | None:
        """The sum of one figure over the statements that give it; None where none does."""
        parts = [each[name] for each in self.statements if each[name] is not None]
        if not parts:
            return None
        summed = total(parts)
        silent = len(self.statements) - len(parts)
        if silent and summed.value is not None:
            words = f"{summed.written}（{silent}份报表没有填）"
            return Sum(summed.value, "least", words, summed.apart)
        return summed

    def rows(self, word: str) -> tuple[Row, ...]:
        """The rows of indicators whose name holds `word`."""
        rows = (row for each in self.statements for row in each["indicators"] or ())
        return tuple(row for row in rows if word in (row["indicator"] or ""))

    @property
    def words(self) -> str:
        """Where the figures come from, and for which days."""
        days = sorted((each["first"], each["last"]) for each in self.statements)
        spans = "、".join(f"{chinese_date(first)}至{chinese_date(last)}" for first, last in _joined(days))
        return f"据报出的窗口统计报表{len(self.statements)}份（{spans}）"


def reported(snapshot: Snapshot, period: Period, window: str = "") -> Reported:
    """The statements whose days lie in the period and do not overlap, the longest first.

    Those of one window are taken when `window` names it. Otherwise those of all windows together; where there are
    none, those of each window.
    """
    inside = [each for each in snapshot.of("window_statement") if _inside(each, period)]
    of_whole = [each for each in inside if not each["window"]]
    if window:
        return Reported(period, tuple(_chain(each for each in inside if each["window"] == window)))
    if of_whole:
        return Reported(period, tuple(_chain(of_whole)))
    names = dict.fromkeys(each["window"] for each in inside)
    chains = (_chain(each for each in inside if each["window"] == name) for name in names)
    return Reported(period, tuple(each for chain in chains for each in chain))


def _inside(record: Record, period: Period) -> bool:
    first, last = record["first"], record["last"]
    return period.holds(first) and period.holds(last) and first <= last


def _chain(statements: Iterable[Record]) -> Iterator[Record]:
    """Statements that do not overlap: a longer one goes before those inside it, of equal ones the later entered."""
    taken: list[Record] = []
    order = sorted(statements, key=lambda each: (each["last"] - each["first"], each.created, each.uid), reverse=True)
    for each in order:
        if all(each["last"] < other["first"] or other["last"] < each["first"] for other in taken):
            taken.append(each)
    yield from sorted(taken, key=lambda each: (each["first"], each.uid))


def _joined(days: list[tuple[dt.date, dt.date]]) -> Iterator[tuple[dt.date, dt.date]]:
    """Spans of days, those that follow one another or overlap written as one."""
    first, last = days[0]
    for begin, end in days[1:]:
        if begin > last + dt.timedelta(days=1):
            yield first, last
            first, last = begin, end
        last = max(last, end)
    yield first, last
