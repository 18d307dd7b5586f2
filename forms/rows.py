"""Records as rows of a list: columns from the kind's declaration, words from its fields, a tone from how it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from forms.widgets.list_model import ListColumn, ListRow
from ledger.fields import (
    BoundedNumber,
    Date,
    Field,
    LinkTo,
    LongText,
    Money,
    Month,
    People,
    Percent,
    Person,
    Rows,
    Score,
    Time,
    Whole,
)
from ledger.following import Standing, followed, standing
from ledger.kinds import Kind
from ledger.records import Record
from ledger.snapshot import Snapshot

_TONES = {
    Standing.CLOSED: "muted",
    Standing.OPEN: "",
    Standing.SOON: "warn",
    Standing.OVERDUE: "bad",
}
_NUMBERS = (Whole, Score, Money, Percent, BoundedNumber)
_LONGEST = 200
"""Characters of a cell: a list shows one line, and nobody sorts by what comes later."""

STANDING = "办理情况"


def listed_fields(kind: Kind) -> tuple[Field, ...]:
    """The fields that stand in a list of the kind."""
    fields = [field for field in kind.fields if field.indexed and not isinstance(field, LongText | Rows)]
    # A record of which nothing else is listed is told apart by what it links to.
    return tuple(fields) or tuple(field for field in kind.fields if isinstance(field, LinkTo))


def columns_of(kind: Kind) -> tuple[ListColumn, ...]:
    """The columns of a list of the kind."""
    fields = listed_fields(kind)
    widest = max(fields, key=lambda field: field.width)
    columns = [
        ListColumn(field.name, field.label, _width(field), _align(field), stretch=field is widest) for field in fields
    ]
    # How it stands comes first: in a narrow list the last columns are out of sight.
    return (ListColumn("standing", STANDING, 5), *columns) if followed(kind.slug) else tuple(columns)


def row_of(record: Record, snapshot: Snapshot, day: dt.date) -> ListRow:
    """The row of a record as it stands on `day`."""
    kind = record.declared
    fields = listed_fields(kind)
    stands = standing(record, day, snapshot.calendar)
    cells = tuple(words_of(field, record[field.name], snapshot) for field in fields)
    keys = tuple(_key(field, record[field.name], cell) for field, cell in zip(fields, cells, strict=True))
    if stands is not None:
        cells, keys = (stands.value, *cells), (list(Standing).index(stands), *keys)
    return ListRow(record.uid, cells, keys, _TONES[stands] if stands is not None else "")


def rows_of(
    records: Sequence[Record], snapshot: Snapshot, day: dt.date, kept: dict[str, tuple[Record, ListRow]]
) -> list[ListRow]:
    """The rows of records; those in `kept` whose record is still the same are taken from there, and it is renewed."""
    rows: list[ListRow] = []
    for record in records:
        known = kept.get(record.uid)
        row = known[1] if known is not None and known[0] is record else row_of(record, snapshot, day)
        kept[record.uid] = (record, row)
        rows.append(row)
    return rows


def words_of(field: Field, value: Any, snapshot: Snapshot) -> str:
    """The words of a value in a list: of a link the title of what it links to."""
    if isinstance(field, LinkTo):
        linked = snapshot.get(value)
        return snapshot.title(linked) if linked else ""
    if isinstance(field, Date):
        return f"{value:%Y-%m-%d}" if value else ""
    return field.show(value)[:_LONGEST]


def _key(field: Field, value: Any, words: str) -> Any:
    match field:
        case Whole() | Score() | Money() | Percent() | Date() | Time() | Month():
            return value
        case BoundedNumber():
            return value.value if value else None
    return words or None


def _width(field: Field) -> int:
    """Full-width characters at first: what dates, numbers and names need, of texts their share."""
    match field:
        case Date():
            return 6
        case Whole() | Score() | Percent() | Time():
            return max(4, len(field.label) + 1)
        case Person():
            return max(5, len(field.label) + 1)
        case Money() | BoundedNumber() | Month():
            return 7
        case People():
            return 10
    return max(len(field.label) + 2, min(18, round(field.width * 0.75)))


def _align(field: Field) -> Any:
    return "right" if isinstance(field, _NUMBERS) else "left"
