"""The sample library: half a year of a branch that does not exist, entered day by day as its clerk would have."""

from __future__ import annotations

import datetime as dt
import itertools
import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path

from exports.intake import inspect
from forms.sample import checks, letters, meetings, people, plans, review, voices
from forms.sample.entry import UNIT, YEAR, Entry
from ledger.book import Ledger
from ledger.schemes.model import Scheme

SCHEME = "qidong-2015"


class _Calendar:
    """The clock of the sample: the day of the entry at hand, one minute later at every look."""

    def __init__(self) -> None:
        self.day = dt.date(YEAR, 5, 4)
        self._minutes = itertools.count()

    def __call__(self) -> dt.datetime:
        start = dt.datetime.combine(self.day, dt.time(9), dt.UTC)
        return start + dt.timedelta(seconds=next(self._minutes) % 20_000)


def build(library: Path) -> None:
    """Make the sample library at `library`, the same one every time. Raises FolderTaken, StorageError."""
    library.parent.mkdir(parents=True, exist_ok=True)
    calendar = _Calendar()
    uids = _uids()
    with Ledger.create(
        library, unit=UNIT, year=YEAR, scheme_id=SCHEME, who=people.CLERK, clock=calendar, new_uid=uids
    ) as ledger:
        for entry in sorted(_entries(ledger.scheme), key=lambda entry: entry.day):
            calendar.day = entry.day
            _enter(ledger, entry)
        ledger.add_many("ballot", review.ballots(_groups(ledger.scheme)))


def _entries(scheme: Scheme) -> list[Entry]:
    standards = [standard.name for standard in scheme.standards]
    points = [f"{standard.name}：{point}" for standard in scheme.standards for point in standard.points]
    return [
        *people.entries(),
        *plans.entries(),
        *meetings.entries(),
        *letters.entries(),
        *checks.entries(points, standards),
        *voices.entries(),
        *review.entries(_groups(scheme)),
    ]


def _groups(scheme: Scheme) -> list[str]:
    return [group.name for node in scheme.nodes for group in node.groups]


def _enter(ledger: Ledger, entry: Entry) -> None:
    """Add the record, and its files through a folder of their own as if they came from a scanner."""
    record = ledger.add(entry.kind, entry.data)
    with tempfile.TemporaryDirectory() as folder:
        for scan in entry.scans:
            path = Path(folder) / scan.name
            path.write_bytes(scan.draw())
            ledger.attach(record.uid, path, role=scan.role, inspect=inspect)


def _uids() -> Callable[[], str]:
    """Uids that are the same in every sample."""
    numbers = itertools.count(1)
    return lambda: uuid.uuid5(uuid.NAMESPACE_URL, f"taizhang-sample-{next(numbers)}").hex
