"""The records that a draft tells of: those of a period, none after the day of the draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ledger.records import Record
from ledger.reporting.spans import StageSpan
from ledger.snapshot import Snapshot
from ledger.statistics import Period, Rate, Section, rates, statement

STANDING = frozenset(
    {"leading_group", "service_item", "regulation", "amenity", "post_duty", "emergency", "person", "filing_plan"}
)
"""Kinds that hold until they are changed: what was there before the period is there in it."""


@dataclass(frozen=True)
class Scope:
    """The ledger seen through the period of a report, as of `today`; `kinds` are all that the report tells of."""

    snapshot: Snapshot
    period: Period
    today: dt.date
    kinds: frozenset[str] = field(default_factory=frozenset)

    @property
    def until(self) -> dt.date:
        """The day up to which is told: the end of the period, or `today` while it lasts."""
        return min(self.period.last, max(self.today, self.period.first))

    def of(self, slug: str) -> tuple[Record, ...]:
        """The records of a kind that are told of, in order of their days."""
        if slug not in self._found:
            self._found[slug] = self._sought(slug)
        return self._found[slug]

    @cached_property
    def _found(self) -> dict[str, tuple[Record, ...]]:
        return {}

    def _sought(self, slug: str) -> tuple[Record, ...]:
        if slug in STANDING:
            return tuple(each for each in self.snapshot.of(slug) if self._stands(each))
        found = [(self.snapshot.day(each), each) for each in self.snapshot.of(slug)]
        inside = [(day, each) for day, each in found if day is not None and self._holds(each, day)]
        return tuple(each for _, each in sorted(inside, key=lambda pair: pair[0]))

    def undated(self, slug: str) -> int:
        """How many records of a kind bear no day, and can be counted in no period."""
        if slug in STANDING or not self.snapshot.kind(slug).date:
            return 0
        return sum(self.snapshot.day(each) is None for each in self.snapshot.of(slug))

    def days(self, records: Sequence[Record]) -> list[dt.date]:
        """The days of records that bear one."""
        return [day for each in records if (day := self.snapshot.day(each)) is not None]

    def by_then(self, day: object) -> bool:
        """Whether something had happened by the end of what is told; without a day, what is known now."""
        return not isinstance(day, dt.date) or day <= self.until

    @cached_property
    def rates(self) -> dict[str, Rate]:
        """Every rate of the period that can be worked out, by its key."""
        return {rate.key: rate for rate in rates(self.snapshot, self.period) if rate.value is not None}

    @cached_property
    def counts(self) -> Section:
        """The counts of the period (统计表), of all windows."""
        return statement(self.snapshot, self.period).whole

    @cached_property
    def demanded(self) -> frozenset[str]:
        """The kinds that the scheme asks for in the period: required papers and what recurs."""
        scheme = self.snapshot.scheme
        stages = {stage.key for stage in scheme.stages if self._meets(stage.first, stage.last)}
        required = {each.kind for each in scheme.required if each.stage in stages}
        return frozenset(required | {duty.kind for duty in scheme.duties if duty.kind})

    def _meets(self, first: dt.date, last: dt.date | None) -> bool:
        return first <= self.until and (last is None or last >= self.period.first)

    def _holds(self, record: Record, day: dt.date) -> bool:
        if day > self.until:
            return False
        named = record.declared.stage_field
        if isinstance(self.period, StageSpan) and named and record[named]:
            stage = self.snapshot.stage(record)
            within = self.period.within
            return stage is not None and stage.key == self.period.key and (within is None or within.holds(day))
        return self.period.holds(day)

    def _stands(self, record: Record) -> bool:
        day = self.snapshot.day(record)
        return day is None or day <= self.until
