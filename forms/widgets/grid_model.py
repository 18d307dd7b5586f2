"""A small table that is filled in cell by cell: its columns and rows, and where the next cell is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Cell = tuple[str, str]
"""The uid of a row and the name of a column."""


@dataclass(frozen=True)
class GridColumn:
    """A column: `width` in full-width characters; `choices` are the words of a column of kind "choice"."""

    name: str
    label: str
    width: int
    kind: Literal["read", "text", "number", "choice"] = "read"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class GridRow:
    """A row with a text for each column; a `heading` stands above a group and is never filled in.

    `tone` is "", "good", "warn", "bad" or "muted" and colours the words.
    """

    uid: str
    cells: tuple[str, ...]
    heading: bool = False
    tone: str = ""


class GridModel:
    """The rows of a grid and the texts in their cells."""

    def __init__(self, columns: Sequence[GridColumn], rows: Iterable[GridRow] = ()) -> None:
        self.columns = tuple(columns)
        self.rows = tuple(rows)
        self._columns = {column.name: column for column in self.columns}
        self._places = {row.uid: place for place, row in enumerate(self.rows)}
        self._texts = {row.uid: list(row.cells) for row in self.rows}
        self._names = tuple(column.name for column in self.columns if column.kind != "read")
        self._filled = tuple(row.uid for row in self.rows if not row.heading) if self._names else ()

    def column(self, name: str) -> GridColumn:
        """The column of this name. Raises KeyError."""
        return self._columns[name]

    def row(self, uid: str) -> GridRow:
        """The row of this uid, with the texts that stand there now. Raises KeyError."""
        row = self.rows[self._places[uid]]
        return GridRow(uid, tuple(self._texts[uid]), row.heading, row.tone)

    def text(self, cell: Cell) -> str:
        """What stands in a cell. Raises KeyError."""
        return self._texts[cell[0]][self.columns.index(self._columns[cell[1]])]

    def set(self, cell: Cell, text: str) -> None:
        """Write into a cell. Raises KeyError."""
        self._texts[cell[0]][self.columns.index(self._columns[cell[1]])] = text

    def replace(self, row: GridRow) -> None:
        """Take other texts or another tone for a row that is there. Raises KeyError."""
        place = self._places[row.uid]
        self.rows = (*self.rows[:place], row, *self.rows[place + 1 :])
        self._texts[row.uid] = list(row.cells)

    def values(self) -> dict[str, dict[str, str]]:
        """What the clerk can fill in: texts by the uid of the row and the name of the column."""
        return {uid: {name: self.text((uid, name)) for name in self._names} for uid in self._filled}

    def is_filled(self, cell: Cell | None) -> bool:
        """Whether this is a cell for the clerk to fill in."""
        return cell is not None and cell[0] in self._filled and cell[1] in self._names

    def ends(self) -> tuple[Cell, Cell] | None:
        """The first and the last cell to fill in; None where there is none."""
        if not self._filled:
            return None
        return (self._filled[0], self._names[0]), (self._filled[-1], self._names[-1])

    def along(self, cell: Cell, steps: int) -> Cell | None:
        """The cell so many cells further in reading order; None beyond the first and the last."""
        wide = len(self._names)
        place = self._filled.index(cell[0]) * wide + self._names.index(cell[1]) + steps
        if not 0 <= place < len(self._filled) * wide:
            return None
        return self._filled[place // wide], self._names[place % wide]

    def down(self, cell: Cell, steps: int) -> Cell:
        """The cell so many rows below (or above), as far as there are any."""
        place = self._filled.index(cell[0]) + steps
        return self._filled[max(0, min(place, len(self._filled) - 1))], cell[1]

    def nearest(self, uid: str, name: str) -> Cell | None:
        """The cell for a click: in the row, the column itself or the first after it; None in rows without any."""
        if uid not in self._filled:
            return None
        order = [column.name for column in self.columns]
        after = [each for each in self._names if order.index(each) >= order.index(name)] if name in order else []
        return uid, (after or self._names)[0]


def settled(column: GridColumn, text: str) -> str:
    """What is kept of what was typed: without blanks around it, a number in half-width digits."""
    text = text.strip()
    return unicodedata.normalize("NFKC", text) if column.kind == "number" else text


def next_choice(choices: Sequence[str], text: str) -> str:
    """The choice after `text`: the first after the last, and after what is none of them."""
    return choices[(choices.index(text) + 1) % len(choices)] if text in choices else choices[0]
