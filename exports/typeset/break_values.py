"""One line of broken text."""

from __future__ import annotations

from typing import NamedTuple

EPSILON = 0.01
"""Points by which sums of widths may be off."""


class Line(NamedTuple):
    """One line: its text, its natural width in points, and whether it ends the paragraph."""

    text: str
    width: float
    last: bool
