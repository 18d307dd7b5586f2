"""PDF writing: laid-out sheets drawn on a reportlab canvas, the same bytes for the same sheets."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from exports.page import Paper
from exports.typeset import reportlab_repairs
from exports.typeset.sheets import Area, Drawing, Folio, Ink, Mark, Rule, Shade, Sheet, Words

LinkArea = Callable[[Area], None]


def write_pdf(paper: Paper, sheets: Sequence[Sheet], stream: BinaryIO) -> None:
    """Write one paper, its pages numbered from 1, with title, author and language; all faces embedded."""
    subject = f"{paper.title}（{paper.date}）" if paper.date else paper.title
    canvas = open_canvas(stream, paper.title, paper.author, subject, _first_font(sheets))
    for number, sheet in enumerate(sheets, 1):
        draw_sheet(canvas, sheet, number)
        canvas.showPage()
    canvas.save()


def open_canvas(stream: BinaryIO, title: str, author: str, subject: str, font: str | None) -> Canvas:
    """A canvas whose file is the same for the same marks, in Chinese, with its title in the reader's title bar.

    `font` is a registered face to start pages with. The caller draws sheets, calls `showPage` after each, and `save`.
    """
    reportlab_repairs.install()
    # Streams written as text would be a quarter longer, scans and photos above all.
    rl_config.useA85 = 0
    canvas = Canvas(stream, invariant=1, pdfVersion=(1, 7), lang="zh-CN", initialFontName=font)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(subject)
    canvas.setCreator("taizhang")
    canvas.setProducer("taizhang")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def draw_sheet(canvas: Canvas, sheet: Sheet, number: int | None, link: LinkArea | None = None) -> None:
    """Draw a sheet on the canvas's current page, which takes its size; `link` is called with each link area.

    The page number and a repeated table head are drawn as artifacts. The caller calls `showPage`.
    """
    canvas.setPageSize((sheet.width, sheet.height))
    _draw_marks(canvas, sheet.marks)
    if sheet.repeated:
        _draw_artifact(canvas, sheet.repeated)
    if sheet.numbered and number is not None and sheet.folio:
        draw_number(canvas, sheet.folio, number, official=sheet.official)
    if link:
        for mark in sheet.marks:
            if isinstance(mark, Area):
                link(mark)


def draw_number(canvas: Canvas, folio: Folio, number: int, *, official: bool) -> None:
    """Draw “— 3 —” as an artifact: centred, or by GB/T 9704-2012, 7.5, outside with one character's indent."""
    pieces = ((folio.dash_font, "—"), (folio.font, f" {number} "), (folio.dash_font, "—"))
    widths = [pdfmetrics.stringWidth(text, font, folio.size) for font, text in pieces]
    if not official:
        x = (folio.left + folio.right - sum(widths)) / 2
    elif number % 2:
        x = folio.right - folio.size - sum(widths)
    else:
        x = folio.left + folio.size
    marks: list[Mark] = []
    for (font, text), width in zip(pieces, widths, strict=True):
        marks.append(Words(x, folio.baseline, font, folio.size, text))
        x += width
    _draw_artifact(canvas, marks)


def _draw_artifact(canvas: Canvas, marks: Iterable[Mark]) -> None:
    # reportlab has no call for marked content; the page's list of operators takes the pair of them.
    canvas._code.append("/Artifact BMC")
    _draw_marks(canvas, marks)
    canvas._code.append("EMC")


def _draw_marks(canvas: Canvas, marks: Iterable[Mark]) -> None:
    """Shades first, pictures and rules upon them, and all words last in their reading order."""
    written: list[Words] = []
    rules: dict[tuple[float, Ink], list[Rule]] = {}
    for mark in marks:
        match mark:
            case Shade(x, y, width, height, grey):
                canvas.setFillGray(grey)
                canvas.rect(x, y, width, height, stroke=0, fill=1)
            case Drawing(x, y, width, height, data):
                canvas.drawImage(ImageReader(io.BytesIO(data)), x, y, width, height)
            case Rule():
                rules.setdefault((mark.width, mark.ink), []).append(mark)
            case Words():
                written.append(mark)
    canvas.setFillGray(0)
    for (width, ink), drawn in sorted(rules.items(), key=lambda each: (each[0][0], each[0][1].value)):
        canvas.setStrokeColorRGB(*ink.value)
        canvas.setLineWidth(width)
        canvas.setLineCap(2)
        canvas.lines([(rule.x0, rule.y0, rule.x1, rule.y1) for rule in drawn])
    if written:
        _draw_words(canvas, written)


def _draw_words(canvas: Canvas, written: Sequence[Words]) -> None:
    text = canvas.beginText()
    face: tuple[str, float] | None = None
    spacing = 0.0
    ink = Ink.BLACK
    for mark in written:
        if ink != mark.ink:
            ink = mark.ink
            text.setFillColorRGB(*ink.value)
        if face != (mark.font, mark.size):
            face = (mark.font, mark.size)
            text.setFont(*face)
        if spacing != mark.spacing:
            spacing = mark.spacing
            text.setCharSpace(round(spacing, 4))
        text.setTextOrigin(mark.x, mark.y)
        text.textOut(mark.text)
    if spacing:
        text.setCharSpace(0)
    canvas.drawText(text)


def _first_font(sheets: Sequence[Sheet]) -> str | None:
    """A face that the paper uses anyway, so that the pages do not name Helvetica, which is not embedded."""
    for sheet in sheets:
        if sheet.folio:
            return sheet.folio.font
    return None
