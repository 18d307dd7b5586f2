"""The head and the foot of an official document as Word writes them: red mark and rule, and the 版记."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from exports.breadth import characters
from exports.docx.page_setup import PageSetup
from exports.docx.paragraphs import Settings, paragraph
from exports.docx.runs import Runs
from exports.docx.styles import IMPRINT_SIZE
from exports.page import Block, Imprint, Letterhead, Paper, Paragraph
from exports.typeset.faces import Faces, Role
from exports.typeset.layout import lay_out
from exports.typeset.layout.official import COPIES, PRINTED, SIGNER, ImprintPage
from exports.typeset.letterhead import ASCENT, LEADING, RULE_BELOW, RULE_WIDTH, Head, head, rows
from exports.typeset.sheets import Sheet

_POINT = 20
_BASELINE = 0.8
"""Word and LibreOffice both put the baseline of an exact line at four fifths of its height."""
_RED = "CC0000"
_RULE_SPACE = 9
"""Whole points between the last row's line and the red rule; the line takes the rest of the 4 mm."""
_LONG = 3 * 28
"""Characters of three lines: no page may be turned inside a paragraph of so few, for one line would be alone."""
_THICK, _THIN = 8, 6
"""0.35 and 0.25 mm in eighths of a point."""
_FOOTERS, _NO_NUMBER = ("rId4", "rId5"), "rId6"
"""The relationships of the footers with numbers, and of the one without."""


def loosened(paper: Paper, faces: Faces, sheets: Sequence[Sheet] = ()) -> tuple[Paper, Sequence[Sheet]]:
    """The paper as Word should have it, and its sheets as the PDF has them where they are needed.

    `sheets` are these where they are at hand already.

    A paragraph that is kept with the next holds two lines there in the PDF, but LibreOffice then moves all of it. So a
    long one is only kept where the PDF shows that without it a seal would stand alone.
    """
    loose = replace(paper, blocks=tuple(_loose(block) for block in paper.blocks))
    if loose == paper and not any(isinstance(block, Imprint) for block in paper.blocks[-1:]):
        return paper, ()
    sheets = tuple(sheets) or lay_out(paper, faces)
    return (loose if loose == paper or lay_out(loose, faces) == sheets else paper), sheets


def _loose(block: Block) -> Block:
    long = isinstance(block, Paragraph) and characters(block.lead + block.text) > _LONG
    return replace(block, keep_with_next=False) if long and isinstance(block, Paragraph) else block


def letterhead_xml(block: Letterhead, page: PageSetup, runs: Runs) -> str:
    """The mark, its rows with the red rule under the last, each where the PDF has it."""
    plan = head(block, runs.faces, page.text_width / _POINT, page.line / _POINT, page.size)
    pitch = round(LEADING * plan.size * _POINT) / _POINT
    before = plan.mark_baselines[0] - _BASELINE * pitch
    content = runs.xml("\n".join(line.text for line in plan.mark), Role.TITLE, Role.TITLE, plan.size, _RED)
    mark = paragraph("Mark", content, Settings(before=_twips(before), line=_twips(pitch), keep_next=True))
    return "".join((mark, *_rows_xml(block, plan, before + pitch * len(plan.mark), page, runs)))


def _rows_xml(block: Letterhead, plan: Head, reached: float, page: PageSetup, runs: Runs) -> Iterator[str]:
    """The rows below `reached` points from the top; the last one, be it empty, bears the rule."""
    under = list(zip(rows(block), plan.row_baselines, strict=True)) or [(("", ""), plan.rule - RULE_BELOW)]
    rule = f'w:val="single" w:sz="{round(RULE_WIDTH * 8)}" w:space="{_RULE_SPACE}" w:color="{_RED}"'
    for number, ((left, right), baseline) in enumerate(under, 1):
        last = number == len(under)
        line = _ruled_line(page) if last else page.line / _POINT
        above = baseline - _BASELINE * line - reached
        settings = Settings(
            before=_twips(above), line=_twips(line), align="" if right else "center", keep_next=True,
            border=rule if last else "", tabs=_outer(page) if right else (),
        )  # fmt: skip
        yield paragraph("MarkRow", _row(left, right, block.signer, runs), settings)
        reached += above + line


