"""Pen and paper of the sample scans: bundled fonts, wrapped text, signatures, seals; the same bytes on every run."""

from __future__ import annotations

import functools
import io
import itertools
import math
import random
import zlib

from PIL import Image, ImageDraw, ImageFont

from ledger import assets

DPI = 120
A4 = (992, 1403)
"""Pixels of an upright A4 page at DPI."""

SONG, BOLD, KAI, HEI, RARE = (
    f"{name}.ttf" for name in ("GwSong-Regular", "GwSong-Bold", "GwKai-Regular", "GwHei-Medium", "GwRare-Regular")
)
PAPER, BLACK, BLUE, RED = (252, 251, 247), (38, 38, 42), (34, 46, 110), (196, 30, 36)
Colour = tuple[int, int, int]
Point = tuple[int, int]

_NEVER_FIRST = "，。、；：？！”）》〕"


@functools.cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A bundled face; laid out by Pillow itself, because not every machine has the other layout engine."""
    path = assets.folder() / "fonts" / name
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def lines_of(text: str, size: int, width: int) -> list[str]:
    """`text` in lines of at most `width` pixels, each paragraph indented by two characters."""
    room = width // size
    lines: list[str] = []
    for paragraph in text.split("\n"):
        rest = "　　" + paragraph
        while rest:
            cut = room
            while cut < len(rest) and rest[cut] in _NEVER_FIRST:
                cut -= 1
            lines.append(rest[:cut])
            rest = rest[cut:]
    return lines


def write(draw: ImageDraw.ImageDraw, at: Point, text: str, size: int, face: str = SONG, colour: Colour = BLACK) -> None:
    """`text` from its upper left corner; characters beyond U+FFFF in the face made for them."""
    x, y = at
    for character in text:
        chosen = font(RARE if ord(character) > 0xFFFF else face, size)
        draw.text((x, y), character, colour, chosen)
        x += int(chosen.getlength(character))


def centred(
    draw: ImageDraw.ImageDraw, middle: int, top: int, text: str, size: int, face: str = SONG, colour: Colour = BLACK
) -> None:
    """`text` centred on a vertical line."""
    write(draw, (middle - int(font(face, size).getlength(text)) // 2, top), text, size, face, colour)


def signature(draw: ImageDraw.ImageDraw, at: Point, name: str, size: int = 30) -> None:
    """A stroke that looks like the signature of `name`: always the same for the same name."""
    dice = random.Random(zlib.crc32(name.encode("utf-8")))
    x, y = at
    for _ in name[:3]:
        knots = [
            (x + dice.randint(0, size), y + dice.randint(0, size) - step * size // 12)
            for step in range(dice.randint(5, 7))
        ]
        draw.line(_smooth(knots), BLUE, 2, "curve")
        x += size * 9 // 10
    draw.line(_smooth([(x - size * 2, y + size), (x - size, y + size + 4), (x + size // 2, y + size - 8)]), BLUE, 2)


def _smooth(knots: list[Point]) -> list[Point]:
    """Points of a quadratic curve past the knots, in whole pixels."""
    middles = [((a[0] + b[0]) // 2, (a[1] + b[1]) // 2) for a, b in itertools.pairwise(knots)]
    points = [knots[0]]
    for start, knot, end in zip(middles, knots[1:], middles[1:], strict=False):
        for step in range(9):
            rest = 8 - step
            points.append(
                (
                    (rest * rest * start[0] + 2 * rest * step * knot[0] + step * step * end[0]) // 64,
                    (rest * rest * start[1] + 2 * rest * step * knot[1] + step * step * end[1]) // 64,
                )
            )
    return [*points, knots[-1]]


def seal(image: Image.Image, middle: Point, words: str, radius: int = 92) -> None:
    """A round red seal that says it is a sample."""
    side = radius * 2 + 8
    stamp = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(stamp)
    draw.ellipse((4, 4, side - 5, side - 5), outline=225, width=5)
    _star(draw, side // 2, radius // 3)
    step = 270 / max(len(words) - 1, 1)
    for number, character in enumerate(words):
        angle = -135 + number * step
        tile = Image.new("L", (26, 26), 0)
        ImageDraw.Draw(tile).text((1, -3), character, 225, font(SONG, 24))
        turned = tile.rotate(-angle, Image.Resampling.BICUBIC, expand=True)
        far = radius - 24
        x = side // 2 + round(math.sin(math.radians(angle)) * far) - turned.width // 2
        y = side // 2 - round(math.cos(math.radians(angle)) * far) - turned.height // 2
        stamp.paste(225, (x, y), turned)
    draw.text((side // 2 - 24, side - 58), "示例", 225, font(SONG, 24))
    image.paste(RED, (middle[0] - side // 2, middle[1] - side // 2), stamp)


def _star(draw: ImageDraw.ImageDraw, middle: int, radius: int) -> None:
    points = []
    for corner in range(10):
        far = radius if corner % 2 == 0 else radius * 38 // 100
        angle = math.radians(corner * 36)
        points.append((middle + round(math.sin(angle) * far), middle - round(math.cos(angle) * far)))
    draw.polygon(points, fill=225)


def pdf(*pages: Image.Image) -> bytes:
    """The pages as a scanner stores them: a PDF of pictures, without the time at which it was made."""
    stream = io.BytesIO()
    pages[0].save(
        stream,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=DPI,
        quality=72,
        creationDate=None,
        modDate=None,
    )
    return stream.getvalue()


def jpeg(image: Image.Image, turn: int = 1) -> bytes:
    """A photograph; `turn` is its EXIF orientation, as a phone writes it."""
    exif = Image.Exif()
    if turn != 1:
        exif[0x0112] = turn
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=82, exif=exif)
    return stream.getvalue()
