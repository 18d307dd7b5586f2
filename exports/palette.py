"""The series of a chart, on paper and on screen: the same patterns in the same order, and the colours of the screen."""

from __future__ import annotations

import enum
from dataclasses import dataclass

DARK, PALE = 0.35, 0.85
"""Greys of the filled patterns on paper; 0 is black."""
HEAT = (1.0, 0.93, 0.83, 0.71, 0.57)
"""Greys of a heat map on paper, from nothing to the most; black numbers are read on each of them."""


class Pattern(enum.Enum):
    """How an area is filled, so that a black printer and every pair of eyes keep the series apart."""

    DARK = "dark"
    RISING = "rising"
    """Hatched with lines that rise to the right."""
    PALE = "pale"
    WHITE = "white"
    CROSSED = "crossed"


PATTERNS = tuple(Pattern)
"""In the order of a legend; a sixth entry begins again."""


@dataclass(frozen=True)
class Series:
    """The colour of a series on the light and the dark screen, as #rrggbb; paper has the patterns only."""

    light: str
    dark: str


SERIES = (
    Series("#1f4e8c", "#5b9be0"),
    Series("#d2802a", "#e3a04f"),
    Series("#3a8f6b", "#62bd93"),
    Series("#8458a5", "#b18ad0"),
    Series("#b0463d", "#e07f74"),
    Series("#6d7988", "#95a2b3"),
)
"""The window's theme holds the same colours as series1 to series6."""


def pattern_of(number: int) -> Pattern:
    """The pattern of the legend's entry `number`, counted from 0."""
    return PATTERNS[number % len(PATTERNS)]
