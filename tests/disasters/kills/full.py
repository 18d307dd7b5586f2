"""The process whose disk fails: in every step of an operation, at every call that takes room or syncs.

`python -m tests.disasters.kills.full OPERATION FOLDER MODE MOST` tries at most MOST calls, which lie evenly over all
steps, or with 0 every call, which takes minutes; it prints a line of JSON for each try.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from ledger.errors import StorageError
from tests.disasters.kills.child import same_uids
from tests.disasters.kills.operation import Operation
from tests.disasters.kills.operations import OPERATIONS
from tests.disasters.kills.shim import FULL, Shim
from tests.disasters.kills.state import PLACE, leftovers_of

_SENTENCE = re.compile(r"[^\n]*[\u4e00-\u9fff][^\n]*。")
_ENGLISH = re.compile(r"[A-Za-z']{2,} [A-Za-z']{2,}|Error|Exception|Traceback|None\b|Errno")
_DISK = re.compile("磁盘已满|空间不足|磁盘读写出错|打不开数据库文件")
_OVER = object()


@dataclass(frozen=True)
class Try:
    """A step whose disk failed from a call on: what was said, and what was wrong afterwards."""

    step: int
    call: int
    said: str
    faults: tuple[str, ...]


class Tries:
    """The tries of one operation, each in a fresh copy of its place."""

    def __init__(self, operation: Operation, folder: Path, mode: int) -> None:
        self._operation, self._folder, self._mode = operation, folder, mode
        (folder / "原样" / PLACE).mkdir(parents=True)
        operation.prepare(folder / "原样" / PLACE)
        self._states: list[str] = []

    def evenly(self, most: int) -> Iterator[Try]:
        """`most` calls of all steps together, the first one always among them; 0 is every call."""
        calls = [(step, call) for step, calls in enumerate(self._undisturbed()) for call in range(1, calls + 1)]
        count = min(most or len(calls), len(calls))
        yield from (self._one(*calls[number * len(calls) // count]) for number in range(count))

    def _undisturbed(self) -> list[int]:
        """The calls in each step, while the states after them are noted."""
        with same_uids():
            return list(self._counted(self._fresh()))

    def _counted(self, place: Path) -> Iterator[int]:
        steps = self._operation.steps(place)
        self._states.append(self._state_now(place))
        while True:
            shim = Shim(place, self._mode)
            with shim.on():
                over = next(steps, _OVER) is _OVER
            yield shim.count
            if over:
                return
            self._states.append(self._state_now(place))

    def _state_now(self, place: Path) -> str:
        copy = self._folder / "此刻"
        shutil.copytree(place, copy / PLACE)
        for lock in copy.rglob("*.lock"):  # that of the steps, which go on
            lock.unlink()
        state = self._operation.state(copy / PLACE)
        shutil.rmtree(copy)
        return state

    def _one(self, step: int, call: int) -> Try:
        place = self._fresh()
        with same_uids():
            said, done, faults = self._failed(place, step, call)
        return Try(step, call, said, (*faults, *self._harm(place, step, done)))

    def _failed(self, place: Path, step: int, call: int) -> tuple[str, bool, list[str]]:
        """Do the steps before `step`, and that one while the disk fails: what was said, whether it was done, faults."""
        steps = self._operation.steps(place)
        for _ in range(step):
            next(steps)
        done = False
        try:
            with Shim(place, self._mode, call).on():
                done = next(steps, _OVER) is not _OVER
                steps.close()  # type: ignore[attr-defined]  # it is a generator; closed while the disk still fails
        except StorageError as error:
            said = str(error)
            right = _SENTENCE.fullmatch(said) and _DISK.search(said) and not _ENGLISH.search(said)
            return said, done, [] if right else ["the sentence is none about the disk"]
        except Exception as error:
            return "", done, [f"{type(error).__name__}: {error}"]
        return "", done, []

    def _harm(self, place: Path, step: int, done: bool) -> Iterator[str]:
        """What is wrong after it; `done` is whether the step came to its end all the same."""
        allowed = self._states[step + done : step + done + 1]
        if self._mode != FULL or done:
            # A change may have been kept although the last sync failed: it is wholly there, or not at all.
            allowed = self._states[step : step + 2]
        yield from (f"left over: {name}" for name in leftovers_of(place) if not name.endswith("ledger.db-journal"))
        try:
            if self._operation.state(place) not in allowed:
                yield "another state"
            yield from self._operation.faults(place)
            self._operation.again(place)
            yield from (f"left over then: {name}" for name in leftovers_of(place))
        except Exception as error:  # whatever it is, the library cannot be used
            yield f"{type(error).__name__}: {error}"

    def _fresh(self) -> Path:
        place = self._folder / "这次"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self._folder / "原样", place)
        return place / PLACE


def main(slug: str, folder: str, mode: str, most: str) -> None:
    """Try, and print."""
    for each in Tries(OPERATIONS[slug], Path(folder), int(mode)).evenly(int(most)):
        print(json.dumps(asdict(each)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
