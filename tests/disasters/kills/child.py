"""The process that is killed: does the steps of an operation and notes outside of it each that returned.

`python -m tests.disasters.kills.child OPERATION PLACE NOTES WAY NUMBER [COPIES]`. With the WAY `point` or `call` it
kills itself before that moment (points.py) or before that call of the system (shim.c); with `none` it only counts
them, and copies the place into COPIES after each step; with `log` the shim notes every call in the file COPIES.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.disasters.kills import shim
from tests.disasters.kills.operations import OPERATIONS
from tests.disasters.kills.points import Points
from tests.disasters.kills.shim import Shim

_OVER = object()


@contextmanager
def same_uids() -> Iterator[None]:
    """Inside, every process and every course of it gives the same uids, so that what two of them did is the same."""
    dice, kept = random.Random(7), uuid.uuid4
    uuid.uuid4 = lambda: uuid.UUID(int=dice.getrandbits(128), version=4)
    try:
        yield
    finally:
        uuid.uuid4 = kept


def main(slug: str, name: str, notes: str, way: str, number: str, copies: str = "") -> None:
    """Do every step, or as many as the kill lets it do."""
    operation, place = OPERATIONS[slug], Path(name)
    log = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    began, done = time.perf_counter(), 0

    def note(word: str, **facts: float) -> None:
        line = json.dumps({"word": word, "at": time.perf_counter() - began, **facts})
        os.write(log, f"{line}\n".encode("ascii"))

    def keep() -> None:
        calls.mark(done)
        if way == "none":
            shutil.copytree(place, Path(copies) / str(done))

    points = Points(int(number) if way == "point" else 0)
    if way == "log":
        calls = Shim(place, shim.NOTE, 0, copies)
    else:
        calls = Shim(place, shim.KILL, int(number) if way == "call" else 0)
    steps = operation.steps(place)
    keep()
    while True:
        note("begin")
        with points.on(), calls.on():
            over = next(steps, _OVER) is _OVER
        if over:
            break
        done += 1
        note("done")
        keep()
    note("end", points=points.count, calls=calls.count)


if __name__ == "__main__":
    with same_uids():
        main(*sys.argv[1:])
