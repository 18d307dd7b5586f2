"""Fonts as PDF/A-1 wants them: the whole program inside, its widths the same as those the PDF gives (6.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from exports.pdfa.sfnt import NotTrueType, advances, character_maps
from exports.pdfa.streams import stream_problems

_SUBSET = re.compile(r"/[A-Z]{6}\+")
_SYMBOLIC = 4
"""The flag of a font whose codes are its own (PDF 1.4, table 5.20)."""
_LATIN = (Name.WinAnsiEncoding, Name.MacRomanEncoding)
_TOLERANCE = 1.0
"""Thousandths of the em by which a stated width may differ from the program's."""


def font_problems(font: pikepdf.Object) -> Iterator[str]:
    """What is wrong with a font of a page's resources, as Chinese clauses that name it; nothing for one of Type 3."""
    kind, name = font.get("/Subtype"), str(font.get("/BaseFont", ""))[1:]
    if kind == Name.Type0:
        yield from _composite(font, name)
    elif kind != Name.Type3:
        yield from _simple(font, name)


def is_wide(font: pikepdf.Object) -> bool:
    """Whether the codes of the font are two bytes that are the glyph numbers themselves."""
    if font.get("/Subtype") != Name.Type0 or font.get("/Encoding") not in (Name("/Identity-H"), Name("/Identity-V")):
        return False
    (descendant,) = font.DescendantFonts
    return descendant.get("/CIDToGIDMap", Name.Identity) == Name.Identity


def _composite(font: pikepdf.Object, name: str) -> Iterator[str]:
    """ISO 19005-1, 6.3.3: the map of codes is Identity or inside; a subset says which glyphs it has (6.3.5)."""
    encoding = font.get("/Encoding")
    if not isinstance(encoding, Stream) and encoding not in (Name("/Identity-H"), Name("/Identity-V")):
        yield f"字体{name}的编码表没有嵌入"
    descendants = font.get("/DescendantFonts")
    if not isinstance(descendants, Array) or len(descendants) != 1:
        yield f"字体{name}不完整"
        return
    inner = descendants[0]
    descriptor = inner.get("/FontDescriptor", Dictionary())
    program = _program(descriptor)
    if program is None:
        yield f"字体{name}没有嵌入"
        return
    yield from stream_problems(program)
    if _SUBSET.match(str(descriptor.get("/FontName", ""))) and "/CIDSet" not in descriptor:
        yield f"字体{name}没有注明所含的字"
    if inner.get("/Subtype") == Name.CIDFontType2:
        if "/CIDToGIDMap" not in inner:
            yield f"字体{name}没有注明字形的对应"
        elif inner.CIDToGIDMap == Name.Identity and _widths_differ(inner, program):
            yield f"字体{name}的字宽与字库不一致"


def _simple(font: pikepdf.Object, name: str) -> Iterator[str]:
    descriptor = font.get("/FontDescriptor", Dictionary())
    program = _program(descriptor)
    if program is None:
        yield f"字体{name}没有嵌入"
        return
    yield from stream_problems(program)
    if not {"/FirstChar", "/LastChar", "/Widths"} <= set(font.keys()):
        yield f"字体{name}没有注明字宽"
    if font.Subtype == Name.TrueType:
        if not _encoding_agrees(font, int(descriptor.get("/Flags", 0)), program):
            yield f"字体{name}的编码不合规定"
    elif _SUBSET.match(str(descriptor.get("/FontName", ""))) and "/CharSet" not in descriptor:
        yield f"字体{name}没有注明所含的字"


def _program(descriptor: pikepdf.Object) -> Stream | None:
    for key in ("/FontFile2", "/FontFile3", "/FontFile"):
        program = descriptor.get(key)
        if isinstance(program, Stream):
            return program
    return None


def _encoding_agrees(font: pikepdf.Object, flags: int, program: Stream) -> bool:
    """ISO 19005-1, 6.3.7: a symbolic font has one character map and no encoding, any other a Latin encoding."""
    encoding = font.get("/Encoding")
    if flags & _SYMBOLIC:
        try:
            return encoding is None and character_maps(program.read_bytes()) == 1
        except (NotTrueType, pikepdf.PdfError):
            return False
    if isinstance(encoding, Dictionary):
        return "/Differences" not in encoding and encoding.get("/BaseEncoding") in _LATIN
    return encoding in _LATIN


def _widths_differ(font: pikepdf.Object, program: Stream) -> bool:
    """ISO 19005-1, 6.3.6: what the PDF says about widths is what the program says."""
    try:
        true = advances(program.read_bytes())
    except (NotTrueType, pikepdf.PdfError):
        return True
    stated = _stated(font.get("/W", Array()))
    return any(abs(true[glyph] - width) > _TOLERANCE for glyph, width in stated if glyph < len(true))


def _stated(widths: pikepdf.Object) -> Iterator[tuple[int, float]]:
    """The pairs of glyph and width in a W array: “first [widths …]” or “first last width” (PDF 1.4, 5.6.3)."""
    entries = iter(widths.as_list())
    for first in entries:
        second = next(entries, None)
        if isinstance(second, Array):
            yield from ((int(first) + step, float(width)) for step, width in enumerate(second.as_list()))
        elif second is not None:
            width = float(next(entries, 0))
            yield from ((glyph, width) for glyph in range(int(first), int(second) + 1))
