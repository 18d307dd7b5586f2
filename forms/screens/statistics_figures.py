"""What the screen of statistics shows, worked out of a snapshot off the Tk thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from exports.diagrams import UprightBars
from exports.papers.statistics_charts import Months, trend
from forms.garbage import none_in_bulk
from ledger.records import Record
from ledger.snapshot import Snapshot
from ledger.statistics import (
    BonusGap,
    By,
    Compression,
    Facts,
    Flow,
    Performance,
    Period,
    Points,
    Rate,
    Row,
    Section,
    Stars,
    TargetResult,
    TradeTop,
    bonus_gap,
    checked_of,
    compressions,
    facts_of,
    flow_of,
    performances,
    points,
    quarter_top,
    rates_of,
    stars,
    statement_of,
)
from ledger.statistics.counting import ROWS
from ledger.statistics.statement import BLANK_NAMES

RULES: Mapping[str, str] = {
    "on_time_rate": "on_time_base",
    "finish_rate": "finish_base",
    "early_rate": "early_base",
    "mean_promise": "promise_base",
    "satisfaction_rate": "fairly_satisfied",
}
"""The rule of the scheme that says what a rate is a rate of."""
PERSONAL = (
    "on_time_rate",
    "finish_rate",
    "on_spot_rate",
    "early_rate",
    "instant_share",
    "overdue",
    "satisfaction_rate",
    "callback_mean",
)
"""Rates of one person; the others are of the window and say nothing of who works at it."""


@dataclass(frozen=True)
class Asked:
    """What the clerk looks at: a period, in all or by window or person; with `name` one of these alone.

    `name` is as the statement calls it, “没有填窗口” for what names none.
    """

    period: Period
    by: By = ""
    name: str = ""

    @property
    def words(self) -> str:
        """Of whom the figures are."""
        return self.name or {"": "全部", "window": "各窗口", "person": "各经办人"}[self.by]


@dataclass(frozen=True)
class Part:
    """One window or person with its counts and rates."""

    name: str
    section: Section
    rates: tuple[Rate, ...]


@dataclass(frozen=True)
class People:
    """What is counted of the people in the period; `tops` only of a quarter."""

    stars: Stars
    performances: tuple[Performance, ...]
    gap: BonusGap | None
    points: tuple[Points, ...]
    tops: tuple[TradeTop, ...]


@dataclass(frozen=True)
class Figures:
    """Everything that the screen shows of what was asked; `parts` when it was asked by window or person."""

    asked: Asked
    section: Section
    rates: tuple[Rate, ...]
    parts: tuple[Part, ...]
    trends: Mapping[str, UprightBars | None]
    targets: tuple[TargetResult, ...]
    flow: Flow
    people: People
    compressions: tuple[Compression, ...]
    timings: tuple[Record, ...]
    year: int
    """Of the ledger."""
    last: dt.date
    """The latest day that a record bears."""

    @property
    def before_ledger(self) -> bool:
        """Whether the period before lies before the year of the ledger, and nothing is known of it."""
        early = self.asked.period.previous.year < self.year
        return early and not any(row.before.value != 0 for row in self.section.rows)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The counts; none when there was nothing to count, in this period and the one before."""
        rows = self.section.rows
        return rows if any(_counted(row) for row in rows) or self.section.satisfaction.value is not None else ()


def _counted(row: Row) -> bool:
    return row.now.value != 0 or row.before.value != 0 or row.reported is not None


class Reader:
    """Works out figures; the cases of the last snapshot are looked at once for all periods. Of one lane only."""

    def __init__(self) -> None:
        self._facts: Facts | None = None

    def read(self, snapshot: Snapshot, asked: Asked) -> Figures:
        """The figures of a snapshot."""
        if self._facts is None or self._facts.snapshot is not snapshot:
            self._facts = facts_of(snapshot, asked.period)
            none_in_bulk()
        whole = self._facts.of_period(asked.period)
        facts = _of(whole, asked)
        made = statement_of(whole, asked.by)
        section = next((each for each in made.sections[1:] if each.name == asked.name), made.whole)
        rates, months = _rates(facts), Months(facts)
        parts = () if asked.name else tuple(_part(whole, asked, each) for each in made.sections[1:])
        in_all = rates if facts is whole else rates_of(whole)
        return Figures(
            asked,
            section,
            rates,
            parts,
            {} if parts else {count.key: trend(months, count) for count in ROWS},
            checked_of(whole, in_all),
            flow_of(facts),
            _people(snapshot, asked.period),
            compressions(snapshot, facts.window),
            facts.of("timing"),
            snapshot.campaign.year,
            snapshot.dated_to,
        )


def _of(whole: Facts, asked: Asked) -> Facts:
    """The facts of the window or person that was asked for, else all."""
    if not asked.name or not asked.by:
        return whole
    name = "" if asked.name == BLANK_NAMES[asked.by] else asked.name
    return replace(whole, window=name) if asked.by == "window" else replace(whole, person=name)


def _part(whole: Facts, asked: Asked, section: Section) -> Part:
    return Part(section.name, section, _rates(_of(whole, replace(asked, name=section.name))))


def _rates(facts: Facts) -> tuple[Rate, ...]:
    """The rates of all or of a window; of a person only those that are the person's own."""
    return tuple(rate for rate in rates_of(facts) if facts.person is None or rate.key in PERSONAL)


def _people(snapshot: Snapshot, period: Period) -> People:
    tops = quarter_top(snapshot, period) if period.span == "quarter" else ()
    return People(
        stars(snapshot, period),
        performances(snapshot, period),
        bonus_gap(snapshot, period),
        points(snapshot, period),
        tops,
    )
