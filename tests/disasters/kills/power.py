"""The power fails in the middle of an operation, and what is found on the disk afterwards is looked at."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.disasters.kills.disk import POLICIES, Call, Disk, Event
from tests.disasters.kills.harness import Harness
from tests.disasters.kills.state import PLACE


@dataclass(frozen=True)
class Cut:
    """A cut of power after an event, and what of the unsynced was put down."""

    event: int
    policy: str
    seed: int


class Power:
    """One operation, whose every call was noted."""

    def __init__(self, harness: Harness, folder: Path) -> None:
        self._harness, self._folder = harness, folder
        self._events, self._place = harness.noted()

    def everywhere(self) -> list[Cut]:
        """Every cut there is: after each event, under each policy."""
        first = next(number for number, event in enumerate(self._events) if event.what == Call.MARK)
        places = range(first + 1, len(self._events) + 1)
        return [Cut(place, policy, place) for place in places for policy in POLICIES]

    def look(self, cuts: Iterable[Cut]) -> Iterator[tuple[Cut, str]]:
        """Each cut after which something was lost or corrupt, and what."""
        disk, done, at = Disk(self._place), 0, 0
        for cut in sorted(cuts, key=lambda each: each.event):
            for event in self._events[at : cut.event]:
                done = event.offset if event.what == Call.MARK else done
                disk.follow(event)
            at = cut.event
            found = self._folder / "断电后" / PLACE
            disk.fail(cut.policy, random.Random(cut.seed), found)
            lost, corrupt = self._harness.verdict(found, self._harness.course.states[done : done + 2])
            if lost or corrupt:
                yield cut, f"{self._near(cut.event)} after {done} steps: {lost}{corrupt}"
            shutil.rmtree(found.parent)

    def _near(self, number: int) -> str:
        """The last calls before the cut."""
        return "; ".join(_words(event, self._place) for event in self._events[max(0, number - 3) : number])


def _words(event: Event, place: Path) -> str:
    paths = " ".join(path.removeprefix(str(place)) for path in (event.path, event.other))
    return f"{event.what.name} {paths}{event.offset}+{len(event.data)}"
