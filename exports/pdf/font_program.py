"""A TrueType face as PDF files embed it: the codes its characters are written by, and subsets that keep those codes.

Codes do not depend on the paper, so the operators of a page mean the same in every file that it is bound into, and
many pages share one subset. (reportlab numbers characters anew in each file, 256 to a font.)
"""

from __future__ import annotations

import array
import functools
import hashlib
import struct
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_COMPOSITE_WORDS, _COMPOSITE_MORE = 0x0001, 0x0020
_SCALE, _XY_SCALE, _TWO_BY_TWO = 0x0008, 0x0040, 0x0080
_COPIED = ("cvt ", "fpgm", "prep")
"""Tables of instructions, which belong to the outlines."""
_CHECKSUM = 0xB1B0AFBA
_NO_BREAK_SPACE = 0xA0


class Codes(dict[int, str]):
    """The four hexadecimal digits that write a character, by its code point: a table for `str.translate`."""

    def __init__(self, program: FontProgram) -> None:
        super().__init__()
        self._program = program

    def __missing__(self, point: int) -> str:
        self[point] = written = f"{self._program.code(point):04x}"
        return written


@dataclass(frozen=True)
class Subset:
    """What a PDF says of an embedded face with some of its characters; streams are compressed (Flate).

    `widths` are those that differ from an em, by code, in thousandths of an em. `length` is that of the font file
    before compression. `present` is the CIDSet, one bit for each code (ISO 19005-1, 6.3.5).
    """

    name: str
    program: bytes
    length: int
    widths: tuple[tuple[int, int], ...]
    to_unicode: bytes
    present: bytes
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    italic_angle: float
    stem: int


