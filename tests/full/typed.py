"""What a clerk types for a record that is needed: the samples of its kind, moved to its day, year and stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from ledger.entries import read_entry
from ledger.fields import Choice, Context, Date, Field, LinkTo, Month, Person, Rows, Text, Whole
from ledger.kinds import Form, Kind, kind_of
from ledger.schemes.model import Scheme
from tests.full.needs import Need, end_of
from tests.ledger.samples import sample_of

SAMPLE_YEAR = 2015
STAFF = ("林晓岚", "沈文君", "周启明", "陆一鸣", "顾清和")
"""Everyone who is named in a sample."""
_SAME_DAY = {
    "case": ("papers", "accepted", "finished"),
    "case_transfer": ("sent",),
    "finding": ("closed",),
    "opinion": ("replied",),
    "pledge": ("fulfilled",),
    "regulation": ("revised",),
}
"""Days that are not demanded but belong to an entry that is closed: here it is closed on the day on which it came."""
_KEPT = {"case_review": ("defects",)}
"""Rows that are not demanded but belong to what the rest of the sample says."""
_FROM_MONDAY = ("shift",)
"""Kinds whose sample is of a whole week."""


class Typist:
    """Types the records of one scheme; `context` is what its ledger knows."""

    def __init__(self, scheme: Scheme, context: Context) -> None:
        self._scheme, self._context = scheme, context
        self._asked: dict[tuple[str, str], set[str]] = {}
        for demand in (*scheme.required, *scheme.duties):
            for name, words in demand.where.items():
                self._asked.setdefault((demand.kind, name), set()).add(words)

    def typed(self, need: Need, number: int) -> dict[str, object]:
        """The record, the `number`-th of its kind from 1; fields that link are left out."""
        kind = kind_of(need.kind)
        day = need.day - dt.timedelta(days=need.day.weekday()) if need.kind in _FROM_MONDAY else need.day
        shift = day - self._sample_day(kind) if kind.date else dt.timedelta()
        given: dict[str, object] = {name: need.day.isoformat() for name in _SAME_DAY.get(need.kind, ())}
        given |= {kind.stage_field: need.stage} if kind.stage_field else {}
        given |= need.where
        known = given.keys() | _worked_out(kind)
        data = {
            field.name: self._value(kind, field, need, number, shift)
            for field in kind.fields
            if field.name not in known and not _left_out(kind, field)
        }
        return {name: value for name, value in {**data, **given}.items() if value not in ("", None, [])}

    def _sample_day(self, kind: Kind) -> dt.date:
        """The day of the kind's sample, in the scheme's year."""
        read = kind.field(kind.date).parse(self._in_year(sample_of(kind.slug)[kind.date]), self._context)
        assert isinstance(read, dt.date)
        return read

    def _in_year(self, sample: Any) -> Any:
        return sample.replace(str(SAMPLE_YEAR), str(self._scheme.year)) if isinstance(sample, str) else sample

    def _value(self, kind: Kind, field: Field, need: Need, number: int, shift: dt.timedelta) -> object:
        sample = self._in_year(field.sample)
        match field:
            case Date():
                return self._moved(field, sample, shift)
            case Month():
                return f"{need.day.year}年{need.day.month}月"
            case Whole(name="number"):
                return number
            case Rows():
                return [self._row(field, row, shift) for row in field.sample]
            case Choice():
                return self._choice(kind, field, sample)
            case Person() if field.essential and kind.form is Form.EACH:
                return STAFF[number % len(STAFF)]
            case Text(name="number"):
                return f"{sample[:-1]}{number}" if kind.unique else f"{self._scheme.year}第{number}号"
            case Text() if field.essential and number > 1:
                return f"{sample}（{number}）"
        return sample

    def _moved(self, field: Field, sample: object, shift: dt.timedelta) -> str:
        """A day as far from the record's as in the sample, but within the year."""
        day = field.parse(sample, self._context) + shift if sample else None
        first, last = dt.date(self._scheme.year, 1, 1), max(dt.date(self._scheme.year, 12, 31), end_of(self._scheme))
        return min(max(day, first), last).isoformat() if day else ""

    def _row(self, rows: Rows, row: Mapping[str, object], shift: dt.timedelta) -> dict[str, object]:
        moved = {}
        for column in rows.columns:
            sample = self._in_year(row.get(column.name, ""))
            if isinstance(column, Choice):
                moved[column.name] = _known(column, sample, self._context)
            else:
                moved[column.name] = self._moved(column, sample, shift) if isinstance(column, Date) else sample
        return moved

    def _choice(self, kind: Kind, field: Choice, sample: str) -> str:
        """The sample, but no word by which another record of the kind is demanded."""
        asked = self._asked.get((kind.slug, field.name), set())
        if sample in asked:
            return next(words for words in reversed(field.words(self._context)) if words not in asked)
        return _known(field, sample, self._context)


def _known(field: Choice, sample: Any, context: Context) -> Any:
    """The sample, or the first word of the scheme where it does not know that; blank where it has none at all."""
    words = field.words(context)
    if not sample or sample in words or (field.other and not words):
        return sample
    return words[0] if words else ""


def _worked_out(kind: Kind) -> set[str]:
    """The fields that the kind works out of the others; left blank, they fit the day."""
    if kind.fill is None:
        return set()
    context = Context(year=SAMPLE_YEAR)
    closed = {field.name for field in kind.fields if isinstance(field, Choice) and field.source and not field.other}
    typed = {name: value for name, value in sample_of(kind.slug).items() if name not in closed}
    return set(kind.fill(read_entry(kind, typed, context), context))


def _left_out(kind: Kind, field: Field) -> bool:
    """Links, which are made later, and what is not demanded and would have to fit other records."""
    if isinstance(field, LinkTo) or field.name in _KEPT.get(kind.slug, ()):
        return isinstance(field, LinkTo)
    return not field.required and (isinstance(field, (Date, Month, Rows)) or field.private or field.name == "doc_no")
