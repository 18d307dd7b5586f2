"""Diagrams of counts: upright bars over months and a map of hours, every number readable beside its picture."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

STEPS = 4
"""Shades of a heat map besides the plain one of nothing."""


@dataclass(frozen=True)
class BarSeries:
    """A series of upright bars: its name, a value for each head (None where it is not known), and as written."""

    name: str
    values: tuple[float | None, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True)
class UprightBars:
    """Bars side by side over each of `heads`, and below them a table of the same numbers that is the legend too."""

    caption: str
    corner: str
    """What the heads are, such as 月份."""
    heads: tuple[str, ...]
    series: tuple[BarSeries, ...]

    @property
    def most(self) -> float:
        """The value of the highest bar, 0 without one."""
        return max((value or 0 for each in self.series for value in each.values), default=0)

    @property
    def words(self) -> tuple[str, ...]:
        """Every word in it, row by row."""
        rows = (word for each in self.series for word in (each.name, *each.shown))
        return (self.caption, self.corner, *self.heads, *rows)

    @property
    def described(self) -> str:
        """What the picture shows, for whoever does not see it."""
        told = (
            f"{each.name}：" + "，".join(f"{head}{shown}" for head, shown in zip(self.heads, each.shown, strict=True))
            for each in self.series
        )
        return "；".join(told)


@dataclass(frozen=True)
class HeatRow:
    """A row of a heat map: its label and a count for each head."""

    label: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class HeatMap:
    """Counts in rows and columns, the more the darker, with their sums at the right and at the foot."""

    caption: str
    corner: str
    heads: tuple[str, ...]
    rows: tuple[HeatRow, ...]

    @property
    def most(self) -> int:
        """The highest count, 0 without one."""
        return max((value for row in self.rows for value in row.values), default=0)

    def step(self, value: int) -> int:
        """Which shade a count has: 0 for nothing, else 1 to STEPS by quarters of the highest."""
        return -(-STEPS * value // self.most) if value > 0 else 0

    @property
    def legend(self) -> tuple[tuple[int, str], ...]:
        """The shades that counts can have, with the counts that have them."""
        ends = [number * self.most // STEPS for number in range(STEPS + 1)]
        spans = enumerate(itertools.pairwise(ends), 1)
        told = ((step, f"{low + 1}" if high == low + 1 else f"{low + 1}—{high}") for step, (low, high) in spans)
        return ((0, "0"), *((step, words) for step, words in told if ends[step] > ends[step - 1]))

    @property
    def lines(self) -> Iterator[tuple[str, ...]]:
        """The cells row by row: the heads, each row with its sum, and the sums of all."""
        yield (self.corner, *self.heads, TOTAL)
        for row in self.rows:
            yield (row.label, *map(str, row.values), str(sum(row.values)))
        sums = [sum(row.values[place] for row in self.rows) for place in range(len(self.heads))]
        yield (TOTAL, *map(str, sums), str(sum(sums)))

    @property
    def words(self) -> tuple[str, ...]:
        """Every word in it, row by row."""
        return (self.caption, *(words for _, words in self.legend), *(cell for line in self.lines for cell in line))

    @property
    def described(self) -> str:
        """What the picture shows, for whoever does not see it."""
        busiest = "、".join(
            f"{head}{row.label}"
            for row in self.rows
            for head, value in zip(self.heads, row.values, strict=True)
            if value == self.most > 0
        )
        return f"{self.caption}，颜色越深数越大，最大{self.most}：{busiest}" if busiest else self.caption


TOTAL = "合计"
