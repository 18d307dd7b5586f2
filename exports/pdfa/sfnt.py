"""The few numbers of a TrueType font program that PDF/A-1 compares with what the PDF says about the font."""

from __future__ import annotations

import struct


class NotTrueType(ValueError):
    """The bytes are no TrueType font program, or are cut short."""


def tables(data: bytes) -> dict[bytes, bytes]:
    """The tables of a TrueType font program by their tags. Raises NotTrueType."""
    if data[:4] not in (b"\0\1\0\0", b"true"):
        raise NotTrueType("no TrueType program")
    found = {}
    try:
        (count,) = struct.unpack_from(">H", data, 4)
        for index in range(count):
            tag, offset, length = struct.unpack_from(">4s4xII", data, 12 + 16 * index)
            found[tag] = data[offset : offset + length]
    except struct.error as error:
        raise NotTrueType("cut short") from error
    return found


def advances(data: bytes) -> list[float]:
    """The advance width of every glyph in thousandths of the em. Raises NotTrueType."""
    held = tables(data)
    try:
        (em,) = struct.unpack_from(">H", held[b"head"], 18)
        (glyphs,) = struct.unpack_from(">H", held[b"maxp"], 4)
        (count,) = struct.unpack_from(">H", held[b"hhea"], 34)
        metrics = struct.iter_unpack(">Hh", held[b"hmtx"][: 4 * count])
        widths: list[float] = [width * 1000 / em for width, _ in metrics]
    except (struct.error, KeyError, ZeroDivisionError) as error:
        raise NotTrueType("tables are missing or cut short") from error
    return widths + widths[-1:] * (int(glyphs) - len(widths))


def character_maps(data: bytes) -> int:
    """How many character maps the program has. Raises NotTrueType."""
    table = tables(data).get(b"cmap", b"")
    return int.from_bytes(table[2:4], "big")
