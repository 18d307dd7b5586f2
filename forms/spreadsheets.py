"""Records from a table that a clerk filled in or kept before: the head names the fields, every row is one record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from forms.sheet_cells import Cell, Fault, Table
from forms.tables.heads import HEAD_WITHIN, SERIALS, Head, bare, find_head, importable, plain
from forms.tables.sources import choose_table, read_tables
from ledger.entries import FieldProblems, RowProblems
from ledger.errors import InputError
from ledger.fields import Choice, Date, Field, Month, Time, chinese_date
from ledger.fields.base import FieldError
from ledger.fields.numbers import plain as plain_number
from ledger.kinds import Kind
from ledger.refusals import DuplicateValue
from ledger.search import folded

__all__ = ["Sheet", "SheetRow", "importable", "read_sheet", "sheet_of"]

_TOTAL = re.compile("(本页|本月|本季度?|本年|全年|以上|全部)?(合计|小计|总计|共计|累计)")
_NOTE = re.compile("(填表|制表|填报|审核|单位负责)人?(签字|签名|日期|时间|单位)?:|(附?注|备注|说明)[0-9]*:")
"""What stands below the records of older papers, to the left."""
_BROAD = 3
"""Columns that one merged cell fills when it is a line between records."""
_TOLD = 12
"""Characters of such a line that are told."""


class NoHead(InputError):
    """No row near the top holds the labels of the kind's fields."""

    def __init__(self, path: Path, kind: Kind) -> None:
        known = "、".join(field.label for field in importable(kind))
        super().__init__(
            f"“{path.name}”前{HEAD_WITHIN}行里没有“{kind.title}”的表头：表头应是这些栏目的名称：{known}。"
            f"可用 taizhang template {kind.slug} 得到空白表，也可以用 --map 写明各列是哪一栏。"
        )


class UnknownHead(InputError):
    """A column whose head names no field that can be imported."""

    def __init__(self, path: Path, place: str, head: str, kind: Kind) -> None:
        known = "、".join(field.label for field in importable(kind))
        super().__init__(
            f"“{path.name}”的{place}“{head}”不是“{kind.title}”能导入的栏目：请删去这一列，或改成其中之一：{known}。"
            f"也可以用 --map 写明它是哪一栏，如 --map {head}=不导入。"
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
class LeftOut:
    """A row that is no record: its number in the table, and what it is."""

    number: int
    what: str

    def __str__(self) -> str:
        return f"第{self.number}行是{self.what}"


@dataclass(frozen=True)
class Sheet:
    """A table read: its file, its head, the places of its columns by field name, its filled rows, and what was left.

    `ignored` are the heads of columns passed over, `left_out` the rows that are no records.
    """

    path: Path
    kind: Kind
    columns: Mapping[str, str]
    rows: tuple[SheetRow, ...]
    ignored: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    table: Table
    head: Head
    skipped: frozenset[int] = frozenset()
    """The columns that somebody said are not to be imported."""

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


def read_sheet(path: Path, kind: Kind) -> Sheet:
    """The rows of the table in the file at `path` that is likely meant, every column of it known by its head.

    Raises what `read_tables`, `choose_table` and `sheet_of` raise.
    """
    return sheet_of(choose_table(read_tables(path, kind), path, kind, None), path, kind)


def sheet_of(
    table: Table,
    path: Path,
    kind: Kind,
    *,
    lenient: bool = False,
    head: Head | None = None,
    chosen: Mapping[int, str] | None = None,
) -> Sheet:
    """The rows of a table that was read from `path`; if `lenient`, columns of unknown heads are passed over and told.

    `chosen` are fields by column that somebody has named, "" for columns not to be imported; they count before what
    the `head` says. Raises NoHead, UnknownHead, DuplicateHead, NoRows.
    """
    found = head or find_head(table.grid, kind)
    if found is None:
        raise NoHead(path, kind)
    names = _names(path, kind, table, found, chosen or {}, lenient)
    rows, left_out = [], []
    for number in sorted(each for each in table.grid if each > found.bottom):
        cells = table.grid[number]
        data = {name: typed(kind.field(name), cells.get(column)) for column, name in names.items()}
        what = _no_record(cells, table, found)
        if what:
            left_out.append(LeftOut(number, what))
        elif any(value is not None for value in data.values()):
            rows.append(SheetRow(number, data))
    if not rows and names:
        raise NoRows(path)
    places = {name: table.place(column) for column, name in names.items()}
    skipped = frozenset(column for column, name in (chosen or {}).items() if not name)
    ignored = tuple(words for column, words in sorted(found.words.items()) if column not in names)
    return Sheet(path, kind, places, tuple(rows), ignored, tuple(left_out), table, found, skipped)


def _no_record(cells: Mapping[int, Cell], table: Table, head: Head) -> str:
    """What a row is that is no record: a sum, a note, a line across, or the head again; "" for a record."""
    words = str(cells[min(cells)].value).strip()
    first = plain(words)
    if _TOTAL.fullmatch(first):
        return first
    if _NOTE.match("".join(folded(words).split())):
        return f"附注“{words[:_TOLD]}”"
    if len(cells) >= _BROAD and len(set(map(id, cells.values()))) == 1:
        return f"通栏文字“{words[:_TOLD]}”"
    said = [plain(cell.value) for _, cell in sorted(cells.items())]
    heads = ([plain(cell.value) for _, cell in sorted(table.grid[row].items())] for row in (head.top, head.bottom))
    return "又一次表头" if len(said) > 1 and said in heads else ""


def _names(
    path: Path, kind: Kind, table: Table, head: Head, chosen: Mapping[int, str], lenient: bool
) -> dict[int, str]:
    """Field names by column. Raises UnknownHead, DuplicateHead unless `lenient`."""
    names = {column: name for column, name in chosen.items() if name and column in head.words}
    taken = set(names.values())
    for column, name in head.names.items():
        if column not in chosen and name not in taken:
            names[column] = name
    for column, words in sorted(head.words.items()) if not lenient else ():
        place = f"{table.place(column)}{'列' if table.numbered else head.bottom}{'' if table.numbered else '单元格'}"
        if column in names or column in chosen or bare(words) in SERIALS:
            continue
        if column in head.doubled:
            raise DuplicateHead(path, place, words)
        raise UnknownHead(path, place, words, kind)
    return dict(sorted(names.items()))


def typed(field: Field, cell: Cell | None) -> Any:
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
        case str() as words if isinstance(field, Choice):
            # Older papers may write the same choice in traditional characters or full width.
            return next((choice for choice in field.choices if plain(choice) == plain(words)), words)
        case value:
            return str(value) if isinstance(value, dt.timedelta) else value


def _number(field: Field, number: int | float, percent: bool) -> Any:
    # Fifteen digits are what spreadsheets show and keep; more are noise of binary fractions.
    exact = Decimal(f"{number:.15g}")
    if percent:
        return f"{plain_number(exact * 100)}%"
    words = plain_number(exact)
    # 6.1 may have been typed as 6.10: the sheet has dropped the zero, and with it the day.
    return Fault(f"数字{words}") if isinstance(field, Date) and "." in words else words
