"""The statement of a period (统计表, R57): counts beside those of the period before, whole, by window or by person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from ledger.snapshot import Snapshot
from ledger.statistics.counting import ROWS, SLUGS, Count
from ledger.statistics.facts import Facts, by_name, facts_of, persons_of, windows_of
from ledger.statistics.periods import Period
from ledger.statistics.rate import Rate
from ledger.statistics.sums import Sum, change_words
from ledger.statistics.voices import satisfaction_rate

By = Literal["", "window", "person"]
WHOLE = "全部"
BLANK_NAMES = {"window": "没有填窗口", "person": "没有填人员"}
"""What the section of records that name no window or person is called."""


@dataclass(frozen=True)
class Row:
    """One count of a period, with that of the period before; `reported` is what was handed in for it, if anything.

    `source` and `before_source` say where the counts come from: “登记”, or “报表” where the register has nothing of the
    period. `counted` is what the register itself has.
    """

    key: str
    label: str
    unit: str
    now: Sum
    before: Sum
    counted: Sum
    reported: Sum | None = None
    source: str = "登记"
    before_source: str = "登记"

    @property
    def change(self) -> str:
        """The change from the period before: +3, -2, 0, or — where a number is only half known."""
        return change_words(self.now, self.before)


@dataclass(frozen=True)
class Section:
    """The counts of one window or person, or of all, with its 满意率 and that of the period before."""

    name: str
    rows: tuple[Row, ...]
    satisfaction: Rate
    satisfaction_before: Rate

    @property
    def satisfaction_change(self) -> str:
        """The change of the 满意率 in percentage points; — where one is not exactly known or the votes are others."""
        one, other = self.satisfaction, self.satisfaction_before
        unlike = one.bounded or other.bounded or one.denominator_words != other.denominator_words
        if one.value is None or other.value is None or unlike:
            return "—"
        change = one.value - other.value
        return f"{change:+f}" if change else "0"

    def row(self, key: str) -> Row:
        """The row of that key; raises KeyError when there is none."""
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)


@dataclass(frozen=True)
class Statement:
    """The counts of a period: the first section is of all, the others of each window or person."""

    period: Period
    by: By
    sections: tuple[Section, ...]

    @property
    def whole(self) -> Section:
        """The section of all."""
        return self.sections[0]


def statement(snapshot: Snapshot, period: Period, by: By = "") -> Statement:
    """The counts of a period, with those of the period before, in all and for each window or person.

    The counts of cases of all windows sum to those of the whole; records that name no window have a section of their
    own. Where the register has nothing of the period but a report was handed in, its numbers are taken as written.
    """
    return statement_of(facts_of(snapshot, period), by)


def statement_of(whole: Facts, by: By = "") -> Statement:
    """The statement out of the facts of all windows and persons."""
    sections = [_section(WHOLE, whole, whole)]
    if by:
        finder = windows_of if by == "window" else persons_of
        names = dict.fromkeys((*finder(whole, SLUGS), *finder(whole.before, SLUGS)))
        for name in sorted(names, key=by_name):
            part = replace(whole, window=name) if by == "window" else replace(whole, person=name)
            sections.append(_section(name or BLANK_NAMES[by], part, whole))
    return Statement(whole.period, by, tuple(sections))


def _section(name: str, facts: Facts, whole: Facts) -> Section:
    """The section of these facts, which are all of the whole or a part of it."""
    before = facts.before
    rows = tuple(_row(each, (facts, whole), (before, whole.before)) for each in ROWS)
    return Section(name, rows, satisfaction_rate(facts), satisfaction_rate(before))


def _row(each: Count, of_now: tuple[Facts, Facts], of_before: tuple[Facts, Facts]) -> Row:
    now, source = _counted(each, *of_now)
    then, before_source = _counted(each, *of_before)
    facts, _ = of_now
    told = facts.reported.sum(each.reported) if each.reported else None
    return Row(each.key, each.label, each.unit, now, then, each.of(facts), told, source, before_source)


def _counted(each: Count, facts: Facts, whole: Facts) -> tuple[Sum, str]:
    """The count out of the register, or as reported where the register has nothing of the period.

    Whether it has is asked of the whole, so that all parts of it come from the same place.
    """
    told = facts.reported.sum(each.reported) if each.reported else None
    if told is not None and not each.recorded(whole):
        return told, "报表"
    return each.of(facts), "登记"
