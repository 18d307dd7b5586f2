"""Photo sheets in Word: a table of framed pictures two abreast, each row whole on its page."""

from __future__ import annotations

import math
from collections.abc import Iterable

from exports.breadth import characters
from exports.docx.page_setup import PageSetup, divide
from exports.docx.paragraphs import Settings, paragraph
from exports.docx.pictures import Pictures
from exports.docx.runs import lines
from exports.docx.tables import EMPTY, TEXT, Tables, cell_xml, row_xml, table_xml
from exports.page import Photos, Picture
from exports.typeset.layout.photo_sheets import ABREAST, fitted, row_height

_PADDING = 200
"""White beside a picture, and in all above and below it, in twips."""


def photos_xml(photos: Photos, page: PageSetup, tables: Tables, pictures: Pictures) -> str:
    """The rows of a photo sheet. Raises UnreadablePicture when the bytes are no picture."""
    widths = divide(page.text_width, [1] * ABREAST)
    rows = []
    for first in range(0, len(photos.pictures), ABREAST):
        shown = photos.pictures[first : first + ABREAST]
        room = _room(photos, shown, page, widths[0])
        cells = [_cell(each, (width, room), tables, pictures) for each, width in zip(shown, widths, strict=False)]
        cells += [cell_xml(width, EMPTY) for width in widths[len(shown) :]]
        rows.append(row_xml("".join(cells), whole=True))
    return table_xml(widths, rows, ruled=False) if rows else ""


def _room(photos: Photos, shown: Iterable[Picture], page: PageSetup, width: int) -> float:
    """How high the pictures of a row may be, in twips: what its longest caption leaves."""
    fitting = (width - _PADDING) / (page.cell_size * 20)
    told = max(sum(max(1, math.ceil(characters(line) / fitting)) for line in lines(each.caption)) for each in shown)
    return row_height(photos, page.text_height) - told * page.cell_line - 2 * _PADDING


def _cell(picture: Picture, box: tuple[int, float], tables: Tables, pictures: Pictures) -> str:
    """A framed picture with its caption, in a cell of that width; the picture as high as `box` allows."""
    width, room = box
    drawn = pictures.run_xml(picture, *fitted(picture, width - 2 * _PADDING, room))
    return cell_xml(width, paragraph("Picture", drawn, Settings()) + tables.words(picture.caption, *TEXT), framed=True)
