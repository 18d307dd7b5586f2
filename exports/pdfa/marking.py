"""The marks of a PDF/A-1b file (ISO 19005-1): metadata, colours, language; and the way such a file is written."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import BinaryIO

import pikepdf
from pikepdf import Name

from exports.pdf.tree import Apart, Stream, Tree
from exports.pdfa.metadata import packet_of, write_info, write_xmp
from exports.pdfa.profile import srgb

_VERSION = "1.4"
_COLOURS = "sRGB IEC61966-2.1"


def mark(pdf: pikepdf.Pdf, *, title: str, author: str, subject: str, day: str) -> None:
    """Give the file all that PDF/A-1b asks for besides its pages; the same marks for the same words.

    `day` is an ISO date (2015-06-30), the date of making and of the last change. Whether the pages keep the rules is
    for `problems` to say; a file that has some must go through `unmark` before it is saved. Raises ValueError for a
    `day` that is no date.
    """
    write_info(pdf, title=title, author=author, subject=subject, day=day)
    write_xmp(pdf, claim=True)
    root = pdf.Root
    root.OutputIntents = pikepdf.Array([_output_intent(pdf)])
    root.Lang = pikepdf.String("zh-CN")
    # The catalog's version would overrule the head of the file, extensions belong to later versions of PDF, and
    # MarkInfo would promise a tagged structure that is not there.
    for key in ("/Version", "/Extensions", *(() if "/StructTreeRoot" in root else ("/MarkInfo",))):
        if key in root:
            del root[key]


def catalog_entries(info: Mapping[str, str]) -> dict[str, Tree]:
    """The same marks as entries of a catalog, for a writer that makes the file from nothing."""
    profile = Stream(zlib.compress(srgb(), 9), {"/N": 3})
    colours = _COLOURS.encode("ascii")
    intent: Tree = {
        "/Type": "/OutputIntent",
        "/S": "/GTS_PDFA1",
        "/OutputConditionIdentifier": colours,
        "/Info": colours,
        "/DestOutputProfile": profile,
    }
    xmp = Stream(packet_of(info, claim=True), {"/Type": "/Metadata", "/Subtype": "/XML"}, filter="")
    return {"/Metadata": xmp, "/OutputIntents": [Apart(intent)]}


def unmark(pdf: pikepdf.Pdf) -> None:
    """Take back the claim to be PDF/A; title, author and dates stay, as do the pages."""
    write_xmp(pdf, claim=False)
    if "/OutputIntents" in pdf.Root:
        del pdf.Root["/OutputIntents"]


def save(pdf: pikepdf.Pdf, stream: BinaryIO) -> None:
    """Write the file as PDF 1.4 that opens at its first page before the rest is read; the same bytes each time.

    PDF/A-1 knows no object streams and no cross-reference streams (ISO 19005-1, 6.1.4), and no encryption.
    """
    pdf.save(
        stream,
        force_version=_VERSION,
        fix_metadata_version=False,  # it would write the XMP anew, in a form that PDFBox does not read
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        linearize=True,
        deterministic_id=True,
        encryption=False,
    )


def _output_intent(pdf: pikepdf.Pdf) -> pikepdf.Object:
    profile = pikepdf.Stream(pdf, srgb())
    profile.N = 3
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=pikepdf.String(_COLOURS),
            Info=pikepdf.String(_COLOURS),
            DestOutputProfile=profile,
        )
    )
