"""Placing a broken line in its measure: justified, squeezed, centred or set at the right, in runs ready to draw."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from exports.page import Align
from exports.typeset.break_metrics import Extent, Make, Setting, metrics
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
    extents = [known[piece] for piece in pieces]
    if room < -EPSILON:
        extents = _squeezed(extents, -room)
    else:
        extents = [Extent(extent[0], 0.0, 0.0) for extent in extents]
        if stretched:
            extents = _stretched([known.makes[piece] for piece in pieces], extents, room, setting.size)
    drawn = known.drawn
    if known.odd.isdisjoint(pieces):
        return _runs(pieces, [drawn[piece] for piece in pieces], extents, start)
    return _runs(*_apart(pieces, extents, setting, faces), start)


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
    advance, left, right = extents[-1]
    at_end = min(excess, right)
    last = Extent(advance, left, 0.0)
    first = Extent(extents[0][0], 0.0, extents[0][2]) if len(extents) > 1 else last
    limits = [first, *extents[1:-1], last] if len(extents) > 1 else [Extent(advance, 0.0, 0.0)]
    available = sum(limit[1] + limit[2] for limit in limits)
    share = min(1.0, (excess - at_end) / available) if available else 0.0
    taken = [
        Extent(advance - (left + right) * share, left * share, right * share)
        if left or right
        else Extent(advance, 0, 0)
        for advance, left, right in limits
    ]
    taken[-1] = Extent(taken[-1][0] - at_end, taken[-1][1], at_end)
    return taken


def _stretched(makes: Sequence[Make], extents: list[Extent], room: float, size: float) -> list[Extent]:
    """Spread `room` over the gaps beside full-width characters and behind spaces, evenly as far as seams allow."""
    gaps: list[int] = []
    seams: set[int] = set()
    for index, (before, after) in enumerate(itertools.pairwise(makes)):
        if (before.long and after.long) or not (before.wide or after.wide or before.space):
            continue
        gaps.append(index)
        # Two runs meet here, without a space between them.
        if not (before.space or after.space) and (before.font != after.font or before.wide != after.wide or after.long):
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


def _apart(
    pieces: Sequence[str], extents: Sequence[Extent], setting: Setting, faces: Faces
) -> tuple[list[str], list[tuple[str, float]], list[Extent]]:
    """The drawn characters of clusters, in which some stand upon others or are not drawn as themselves."""
    texts: list[str] = []
    drawn: list[tuple[str, float]] = []
    places: list[Extent] = []
    for piece, (advance, left, right) in zip(pieces, extents, strict=True):
        rest = advance
        for place, ch in enumerate(piece, 1):
            font, ems = faces.pick(setting.role, ch)
            width = ems * setting.size
            taken = rest if place == len(piece) else width
            rest -= taken
            texts.append(faces.shown(setting.role, ch))
            drawn.append((font, width))
            places.append(Extent(taken, left, right))
    return texts, drawn, places


def _runs(
    texts: Sequence[str], drawn: Sequence[tuple[str, float]], extents: Sequence[Extent], start: float
) -> tuple[Run, ...]:
    """Join neighbours of one font and one spacing.

    A character stands left of its place by what was squeezed out there; one that is not drawn takes its place only.
    """
    runs: list[Run] = []
    text, font, at, x, end = "", "", start, start, start
    spacing: float | None = None
    for own, (own_font, width), (advance, left, _) in zip(texts, drawn, extents, strict=True):
        place = x - left
        x += advance
        if not own:
            continue
        gap = round(place - end, 4)
        if own_font == font and (spacing is None or gap == spacing):
            text, spacing = text + own, gap
        else:
            if text:
                runs.append(Run(round(at, 4), font, text, spacing or 0.0))
            text, font, spacing, at = own, own_font, None, place
        end = place + width
    if text:
        runs.append(Run(round(at, 4), font, text, spacing or 0.0))
    return tuple(runs)
