"""A paper as docx: the neutral blocks written as Word paragraphs and tables, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, BinaryIO

from exports.breadth import characters
from exports.diagrams import HeatMap, UprightBars
from exports.docx.diagrams import heat_legend_xml, heat_xml, upright_xml
from exports.docx.halves import cut_xml, half_page, halves_xml
from exports.docx.official import imprint_xml, letterhead_xml, loosened
from exports.docx.package import empty_document, empty_members
from exports.docx.page_setup import PageSetup, page_setup
from exports.docx.paragraphs import Settings, paragraph
from exports.docx.photos import photos_xml
from exports.docx.pictures import Pictures
from exports.docx.plates import plate_xml
from exports.docx.runs import Runs, clean, lines, runs_of
from exports.docx.stacked import legend_xml, stacked_xml
from exports.docx.styles import TITLE_SIZE, title_line
from exports.docx.tables import JUSTIFICATION, TWIPS_PER_MM, Tables
from exports.docx.titles import title_text
from exports.docx.zipping import read_package, write_package
from exports.page import (
    Align,
    Bars,
    Block,
    CutLine,
    Grid,
    Halves,
    Heading,
    Imprint,
    Letterhead,
    PageBreak,
    Pairs,
    Paper,
    Paragraph,
    Photos,
    Picture,
    Signature,
    Space,
    StackedBars,
    Table,
    Title,
    held_to_next,
    pictures_of,
)
from exports.plates import Plate
from exports.typeset.faces import Faces, Role
from exports.typeset.layout.official import imprint_page
from exports.typeset.layout.photo_sheets import fitted
from exports.typeset.sheets import Sheet

_HEADING_ROLES = {1: Role.HEI, 2: Role.KAI}
_MAIN = "word/document.xml"
_AFTER_TABLE = paragraph("TableGap", "", Settings(line=140))
_KEPT_AFTER_TABLE = paragraph("TableGap", "", Settings(line=140, keep_next=True))
_END_OF_TABLE = paragraph("TableGap", "", Settings())
"""Word demands a paragraph after a table; at the end of a paper a higher one could give an empty page."""
_DATE = "年　　月　　日"
_BLANK, _DATED = 8, 9
"""Characters' widths of the blank that is signed on, and of the date with the room for its year."""
_UNDERLINED_TAB = '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:tab/></w:r>'


def write_docx(paper: Paper, faces: Faces, stream: BinaryIO, sheets: Sequence[Sheet] = ()) -> None:
    """Write `paper` to `stream`; the same paper and faces give the same bytes on every platform.

    Page numbers are fields; how many pages there are is only known from the PDF. Characters that no file can hold
    (control characters, lone surrogates) are left out. `sheets` are those of the PDF where they are at hand already.
    """
    if paper.grid is Grid.OFFICIAL:
        paper, sheets = loosened(paper, faces, sheets)
    page, runs = page_setup(paper.grid), runs_of(faces)
    body, members = _with_body(paper, page, runs)
    # Put in as text: lxml moves elements between documents in quadratic time, minutes for a long register.
    before, start, after = members[_MAIN].decode().partition("<w:sectPr>")
    section, close, rest = f"{start}{after}".partition("</w:sectPr>")
    foot, section = "", section + close
    imprint = next((block for block in paper.blocks[-1:] if isinstance(block, Imprint)), None)
    if imprint and sheets:
        foot, section = imprint_xml(imprint, imprint_page(tuple(sheets)), page, runs, section)
    members[_MAIN] = "".join((before, body, foot, section, rest)).encode()
    write_package(members, stream)


def _with_body(paper: Paper, page: PageSetup, runs: Runs) -> tuple[str, dict[str, bytes]]:
    """The body of a paper, and the members of a document that has the parts for its pictures."""
    if not pictures_of(paper.blocks):
        return _Body(page, runs, Pictures(None)).xml(paper.blocks), empty_members(paper, page, runs)
    document = empty_document(paper, page, runs)
    body = _Body(page, runs, Pictures(document)).xml(paper.blocks)
    buffer = io.BytesIO()
    document.save(buffer)
    return body, read_package(buffer.getvalue())


