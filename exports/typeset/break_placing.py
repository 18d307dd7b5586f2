"""Placing a broken line in its measure: justified, squeezed, centred or set at the right, in runs ready to draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from exports.page import Align
from exports.typeset.break_metrics import Extent, Make, Metrics, Setting, metrics
from exports.typeset.break_rules import clusters
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
    text = line.text
    if not text:
        return ()
    known = metrics(faces, setting)
    room = measure - line.width
    stretched = align is Align.JUSTIFY and not line.last and room >= -EPSILON
    start = max(room, 0.0) / (2 if align is Align.CENTER else 1) if align in (Align.CENTER, Align.RIGHT) else 0.0
    makes = set(map(known.makes.get, text))
    if room >= -EPSILON and len(makes) == 1 and known.odd.isdisjoint(text):
        run = _alike(text, makes.pop(), room if stretched else 0.0, setting, start)
        if run:
            return (run,)
    pieces = clusters(text)
    extents = [Extent(known[piece].advance, 0.0, 0.0) for piece in pieces]
    if room < -EPSILON:
        extents = _squeezed([known[piece] for piece in pieces], -room)
    elif stretched:
        extents = _stretched([known.makes[piece] for piece in pieces], extents, room, setting.size)
    return _runs(_glyphs(pieces, extents, start, setting, faces, known))


def _alike(text: str, make: Make | None, room: float, setting: Setting, start: float) -> Run | None:
    """The one run of a line whose characters are all of one make, or None when it is not one run."""
    if make is None or make.space or make.long or (room and not make.wide):
        return None
    natural = setting.pitch - setting.size if make.wide else 0.0
    wider = room / (len(text) - 1) if len(text) > 1 else 0.0
    if wider > setting.size * _MOST_STRETCH:
        wider = 0.0
    return Run(round(start, 4), make.font, text, round(natural + wider, 4) if len(text) > 1 else 0.0)


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


def _stretched(makes: Sequence[Make], extents: list[Extent], room: float, size: float) -> list[Extent]:
    """Spread `room` over the gaps beside full-width characters and behind spaces, evenly as far as seams allow."""
    gaps: list[int] = []
    seams: set[int] = set()
    for index, (before, after) in enumerate(zip(makes, makes[1:], strict=False)):
        if (before.long and after.long) or not (before.wide or after.wide or before.space):
            continue
        gaps.append(index)
        # Two runs meet here, without a space between them.
        if not (before.space or after.space) and (
            before.font != after.font or before.wide != after.wide or after.long
        ):
            seams.add(index)
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


def _glyphs(
    pieces: tuple[str, ...], extents: list[Extent], start: float, setting: Setting, faces: Faces, known: Metrics
) -> list[_Glyph]:
    """Every drawn character at its place; a mark squeezed on its left moves back by what was taken there."""
    glyphs = []
    x, size, role = start, setting.size, setting.role
    for piece, extent in zip(pieces, extents, strict=True):
        at = x - extent.left
        for ch in piece:
            font, ems = faces.pick(role, ch)
            shown = faces.shown(role, ch) if piece in known.odd else ch
            if shown:
                glyphs.append(_Glyph(at, font, shown, at + ems * size))
            at += ems * size
        x += extent.advance
    return glyphs


def _runs(glyphs: list[_Glyph]) -> tuple[Run, ...]:
    """Join neighbours of one font and one spacing."""
    runs: list[Run] = []
    gaps = [round(after.x - before.end, 4) for before, after in zip(glyphs, glyphs[1:], strict=False)]
    first, count = 0, len(glyphs)
    while first < count:
        head = glyphs[first]
        stop = first + 1
        spacing = gaps[first] if stop < count and glyphs[stop].font == head.font else 0.0
        while stop < count and glyphs[stop].font == head.font and gaps[stop - 1] == spacing:
            stop += 1
        runs.append(Run(round(head.x, 4), head.font, "".join(glyph.text for glyph in glyphs[first:stop]), spacing))
        first = stop
    return tuple(runs)
