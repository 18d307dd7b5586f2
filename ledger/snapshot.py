"""A frozen picture of a whole ledger, from which papers, gaps, problems and scores are worked out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ledger import kinds
from ledger.definitions import Unreadable, read_definitions, waiting
from ledger.fields import Field, LinkTo, People, Person, PersonName, Rows
from ledger.fields.dates import day_in
from ledger.kinds import Form, Kind, named
from ledger.kinds.holiday import calendar_of
from ledger.own_registers import OWN_REGISTER, PREFIX
from ledger.phones import Phones
from ledger.records import Campaign, Record
from ledger.schemes.asked import asked
from ledger.schemes.changes import SchemeChange
from ledger.schemes.model import Required, Scheme, Stage
from ledger.workdays import Calendar

BEIJING = dt.timezone(dt.timedelta(hours=8))
"""The time of day where ledgers are kept, wherever this runs."""


def day_of(moment: dt.datetime) -> dt.date:
    """The day on which a time of the ledger (UTC) fell where it is kept: Beijing time, wherever this runs."""
    return moment.astimezone(BEIJING).date()


@dataclass(frozen=True)
class Snapshot:
    """The campaign, its scheme in force with the changes made to it, and every living record in listing order."""

    campaign: Campaign
    scheme: Scheme
    scheme_changes: tuple[SchemeChange, ...]
    records: tuple[Record, ...]
    phones: Phones = Phones.OUT
    """What becomes of private fields on papers; the screen always shows them."""

    def __reduce__(self) -> tuple[Any, ...]:
        # What was worked out of it is not sent to other processes along with it.
        return Snapshot, (self.campaign, self.scheme, self.scheme_changes, self.records, self.phones)

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

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of the program, and the registers that the clerk defined himself."""
        return (*kinds.KINDS, *self._definitions[0])

    @property
    def unreadable(self) -> tuple[Unreadable, ...]:
        """The definitions of the clerk's own registers that were spoilt, so that there is no kind of them."""
        return self._definitions[1]

    @cached_property
    def _definitions(self) -> tuple[tuple[Kind, ...], tuple[Unreadable, ...]]:
        return read_definitions((record.uid, record.values) for record in self.of(OWN_REGISTER))

    @cached_property
    def lacking(self) -> tuple[str, ...]:
        """The slugs of the clerk's own registers that the scheme asks for and that are not there to be read."""
        known = {kind.slug for kind in self.kinds}
        slugs = (slug for _, slug, _ in asked(self.scheme) if slug.startswith(PREFIX) and slug not in known)
        return tuple(dict.fromkeys(slugs))

    def kind(self, slug: str) -> Kind:
        """The kind called `slug`, a stand-in for a register that is lacking; raises UnknownKind."""
        if slug.startswith(PREFIX) and slug in self.lacking:
            return waiting(slug, next((each.why.title for each in self.unreadable if each.slug == slug), ""))
        return named(slug, self.kinds)

    @cached_property
    def calendar(self) -> Calendar:
        """Which days are worked: the official calendar with the days entered in the ledger."""
        return calendar_of(self.of("holiday"))

    @cached_property
    def as_of(self) -> dt.date:
        """The day of the last change: what the ledger knows, it knows as of this day."""
        return max((day_of(record.changed) for record in self.records), default=self.scheme.first)

    @cached_property
    def dated_to(self) -> dt.date:
        """The latest day that a record bears; the first day of the scheme when none bears one.

        Indexes are dated by it: a change of words on another day is no reason to make them anew.
        """
        return max((day for record in self.records if (day := self.day(record))), default=self.scheme.first)

    def title(self, record: Record) -> str:
        """The record's title."""
        return record.declared.title_of(dict(record.values))

    def short(self, record: Record, most: int = 20) -> str:
        """The record's title, cut after `most` characters: that of a register's entry is all of its text."""
        title = self.title(record)
        return title if len(title) <= most else f"{title[:most]}……"

    def named(self, record: Record, most: int = 0) -> str:
        """The record's title in quotes, those inside it single (GB/T 15834-2011, 4.8); cut after `most` characters."""
        title = self.short(record, most) if most else self.title(record)
        return f"“{title.replace('“', '‘').replace('”', '’')}”"

    def day(self, record: Record) -> dt.date | None:
        """The day that dates the record (of a month its first), None when it has none."""
        kind = record.declared
        return day_in(record[kind.date]) if kind.date else None

    def stage(self, record: Record) -> Stage | None:
        """The stage a record belongs to: the one it names, else the one that holds its day."""
        kind = record.declared
        named = record[kind.stage_field] if kind.stage_field else None
        for stage in self.scheme.stages:
            if stage.name == named:
                return stage
        day = self.day(record)
        return self.scheme.stage_of(day) if day else None

    def fits(self, record: Record, required: Required) -> bool:
        """Whether a record is of the kind, and has the words, that a required paper asks for."""
        if record.kind != required.kind:
            return False
        kind = record.declared
        return all(kind.field(name).show(record[name]) == words for name, words in required.where.items())

    def followed(self, record: Record) -> Record | None:
        """The record that a paper follows: the one of its own topic that it links to (minutes follow their meeting)."""
        kind = record.declared
        for field in kind.fields:
            if isinstance(field, LinkTo) and kind.topic and self.kind(field.kind).topic == kind.topic:
                leader = self.get(record[field.name])
                return leader if leader and leader.kind == field.kind else None
        return None

    def papers(self) -> Iterator[tuple[Kind, Record]]:
        """Every record that becomes a paper of its own."""
        for kind in self.kinds:
            if kind.form is Form.EACH:
                for record in self.of(kind.slug):
                    yield kind, record

    def people_of(self, record: Record) -> Iterator[PersonName]:
        """Every person named in the record's person fields, those inside rows too."""
        for field in record.declared.fields:
            if isinstance(field, Rows):
                for row in record[field.name] or ():
                    for column in field.columns:
                        yield from _people(column, row.get(column.name))
            else:
                yield from _people(field, record[field.name])


def _people(field: Field, value: Any) -> tuple[PersonName, ...]:
    """The people that a field holds, none when it is of another type or blank."""
    if isinstance(field, People):
        return tuple(value or ())
    return (value,) if isinstance(field, Person) and value else ()