class _Body:
    """The body of one document, written block by block; a page break waits for the paragraph that obeys it."""

    def __init__(self, page: PageSetup, runs: Runs, pictures: Pictures) -> None:
        self._page = page
        self._runs = runs
        self._pictures = pictures
        self._tables = Tables(page, runs)
        self._parts: list[str] = []
        self._break_due = False
        self._keeping = False

    def xml(self, blocks: Sequence[Block]) -> str:
        """All `blocks`; at least one paragraph."""
        blocks = _without_trailing_white(blocks)
        held = held_to_next(blocks)
        for place, block in enumerate(blocks):
            self._write(block, keep=place in held)
        if not self._parts:
            self._add("Normal", "")
        elif self._parts[-1] == _AFTER_TABLE:
            self._parts[-1] = _END_OF_TABLE
        return "".join(self._parts)

    def _write(self, block: Block, *, keep: bool) -> None:
        if not isinstance(block, Space):
            self._keeping = keep or (isinstance(block, Paragraph) and block.keep_with_next)
        match block:
            case Title():
                self._title(block)
            case Heading():
                self._heading(block)
            case Paragraph():
                self._running(block)
            case Pairs():
                self._table(self._tables.pairs(block, keep=keep))
            case Table():
                self._table(self._tables.table(block, keep=keep), block.caption)
            case Bars():
                self._table(self._tables.bars(block), block.caption)
            case StackedBars():
                self._table(legend_xml(block, self._page, self._tables), block.caption)
                self._table(stacked_xml(block, self._page, self._tables))
            case UprightBars():
                self._table(upright_xml(block, self._page, self._tables), block.caption)
            case HeatMap():
                self._keeping = True  # the legend stays with its map
                self._table(heat_legend_xml(block, self._page, self._tables), block.caption)
                self._keeping = keep
                self._table(heat_xml(block, self._page, self._tables, keep=keep))
            case Signature():
                self._signature(block)
            case Picture():
                self._picture(block)
            case Photos():
                self._table(photos_xml(block, self._page, self._tables, self._pictures))
            case Halves():
                self._table(self._halves(block))
                self._parts[-1] = _END_OF_TABLE  # the halves fill their page
            case CutLine():
                self._parts.append(cut_xml(block, self._runs))
            case Plate():
                self._table(plate_xml(block, self._runs))
            case Letterhead():
                self._parts.append(letterhead_xml(block, self._page, self._runs))
            case Imprint():
                pass  # written behind everything else, see `write_docx`
            case Space():
                self._space(block)
            case PageBreak():
                self._break_due = bool(self._parts)

    def _add(self, style: str, content: str, **settings: Any) -> None:
        self._parts.append(paragraph(style, content, Settings(new_page=self._break_due, **settings)))
        self._break_due = False

    def _title(self, block: Title) -> None:
        """The lines of the PDF, each ended by a line break: Word would part a title at the edge, inside words."""
        own = block.size != TITLE_SIZE
        text = title_text(block, self._page, self._runs)
        content = self._runs.xml(text, Role.TITLE, Role.TITLE, block.size if own else None)
        self._add("Title", content, line=title_line(self._page, block.size) if own else 0)

    def _heading(self, block: Heading) -> None:
        level = min(max(block.level, 1), 4)
        role = _HEADING_ROLES.get(level, Role.BODY)
        char = round(20 * self._page.head_size) if level == 1 else self._page.char
        self._add(f"Heading{level}", self._runs.xml(block.text, role, role), indent=self._page.indent, char=char)

    def _running(self, block: Paragraph) -> None:
        """Indents of centred and right-aligned text are left out: they would only push it off its place."""
        lead, indent = clean(block.lead), block.indent
        if block.align in (Align.CENTER, Align.RIGHT):
            indent = 0
        hang = characters(lead) if block.hang else 0.0
        align = "" if block.align is Align.JUSTIFY else JUSTIFICATION[block.align]
        left, first = (indent + hang, 0) if hang else (0.0, indent)
        for number, text in enumerate(lines(block.text)):
            content = "" if number else self._runs.xml(lead, Role.BODY if block.lead_plain else Role.HEI, Role.BODY)
            content += self._runs.xml(text, Role.HEI if block.strong else Role.BODY, Role.BODY)
            self._add(
                "Normal", content, char=self._page.char, left=left, indent=first, hang=0 if number else hang,
                right=block.right, align=align, keep_next=self._keeping,
            )  # fmt: skip

    def _table(self, xml: str, caption: str = "") -> None:
        if caption:
            self._add("Caption", self._runs.xml(caption, Role.HEI, Role.HEI))
        if not xml:
            return
        if self._break_due:
            self._add("TableGap", "")
        self._parts += (xml, _KEPT_AFTER_TABLE if self._keeping else _AFTER_TABLE)

    def _signature(self, block: Signature) -> None:
        """Lines ranged right: the label, an underlined blank, and the date to be filled in."""
        em = round(self._page.size * 20)
        widest = round(max(map(characters, block.labels), default=0) * em) + em
        dated = _DATED * em if block.dated else 0
        signed = max(self._page.text_width - dated - 2 * em, widest + _BLANK * em)
        tabs = [("right", signed - _BLANK * em), ("left", signed)] + [("right", signed + dated)] * block.dated
        date = self._runs.xml("\t" + _DATE, Role.BODY, Role.BODY) if block.dated else ""
        for number, label in enumerate(block.labels, 1):
            content = self._runs.xml(f"\t{label}：", Role.BODY, Role.BODY) + _UNDERLINED_TAB + date
            self._add("SignatureLine", content, tabs=tuple(tabs), keep_next=number < len(block.labels))

    def _picture(self, block: Picture) -> None:
        """The picture in its line, as large as its box and the page allow, with its caption as alternative text.

        Raises UnreadablePicture when the bytes are no picture.
        """
        width = min(block.width_mm * TWIPS_PER_MM, self._page.text_width)
        height = min(block.height_mm * TWIPS_PER_MM, self._page.text_height * 0.9)  # a tenth is kept for the caption
        self._add("Picture", self._pictures.run_xml(block, *fitted(block, width, height)))
        if block.caption:
            self._add("PictureCaption", self._runs.xml(block.caption, Role.HEI, Role.HEI))

    def _halves(self, block: Halves) -> str:
        page = half_page(self._page)
        left, right = (_Body(page, self._runs, self._pictures).xml(blocks) for blocks in (block.left, block.right))
        return halves_xml(left, right, self._page)

    def _space(self, block: Space) -> None:
        """White, a line at a time, so that it can end with the page as text does; kept as the text above is."""
        rest = round(block.lines * self._page.line)
        while rest > 0:
            self._add("Normal", "", line=min(rest, self._page.line), keep_next=self._keeping)
            rest -= self._page.line


def _without_trailing_white(blocks: Sequence[Block]) -> Sequence[Block]:
    """White and page breaks at the end would only give an empty last page."""
    kept = len(blocks)
    while kept and isinstance(blocks[kept - 1], Space | PageBreak):
        kept -= 1
    return blocks[:kept]
