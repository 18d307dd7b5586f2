"""The master index read back from its docx, the way an assessor would read it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import docx


@dataclass(frozen=True)
class IndexRow:
    """A row of 总目录."""

    serial: str
    archive_no: str
    title: str
    date: str
    pages: int
    page: int
    file: str


def index_rows(submission: Path) -> list[IndexRow]:
    """Every row of every table of 00_总目录.docx, found by its column heads."""
    rows = []
    for table in docx.Document(str(submission / "00_总目录.docx")).tables:
        cells = [[cell.text for cell in row.cells] for row in table.rows]
        heads = ["".join(head.split()) for head in cells[0]]
        for row in cells[1:]:
            named = dict(zip(heads, row, strict=True))
            rows.append(
                IndexRow(
                    named["序号"],
                    named["档号"],
                    named["题名"],
                    named["日期"],
                    int(named["页数"]),
                    int(named["页号"]),
                    named["文件"],
                )
            )
    return rows


def bare(text: str) -> str:
    """A title without white space and without the square brackets of an own title."""
    return "".join(text.split()).strip("[]")
