"""Columns of forms and registers: as broad as what their fields hold, alike in all papers of a kind."""

from __future__ import annotations

from collections.abc import Sequence

from exports.breadth import characters
from exports.page import Align, Column, Content, Grid, Table
from ledger.fields import (
    BoundedNumber,
    Choice,
    Date,
    Field,
    Money,
    Month,
    People,
    Percent,
    Person,
    Rows,
    Score,
    Text,
    Time,
    Whole,
)
from ledger.records import Record


def grid(field: Rows, record: Record) -> Table:
    """A rows field as a table, numbered in the first column."""
    serial = Column("序号", _breadth(2), Align.CENTER, Content.NUMBER)
    columns = (serial, *columns_of(field.columns, Grid.FORM, taken=serial.width))
    rows = tuple((str(number), *row) for number, row in enumerate(field.cells(record[field.name]), 1))
    return Table(columns, rows, caption=field.label)


_ACROSS = {Grid.FORM: 45.9, Grid.REGISTER: 69.4}
"""Characters of 五号 across a table."""
_MOST_NARROW, _MOST_DATES = 0.7, 0.6
"""The shares of a table that columns of a known breadth, and dates alone, may take; beyond it widths are declared."""
_DATE = 7.9
"""A date such as 2015年10月25日, seven characters, with the white that LibreOffice puts around its numbers."""
_MONTH, _CLOCK = 5.4, 2.8
"""A month such as 2015年10月 and a time such as 14:30, with some of that white too."""
_SHORT = 5
"""Characters up to which the longest choice stands on one line."""
_BRIEF = 10
"""The declared width below which free text is brief: four characters to a line."""


def columns_of(fields: Sequence[Field], page: Grid, taken: float = 0) -> tuple[Column, ...]:
    """Columns for fields: dates, names and choices as broad as they need, free text the rest by its declared widths.

    The breadth follows from the field and never from the entries, so that papers of a kind look alike.
    """
    room = _ACROSS[page] - taken
    needs = [_need(field) for field in fields]
    narrow = sum(need for need in needs if need)
    free = sum(field.width for field, need in zip(fields, needs, strict=True) if not need)
    if not free or narrow > _MOST_NARROW * room:
        widths = _declared(fields, needs, room)
    else:
        widths = [need or (room - narrow) * field.width / free for field, need in zip(fields, needs, strict=True)]
    return tuple(
        Column(headed(field.label, width), width, _align(field), _content(field))
        for field, width in zip(fields, widths, strict=True)
    )


def _declared(fields: Sequence[Field], needs: Sequence[float], room: float) -> list[float]:
    """Breadths by what the fields declare; dates have what they need even then, unless they fill the table."""
    dates = sum(need for field, need in zip(fields, needs, strict=True) if isinstance(field, Date))
    fixed = dates if dates <= _MOST_DATES * room and dates < sum(needs) else 0.0
    shared = [field for field in fields if not (fixed and isinstance(field, Date))]
    whole = sum(field.width for field in shared)
    return [
        need if fixed and isinstance(field, Date) else (room - fixed) * field.width / whole
        for field, need in zip(fields, needs, strict=True)
    ]


def headed(label: str, width: float) -> str:
    """The head of a column of that breadth, in two lines that a reader would make of it when it needs two.

    It breaks in front of a bracket or between words, and never leaves a single character to the second line.
    """
    inner = width - _WHITE
    if characters(label) <= inner:
        return label
    parted = label.find("（")
    broken = {
        place for word in _WORDS for at in [label.find(word)] if at >= 0 for place in range(at + 1, at + len(word))
    }
    places = [parted] if parted > 0 else list(range(2, len(label) - 1))
    fitting = [each for each in places if max(characters(label[:each]), characters(label[each:])) <= inner]
    if not fitting:
        return label
    best = min(fitting, key=lambda place: (place in broken, abs(2 * place - len(label))))
    return f"{label[:best]}\n{label[best:]}"


_WHITE = 0.8
"""The white beside the words of a head, in characters: a little less than beside entries."""
_WORDS = ("第三方", "责任人", "工作日", "公益广告", "测评票", "检查分", "网址")
"""Words of heads that are not parted."""


def _need(field: Field) -> float:
    """The breadth of a column whose entries are known beforehand, in characters; 0 for free text."""
    match field:
        case Date():
            need = _DATE
        case Month():
            need = _MONTH
        case Time():
            need = _CLOCK
        case Choice(choices=choices, source=source):
            most = max(map(characters, choices), default=0)
            need = 0 if source else most if most <= _SHORT else 4
        case Person():
            need = 3
        case People():
            need = characters("林晓岚、周启明")
        case Whole() | Score() | Percent():
            need = 2
        case Text(width=width) if width < _BRIEF:
            need = 4
        case _:
            need = 0
    return _breadth(max(need, *_parts_of(field.label))) if need else 0


def _parts_of(label: str) -> tuple[float, ...]:
    """What the lines of a head need: up to four characters a line, five for what stands in brackets."""
    before, bracket, inside = label.partition("（")
    return min(characters(before), 4), min(characters(bracket + inside), 5)


def _breadth(chars: float) -> float:
    """A column for that many characters, with the white beside them."""
    return chars + 1


def _align(field: Field) -> Align:
    match field:
        case Score() | Percent() | Money():
            return Align.RIGHT
        case Date() | Month() | Time() | Whole() | BoundedNumber() | Person():
            return Align.CENTER
        case Choice(source=source):
            return Align.LEFT if source else Align.CENTER
    return Align.LEFT


def _content(field: Field) -> Content:
    match field:
        case Date():
            return Content.DATE
        case Score() | Percent() | Money() | Whole():
            return Content.NUMBER
    return Content.TEXT
