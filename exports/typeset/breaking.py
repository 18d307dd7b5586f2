"""Chinese line breaking: 禁则 at both ends of a line, nothing lost, and every line made to fit its measure."""

from __future__ import annotations

import itertools
import operator
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from exports.typeset.break_metrics import Metrics, Setting, metrics
from exports.typeset.break_placing import Run, place
from exports.typeset.break_rules import clusters, is_space, may_break, may_split
from exports.typeset.break_values import EPSILON, Line
from exports.typeset.faces import Faces

__all__ = ["Line", "Run", "Setting", "break_lines", "place"]


def break_lines(text: str, setting: Setting, faces: Faces, widths: Callable[[int], float] | float) -> tuple[Line, ...]:
    """Break one paragraph (no newlines) into lines; `widths` is the measure in points, or that of the i-th line.

    Spaces vanish at the end of a line; nothing else is ever lost. A line's natural width exceeds its measure only by
    what `place` can squeeze out of its punctuation. When no lawful break fits, rules are given up in this order:

    1. a word or number longer than the line is split where neither end of the line is forbidden;
    2. a chain of marks longer than the line is split after the last mark that fits;
    3. a character wider than the line stands on a line of its own.
    """
    pieces, known = clusters(text), metrics(faces, setting)
    natural = sum(map(known.advances.__getitem__, pieces))
    if natural <= (widths(0) if callable(widths) else widths) and known.spaces.isdisjoint(pieces):
        return (Line(text, natural, True),)
    paragraph = _Paragraph.of(pieces, known)
    lines: list[Line] = []
    start = 0
    while start < paragraph.stops[paragraph.end]:
        measure = widths(len(lines)) if callable(widths) else widths
        stop = paragraph.line_end(start, measure + EPSILON)
        if paragraph.stops[stop] > start:
            lines.append(paragraph.line(start, stop))
        start = paragraph.skip_spaces(stop)
    return tuple(lines) or (Line("", 0.0, True),)


@dataclass(slots=True)
class _Paragraph:
    """A text in clusters, with running sums so that the width of any stretch is one subtraction.

    The lists have one entry more than there are clusters: entry i speaks of everything before cluster i.
    """

    pieces: tuple[str, ...]
    end: int
    widths: list[float]
    """Width of everything before each index."""
    blanks: list[float]
    """What can be squeezed out of everything before each index."""
    lefts: list[float]
    """The part of a cluster's blank on its left, which stays at the start of a line."""
    stops: list[int]
    """Where a line broken at each index ends, its trailing spaces left off."""
    natural: list[float]
    """`widths` where a line broken at each index ends; never falls."""
    least: list[float]
    """The same with all that can be squeezed out; never falls."""

    @classmethod
    def of(cls, pieces: tuple[str, ...], known: Metrics) -> _Paragraph:
        extents = list(map(known.__getitem__, pieces))
        widths = list(itertools.accumulate((extent[0] for extent in extents), initial=0.0))
        blanks = list(itertools.accumulate((extent[1] + extent[2] for extent in extents), initial=0.0))
        stops = list(range(len(pieces) + 1))
        natural, squeezable = widths, blanks
        if not known.spaces.isdisjoint(pieces):
            for index, piece in enumerate(pieces):
                if is_space(piece):
                    stops[index + 1] = stops[index]
            natural, squeezable = [widths[stop] for stop in stops], [blanks[stop] for stop in stops]
        least = list(map(operator.sub, natural, squeezable))
        return cls(pieces, len(pieces), widths, blanks, [extent[1] for extent in extents], stops, natural, least)

    def line(self, start: int, stop: int) -> Line:
        """The line between two indexes."""
        text = "".join(self.pieces[start : self.stops[stop]])
        return Line(text, self.natural[stop] - self.widths[start], self.stops[stop] == self.stops[self.end])

    def skip_spaces(self, index: int) -> int:
        """The first index from `index` on that holds no space."""
        while index < self.end and is_space(self.pieces[index]):
            index += 1
        return index

    def line_end(self, start: int, measure: float) -> int:
        """Where the line that begins at `start` ends.

        Of the last break that fits and the first that fits when squeezed, the one that changes the line less.
        """
        limit = self.widths[start] + measure
        fits = bisect_right(self.natural, limit, start + 1) - 1
        if fits == self.end and self.stops[fits] > start:
            return fits
        loose = next((stop for stop in range(fits, start, -1) if self._ends(start, stop)), 0)
        squeezed = bisect_right(self.least, limit - self.blanks[start] - self.lefts[start], fits + 1)
        tight = next((stop for stop in range(fits + 1, squeezed) if self._ends(start, stop)), 0)
        if not loose or not tight:
            return loose or tight or self.forced_end(start, measure)
        excess, slack = self.natural[tight] - limit, limit - self.natural[loose]
        return tight if excess <= slack else loose

    def _ends(self, start: int, stop: int) -> bool:
        return self.stops[stop] > start and self.lawful(stop)

    def lawful(self, stop: int) -> bool:
        """Whether a line may end before the cluster at `stop`."""
        if stop == self.end:
            return True
        after, last = self.pieces[stop], self.stops[stop] - 1
        if is_space(after) or last < 0:
            return False
        spaced = last < stop - 1
        return may_split(self.pieces[last], after) if spaced else may_break(self.pieces[last], after)

    def forced_end(self, start: int, measure: float) -> int:
        """Where the line ends when no lawful break fits (see `break_lines`)."""
        stop = start + 1
        while stop < self.end and self.natural[stop + 1] - self.widths[start] <= measure:
            stop += 1
        for earlier in range(min(stop, self.end - 1), start, -1):
            if may_split(self.pieces[earlier - 1], self.pieces[earlier]):
                return earlier
        return stop
