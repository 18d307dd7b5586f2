"""A library of the first version of the tables is opened, and brought up to date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ledger.book import Ledger
from tests.disasters.kills.operation import LIBRARY, Operation
from tests.ledger.test_migrations import first_version


def prepare(place: Path) -> None:
    """The old library."""
    first_version(place)


def steps(place: Path) -> Iterator[object]:
    """Opened for the first time, and once more."""
    for _ in range(2):
        with Ledger.open(place / LIBRARY) as book:
            yield book


OPERATION = Operation("migrate", "升级", prepare, steps)
