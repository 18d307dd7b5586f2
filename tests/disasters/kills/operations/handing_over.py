"""Packages are written to a stick, plain and encrypted."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exports.handover.layout import Purpose
from exports.handover.verifying import verify
from ledger.book import Ledger
from tests.disasters.kills.operation import LIBRARY, Operation, faults_of_library, state_of_library
from tests.exports.handovers import PASSPHRASE, library, packed

STICK, TEMPORARY = "U盘", "临时"


def prepare(place: Path) -> None:
    """A library, an empty stick, and the computer's own place for scratch."""
    library(place)
    for name in (STICK, TEMPORARY):
        (place / name).mkdir()


@contextmanager
def own_temporary(place: Path) -> Iterator[None]:
    """What is left in the computer's place for scratch shall be seen."""
    kept, tempfile.tempdir = tempfile.tempdir, str(place / TEMPORARY)
    try:
        yield
    finally:
        tempfile.tempdir = kept


def steps(place: Path) -> Iterator[object]:
    """One for the archive, one for a colleague."""
    with own_temporary(place):
        yield packed(place / LIBRARY, place / STICK)
        yield packed(place / LIBRARY, place / STICK, Purpose.COLLEAGUE, passphrase=PASSPHRASE)


def packages(place: Path) -> list[Path]:
    """What on the stick somebody could take for a package."""
    found = (place / STICK).iterdir()
    return sorted(path for path in found if not path.name.startswith(".") and path.suffix != ".txt")


def state(place: Path) -> str:
    """The library, and the names of the packages."""
    names = [state_of_library(place), *(path.name for path in packages(place))]
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def faults(place: Path) -> Iterator[str]:
    """What is wrong with a package that has its name."""
    yield from faults_of_library(place)
    for path in packages(place):
        verified = verify(path, passphrase=PASSPHRASE if path.is_file() else None)
        yield from (f"{path.name}: {finding.sentence}" for finding in verified.findings)
        if not verified.whole:
            yield f"{path.name}: not whole"


def again(place: Path) -> None:
    """Another package."""
    with Ledger.open(place / LIBRARY) as book:
        book.add("person", {"name": "林晓岚"})
    with own_temporary(place):
        packed(place / LIBRARY, place / STICK)


OPERATION = Operation("handover", "移交", prepare, steps, state, faults, again)