class FontProgram:
    """One face; `face` is a reportlab TTFontFile, which has read its tables, and `name` what pages call it.

    The code of a character is the number of its glyph. Of characters that share a glyph only the first has that code;
    the others have codes behind the last glyph, so that each can be told from the others when text is copied.
    """

    def __init__(self, font: str, face: Any) -> None:
        self.name = font.replace("-", "")
        self.face: Any = face
        self._font: Any = face
        self._glyphs: dict[int, int] = face.charToGlyph
        self.codes = Codes(self)
        self._start = face.get_table_pos("glyf")[0]
        self._outlines: dict[int, tuple[bytes, int]] = {}
        self._metrics = face.get_table("hmtx")
        self._broad = struct.unpack(">H", face.get_table("hhea")[34:36])[0]

    @functools.cached_property
    def _owners(self) -> dict[int, int]:
        """The first character of every glyph."""
        return {glyph: point for point, glyph in sorted(self._glyphs.items(), reverse=True)}

    @functools.cached_property
    def _others(self) -> dict[int, int]:
        """The codes of the characters whose glyph belongs to an earlier one."""
        owners = self._owners
        shared = (point for point, glyph in sorted(self._glyphs.items()) if owners[glyph] != point)
        return {point: code for code, point in enumerate(shared, self._font.numGlyphs)}

    def code(self, point: int) -> int:
        """The code that a character is written by; 0 (.notdef) when the face lacks it."""
        known = self._known(point)
        return self._others.get(known, 0) or self._glyphs.get(known, 0)

    def _known(self, point: int) -> int:
        """The character that is drawn for one: a space for the no-break space that some faces lack."""
        return 0x20 if point == _NO_BREAK_SPACE and point not in self._glyphs else point

    def width(self, text: str) -> float:
        """The natural width of a text in ems."""
        return sum(self._width(self._glyphs.get(self._known(ord(ch)), 0)) for ch in text) / 1000

    def subset(self, text: Iterable[str], level: int) -> Subset:
        """The face with the characters of `text` alone, compressed at `level` (1 fast to 9 small)."""
        points = sorted({self._known(ord(ch)) for ch in text})
        glyphs = {self.code(point): self._glyphs.get(point, 0) for point in points}
        whole = {0: 0, **glyphs, **self._parts(glyphs.values())}
        program = self._program(whole)
        font, codes = self._font, sorted(glyphs)
        present = bytearray(max(whole) // 8 + 1)
        for code in whole:
            present[code >> 3] |= 0x80 >> (code & 7)
        tag = hashlib.sha256(",".join(map(str, points)).encode()).digest()
        letters = "".join(chr(65 + byte % 26) for byte in tag[:6])
        return Subset(
            name=f"{letters}+{font.name.decode('ascii', 'replace')}",
            program=zlib.compress(program, level),
            length=len(program),
            widths=tuple((code, width) for code in codes if (width := self._width(glyphs[code])) != 1000),
            to_unicode=zlib.compress(_to_unicode((self.code(point), point) for point in points), level),
            present=zlib.compress(bytes(present), level),
            box=tuple(round(value) for value in font.bbox),
            ascent=round(font.ascent),
            descent=round(font.descent),
            cap_height=round(font.capHeight),
            italic_angle=font.italicAngle,
            stem=round(font.stemV),
        )

    def _width(self, glyph: int) -> int:
        units: int = self._font.unitsPerEm
        return round(self._advance(glyph)[0] * 1000 / units)

    def _advance(self, glyph: int) -> tuple[int, int]:
        """Advance and left bearing in the face's own units; the last full entry's advance holds for all behind it."""
        if glyph < self._broad:
            return _METRIC.unpack_from(self._metrics, 4 * glyph)
        (advance,) = struct.unpack_from(">H", self._metrics, 4 * (self._broad - 1))
        (bearing,) = struct.unpack_from(">h", self._metrics, 4 * self._broad + 2 * (glyph - self._broad))
        return advance, bearing

    def _outline(self, glyph: int) -> tuple[bytes, int]:
        """The outline of a glyph, filled up to whole words, and the sum of these words."""
        known = self._outlines.get(glyph)
        if known is None:
            begin, end = self._font.glyphPos[glyph : glyph + 2]
            outline = bytes(self._font.get_chunk(self._start + begin, end - begin)) if end > begin else b""
            outline += bytes(-len(outline) % 4)
            known = self._outlines[glyph] = outline, _checksum(outline)
        return known

    def _parts(self, glyphs: Iterable[int]) -> dict[int, int]:
        """The glyphs that composed glyphs are made of, under their own numbers."""
        found: dict[int, int] = {}
        waiting = list(glyphs)
        while waiting:
            for part in _components(self._outline(waiting.pop())[0]):
                if part not in found:
                    found[part] = part
                    waiting.append(part)
        return found

    def _program(self, glyphs: dict[int, int]) -> bytes:
        """A TrueType file whose glyph at each code is the face's glyph given for it, and which is empty between.

        The sums of the long tables are made of those of their parts.
        """
        count = max(glyphs) + 1
        offsets: list[bytes] = []
        outlines: list[bytes] = []
        metrics = bytearray(4 * count)
        offset = before = metrics_sum = offsets_sum = outlines_sum = 0
        for code in sorted(glyphs):
            glyph = glyphs[code]
            offsets.append(offset.to_bytes(4, "big") * (code + 1 - before))
            offsets_sum += offset * (code + 1 - before)
            outline, words = self._outline(glyph)
            outlines.append(outline)
            outlines_sum += words
            offset, before = offset + len(outline), code + 1
            advance, bearing = self._advance(glyph)
            metrics_sum += advance << 16 | bearing & 0xFFFF
            _METRIC.pack_into(metrics, 4 * code, advance, bearing)
        offsets.append(offset.to_bytes(4, "big"))
        head, hhea, maxp = (bytearray(self._font.get_table(tag)) for tag in ("head", "hhea", "maxp"))
        head[8:12] = bytes(4)
        struct.pack_into(">h", head, 50, 1)  # indexToLocFormat: offsets of four bytes
        struct.pack_into(">H", hhea, 34, count)
        struct.pack_into(">H", maxp, 4, count)
        tables = {tag: self._font.get_table(tag) for tag in _COPIED if tag in self._font.table}
        tables |= {"head": bytes(head), "hhea": bytes(hhea), "maxp": bytes(maxp)}
        summed = {tag: (table, _checksum(table)) for tag, table in tables.items()}
        summed["glyf"] = b"".join(outlines), outlines_sum
        summed["hmtx"] = bytes(metrics), metrics_sum
        summed["loca"] = b"".join(offsets), offsets_sum + offset
        return _assembled(summed)


_METRIC = struct.Struct(">Hh")


def _components(outline: bytes) -> Iterable[int]:
    """The glyphs that a composed glyph refers to (OpenType, glyf table)."""
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
        return
    place, flags = 10, _COMPOSITE_MORE
    while flags & _COMPOSITE_MORE:
        flags, glyph = struct.unpack_from(">HH", outline, place)
        yield glyph
        place += 8 if flags & _COMPOSITE_WORDS else 6
        place += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0


def _assembled(tables: dict[str, tuple[bytes, int]]) -> bytes:
    """A TrueType file of these tables, given with the sums of their words (OpenType, font file)."""
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    offset = 12 + 16 * count
    data, total, head_at = [], 0, 0
    for tag, (table, words) in sorted(tables.items()):
        if tag == "head":
            head_at = offset
        head += struct.pack(">4sIII", tag.encode(), words & 0xFFFFFFFF, offset, len(table))
        padded = table + bytes(-len(table) % 4)
        data.append(padded)
        total += words
        offset += len(padded)
    file = bytearray(head + b"".join(data))
    struct.pack_into(">I", file, head_at + 8, (_CHECKSUM - total - _checksum(head)) & 0xFFFFFFFF)
    return bytes(file)


def _checksum(table: bytes) -> int:
    words = array.array("I", table + bytes(-len(table) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF


_BLOCK = 100
"""The most entries one bfchar block may hold (Adobe Technical Note 5411)."""

_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


def _to_unicode(pairs: Iterable[tuple[int, int]]) -> bytes:
    """The map from codes to characters, those above U+FFFF as UTF-16 surrogates (ISO 32000-1, 9.10.3)."""
    entries = [f"<{code:04x}> <{chr(point).encode('utf-16-be').hex()}>\n" for code, point in sorted(pairs) if code]
    lines = [_CMAP_HEAD]
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar\n", *block, "endbfchar\n"]
    return "".join([*lines, _CMAP_TAIL]).encode("ascii")
