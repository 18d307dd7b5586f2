"""The library in a package is put beside one's own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from exports.handover.layout import Purpose
from exports.handover.receiving import receive_beside
from tests.disasters.kills.operation import Operation
from tests.disasters.kills.operations.handing_over import STICK, TEMPORARY, own_temporary, packages
from tests.disasters.kills.state import faults_of, state_of
from tests.exports.handovers import library, packed

RECEIVED = ("收到0", "收到1")


def prepare(place: Path) -> None:
    """A stick with a package."""
    origin = place.with_name("移出的库")
    with_library = library(origin)
    for name in (STICK, TEMPORARY):
        (place / name).mkdir()
    with own_temporary(place):
        packed(with_library, place / STICK, Purpose.COLLEAGUE)


def steps(place: Path) -> Iterator[object]:
    """It is received twice."""
    (package,) = packages(place)
    with own_temporary(place):
        for name in RECEIVED:
            yield receive_beside(package, place / name)


def made(place: Path) -> list[Path]:
    """The libraries that stand."""
    return [place / name for name in RECEIVED if (place / name).exists()]


def state(place: Path) -> str:
    """What they hold."""
    return hashlib.sha256("".join(f"{path.name}{state_of(path)}" for path in made(place)).encode()).hexdigest()


def faults(place: Path) -> Iterable[str]:
    """What is wrong with them."""
    return [fault for path in made(place) for fault in faults_of(path)]


def again(place: Path) -> None:
    """What is missing is received."""
    (package,) = packages(place)
    with own_temporary(place):
        for name in (*RECEIVED, "又收到"):
            if not (place / name).exists():
                receive_beside(package, place / name)


OPERATION = Operation("receive", "接收", prepare, steps, state, faults, again)
