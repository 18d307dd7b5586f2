"""The tables of a paper as xlsx: one sheet each, to be sorted and summed, the same bytes every time."""

from __future__ import annotations

import datetime as dt
import functools
import io
import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter
from openpyxl.xml.functions import tostring

from exports.docx.runs import clean
from exports.docx.zipping import read_package, write_package
from exports.page import Align, Column, Content, Grid, Paper, Table
from exports.xlsx_cells import TEXT_FORMAT, Cells, StyleOf, row_xml, sheet_data
from ledger.errors import InputError

_CELL_LIMIT = 32_767
_SHEET_NAME_LIMIT = 31
_HEADER_LIMIT = 100
"""Excel calls a workbook damaged whose header is longer than 255 characters, “&” counted twice."""
_FORBIDDEN = re.compile(r"[\\/?*\[\]:]")
_WIDTHS = {"landscape": 130, "portrait": 86}
"""Characters of 10.5 pt across an A4 page."""
_DATE_WIDTH = 12.0
_NARROWEST = 6
"""Characters that a column has at least: a head of two ideographs must not be parted."""
_EMPTY, _DIMENSION = re.compile(b"<sheetData ?/>|<sheetData></sheetData>"), re.compile(b'<dimension ref="A1:A1" ?/>')
"""What openpyxl writes for a sheet without cells; with 90,000 of them it takes seconds, joining them tenths of one."""
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
    """Write the tables of `paper` to `stream`, a sheet each: real dates and numbers where a column declares them.

    A text longer than a cell may hold (32,767 characters) goes on in the cell below. Raises NothingToTabulate.
    """
    tables = [block for block in paper.blocks if isinstance(block, Table) and block.columns]
    if not tables:
        raise NothingToTabulate(paper.title)
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook._named_styles["Normal"].font = Font(name="宋体", size=10.5, charset=134)  # its digits measure columns
    _set_properties(workbook.properties, paper)
    for style in _styles():
        workbook.add_named_style(style)
    contents = []
    for table, name in zip(tables, _sheet_names(tables, paper.title), strict=True):
        sheet = workbook.create_sheet(name)
        widths = _widths(table, paper)
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        _set_printing(sheet, paper)
        contents.append(_content(sheet, table, widths))
    write_package(_members(workbook, contents), stream)


def _members(workbook: Any, contents: list[bytes]) -> dict[str, bytes]:
    """The parts of the file, the cells put into the sheets, and the time of saving taken out."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    members = read_package(buffer.getvalue())
    for number, content in enumerate(contents, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        before, after = _EMPTY.split(_DIMENSION.sub(b"", members[name]))
        members[name] = before + content + after
    workbook.properties.modified = workbook.properties.created
    members["docProps/core.xml"] = tostring(workbook.properties.to_tree())
    members["docProps/app.xml"] = _APP.encode()
    return members


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
                number_format=TEXT_FORMAT,
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


def _widths(table: Table, paper: Paper) -> list[float]:
    """The columns in digits: dates as broad as a date, the others by their shares of what is left of the page."""
    dates = [column.content is Content.DATE for column in table.columns]
    room = _WIDTHS[_orientation(paper)] - _DATE_WIDTH * sum(dates)
    shares = sum(column.width for column, date in zip(table.columns, dates, strict=True) if not date)
    return [
        _DATE_WIDTH if date else max(_NARROWEST, round(column.width / shares * room, 2))
        for column, date in zip(table.columns, dates, strict=True)
    ]


def _orientation(paper: Paper) -> str:
    """A spreadsheet lies as its paper does."""
    return "landscape" if paper.grid is Grid.REGISTER else "portrait"


def _content(sheet: Any, table: Table, widths: list[float]) -> bytes:
    """The cells of a sheet as XML."""
    held = [column.content for column in table.columns]
    cells = {
        kind: Cells(held, widths, [_style_of(sheet, kind, column.align) for column in table.columns])
        for kind in ("正文", "合计")
    }
    centred = _style_of(sheet, "合计", Align.CENTER)
    cells["表头"] = Cells([Content.TEXT] * len(widths), widths, [centred] * len(widths))
    return sheet_data(_rows(table, cells)).encode()


def _style_of(sheet: Any, kind: str, align: Align) -> StyleOf:
    """The number of a cell style by its number format; openpyxl numbers them as they are first asked for."""

    @functools.cache
    def number(shown: str) -> int:
        cell = WriteOnlyCell(sheet)
        cell.style = f"{kind}-{align.value}"
        cell.number_format = shown
        return int(cell.style_id)

    return number


def _rows(table: Table, cells: dict[str, Cells]) -> Iterator[str]:
    """The head, and the rows as they stand on paper."""
    heads = [column.head.replace("\n", "") for column in table.columns]  # in two lines for paper only
    yield row_xml(1, [_cut(clean(head), _CELL_LIMIT) for head in heads], cells["表头"])
    at = 2
    for number, row in enumerate(table.rows, 1):
        kind = "合计" if table.total and number == len(table.rows) else "正文"
        for part in _parts(row, table.columns):
            yield row_xml(at, part, cells[kind])
            at += 1


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


def _set_printing(sheet: Any, paper: Paper) -> None:
    """A4, as wide as the page, the head frozen on screen and repeated on paper, title above, page below."""
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = _orientation(paper)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    for side, inches in _MARGINS.items():
        setattr(sheet.page_margins, side, inches)
    sheet.print_options.horizontalCentered = True
    sheet.oddHeader.center.text = _cut(" ".join(clean(paper.title).split()), _HEADER_LIMIT).replace("&", "&&") or None
    sheet.oddFooter.center.text = "第&P页，共&N页"
