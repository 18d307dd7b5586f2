"""Objects of a PDF as plain values, so that reportlab and pikepdf, which both write files here, write the same."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from reportlab.pdfbase import pdfdoc

from exports.pdf.font_program import Subset

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | bytes | int | float | Stream | Raw | Apart | Written"
"""A dictionary with keys such as “/Type”, an array, a name (str with its slash), a string (bytes), a number …"""


class Stream(NamedTuple):
    """A stream whose data is already encoded by `filter` (“” for plain), with what else its dictionary says."""

    data: bytes
    entries: dict[str, Tree]
    filter: str = "/FlateDecode"


class Raw(NamedTuple):
    """A value that is written already, in the syntax of PDF."""

    written: str


class Apart(NamedTuple):
    """A value that stands in the file as an object of its own and is referred to."""

    value: Tree


class Written(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no types
    """A value in a reportlab document, written by us: reportlab makes an object of each name and number.

    Streams in it, and values that stand apart, are objects of the document; the same one wherever it is used again.
    """

    __RefOnly__ = 1

    def __init__(self, value: Tree) -> None:
        self._value = value

    def format(self, document: Any) -> bytes:
        """The value in the syntax of PDF, with references to what stands apart."""
        if not isinstance(self._value, Stream):
            return _text(self._value, document).encode("latin-1")
        data, entries, coding = self._value
        length: dict[str, Tree] = {"/Length": len(data)}
        if coding:
            length["/Filter"] = coding
        head = _text({**entries, **length}, document).encode("latin-1")
        # The end stands apart by a line feed, which reportlab leaves out (ISO 19005-1, 6.1.7).
        return head + b"\nstream\n" + data + b"\nendstream\n"


_OPEN_TO_ALL = {40: "\\(", 41: "\\)", 92: "\\\\", 13: "\\r"}


def _text(value: Tree | Written, document: Any) -> str:
    match value:
        case str():
            return value
        case Written():
            return _reference(value, document)
        case Raw(written):
            return written
        case Stream():
            return _reference(Written(value), document)
        case Apart(inner):
            return _reference(Written(inner), document)
        case dict():
            return f"<<{' '.join(f'{key} {_text(each, document)}' for key, each in value.items())}>>"
        case list():
            return f"[{' '.join(_text(each, document) for each in value)}]"
        case bytes():
            return f"({value.decode('latin-1').translate(_OPEN_TO_ALL)})"
        case float():
            return f"{value:.2f}"
    return str(value)


def _reference(value: Written, document: Any) -> str:
    written: bytes = document.Reference(value).format(document)
    return written.decode("ascii")


def font(subset: Subset) -> Tree:
    """A face with its subset: codes of two bytes, a CIDSet, and a map back to characters (ISO 19005-1, 6.3)."""
    widths = "".join(f"{code}[{width}]" for code, width in subset.widths)
    base = f"/{subset.name}"
    descendant: Tree = {
        "/Type": "/Font",
        "/Subtype": "/CIDFontType2",
        "/BaseFont": base,
        "/CIDSystemInfo": {"/Registry": b"Adobe", "/Ordering": b"Identity", "/Supplement": 0},
        "/CIDToGIDMap": "/Identity",
        "/DW": 1000,
        "/W": Raw(f"[{widths}]"),
        "/FontDescriptor": Apart(_descriptor(subset)),
    }
    whole: Tree = {
        "/Type": "/Font",
        "/Subtype": "/Type0",
        "/BaseFont": base,
        "/Encoding": "/Identity-H",
        "/DescendantFonts": [Apart(descendant)],
        "/ToUnicode": Stream(subset.to_unicode, {}),
    }
    return whole


_SYMBOLIC = 4


def _descriptor(subset: Subset) -> Tree:
    return {
        "/Type": "/FontDescriptor",
        "/FontName": f"/{subset.name}",
        "/Flags": _SYMBOLIC,
        "/FontBBox": Raw(f"[{' '.join(map(str, subset.box))}]"),
        "/ItalicAngle": subset.italic_angle,
        "/Ascent": subset.ascent,
        "/Descent": subset.descent,
        "/CapHeight": subset.cap_height,
        "/StemV": subset.stem,
        "/FontFile2": Stream(subset.program, {"/Length1": subset.length}),
        "/CIDSet": Stream(subset.present, {}),
    }


def picture(data: bytes, size: tuple[int, int], components: int) -> Tree:
    """A JPEG of `size` pixels with 1 (grey) or 3 (RGB) colour components, as it is."""
    return Stream(
        data,
        {
            "/Type": "/XObject",
            "/Subtype": "/Image",
            "/Width": size[0],
            "/Height": size[1],
            "/ColorSpace": "/DeviceGray" if components == 1 else "/DeviceRGB",
            "/BitsPerComponent": 8,
        },
        filter="/DCTDecode",
    )
