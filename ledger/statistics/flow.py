"""Visitors by weekday and hour (A17): when it is busy, and how much of the day falls into the morning."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ledger.snapshot import Snapshot
from ledger.statistics.facts import Facts, facts_of
from ledger.statistics.periods import Period
from ledger.statistics.rate import Rate, noted, quotient, unknown
from ledger.statistics.sums import count

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
NOON = 12
_HOUR = re.compile(r"\d{1,2}")


@dataclass(frozen=True)
class Busy:
    """A weekday and hour with its visitors."""

    weekday: str
    hour: int
    visitors: int


@dataclass(frozen=True)
class Flow:
    """Visitors of a period: `counts` has a row for each of WEEKDAYS and a column for each of `hours`.

    The hour 7 is 7:00 to 8:00 (A17). `busiest` names every weekday and hour that has the most; none without visitors.
    `left_out` counts entries without an hour or a number.
    """

    period: Period
    hours: tuple[int, ...]
    counts: tuple[tuple[int, ...], ...]
    morning: Rate
    busiest: tuple[Busy, ...]
    left_out: int = 0

    @property
    def by_hour(self) -> tuple[int, ...]:
        """Visitors of each of `hours`, over all weekdays."""
        return tuple(sum(row[place] for row in self.counts) for place in range(len(self.hours)))

    @property
    def by_weekday(self) -> tuple[int, ...]:
        """Visitors of each weekday."""
        return tuple(sum(row) for row in self.counts)

    @property
    def total(self) -> int:
        """All visitors counted."""
        return sum(self.by_weekday)


def flow(snapshot: Snapshot, period: Period, *, window: str = "") -> Flow:
    """The visitors of a period, of one window or of all."""
    return flow_of(facts_of(snapshot, period, window=window))


def flow_of(facts: Facts) -> Flow:
    """The visitors among the facts."""
    found: dict[tuple[int, int], int] = {}
    left_out = 0
    for each in facts.of("visitor_flow"):
        hour, visitors = hour_of(each["hour"]), each["count"]
        if hour is None or visitors is None:
            left_out += 1
            continue
        place = (each["date"].weekday(), hour)
        found[place] = found.get(place, 0) + visitors
    hours = tuple(sorted({hour for _, hour in found}))
    counts = tuple(tuple(found.get((day, hour), 0) for hour in hours) for day in range(len(WEEKDAYS)))
    most = max(found.values(), default=0)
    busiest = tuple(Busy(WEEKDAYS[day], hour, most) for (day, hour), number in sorted(found.items()) if number == most)
    return Flow(facts.period, hours, counts, morning_share(facts, found), busiest if most else (), left_out)


def morning_share(facts: Facts, found: dict[tuple[int, int], int]) -> Rate:
    """上午占比: visitors before noon, of all of the day (A17: 67 %)."""
    key, name, words = "morning_share", "上午人次占比", "全天人次"
    if not found:
        return unknown(key, name, "%", words, "没有登记分时段的客流")
    morning = sum(number for (_, hour), number in found.items() if hour < NOON)
    rate = quotient(facts.snapshot.scheme, key, name, count(morning), count(sum(found.values())), words)
    return noted(rate, "12:00以前各时段")


def hour_of(label: str | int | None) -> int | None:
    """The hour that a label begins with: 7 for “7”, “7:00” and “7:00—8:00”."""
    match = _HOUR.match(str(label).strip()) if label is not None else None
    return int(match[0]) if match and int(match[0]) < 24 else None
