"""The field types that kinds are declared with."""

from __future__ import annotations

from ledger.fields.base import Context, Field, FieldError, Json, MissingValue, PersonName
from ledger.fields.choices import Choice, Choices
from ledger.fields.dates import Date, Month, MonthValue, Time, chinese_date, read_date
from ledger.fields.numbers import Bounded, BoundedNumber, Money, Percent, Score, Whole
from ledger.fields.people import LinkTo, People, Person
from ledger.fields.rows import Row, Rows
from ledger.fields.text import LongText, Text

__all__ = [
    "Bounded",
    "BoundedNumber",
    "Choice",
    "Choices",
    "Context",
    "Date",
    "Field",
    "FieldError",
    "Json",
    "LinkTo",
    "LongText",
    "MissingValue",
    "Money",
    "Month",
    "MonthValue",
    "People",
    "Percent",
    "Person",
    "PersonName",
    "Row",
    "Rows",
    "Score",
    "Text",
    "Time",
    "Whole",
    "chinese_date",
    "read_date",
]
