"""One face: its file, what it covers, how wide it draws, and its registration with reportlab."""

from __future__ import annotations

import enum
import functools
import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from exports.typeset import reportlab_repairs


class Role(enum.Enum):
    """What a face is used for (GB/T 9704-2012, 5.2.2 and 7); the value is the role's Chinese name."""

    BODY = "仿宋"
    TITLE = "小标宋"
    HEI = "黑体"
    KAI = "楷体"
    SONG = "宋体"
    """Page numbers, the digits of tables, and first fallback of the other roles."""


@dataclass(frozen=True)
class Face:
    """One face in one file; `font` is its registered name in reportlab and `family` the family it calls itself.

    The file is read, and the font registered, when a character is first asked for.
    """

    font: str
    family: str
    path: Path
    index: int
    sha256: str

    @classmethod
    def of(cls, path: Path, index: int, family: str) -> Face:
        """The face of a file that is known to exist."""
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return cls(f"face-{digest[:12]}-{index}", family, path, index, digest)

    def covers(self, ch: str) -> bool:
        """Whether the face has a glyph of its own for the character."""
        return bool(self._outlines().charToGlyph.get(ord(ch)))

    def width(self, ch: str) -> float:
        """The advance of the character in thousandths of an em."""
        return float(self._outlines().getCharWidth(ord(ch)))

    def ink(self, ch: str) -> tuple[float, float]:
        """The left and right edge of the glyph's outline in thousandths of an em; (0, 0) when it is empty."""
        face = self._outlines()
        glyph = face.charToGlyph.get(ord(ch), 0)
        start, end = face.glyphPos[glyph : glyph + 2]
        if start == end:
            return 0.0, 0.0
        offset = face.get_table_pos("glyf")[0] + start
        left, _, right = struct.unpack(">hhh", face.get_chunk(offset + 2, 6))
        return left * 1000 / face.unitsPerEm, right * 1000 / face.unitsPerEm

    def register(self) -> str:
        """Make the font known to reportlab, if it is not yet, and return its name."""
        self._outlines()
        return self.font

    def _outlines(self) -> Any:
        return _font(self.font, str(self.path), self.index).face


@functools.cache
def _font(name: str, path: str, index: int) -> Any:
    """The registered font.

    Shaping stays off so that the result does not depend on an optional library. The PostScript name gets part of
    our unique name, because reportlab silently takes a second font of the same PostScript name for the first.
    """
    reportlab_repairs.install()
    font = TTFont(name, path, subfontIndex=index, asciiReadable=False, shapable=False)
    font.face.name += name.removeprefix("face").encode("ascii")
    pdfmetrics.registerFont(font)
    return font
