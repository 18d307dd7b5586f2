"""Records from a spreadsheet (.xlsx) that a clerk filled in: the head names the fields, every row is one record."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from forms.sheet_cells import Cell, Fault, Grid, read_cells
from ledger.entries import FieldProblems, RowProblems
from ledger.errors import InputError
from ledger.fields import Date, Field, Month, Rows, Time, chinese_date
from ledger.fields.base import FieldError
from ledger.fields.numbers import plain
from ledger.kinds import Kind
from ledger.refusals import DuplicateValue

HEAD_WITHIN = 10
"""Rows from the top among which the head may stand: titles and notes may be above it."""


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
class SheetRow:
    """One filled row: its number in the sheet, and its cells by field name."""

    number: int
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Sheet:
    """A sheet read: its file, the column letters by field name, its filled rows, and the heads passed over."""

    path: Path
    kind: Kind
    columns: Mapping[str, str]
    rows: tuple[SheetRow, ...]
    ignored: tuple[str, ...] = ()

    def problems(self, refused: RowProblems) -> SheetProblems:
        """What a ledger refused, in the numbers and letters of the sheet."""
        listed = [
            f"第{self.rows[number - 1].number}行{located}"
            for number, why in refused.rows.items()
            for located in self.located(why)
        ]
        return SheetProblems(self.path, listed, len(refused.rows))

    def located(self, why: InputError) -> tuple[str, ...]:
        """Each problem of a row with the letter of its column in front, where it has one."""
        problems = why.problems if isinstance(why, FieldProblems) else (why,)
        return tuple(f"{self._letter(problem)}：{problem}" for problem in problems)

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
    return sheet_of(read_cells(path, kind.title), path, kind)


def sheet_of(grid: Grid, path: Path, kind: Kind, *, lenient: bool = False) -> Sheet:
    """The rows of cells that were read from `path`; if `lenient`, columns of unknown heads are passed over and told.

    Raises NoHead, UnknownHead, DuplicateHead, NoRows.
    """
    head = head_row(grid, kind)
    if head is None:
        raise NoHead(path, kind)
    heads = grid[head]
    unknown = {column for column, cell in heads.items() if _field_of(cell, kind) is None} if lenient else set()
    names = _names(path, kind, head, {column: cell for column, cell in heads.items() if column not in unknown})
    rows = []
    for number in sorted(each for each in grid if each > head):
        data = {name: _typed(kind.field(name), grid[number].get(column)) for column, name in names.items()}
        if any(value is not None for value in data.values()):
            rows.append(SheetRow(number, data))
    if not rows:
        raise NoRows(path)
    letters = {name: get_column_letter(column) for column, name in names.items()}
    return Sheet(
        path, kind, letters, tuple(rows), tuple(str(heads[column].value).strip() for column in sorted(unknown))
    )


def _plain_head(text: object) -> str:
    """A head as it is compared: without blanks, the mark of a required field and the difference of full width."""
    return "".join(unicodedata.normalize("NFKC", str(text)).split()).strip("*").casefold()


def head_row(grid: Grid, kind: Kind) -> int | None:
    """The row near the top with the most heads that are known; None when none has any."""
    known = {_plain_head(words) for field in importable(kind) for words in (field.label, field.name)}
    counts = {
        number: sum(_plain_head(cell.value) in known for cell in grid[number].values())
        for number in sorted(grid)
        if number <= HEAD_WITHIN
    }
    best = max(counts, key=lambda number: counts[number], default=None)
    return best if best is not None and counts[best] else None


def _field_of(head: Cell, kind: Kind) -> str | None:
    """The name of the field that a head names, by its label or its name; None when it names none."""
    words = _plain_head(head.value)
    fields = (each.name for each in importable(kind) if words in (_plain_head(each.label), _plain_head(each.name)))
    return next(fields, None)


def _names(path: Path, kind: Kind, number: int, heads: Mapping[int, Cell]) -> dict[int, str]:
    """Field names by column. Raises UnknownHead, DuplicateHead."""
    names: dict[int, str] = {}
    for column, cell in sorted(heads.items()):
        place = f"{get_column_letter(column)}{number}单元格"
        name = _field_of(cell, kind)
        if name is None:
            raise UnknownHead(path, place, str(cell.value).strip(), kind)
        if name in names.values():
            raise DuplicateHead(path, place, str(cell.value).strip())
        names[column] = name
    return names


def _typed(field: Field, cell: Cell | None) -> Any:
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
