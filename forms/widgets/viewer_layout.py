"""Where the pages of a document lie under each other, in pixels, and into which tiles they are cut; knows no widget."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from forms.page_images import Box, Size

TILE = 1200
"""Pixels of a tile's longer edge at most: a page that is larger is drawn in parts, only those that are seen."""

ZOOMS = (0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0)
"""The steps of the zoom; 1 is the size on paper."""

_LIKE = 1.5
"""How much wider a page may be so that all are fitted with it; beyond, a folded plan would make the letters tiny."""


@dataclass(frozen=True)
class Tile:
    """A part of a page at one size: what is drawn, kept and shown at once. `box` lies within the page."""

    index: int
    size: tuple[int, int]
    turned: int
    box: Box

    @property
    def pixels(self) -> int:
        """How many it has."""
        left, top, right, bottom = self.box
        return (right - left) * (bottom - top)


@dataclass(frozen=True)
class Spot:
    """A point of a page, in shares of its width and height, so that it outlives a change of the zoom."""

    index: int
    across: float
    down: float


@dataclass(frozen=True)
class Layout:
    """Pages of `sizes` points, turned, at `scale` pixels a point, each in the middle of at least `across` pixels."""

    sizes: tuple[Size, ...]
    scale: float
    turned: int
    across: int
    gap: int
    pixels: tuple[tuple[int, int], ...] = field(init=False)
    tops: tuple[int, ...] = field(init=False)
    width: int = field(init=False)
    height: int = field(init=False)

    def __post_init__(self) -> None:
        pixels = tuple(self._pixels(size) for size in self.sizes)
        tops, top = [], self.gap
        for _, high in pixels:
            tops.append(top)
            top += high + self.gap
        object.__setattr__(self, "pixels", pixels)
        object.__setattr__(self, "tops", tuple(tops))
        object.__setattr__(self, "width", max(self.across, max(wide for wide, _ in pixels) + 2 * self.gap))
        object.__setattr__(self, "height", top)

    def _pixels(self, size: Size) -> tuple[int, int]:
        wide, high = turn(size, self.turned)
        return max(1, round(wide * self.scale)), max(1, round(high * self.scale))

    def box(self, index: int) -> Box:
        """Left, top, right and bottom of a page."""
        wide, high = self.pixels[index]
        left, top = (self.width - wide) // 2, self.tops[index]
        return left, top, left + wide, top + high

    def at(self, y: float) -> int:
        """The page at this height, or the one above the gap that is there."""
        return max(0, bisect_right(self.tops, y) - 1)

    def between(self, top: float, bottom: float) -> range:
        """The pages of which something lies between two heights."""
        first = self.at(top)
        if self.tops[first] + self.pixels[first][1] <= top:
            first += 1
        return range(min(first, len(self.sizes) - 1), self.at(max(bottom - 1, top)) + 1)

    def fullest(self, top: float, bottom: float) -> int:
        """The page that is seen most between two heights; the first of equals, counted by share of itself."""

        def seen(index: int) -> float:
            start, high = self.tops[index], self.pixels[index][1]
            shown = min(bottom, start + high) - max(top, start)
            return round(shown / min(high, bottom - top), 3)

        pages = self.between(top, bottom)
        return max(pages, key=seen) if pages else self.at(top)

    def tiles(self, index: int, top: float, bottom: float, left: float = 0, right: float = float("inf")) -> list[Tile]:
        """The tiles of a page that lie in this part of the whole."""
        page_left, page_top, _, _ = self.box(index)
        wide, high = self.pixels[index]
        return [
            Tile(index, (wide, high), self.turned, (x, y, to_x, to_y))
            for y, to_y in _cuts(high, top - page_top, bottom - page_top)
            for x, to_x in _cuts(wide, left - page_left, right - page_left)
        ]

    def spot(self, x: float, y: float) -> Spot:
        """The point of a page at this place, outside of pages in shares below 0 or above 1."""
        index = self.at(y)
        left, top, right, bottom = self.box(index)
        return Spot(index, (x - left) / (right - left), (y - top) / (bottom - top))

    def place(self, spot: Spot) -> tuple[float, float]:
        """Where the point of a page lies now."""
        left, top, right, bottom = self.box(spot.index)
        return left + spot.across * (right - left), top + spot.down * (bottom - top)


def turn(size: Size, turned: int) -> Size:
    """Width and height after turning clockwise by so many degrees."""
    return size[::-1] if turned in (90, 270) else size


def whole_page(size: Size, turned: int, across: int, down: int, gap: int) -> float:
    """The scale at which a page is seen whole."""
    wide, high = turn(size, turned)
    return min(max(across - 2 * gap, 1) / wide, max(down - 2 * gap, 1) / high)


def whole_width(sizes: tuple[Size, ...], page: int, turned: int, across: int, gap: int) -> float:
    """The scale at which `page` is as wide as the window, or a wider one that is its like, such as A4 lying."""
    present = turn(sizes[page], turned)[0]
    widest = max(wide for wide, _ in (turn(size, turned) for size in sizes) if wide <= present * _LIKE)
    return max(across - 2 * gap, 1) / widest


def next_zoom(zoom: float, step: int) -> float:
    """The step above (1) or below (-1) a zoom, which need not be one of the steps."""
    if step > 0:
        return next((each for each in ZOOMS if each > zoom * 1.01), ZOOMS[-1])
    return next((each for each in reversed(ZOOMS) if each < zoom * 0.99), ZOOMS[0])


def _cuts(length: int, start: float, end: float) -> Iterator[tuple[int, int]]:
    """A length cut evenly into parts of at most TILE: those that touch start to end."""
    count = -(-length // TILE)
    first = max(0, int(start * count / length) - 1)
    last = count if end == float("inf") else min(count, int(end * count / length) + 2)
    for number in range(first, last):
        low, high = number * length // count, (number + 1) * length // count
        if low < end and high > start:
            yield low, high
