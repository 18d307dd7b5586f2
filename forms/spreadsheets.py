"""Records from a spreadsheet (.xlsx) that a clerk filled in: the head names the fields, every row is one record."""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from exports.sniff import EXCEL, OLD_OFFICE, sniff
from forms.system_words import reason
from ledger.entries import FieldProblems, RowProblems
from ledger.errors import InputError, StorageError
from ledger.fields import Date, Field, Month, Rows, Time, chinese_date
from ledger.fields.base import FieldError
from ledger.fields.numbers import plain
from ledger.kinds import Kind
from ledger.refusals import DuplicateValue

HEAD_WITHIN = 10
"""Rows from the top among which the head may stand: titles and notes may be above it."""

_BROKEN = (
    zipfile.BadZipFile, InvalidFileException, ParseError, etree.LxmlError,
    KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError,
)  # fmt: skip
"""What openpyxl raises, depending on where a damaged workbook is damaged."""


class NotASpreadsheet(InputError):
    """The file is no workbook that can be read."""

    def __init__(self, path: Path, why: str, cure: str) -> None:
        super().__init__(f"“{path.name}”不能导入：{why}，{cure}。")


class CannotReadSheet(StorageError):
    """The disk refuses the file."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"读不了“{path}”（{reason(error)}）：请核对路径，并关闭正在打开它的程序后再试。")


class NoHead(InputError):
    """No row near the top holds the labels of the kind's fields."""

    def __init__(self, path: Path, kind: Kind) -> None:
        known = "、".join(field.label for field in importable(kind))
        super().__init__(
            f"“{path.name}”前{HEAD_WITHIN}行里没有“{kind.title}”的表头：表头应是这些栏目的名称：{known}。"
            f"可用 taizhang template {kind.slug} 得到空白表。"
        )


class UnknownHead(InputError):
    """A column whose head names no field that can be imported."""

    def __init__(self, path: Path, place: str, head: str, kind: Kind) -> None:
        known = "、".join(field.label for field in importable(kind))
        super().__init__(
            f"“{path.name}”的{place}“{head}”不是“{kind.title}”能导入的栏目：请删去这一列，或改成其中之一：{known}。"
        )


class DuplicateHead(InputError):
    """Two columns of the same field."""

    def __init__(self, path: Path, place: str, head: str) -> None:
        super().__init__(f"“{path.name}”的{place}“{head}”这一栏出现了两次：请合成一列后再导入。")


class NoRows(InputError):
    """Nothing below the head."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path.name}”的表头下面没有内容：请填写后再导入。")


class SheetProblems(InputError):
    """Every cell that cannot be taken, by row and column; nothing was imported."""

    def __init__(self, path: Path, problems: Sequence[str], rows: int) -> None:
        self.problems = tuple(problems)
        super().__init__(
            f"“{path.name}”有{rows}行填得不对，一条也没有导入，请改好后再导入：\n" + "\n".join(self.problems)
        )


@dataclass(frozen=True)
class Fault:
    """What stands in a cell instead of a value, such as #REF!; no field takes it, and its words are told."""

    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class SheetRow:
    """One filled row: its number in the sheet, and its cells by field name."""

    number: int
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Sheet:
    """A sheet read: its file, the column letters by field name, and its filled rows."""

    path: Path
    kind: Kind
    columns: Mapping[str, str]
    rows: tuple[SheetRow, ...]

    def problems(self, refused: RowProblems) -> SheetProblems:
        """What a ledger refused, in the numbers and letters of the sheet."""
        listed = [
            f"第{self.rows[number - 1].number}行{self._letter(problem)}：{problem}"
            for number, why in refused.rows.items()
            for problem in (why.problems if isinstance(why, FieldProblems) else (why,))
        ]
        return SheetProblems(self.path, listed, len(refused.rows))

    def _letter(self, problem: InputError) -> str:
        if isinstance(problem, DuplicateValue):
            return f"{self.columns[self.kind.unique]}列" if self.kind.unique in self.columns else ""
        for name, letter in self.columns.items():
            label = self.kind.field(name).label
            if problem.label == label if isinstance(problem, FieldError) else f"“{label}”" in str(problem):
                return f"{letter}列"
        return ""


def importable(kind: Kind) -> tuple[Field, ...]:
    """The fields that fit into one cell: all but tables."""
    return tuple(field for field in kind.fields if not isinstance(field, Rows))


