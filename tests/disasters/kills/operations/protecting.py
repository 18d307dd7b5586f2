"""A passphrase is set, changed and removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from ledger.book import Ledger
from ledger.library import Library
from ledger.protection import change_passphrase, protect, unprotect
from ledger.unlocking import is_protected, unlock
from ledger.vault import WrongPassphrase
from tests.disasters.kills.operation import LIBRARY, Operation
from tests.disasters.kills.operations.samples import with_scans
from tests.disasters.kills.state import faults_of, state_of
from tests.ledger.books import START

NOW = START + dt.timedelta(days=30)
FIRST, SECOND = "晴雨表 2015 甲", "晴雨表 2015 乙"


def prepare(place: Path) -> None:
    """A library with scans and a backup."""
    with_scans(place)
    with Ledger.open(place / LIBRARY) as book:
        book.backup()


def steps(place: Path) -> Iterator[object]:
    """Set, changed, used and removed."""
    library = place / LIBRARY
    yield protect(library, FIRST, who="周启明", now=NOW)
    yield change_passphrase(library, FIRST, SECOND, who="周启明", now=NOW)
    with Ledger.open(library, passphrase=SECOND) as book:
        yield book.add("person", {"name": "陈静"})
        yield book.backup()
    yield unprotect(library, SECOND, who="周启明", now=NOW)


def passphrase_of(place: Path) -> str:
    """The passphrase that opens the library, "" when it has none."""
    library = Library(place / LIBRARY)
    if not is_protected(library):
        return ""
    try:
        unlock(library, SECOND, NOW)
    except WrongPassphrase:
        return FIRST
    return SECOND


def state(place: Path) -> str:
    """What it holds, and what opens it."""
    passphrase = passphrase_of(place)
    return passphrase + state_of(place / LIBRARY, passphrase)


def faults(place: Path) -> Iterable[str]:
    """What is wrong with it."""
    return faults_of(place / LIBRARY, passphrase_of(place))


def again(place: Path) -> None:
    """A backup, of something new."""
    with Ledger.open(place / LIBRARY, passphrase=passphrase_of(place)) as book:
        book.add("person", {"name": "林晓岚"})
        book.backup()


OPERATION = Operation("protect", "口令", prepare, steps, state, faults, again)
