"""Repairs of faults in reportlab 5.1.0 that would spoil our PDFs, each in one function and with its own test."""

from __future__ import annotations

import functools
import struct
from collections.abc import Callable
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import ttfonts

_BLOCK = 100
"""The most entries one bfchar block may hold (Adobe Technical Note 5411)."""

_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange"""

_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@functools.cache
def install() -> None:
    """Put the repairs of modules in force; calling it again changes nothing."""
    ttfonts.makeToUnicodeCMap = to_unicode_cmap
    ttfonts.TTFontFile.extractInfo = _with_repaired_metrics(ttfonts.TTFontFile.extractInfo)


def start_pages_with(font: str) -> None:
    """Let every new canvas start with the registered, embedded `font`.

    Otherwise each page refers to Helvetica, which is not embedded, even when nothing is set in it.
    """
    rl_config.canvas_basefontname = font


def to_unicode_cmap(font_name: str, subset: list[int]) -> str:
    """The ToUnicode map of a subset (code points in the order of their codes).

    reportlab writes five hexadecimal digits above U+FFFF, so that rare characters of names vanish from search and
    copy, maps unused codes to U+0000, which PDF/A-2u forbids, and puts all 256 entries into one block.
    """
    entries = [f"<{code:02X}> <{_utf16(point)}>" for code, point in enumerate(subset) if point]
    blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
    lines = [_CMAP_HEAD.format(name=font_name)]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, _CMAP_TAIL])


def _utf16(point: int) -> str:
    return chr(point).encode("utf-16-be").hex().upper()


def _with_repaired_metrics(original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def extract_info(self: Any, charInfo: int = 1) -> None:
        original(self, charInfo)
        if charInfo:
            repair_horizontal_metrics(self)

    return extract_info


def repair_horizontal_metrics(face: Any) -> None:
    """Give the glyphs behind the last full entry of `hmtx` that entry's advance, in the font's own units.

    reportlab repeats it in thousandths of an em, so that with other units the embedded widths contradict /Widths.
    """
    table = face.get_table("hhea")
    count = struct.unpack(">H", table[34:36])[0]
    advance = face.hmetrics[count - 1][0]
    face.hmetrics[count:] = [(advance, bearing) for _, bearing in face.hmetrics[count:]]
