"""A laid-out page: words, rules, shades and pictures at their places, in points from the lower left corner."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import NamedTuple

MM = 72 / 25.4


class Ink(enum.Enum):
    """The colour of words and rules; the value is its red, green and blue from 0 to 1."""

    BLACK = (0.0, 0.0, 0.0)
    RED = (0.8, 0.0, 0.0)
    """发文机关标志 and its rule (GB/T 9704-2012, 7.2.4), and the filing stamp (DA/T 22-2015)."""


class Words(NamedTuple):
    """A run of text in one embedded face; `spacing` is the extra space after each character in points."""

    x: float
    y: float
    font: str
    size: float
    text: str
    spacing: float = 0
    ink: Ink = Ink.BLACK


class Rule(NamedTuple):
    """A straight line of `width` points."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.5
    ink: Ink = Ink.BLACK


class Shade(NamedTuple):
    """A filled rectangle; `grey` from 0 (black) to 1 (white)."""

    x: float
    y: float
    width: float
    height: float
    grey: float


class Drawing(NamedTuple):
    """A JPEG placed in a rectangle."""

    x: float
    y: float
    width: float
    height: float
    data: bytes


class Area(NamedTuple):
    """A rectangle that leads to the paper called `target` in the bound PDF."""

    x: float
    y: float
    width: float
    height: float
    target: str


Mark = Words | Rule | Shade | Drawing | Area


@dataclass(frozen=True)
class Folio:
    """Where and in which faces a page number stands: its baseline, and the text area's left and right edge."""

    font: str
    dash_font: str
    size: float
    baseline: float
    left: float
    right: float

    def shifted(self, dx: float) -> Folio:
        """The same `dx` points further to the right."""
        return replace(self, left=self.left + dx, right=self.right + dx)


@dataclass(frozen=True)
class Sheet:
    """One page side: its size in points, its marks in reading order, and whether it shows a page number.

    `repeated` marks (a table head that stands again at the top of a page) are drawn as artifacts, apart from the text.
    """

    width: float
    height: float
    marks: tuple[Mark, ...]
    repeated: tuple[Mark, ...] = ()
    numbered: bool = True
    official: bool = False
    """Whether the number follows GB/T 9704-2012, 7.5 (4号宋体, odd pages right, even pages left)."""
    folio: Folio | None = None
    """Set on every sheet that may show a number."""
