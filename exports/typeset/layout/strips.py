"""Strips: horizontal slices of the text area that the flow stacks onto sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from exports.typeset.sheets import Area, Drawing, Mark, Rule, Shade, Words


class Frame(NamedTuple):
    """The rules around the cells of a row: upright at `edges`, across at `top` and `bottom`, `width` points strong."""

    edges: tuple[float, ...]
    top: float
    bottom: float
    width: float = 0.5


_M = TypeVar("_M", Mark, Mark | Frame)


@dataclass(frozen=True)
class Strip:
    """A slice of `height` points; its marks count from its upper left corner, downwards negative.

    `keep` holds it on the page of the next strip. The lowest `hang` points are white and may hang below the text area.
    A `soft` strip is white that vanishes at the edges of a page. `head` stands again above a strip that opens a page.
    `split` cuts the strip for a room in points, or says None; its first part takes at least `least` points, `lines` of
    them text.
    """

    height: float
    marks: tuple[Mark | Frame, ...] = ()
    keep: bool = False
    hang: float = 0
    soft: bool = False
    head: Strip | None = None
    split: Callable[[float], tuple[Strip, Strip] | None] | None = None
    least: float = 0
    lines: float = 0

    @property
    def need(self) -> float:
        """The room without which the strip cannot begin on a page."""
        return self.least if self.split else self.height - self.hang


def white(height: float) -> Strip:
    """White between two blocks."""
    return Strip(height, soft=True)


def moved(marks: Iterable[_M], dx: float, dy: float) -> Iterator[_M]:
    """The same marks at another place."""
    for mark in marks:
        match mark:
            case Words():
                yield Words(mark[0] + dx, mark[1] + dy, *mark[2:])
            case Frame(edges, top, bottom, width):
                yield Frame(tuple(edge + dx for edge in edges), top + dy, bottom + dy, width)
            case Rule(x0, y0, x1, y1, width, ink):
                yield Rule(x0 + dx, y0 + dy, x1 + dx, y1 + dy, width, ink)
            case Shade(x, y, width, height, grey):
                yield Shade(x + dx, y + dy, width, height, grey)
            case Drawing(x, y, width, height, data):
                yield Drawing(x + dx, y + dy, width, height, data)
            case Area(x, y, width, height, target):
                yield Area(x + dx, y + dy, width, height, target)


def joined(marks: Iterable[Mark | Frame]) -> tuple[Mark, ...]:
    """The marks with the frames of neighbouring rows made one, the rules last.

    Each row of a table has its own four sides; drawn so, every inner rule would be there twice and in pieces.
    """
    others: list[Mark] = []
    rules: list[Rule] = []
    across: set[tuple[float, ...]] = set()
    open_frames: dict[tuple[tuple[float, ...], float], Frame] = {}
    for mark in marks:
        if not isinstance(mark, Frame):
            others.append(mark)
            continue
        edges, top, bottom, width = mark
        for height in (top, bottom):
            key = (round(edges[0], 2), round(edges[-1], 2), round(height, 2))
            if key not in across:
                across.add(key)
                rules.append(Rule(edges[0], height, edges[-1], height, width))
        above = open_frames.pop((edges, round(top, 2)), mark)
        open_frames[edges, round(bottom, 2)] = Frame(edges, above.top, bottom, width)
    for edges, top, bottom, width in open_frames.values():
        rules += (Rule(edge, top, edge, bottom, width) for edge in edges)
    return (*others, *rules)
