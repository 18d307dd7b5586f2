"""One face: its file, what it covers, how wide it draws, and its program by name."""

from __future__ import annotations

import enum
import functools
import hashlib
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontFile

from exports.pdf.font_program import FontProgram


class Role(enum.Enum):
    """What a face is used for (GB/T 9704-2012, 5.2.2 and 7); the value is the role's Chinese name."""

    BODY = "仿宋"
    TITLE = "小标宋"
    HEI = "黑体"
    KAI = "楷体"
    SONG = "宋体"
    """Page numbers, the digits of tables, and first fallback of the other roles."""

    # Roles are looked up a hundred times a line; that of Enum hashes the name anew each time.
    __hash__ = object.__hash__


@dataclass(frozen=True)
class Face:
    """One face in one file; `font` is its name among the programs read and `family` the family it calls itself.

    The file is read when a character is first asked for.
    """

    font: str
    family: str
    path: Path
    index: int

    @classmethod
    def of(cls, path: Path, index: int, family: str, font: str = "") -> Face:
        """The face of a file that is known to exist; a bundled one has the same `font` on every computer."""
        return cls(font or f"face-{zlib.crc32(str(path).encode()):08x}-{index}", family, path, index)

    @functools.cached_property
    def sha256(self) -> str:
        """The checksum of the file, in hexadecimal."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    def covers(self, ch: str) -> bool:
        """Whether the face has a glyph of its own for the character."""
        return bool(self._outlines().charToGlyph.get(ord(ch)))

    def width(self, ch: str) -> float:
        """The advance of the character in thousandths of an em."""
        face = self._outlines()
        return float(face.charWidths.get(ord(ch), face.defaultWidth))

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
        """Read the face, if it is not yet, so that `program_of` knows it; returns its name."""
        program_of(self.font, self)
        return self.font

    def _outlines(self) -> Any:
        return program_of(self.font, self).face


_PROGRAMS: dict[str, FontProgram] = {}


def program_of(font: str, face: Face | None = None) -> FontProgram:
    """The program of a face by its name; the first time, read from the file of `face`."""
    program = _PROGRAMS.get(font)
    if program is None:
        if face is None:
            raise KeyError(font)
        program = FontProgram(font, TTFontFile(str(face.path), subfontIndex=face.index))
        _PROGRAMS[font] = program
    return program
