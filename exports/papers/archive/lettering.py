"""How large the words of a label can be: as large as its cell allows, the same in docx and PDF."""

from __future__ import annotations

import itertools
import math

from exports.breadth import characters

_LINE = 1.25
_PT_PER_MM = 72 / 25.4
_SIDES = 7.0
"""White at both sides of a cell with some to spare, in points."""
_LEAST = 5.0


def on_one_line(text: str, width_mm: float, height_mm: float, most: float, least: float) -> float:
    """The size in which no line of `text` is broken, or in which it fits where that would be smaller than `least`."""
    # LibreOffice puts a quarter of a character between a number and Chinese text, whatever the style says.
    broadest = max(characters(part) + any(map(str.isdecimal, part)) for part in text.split("\n"))
    size = (width_mm * _PT_PER_MM - _SIDES) / max(broadest, 1) // 0.5 * 0.5
    return (
        fitted(text, width_mm, height_mm, min(size, most))
        if size >= least
        else fitted(text, width_mm, height_mm, least)
    )


def fitted(text: str, width_mm: float, height_mm: float, most: float) -> float:
    """The size in points, at most `most` in steps of half a point, in which `text` fits into a cell."""
    width, height = width_mm * _PT_PER_MM - _SIDES, height_mm * _PT_PER_MM
    for step in itertools.count():
        size = most - step / 2
        if size <= _LEAST or _lines(text, size, width) * _LINE * size <= height:
            return max(size, _LEAST)
    return _LEAST


def _lines(text: str, size: float, width: float) -> int:
    """Lines that a text takes, two half characters counted for the white that a break may leave."""
    fit = max(width // size, 1)
    return sum(max(math.ceil(characters(part) / fit), 1) for part in text.split("\n"))
