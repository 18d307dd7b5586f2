"""Objects of a PDF as plain values, so that reportlab and pikepdf, which both write files here, write the same."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import pikepdf
from reportlab.pdfbase import pdfdoc

from exports.pdf.font_program import Subset

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | bytes | int | float | Stream | Raw | Apart"
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


def for_pikepdf(pdf: pikepdf.Pdf, tree: Tree) -> Any:
    """The value as pikepdf takes it; streams become indirect objects of `pdf`."""
    match tree:
        case Stream():
            stream = pikepdf.Stream(pdf, b"")
            for key, value in tree.entries.items():
                stream[key] = for_pikepdf(pdf, value)
            stream.write(tree.data, filter=pikepdf.Name(tree.filter) if tree.filter else None)
            return stream
        case Apart(value):
            return pdf.make_indirect(for_pikepdf(pdf, value))
        case Raw(written):
            return pikepdf.Object.parse(written.encode("ascii"))
        case dict():
            return pikepdf.Dictionary({key: for_pikepdf(pdf, value) for key, value in tree.items()})
        case list():
            return pikepdf.Array([for_pikepdf(pdf, value) for value in tree])
        case str():
            return pikepdf.Name(tree)
        case bytes():
            return pikepdf.String(tree)
    return tree


class _Encoded(pdfdoc.PDFStream):  # type: ignore[misc]  # reportlab has no types
    """A stream whose end is set apart by a line feed, which reportlab leaves out (ISO 19005-1, 6.1.7)."""

    def format(self, document: Any) -> bytes:
        self.dictionary["Length"] = len(self.content)
        head: bytes = self.dictionary.format(document)
        return head + b"\nstream\n" + bytes(self.content) + b"\nendstream\n"


def for_reportlab(tree: Tree) -> Any:
    """The value as reportlab takes it; it makes streams indirect objects when it writes them."""
    match tree:
        case Stream():
            entries = {key[1:]: for_reportlab(value) for key, value in tree.entries.items()}
            if tree.filter:
                entries["Filter"] = pdfdoc.PDFName(tree.filter[1:])
            return _Encoded(pdfdoc.PDFDictionary(entries), tree.data)
        case Apart(value):
            apart = for_reportlab(value)
            apart.__RefOnly__ = 1
            return apart
        case Raw(written):
            return written.encode("ascii")
        case dict():
            return pdfdoc.PDFDictionary({key[1:]: for_reportlab(value) for key, value in tree.items()})
        case list():
            return pdfdoc.PDFArray([for_reportlab(value) for value in tree])
        case str():
            return pdfdoc.PDFName(tree[1:])
        case bytes():
            return pdfdoc.PDFString(tree, enc="raw")
    return tree


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
    return Apart(whole)


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
