"""Tables as spreadsheets put them on the clipboard: a line for a row, tabs between cells, quotes where needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Rows = tuple[tuple[str, ...], ...]

_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
"""A cell in quotes, those inside it doubled, up to the end of the cell."""
_MUST_BE_QUOTED = re.compile(r'[\t\n]|\A"')
_PLAIN = re.compile(r"[^\t\n]*")


def read_table(text: str) -> Rows:
    """The rows of cells in `text`; the line end behind the last row is none of a further row.

    Line ends become newlines, inside cells too. Quotes are taken off a cell only when they stand for something: Excel
    and WPS put “"A"” on the clipboard as it is, and quote what holds line ends, tabs or doubled quotes.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    at = 0
    while at < len(lines):
        cell, at = _cell(lines, at)
        row.append(cell)
        if at < len(lines) and lines[at] == "\t":
            at += 1
            if at < len(lines):
                continue
            row.append("")
        rows.append(tuple(row))
        row = []
        at += 1
    return tuple(rows)


def write_table(rows: Iterable[Sequence[str]]) -> str:
    """`rows` as text that spreadsheets paste as the same cells, each row with its line end."""
    return "".join("\t".join(map(_written, row)) + "\n" for row in rows)


def _cell(lines: str, at: int) -> tuple[str, int]:
    """The cell that begins at `at`, and where the tab, line end or end of the text stands behind it."""
    quoted = _QUOTED.match(lines, at)
    if quoted and re.search(r'[\t\n]|""', quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    plain = _PLAIN.match(lines, at)
    end = plain.end() if plain else at
    return lines[at:end], end


def _written(cell: str) -> str:
    words = cell.replace("\r\n", "\n").replace("\r", "\n")
    if not _MUST_BE_QUOTED.search(words):
        return words
    doubled = words.replace('"', '""')
    return f'"{doubled}"'
