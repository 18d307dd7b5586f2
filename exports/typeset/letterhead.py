"""The measures of the head of an official document, which PDF and docx share (GB/T 9704-2012, 7.2.4 to 7.2.7)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from exports.page import Letterhead
from exports.typeset.breaking import Line, Setting
from exports.typeset.faces import Faces, Role
from exports.typeset.sheets import MM
from exports.typeset.titles import title_lines

MARK_TOP = 35 * MM
"""From the upper edge of the text area to the upper edge of the mark."""
RULE_BELOW = 4 * MM
"""From the 发文字号 to the red rule."""
RULE_WIDTH = 2.0
BLANK_LINES = 2
"""Between the mark and the 发文字号."""
INK_ABOVE, INK_BELOW = 0.855, 0.09
"""How far printed characters of a Song face reach above and below their baseline, in ems."""
ASCENT = 0.88
LARGEST, SMALLEST, FOLDED = 42.0, 26.0, 34.0
"""初号 at most, as small as one line of the mark may become, and the size of a mark that needs several lines."""
LEADING = 1.3


@dataclass(frozen=True)
class Head:
    """Sizes and baselines in points, counted downwards from the upper edge of the text area."""

    size: float
    mark: tuple[Line, ...]
    mark_baselines: tuple[float, ...]
    row_baselines: tuple[float, ...]
    """One for each of `rows`."""
    rule: float
    """The middle of the red rule."""


def rows(block: Letterhead) -> tuple[tuple[str, str], ...]:
    """What stands left and right in each row under the mark; nothing at the right sets the left in the middle."""
    signed = ((block.number, block.signer),) if block.signer else ((block.number, ""),) if block.number else ()
    return (*signed, *(((block.issuer, block.date),) if block.issuer or block.date else ()))


def head(block: Letterhead, faces: Faces, measure: float, line: float, text: float) -> Head:
    """The head set in `measure`, with lines of the grid of `line` points and text of `text` points."""
    size, mark = _mark(block.mark, faces, measure)
    baselines = tuple(MARK_TOP + size * (INK_ABOVE + LEADING * number) for number in range(len(mark)))
    first = baselines[-1] + INK_BELOW * size + BLANK_LINES * line + ASCENT * text
    below = tuple(first + number * line for number in range(len(rows(block))))
    foot = (below[-1] if below else first) + (1 - ASCENT) * text
    return Head(size, mark, baselines, below, foot + RULE_BELOW + RULE_WIDTH / 2)


def _mark(text: str, faces: Faces, measure: float) -> tuple[float, tuple[Line, ...]]:
    """The largest size, in half points, that sets the mark in one line; a longer mark takes several."""
    (line, *_) = title_lines(text, Setting(Role.TITLE, 1, 1), faces, 10_000)
    size = min(LARGEST, math.floor(2 * measure / max(line.width, 1)) / 2)
    if size < SMALLEST:
        size = FOLDED
    return size, title_lines(text, Setting(Role.TITLE, size, size), faces, measure)