def _ruled_line(page: PageSetup) -> float:
    """The pitch of a row whose rule, `_RULE_SPACE` below its line, is 4 mm below its characters."""
    return (RULE_BELOW + (1 - ASCENT) * page.size - _RULE_SPACE) / (1 - _BASELINE)


def _outer(page: PageSetup) -> tuple[tuple[str, int], ...]:
    """Tab stops one character inside both edges; indents would move the rule, too."""
    return ("left", page.char), ("right", page.text_width - page.char)


def _row(left: str, right: str, signer: str, runs: Runs) -> str:
    if not right:
        return runs.xml(left, Role.BODY, Role.BODY)
    if right != signer:
        return runs.xml(f"\t{left}\t{right}", Role.BODY, Role.BODY)
    return runs.xml(f"\t{left}\t{SIGNER}", Role.BODY, Role.BODY) + runs.xml(right, Role.KAI, Role.BODY)


def imprint_xml(block: Imprint, place: ImprintPage, page: PageSetup, runs: Runs, section: str) -> tuple[str, str]:
    """The 版记 fixed to the foot of the text area, on the page that it has in the PDF, and the last w:sectPr.

    `section` is the document's w:sectPr. A blank page in front of the 版记 needs a section of its own, since neither
    shows a number.
    """
    written, last = [], section
    if place is ImprintPage.NEXT:
        written.append(paragraph("TableGap", "", Settings(new_page=True)))
    elif place is ImprintPage.AFTER_BLANK:
        written.append(paragraph("TableGap", "", Settings(section=section)))
        written.append(paragraph("TableGap", "", Settings()))
        written.append(paragraph("TableGap", "", Settings(new_page=True)))
        for numbered in _FOOTERS:
            last = last.replace(f'r:id="{numbered}"', f'r:id="{_NO_NUMBER}"')
    return "".join((*written, _imprint_table(block, page, runs), paragraph("TableGap", "", Settings()))), last


def _imprint_table(block: Imprint, page: PageSetup, runs: Runs) -> str:
    """The table that floats at the foot of the page.

    Its cells are as wide as the text area, which Word obeys; the whole is called narrower because LibreOffice (7.4)
    lets no table float that is as wide as the text.
    """
    side = IMPRINT_SIZE * _POINT
    entries = []
    if block.copies:
        hang = Settings(char=side, left=len(COPIES), hang=len(COPIES))
        entries.append(paragraph("Imprint", runs.xml(COPIES + block.copies, Role.BODY, Role.BODY), hang))
    tabs = Settings(tabs=(("right", page.text_width - 2 * side),), align="left")
    printed = runs.xml(f"{block.office}\t{block.date}{PRINTED}", Role.BODY, Role.BODY)
    entries.append(paragraph("Imprint", printed, tabs))
    width = f'<w:tcW w:w="{page.text_width}" w:type="dxa"/>'
    lines = "".join(f"<w:tr><w:tc><w:tcPr>{width}</w:tcPr>{entry}</w:tc></w:tr>" for entry in entries)
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin"'
        ' w:horzAnchor="margin" w:tblpXSpec="center" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>'
        f'<w:tblW w:w="{page.text_width - side}" w:type="dxa"/>'
        f"<w:tblBorders>{_rule('top', _THICK)}{_rule('bottom', _THICK)}"
        f'{_rule("insideH", _THIN)}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{page.text_width}"/></w:tblGrid>{lines}</w:tbl>'
    )


def _rule(side: str, eighths: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>'


def _twips(points: float) -> int:
    return round(points * _POINT)
