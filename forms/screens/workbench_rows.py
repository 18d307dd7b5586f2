"""What the first screen lists, worked out off the Tk thread: a big ledger has thousands of gaps."""

from __future__ import annotations

import datetime as dt
import heapq
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from forms.desk import Figures
from forms.widgets.list_model import ListRow
from forms.widgets.time_axis import Due
from forms.worklist import Entry, entries
from ledger.fields.numbers import plain
from ledger.following import Standing, standing
from ledger.kinds import kind_of
from ledger.snapshot import Snapshot, day_of

_NEVER = 10**6
_RECENT = 30
"""Records that are listed as edited last."""


@dataclass(frozen=True)
class Worklist:
    """What there is to do: entries by the uids of their rows, how many in words, and what has a day."""

    figures: Figures
    entries: dict[str, Entry]
    rows: tuple[ListRow, ...]
    counted: str
    dues: tuple[Due, ...]


def worklist(figures: Figures, snapshot: Snapshot) -> Worklist:
    """The worklist of a snapshot."""
    todo = entries(figures, snapshot)
    named = {str(number): entry for number, entry in enumerate(todo)}
    rows = tuple(_row(uid, entry) for uid, entry in named.items())
    return Worklist(figures, named, rows, _counted(todo), dues(snapshot))


def latest(snapshot: Snapshot) -> list[ListRow]:
    """Rows of the records that were edited last; none of a secret kind."""
    shown = (record for record in snapshot.records if not record.declared.secret)
    last = heapq.nlargest(_RECENT, shown, key=lambda record: record.changed)
    return [
        ListRow(record.uid, (f"{record.declared.title}　{snapshot.short(record)}", _when(record.changed)))
        for record in last
    ]


def dues(snapshot: Snapshot) -> tuple[Due, ...]:
    """The tasks and open matters that have a day, for the timeline."""
    found = []
    for slug, name in (("stage_task", "due"), ("finding", "deadline")):
        for record in snapshot.of(slug):
            day = record[name]
            if isinstance(day, dt.date):
                done = standing(record, day) is Standing.CLOSED
                found.append(Due(day, f"{kind_of(slug).title}“{snapshot.short(record, 12)}”", done))
    return tuple(found)


def _row(uid: str, entry: Entry) -> ListRow:
    points = "" if entry.points is None else plain(entry.points.quantize(Decimal("0.01"), ROUND_HALF_UP))
    cells = (points, entry.state, _days(entry.days), entry.sentence, entry.next_step, entry.stage)
    keys = (entry.points, entry.state, _NEVER if entry.days is None else entry.days, *cells[3:])
    return ListRow(uid, cells, keys, entry.tone)


def _days(days: int | None) -> str:
    if days is None:
        return ""
    if days < 0:
        return f"已过{-days}天"
    return f"还有{days}天" if days else "今天"


def _counted(todo: tuple[Entry, ...]) -> str:
    gaps = sum(entry.code != "problem" for entry in todo)
    late = sum(entry.days is not None and entry.days < 0 for entry in todo)
    return f"缺项{gaps}处，疑点{len(todo) - gaps}处" + (f"，其中已过期{late}处" if late else "")


def _when(moment: dt.datetime) -> str:
    day = day_of(moment)
    return f"{day.month}月{day.day}日"
