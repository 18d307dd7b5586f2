"""The marks of a PDF/A-1b file (ISO 19005-1): metadata, colours, language; and the way such a file is written."""

from __future__ import annotations

from typing import BinaryIO

import pikepdf
from pikepdf import Name

from exports.pdf.pikepdf_values import for_pikepdf
from exports.pdfa.entries import output_intent
from exports.pdfa.metadata import info_entries, packet_of

_VERSION = "1.4"


def write_info(pdf: pikepdf.Pdf, *, title: str, author: str, subject: str, day: str) -> None:
    """Replace the Info dictionary; an empty word has no entry, and `day` (2015-06-30) is the date of both dates.

    Raises ValueError when `day` is not a date in ISO form.
    """
    entries = info_entries(title=title, author=author, subject=subject, day=day)
    pdf.trailer.Info = pdf.make_indirect(
        pikepdf.Dictionary({key: pikepdf.String(value) for key, value in entries.items()})
    )


def write_xmp(pdf: pikepdf.Pdf, *, claim: bool) -> None:
    """Replace the XMP of the file by what its Info dictionary says; with `claim` it also says PDF/A-1b."""
    stream = pikepdf.Stream(pdf, packet(pdf, claim=claim))
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream


def packet(pdf: pikepdf.Pdf, *, claim: bool) -> bytes:
    """The XMP packet that says what the Info dictionary of the file says."""
    info = pdf.trailer.get("/Info")
    entries = {key: str(value) for key, value in info.items()} if isinstance(info, pikepdf.Dictionary) else {}
    return packet_of(entries, claim=claim)


def mark(pdf: pikepdf.Pdf, *, title: str, author: str, subject: str, day: str) -> None:
    """Give the file all that PDF/A-1b asks for besides its pages; the same marks for the same words.

    `day` is an ISO date (2015-06-30), the date of making and of the last change. Whether the pages keep the rules is
    for `problems` to say; a file that has some must go through `unmark` before it is saved. Raises ValueError for a
    `day` that is no date.
    """
    write_info(pdf, title=title, author=author, subject=subject, day=day)
    write_xmp(pdf, claim=True)
    root = pdf.Root
    root.OutputIntents = for_pikepdf(pdf, [output_intent()])
    root.Lang = pikepdf.String("zh-CN")
    # The catalog's version would overrule the head of the file, extensions belong to later versions of PDF, and
    # MarkInfo would promise a tagged structure that is not there.
    for key in ("/Version", "/Extensions", *(() if "/StructTreeRoot" in root else ("/MarkInfo",))):
        if key in root:
            del root[key]


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
