"""Which backups are kept: the last ones, one a day for a month, one a month for a year, and those before risky acts.

Days and months are counted by the backups there are, not by the clock: one set forward makes none of them old.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

LAST = 10
DAYS = 30
MONTHS = 12
_BEIJING = dt.timezone(dt.timedelta(hours=8))


class Dated(Protocol):
    """A backup as the rule sees it: when it was made, and before what."""

    @property
    def at(self) -> dt.datetime:
        """When it was made, with its zone."""

    @property
    def why(self) -> str:
        """Before what it was made; all that were made before no risky act have the same word."""


Each = TypeVar("Each", bound=Dated)


def kept(backups: Iterable[Each], now: dt.datetime) -> tuple[Each, ...]:
    """Those that are kept at `now`, the newest first: never none of some, and of two of one moment the first given.

    Those that bear a time after `now` were made before the clock was set back, or while it ran ahead: they are
    counted by themselves, so that they take no place from the others, and the others none from them.
    """
    ordered = sorted(backups, key=lambda each: each.at, reverse=True)
    ahead = [each for each in ordered if each.at > now]
    return (*_kept(ahead), *_kept(ordered[len(ahead) :]))


def _kept(ordered: Sequence[Each]) -> Iterator[Each]:
    """Those of `ordered`, the newest first, that the rule keeps."""
    days = [_day(each) for each in ordered]
    reach = set(sorted(set(days), reverse=True)[:DAYS])
    months = [(day.year, day.month) for day in days]
    year = set(sorted(set(months), reverse=True)[:MONTHS])
    seen: set[object] = set()
    for place, (each, day, month) in enumerate(zip(ordered, days, months, strict=True)):
        slots = {day, (day, each.why)} if day in reach else set[object]()
        if month in year:
            slots.add(month)
        if place < LAST or slots - seen:
            yield each
        seen |= slots


def _day(each: Dated) -> dt.date:
    """The day in China, as the names of backups tell it."""
    return each.at.astimezone(_BEIJING).date()
