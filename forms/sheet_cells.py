"""The cells of a workbook (.xlsx) as the clerk sees them: results of formulas, merged cells filled, blanks left out."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from ledger.causes import reason
from ledger.errors import InputError, StorageError

_BROKEN = (
    zipfile.BadZipFile, InvalidFileException, ParseError, etree.LxmlError,
    zlib.error, OSError, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, RuntimeError,
)  # fmt: skip
"""What openpyxl raises for bytes in memory, depending on where they are damaged."""
LARGEST_PART = 300_000_000
"""Bytes of a part of a file of Office once it is unpacked: sheets of a hundred thousand rows have a third of that."""
MOST_MERGED = 2_000_000
"""Cells of a sheet that may be merged; openpyxl makes each of them."""

MOST_CELLS = 5_000_000
"""Cells of a sheet: a hundred thousand rows of fifty."""
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_MERGED = re.compile(rb"""mergeCell\s[^>]*?ref=["']([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})["']""")


class NotASpreadsheet(InputError):
    """The file is no workbook that can be read."""

    def __init__(self, path: Path, why: str, cure: str) -> None:
        super().__init__(f"“{path.name}”不能导入：{why}，{cure}。")


class CannotReadSheet(StorageError):
    """The disk refuses the file."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"读不了“{path}”（{reason(error)}）：请核对路径，并关闭正在打开它的程序后再试。")


@dataclass(frozen=True)
class Fault:
    """What stands in a cell instead of a value, such as #REF!; no field takes it, and its words are told."""

    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Cell:
    """A value, and whether it is shown in percent."""

    value: Any
    percent: bool


Grid = dict[int, dict[int, Cell]]
"""Cells by row and column, both counted from 1."""


@dataclass(frozen=True)
class Table:
    """A table of a file: its number from 1, what it is called ("" for nothing), and its cells.

    The columns of a `numbered` one are told by numbers, as in Word, otherwise by letters.
    """

    number: int
    title: str
    grid: Grid
    numbered: bool = False

    def place(self, column: int) -> str:
        """What a column is called."""
        return f"第{column}" if self.numbered else str(get_column_letter(column))


def workbook_tables(path: Path, data: bytes) -> tuple[Table, ...]:
    """The sheets that are seen of the workbook with these bytes; merged cells hold what their first holds.

    Raises NotASpreadsheet.
    """
    _refuse_vast(path, data)
    written = _opened(path, data, results=False)
    formulas = [{place for place, cell in sheet._cells.items() if cell.data_type == "f"} for sheet in written]
    sheets = _opened(path, data, results=True) if any(formulas) else written
    pairs = [each for each in zip(sheets, formulas, strict=True) if each[0].sheet_state == "visible"]
    seen = pairs or list(zip(sheets, formulas, strict=True))
    return tuple(
        Table(number, sheet.title.strip(), _grid(sheet, places)) for number, (sheet, places) in enumerate(seen, 1)
    )


def _grid(sheet: Any, formulas: set[tuple[int, int]]) -> Grid:
    grid: Grid = {}
    # Only the cells there are: the size of a sheet may be told wrongly, or be that of a single cell far away.
    for place, cell in sorted(sheet._cells.items()):
        value = cell.value
        if value is None and place in formulas:
            value = Fault("没有算出结果的公式")
        elif cell.data_type == "e":
            value = Fault(str(value))
        if value is not None and str(value).strip():
            grid.setdefault(place[0], {})[place[1]] = Cell(value, "%" in str(cell.number_format))
    _fill_merged(grid, sheet)
    return grid


def _fill_merged(grid: Grid, sheet: Any) -> None:
    if not grid:
        return
    # A range may be merged far below the last row that is filled.
    lowest, rightmost = max(grid), max(max(row) for row in grid.values())
    for merged in sheet.merged_cells.ranges:
        first = grid.get(merged.min_row, {}).get(merged.min_col)
        if first is None:
            continue
        for number in range(merged.min_row, min(merged.max_row, lowest) + 1):
            for column in range(merged.min_col, min(merged.max_col, rightmost) + 1):
                grid.setdefault(number, {})[column] = first


def _refuse_vast(path: Path, data: bytes) -> None:
    """Refuse sheets that would fill the memory before they are read. Raises NotASpreadsheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                if name.startswith("xl/worksheets/"):
                    _refuse_sheet(path, package.read(name))
    except _BROKEN as error:
        raise _broken(path) from error


def _refuse_sheet(path: Path, xml: bytes) -> None:
    if len(_CELL.findall(xml)) > MOST_CELLS:
        raise NotASpreadsheet(path, f"一张表里有{MOST_CELLS // 10_000}万个以上的单元格", "请分成几张表，分几次导入")
    if _merged(xml) > MOST_MERGED:
        raise NotASpreadsheet(path, "合并的单元格大得不合情理", "请取消整行整列的合并，另存后再导入")


def _merged(xml: bytes) -> int:
    """How many cells are merged in a sheet."""
    corners = (
        (*coordinate_to_tuple(first.decode()), *coordinate_to_tuple(last.decode()))
        for first, last in _MERGED.findall(xml)
    )
    return sum((abs(bottom - top) + 1) * (abs(right - left) + 1) for top, left, bottom, right in corners)


def _broken(path: Path) -> NotASpreadsheet:
    return NotASpreadsheet(path, "文件已损坏或不完整", "请用Excel或WPS打开，另存为新的xlsx文件后再导入")


def _opened(path: Path, data: bytes, *, results: bool) -> list[Any]:
    """The sheets of a workbook, with the results of formulas or with the formulas themselves.

    Opened whole and not in openpyxl's read-only mode, which believes the size of the sheet that WPS writes wrongly.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks about looks that do not matter here
            sheets = list(load_workbook(io.BytesIO(data), data_only=results, keep_links=False).worksheets)
    except _BROKEN as error:
        raise _broken(path) from error
    if not sheets:
        raise NotASpreadsheet(path, "里面没有工作表", "请核对是否选对了文件")
    return sheets
