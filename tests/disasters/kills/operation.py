"""What the harness knows of an operation: how to prepare it, its steps, and what must be true of what it leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ledger.book import Ledger
from tests.disasters.kills.state import faults_of, state_of

LIBRARY = "台帐库"
"""The library's folder inside the place of an operation."""


def state_of_library(place: Path) -> str:
    """All that the library of an operation holds; it is opened to be written, as the clerk would."""
    return state_of(place / LIBRARY)


def faults_of_library(place: Path) -> Iterable[str]:
    """What is wrong with the library of an operation that makes nothing besides."""
    return faults_of(place / LIBRARY)


def reopen(place: Path) -> None:
    """The clerk opens the library again, writes, and it is backed up as at every closing.

    What SQLite left of a kill that came before its first sync goes when it is written, pieces of backups with the next.
    """
    with Ledger.open(place / LIBRARY) as book:
        book.add("person", {"name": "林晓岚"})
        book.backup()


@dataclass(frozen=True)
class Operation:
    """One thing that the program does, in steps each of which is acknowledged when it returns.

    `prepare` fills an empty place. `steps` does one step for each value asked of it, in a process that may end at any
    moment; the same place must give the same steps. `state` digests all that a step may change. `faults` tells of
    files that pretend to be whole. `again` is what the clerk does next, after which nothing half-made may be left.
    """

    slug: str
    words: str
    prepare: Callable[[Path], None]
    steps: Callable[[Path], Iterator[object]]
    state: Callable[[Path], str] = state_of_library
    faults: Callable[[Path], Iterable[str]] = faults_of_library
    again: Callable[[Path], None] = reopen
