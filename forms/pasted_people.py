"""People pasted without a head: a bare list of names, or names with posts and whatever stands behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forms.sheet_cells import Cell, Grid
from ledger.fields import Choice, Field
from ledger.kinds import kind_of

_SERIAL = re.compile(r"[0-9０-９]{1,4}[.、．]?")
_PHONE = re.compile(r"[0-9０-９+\-－ ()（）/、]{7,}")
_BETWEEN = re.compile(r"[、，,；;\n]")
_NAME_AND_REST = re.compile(r"(\S\s+\S(?!\S)|\S{2,}?)\s+(\S.+)")
"""A name, perhaps of two characters set apart, blanks, and what follows: “沈文君 分局长”, “林 岚 副分局长”."""
_TAKEN_IN_TURN = ("name", "post", "duty", "note")


def people_grid(rows: Sequence[Sequence[str]]) -> Grid:
    """The cells of `rows` under a head in row 0, which a sheet of people without one is read by; {} without names."""
    listed = _listed(rows)
    heads = _heads(listed)
    grid: Grid = {0: {column: Cell(words, False) for column, words in heads.items()}} if heads else {}
    for number, row in enumerate(listed, 1):
        cells = {column: Cell(words.strip(), False) for column, words in enumerate(row, 1) if words.strip()}
        if cells and heads:
            grid[number] = cells
    return grid


def _listed(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """`rows`; of a single column, a row for each name of those joined by 、, and posts behind a blank set apart."""
    filled = [tuple(words for words in row if words.strip()) for row in rows]
    if any(len(row) > 1 for row in filled):
        return [tuple(row) for row in rows]
    names = [words.strip() for row in filled for cell in row for words in _BETWEEN.split(cell) if words.strip()]
    found = [(_NAME_AND_REST.fullmatch(words), words) for words in names]
    return [(match[1], match[2]) if match else (words,) for match, words in found]


def _heads(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """The labels of the columns that can be told: serial numbers are none of a person, the first words are the name."""
    kind = kind_of("person")
    state, free = kind.field("state"), list(_TAKEN_IN_TURN)
    heads: dict[int, str] = {}
    for column in range(1, max(map(len, rows), default=0) + 1):
        cells = [row[column - 1].strip() for row in rows if column <= len(row) and row[column - 1].strip()]
        if not cells or all(map(_SERIAL.fullmatch, cells)):
            continue
        named = "name" not in free
        if named and all(map(_PHONE.fullmatch, cells)):
            name = "phone"
        elif named and _are_choices(state, cells):
            name = "state"
        else:
            name = free.pop(0) if free else ""
        if name and kind.field(name).label not in heads.values():
            heads[column] = kind.field(name).label
    return heads


def _are_choices(field: Field, cells: Sequence[str]) -> bool:
    return isinstance(field, Choice) and all(cell in field.choices for cell in cells)
