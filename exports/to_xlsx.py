"""The tables of a paper as xlsx: one sheet each, to be sorted and counted, the same bytes every time."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter
from openpyxl.xml.functions import tostring

from exports.docx.runs import clean
from exports.docx.zipping import read_package, write_package
from exports.page import Align, Column, Paper, Table
from ledger.errors import InputError

_CELL_LIMIT = 32_767
_SHEET_NAME_LIMIT = 31
_HEADER_LIMIT = 100
"""Excel calls a workbook damaged whose header is longer than 255 characters, “&” counted twice."""
_FORBIDDEN = re.compile(r"[\\/?*\[\]:]")
_WIDTH = 130
"""Characters of 10.5 pt across a landscape A4 page."""
_MARGINS = {"left": 0.6, "right": 0.6, "top": 0.8, "bottom": 0.8}
_UNDATED = dt.datetime(2000, 1, 1)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>台帐</Application></Properties>"
)
_HORIZONTAL = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "left"}


class NothingToTabulate(InputError):
    """A paper without a table cannot become a workbook."""

    def __init__(self, title: str) -> None:
        self.title = title
        super().__init__(f"《{title}》里没有表格，不能导出为Excel文件：请改为导出docx或PDF。")


def write_xlsx(paper: Paper, stream: BinaryIO) -> None:
    """Write the tables of `paper` to `stream`, a sheet each, as text: 8-digit dates and 档号 keep their zeros.

    A text longer than a cell may hold (32,767 characters) goes on in the cell below. Raises NothingToTabulate.
    """
    tables = [block for block in paper.blocks if isinstance(block, Table) and block.columns]
    if not tables:
        raise NothingToTabulate(paper.title)
    workbook = Workbook()
    workbook.remove(workbook.active)
    _set_properties(workbook.properties, paper)
    for style in _styles():
        workbook.add_named_style(style)
    for table, name in zip(tables, _sheet_names(tables, paper.title), strict=True):
        _write_sheet(workbook.create_sheet(name), table, paper)
    buffer = io.BytesIO()
    workbook.save(buffer)
    members = read_package(buffer.getvalue())
    workbook.properties.modified = workbook.properties.created  # openpyxl sets the time of saving
    members["docProps/core.xml"] = tostring(workbook.properties.to_tree())
    members["docProps/app.xml"] = _APP.encode()
    write_package(members, stream)


def _set_properties(properties: Any, paper: Paper) -> None:
    try:
        moment = dt.datetime.combine(dt.date.fromisoformat(paper.date), dt.time())
    except ValueError:
        moment = _UNDATED
    properties.title = clean(paper.title)
    properties.creator = properties.lastModifiedBy = clean(paper.author)
    properties.created = properties.modified = moment
    properties.language = "zh-CN"


def _styles() -> Iterator[NamedStyle]:
    """The styles of the cells: one per alignment, and one for heads and totals."""
    side = Side(style="thin", color="000000")
    border = Border(left=side, right=side, top=side, bottom=side)
    for align, horizontal in _HORIZONTAL.items():
        for name, face in ((f"正文-{align.value}", "宋体"), (f"合计-{align.value}", "黑体")):
            yield NamedStyle(
                name,
                font=Font(name=face, size=10.5, charset=134),
                alignment=Alignment(horizontal=horizontal, vertical="center", wrap_text=True),
                border=border,
                number_format="@",
            )


def _sheet_names(tables: list[Table], title: str) -> Iterator[str]:
    """Names that Excel takes: no forbidden character, at most 31 long, none twice whatever the case."""
    taken: set[str] = set()
    for number, table in enumerate(tables, 1):
        wanted = _FORBIDDEN.sub("_", clean(table.caption or title)).replace("\n", " ").strip().strip("'")
        name = _cut(wanted or f"表{number}", _SHEET_NAME_LIMIT)
        again = 2
        while name.casefold() in taken:
            mark = f"（{again}）"
            name, again = _cut(wanted, _SHEET_NAME_LIMIT - len(mark)) + mark, again + 1
        taken.add(name.casefold())
        yield name


def _cut(text: str, units: int) -> str:
    """The beginning of `text` in at most `units` UTF-16 code units, as Excel counts, no character cut in two."""
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", errors="ignore")


def _write_sheet(sheet: Any, table: Table, paper: Paper) -> None:
    scale = _WIDTH / sum(column.width for column in table.columns)
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = round(column.width * scale, 2)
        _write_cell(sheet, 1, number, _cut(clean(column.head), _CELL_LIMIT), f"合计-{Align.CENTER.value}")
    at = 2
    for number, row in enumerate(table.rows, 1):
        kind = "合计" if table.total and number == len(table.rows) else "正文"
        for part in _parts(row, table.columns):
            for place, (text, column) in enumerate(zip(part, table.columns, strict=True), 1):
                _write_cell(sheet, at, place, text, f"{kind}-{column.align.value}")
            at += 1
    _set_printing(sheet, paper)


def _parts(row: tuple[str, ...], columns: tuple[Column, ...]) -> Iterator[tuple[str, ...]]:
    """The row, or several rows where a text is longer than a cell may be."""
    cells = [list(_pieces(clean(text))) for text, _ in zip(row, columns, strict=True)]
    yield from zip_longest(*cells, fillvalue="")


def _pieces(text: str) -> Iterator[str]:
    while True:
        piece = _cut(text, _CELL_LIMIT)
        yield piece
        text = text[len(piece) :]
        if not text:
            return


def _write_cell(sheet: Any, row: int, column: int, text: str, style: str) -> None:
    """Words are words: a text that begins with “=” must not become a formula."""
    cell = sheet.cell(row, column, text)
    cell.data_type = "s"
    cell.style = style


def _set_printing(sheet: Any, paper: Paper) -> None:
    """Landscape A4, as wide as the page, the head frozen on screen and repeated on paper, title above, page below."""
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    for side, inches in _MARGINS.items():
        setattr(sheet.page_margins, side, inches)
    sheet.print_options.horizontalCentered = True
    sheet.oddHeader.center.text = _cut(" ".join(clean(paper.title).split()), _HEADER_LIMIT).replace("&", "&&") or None
    sheet.oddFooter.center.text = "— &P —"
