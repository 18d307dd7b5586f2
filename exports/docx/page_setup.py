"""The page of each grid in Word's units (twips), taken from the measures that the PDF is laid out with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.page import Grid
from exports.typeset.layout.geometry import PAGES

_POINT = 20
_GRID_LINE = 579
"""22 lines of 29 pt are higher than 225 mm: Word would set 21. 22 x 579 twips fill the text area but for 0.9 pt."""
_GRID_TIGHTEN = -5
"""28 characters of 16 pt are wider than 156 mm: Word would set 27. A quarter of a point closer they fit."""
_NUMBER_LINE = 320
_NUMBER_DESCENT = _NUMBER_LINE / 5
"""Word and LibreOffice both put the baseline of an exact line at four fifths of its height."""


@dataclass(frozen=True)
class PageSetup:
    """Lengths are twips (twentieths of a point), sizes points.

    `line` is the exact pitch of running text and `tighten` what is added to the advance of each of its characters;
    `cell_*` belong to tables, `form_*` to ruled forms, `head_size` to headings of level 1 and `indent` (characters) to
    all headings; `footer` is the distance from the paper's lower edge to the
    lower edge of the page number's line.
    """

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    footer: int
    size: float
    line: int
    cell_size: float
    cell_line: int
    form_size: float
    form_line: int
    number_size: float
    head_size: float
    indent: int
    number_line: int = _NUMBER_LINE
    tighten: int = 0
    official: bool = False
    numbered: bool = True

    @property
    def text_width(self) -> int:
        """Width of the text area."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """Height of the text area."""
        return self.height - self.top - self.bottom

    @property
    def char(self) -> int:
        """Advance of one full-width character of running text."""
        return round(self.size * _POINT) + self.tighten


def page_setup(grid: Grid) -> PageSetup:
    """The page of `grid`; on the official page 22 exact lines of 28 characters (GB/T 9704-2012, 5.2.3)."""
    page = PAGES[grid]
    return PageSetup(
        width=_twips(page.width),
        height=_twips(page.height),
        top=_twips(page.top),
        right=_twips(page.width) - _twips(page.left) - _twips(page.measure),
        bottom=_twips(page.height) - _twips(page.top) - _twips(page.depth),
        left=_twips(page.left),
        footer=round(_twips(page.number_baseline) - _NUMBER_DESCENT),
        size=page.size,
        line=_GRID_LINE if page.official else _twips(page.line),
        cell_size=page.cell_size,
        cell_line=_twips(page.cell_line),
        form_size=page.form_size,
        form_line=_twips(page.form_line),
        number_size=page.number_size,
        head_size=page.heading(1)[1],
        indent=page.indent,
        tighten=_GRID_TIGHTEN if page.official else 0,
        official=page.official,
        numbered=page.numbered,
    )


def _twips(points: float) -> int:
    return round(points * _POINT)


def divide(total: int, weights: Sequence[float]) -> tuple[int, ...]:
    """`total` in whole parts proportional to `weights`; the parts add up to `total` exactly."""
    scale, done, edge, parts = sum(weights), 0.0, 0, []
    for weight in weights:
        done += weight
        reached = round(total * done / scale)
        parts.append(reached - edge)
        edge = reached
    return tuple(parts)
