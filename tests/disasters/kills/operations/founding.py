"""Making new libraries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from ledger.book import Ledger
from ledger.founding import found, new_campaign
from tests.disasters.kills.operation import LIBRARY, Operation
from tests.disasters.kills.state import faults_of, state_of
from tests.ledger.books import START, new_book

COUNT = 3


def steps(place: Path) -> Iterator[object]:
    """Three libraries one after the other, each in a folder of its own, and opened when they stand."""
    for number in range(COUNT):
        folder = place / str(number) / LIBRARY
        campaign, text = new_campaign(f"uid-{number}", "第五税务分局", 2015, "qidong-2015", "")
        found(folder, campaign, text, who="沈文君", now=START)
        yield campaign
        with Ledger.open(folder) as book:
            yield book


def made(place: Path) -> list[Path]:
    """The libraries that stand."""
    return sorted(path.parent for path in place.glob(f"*/{LIBRARY}/ledger.db"))


def prepare(place: Path) -> None:
    """Nothing is there before."""


def state(place: Path) -> str:
    """All libraries."""
    return hashlib.sha256("".join(f"{path.parent.name}{state_of(path)}" for path in made(place)).encode()).hexdigest()


def faults(place: Path) -> Iterable[str]:
    """What is wrong with any of them."""
    return [fault for library in made(place) for fault in faults_of(library)]


def again(place: Path) -> None:
    """The clerk makes the library that is missing."""
    for number in range(COUNT):
        if not (place / str(number) / LIBRARY).exists():
            new_book(place / str(number)).close()


OPERATION = Operation("founding", "新建", prepare, steps, state, faults, again)
