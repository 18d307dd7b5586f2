"""Placing a broken line in its measure: justified, squeezed, centred or set at the right, in runs ready to draw."""

from __future__ import annotations

from typing import NamedTuple

from exports.page import Align
from exports.typeset.break_metrics import Extent, Setting, metrics
from exports.typeset.break_rules import LONG_MARKS, clusters, is_space, is_wide
from exports.typeset.break_values import EPSILON, Line
from exports.typeset.faces import Faces

_MOST_STRETCH = 0.25
"""Ems by which a gap may grow: beyond that the line stays ragged, and readers of the PDF would see a space."""

_MOST_AT_SEAM = 0.15
"""The same where one run ends and another begins, for there PDFium takes less for a space."""


class Run(NamedTuple):
    """A piece drawn in one font, `dx` points from the line's start, `spacing` points added after each character."""

    dx: float
    font: str
    text: str
    spacing: float


class _Glyph(NamedTuple):
    x: float
    font: str
    text: str
    end: float


def place(line: Line, setting: Setting, faces: Faces, measure: float, align: Align) -> tuple[Run, ...]:
    """The runs of a line, aligned in `measure` points.

    A line wider than the measure is squeezed at its punctuation whatever its alignment. A justified line is stretched
    between full-width characters, except the paragraph's last one, and one that would become too loose.
    """
    pieces = clusters(line.text)
    known = metrics(faces, setting)
    extents = [Extent(known[piece].advance, 0.0, 0.0) for piece in pieces]
    room = measure - sum(extent.advance for extent in extents)
    start = 0.0
    if room < -EPSILON:
        extents = _squeezed([known[piece] for piece in pieces], -room)
    elif align is Align.JUSTIFY and not line.last:
        fonts = [faces.pick(setting.role, piece[0])[0] for piece in pieces]
        extents = _stretched(fonts, pieces, extents, room, setting.size)
    elif align in (Align.CENTER, Align.RIGHT):
        start = max(room, 0.0) / (2 if align is Align.CENTER else 1)
    return _runs(_glyphs(pieces, extents, start, setting, faces))


def _squeezed(extents: list[Extent], excess: float) -> list[Extent]:
    """Take `excess` from the blank of the line's last mark first, and the rest evenly from the other marks.

    In the result `left` and `right` are what has been taken and `advance` is what remains.
    """
    limits = [extent._replace(left=extent.left if index else 0.0) for index, extent in enumerate(extents)]
    at_end = min(excess, limits[-1].right)
    limits[-1] = limits[-1]._replace(right=0.0)
    available = sum(limit.left + limit.right for limit in limits)
    share = min(1.0, (excess - at_end) / available) if available else 0.0
    taken = [(limit.left * share, limit.right * share) for limit in limits]
    taken[-1] = (taken[-1][0], at_end)
    return [
        Extent(extent.advance - left - right, left, right) for extent, (left, right) in zip(extents, taken, strict=True)
    ]


def _stretched(
    fonts: list[str], pieces: tuple[str, ...], extents: list[Extent], room: float, size: float
) -> list[Extent]:
    """Spread `room` over the gaps beside full-width characters and behind spaces, evenly as far as seams allow."""
    gaps = [index for index in range(len(pieces) - 1) if _may_grow(pieces[index], pieces[index + 1])]
    seams = {index for index in gaps if _is_seam(fonts, pieces, index)}
    if not gaps:
        return extents
    at_seam = min(room / len(gaps), size * _MOST_AT_SEAM)
    inside = (room - at_seam * len(seams)) / max(1, len(gaps) - len(seams))
    if inside > size * _MOST_STRETCH:
        return extents
    grown = list(extents)
    for index in gaps:
        wider = extents[index].advance + (at_seam if index in seams else inside)
        grown[index] = Extent(wider, 0.0, 0.0)
    return grown


def _may_grow(before: str, after: str) -> bool:
    if before[0] in LONG_MARKS and after[0] in LONG_MARKS:
        return False
    return is_wide(before) or is_wide(after) or is_space(before)


def _is_seam(fonts: list[str], pieces: tuple[str, ...], index: int) -> bool:
    """Whether two runs meet behind a piece, without a space between them."""
    before, after = pieces[index], pieces[index + 1]
    if is_space(before) or is_space(after):
        return False
    return fonts[index] != fonts[index + 1] or is_wide(before) != is_wide(after) or after[0] in LONG_MARKS


def _glyphs(
    pieces: tuple[str, ...], extents: list[Extent], start: float, setting: Setting, faces: Faces
) -> list[_Glyph]:
    """Every drawn character at its place; a mark squeezed on its left moves back by what was taken there."""
    glyphs = []
    x = start
    for piece, extent in zip(pieces, extents, strict=True):
        at = x - extent.left
        for ch in piece:
            font, ems = faces.pick(setting.role, ch)
            shown = faces.shown(setting.role, ch)
            if shown:
                glyphs.append(_Glyph(at, font, shown, at + ems * setting.size))
            at += ems * setting.size
        x += extent.advance
    return glyphs


def _runs(glyphs: list[_Glyph]) -> tuple[Run, ...]:
    """Join neighbours of one font and one spacing."""
    runs: list[Run] = []
    first = 0
    while first < len(glyphs):
        head = glyphs[first]
        stop = first + 1
        spacing = _spacing(glyphs, first) if stop < len(glyphs) and glyphs[stop].font == head.font else 0.0
        while stop < len(glyphs) and glyphs[stop].font == head.font and _spacing(glyphs, stop - 1) == spacing:
            stop += 1
        runs.append(Run(round(head.x, 4), head.font, "".join(glyph.text for glyph in glyphs[first:stop]), spacing))
        first = stop
    return tuple(runs)


def _spacing(glyphs: list[_Glyph], index: int) -> float:
    return round(glyphs[index + 1].x - glyphs[index].end, 4)
