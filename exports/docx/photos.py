"""Photo sheets in Word: a table of framed pictures two abreast, each picture on the page of its caption."""

from __future__ import annotations

import math
from collections.abc import Iterator

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
_BELOW = 80
"""White below a caption."""
_POINT = 20


def photos_xml(photos: Photos, page: PageSetup, tables: Tables, pictures: Pictures) -> str:
    """Two rows for each row of photos: pictures, and captions. Raises UnreadablePicture when one is no picture."""
    quarters = divide(page.text_width, [1] * (2 * ABREAST))
    across = sum(quarters) // ABREAST
    rows: list[str] = []
    for first in range(0, len(photos.pictures), ABREAST):
        shown = photos.pictures[first : first + ABREAST]
        told = _told(shown, page, across)
        room = row_height(photos, page.text_height / _POINT) * _POINT - told - 2 * _PADDING
        rows += _rows(shown, (across, room, told), tables, pictures)
    return table_xml(quarters, rows, ruled=False) if rows else ""


def _told(shown: tuple[Picture, ...], page: PageSetup, width: int) -> int:
    """How high the longest caption of a row is with some white below it, in twips."""
    fitting = (width - _PADDING) / (page.cell_size * _POINT)
    told = max(sum(max(1, math.ceil(characters(line) / fitting)) for line in lines(each.caption)) for each in shown)
    return told * page.cell_line + _BELOW


def _rows(shown: tuple[Picture, ...], box: tuple[int, float, int], tables: Tables, pictures: Pictures) -> Iterator[str]:
    """The pictures of a row and their captions; `box` is a cell's width, the pictures' and the captions' height."""
    width, room, told = box
    # A lone picture stands in the middle, half a cell of white on either side.
    beside = cell_xml(width // 2, EMPTY) if len(shown) < ABREAST else ""
    drawn = [pictures.run_xml(each, *fitted(each, width - 2 * _PADDING, room)) for each in shown]
    cells = "".join(
        cell_xml(width, paragraph("Picture", run, Settings()), span=2, sides=("top", "left", "right"), middle=True)
        for run in drawn
    )
    yield row_xml(beside + cells + beside, whole=True)
    cells = "".join(
        cell_xml(width, tables.words(each.caption, *TEXT), span=2, sides=("left", "bottom", "right")) for each in shown
    )
    yield row_xml(beside + cells + beside, whole=True, least=told)
