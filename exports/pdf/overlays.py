"""What is set on a page beside its text: page numbers, the archival number of an item, the paper's own number."""

from __future__ import annotations

from typing import NamedTuple

from exports.typeset.face_fonts import program_of
from exports.typeset.sheets import MM, Folio, Mark, Shade, Words

_CORNER_SIZE, _CORNER_SIDE, _CORNER_EDGE = 14.0, 15 * MM, 9 * MM
"""The archival number: 4号, its outer end from the side of the page, its foot or head from the upper or lower edge."""
_TWIN_SIZE, _TWIN_SIDE, _TWIN_EDGE = 6.0, 25 * MM, 6 * MM
"""The paper's own number: tiny, at the foot on the binding side, outside what printers cannot reach."""
_GROUND = 1.5
"""White around a number that is set on a scan, in points."""


class Pens(NamedTuple):
    """The faces of digits and of the dash."""

    digits: str
    dash: str


def folio_marks(folio: Folio, number: int, *, official: bool, right: bool) -> tuple[Mark, ...]:
    """“— 3 —”: centred, or by GB/T 9704-2012, 7.5, outside (`right` on a front side) with one character's indent."""
    pieces = ((folio.dash_font, "—"), (folio.font, f" {number} "), (folio.dash_font, "—"))
    widths = [program_of(font).width(text) * folio.size for font, text in pieces]
    if not official:
        x = (folio.left + folio.right - sum(widths)) / 2
    elif right:
        x = folio.right - folio.size - sum(widths)
    else:
        x = folio.left + folio.size
    marks: list[Mark] = []
    for (font, text), width in zip(pieces, widths, strict=True):
        marks.append(Words(x, folio.baseline, font, folio.size, text))
        x += width
    return tuple(marks)


def corner_marks(
    pens: Pens, number: int, page: tuple[float, float], *, upper: bool, right: bool, opaque: bool
) -> tuple[Mark, ...]:
    """The archival number of a side within its item, in the outer corner (DA/T 22-2015: front right, back left)."""
    text = str(number)
    width = program_of(pens.digits).width(text) * _CORNER_SIZE
    x = page[0] - _CORNER_SIDE - width if right else _CORNER_SIDE
    y = page[1] - _CORNER_EDGE - 0.88 * _CORNER_SIZE if upper else _CORNER_EDGE
    return _on_ground(Words(x, y, pens.digits, _CORNER_SIZE, text), width, opaque=opaque)


def twin_marks(pens: Pens, mark: str, place: int, total: int, page: tuple[float, float], *, right: bool,
               opaque: bool = False) -> tuple[Mark, ...]:  # fmt: skip
    """The paper's own number and which of its sides this is (“02-0003  3/5”), so that no sheet is lost in binding."""
    if not mark:
        return ()
    text = f"{mark}  {place}/{total}"
    width = program_of(pens.digits).width(text) * _TWIN_SIZE
    x = _TWIN_SIDE if right else page[0] - _TWIN_SIDE - width
    return _on_ground(Words(x, _TWIN_EDGE, pens.digits, _TWIN_SIZE, text), width, opaque=opaque)


def stamped_folio(pens: Pens, number: int, page: tuple[float, float], size: float, baseline: float) -> tuple[Mark, ...]:
    """A number centred on a scan, on white so that it can be read over anything."""
    folio = Folio(pens.digits, pens.dash, size, baseline, 0, page[0])
    marks = folio_marks(folio, number, official=False, right=True)
    first, last = marks[0], marks[-1]
    assert isinstance(first, Words) and isinstance(last, Words)
    end = last.x + program_of(last.font).width(last.text) * size
    return (_ground(first.x, baseline, end - first.x, size), *marks)


def _on_ground(words: Words, width: float, *, opaque: bool) -> tuple[Mark, ...]:
    return (_ground(words.x, words.y, width, words.size), words) if opaque else (words,)


def _ground(x: float, y: float, width: float, size: float) -> Shade:
    return Shade(x - _GROUND, y - 0.2 * size - _GROUND / 2, width + 2 * _GROUND, 1.1 * size + _GROUND, 1.0)
