"""A backup put in place of the library, and another library."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

from ledger.book import Ledger
from ledger.restoring import replace_by, restore
from tests.disasters.kills.operation import LIBRARY, Operation, reopen
from tests.disasters.kills.operations.samples import opinions, scan, with_scans
from tests.ledger.books import START, as_scan

NOW = START + dt.timedelta(days=30)
OTHER = "另一个库"


def prepare(place: Path) -> None:
    """A library with a backup and later changes, and another library that grew out of it."""
    with_scans(place)
    with Ledger.open(place / LIBRARY) as book:
        book.backup()
    shutil.copytree(place / LIBRARY, place / OTHER)
    for name, number in ((LIBRARY, 20), (OTHER, 30)):
        with Ledger.open(place / name) as book:
            first, *_ = book.add_many("opinion", opinions(f"{name}后来的", 10))
            book.attach(first.uid, scan(place, number), role="signed", inspect=as_scan)
    shutil.rmtree(scan(place, 0).parent)


def steps(place: Path) -> Iterator[object]:
    """The backup, the other library, and the backup again."""
    library = place / LIBRARY
    backup = min((library / "backups").glob("备份_*.db"))
    yield restore(library, backup, who="周启明", now=NOW)
    yield replace_by(library, place / OTHER, who="周启明", now=NOW + dt.timedelta(minutes=1))
    yield restore(library, backup, who="周启明", now=NOW + dt.timedelta(minutes=2))


def again(place: Path) -> None:
    """A backup, and once more what was being done."""
    reopen(place)
    restore(place / LIBRARY, min((place / LIBRARY / "backups").glob("备份_*.db")), who="周启明", now=NOW)


OPERATION = Operation("restore", "恢复", prepare, steps, again=again)
