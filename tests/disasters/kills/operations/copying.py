"""Copies of the whole library at another place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from ledger.book import Ledger
from tests.disasters.kills.operation import LIBRARY, Operation, state_of_library
from tests.disasters.kills.operations.samples import with_scans
from tests.disasters.kills.state import faults_of, state_of

STICK = "U盘"


def prepare(place: Path) -> None:
    """A library and an empty stick."""
    with_scans(place)
    (place / STICK).mkdir()


def steps(place: Path) -> Iterator[object]:
    """Three copies."""
    with Ledger.open(place / LIBRARY) as book:
        for number in range(3):
            yield book.copy_to(place / STICK / f"副本{number}")


def copies(place: Path) -> list[Path]:
    """What has the name of a copy."""
    return sorted((place / STICK).glob("副本*"))


def state(place: Path) -> str:
    """The library and its copies."""
    held = [state_of_library(place), *(f"{path.name}{state_of(path)}" for path in copies(place))]
    return hashlib.sha256("".join(held).encode()).hexdigest()


def faults(place: Path) -> Iterable[str]:
    """What is wrong with a copy that has its name."""
    return [fault for path in (place / LIBRARY, *copies(place)) for fault in faults_of(path)]


def again(place: Path) -> None:
    """Another copy."""
    with Ledger.open(place / LIBRARY) as book:
        book.add("person", {"name": "林晓岚"})
        book.copy_to(place / STICK / "再抄一份")


OPERATION = Operation("copy", "整库复制", prepare, steps, state, faults, again)
