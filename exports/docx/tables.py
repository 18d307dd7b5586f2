"""Ruled tables, forms and bar charts as raw XML: python-docx's cells take minutes for a few hundred rows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import quoteattr

from exports.breadth import characters
from exports.docx.page_setup import PageSetup, divide
from exports.docx.runs import Runs, clean, lines
from exports.page import Align, Bar, Bars, Pairs, Table
from exports.typeset.faces import Role

JUSTIFICATION = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}

_SIDE, _ABOVE = 80, 60
"""White between a rule and the text beside it, and above or below it."""
_SLACK = 20
"""What a cell needs beyond its characters: LibreOffice rounds each of them up."""
_SMALL = 8
"""Rows of a table up to which all are kept on one page."""
BAR_STEPS = 50
_BAR_GREY = "BFBFBF"
BAR_GAP = 140
FRAME = ("top", "left", "bottom", "right")
"""The sides of a cell in the order that the schema demands."""
TWIPS_PER_MM = 1440 / 25.4
_RULE = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
_SPLIT_ABOVE = 3
"""A row taller than one page divided by this may split over pages, as in the PDF; a lower one moves whole."""


class Tables:
    """Writes the tables of one paper."""

    def __init__(self, page: PageSetup, runs: Runs) -> None:
        self._page = page
        self._runs = runs

    def table(self, block: Table, *, keep: bool = False) -> str:
        """The rows of `block` under a head that every page repeats; without columns there is nothing to write.

        The last two rows stay on one page, and with `keep` on that of the paragraph below.
        """
        if not block.columns:
            return ""
        widths = divide(self._page.text_width, [column.width for column in block.columns])
        aligns = [JUSTIFICATION[column.align] for column in block.columns]
        head = "".join(
            cell_xml(width, self.words(column.head, "TableHead", Role.HEI), middle=True)
            for width, column in zip(widths, block.columns, strict=True)
        )
        rows = [row_xml(head, head=True)]
        for number, row in enumerate(block.rows, 1):
            style, role = ("TableHead", Role.HEI) if block.total and number == len(block.rows) else TEXT
            last = number == len(block.rows)
            kept = keep if last else number == len(block.rows) - 1 or len(block.rows) <= _SMALL
            cells = zip(widths, aligns, row, strict=True)
            written = "".join(
                cell_xml(w, self.words(text, style, role, align, keep=kept), middle=True) for w, align, text in cells
            )
            low = self._is_low(row, widths, self._page.cell_size, self._page.cell_line)
            rows.append(row_xml(written, whole=low, least=round(block.row_mm * TWIPS_PER_MM)))
        return table_xml(widths, rows)

    def pairs(self, block: Pairs, *, keep: bool = False) -> str:
        """A ruled form, its last row with `keep` on the page of the paragraph below.

        Where rows differ in their number of pairs, the last value of a shorter row takes the rest.
        """
        most = max((len(row) for row in block.rows), default=0)
        if not most:
            return ""
        size, line = self._page.form_size, self._page.form_line
        label = min(round(block.label_chars * size * 20) + 2 * _SIDE + _SLACK, self._page.text_width // (2 * most))
        values = divide(self._page.text_width - label * most, [1] * most)
        widths = [width for value in values for width in (label, value)]
        rows = []
        for number, row in enumerate(block.rows, 1):
            kept = keep and number == len(block.rows)
            flat = [text for pair in row for text in pair]
            taken = [*widths[: len(flat) - 1], sum(widths[len(flat) - 1 :])]
            written = "".join(
                cell_xml(
                    width,
                    self.words(text, *(_VALUE if odd % 2 else _LABEL), keep=kept),
                    span=1 if odd < len(flat) - 1 else len(widths) - odd,
                    middle=True,
                )
                for odd, (width, text) in enumerate(zip(taken, flat, strict=True))
            )
            rows.append(row_xml(written, whole=self._is_low(flat, taken, size, line)))
        return table_xml(widths, rows)

    def bars(self, block: Bars) -> str:
        """One row per bar: its label, a frame filled up to its share of `full`, and the words beside it.

        The frame is a grid of 50 columns, so that a bar needs no drawing and prints in black and white.
        """
        width = self._page.text_width
        label = min(self.widest(bar.label for bar in block.bars), width * 35 // 100)
        shown = min(self.widest(bar.shown for bar in block.bars), width * 30 // 100)
        frame = width - label - shown
        steps = divide(frame, [1] * BAR_STEPS)
        gap = row_xml(cell_xml(width, KEPT_EMPTY, span=BAR_STEPS + 2), height=BAR_GAP)
        least = self.deepest((bar.label for bar in block.bars), label)
        bars = (self._bar(bar, block.full, label, steps, shown, least) for bar in block.bars)
        rows = [part for bar in bars for part in (bar, gap)]
        return table_xml([label, *steps, shown], rows[:-1], ruled=False) if rows else ""

    def _bar(self, bar: Bar, full: float, label: int, steps: Sequence[int], shown: int, least: int) -> str:
        """One bar, at least as thick as the deepest label is high, so that all look alike."""
        filled = _filled(bar.value, full)
        cells = [cell_xml(label, self.words(bar.label, *TEXT, "right", keep=True), middle=True)]
        for part, fill in ((steps[:filled], _BAR_GREY), (steps[filled:], "")):
            if part:
                cells.append(cell_xml(sum(part), EMPTY, span=len(part), fill=fill, sides=FRAME))
        cells.append(cell_xml(shown, self.words(bar.shown, *TEXT), middle=True))
        return row_xml("".join(cells), whole=True, least=least)

    def deepest(self, labels: Iterable[str], width: int) -> int:
        """How high a row must be for each of `labels` to stand in a cell of that width."""
        fitting = max(1.0, (width - 2 * _SIDE) / (self._page.cell_size * 20))
        return max((math.ceil(characters(label) / fitting) for label in labels), default=1) * self._page.cell_line

    def widest(self, texts: Iterable[str]) -> int:
        """The width of a cell that holds each of `texts` on one line."""
        return round(max(map(characters, texts), default=0) * self._page.cell_size * 20) + 2 * _SIDE + 20

    def words(self, text: str, style: str, role: Role, align: str = "", *, keep: bool = False) -> str:
        """The paragraphs of a cell, one for each line of its text."""
        place = f'<w:jc w:val="{align}"/>' if align else ""
        kept = "<w:keepNext/>" if keep else ""
        settings = f'<w:pPr><w:pStyle w:val="{style}"/>{kept}{place}</w:pPr>'
        return "".join(f"<w:p>{settings}{self._runs.xml(line, role, role)}</w:p>" for line in lines(text))

    def _is_low(self, row: Iterable[str], widths: Iterable[int], size: float, line: int) -> bool:
        """Whether a row is certainly lower than a third of a page, every character taken as full-width."""
        most = self._page.text_height // (_SPLIT_ABOVE * line)
        for text, width in zip(row, widths, strict=True):
            fitting = max(1, int((width - 2 * _SIDE) / (size * 20)))
            if len(text) // fitting + text.count("\n") + 1 > most:
                return False
        return True


TEXT = ("TableText", Role.BODY)
_LABEL, _VALUE = ("FormLabel", Role.HEI), ("FormText", Role.BODY)
EMPTY = '<w:p><w:pPr><w:pStyle w:val="TableGap"/></w:pPr></w:p>'
KEPT_EMPTY = EMPTY.replace("</w:pPr>", "<w:keepNext/></w:pPr>")


def _filled(value: float, full: float) -> int:
    """Steps of a bar: rounded, within the frame, and at least one for anything above zero."""
    if value <= 0 or full <= 0:
        return 0
    return min(BAR_STEPS, max(1, round(BAR_STEPS * value / full)))


def table_xml(widths: Sequence[int], rows: Iterable[str], *, ruled: bool = True, described: str = "") -> str:
    """A table of fixed layout. Word reads tcW, LibreOffice the grid, WPS the layout: all three are written.

    `described` is what a table that is a picture shows, for whoever has it read aloud.
    """
    sides = ("top", "left", "bottom", "right", "insideH", "insideV") if ruled else ()
    borders = "".join(f"<w:{side} {_RULE}/>" for side in sides)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        + (f"<w:tblBorders>{borders}</w:tblBorders>" if ruled else "")
        + '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{_ABOVE if ruled else 0}" w:type="dxa"/><w:left w:w="{_SIDE}" w:type="dxa"/>'
        f'<w:bottom w:w="{_ABOVE if ruled else 0}" w:type="dxa"/><w:right w:w="{_SIDE}" w:type="dxa"/></w:tblCellMar>'
        + (f"<w:tblDescription w:val={quoteattr(clean(described))}/>" if described else "")
        + f'</w:tblPr><w:tblGrid>{"".join(f"""<w:gridCol w:w="{width}"/>""" for width in widths)}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def row_xml(cells: str, *, head: bool = False, whole: bool = False, height: int = 0, least: int = 0) -> str:
    """A row as high as its content, at least as high as `least`, or (`height`) exactly as high as said."""
    settings = "<w:cantSplit/>" if head or whole else ""
    settings += f'<w:trHeight w:val="{height}" w:hRule="exact"/>' if height else ""
    settings += f'<w:trHeight w:val="{least}" w:hRule="atLeast"/>' if least else ""
    settings += "<w:tblHeader/>" if head else ""
    return f"<w:tr>{f'<w:trPr>{settings}</w:trPr>' if settings else ''}{cells}</w:tr>"


def cell_xml(
    width: int,
    content: str,
    *,
    span: int = 1,
    fill: str = "",
    pattern: str = "clear",
    sides: Sequence[str] = (),
    middle: bool = False,
) -> str:
    """A cell of `width` twips that spans so many columns; `fill` is a colour, laid under its `pattern`.

    `sides` are those that have a rule of their own, in the order of FRAME.
    """
    borders = "".join(f"<w:{side} {_RULE}/>" for side in sides)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        + (f"<w:tcBorders>{borders}</w:tcBorders>" if borders else "")
        + (f'<w:shd w:val="{pattern}" w:color="auto" w:fill="{fill}"/>' if fill else "")
        + ('<w:vAlign w:val="center"/>' if middle else "")
        + f"</w:tcPr>{content}</w:tc>"
    )
