"""Working days (工作日) by the official Chinese calendar, and beyond the years it knows by weekdays alone."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass, field

import chinese_calendar
from chinese_calendar.constants import holidays, workdays

_PUBLISHED = {day.year for day in holidays} | {day.year for day in workdays}
FIRST_YEAR, LAST_YEAR = min(_PUBLISHED), max(_PUBLISHED)
"""The years whose arrangement of holidays (国务院办公厅节假日安排) is known."""

_SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """Which days are worked; `off` and `on` are days that the unit entered itself, and go before everything else."""

    off: frozenset[dt.date] = field(default_factory=frozenset)
    on: frozenset[dt.date] = field(default_factory=frozenset)

    def is_workday(self, day: dt.date) -> bool:
        """Whether `day` is a working day; in a year that is not known, whether it is a weekday."""
        if day in self.on or day in self.off:
            return day in self.on
        if not known(day.year):
            return day.weekday() < _SATURDAY
        return _official(day)

    def after(self, start: dt.date, days: int, *, counted: bool = False) -> dt.date:
        """The last day of a time limit of `days` working days that starts on `start`.

        The day of the start is not counted, as usual, unless `counted` says so (and it is a working day). A limit of
        0 days ends on the start itself. Raises ValueError for fewer than 0 days.
        """
        if days < 0:
            raise ValueError(days)
        left = days - 1 if counted and days and self.is_workday(start) else days
        day = start
        while left:
            day += _DAY
            left -= self.is_workday(day)
        return day

    def between(self, start: dt.date, end: dt.date, *, counted: bool = False) -> int:
        """The working days from `start` to `end`, the first one not counted unless `counted`; negative backwards."""
        if end < start:
            return -self.between(end, start, counted=counted)
        first = start if counted else start + _DAY
        span = ((first + _DAY * step) for step in range((end - first).days + 1))
        return sum(self.is_workday(day) for day in span)

    def doubt(self, *days: dt.date) -> str:
        """Why working days between these cannot be told for certain: a sentence, empty when they can."""
        strange = sorted({day.year for day in days if not known(day.year)})
        if not strange:
            return ""
        years = "、".join(str(year) for year in strange)
        return (
            f"程序只有{FIRST_YEAR}至{LAST_YEAR}年的节假日安排，{years}年只按周一至周五推算工作日；"
            "请在“放假与调休”里补登该年的安排。"
        )


_DAY = dt.timedelta(days=1)


@functools.cache
def _official(day: dt.date) -> bool:
    """Whether the official calendar has `day` worked; it is asked for the same few hundred days again and again."""
    return bool(chinese_calendar.is_workday(day))


def known(year: int) -> bool:
    """Whether the holidays of `year` are known."""
    return year in _PUBLISHED
