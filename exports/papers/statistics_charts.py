"""Counts month by month as upright bars, beside those of the period before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from exports.diagrams import BarSeries, UprightBars
from ledger.statistics import Facts, Sum
from ledger.statistics.counting import ROWS, Count
from ledger.statistics.sums import number_words

DRAWN = ("received", "finished")
"""What the paper shows month by month."""
_BEFORE = {"least": "至少", "most": "至多", "about": "约"}
UNKNOWN = "—"


@dataclass(frozen=True)
class Months:
    """The facts of a period with those of its months, looked at once for all counts."""

    whole: Facts

    @cached_property
    def facts(self) -> tuple[Facts, ...]:
        """Of each month."""
        return tuple(self.whole.of_period(month) for month in self.whole.period.months)

    @cached_property
    def before(self) -> Months:
        """The months of the period before."""
        return Months(self.whole.before)

    def sums(self, count: Count) -> tuple[Sum | None, ...]:
        """The count of each month; None where only the whole was reported.

        They are taken from where the whole is taken from, the register or the reports, so that they make up the whole.
        """
        told = self.whole.reported.sum(count.reported) if count.reported else None
        if told is not None and not count.recorded(self.whole):
            return tuple(month.reported.sum(count.reported) for month in self.facts)
        return tuple(count.of(month) for month in self.facts)


def trends(facts: Facts) -> Iterator[UprightBars]:
    """What is drawn of a period of several months; nothing where there is nothing to count.

    Without a period before there is one picture of everything.
    """
    drawn = [each for each in ROWS if each.key in DRAWN]
    months = Months(facts)
    charts = [trend(months, each) for each in drawn] if len(facts.period.months) > 1 else []
    known = [(count, chart) for count, chart in zip(drawn, charts, strict=False) if chart is not None]
    if len(known) > 1 and all(len(chart.series) == 1 for _, chart in known):
        units = dict.fromkeys(count.unit for count, _ in known)
        series = tuple(replace(chart.series[0], name=count.label) for count, chart in known)
        yield replace(known[0][1], caption=f"各月办件（{'、'.join(units)}）", series=series)
    else:
        yield from (chart for _, chart in known)


def trend(months: Months, count: Count) -> UprightBars | None:
    """A count month by month beside the period before, of a month only the two months; None without any count.

    The period before is left out where nothing is known of it.
    """
    now, before = months.sums(count), months.before.sums(count)
    if not _any(now):
        return None
    period, previous = months.whole.period, months.whole.period.previous
    name = f"{count.label}（{count.unit}）"
    if len(period.months) == 1:
        heads = tuple(each.name for each in ((previous, period) if _any(before) else (period,)))
        both = (*before, *now) if _any(before) else now
        return UprightBars(name, "月份", heads, (_series(count.label, both),))
    heads = tuple(f"{month.part}月" for month in period.months)
    series = [_series(period.name, now)]
    if _any(before):
        series.append(_series(previous.name, before))
        if previous.months[0].part != period.months[0].part:
            pairs = zip(heads, previous.months, strict=True)
            heads = tuple(f"{head}\n上期{month.part}月" for head, month in pairs)
    return UprightBars(f"各月{name}", "月份", heads, tuple(series))


def _any(sums: tuple[Sum | None, ...]) -> bool:
    return any(each is not None and each.value != 0 for each in sums)


def _series(name: str, sums: tuple[Sum | None, ...]) -> BarSeries:
    values = tuple(None if each is None or each.value is None else float(each.value) for each in sums)
    return BarSeries(name, values, tuple(map(_shown, sums)))


def _shown(number: Sum | None) -> str:
    """A number short enough to stand below its bar."""
    if number is None or number.value is None:
        return UNKNOWN
    return _BEFORE.get(number.bound, "") + number_words(number.value)
