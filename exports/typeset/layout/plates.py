"""Plates as strips: every cell exactly where its millimetres put it, with marks to cut along."""

from __future__ import annotations

from collections.abc import Iterator

from exports.page import Align
from exports.plates import Letters, Plate, PlateCell
from exports.typeset.faces import Role
from exports.typeset.layout.composing import Composer, Style, words
from exports.typeset.layout.geometry import Page
from exports.typeset.layout.strips import Strip
from exports.typeset.sheets import MM, Mark, Rule

ROLES = {Letters.PLAIN: Role.BODY, Letters.HEAD: Role.HEI, Letters.NAME: Role.TITLE}
LINE = 1.25
"""The pitch of lines in a cell, in ems."""
PAD = 2.0
"""White between a side of a cell and its text, in points."""
DOUBLE = 2.0
"""Points between the two lines of a double rule."""
_OFF, _TICK, _ASIDE = 1 * MM, 4 * MM, 1.5 * MM
"""White between a label and its cut marks, and the length of those above and below it and of those beside it."""
_HAIR = 0.25
ROOM = _OFF + _TICK
"""What the cut marks take above and below a label."""


def plate_strips(plate: Plate, page: Page, composer: Composer) -> Iterator[Strip]:
    """The plate as one strip, its labels centred in the measure."""
    if not plate.labels:
        return
    room = ROOM if plate.cut else 0.0
    left = (page.measure - plate.width_mm * MM) / 2
    marks = list(_cells(plate, left, -room, composer))
    if plate.cut:
        for rows in plate.labels:
            width = rows[0].width_mm * MM
            marks += _cut_marks(left, -room, width, plate.height_mm * MM)
            left += width + plate.gap_mm * MM
    yield Strip(plate.height_mm * MM + 2 * room, tuple(marks))


def _cells(plate: Plate, left: float, top: float, composer: Composer) -> Iterator[Mark]:
    """The cells row by row across the labels, in the order in which a docx has them."""
    for across in zip(*plate.labels, strict=True):
        x, height = left, across[0].height_mm * MM
        for row in across:
            for cell in row.cells:
                yield from _cell(cell, x, top, height, composer)
                x += cell.width_mm * MM
            x += plate.gap_mm * MM
        top -= height


def _cell(cell: PlateCell, x: float, top: float, height: float, composer: Composer) -> Iterator[Mark]:
    width, foot = cell.width_mm * MM, top - height
    ends = {"t": (x, top, x + width, top), "l": (x, top, x, foot), "r": (x + width, top, x + width, foot)}
    for side in cell.ruled:
        yield Rule(*ends.get(side, (x, foot, x + width, foot)))
    if cell.double:
        yield Rule(x, foot + DOUBLE, x + width, foot + DOUBLE)
    style = Style(ROLES[cell.letters], cell.size, Align.LEFT if cell.left else Align.CENTER)
    lines = composer.lines(cell.text, style, width - 2 * PAD)
    line = LINE * cell.size
    start = top - (height - len(lines) * line) / 2 - (line - cell.size) / 2
    for number, runs in enumerate(lines):
        yield from words(runs, cell.size, x + PAD, start - number * line)


def _cut_marks(x: float, top: float, width: float, height: float) -> Iterator[Rule]:
    """Two short lines at each corner, off the label, so that none is left on it."""
    foot = top - height
    for edge in (x, x + width):
        yield Rule(edge, top + _OFF, edge, top + _OFF + _TICK, _HAIR)
        yield Rule(edge, foot - _OFF, edge, foot - _OFF - _TICK, _HAIR)
    for level in (top, foot):
        yield Rule(x - _OFF, level, x - _OFF - _ASIDE, level, _HAIR)
        yield Rule(x + width + _OFF, level, x + width + _OFF + _ASIDE, level, _HAIR)
