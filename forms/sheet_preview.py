"""What importing a file or a pasted table would do, column by column and row by row, before anything is added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from forms.pasted_people import people_grid
from forms.sheet_cells import Cell, Table
from forms.spreadsheets import Sheet, SheetRow, sheet_of
from forms.tables.columns import NOTHING, Column, Wishes, columns_of, known_fields, memory_key
from forms.tables.heads import Head, find_head, first_row, importable
from forms.tables.sources import choose_table, likely_tables, read_tables
from ledger.entries import read_entry, refuse_duplicate
from ledger.errors import InputError
from ledger.fields import Context, LinkTo
from ledger.kinds import Kind
from ledger.lookup import Lookup
from ledger.snapshot import Snapshot

PASTED = "粘贴的表格"
"""What a table without a file is called in sentences."""


class HeadNeeded(InputError):
    """A table whose columns cannot be told."""

    def __init__(self, source: str, kind: Kind) -> None:
        known = "、".join(each.label for each in importable(kind))
        super().__init__(
            f"“{source}”前几行里没有“{kind.title}”的表头，分不清各列是什么：请在第一行写上栏目名称（{known}），再导入一次。"
        )


class EmptyTable(InputError):
    """A table without a filled cell."""

    def __init__(self, source: str) -> None:
        super().__init__(f"“{source}”里没有内容：请核对是否选对了文件，或重新复制一次再粘贴。")


class RepeatedRow(InputError):
    """A row with the words of an earlier one where each must have its own."""

    def __init__(self, label: str, words: str, earlier: int) -> None:
        super().__init__(f"{label}“{words}”与第{earlier}行重复，只能导入一条；如果不是同一个，请加以区别。")


@dataclass(frozen=True)
class Accepted:
    """A row that can be added: its number in the table, its cells as shown, what `Ledger.add` takes, and its title.

    `doubt` is a sentence about what may be a mistake but stops nothing, such as a row that is in the ledger already.
    """

    number: int
    cells: tuple[str, ...]
    data: Mapping[str, Any]
    title: str
    doubt: str = ""


@dataclass(frozen=True)
class Rejected:
    """A row that cannot be added: its number in the table, its cells as shown, and why, a line for each reason."""

    number: int
    cells: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class TableName:
    """A table of a file as it is offered: its number, what stands above it, the words of its first row, its rows."""

    number: int
    title: str
    first: str
    rows: int


@dataclass(frozen=True)
class ImportPreview:
    """Every filled row of a table, in one of the two lists; `labels` head the cells.

    It holds only words, numbers and dates, so that it passes between threads and processes.
    """

    source: str
    kind: str
    labels: tuple[str, ...]
    accepted: tuple[Accepted, ...]
    rejected: tuple[Rejected, ...]
    ignored: tuple[str, ...]
    """Heads of columns that are none of the kind's fields; their cells are left out."""
    left_out: tuple[str, ...] = ()
    """Rows that are no records, such as sums, each in a few words."""
    columns: tuple[Column, ...] = ()
    key: str = ""
    """Under which the choice of fields for these heads is remembered."""
    tables: tuple[TableName, ...] = ()
    table: int = 1
    remembered: bool = False
    """Whether the fields are those that the clerk chose for such heads before."""
    lacking: bool = False
    """Whether no column is a field without which no record is taken."""
    unsure: bool = False
    """Whether another of `tables` may be meant as well."""

    @property
    def unmatched(self) -> bool:
        """Whether no column is known, so that the clerk has to say which is which."""
        return not any(column.field for column in self.columns)

    @property
    def hopeless(self) -> bool:
        """Whether no row can be added because no column is a field that each record must have."""
        return not self.accepted and self.lacking


def preview_file(path: Path, kind: Kind, snapshot: Snapshot, wishes: Wishes = NOTHING) -> ImportPreview:
    """What the file at `path` would add.

    Raises what `read_tables` raises, NoTable, EmptyTable, HeadNeeded, NoRows.
    """
    tables = read_tables(path, kind, wishes.encoding)
    likely = likely_tables(tables, kind)
    table = choose_table(tables, path, kind, wishes.table or likely[0].number)
    unsure = wishes.table is None and len(likely) > 1 and table.numbered
    seen = _previewed(table, path, kind, snapshot, wishes)
    return replace(seen, tables=tuple(map(_named, tables)), table=table.number, unsure=unsure)


def preview_pasted(
    rows: Sequence[Sequence[str]], kind: Kind, snapshot: Snapshot, wishes: Wishes = NOTHING
) -> ImportPreview:
    """What a pasted table would add; people may be pasted without a head, even as a bare list of names.

    Raises EmptyTable, HeadNeeded, NoRows.
    """
    grid = {
        number: cells
        for number, row in enumerate(rows, 1)
        if (cells := {column: Cell(words, False) for column, words in enumerate(row, 1) if words.strip()})
    }
    if kind.slug == "person" and find_head(grid, kind) is None:
        grid = people_grid(rows)
    return _previewed(Table(1, "", grid), Path(PASTED), kind, snapshot, wishes)


