"""The cells of a worksheet as XML: words as text, and what a column declares as dates or numbers as such."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

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


def row_xml(number: int, cells: Sequence[str], contents: Sequence[Content], styles: Sequence[StyleOf]) -> str:
    """A row; each cell with what its column holds, and the function that names the style for a number format."""
    parts = [
        _cell_xml(reference, words, content, style)
        for reference, words, content, style in zip(
            _references(number, len(cells)), cells, contents, styles, strict=True
        )
    ]
    return f'<row r="{number}">{"".join(parts)}</row>'


def _references(row: int, columns: int) -> Iterable[str]:
    return (f"{get_column_letter(column)}{row}" for column in range(1, columns + 1))


def _cell_xml(reference: str, words: str, content: Content, style: StyleOf) -> str:
    """Text stands in the cell itself and is never taken for a formula, whatever it begins with."""
    held = typed(words, content) if words else None
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
