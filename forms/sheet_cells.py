"""The cells of a workbook (.xlsx) as the clerk sees them: results of formulas, merged cells filled, blanks left out."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from exports.sniff import EXCEL, OLD_OFFICE, sniff
from ledger.causes import reason
from ledger.errors import InputError, StorageError

_BROKEN = (
    zipfile.BadZipFile, InvalidFileException, ParseError, etree.LxmlError,
    zlib.error, OSError, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, RuntimeError,
)  # fmt: skip
"""What openpyxl raises for bytes in memory, depending on where they are damaged."""


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


def read_cells(path: Path, title: str) -> Grid:
    """Every filled cell of the sheet called `title`, otherwise of the first; merged cells hold what their first holds.

    Raises NotASpreadsheet, CannotReadSheet.
    """
    data = _workbook(path)
    written = _opened(path, title, data, results=False)
    formulas = {cell.coordinate for row in written.iter_rows() for cell in row if cell.data_type == "f"}
    sheet = _opened(path, title, data, results=True) if formulas else written
    grid: Grid = {}
    for row in sheet.iter_rows():
        for cell in row:
            value = cell.value
            if value is None and cell.coordinate in formulas:
                value = Fault("没有算出结果的公式")
            elif cell.data_type == "e":
                value = Fault(str(value))
            if value is not None and str(value).strip():
                grid.setdefault(cell.row, {})[cell.column] = Cell(value, "%" in str(cell.number_format))
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


def _workbook(path: Path) -> bytes:
    """The bytes of an xlsx file. Raises NotASpreadsheet for anything else, CannotReadSheet."""
    try:
        found, data = sniff(path), path.read_bytes()
    except OSError as error:
        raise CannotReadSheet(path, error) from error
    if found is OLD_OFFICE:
        why = "是旧版Excel文件（xls）、WPS表格（et），或加了密码"
        raise NotASpreadsheet(path, why, "请用Excel或WPS打开，去掉密码，另存为xlsx文件后再导入")
    if found is not EXCEL:
        raise NotASpreadsheet(path, f"不是xlsx表格，实际是{found.name}", "请用Excel或WPS另存为xlsx文件后再导入")
    return data


def _opened(path: Path, title: str, data: bytes, *, results: bool) -> Any:
    """The sheet to be read, with the results of formulas or with the formulas themselves.

    Opened whole and not in openpyxl's read-only mode, which believes the size of the sheet that WPS writes wrongly.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks about looks that do not matter here
            sheets = load_workbook(io.BytesIO(data), data_only=results).worksheets
    except _BROKEN as error:
        raise NotASpreadsheet(path, "文件已损坏或不完整", "请用Excel或WPS打开，另存为新的xlsx文件后再导入") from error
    if not sheets:
        raise NotASpreadsheet(path, "里面没有工作表", "请核对是否选对了文件")
    return next((sheet for sheet in sheets if sheet.title.strip() == title), sheets[0])
