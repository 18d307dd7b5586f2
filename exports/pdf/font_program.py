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
from typing import Any, NamedTuple

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
        self._known_glyphs: dict[int, _Glyph] = {}
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
        return sum(self._glyph(self._glyphs.get(self._known(ord(ch)), 0)).width for ch in text) / 1000

    def subset(self, text: Iterable[str]) -> Subset:
        """The face with the characters of `text` alone."""
        points = sorted({self._known(ord(ch)) for ch in text})
        drawn = {self.code(point): self._glyphs.get(point, 0) for point in points}
        glyphs = {code: self._glyph(number) for code, number in {0: 0, **drawn, **self._parts(drawn)}.items()}
        present = bytearray(max(glyphs) // 8 + 1)
        for code in glyphs:
            present[code >> 3] |= 0x80 >> (code & 7)
        tag = hashlib.sha256(",".join(map(str, points)).encode()).digest()
        letters = "".join(chr(65 + byte % 26) for byte in tag[:6])
        program, length = self._program(glyphs)
        font = self._font
        return Subset(
            name=f"{letters}+{font.name.decode('ascii', 'replace')}",
            program=program,
            length=length,
            widths=tuple((code, glyphs[code].width) for code in sorted(drawn) if glyphs[code].width != 1000),
            to_unicode=zlib.compress(_to_unicode((self.code(point), point) for point in points), 1),
            present=zlib.compress(bytes(present), 1),
            box=tuple(round(value) for value in font.bbox),
            ascent=round(font.ascent),
            descent=round(font.descent),
            cap_height=round(font.capHeight),
            italic_angle=font.italicAngle,
            stem=round(font.stemV),
        )

    def _glyph(self, number: int) -> _Glyph:
        glyph = self._known_glyphs.get(number)
        if glyph is None:
            begin, end = self._font.glyphPos[number : number + 2]
            outline = bytes(self._font.get_chunk(self._start + begin, end - begin)) if end > begin else b""
            outline += bytes(-len(outline) % 4)
            advance, bearing = self._advance(number)
            width = round(advance * 1000 / self._font.unitsPerEm)
            parts = tuple(_components(outline))
            glyph = _Glyph(outline, _checksum(outline), _packed(outline, 9), advance, bearing, width, parts)
            self._known_glyphs[number] = glyph
        return glyph

    def _advance(self, glyph: int) -> tuple[int, int]:
        """Advance and left bearing in the face's own units; the last full entry's advance holds for all behind it."""
        if glyph < self._broad:
            return _METRIC.unpack_from(self._metrics, 4 * glyph)
        (advance,) = struct.unpack_from(">H", self._metrics, 4 * (self._broad - 1))
        (bearing,) = struct.unpack_from(">h", self._metrics, 4 * self._broad + 2 * (glyph - self._broad))
        return advance, bearing

    def _parts(self, drawn: dict[int, int]) -> dict[int, int]:
        """The glyphs that composed glyphs are made of, under their own numbers."""
        found: dict[int, int] = {}
        waiting = [part for number in drawn.values() for part in self._glyph(number).parts]
        while waiting:
            part = waiting.pop()
            if part not in found:
                found[part] = part
                waiting += self._glyph(part).parts
        return found

    def _program(self, glyphs: dict[int, _Glyph]) -> tuple[bytes, int]:
        """A TrueType file, compressed, with each glyph at its code and nothing between; and its length before.

        The sums of the long tables are made of those of their parts, and outlines are compressed once and for all:
        that takes most of the time of a paper.
        """
        count = max(glyphs) + 1
        offsets: list[bytes] = []
        outlines: list[bytes] = []
        packed: list[bytes] = []
        metrics = bytearray(4 * count)
        offset = before = metrics_sum = offsets_sum = outlines_sum = 0
        for code in sorted(glyphs):
            outline, words, small, advance, bearing, _, _ = glyphs[code]
            offsets.append(offset.to_bytes(4, "big") * (code + 1 - before))
            offsets_sum += offset * (code + 1 - before)
            outlines.append(outline)
            packed.append(small)
            outlines_sum += words
            offset, before = offset + len(outline), code + 1
            metrics_sum += advance << 16 | bearing & 0xFFFF
            _METRIC.pack_into(metrics, 4 * code, advance, bearing)
        offsets.append(offset.to_bytes(4, "big"))
        summed = {tag: (table, _checksum(table)) for tag, table in self._short_tables(count).items()}
        summed["glyf"] = b"".join(outlines), outlines_sum
        summed["hmtx"] = bytes(metrics), metrics_sum
        summed["loca"] = b"".join(offsets), offsets_sum + offset
        file, begin = _assembled(summed)
        end = begin + offset
        chunks = (_packed(file[:begin], 1), *packed, _packed(file[end:], 1), _DEFLATE_END)
        return b"".join((_ZLIB_HEAD, *chunks, zlib.adler32(file).to_bytes(4, "big"))), len(file)

    def _short_tables(self, count: int) -> dict[str, bytes]:
        """The tables that say little more than how many glyphs there are."""
        head, hhea, maxp = (bytearray(self._font.get_table(tag)) for tag in ("head", "hhea", "maxp"))
        head[8:12] = bytes(4)
        struct.pack_into(">h", head, 50, 1)  # indexToLocFormat: offsets of four bytes
        struct.pack_into(">H", hhea, 34, count)
        struct.pack_into(">H", maxp, 4, count)
        tables = {tag: self._font.get_table(tag) for tag in _COPIED if tag in self._font.table}
        return tables | {"head": bytes(head), "hhea": bytes(hhea), "maxp": bytes(maxp)}


class _Glyph(NamedTuple):
    """An outline filled up to whole words, the sum of these, the outline compressed, metrics, and glyphs it refers to.

    `width` is in thousandths of an em, `advance` and `bearing` in the face's own units.
    """

    outline: bytes
    words: int
    packed: bytes
    advance: int
    bearing: int
    width: int
    parts: tuple[int, ...]


_METRIC = struct.Struct(">Hh")
_ZLIB_HEAD, _DEFLATE_END = b"\x78\x01", b"\x03\x00"
"""What stands before and behind chunks that are joined to one stream (RFC 1950 and 1951)."""


def _packed(data: bytes, level: int) -> bytes:
    """A chunk of a deflate stream that refers to nothing before it and ends with a whole byte."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH) if data else b""


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


def _assembled(tables: dict[str, tuple[bytes, int]]) -> tuple[bytes, int]:
    """A TrueType file of these tables, given with the sums of their words, and the place of the outlines in it."""
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    places, offset, total = {}, 12 + 16 * count, 0
    for tag, (table, words) in sorted(tables.items()):
        places[tag] = offset
        head += struct.pack(">4sIII", tag.encode(), words & 0xFFFFFFFF, offset, len(table))
        total += words
        offset += len(table) + -len(table) % 4
    file = bytearray(head)
    for _, (table, _) in sorted(tables.items()):
        file += table + bytes(-len(table) % 4)
    struct.pack_into(">I", file, places["head"] + 8, (_CHECKSUM - total - _checksum(head)) & 0xFFFFFFFF)
    return bytes(file), places["glyf"]


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
