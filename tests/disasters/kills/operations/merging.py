"""Another copy of the library is merged in, and the library of a branch taken in."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

from ledger.book import Ledger
from ledger.merging.branches import take_branch
from ledger.merging.merge import merge
from tests.disasters.kills.operation import LIBRARY, Operation
from tests.disasters.kills.operations.samples import opinions, scan, with_scans
from tests.ledger.books import START, as_scan

NOW = START + dt.timedelta(days=30)
COLLEAGUE, BRANCH = "同事的库", "下级的库"


def prepare(place: Path) -> None:
    """A library, a copy in which a colleague went on, and the library of a branch."""
    with_scans(place)
    shutil.copytree(place / LIBRARY, place / COLLEAGUE)
    Ledger.create(place / BRANCH, unit="第六税务分局", year=2015, scheme_id="qidong-2015").close()
    for name, number in ((COLLEAGUE, 20), (BRANCH, 30)):
        with Ledger.open(place / name, who="林晓岚") as book:
            first, second, *_ = book.add_many("opinion", opinions(name, 10))
            book.attach(first.uid, scan(place, number), role="signed", inspect=as_scan)
            book.edit(second.uid, {"note": "改过"})


def steps(place: Path) -> Iterator[object]:
    """The colleague's, then the branch's."""
    with Ledger.open(place / LIBRARY, who="周启明") as mine:
        with Ledger.open(place / COLLEAGUE, read_only=True) as theirs:
            yield merge(mine.session, theirs.session, {}, "周启明", NOW)
        with Ledger.open(place / BRANCH, read_only=True) as theirs:
            yield take_branch(mine.session, theirs.session, "周启明", NOW)


OPERATION = Operation("merge", "合并", prepare, steps)