def _named(table: Table) -> TableName:
    row = table.grid[min(table.grid)] if table.grid else {}
    words = dict.fromkeys(" ".join(str(cell.value).split()) for _, cell in sorted(row.items()))
    return TableName(table.number, table.title, "、".join(words), len(table.grid))


def _previewed(table: Table, path: Path, kind: Kind, snapshot: Snapshot, wishes: Wishes) -> ImportPreview:
    head = _head(table, path, kind, wishes)
    remembered = wishes.remembered.get(memory_key(kind, head), ())
    chosen = known_fields(remembered, head, kind) if wishes.chosen is None else wishes.chosen
    seen = preview_sheet(sheet_of(table, path, kind, lenient=True, head=head, chosen=chosen), snapshot)
    return replace(seen, remembered=wishes.chosen is None and bool(chosen))


def preview_sheet(sheet: Sheet, snapshot: Snapshot) -> ImportPreview:
    """What the rows of a table that was read would add."""
    kind, judge = sheet.kind, _Judge(sheet, snapshot)
    judged = [judge.judged(row) for row in sheet.rows] if sheet.columns else []
    return ImportPreview(
        sheet.path.name,
        kind.slug,
        tuple(kind.field(name).label for name in sheet.columns),
        tuple(each for each in judged if isinstance(each, Accepted)),
        tuple(each for each in judged if isinstance(each, Rejected)),
        sheet.ignored,
        tuple(map(str, sheet.left_out)),
        columns_of(sheet),
        memory_key(kind, sheet.head),
        lacking=any(each.essential and each.name not in sheet.columns for each in importable(kind)),
    )


def _head(table: Table, path: Path, kind: Kind, wishes: Wishes) -> Head:
    """The head of a table; where none is known, the row that looks like one if the clerk can say what it means."""
    if not table.grid:
        raise EmptyTable(path.name)
    head = find_head(table.grid, kind) or (first_row(table.grid) if wishes.asking else None)
    if head is None:
        raise HeadNeeded(path.name, kind)
    return head


@dataclass
class _Judge:
    """Reads the rows of a sheet one after the other, and remembers those that came before."""

    sheet: Sheet
    snapshot: Snapshot
    context: Context = field(init=False)
    standing: set[str] = field(init=False)
    """The unique words of the ledger."""
    known: set[str] = field(init=False)
    """The records of the ledger, as `_likeness` tells them."""
    words: dict[str, int] = field(default_factory=dict)
    """The unique words of earlier rows, with their numbers."""
    seen: dict[str, int] = field(default_factory=dict)
    """The earlier rows, as `_likeness` tells them, with their numbers."""

    def __post_init__(self) -> None:
        kind, records = self.sheet.kind, self.snapshot.of(self.sheet.kind.slug)
        self.context = Lookup(self.snapshot.scheme, self.snapshot.of).context()
        self.standing = {_unique_words(kind, record.values) for record in records} if kind.unique else set()
        self.known = {_likeness(kind, record.values) for record in records}

    def judged(self, row: SheetRow) -> Accepted | Rejected:
        """Whether the row can be added."""
        kind = self.sheet.kind
        cells = tuple("" if row.data[name] is None else str(row.data[name]) for name in self.sheet.columns)
        try:
            values = read_entry(kind, row.data, self.context)
            self._refuse_repeated(row.number, values)
        except InputError as why:
            return Rejected(row.number, cells, "\n".join(each.lstrip("：") for each in self.sheet.located(why)))
        return Accepted(row.number, cells, row.data, kind.title_of(values), self._doubt(row.number, values))

    def _refuse_repeated(self, number: int, values: Mapping[str, Any]) -> None:
        """Raises DuplicateValue, RepeatedRow."""
        kind = self.sheet.kind
        if not kind.unique:
            return
        refuse_duplicate(kind, values, self.standing)
        words = _unique_words(kind, values)
        earlier = self.words.setdefault(words, number)
        if earlier != number:
            raise RepeatedRow(kind.field(kind.unique).label, words, earlier)

    def _doubt(self, number: int, values: Mapping[str, Any]) -> str:
        kind = self.sheet.kind
        if kind.secret:  # ballots are alike
            return ""
        if kind.unique:
            parted = len(_unique_words(kind, values).split()) > 1
            return "中间有空格，和不带空格的会算作两个，请核对。" if parted else ""
        likeness = _likeness(kind, values)
        earlier = self.seen.setdefault(likeness, number)
        if earlier != number:
            return f"与第{earlier}行完全相同，请核对是不是重复填写。"
        return "台帐里已有完全相同的一条，请核对是不是导入过。" if likeness in self.known else ""


def _unique_words(kind: Kind, values: Mapping[str, Any]) -> str:
    return kind.field(kind.unique).show(values[kind.unique])


def _likeness(kind: Kind, values: Mapping[str, Any]) -> str:
    """What a table can tell of a record, the same for records that are alike in it."""
    # As shown: the same name is the same, whether it stood on the roster by then or not. Links show nothing.
    told = (
        str(values[each.name]) if isinstance(each, LinkTo) else each.show(values[each.name])
        for each in importable(kind)
    )
    return "\0".join(told)