def read_sheet(path: Path, kind: Kind) -> Sheet:
    """The rows of the workbook at `path`: of the sheet named like the kind, otherwise of the first.

    Raises NotASpreadsheet, CannotReadSheet, NoHead, UnknownHead, DuplicateHead, NoRows.
    """
    grid = _grid(path, kind)
    head = _head_row(grid, kind)
    if head is None:
        raise NoHead(path, kind)
    names = _names(path, kind, head, grid[head])
    rows = []
    for number in sorted(each for each in grid if each > head):
        data = {name: _typed(kind.field(name), grid[number].get(column)) for column, name in names.items()}
        if any(value is not None for value in data.values()):
            rows.append(SheetRow(number, data))
    if not rows:
        raise NoRows(path)
    return Sheet(path, kind, {name: get_column_letter(column) for column, name in names.items()}, tuple(rows))


@dataclass(frozen=True)
class _Cell:
    value: Any
    percent: bool


_Grid = dict[int, dict[int, _Cell]]


def _grid(path: Path, kind: Kind) -> _Grid:
    """Every filled cell by row and column; merged cells are filled with what stands in their first."""
    data = _workbook(path)
    written = _opened(path, kind, data, results=False)
    formulas = {cell.coordinate for row in written.iter_rows() for cell in row if cell.data_type == "f"}
    sheet = _opened(path, kind, data, results=True) if formulas else written
    grid: _Grid = {}
    for row in sheet.iter_rows():
        for cell in row:
            value = cell.value
            if value is None and cell.coordinate in formulas:
                value = Fault("没有算出结果的公式")
            elif cell.data_type == "e":
                value = Fault(str(value))
            if value is not None and str(value).strip():
                grid.setdefault(cell.row, {})[cell.column] = _Cell(value, "%" in str(cell.number_format))
    _fill_merged(grid, sheet)
    return grid


def _fill_merged(grid: _Grid, sheet: Any) -> None:
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


def _opened(path: Path, kind: Kind, data: bytes, *, results: bool) -> Any:
    """The sheet to import, with the results of formulas or with the formulas themselves.

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
    return next((sheet for sheet in sheets if sheet.title.strip() == kind.title), sheets[0])


def _plain_head(text: object) -> str:
    """A head as it is compared: without blanks, the mark of a required field and the difference of full width."""
    return "".join(unicodedata.normalize("NFKC", str(text)).split()).strip("*").casefold()


def _head_row(grid: _Grid, kind: Kind) -> int | None:
    """The row near the top with the most heads that are known; None when none has any."""
    known = {_plain_head(words) for field in importable(kind) for words in (field.label, field.name)}
    counts = {
        number: sum(_plain_head(cell.value) in known for cell in grid[number].values())
        for number in sorted(grid)
        if number <= HEAD_WITHIN
    }
    best = max(counts, key=lambda number: counts[number], default=None)
    return best if best is not None and counts[best] else None


def _names(path: Path, kind: Kind, number: int, heads: Mapping[int, _Cell]) -> dict[int, str]:
    """Field names by column. Raises UnknownHead, DuplicateHead."""
    known = {_plain_head(words): field.name for field in importable(kind) for words in (field.label, field.name)}
    names: dict[int, str] = {}
    for column, cell in sorted(heads.items()):
        place = f"{get_column_letter(column)}{number}单元格"
        name = known.get(_plain_head(cell.value))
        if name is None:
            raise UnknownHead(path, place, str(cell.value).strip(), kind)
        if name in names.values():
            raise DuplicateHead(path, place, str(cell.value).strip())
        names[column] = name
    return names


def _typed(field: Field, cell: _Cell | None) -> Any:
    """What stands in a cell, as somebody would have typed it."""
    match cell.value if cell else None:
        case bool() as truth:
            return Fault("TRUE" if truth else "FALSE")
        case int() | float() as number:
            return _number(field, number, cell is not None and cell.percent)
        case dt.datetime() as moment if isinstance(field, Time):
            return moment.time()
        case dt.date() as day if isinstance(field, Date):
            return day
        case dt.date() as day if isinstance(field, Month):
            return f"{day.year}年{day.month}月"
        case dt.date() as day:
            return chinese_date(day)
        case dt.time() as moment:
            return f"{moment:%H:%M}"
        case dt.timedelta() as span if span < dt.timedelta(days=1):
            return f"{dt.datetime.min + span:%H:%M}"
        case value:
            return str(value) if isinstance(value, dt.timedelta) else value


def _number(field: Field, number: int | float, percent: bool) -> Any:
    # Fifteen digits are what spreadsheets show and keep; more are noise of binary fractions.
    exact = Decimal(f"{number:.15g}")
    if percent:
        return f"{plain(exact * 100)}%"
    words = plain(exact)
    # 6.1 may have been typed as 6.10: the sheet has dropped the zero, and with it the day.
    return Fault(f"数字{words}") if isinstance(field, Date) and "." in words else words
