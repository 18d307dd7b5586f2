"""Every character of the national standard list is printed in each role: extractable, with ink, and not as a box."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from exports.page import Paper
from exports.to_pdf import write_pdf
from exports.typeset.faces import Faces, Role
from exports.typeset.sheets import Mark, Sheet, Words

DATA = Path(__file__).parents[1] / "data"
CHARACTERS = (DATA / "tongyong-8105.txt").read_text(encoding="utf-8").strip()

COLUMNS, ROWS = 95, 86
CELL, SIZE = 22, 20
ABSENT = "\U0010fffd"
"""A private character that no face has: drawing it gives the face's .notdef glyph."""

ROLES = (Role.BODY, Role.TITLE, Role.HEI, Role.KAI)


def sheet(fonts: list[tuple[str, str]]) -> bytes:
    """A one-page PDF with each (font, character) in a cell of its own, row by row."""
    marks: list[Mark] = []
    for place, (font, ch) in enumerate(fonts):
        row, column = divmod(place, COLUMNS)
        marks.append(Words(column * CELL, (ROWS - row) * CELL - SIZE, font, SIZE, ch))
    file = io.BytesIO()
    write_pdf(Paper("k", "字表", ()), [Sheet(COLUMNS * CELL, ROWS * CELL, tuple(marks), numbered=False)], file)
    return file.getvalue()


def cells(pdf: bytes, count: int) -> list[bytes]:
    """The pixels of each cell, drawn at one pixel a point."""
    with pypdfium2.PdfDocument(pdf) as document:
        page: Image.Image = document[0].render(scale=1).to_pil().convert("L")
    boxes = [(place % COLUMNS * CELL, place // COLUMNS * CELL) for place in range(count)]
    return [page.crop((x, y, x + CELL, y + CELL)).tobytes() for x, y in boxes]


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        extracted: str = document[0].get_textpage().get_text_range()
    return extracted.replace("\r\n", "")


def test_the_list_is_the_whole_standard() -> None:
    assert len(CHARACTERS) == len(set(CHARACTERS)) == 8105
    assert sum(ch > "\uffff" for ch in CHARACTERS) == 196


def test_no_character_of_the_list_is_missing() -> None:
    assert Faces.bundled().missing(CHARACTERS) == ()


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_every_character_is_printed_and_extracted(role: Role) -> None:
    faces = Faces.bundled()
    fonts = [faces.pick(role, ch)[0] for ch in CHARACTERS]
    pdf = sheet(list(zip(fonts, CHARACTERS, strict=True)))
    assert text(pdf) == CHARACTERS

    used = sorted(set(fonts))
    boxes = dict(zip(used, cells(sheet([(font, ABSENT) for font in used]), len(used)), strict=True))
    drawn = cells(pdf, len(CHARACTERS))
    pale = [ch for ch, cell in zip(CHARACTERS, drawn, strict=True) if min(cell) > 160]
    assert pale == [], "printed without ink"
    boxed = [ch for ch, font, cell in zip(CHARACTERS, fonts, drawn, strict=True) if cell == boxes[font]]
    assert boxed == [], "printed as a box"
    assert len(set(drawn)) == len(CHARACTERS), "two characters look the same"


def test_the_box_of_a_missing_character_would_be_noticed() -> None:
    font = Faces.bundled().pick(Role.HEI, "一")[0]
    box, other, character = cells(sheet([(font, ABSENT), (font, ABSENT), (font, "一")]), 3)
    assert box == other != character
