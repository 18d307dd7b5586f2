"""Sides of a bound PDF read back as a person would: the numbers by their characters, the scans by their pixels."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from exports.pdf.drawing import draw_artifact
from exports.to_pdf import Page, write_pages
from exports.typeset.sheets import MM, Mark
from tests.exports.scan_shapes import DPI, SQUARE, Shape

Box = tuple[float, float, float, float]
"""Left, low, right, high in points from the lower left corner."""
A4 = (210 * MM, 297 * MM)
_SCALE = 3
_BITS = 10


@dataclass(frozen=True)
class Characters:
    """Characters that stand together, without white space, each with its box."""

    text: str
    boxes: tuple[Box, ...]

    @property
    def box(self) -> Box:
        lefts, lows, rights, highs = zip(*self.boxes, strict=True)
        return min(lefts), min(lows), max(rights), max(highs)

    @property
    def upright(self) -> bool:
        """Whether they follow one another from left to right, all digits on one line and each higher than broad."""
        digits = [box for ch, box in zip(self.text, self.boxes, strict=True) if ch.isdigit()]
        onward = all(one[0] < after[0] for one, after in zip(self.boxes, self.boxes[1:], strict=False))
        level = max(box[1] for box in digits) - min(box[1] for box in digits) < 0.5
        return onward and level and all(high - low > right - left for left, low, right, high in digits)


@dataclass(frozen=True)
class SideRead:
    """A side: its size in points, its characters, and pictures of places on it (see `seen`)."""

    page: pypdfium2.PdfPage
    size: tuple[float, float]
    characters: Characters

    def within(self, area: Box) -> Characters:
        """The characters whose middle lies in `area`."""
        kept = [
            (ch, box)
            for ch, box in zip(self.characters.text, self.characters.boxes, strict=True)
            if area[0] < (box[0] + box[2]) / 2 < area[2] and area[1] < (box[1] + box[3]) / 2 < area[3]
        ]
        return Characters("".join(ch for ch, _ in kept), tuple(box for _, box in kept))

    @property
    def folio(self) -> Characters | None:
        """The page number of the volume at the foot, None on a side that has none."""
        width, _ = self.size
        found = self.within((width / 3, 0, width * 2 / 3, 25 * MM))
        return found if re.fullmatch(r"—\d+—", found.text) else None

    def corner(self, *, front: bool) -> Characters:
        """What stands in the upper outer corner."""
        width, height = self.size
        left = width - 22 * MM if front else 13 * MM
        return self.within((left, height - 17 * MM, left + 9 * MM, height))

    def seen(self, area: Box) -> Image.Image:
        """A place on the side in shades of grey, so many pixels a point as in every picture here."""
        width, height = self.size
        crop = (area[0], area[1], width - area[2], height - area[3])
        picture: Image.Image = self.page.render(scale=_SCALE, crop=crop).to_pil().convert("L")
        return picture


def sides_read(path: Path) -> Iterator[SideRead]:
    """Every side of the file, to be used before the next is asked for."""
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            yield SideRead(page, page.get_size(), _characters(page))
            page.close()
    finally:
        document.close()


def _characters(page: pypdfium2.PdfPage) -> Characters:
    text = page.get_textpage()
    try:
        every = [(text.get_text_range(place, 1), text.get_charbox(place)) for place in range(text.count_chars())]
    finally:
        text.close()
    kept = [(ch, box) for ch, box in every if ch.strip()]
    return Characters("".join(ch for ch, _ in kept), tuple(box for _, box in kept))


def alone(sides: Iterable[tuple[tuple[float, float], Sequence[Mark]]], folder: Path) -> Path:
    """A file with pages of these sizes on which nothing stands but these marks."""
    out = io.BytesIO()
    pages = [Page(*size, [draw_artifact(marks)]) for size, marks in sides]
    write_pages(pages, out, title="页号", author="", subject="页号", day="2015-01-01")
    path = folder / "alone.pdf"
    path.write_bytes(out.getvalue())
    return path


def around(box: Box, points: float = 1.0) -> Box:
    return box[0] - points, box[1] - points, box[2] + points, box[3] + points


def is_dark_on_white(picture: Image.Image) -> bool:
    """Whether dark strokes stand on a white ground that goes all around them."""
    inner = picture.copy()
    inner.paste(255, (1, 1, picture.width - 1, picture.height - 1))
    return inner.getextrema()[0] > 245 and picture.getextrema()[0] < 80  # type: ignore[operator]


def differ(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures of one size (of 255)."""
    assert one.size == other.size
    histogram = ImageChops.difference(one, other).histogram()
    return sum(value * count for value, count in enumerate(histogram)) / sum(histogram)


def placed(shape: Shape, page: int) -> tuple[tuple[float, float], Box]:
    """The sheet on which a scanned page should lie, and where: in the middle, as large as it is if it fits."""
    width, height = shape.sizes[page]
    sheet = A4 if height >= width else (A4[1], A4[0])
    scale = min(sheet[0] / width, sheet[1] / height)
    scale = scale if shape.is_picture else min(scale, 1.0)
    left, low = (sheet[0] - width * scale) / 2, (sheet[1] - height * scale) / 2
    return sheet, (left, low, left + width * scale, low + height * scale)


def shows(side: SideRead, shape: Shape, page: int, serial: int) -> bool:
    """Whether the side shows that page of the scan upright: a black square upper left, its serial number beside it."""
    if shape.name == "文字页":
        return f"会议通知第{serial}号" in side.characters.text and _is_black(side, shape, page, 15, 15)
    if not _is_black(side, shape, page, 15, 15):
        return False
    dot = 72 / DPI
    across = shape.sizes[page][0] * (dot if shape.is_picture else 1)
    for bit in range(_BITS):
        x, y = SQUARE + (25 + 14 * bit) * dot, 17 * dot
        if x + 6 * dot < across and _is_black(side, shape, page, x, y) != bool(serial >> bit & 1):
            return False
    return True


def _is_black(side: SideRead, shape: Shape, page: int, x: float, y: float) -> bool:
    """Whether a place is dark, given in points of the scan from its upper left corner."""
    _, (left, _, right, high) = placed(shape, page)
    across = shape.sizes[page][0] * (72 / DPI if shape.is_picture else 1)
    scale = (right - left) / across
    x, y = left + x * scale, high - y * scale
    histogram = side.seen((x - 1, y - 1, x + 1, y + 1)).histogram()
    return sum(histogram[:128]) > sum(histogram) / 2
