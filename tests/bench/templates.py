"""Our docx files turned into templates and values for docxtpl, as somebody would have made them by hand in Word.

A template has the paragraphs and tables of the paper; rows and paragraphs that follow each other alike are a loop.
Papers of one shape share a template, so that docxtpl is given the same words in as few marks as possible.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

Part = tuple[int, Any]
"""A part of a paper: 0 and its paragraphs, or the number of columns and the rows of cells."""


def write_templates(papers: Sequence[Path], folder: Path) -> None:
    """Write the templates of the docx files `papers`, and values.json with the words of each."""
    names: dict[tuple[object, ...], str] = {}
    values = []
    for path in papers:
        document = docx.Document(str(path))
        parts, wide = list(_parts(document)), document.sections[0].orientation == WD_ORIENT.LANDSCAPE
        shape = (wide, *(columns for columns, _ in parts))
        if shape not in names:
            names[shape] = f"template-{len(names)}.docx"
            _template(parts, wide).save(str(folder / names[shape]))
        words = {f"part{place}": content for place, (_, content) in enumerate(parts)}
        values.append({"template": names[shape], "values": words})
    text = json.dumps(values, ensure_ascii=False)
    (folder / "values.json").write_text(text, encoding="utf-8", newline="\n")


def _parts(document: Document) -> Iterator[Part]:
    """The paragraphs that follow each other, and the tables, in their order."""
    for columns, blocks in itertools.groupby(document.iter_inner_content(), key=_columns):
        if columns:
            # Tables that follow each other stay apart.
            yield from ((columns, _rows(table, columns)) for table in blocks)
        else:
            yield 0, [block.text for block in blocks]


def _columns(block: object) -> int:
    return max(len(_cells(row)) for row in block.rows) if isinstance(block, Table) else 0


def _rows(table: Table, columns: int) -> list[list[str]]:
    rows = [_cells(row) for row in table.rows]
    return [row + [""] * (columns - len(row)) for row in rows]


def _cells(row: Any) -> list[str]:
    """The words of each cell once, also of one that spans several columns."""
    return ["".join(node.text or "" for node in cell.iter(qn("w:t"))) for cell in row._tr.tc_lst]


def _template(parts: Sequence[Part], wide: bool) -> Document:
    document = docx.Document()
    section = document.sections[0]
    sizes = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.page_width, section.page_height = sizes
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = map(Mm, (25, 15, 20, 22))
    style = document.styles["Normal"]
    style.font.name, style.font.size = "仿宋", Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    for place, (columns, _) in enumerate(parts):
        if columns:
            _table(document, place, columns)
        else:
            for text in (f"{{%p for text in part{place} %}}", "{{ text }}", "{%p endfor %}"):
                document.add_paragraph(text)
    return document


def _table(document: Document, place: int, columns: int) -> None:
    table = document.add_table(rows=3, cols=columns)
    table.style = "Table Grid"
    table.cell(0, 0).text = f"{{%tr for row in part{place} %}}"
    for column in range(columns):
        table.cell(1, column).text = f"{{{{ row[{column}] }}}}"
    table.cell(2, 0).text = "{%tr endfor %}"
