"""Cases (办件) as statistics see them: what happened to each by the end of a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ledger.clocks import CLOSED, INSTANT, REFUSED, Readings, State, clock_of
from ledger.fields import PersonName
from ledger.records import Record
from ledger.snapshot import Snapshot
from ledger.statistics.periods import Period


@dataclass(frozen=True)
class Case:
    """One case; `ended` is the day it was finished or sent back, `due` the day in force on which its limit ends.

    `late` and `early` are as its clock says once it has ended. `promised` is its limit in working days.
    """

    number: str
    window: str
    person: str
    item: str
    sort: str
    received: dt.date | None
    accepted: dt.date | None
    ended: dt.date | None
    result: str
    on_spot: bool
    promised: int | None
    due: dt.date | None
    late: bool
    early: bool
    evaluation: str

    @property
    def instant(self) -> bool:
        """Whether it is a 即办件."""
        return self.sort == INSTANT

    @property
    def on_time(self) -> bool:
        """Whether it ended and not after its limit; a case without a limit cannot have broken it."""
        return self.ended is not None and not self.late

    def open_after(self, last: dt.date) -> bool:
        """Whether it had come in by the day `last` and was open at its end; not if it ended on a day not written."""
        if self.received is None or self.received > last:
            return False
        return self.ended > last if self.ended is not None else self.result not in CLOSED


def cases_of(snapshot: Snapshot) -> tuple[Case, ...]:
    """Every case of the ledger."""
    readings = Readings.of(snapshot.scheme.rule)
    return tuple(_case(snapshot, record, readings) for record in snapshot.of("case"))


def _case(snapshot: Snapshot, record: Record, readings: Readings) -> Case:
    clock = clock_of(record.values, snapshot.calendar, readings, snapshot.as_of)
    result = record["result"] or ""
    refused = result == REFUSED
    received = record["received"] or record["accepted"]
    return Case(
        number=record["number"] or "",
        window=record["window"] or "",
        person=name_of(record["handler"]),
        item=record["item"] or "",
        sort=record["sort"] or "",
        received=received,
        accepted=None if refused else _accepted(record, received),
        ended=record["finished"] if result in CLOSED else None,
        result=result,
        on_spot=record["on_spot"] == "是",
        promised=clock.promised,
        due=clock.due,
        late=clock.state is State.LATE,
        early=clock.state is State.EARLY,
        evaluation=record["evaluation"] or "",
    )


def _accepted(record: Record, received: dt.date | None) -> dt.date | None:
    """The day of acceptance; what is done at once, or is over, was accepted when it came in (A21: no notice then)."""
    at_once = record["sort"] == INSTANT or record["result"] in CLOSED
    accepted: dt.date | None = record["accepted"] or (received if at_once else None)
    return accepted


def name_of(person: Any) -> str:
    """The name of a person field, empty when blank."""
    return person.name if isinstance(person, PersonName) else person or ""


def _over(case: Case, day: dt.date) -> bool:
    """Whether the limit of the case was over at the end of `day`."""
    return case.due is not None and case.due <= day


@dataclass(frozen=True)
class Counted:
    """The cases of a period, each counted by the day of what happened to it."""

    received: tuple[Case, ...]
    accepted: tuple[Case, ...]
    ended: tuple[Case, ...]
    due: tuple[Case, ...]
    """Those whose limit ends in the period."""
    refused: tuple[Case, ...]
    overdue: tuple[Case, ...]
    """Those that ended in the period after their limit, and those still open at its end whose limit was over."""
    last: dt.date
    """The last day of the period."""

    def over(self, cases: Iterable[Case]) -> tuple[Case, ...]:
        """Those of `cases` that had ended by the end of the period."""
        return tuple(case for case in cases if case.ended is not None and case.ended <= self.last)


def counted(cases: Iterable[Case], period: Period, as_of: dt.date) -> Counted:
    """What happened to the cases in the period; `as_of` tells which open ones are late, while it is not over."""
    known = tuple(cases)
    until = min(period.last, as_of)
    received = tuple(case for case in known if period.holds(case.received))
    ended = tuple(case for case in known if period.holds(case.ended))
    open_late = tuple(case for case in known if case.open_after(period.last) and case.due and case.due < until)
    return Counted(
        received=received,
        accepted=tuple(case for case in known if period.holds(case.accepted)),
        ended=ended,
        due=tuple(case for case in known if period.holds(case.due) and (case.ended or _over(case, as_of))),
        refused=tuple(case for case in received if case.result == REFUSED),
        overdue=(*(case for case in ended if case.late), *open_late),
        last=period.last,
    )
