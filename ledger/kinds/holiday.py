"""Days off and days worked that the official calendar does not know (放假与调休), entered by the clerk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ledger.fields import Choice, Date, Text
from ledger.kinds.kind import Form, Kind
from ledger.workdays import Calendar

if TYPE_CHECKING:
    from ledger.records import Record

OFF, ON = "放假", "上班"

KIND = Kind(
    slug="holiday",
    title="放假与调休",
    paper="放假与调休",
    form=Form.DATA,
    date="date",
    subject="{date}{sort}",
    unique="date",
    note="程序自带国务院办公厅历年的节假日安排；此外的放假和上班日在这里补登，推算工作日时以这里为准。",
    fields=(
        Date(name="date", label="日期", required=True, essential=True, sample="2015年9月3日", width=14),
        Choice(name="sort", label="安排", required=True, essential=True, choices=(OFF, ON), sample=OFF, width=8),
        Text(name="name", label="事由", sample="纪念日放假", width=20),
    ),
)


def calendar_of(records: Iterable[Record]) -> Calendar:
    """The official calendar with the days that the unit entered itself."""
    by_sort: dict[str, set[dt.date]] = {OFF: set(), ON: set()}
    for record in records:
        by_sort[record["sort"]].add(record["date"])
    return Calendar(frozenset(by_sort[OFF]), frozenset(by_sort[ON]))
