"""What a timeline shows, without drawing it: the axis of months, the rows and states of stages, gaps and due tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledger.schemes.model import Stage

_OPEN = dt.timedelta(days=75)
"""How long an open-ended stage is drawn beyond its first day, at least."""
_NEAR = dt.timedelta(days=62)
"""How far beyond the stages today may lie and still lengthen the axis."""
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """A task to be done by a day: what it is, in words, and whether it is done."""

    day: dt.date
    words: str
    done: bool = False

    def told(self, today: dt.date) -> str:
        """The task with its day and how far that is from today."""
        left = (self.day - today).days
        if self.done:
            state = "已完成"
        elif left < 0:
            state = f"已过期{-left}天"
        else:
            state = "今天到期" if left == 0 else f"还有{left}天"
        return f"{short(self.day)} {self.words}（{state}）"


@dataclass(frozen=True)
class State:
    """How a stage stands, in words and as a tone of the theme."""

    words: str
    tone: str


def state_of(stage: Stage, done: int, wanted: int, today: dt.date) -> State:
    """Done, running, not begun, or over with something lacking; `wanted` papers are demanded, `done` are there."""
    lacking = max(0, wanted - done)
    over = stage.last is not None and today > stage.last
    if today < stage.first:
        return State("未开始", "muted")
    if over and lacking:
        return State(f"已过期，缺{lacking}项", "bad")
    if over or (stage.last is None and wanted > 0 and not lacking):
        return State("已完成", "good")
    if wanted > 0 and not lacking:
        return State("进行中，资料已齐", "good")
    return State(f"进行中，{done}/{wanted} 项" if wanted > 0 else "进行中", "accent")


@dataclass(frozen=True)
class Axis:
    """Days on a line of whole months: `first` is the first day of one, `last` the last day of one."""

    first: dt.date
    last: dt.date

    def share(self, day: dt.date) -> float:
        """Where the beginning of `day` lies, 0 at the left and 1 at the right end; outside of both it is there."""
        whole = (self.last - self.first).days + 1
        return min(1.0, max(0.0, (day - self.first).days / whole))

    def months(self) -> Iterator[dt.date]:
        """The first day of each month."""
        day = self.first
        while day <= self.last:
            yield day
            day = following(day)

    def holds(self, day: dt.date) -> bool:
        """Whether `day` lies on the line."""
        return self.first <= day <= self.last


def axis_of(stages: Sequence[Stage], today: dt.date) -> Axis:
    """The months of all stages; today's too when it is not far off. Raises ValueError when there are no stages."""
    first = min(stage.first for stage in stages)
    last = max(stage.last or stage.first + _OPEN for stage in stages)
    if first - _NEAR <= today <= last + _NEAR:
        first, last = min(first, today), max(last, today)
    return Axis(first.replace(day=1), following(last.replace(day=1)) - _DAY)


def following(month: dt.date) -> dt.date:
    """The first day of the month after that of `month`, which is the first day of one."""
    return (month + dt.timedelta(days=32)).replace(day=1)


def rows_of(stages: Sequence[Stage]) -> tuple[tuple[Stage, ...], ...]:
    """The stages in rows, such that none covers another: one row unless some overlap."""
    rows: list[list[Stage]] = []
    for stage in sorted(stages, key=lambda stage: (stage.first, stage.last or dt.date.max)):
        for row in rows:
            before = row[-1].last
            if before is not None and before < stage.first:
                row.append(stage)
                break
        else:
            rows.append([stage])
    return tuple(map(tuple, rows))


def gaps_of(stages: Sequence[Stage]) -> Iterator[tuple[dt.date, dt.date]]:
    """First and last day of each time between stages that belongs to none of them."""
    reached: dt.date | None = None
    for stage in sorted(stages, key=lambda stage: stage.first):
        if reached is not None and stage.first > reached + _DAY:
            yield reached + _DAY, stage.first - _DAY
        end = stage.last or dt.date.max - _DAY
        reached = end if reached is None else max(reached, end)


def period(stage: Stage, *, brief: bool = False) -> str:
    """The days of a stage: 6月1日—9月30日, or 10月1日起 when its end is open; `brief` as 6.1—9.30."""
    first = f"{stage.first.month}.{stage.first.day}" if brief else short(stage.first)
    if stage.last is None:
        return f"{first}起"
    last = f"{stage.last.month}.{stage.last.day}" if brief else short(stage.last)
    return f"{first}—{last}" if brief or stage.last.year == stage.first.year else f"{first}—{stage.last.year}年{last}"


def short(day: dt.date) -> str:
    """A day without its year: 6月1日."""
    return f"{day.month}月{day.day}日"
