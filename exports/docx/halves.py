"""Sheets to be cut, in Word: two halves in a table without rules, and the broken line to cut along."""

from __future__ import annotations

from dataclasses import replace

from exports.docx.page_setup import PageSetup
from exports.docx.paragraphs import Settings, paragraph
from exports.docx.runs import Runs
from exports.page import CutLine
from exports.typeset.faces import Role
from exports.typeset.layout.halves import CUT_SIZE, GUTTER

_GUTTER = round(GUTTER * 20)
_SLACK = 400
"""What a row leaves of the page for the paragraph that Word demands after a table."""
_BROKEN = 'w:val="dashed" w:sz="6" w:space="0" w:color="000000"'


def half_page(page: PageSetup) -> PageSetup:
    """The page of one half: the same margins, less than half the width of text."""
    across = (page.text_width - _GUTTER) // 2
    return replace(page, width=page.left + across + page.right)


def halves_xml(left: str, right: str, page: PageSetup) -> str:
    """Both halves with a broken line between them, as high as the page."""
    across = half_page(page).text_width
    widths = (across, page.text_width // 2 - across, page.text_width - page.text_width // 2 - across, across)
    empty = paragraph("TableGap", "", Settings())
    cells = (
        _cell(widths[0], left),
        _cell(widths[1], empty, f"<w:right {_BROKEN}/>"),
        _cell(widths[2], empty, f"<w:left {_BROKEN}/>"),
        _cell(widths[3], right),
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{page.text_width}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblGrid>{"".join(f"""<w:gridCol w:w="{width}"/>""" for width in widths)}'
        f'</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{page.text_height - _SLACK}" w:hRule="atLeast"/>'
        f"</w:trPr>{''.join(cells)}</w:tr></w:tbl>"
    )


def _cell(width: int, content: str, border: str = "") -> str:
    borders = f"<w:tcBorders>{border}</w:tcBorders>" if border else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}</w:tcPr>{content}</w:tc>'


def cut_xml(cut: CutLine, runs: Runs) -> str:
    """A paragraph of small words under a broken line, kept with what is cut off."""
    words = runs.xml(cut.text, Role.BODY, Role.BODY, CUT_SIZE)
    return (
        '<w:p><w:pPr><w:pStyle w:val="Normal"/><w:keepNext/>'
        f'<w:pBdr><w:top {_BROKEN}/></w:pBdr><w:spacing w:before="200" w:after="160"/><w:jc w:val="center"/></w:pPr>'
        f"{words}</w:p>"
    )
