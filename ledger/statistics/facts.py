"""What statistics of a period are made of: the cases and records that fall into it, and what was reported for it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from ledger.fields import MonthValue, PersonName
from ledger.records import Record
from ledger.snapshot import Snapshot
from ledger.statistics.cases import Case, Counted, cases_of, counted
from ledger.statistics.periods import Period
from ledger.statistics.reported import Reported, reported


@dataclass(frozen=True)
class Facts:
    """The ledger seen through a period; `window` and `person` keep only what is theirs.

    None is for all of them, "" for what names none.
    """

    snapshot: Snapshot
    period: Period
    cases: tuple[Case, ...]
    """Every case of the ledger, of all windows and persons."""
    window: str | None = None
    person: str | None = None

    @cached_property
    def counted(self) -> Counted:
        """The cases of the period."""
        own = (case for case in self.cases if self._keeps(case.window, case.person))
        return counted(own, self.period, self.snapshot.as_of)

    @cached_property
    def reported(self) -> Reported:
        """What was reported for the period; nothing for a person, since reports are of windows."""
        if self.person is not None or self.window == "":
            return Reported(self.period, ())
        return reported(self.snapshot, self.period, self.window or "")

    @property
    def has_cases(self) -> bool:
        """Whether any case falls into the period, so that figures come from the register and not from a report."""
        it = self.counted
        return bool(it.received or it.accepted or it.ended or it.overdue)

    @property
    def whole(self) -> bool:
        """Whether all windows and persons are meant."""
        return self.window is None and self.person is None

    def of(self, slug: str) -> tuple[Record, ...]:
        """The records of a kind that fall into the period and are of the window and the person."""
        own = (each for each in self.snapshot.of(slug) if falls_into(each, self.period))
        return tuple(each for each in own if self._keeps(each["window"] or "", person_of(each)))

    def _keeps(self, window: str, person: str) -> bool:
        return self.window in (None, window) and self.person in (None, person)

    def of_period(self, period: Period) -> Facts:
        """The same of another period, without looking at every case again."""
        return replace(self, period=period)

    @cached_property
    def before(self) -> Facts:
        """The same of the period before."""
        return self.of_period(self.period.previous)

    def rule(self, key: str) -> str:
        """The value in force of a rule of the scheme."""
        return self.snapshot.scheme.rule(key)


def facts_of(snapshot: Snapshot, period: Period, *, window: str = "", person: str = "") -> Facts:
    """The facts of a period; a window or person that is blank is not asked for."""
    return Facts(snapshot, period, cases_of(snapshot), window or None, person or None)


def falls_into(record: Record, period: Period) -> bool:
    """Whether a record's month, or else its day, lies in the period."""
    month = record["month"]
    if isinstance(month, MonthValue):
        return period.holds(dt.date(month.year, month.month, 1))
    day = record["date"]
    return isinstance(day, dt.date) and period.holds(day)


def person_of(record: Record) -> str:
    """The name in the first of the record's fields that names one person of the unit; empty when none does."""
    return next((value.name for value in record.values.values() if isinstance(value, PersonName)), "")


def windows_of(facts: Facts, slugs: Iterable[str]) -> tuple[str, ...]:
    """The windows that stand in the cases, the records of these kinds and the reports, sorted; "" last."""
    found = {case.window for case in _all(facts.counted)}
    found |= {each["window"] or "" for slug in slugs for each in facts.of(slug)}
    found |= {each["window"] for each in facts.reported.statements if each["window"]}
    return _blank_last(found)


def persons_of(facts: Facts, slugs: Iterable[str]) -> tuple[str, ...]:
    """The persons that stand in the cases and the records of these kinds, sorted; "" last."""
    found = {case.person for case in _all(facts.counted)}
    found |= {person_of(each) for slug in slugs for each in facts.of(slug)}
    return _blank_last(found)


def _all(cases: Counted) -> tuple[Case, ...]:
    return (*cases.received, *cases.accepted, *cases.ended, *cases.overdue)


def _blank_last(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=by_name))


def by_name(name: str) -> tuple[object, ...]:
    """The order of names: numbers in them by what they count (二号窗口 before 十号窗口), the blank name last."""
    parts = _NUMBER.split(name)
    return (not name, *((_counting(part) if place % 2 else part) for place, part in enumerate(parts)))


_NUMBER = re.compile("([0-9]+|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])")
_HAN = "〇一二三四五六七八九"


def _counting(number: str) -> int:
    """The number of digits or of Han characters up to 九十九."""
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (_HAN.index(tens) if tens else 1) * 10 * bool(ten) + (_HAN.index(ones) if ones else 0)
