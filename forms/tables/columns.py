"""Which column of a table is which field: as its head says, as the clerk has chosen, and as was chosen before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from forms.sheet_cells import Cell
from forms.spreadsheets import Sheet, typed
from forms.tables.heads import Head, bare, field_named, importable, plain
from ledger.clean import clean
from ledger.errors import InputError
from ledger.fields import Context, LinkTo
from ledger.kinds import Kind

SKIP = "不导入"
"""What stands for a column that is left out."""
SAMPLES = 3
"""Rows of which the cells are shown as they would be read."""


class UnknownColumn(InputError):
    """A column was named that the table has not."""

    def __init__(self, path: Path, words: str, head: Head) -> None:
        known = "、".join(said for _, said in sorted(head.words.items()))
        super().__init__(f"“{path.name}”的表头里没有“{words}”这一列，只有：{known}。")


class UnknownTarget(InputError):
    """A column shall become what is no field."""

    def __init__(self, words: str, kind: Kind) -> None:
        known = "、".join(each.label for each in importable(kind))
        super().__init__(f"“{kind.title}”没有“{words}”这一栏，能写的有：{known}、{SKIP}。")


class TwiceChosen(InputError):
    """Two columns shall become the same field."""

    def __init__(self, label: str) -> None:
        super().__init__(f"“{label}”只能由一列填：有两列都选了它，请改其中一列，或选“{SKIP}”。")


class BadPair(InputError):
    """What stands behind --map is no pair."""

    def __init__(self, words: str) -> None:
        super().__init__(f"“--map {words}”写得不对，应是“旧列=字段”，如 --map 登记时间=日期。")


@dataclass(frozen=True)
class Column:
    """A column of a table: its number and place, its head, the name of its field ("" for none), its first cells."""

    number: int
    place: str
    head: str
    field: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Wishes:
    """What the clerk wants of a table.

    `chosen` are the fields by column once they were chosen, `remembered` those chosen before, by `memory_key`, each in
    the order of the columns. With `asking` a table without a known head is no fault: the clerk says what it means.
    """

    table: int | None = None
    encoding: str = ""
    chosen: Mapping[int, str] | None = None
    remembered: Mapping[str, Sequence[str]] = field(default_factory=dict)
    asking: bool = False


NOTHING = Wishes()
"""Nothing was chosen."""


def memory_key(kind: Kind, head: Head) -> str:
    """Under which the choice of fields for a head is remembered."""
    words = "\0".join(plain(said) for _, said in sorted(head.words.items()))
    return f"{kind.slug}:{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def known_fields(names: Sequence[str], head: Head, kind: Kind) -> dict[int, str]:
    """Remembered fields by column; {} when they no longer suit the head or the kind."""
    known = {"", *(each.name for each in importable(kind))}
    given = [name for name in names if name]
    if len(names) != len(head.words) or not known.issuperset(names) or len(set(given)) < len(given):
        return {}
    return dict(zip(sorted(head.words), names, strict=True))


def columns_of(sheet: Sheet) -> tuple[Column, ...]:
    """The columns of a table that was read, with the cells of its first records."""
    table, head = sheet.table, sheet.head
    skipped = {each.number for each in sheet.left_out}
    rows = [number for number in sorted(table.grid) if number > head.bottom and number not in skipped][:SAMPLES]
    names = {place: name for name, place in sheet.columns.items()}
    return tuple(
        Column(
            number,
            f"{table.place(number)}列",
            words,
            names.get(table.place(number), ""),
            tuple(table.grid[row].get(number) for row in rows),
        )
        for number, words in sorted(head.words.items())
    )


def as_read(column: Column, name: str, kind: Kind, context: Context) -> tuple[tuple[str, ...], str]:
    """The first cells of a column as the field of this `name` would show them, and why one of them is refused.

    Without a name, or where a cell is refused, it is shown as it stands there.
    """
    shown, why = [], ""
    for cell in column.cells:
        words = "" if cell is None else " ".join(str(cell.value).split())
        if name:
            target = kind.field(name)
            given = typed(target, cell)
            words = "" if given is None else " ".join(str(given).split())
            try:
                value = target.parse(clean(given, target.label), context)
            except InputError as error:
                why = why or str(error)
            else:
                words = words if isinstance(target, LinkTo) else target.show(value)
        shown.append(words)
    return tuple(shown), why


def asked_fields(pairs: Sequence[str], head: Head, path: Path, kind: Kind) -> dict[int, str]:
    """The fields by column that words such as 登记时间=日期 name. Raises BadPair and the three above."""
    chosen: dict[int, str] = {}
    for old, new in map(split_pair, pairs):
        number = _column_called(old, head)
        if number is None:
            raise UnknownColumn(path, old, head)
        name = "" if plain(new) == SKIP else field_named(new, kind)
        if name is None:
            raise UnknownTarget(new, kind)
        if name and name in (each for column, each in chosen.items() if column != number):
            raise TwiceChosen(kind.field(name).label)
        chosen[number] = name
    return chosen


def split_pair(words: str) -> tuple[str, str]:
    """The column and the field of a pair; the last “=” parts them. Raises BadPair."""
    old, sign, new = words.replace("＝", "=").rpartition("=")
    if not (sign and old.strip() and new.strip()):
        raise BadPair(words)
    return old.strip(), new.strip()


def _column_called(words: str, head: Head) -> int | None:
    """The first column with this head, whole or its lower row, else without its brackets."""
    for alike in (plain, bare):
        for number, said in sorted(head.words.items()):
            if alike(words) in (alike(said), alike(said.rpartition("·")[2])):
                return number
    return None
