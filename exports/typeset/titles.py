"""The lines of a title: broken between words, in the shape of a trapezoid or a diamond (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.typeset.break_metrics import Setting, metrics
from exports.typeset.break_rules import clusters, is_space, may_break
from exports.typeset.break_values import EPSILON, Line
from exports.typeset.breaking import break_lines
from exports.typeset.faces import Faces
from exports.typeset.title_words import partings

_MORE_LINES = 12.0
"""The cost of a line more than the measure asks for, in squared ems of an uneven line."""
_INSIDE_A_WORD = 200.0
_SLOPE = 0.36
"""How much the longest line of a shape is longer than its shortest, as a share of the middle length."""


@functools.lru_cache(maxsize=2048)
def title_lines(text: str, setting: Setting, faces: Faces, measure: float) -> tuple[Line, ...]:
    """One paragraph of a title in lines no wider than `measure` points; spaces at their ends vanish, nothing else.

    A line begins with a word of the phrase model wherever that is possible, names in 《》 and “” stay whole where they
    fit, and of all breaks left those are taken that come nearest to a trapezoid or a diamond of the fewest lines. Where
    even a word is wider than the measure it is broken as running text is.
    """
    broken = break_lines(text, setting, faces, measure)
    if len(broken) == 1 and broken[0].width <= measure + EPSILON:
        return broken
    title = _Title.of(text, setting, faces)
    return title.best(title.words(), measure) or title.best(title.everywhere(), measure) or broken


@dataclass(frozen=True)
class _Title:
    """A title in clusters, with running sums of their widths in points."""

    pieces: tuple[str, ...]
    widths: tuple[float, ...]
    offsets: tuple[int, ...]
    """Where each cluster begins in the text."""
    costs: dict[int, float]
    size: float

    @classmethod
    def of(cls, text: str, setting: Setting, faces: Faces) -> _Title:
        pieces = clusters(text)
        known = metrics(faces, setting)
        return cls(
            pieces,
            tuple(itertools.accumulate((known[piece].advance for piece in pieces), initial=0.0)),
            tuple(itertools.accumulate(map(len, pieces), initial=0)),
            partings(text),
            setting.size,
        )

    def words(self) -> dict[int, float]:
        """The clusters that begin a word, and what it costs to begin a line with them."""
        return {place: cost for place, cost in self.everywhere().items() if cost < _INSIDE_A_WORD}

    def everywhere(self) -> dict[int, float]:
        """Every cluster that may lawfully begin a line; inside a word that costs most."""
        return {
            place: 0.0 if is_space(self.pieces[place - 1]) else self.costs.get(self.offsets[place], _INSIDE_A_WORD)
            for place in range(1, len(self.pieces))
            if may_break(self.pieces[place - 1], self.pieces[place])
        }

    def best(self, breaks: dict[int, float], measure: float) -> tuple[Line, ...]:
        """The best lines with these breaks; none when they do not fit the measure."""
        whole = self.width(0, len(self.pieces))
        fewest = math.ceil(whole / measure)
        choices = []
        for count in (fewest, fewest + 1, fewest + 2):
            for shape in _shapes(count):
                wished = [whole * share for share in shape]
                found = self._fitted(breaks, measure, wished)
                if found:
                    choices.append((found[0] + _MORE_LINES * (count - fewest), found[1]))
        if not choices:
            return self._greedy(breaks, measure)
        return self._lines(min(choices)[1])

    def _fitted(
        self, breaks: dict[int, float], measure: float, wished: Sequence[float]
    ) -> tuple[float, tuple[int, ...]] | None:
        """The ends of lines that come nearest to the wished widths, and what they cost."""
        places = [*breaks, len(self.pieces)]
        reached: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
        for wish in wished:
            after: dict[int, tuple[float, tuple[int, ...]]] = {}
            for start, (spent, ends) in reached.items():
                for stop in places[_behind(places, start) :]:
                    width = self.width(start, stop)
                    if width > measure + EPSILON:
                        break
                    cost = spent + breaks.get(stop, 0.0) + ((width - wish) / self.size) ** 2
                    if width > 0 and (stop not in after or (cost, ends) < after[stop]):
                        after[stop] = (cost, (*ends, stop))
            reached = after
        return reached.get(len(self.pieces))

    def _greedy(self, breaks: dict[int, float], measure: float) -> tuple[Line, ...]:
        """Each line as full as its words allow; none when a word does not fit."""
        ends: list[int] = []
        places = [*breaks, len(self.pieces)]
        start = 0
        while start < len(self.pieces):
            fitting = [stop for stop in places if stop > start and self.width(start, stop) <= measure + EPSILON]
            if not fitting:
                return ()
            start = fitting[-1]
            ends.append(start)
        return self._lines(tuple(ends))

    def width(self, start: int, stop: int) -> float:
        """The width of a line in points, its outer spaces left off."""
        first, last = self._trimmed(start, stop)
        return self.widths[last] - self.widths[first]

    def _trimmed(self, start: int, stop: int) -> tuple[int, int]:
        while start < stop and start and is_space(self.pieces[start]):
            start += 1
        while stop > start and is_space(self.pieces[stop - 1]):
            stop -= 1
        return start, stop

    def _lines(self, ends: tuple[int, ...]) -> tuple[Line, ...]:
        return tuple(self._each(ends))

    def _each(self, ends: tuple[int, ...]) -> Iterator[Line]:
        for start, stop in itertools.pairwise((0, *ends)):
            first, last = self._trimmed(start, stop)
            yield Line("".join(self.pieces[first:last]), self.width(start, stop), stop == len(self.pieces))


def _behind(places: Sequence[int], start: int) -> int:
    return next((number for number, place in enumerate(places) if place > start), len(places))


@functools.cache
def _shapes(count: int) -> tuple[tuple[float, ...], ...]:
    """The shares of the lines in each shape: wide above, wide below, and from three lines on wide in the middle."""
    steps = [_SLOPE * (number / (count - 1) - 0.5) for number in range(count)] if count > 1 else [0.0]
    growing = tuple((1 + step) / count for step in steps)
    shapes = [growing[::-1], growing]
    if count > 2:
        bulge = [math.sin(math.pi * (number + 0.5) / count) + 1 for number in range(count)]
        shapes.append(tuple(each / sum(bulge) for each in bulge))
    return tuple(shapes)
