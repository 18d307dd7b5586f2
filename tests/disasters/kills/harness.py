"""Runs the process that is killed, kills it, and says what became of what it had acknowledged."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.disasters.kills import shim
from tests.disasters.kills.disk import Event, read_events
from tests.disasters.kills.operation import Operation
from tests.disasters.kills.state import PLACE, leftovers_of

ROOT = Path(__file__).resolve().parents[3]
_PATIENCE = 120
"""Seconds that a process may take for all its steps before something is wrong with it."""

MOMENT, POINT, CALL = "moment", "point", "call"
"""Ways of killing: from outside at a moment; before a change of a file or a statement; before a call of the system."""


@dataclass(frozen=True)
class Course:
    """An operation that nobody disturbed: the state after each step, how long it took, and its points and calls."""

    states: tuple[str, ...]
    first: float
    """Seconds from the start of the process to its first step."""
    seconds: float
    points: int
    calls: int


@dataclass(frozen=True)
class Kill:
    """One kill: how, and what was wrong afterwards; `step` is the one it came in, `inside` whether it came in one."""

    operation: str
    way: str
    number: float
    acknowledged: int
    inside: bool
    lost: tuple[str, ...] = ()
    corrupt: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing was lost and nothing pretends to be whole."""
        return not self.lost and not self.corrupt

    def __str__(self) -> str:
        return (
            f"{self.operation}, {self.way} {self.number:g} after {self.acknowledged} steps: {self.lost}{self.corrupt}"
        )


@dataclass
class Harness:
    """Kills one operation as often as wanted, each time in a fresh copy of the place it was prepared in."""

    operation: Operation
    folder: Path
    shim: Path | None = None
    """The built shim; without it no kill comes before a call of the system."""
    _count: int = field(default=0, init=False)
    _course: Course | None = field(default=None, init=False)

    @property
    def course(self) -> Course:
        """The undisturbed course, run once."""
        if self._course is None:
            self._course = self._run_through()
        return self._course

    def at(self, way: str, number: float) -> Kill:
        """Kill `way` at `number`: seconds after the first step began, or the number of the point or call."""
        course, place = self.course, self._fresh()
        notes = self._killed(place, way, number)
        done = sum(note["word"] == "done" for note in notes)
        inside = bool(notes) and notes[-1]["word"] == "begin"
        allowed = course.states[done : done + 2] if inside else course.states[done : done + 1]
        kill = Kill(self.operation.slug, way, number, done, inside, *self.verdict(place, allowed))
        if kill.whole:
            shutil.rmtree(place.parent)
        return kill

    def somewhere(self, dice: random.Random) -> Kill:
        """Kill at a random moment, point or call."""
        course = self.course
        ways = [(MOMENT, course.seconds)] * 2 + [(POINT, course.points)]
        ways += [(CALL, course.calls)] * (1 if self.shim is None else 2) if course.calls else []
        way, most = dice.choice(ways)
        return self.at(way, dice.uniform(0, most) if way == MOMENT else dice.randint(1, int(most)))

    def noted(self) -> tuple[list[Event], Path]:
        """Every call of the undisturbed course, and the place below which it was; that is given as it was before."""
        self._prepare()
        place = self._fresh()
        notes = place.parent / "调用.bin"
        self._finished(self._child(place, "log", 0, str(notes)), place)
        shutil.rmtree(place)
        shutil.copytree(self.folder / "原样" / PLACE, place)
        return list(read_events(notes)), place

    def verdict(self, place: Path, allowed: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What was lost, and what is corrupt, where one of the states `allowed` should be."""
        try:
            state = self.operation.state(place)
            lost = [] if state in allowed else [f"state {self._place_of(state)}"]
            corrupt = list(self.operation.faults(place))
            self.operation.again(place)
            corrupt += [f"left over: {name}" for name in leftovers_of(place)]
        except Exception as error:  # whatever it is, the library cannot be used
            return (), (f"{type(error).__name__}: {error}",)
        return tuple(lost), tuple(corrupt)

    def _place_of(self, state: str) -> str:
        """Which step's state it is."""
        states = self.course.states
        return f"as after step {states.index(state)}" if state in states else "of no step"

    def _run_through(self) -> Course:
        self._prepare()
        place, copies = self._fresh(), self.folder / "各步"
        copies.mkdir()
        notes = self._finished(self._child(place, "none", 0, str(copies)), place)
        end = notes[-1]
        steps = sum(note["word"] == "done" for note in notes)
        states = []
        for number in range(steps + 1):
            # Under the name of the place: paths stand in the library.
            copy = copies / f"{number}-" / PLACE
            copy.parent.mkdir()
            (copies / str(number)).rename(copy)
            states.append(self.operation.state(copy))
        pairs = zip(notes[::2], notes[1::2], strict=True)
        seconds = sum(later["at"] - begin["at"] for begin, later in pairs)
        return Course(tuple(states), notes[0]["at"], seconds, int(end["points"]), int(end["calls"]))

    def _prepare(self) -> None:
        origin = self.folder / "原样" / PLACE
        if not origin.exists():
            origin.mkdir(parents=True)
            self.operation.prepare(origin)

    def _fresh(self) -> Path:
        """A place as it was prepared, under a new parent and with the name it had."""
        self._count += 1
        parent = self.folder / str(self._count)
        shutil.copytree(self.folder / "原样", parent)
        return parent / PLACE

    def _child(self, place: Path, *words: object) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.disasters.kills.child", self.operation.slug, str(place)]
        command += [str(place.parent / "记下.log"), *map(str, words)]
        # What it prints as it dies is read where a test fails.
        with (place.parent / "说的话.log").open("wb") as said:
            return subprocess.Popen(command, cwd=ROOT, env=shim.environment(self.shim), stdout=said, stderr=said)

    def _finished(self, child: subprocess.Popen[bytes], place: Path) -> list[dict[str, float | str]]:
        child.wait(_PATIENCE)
        notes = _notes(place)
        if child.returncode or not notes or notes[-1]["word"] != "end":
            raise AssertionError(_last_words(place))
        return notes

    def _killed(self, place: Path, way: str, number: float) -> list[dict[str, float | str]]:
        """The notes of a process after it was killed, or had come to its end before."""
        if way != MOMENT:
            child = self._child(place, way, int(number))
            child.wait(_PATIENCE)
            notes = _notes(place)
            if not notes or (notes[-1]["word"] == "end") != (child.returncode == 0):
                raise AssertionError(
                    (place.parent / "说的话.log").read_text(encoding="utf-8", errors="replace")[-3000:]
                )
            return notes
        child = self._child(place, "none-", 0)
        while not _notes(place) and child.poll() is None:
            time.sleep(0.002)
        time.sleep(number)
        child.kill()
        child.wait()
        return _notes(place)


def _last_words(place: Path) -> str:
    """What the process printed last."""
    return (place.parent / "说的话.log").read_text(encoding="utf-8", errors="replace")[-3000:]


def _notes(place: Path) -> list[dict[str, float | str]]:
    """What the process noted; a line that was cut off is none."""
    path = place.parent / "记下.log"
    if not path.exists():
        return []
    lines = path.read_bytes().splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith(b"\n")]
