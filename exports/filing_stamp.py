"""归档章: the filing stamp of an item, its marks, and where on a first page it covers nothing (DA/T 22-2015)."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PIL import Image

from exports.breadth import characters
from exports.page import Align
from exports.papers.archive.frame import fonds_no
from exports.typeset.faces import Faces, Role
from exports.typeset.layout.composing import ASCENT, Composer, Style, words
from exports.typeset.layout.strips import moved
from exports.typeset.sheets import MM, Area, Drawing, Ink, Mark, Rule, Shade, Sheet, Words
from ledger.filing import Item, Volume
from ledger.snapshot import Snapshot

WIDTH, HEIGHT = 45 * MM, 16 * MM
"""The outline of the stamp: six equal cells in two rows of three."""
CORNER = (20 * MM, 12 * MM)
"""What is left free for the page number in the upper outer corner; page 1 is a front side, so on the right."""

_LABEL, _VALUE, _LEAST = 5.5, 10.5, 5.0
"""Type sizes of a cell in points: its label, its value, and the smallest that a long value is set in."""
_PAD = 1.5
_NAME = 7
"""Characters of 机构(问题) that stand in a cell; a longer one is given by its code."""
_EDGE = 5
"""Millimetres that most printers leave white at the edge of the paper."""
_CLEAR = 0.75
"""Millimetres between the stamp and anything else."""
_DEEPEST = 1 / 3
"""The share of the page, from its upper edge, that counts as its upper part."""
_DARKER = 48
"""By how much a pixel of a scan is darker than its paper when something is written there (of 255)."""
_SPECKS = 0.01
"""The share of such pixels in a square millimetre that is still dust."""
_PAPER = 170
"""The brightness below which the whole page is a picture and has no blank paper."""

Free = Callable[[float, float], bool]
"""Whether nothing stands between a left and a right place, in points."""


@dataclass(frozen=True)
class StampValues:
    """What stands in the six cells, words as printed; a part that is not known is blank, to be written in."""

    fonds: str
    year: str
    item_no: str
    subject: str
    """机构(问题)."""
    term: str
    pages: str


def stamp_values(snapshot: Snapshot, volume: Volume, item: Item, pages: int) -> StampValues:
    """The values of an item that has that many sides with content."""
    long = characters(volume.name) > _NAME and volume.code
    return StampValues(
        fonds=fonds_no(snapshot),
        year=str(snapshot.campaign.year),
        item_no=f"{item.number:04d}",
        subject=volume.code if long else volume.name,
        term=volume.term,
        pages=str(pages),
    )


def stamp_marks(values: StampValues, corner: tuple[float, float], faces: Faces) -> tuple[Mark, ...]:
    """The stamp with its lower left corner at `corner`: frame and labels red, values black."""
    x, y = corner
    cells = (
        (("全宗号", values.fonds), ("年度", values.year), ("件号", values.item_no)),
        (("机构（问题）", values.subject), ("保管期限", values.term), ("页数", values.pages)),
    )
    marks: list[Mark] = list(_frame(x, y))
    for row, across in enumerate(cells):
        for column, (label, value) in enumerate(across):
            left, top = x + column * WIDTH / 3, y + HEIGHT - row * HEIGHT / 2
            marks += moved(_cell(label, value, faces), left, top)
    return tuple(marks)


@functools.lru_cache(maxsize=1024)
def _cell(label: str, value: str, faces: Faces) -> tuple[Mark, ...]:
    """A cell whose upper left corner is at (0, 0); most of them are the same in many stamps."""
    composer = Composer(faces)
    size = _size(value, composer)
    middle = -_PAD - _LABEL - (HEIGHT / 2 - _PAD - _LABEL - size) / 2
    return (
        *_centred(label, Role.HEI, _LABEL, 0, -_PAD, Ink.RED, composer),
        *_centred(value, Role.BODY, size, 0, middle, Ink.BLACK, composer),
    )


def _frame(x: float, y: float) -> Iterator[Rule]:
    for third in range(4):
        across = x + third * WIDTH / 3
        yield Rule(across, y, across, y + HEIGHT, 0.75, Ink.RED)
    for half in range(3):
        level = y + half * HEIGHT / 2
        yield Rule(x, level, x + WIDTH, level, 0.75, Ink.RED)


def _size(text: str, composer: Composer) -> float:
    """The size in which a value stands on one line of its cell."""
    width = composer.width(text, Style(Role.BODY, _VALUE)) if text else 0
    room = WIDTH / 3 - 2 * _PAD
    return _VALUE if width <= room else max(_VALUE * room / width // 0.25 * 0.25, _LEAST)


def _centred(
    text: str, role: Role, size: float, left: float, top: float, ink: Ink, composer: Composer
) -> Iterator[Words]:
    for runs in composer.lines(text, Style(role, size, Align.CENTER), WIDTH / 3 - 2 * _PAD)[:1]:
        for word in words(runs, size, left + _PAD, top):
            yield word._replace(ink=ink)


def place_on_sheet(sheet: Sheet) -> tuple[float, float] | None:
    """The lower left corner, in points, of the stamp on a laid-out first page; None where it would cover something."""
    boxes = [_box(mark) for mark in (*sheet.marks, *sheet.repeated) if not isinstance(mark, Area)]

    def band(low: float, high: float) -> Free:
        taken = [(x0, x1) for x0, y0, x1, y1 in boxes if low < y1 and y0 < high]
        return lambda left, right: not any(left < x1 and x0 < right for x0, x1 in taken)

    return _first_free(sheet.width, sheet.height, band)


def _box(mark: Words | Rule | Shade | Drawing) -> tuple[float, float, float, float]:
    """What a mark covers: left, low, right, high. No character is broader than its em."""
    match mark:
        case Words(x, y, _, size, text, spacing):
            return x, y - 0.2 * size, x + len(text) * (size + max(spacing, 0)), y + ASCENT * size
        case Rule(x0, y0, x1, y1):
            return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        case Shade(x, y, width, height) | Drawing(x, y, width, height):
            return x, y, x + width, y + height


def place_on_picture(pixels: Image.Image, page_size: tuple[float, float]) -> tuple[float, float] | None:
    """The same for a scanned page, upright as `pixels` shows it; `page_size` is its width and height in points.

    The paper may be grey or yellow: what counts as blank is measured against its own brightness.
    """
    width, height = page_size
    across, down = round(width / MM), round(height / MM)
    grey = pixels.convert("L")
    paper = _paper(grey)
    if paper < _PAPER or across < 1 or down < 1:
        return None
    written = grey.point([255 if value < paper - _DARKER else 0 for value in range(256)])
    sums = _sums(written.resize((across, down), Image.Resampling.BOX))

    def band(low: float, high: float) -> Free:
        above = sums[max(int((height - high) / MM), 0)]
        below = sums[min(int((height - low) / MM) + 1, down)]

        def is_free(left: float, right: float) -> bool:
            x0, x1 = max(int(left / MM), 0), min(int(right / MM) + 1, across)
            return below[x1] - above[x1] == below[x0] - above[x0]

        return is_free

    return _first_free(width, height, band)


def _paper(grey: Image.Image) -> int:
    """The brightness that three quarters of the pixels do not exceed: that of the paper on any written page."""
    histogram = grey.histogram()
    counted = itertools.accumulate(histogram)
    most = sum(histogram) * 0.75
    return next(value for value, count in enumerate(counted) if count >= most)


def _sums(small: Image.Image) -> list[list[int]]:
    """Written square millimetres above and to the left of each place, so that any rectangle is counted at once."""
    across, down = small.size
    bright = small.tobytes()
    sums = [[0] * (across + 1)]
    for row in range(down):
        is_written = (value > 255 * _SPECKS for value in bright[row * across : (row + 1) * across])
        line = itertools.accumulate(is_written, initial=0)
        sums.append([above + here for above, here in zip(sums[-1], line, strict=True)])
    return sums


def _first_free(width: float, height: float, band: Callable[[float, float], Free]) -> tuple[float, float] | None:
    """The highest free place for the stamp in the upper part of a page, and of those the one furthest right.

    `band` takes two heights and gives what says whether the page is free between them from a left to a right place.
    """
    clear, wide = _CLEAR * MM, int((width - WIDTH) / MM) - _EDGE
    for above in range(_EDGE, int(height * _DEEPEST / MM - HEIGHT / MM) + 1):
        y = height - above * MM - HEIGHT
        is_free = band(y - clear, y + HEIGHT + clear)
        in_corner = above * MM < CORNER[1]
        most = min(wide, int((width - CORNER[0] - WIDTH) / MM)) if in_corner else wide
        for aside in range(most, _EDGE - 1, -1):
            x = aside * MM
            if is_free(x - clear, x + WIDTH + clear):
                return x, y
    return None
