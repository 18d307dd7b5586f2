"""One line of broken text."""

from __future__ import annotations

from dataclasses import dataclass

EPSILON = 0.01
"""Points by which sums of widths may be off."""


@dataclass(frozen=True)
class Line:
    """One line: its text, its natural width in points, and whether it ends the paragraph."""

    text: str
    width: float
    last: bool
