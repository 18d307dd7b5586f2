"""A frozen picture of a whole ledger, from which papers, gaps, problems and scores are worked out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ledger.fields import Person, PersonName, Rows
from ledger.fields.people import People
from ledger.kinds import KINDS, Form, Kind, kind_of
from ledger.records import Campaign, Record
from ledger.schemes.changes import SchemeChange
from ledger.schemes.model import Scheme, Stage


@dataclass(frozen=True)
class Snapshot:
    """The campaign, its scheme in force with the changes made to it, and every living record in listing order."""

    campaign: Campaign
    scheme: Scheme
    scheme_changes: tuple[SchemeChange, ...]
    records: tuple[Record, ...]

    @cached_property
    def _by_uid(self) -> dict[str, Record]:
        return {record.uid: record for record in self.records}

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Record, ...]]:
        groups: dict[str, list[Record]] = {}
        for record in self.records:
            groups.setdefault(record.kind, []).append(record)
        return {slug: tuple(records) for slug, records in groups.items()}

    def of(self, slug: str) -> tuple[Record, ...]:
        """The records of the kind called `slug`."""
        return self._by_kind.get(slug, ())

    def get(self, uid: str | None) -> Record | None:
        """The living record with this uid, None when there is none."""
        return self._by_uid.get(uid) if uid else None

    @property
    def as_of(self) -> dt.date:
        """The day of the last change: what the ledger knows, it knows as of this day."""
        return max((record.changed.date() for record in self.records), default=self.scheme.first)

    def title(self, record: Record) -> str:
        """The record's title."""
        return kind_of(record.kind).title_of(dict(record.values))

    def day(self, record: Record) -> dt.date | None:
        """The day that dates the record, None when it has none."""
        kind = kind_of(record.kind)
        day = record[kind.date] if kind.date else None
        return day if isinstance(day, dt.date) else None

    def stage(self, record: Record) -> Stage | None:
        """The stage a record belongs to: the one it names, else the one that holds its day."""
        kind = kind_of(record.kind)
        named = record[kind.stage_field] if kind.stage_field else None
        for stage in self.scheme.stages:
            if stage.name == named:
                return stage
        day = self.day(record)
        return self.scheme.stage_of(day) if day else None

    def papers(self) -> Iterator[tuple[Kind, Record]]:
        """Every record that becomes a paper of its own."""
        for kind in KINDS:
            if kind.form is Form.EACH:
                for record in self.of(kind.slug):
                    yield kind, record

    def people_of(self, record: Record) -> Iterator[PersonName]:
        """Every person named in the record's person fields, those inside rows too."""
        for field in kind_of(record.kind).fields:
            value = record[field.name]
            if value is None:
                continue
            if isinstance(field, Person):
                yield value
            elif isinstance(field, People):
                yield from value
            elif isinstance(field, Rows):
                for column in field.columns:
                    if isinstance(column, Person):
                        yield from (row[column.name] for row in value if row.get(column.name))
