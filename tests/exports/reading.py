"""What a finished docx or PDF says: its words in reading order, white and page furniture left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from lxml import etree

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LINE_END_HYPHEN = "\ufffe"
"""What pdfium gives for a hyphen at the end of a line."""


def docx_words(path: Path | str) -> str:
    """The text of the body in reading order without any white; footers are other parts of the package."""
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    return _without_white("".join(text.text or "" for text in body.iter(f"{_WORD}t")))


def pdf_words(path: Path | str) -> str:
    """The text of all pages in the order it is drawn, without any white.

    Artifacts (page numbers, repeated table heads) are taken out of a copy of the file first.
    """
    document = pypdfium2.PdfDocument(_without_artifacts(Path(path)))
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return _without_white("".join(pages).replace(_LINE_END_HYPHEN, "-"))


def _without_white(text: str) -> str:
    return "".join(text.split())


def _without_artifacts(path: Path) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            kept = list(_kept(pikepdf.parse_content_stream(page)))
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        pdf.save(buffer)
    return buffer.getvalue()


def _kept(instructions: Any) -> Iterator[Any]:
    """The instructions outside of artifacts; marked content may be nested."""
    inside: list[bool] = []
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator in ("BMC", "BDC"):
            inside.append(any(inside) or str(instruction.operands[0]) == "/Artifact")
        if not any(inside):
            yield instruction
        if operator == "EMC" and inside:
            inside.pop()
