"""Photographs of the sample library: meetings with people at a table, and what a phone took of walls and boards."""

from __future__ import annotations

import random
import zlib

from PIL import Image, ImageDraw

from forms.sample import ink
from forms.sample.entry import Scan

_SIZE = (1200, 800)
_WALL, _TABLE = (226, 220, 206), (126, 84, 52)
_CLOTHES = ((44, 62, 98), (58, 58, 64), (92, 104, 128), (72, 48, 44), (52, 84, 80))
_SKIN, _HAIR = (232, 196, 164), (34, 28, 26)


def meeting(name: str, banner: str) -> Scan:
    """A photograph of a meeting under a red banner; those seen from behind differ from picture to picture."""

    def draw() -> bytes:
        image = Image.new("RGB", _SIZE, _WALL)
        pen = ImageDraw.Draw(image)
        dice = random.Random(zlib.crc32(name.encode("utf-8")))
        pen.rectangle((0, 540, 1200, 800), fill=(168, 156, 138))
        for x in (60, 980):
            pen.rectangle((x, 190, x + 160, 420), fill=(198, 222, 240), outline=(150, 140, 120), width=8)
        pen.rectangle((130, 60, 1070, 150), fill=ink.RED)
        ink.centred(pen, 600, 80, banner, 46, ink.HEI, (255, 238, 170))
        for seat in range(5):
            _person(pen, 280 + seat * 160, 330, 44, _CLOTHES[dice.randrange(5)], face=True)
        pen.polygon(((190, 470), (1010, 470), (1060, 580), (140, 580)), fill=_TABLE)
        for seat in range(5):
            pen.rectangle((258 + seat * 160, 446, 302 + seat * 160, 476), fill=(250, 248, 240))
        for row, (y, size, count) in enumerate(((600, 50, 8), (700, 62, 7))):
            for seat in range(count):
                x = 80 + row * 60 + seat * (1100 // count) + dice.randint(-12, 12)
                _person(pen, x, y, size, _CLOTHES[dice.randrange(5)], face=False)
        return ink.jpeg(image)

    return Scan(name, draw, "photo")


def _person(pen: ImageDraw.ImageDraw, x: int, y: int, size: int, clothes: ink.Colour, *, face: bool) -> None:
    """Head and shoulders, from before or from behind; `size` is the width of the head."""
    pen.pieslice((x - size * 11 // 10, y + size * 7 // 10, x + size * 11 // 10, y + size * 3), 180, 360, fill=clothes)
    pen.ellipse((x - size // 2, y - size // 2, x + size // 2, y + size * 7 // 10), fill=_SKIN if face else _HAIR)
    if face:
        pen.pieslice((x - size // 2, y - size // 2, x + size // 2, y + size * 5 // 10), 180, 360, fill=_HAIR)


def turned_board(name: str, head: str, rows: tuple[str, ...]) -> Scan:
    """A notice board taken with a phone held upright: the pixels lie on their side, EXIF orientation 6 sets them up."""

    def draw() -> bytes:
        upright = Image.new("RGB", (900, 1200), (214, 206, 190))
        pen = ImageDraw.Draw(upright)
        pen.rectangle((0, 1040, 900, 1200), fill=(150, 132, 112))
        pen.rectangle((70, 90, 830, 960), fill=(24, 82, 140), outline=(190, 190, 194), width=16)
        ink.centred(pen, 450, 125, head, 52, ink.HEI, (255, 255, 255))
        for number, words in enumerate(rows):
            top = 220 + number * 112
            pen.rectangle((110, top, 790, top + 92), fill=(250, 250, 246))
            ink.write(pen, (134, top + 26), words, 32)
        # What the sensor stores: turned by a quarter to the right, it stands as the phone was held.
        return ink.jpeg(upright.transpose(Image.Transpose.ROTATE_90), turn=6)

    return Scan(name, draw)


def pennant(name: str, words: tuple[str, str], giver: str) -> Scan:
    """A silk banner of thanks on a wall."""

    def draw() -> bytes:
        image = Image.new("RGB", (800, 1100), _WALL)
        pen = ImageDraw.Draw(image)
        pen.rectangle((0, 980, 800, 1100), fill=(168, 156, 138))
        pen.polygon(((190, 120), (610, 120), (610, 860), (400, 940), (190, 860)), fill=(178, 24, 34))
        pen.rectangle((170, 104, 630, 128), fill=(196, 150, 60))
        for column, line in enumerate(words):
            for row, character in enumerate(line):
                ink.write(pen, (445 - column * 150, 210 + row * 120), character, 92, ink.KAI, (250, 214, 90))
        ink.centred(pen, 400, 780, giver, 28, ink.KAI, (250, 214, 90))
        return ink.jpeg(image)

    return Scan(name, draw)
