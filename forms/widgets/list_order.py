"""Sorting long lists in small steps, so that whoever waits for the interpreter gets it between two of them."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

Pause = Callable[[], None]
"""Called between two steps; may sleep, and raises Superseded when the result is no longer wanted."""

STEP = 500
"""Rows gone through between two pauses: a millisecond or less."""
_AT_ONCE = 1000
"""As many keys are sorted by one call, which keeps the interpreter for its whole length."""
_WORK, _REST = 0.005, 0.001
"""Seconds."""


class Superseded(Exception):
    """The result is no longer wanted."""


class Pace:
    """A pause for work on a thread: rests after every five milliseconds; ends the work once `cancelled` is set."""

    def __init__(self) -> None:
        self.cancelled = False
        self._rested = time.perf_counter()

    def __call__(self) -> None:
        if self.cancelled:
            raise Superseded
        if time.perf_counter() - self._rested > _WORK:
            # To yield without sleeping does not help: this thread would take the interpreter back at once.
            time.sleep(_REST)
            self._rested = time.perf_counter()


def at_once() -> None:
    """The pause of work that nobody waits for: none."""


def ordered(keys: Sequence[Any], places: Sequence[int], descending: bool, pause: Pause = at_once) -> list[int]:
    """`places` by the keys at them; equal keys keep their order, None comes last in both directions.

    Keys of one kind are compared with each other (all numbers are one kind); kinds stand by their names, so that a
    column of mixed values sorts, too.
    """
    kinds: dict[str, list[int]] = defaultdict(list)
    for start in range(0, len(places), STEP):
        for place in places[start : start + STEP]:
            kinds[_kind(keys[place])].append(place)
        pause()
    blank = kinds.pop("", [])
    result: list[int] = []
    for kind in sorted(kinds, reverse=descending):
        result += _sorted(keys, kinds[kind], descending, pause)
    return result + blank


def _kind(key: Any) -> str:
    if key is None:
        return ""
    return "number" if isinstance(key, int | float | Decimal) else type(key).__name__


def _sorted(keys: Sequence[Any], places: list[int], descending: bool, pause: Pause) -> list[int]:
    """`places` by their keys, which compare: dealt by pivots into small heaps, and each heap sorted."""
    if len(places) <= _AT_ONCE:
        return sorted(places, key=keys.__getitem__, reverse=descending)
    sample = sorted(keys[place] for place in places[:: max(1, len(places) // _AT_ONCE)])
    pivots = sample[:: max(1, len(sample) * _AT_ONCE // (2 * len(places)))]
    heaps: list[list[int]] = [[] for _ in range(len(pivots) + 1)]
    for start in range(0, len(places), STEP):
        for place in places[start : start + STEP]:
            heaps[bisect_right(pivots, keys[place])].append(place)
        pause()
    result: list[int] = []
    for heap in reversed(heaps) if descending else heaps:
        result += sorted(heap, key=keys.__getitem__, reverse=descending)
        pause()
    return result
