"""The part of a page that a reader sees, and the turn that makes it upright."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf

from exports.pdfa.tree import inherited

_Edges = tuple[float, float, float, float]
_LETTER: _Edges = (0.0, 0.0, 612.0, 792.0)
"""What readers take for a page that says nothing of its size."""


@dataclass(frozen=True)
class Box:
    """The visible part of a page: its edges (left, low, right, high) in units of the page before it is turned.

    `turn` is clockwise in degrees (0, 90, 180 or 270), `unit` the points of one unit of the page.
    """

    edges: _Edges
    turn: int
    unit: float

    @property
    def width(self) -> float:
        """Points from left to right as a reader sees the page."""
        return self._across(self.turn % 180 == 0)

    @property
    def height(self) -> float:
        """Points from top to bottom as a reader sees the page."""
        return self._across(self.turn % 180 == 90)

    def _across(self, horizontal: bool) -> float:
        left, low, right, high = self.edges
        return (right - left if horizontal else high - low) * self.unit


def page_box(page: pikepdf.Object) -> Box:
    """The visible part of a page: its crop box as far as the media box reaches (PDF 1.4, 8.6.1 and 3.6.2)."""
    media = _edges(inherited(page, "/MediaBox")) or _LETTER
    crop = _edges(inherited(page, "/CropBox")) or media
    left, low = max(media[0], crop[0]), max(media[1], crop[1])
    right, high = min(media[2], crop[2]), min(media[3], crop[3])
    edges = (left, low, right, high) if left < right and low < high else media
    turn = int(inherited(page, "/Rotate") or 0) // 90 * 90 % 360
    unit = float(page.get("/UserUnit", 1))
    return Box(edges, turn, unit if unit > 0 else 1.0)


def upright(box: Box) -> tuple[float, float, float, float, float, float]:
    """The matrix that turns the visible part upright, its lower left corner at (0, 0), in points."""
    left, low, right, high = box.edges
    one = box.unit
    match box.turn:
        case 90:
            matrix = (0.0, -1.0, 1.0, 0.0, -low, right)
        case 180:
            matrix = (-1.0, 0.0, 0.0, -1.0, right, high)
        case 270:
            matrix = (0.0, 1.0, -1.0, 0.0, high, -left)
        case _:
            matrix = (1.0, 0.0, 0.0, 1.0, -left, -low)
    a, b, c, d, e, f = (round(value * one, 5) + 0.0 for value in matrix)
    return a, b, c, d, e, f


def _edges(box: pikepdf.Object | None) -> _Edges | None:
    """The edges of a box in their order, whichever corners it names; None for one without area."""
    if not isinstance(box, pikepdf.Array) or len(box) != 4:
        return None
    x0, y0, x1, y1 = (float(value) for value in box.as_list())
    edges = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return edges if edges[0] < edges[2] and edges[1] < edges[3] else None
