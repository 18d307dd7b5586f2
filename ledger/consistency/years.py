"""Time limits in years whose holidays are not known: working days are then told by weekdays alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ledger.consistency.problem import Problem
from ledger.records import Record
from ledger.snapshot import Snapshot

LIMITED = {"case": ("received", "due"), "case_transfer": ("received", "due"), "complaint": ("date", "deadline")}
"""Kinds whose time limits are counted in working days, with the fields between which they are counted."""


def unknown_years(snapshot: Snapshot) -> Iterator[Problem]:
    """One problem for all records that are counted in a year that the calendar does not know.

    A year for which the unit entered days of its own is taken for known: the clerk has seen to it.
    """
    entered = {day.year for day in snapshot.calendar.off | snapshot.calendar.on}
    concerned: list[str] = []
    days: set[dt.date] = set()
    for slug, names in LIMITED.items():
        for record in snapshot.of(slug):
            strange = [day for day in _days(record, names) if day.year not in entered and snapshot.calendar.doubt(day)]
            if strange:
                concerned.append(record.uid)
                days.update(strange)
    if concerned:
        step = "在登记簿“放假与调休”里补登这些年的放假和上班日；补登以后重新核对应办结日。"
        yield Problem("calendar-year", snapshot.calendar.doubt(*days), step, tuple(concerned))


def _days(record: Record, names: tuple[str, ...]) -> list[dt.date]:
    return [record[name] for name in names if isinstance(record[name], dt.date)]
