"""The cells of a worksheet as XML: words as text, and what a column declares as dates or numbers as such."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from exports.breadth import characters
from exports.page import Content

TEXT_FORMAT = "@"

_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)|(\d{4})年(\d{1,2})月(\d{1,2})日|(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMBER = re.compile(r"-?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(%?)", re.ASCII)
_MOST_DIGITS = 15
"""Excel keeps no more digits of a number."""
_DAY_ZERO = dt.date(1899, 12, 30)
_FIRST_SURE_DAY = dt.date(1900, 3, 1)
"""Before it Excel counts a 29 February 1900 that never was."""
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads “_x0041_” as the letter A."""

_PIECES = re.compile(r"[!-,.-~]*-+|[!-~]+|.")
"""What a spreadsheet does not part: words, up to their hyphens, and single characters."""
_PADDING, _LINE, _WHITE, _HIGHEST = 0.75, 13.8, 2.4, 409.0
"""Digits beside the words of a cell; points of a line of 10.5 pt, of the white of a row, and of the highest row."""

StyleOf = Callable[[str], int]
"""The number of the style of a cell with a number format."""


@dataclass(frozen=True)
class Number:
    """What a cell holds when it is not text: the number as XML has it, and the format that shows it as on paper."""

    value: str
    format: str


def typed(words: str, content: Content) -> Number | None:
    """The date or number that `words` say in a column of such, None when they are just words (“约3户”, “2015年6月”).

    A date of eight digits, as in an index, is shown as eight digits, any other as 2015-06-11; a number keeps its
    leading zeros, thousands separators, decimals and percent sign.
    """
    match content:
        case Content.DATE:
            return _date(words)
        case Content.NUMBER:
            return _number(words)
    return None


def _date(words: str) -> Number | None:
    found = _DATE.fullmatch(words)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    if date < _FIRST_SURE_DAY:
        return None
    return Number(str((date - _DAY_ZERO).days), "yyyymmdd" if found[1] else "yyyy-mm-dd")


def _number(words: str) -> Number | None:
    found = _NUMBER.fullmatch(words)
    if not found or sum(map(str.isdigit, words)) > _MOST_DIGITS:
        return None
    whole, decimals, percent = found[1], found[2] or "", found[3]
    value = Decimal(words.rstrip("%").replace(",", ""))
    shown = "#,##0" if "," in whole else "0" * len(whole) if whole[0] == "0" else "0"
    written = f"{value / 100 if percent else value:f}"
    return Number(written, shown + ("." + "0" * len(decimals) if decimals else "") + percent)


@dataclass(frozen=True)
class Cells:
    """The columns of a sheet: what they hold, how broad they are, and the styles of their cells by number format."""

    contents: Sequence[Content]
    widths: Sequence[float]
    """In digits of the standard face, as Excel counts; an ideograph of 10.5 pt is two."""
    styles: Sequence[StyleOf]


def row_xml(number: int, cells: Sequence[str], columns: Cells) -> str:
    """A row, as high as its cell of the most lines: only Excel would find that out by itself."""
    held = [typed(words, content) if words else None for words, content in zip(cells, columns.contents, strict=True)]
    named = zip(_references(number, len(cells)), cells, held, columns.styles, strict=True)
    parts = [_cell_xml(reference, words, value, style) for reference, words, value, style in named]
    shown = zip(cells, held, columns.widths, strict=True)
    lines = max(1 if value else lines_of(words, width - _PADDING) for words, value, width in shown)
    height = min(lines * _LINE + _WHITE, _HIGHEST)
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(parts)}</row>'


def lines_of(words: str, room: float) -> int:
    """The lines that `words` take in a cell of `room` digits, broken as a spreadsheet does: never inside a word."""
    if 2 * len(words) <= room and "\n" not in words:
        return 1
    return sum(_lines_of_one(line, room) for line in words.split("\n"))


def _lines_of_one(line: str, room: float) -> int:
    lines, taken = 1, 0.0
    for piece in _PIECES.findall(line):
        width = 2 * characters(piece)
        if taken and taken + width > room:
            lines, taken = lines + 1, 0.0
        if width > room:  # a word longer than the line is split after all
            lines, width = lines + int(width // room), width % room
        taken += width
    return lines


def _references(row: int, columns: int) -> Iterable[str]:
    return (f"{get_column_letter(column)}{row}" for column in range(1, columns + 1))


def _cell_xml(reference: str, words: str, held: Number | None, style: StyleOf) -> str:
    """Text stands in the cell itself and is never taken for a formula, whatever it begins with."""
    if held:
        return f'<c r="{reference}" s="{style(held.format)}"><v>{held.value}</v></c>'
    head = f'<c r="{reference}" s="{style(TEXT_FORMAT)}"'
    if not words:
        return f"{head}/>"
    text = escape(_ESCAPE_LIKE.sub("_x005F_", words))
    return f'{head} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def sheet_data(rows: Iterator[str]) -> str:
    """All rows of a sheet."""
    return f"<sheetData>{''.join(rows)}</sheetData>"
