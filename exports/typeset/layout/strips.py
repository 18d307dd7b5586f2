"""Strips: horizontal slices of the text area that the flow stacks onto sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from exports.typeset.sheets import Area, Drawing, Mark, Rule, Shade, Words


@dataclass(frozen=True)
class Strip:
    """A slice of `height` points; its marks count from its upper left corner, downwards negative.

    `keep` holds it on the page of the next strip. The lowest `hang` points are white and may hang below the text area.
    A `soft` strip is white that vanishes at the edges of a page. `head` stands again above a strip that opens a page.
    `split` cuts the strip for a room in points, or says None; its first part takes at least `least` points, `lines` of
    them text.
    """

    height: float
    marks: tuple[Mark, ...] = ()
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


def moved(marks: Iterable[Mark], dx: float, dy: float) -> Iterator[Mark]:
    """The same marks at another place."""
    for mark in marks:
        match mark:
            case Words(x, y, font, size, text, spacing, ink):
                yield Words(x + dx, y + dy, font, size, text, spacing, ink)
            case Rule(x0, y0, x1, y1, width, ink):
                yield Rule(x0 + dx, y0 + dy, x1 + dx, y1 + dy, width, ink)
            case Shade(x, y, width, height, grey):
                yield Shade(x + dx, y + dy, width, height, grey)
            case Drawing(x, y, width, height, data):
                yield Drawing(x + dx, y + dy, width, height, data)
            case Area(x, y, width, height, target):
                yield Area(x + dx, y + dy, width, height, target)


def joined(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks with the rules of neighbouring cells made one, the rules last.

    Each row of a table draws its own four sides; drawn so, every inner rule would be there twice and in pieces.
    """
    others: list[Mark] = []
    seen: dict[tuple[float, ...], Rule] = {}
    ends: dict[tuple[float, ...], tuple[float, ...]] = {}
    for mark in marks:
        if not isinstance(mark, Rule):
            others.append(mark)
        elif mark.x0 != mark.x1:
            seen.setdefault((round(mark.x0, 2), round(mark.y0, 2), round(mark.x1, 2), round(mark.y1, 2)), mark)
        else:
            start = ends.pop((round(mark.x0, 2), round(mark.y0, 2)), None)
            key = start or (round(mark.x0, 2), round(mark.y0, 2))
            first = seen[key] if start else mark
            seen[key] = Rule(first.x0, first.y0, mark.x1, mark.y1, mark.width, mark.ink)
            ends[(round(mark.x1, 2), round(mark.y1, 2))] = key
    return (*others, *seen.values())
