"""One paper made: checked, laid out, drawn, and written in each of its formats, from nothing but the paper itself."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import NamedTuple

from exports.filing_stamp import place_on_sheet
from exports.page import Paper
from exports.pdf.drawing import Drawn, draw_sheet
from exports.preflight import check_blocks
from exports.to_docx import write_docx
from exports.to_pdf import write_pdf
from exports.to_xlsx import write_xlsx
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from exports.typeset.sheets import Area, Folio, Sheet


class Side(NamedTuple):
    """One side of a paper as it is bound: its size in points, what is drawn on it, and where its number stands."""

    width: float
    height: float
    drawn: Drawn
    areas: tuple[Area, ...]
    folio: Folio | None
    numbered: bool
    official: bool

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it: such a side has no number and is not counted."""
        return not (self.drawn.fonts or self.drawn.pictures)


class Rendered(NamedTuple):
    """A paper on its sides, its files by suffix, and where on its first side the filing stamp has room."""

    sides: tuple[Side, ...]
    files: dict[str, bytes]
    stamp: tuple[float, float] | None


def render(paper: Paper, formats: Sequence[str], faces: Faces) -> Rendered:
    """Make the paper. Raises MissingGlyphs when no face has a character, UnreadablePicture for a damaged picture."""
    check_blocks(paper.title, paper.blocks, faces)
    sheets = lay_out(paper, faces)
    bodies = [draw_sheet(sheet) for sheet in sheets]
    files: dict[str, bytes] = {}
    for suffix in formats:
        stream = io.BytesIO()
        match suffix:
            case "docx":
                write_docx(paper, faces, stream, sheets)
            case "pdf":
                write_pdf(paper, sheets, stream, bodies)
            case "xlsx":
                write_xlsx(paper, stream)
        files[suffix] = stream.getvalue()
    sides = tuple(_side(sheet, body) for sheet, body in zip(sheets, bodies, strict=True))
    return Rendered(sides, files, place_on_sheet(sheets[0]))


def _side(sheet: Sheet, body: Drawn) -> Side:
    areas = tuple(mark for mark in sheet.marks if isinstance(mark, Area))
    return Side(sheet.width, sheet.height, body, areas, sheet.folio, sheet.numbered, sheet.official)
