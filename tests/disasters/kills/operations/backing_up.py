"""Backups of a library while it is being written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from ledger.book import Ledger
from ledger.library import Library
from tests.disasters.kills.operation import LIBRARY, Operation, state_of_library
from tests.disasters.kills.operations.samples import opinions, with_scans


def steps(place: Path) -> Iterator[object]:
    """Backups, and something to be backed up between them."""
    with Ledger.open(place / LIBRARY) as book:
        for number in range(3):
            yield book.add_many("opinion", opinions(f"备份{number}", 8))
            yield book.backup()


def state(place: Path) -> str:
    """The library, and how many backups it has: one that was acknowledged must not be gone."""
    count = len([path for path in Library(place / LIBRARY).backups.iterdir() if path.suffix == ".db"])
    return hashlib.sha256(f"{count}{state_of_library(place)}".encode()).hexdigest()


OPERATION = Operation("backup", "备份", with_scans, steps, state)
