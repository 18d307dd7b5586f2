"""The longest rising subsequence: what can stay where it is when a pile is put in order with the fewest moves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def longest_rising(numbers: Sequence[int]) -> tuple[int, ...]:
    """The places in `numbers`, all different, of a longest subsequence that rises; of several always the same one."""
    ends: list[int] = []  # the place at which the best subsequence of each length ends
    values: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(values, number)
        before.append(ends[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            values.append(number)
        else:
            ends[length], values[length] = place, number
    found: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return tuple(reversed(found))
