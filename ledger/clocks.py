"""The clock of a case: when its limit starts, on which day it ends, and how the case stands against it."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ledger.workdays import Calendar

INSTANT = "即办件"
REFUSED = "不予受理"
CLOSED = ("办结", "退办")
"""Results with which an accepted case is over; both stop its clock."""

SOON = 2
"""Working days before its due day from which an open case is due soon."""
HANDED_ON = 2
"""Working days within which papers of a parallel case go to the related windows (A23)."""
JOINT_REVIEW = 5
"""Working days within which the departments of a joint annual review are done (A19)."""


class State(enum.Enum):
    """How a case stands on a day; the value is what papers and the screen say."""

    PENDING = "未到期"
    """Open, more than two working days left, or its clock is stopped."""
    SOON = "快到期"
    """Open, due today or within two working days."""
    OVERDUE = "逾期未办结"
    """Open after the day in force (the extended one where there is one)."""
    LATE = "逾期办结"
    """Finished after the day in force; an instant case also when the rule wants the spot and it was not."""
    ON_TIME = "按期办结"
    """Finished on the promised day, or after it and within the extension."""
    EARLY = "提前办结"
    """Finished before the promised day; an extension makes nothing early."""
    UNTIMED = "不计时"
    """An instant case that is within its day; a case not accepted, without a limit, or closed without a date."""


@dataclass(frozen=True)
class Readings:
    """What a scheme leaves open about the clock: the values of the rules of these names (ledger/schemes/rules.py)."""

    clock_start: str = "papers"
    first_day: str = "exclude"
    suspension: str = "stop"
    instant: str = "day"

    @classmethod
    def of(cls, rule: Callable[[str], str]) -> Readings:
        """The rules in force as `rule` tells them; one that it does not know ("") has its default."""
        names = ("clock_start", "first_day", "suspension", "instant")
        return cls(**{name: value for name in names if (value := rule(name))})


@dataclass(frozen=True)
class Clock:
    """What the clock of a case says.

    `start` is the day the limit runs from, `due` the day in force on which it ends (None when it cannot be told, such
    as while the clock stands still), `promised` the limit and `used` what was used of it, both in working days.
    """

    start: dt.date | None
    due: dt.date | None
    promised: int | None
    used: int | None
    state: State
    finished: dt.date | None = None

    @property
    def kept(self) -> bool | None:
        """Whether the limit was kept: None while the case is open and not overdue, or has no limit."""
        if self.state in (State.LATE, State.OVERDUE):
            return False
        return True if self.finished and self.due else None


@dataclass(frozen=True)
class _Pause:
    """Days on which the clock stands still, both ends included; without an `end` it has not gone on yet."""

    start: dt.date
    end: dt.date | None

    def holds(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


def clock_of(values: Mapping[str, Any], calendar: Calendar, readings: Readings, today: dt.date) -> Clock:
    """The clock of the case with these values as of `today`."""
    start = start_of(values, readings)
    if start is None:
        return Clock(None, None, values.get("days"), None, State.UNTIMED)
    promised = values.get("due") or due_of(values, calendar, readings)
    due = values.get("extended") or promised
    used = _used(start, values.get("finished") or today, calendar, readings, _pauses(values, readings))
    state = _state(values, promised, due, calendar, readings, today)
    limit = 0 if values.get("sort") == INSTANT else values.get("days")
    return Clock(start, due, limit, used, state, values.get("finished"))


def start_of(values: Mapping[str, Any], readings: Readings) -> dt.date | None:
    """The day from which the limit runs; None for a case that was refused, or is not accepted yet.

    By the rule `clock_start`: the day the papers were complete (A24), or of acceptance; where the one is blank, the
    other. An instant case without either starts when it is handed in.
    """
    if values.get("result") == REFUSED:
        return None
    papers, accepted = values.get("papers"), values.get("accepted")
    start: dt.date | None = (papers or accepted) if readings.clock_start == "papers" else (accepted or papers)
    return start or (values.get("received") if values.get("sort") == INSTANT else None)


def due_of(values: Mapping[str, Any], calendar: Calendar, readings: Readings) -> dt.date | None:
    """The promised day (应办结日) without an extension; None without a start or a limit, or while the clock is stopped.

    An instant case is due on the day it starts (A19, A21).
    """
    start, days = start_of(values, readings), values.get("days")
    if start is not None and values.get("sort") == INSTANT:
        return start
    if start is None or days is None:
        return None
    return _end(start, days, calendar, readings, _pauses(values, readings))


def limit_of(start: dt.date | None, days: int | None, calendar: Calendar, readings: Readings) -> dt.date | None:
    """The last day of a limit of working days that is not stopped, such as a step of a case; None without either."""
    return None if start is None or days is None else _end(start, days, calendar, readings, ())


def _end(
    start: dt.date, days: int, calendar: Calendar, readings: Readings, pauses: tuple[_Pause, ...]
) -> dt.date | None:
    """The day on which the last of `days` working days is used up."""
    day, left = start, days
    if left and _counts_first(start, calendar, readings, pauses):
        left -= 1
    while left:
        if day == dt.date.max:
            return None  # a slip of the pen in a year: there is no such day
        day += _DAY
        pause = _over(day, pauses)
        if pause is None:
            left -= calendar.is_workday(day)
        elif pause.end is None:
            return None
        else:
            day = pause.end
    return day


def _used(start: dt.date, end: dt.date, calendar: Calendar, readings: Readings, pauses: tuple[_Pause, ...]) -> int:
    """The working days from `start` to `end` on which the clock ran; 0 when the end comes first."""
    first = _counts_first(start, calendar, readings, pauses) and end >= start
    later = (start + _DAY * step for step in range(1, (end - start).days + 1))
    return first + sum(calendar.is_workday(day) for day in later if _over(day, pauses) is None)


def _counts_first(start: dt.date, calendar: Calendar, readings: Readings, pauses: tuple[_Pause, ...]) -> bool:
    """Whether the day of the start is one of the limit: by the rule `first_day`, and only if it is worked."""
    return readings.first_day == "include" and calendar.is_workday(start) and _over(start, pauses) is None


def _pauses(values: Mapping[str, Any], readings: Readings) -> tuple[_Pause, ...]:
    """The suspensions that stop the clock; none by the rule `suspension` = run."""
    if readings.suspension == "run" or values.get("sort") == INSTANT:
        return ()
    rows: Iterable[Mapping[str, Any]] = values.get("suspensions") or ()
    return tuple(_Pause(row["start"], row.get("end")) for row in rows if row.get("start"))


def _over(day: dt.date, pauses: tuple[_Pause, ...]) -> _Pause | None:
    """The pause that holds `day`, the longest of several."""
    holding = [pause for pause in pauses if pause.holds(day)]
    return max(holding, key=lambda pause: pause.end or dt.date.max, default=None)


def _state(
    values: Mapping[str, Any],
    promised: dt.date | None,
    due: dt.date | None,
    calendar: Calendar,
    readings: Readings,
    today: dt.date,
) -> State:
    """How a case that has a start stands."""
    finished, instant = values.get("finished"), values.get("sort") == INSTANT
    if finished is None and values.get("result") in CLOSED:
        return State.UNTIMED
    if due is None:
        stopped = values.get("days") is not None and finished is None
        return State.PENDING if stopped else State.UNTIMED
    if finished is None:
        return _open_state(due, calendar, today, instant=instant)
    if finished > due or (instant and readings.instant == "spot" and values.get("on_spot") == "否"):
        return State.LATE
    if instant:
        return State.UNTIMED
    return State.EARLY if promised is not None and finished < promised else State.ON_TIME


def _open_state(due: dt.date, calendar: Calendar, today: dt.date, *, instant: bool) -> State:
    """How a case stands that is not finished."""
    if today > due:
        return State.OVERDUE
    if instant:
        return State.UNTIMED
    return State.SOON if calendar.between(today, due) <= SOON else State.PENDING


_DAY = dt.timedelta(days=1)
