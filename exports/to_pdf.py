"""PDF writing: a paper on its sheets as a PDF/A-1b file, the same bytes for the same sheets."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from PIL import Image
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

from exports.page import Paper
from exports.pdf import tree
from exports.pdf.drawing import Drawn, draw_artifact, draw_sheet
from exports.pdf.overlays import Pens, folio_marks, twin_marks
from exports.pdf.tree import Stream, Tree, Written
from exports.pdfa.entries import catalog_entries
from exports.pdfa.metadata import info_entries
from exports.typeset.face_fonts import program_of
from exports.typeset.sheets import Mark, Sheet

UNDATED = "2000-01-01"
"""The date of a file whose paper has none: the day of printing must not show."""


def write_pdf(paper: Paper, sheets: Sequence[Sheet], stream: BinaryIO, bodies: Sequence[Drawn] = ()) -> None:
    """Write one paper, its pages numbered from 1, with title, author and language; all faces embedded.

    `bodies` are the drawn sheets where they are at hand already.
    """
    pages = [
        Page(sheet.width, sheet.height, (body, draw_artifact(own_marks(paper, sheet, number, len(sheets)))))
        for number, (sheet, body) in enumerate(zip(sheets, bodies or map(draw_sheet, sheets), strict=True), 1)
    ]
    subject = f"{paper.title}（{paper.date}）" if paper.date else paper.title
    write_pages(pages, stream, title=paper.title, author=paper.author, subject=subject, day=paper.date or UNDATED)


def own_marks(paper: Paper, sheet: Sheet, number: int, sides: int) -> list[Mark]:
    """The page number of a paper by itself, and the paper's own number."""
    marks: list[Mark] = []
    if sheet.folio:
        front = number % 2 == 1
        if sheet.numbered:
            marks += folio_marks(sheet.folio, number, official=sheet.official, right=front)
        pens, page = Pens(sheet.folio.font, sheet.folio.dash_font), (sheet.width, sheet.height)
        marks += twin_marks(pens, paper.mark, number, sides + paper.follows, page, right=front)
    return marks


class Page:
    """One page of a file: its size in points and what is drawn on it, in order."""

    def __init__(self, width: float, height: float, drawn: Iterable[Drawn]) -> None:
        self.width, self.height = width, height
        self.drawn = tuple(each for each in drawn if each.fonts or each.pictures or len(each.content) > _EMPTY)


_EMPTY = 8
"""Bytes of a compressed stream that holds nothing."""


def write_pages(pages: Sequence[Page], stream: BinaryIO, *, title: str, author: str, subject: str, day: str) -> None:
    """Write pages as a PDF/A-1b file; each page's streams stay apart, so that they are the same in every file."""
    rl_config.useA85 = 0
    document = pdfdoc.PDFDocument(invariant=1, pdfVersion=(1, 4), lang="zh-CN")
    info = info_entries(title=title, author=author, subject=subject, day=day)
    document.info = pdfdoc.PDFDictionary({key[1:]: pdfdoc.PDFString(value) for key, value in info.items()})
    catalog = document.Catalog
    catalog.Outlines = None
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    for key, value in catalog_entries(info).items():
        setattr(catalog, key[1:], Written(value))
    resources = _Resources(pages)
    for page in pages:
        document.addPage(_page(page, resources))
        for each in page.drawn:
            document.signature.update(each.content)
    document.signature.update(repr(info).encode())
    stream.write(document.format())


class _Resources:
    """The fonts and pictures of a file, each in it once."""

    def __init__(self, pages: Sequence[Page]) -> None:
        drawn = [each for page in pages for each in page.drawn]
        trees = font_trees(merged(each.fonts for each in drawn))
        self._fonts = {name: Written(value) for name, value in trees.items()}
        pictures = {name: data for each in drawn for name, data in each.pictures.items()}
        self._pictures = {name: Written(picture_tree(data)) for name, data in pictures.items()}

    def of(self, page: Page) -> Written:
        """The resources that a page names."""
        fonts = sorted({program_of(font).name for each in page.drawn for font in each.fonts})
        pictures = sorted({name for each in page.drawn for name in each.pictures})
        entries: dict[str, Tree] = {}
        if fonts:
            entries["/Font"] = {f"/{name}": self._fonts[name] for name in fonts}
        if pictures:
            entries["/XObject"] = {f"/{name}": self._pictures[name] for name in pictures}
        return Written(entries)


def _page(page: Page, resources: _Resources) -> Any:
    made = pdfdoc.PDFPage()
    made.MediaBox = f"[0 0 {page.width:.2f} {page.height:.2f}]"
    made.Contents = Written([Stream(each.content, {}) for each in page.drawn])
    made.Resources = resources.of(page)
    return made


def merged(fonts: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The characters that each face draws, over many drawings."""
    whole: dict[str, set[str]] = {}
    for each in fonts:
        for font, text in each.items():
            whole.setdefault(font, set()).update(text)
    return {font: "".join(sorted(text)) for font, text in sorted(whole.items())}


def font_trees(fonts: Mapping[str, str]) -> dict[str, Tree]:
    """The faces by the names that pages call them, each with the characters that it draws; to be put apart."""
    programs = {font: program_of(font) for font in fonts}
    return {program.name: tree.font(program.subset(fonts[font])) for font, program in programs.items()}


def picture_tree(data: bytes) -> Tree:
    """A JPEG, to be put apart."""
    with Image.open(io.BytesIO(data)) as image:
        return tree.picture(data, image.size, len(image.getbands()))
