"""Photo sheets as strips: framed pictures two abreast, in their own proportions, with their captions below."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image

from exports.page import Photos, Picture
from exports.typeset.faces import Role
from exports.typeset.layout.composing import Composed, Composer, Style, words
from exports.typeset.layout.figures import UnreadablePicture
from exports.typeset.layout.geometry import Page
from exports.typeset.layout.ruled import ABOVE, SIDE
from exports.typeset.layout.strips import Strip, white
from exports.typeset.sheets import MM, Drawing, Mark, Rule

ABREAST = 2
HEAD_MM = 24
"""What a sheet keeps for its title above the pictures."""
_PADDING = 2 * MM


def photo_size(picture: Picture) -> tuple[int, int]:
    """Pixels across and down. Raises UnreadablePicture when the bytes are no picture."""
    try:
        with Image.open(io.BytesIO(picture.data)) as image:
            return image.size
    except OSError as error:
        raise UnreadablePicture(picture.caption) from error


def row_height(photos: Photos, depth: float) -> float:
    """The most that a row of pictures with their captions may take of a page `depth` points deep."""
    return (depth - HEAD_MM * MM) / max(photos.per // ABREAST, 1)


def photos_strips(photos: Photos, page: Page, composer: Composer) -> Iterator[Strip]:
    """A strip for each row, as high as its tallest picture needs; a row is never cut, a lone picture centred.

    Raises UnreadablePicture when the bytes are no picture.
    """
    most = row_height(photos, page.depth)
    yield white(ABOVE)
    for first in range(0, len(photos.pictures), ABREAST):
        yield _row(photos.pictures[first : first + ABREAST], most, page, composer)
    yield white(ABOVE)


def _row(pictures: tuple[Picture, ...], most: float, page: Page, composer: Composer) -> Strip:
    across = page.measure / ABREAST
    style = Style(Role.BODY, page.cell_size)
    captions = [composer.lines(each.caption, style, across - 2 * SIDE) for each in pictures]
    told = max(len(lines) for lines in captions) * page.cell_line
    room = most - told - 2 * _PADDING - ABOVE
    sizes = [fitted(each, across - 2 * _PADDING, room) for each in pictures]
    tall = max(height for _, height in sizes)
    depth = tall + 2 * _PADDING + told + ABOVE
    marks: list[Mark] = []
    left = (page.measure - across * len(pictures)) / 2
    for picture, size, caption in zip(pictures, sizes, captions, strict=True):
        marks += _cell(picture, size, caption, (left, across, tall, depth), page)
        left += across
    return Strip(depth, tuple(marks))


def _cell(
    picture: Picture, size: tuple[float, float], caption: Composed, box: tuple[float, float, float, float], page: Page
) -> Iterator[Mark]:
    """One framed picture; `box` is the cell's left edge and width, the room of the picture and the cell's depth."""
    left, across, tall, depth = box
    width, height = size
    top = -_PADDING - (tall - height) / 2
    yield Drawing(left + (across - width) / 2, top - height, width, height, picture.data)
    told = -2 * _PADDING - tall - (page.cell_line - page.cell_size) / 2
    for number, runs in enumerate(caption):
        yield from words(runs, page.cell_size, left + SIDE, told - number * page.cell_line)
    for y in (0.0, -depth):
        yield Rule(left, y, left + across, y)
    for x in (left, left + across):
        yield Rule(x, 0, x, -depth)


def fitted(picture: Picture, width: float, height: float) -> tuple[float, float]:
    """Width and height of a picture that fills a box without distortion. Raises UnreadablePicture."""
    across, down = photo_size(picture)
    scale = min(width / across, height / down)
    return across * scale, down * scale
