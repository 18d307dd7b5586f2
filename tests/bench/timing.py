"""Timing whole processes, contestants taking turns, so that a busy machine is unkind to all of them alike."""

from __future__ import annotations

import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str | Path]
ROUNDS = 3


class FailedRun(Exception):
    """A process that was to be timed came to a bad end."""

    def __init__(self, command: Command, code: int, said: str) -> None:
        super().__init__(f"“{' '.join(map(str, command))}”退出码{code}：{said.strip()[-800:]}")


@dataclass(frozen=True)
class Run:
    """One process from start to exit: seconds by the clock, and the peak memory of it and its children in MB.

    `largest` is the largest of the processes alone, `together` all of them at one moment, pages they share counted
    once; both are sampled, and 0 unless asked for.
    """

    seconds: float
    largest: float
    together: float


@dataclass(frozen=True)
class Spread:
    """The median of some repetitions, and the lowest and highest of them."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """The spread of at least one value."""
        return cls(statistics.median(values), min(values), max(values))


@dataclass(frozen=True)
class Race:
    """The runs of each contestant, the first of each from the same round, and so on."""

    runs: Mapping[str, tuple[Run, ...]]

    def seconds(self, name: str) -> Spread:
        """How long a contestant took."""
        return Spread.of([run.seconds for run in self.runs[name]])

    def ratio(self, ours: str, theirs: str, *, times: float = 1) -> Spread:
        """Ours divided by `times` theirs, round by round."""
        pairs = zip(self.runs[ours], self.runs[theirs], strict=True)
        return Spread.of([mine.seconds / (other.seconds * times) for mine, other in pairs])

    def extra(self, more: str, less: str) -> Spread:
        """How many seconds one took more than the other, round by round."""
        pairs = zip(self.runs[more], self.runs[less], strict=True)
        return Spread.of([one.seconds - other.seconds for one, other in pairs])


@dataclass(frozen=True)
class Contestant:
    """What is timed, and what is done before each run without being timed, such as taking away the last result."""

    command: Command
    before: Callable[[], None] = lambda: None
    accepted: tuple[int, ...] = (0,)
    """Exit codes that are no failure; an export with findings ends with 1."""
    makes: Path | None = None
    """What must be there afterwards: a Python that broke down ends with 1 too."""
    environ: Mapping[str, str] | None = None


def race(contestants: Mapping[str, Contestant], *, cwd: Path, rounds: int = ROUNDS, warm: bool = True) -> Race:
    """Run all contestants in turn, each round beginning with another; with `warm` after one that does not count.

    Raises FailedRun.
    """
    runs: dict[str, list[Run]] = {name: [] for name in contestants}
    order = list(contestants)
    for number in range(rounds + warm):
        for name in order:
            print(f"{name} ……", file=sys.stderr)
            done = timed(contestants[name], cwd=cwd)
            if number >= warm:
                runs[name].append(done)
        order = order[1:] + order[:1]
    return Race({name: tuple(done) for name, done in runs.items()})


def timed(contestant: Contestant, *, cwd: Path, sample: bool = False) -> Run:
    """Run a contestant once; with `sample` its memory is looked at ten times a second. Raises FailedRun."""
    contestant.before()
    log = cwd / "build" / "bench" / "run.log"
    with log.open("w", encoding="utf-8") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            list(map(str, contestant.command)),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env=contestant.environ,
        )
        with _Watch(process.pid, sample) as watch:
            process.wait()
        seconds = time.perf_counter() - begun
    lacks = contestant.makes is not None and not contestant.makes.exists()
    if lacks or process.returncode not in contestant.accepted:
        raise FailedRun(contestant.command, process.returncode, log.read_text(encoding="utf-8", errors="replace"))
    return Run(seconds, watch.largest, watch.together)


class _Watch:
    """Looks at the memory of a process and its children until the block ends, and keeps the most seen, in MB.

    What `wait4` tells of a process that has ended (ru_maxrss) will not do: it counts the memory of the process that
    started it, here of the bench itself with the libraries it has built.
    """

    def __init__(self, pid: int, sample: bool) -> None:
        self.largest = self.together = 0.0
        self._pid, self._sample = pid, sample
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> _Watch:
        if self._sample:
            self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        if self._sample:
            self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.1):
            family = _family(self._pid)
            self.together = max(self.together, sum(_told(each, "smaps_rollup", "Pss:") for each in family))
            self.largest = max(self.largest, *(_told(each, "status", "VmHWM:") for each in family))


def _family(pid: int) -> list[int]:
    """A process and all its children, as Linux tells them."""
    found = [pid]
    for each in found:
        try:
            told = Path(f"/proc/{each}/task/{each}/children").read_text(encoding="ascii")
        except OSError:
            continue  # it has just ended
        found += [int(child) for child in told.split()]
    return found


def _told(pid: int, file: str, key: str) -> float:
    """What Linux tells of the memory of a process (proc(5)), in MB; 0 when it has just ended."""
    try:
        told = Path(f"/proc/{pid}/{file}").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    lines = (line.split() for line in told.splitlines())
    return next((int(line[1]) / 1024 for line in lines if line[0] == key), 0.0)
