"""Scores over time: a line on which each score holds until the next.

Only loaded through `forms.charts.render`, on the lane of charts.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from forms.chart_sheet import Sheet
from forms.charts import Assessed, Course
from forms.widgets.time_axis import Axis, following, short

_HIGH = 170
"""The height of the field in which scores over time are drawn."""


@dataclass(frozen=True)
class _Field:
    """Where days and scores lie."""

    left: float
    right: float
    top: float
    least: float
    full: float
    axis: Axis

    def x(self, day: dt.date) -> float:
        """A day, at its noon."""
        half = 0.5 / ((self.axis.last - self.axis.first).days + 1)
        return self.left + (self.right - self.left) * min(1.0, self.axis.share(day) + half)

    def y(self, score: float) -> float:
        """A score, between the least that is shown and the full mark."""
        share = (score - self.least) / (self.full - self.least)
        return self.top + _HIGH * (1 - min(1.0, max(0.0, share)))


def course(sheet: Sheet, data: Course, y: float) -> float:
    """Draws from `y` downwards; returns the foot."""
    points = sorted(data.points, key=lambda point: point.day)
    step = max(1.0, data.full / 10)
    last = following(points[-1].day.replace(day=1)) - dt.timedelta(days=1)
    mark = "" if data.threshold is None else f"{data.mark} {data.threshold:g}"
    left = sheet.measure(f"{data.full:g}", 12) + 8
    right = sheet.width - max(10.0, sheet.measure(mark, 12) + 8)
    least = _least(data, step)
    field = _Field(left, right, y + 16, least, data.full, Axis(points[0].day.replace(day=1), last))
    _score_lines(sheet, field, step)
    threshold = None if data.threshold is None else field.y(data.threshold)
    if threshold is not None:
        sheet.line([(left, threshold), (right, threshold)], "text", wide=1.5, dash=True)
        sheet.text(right + 6, threshold, mark, size=12)
    _steps(sheet, field, points)
    _values(sheet, field, points, threshold)
    return _months(sheet, field)


def _least(data: Course, step: float) -> float:
    """The score at the foot of the field, one step below everything that is shown."""
    known = [point.value for point in data.points] + ([] if data.threshold is None else [data.threshold])
    return max(0.0, (math.floor(min(known) / step) - 1) * step)


def _score_lines(sheet: Sheet, field: _Field, step: float) -> None:
    count = round((field.full - field.least) / step)
    every = 1 if count <= 5 else 2
    for number in range(0, count + 1, every):
        score = field.full - number * step
        sheet.line([(field.left, field.y(score)), (field.right, field.y(score))], "line")
        sheet.text(field.left - 6, field.y(score), f"{score:g}", size=12, tone="muted", at="right")


def _steps(sheet: Sheet, field: _Field, points: Sequence[Assessed]) -> None:
    places = [(field.x(point.day), field.y(point.value)) for point in points]
    line = places[:1]
    for x, y in places[1:]:
        line += [(x, line[-1][1]), (x, y)]
    sheet.line(line, "series1", wide=2)
    sheet.line(places, "series1", dots=True)


def _values(sheet: Sheet, field: _Field, points: Sequence[Assessed], threshold: float | None) -> None:
    """The scores where there is room: below their dot after a fall, else above; the last and the extremes first."""
    values, last = [point.value for point in points], len(points) - 1
    wanted = [last, values.index(min(values)), values.index(max(values)), *range(last)]
    taken: list[tuple[float, float, float]] = []
    for number in dict.fromkeys(wanted):
        x, dot = field.x(points[number].day), field.y(values[number])
        half = sheet.measure(points[number].shown, 12) / 2
        middle = min(max(x, half), sheet.width - half)
        above, below = dot - 13, dot + 14
        if number == 0:
            sides: tuple[float, ...] = (above, below)
        else:  # on the other side the line itself goes through
            sides = (below,) if values[number] < values[number - 1] else (above,)
        for y in sides:
            free = all(abs(middle - other) > half + wide + 4 or abs(y - at) > 14 for other, at, wide in taken)
            crossed = threshold is not None and abs(y - threshold) <= 9
            if free and (not crossed or number == last):
                ground = sheet.colours["panel"] if crossed else ""
                sheet.text(middle, y, points[number].shown, size=12, at="center", ground=ground)
                taken.append((middle, y, half))
                break


def _months(sheet: Sheet, field: _Field) -> float:
    """The line of months, of days when there is but one month; returns the foot."""
    foot, axis = field.top + _HIGH, field.axis
    sheet.line([(field.left, foot), (field.right, foot)], "muted")
    single = following(axis.first) > axis.last
    ticks = [axis.first.replace(day=day) for day in (1, 6, 11, 16, 21, 26)] if single else list(axis.months())
    free = 0.0
    for day in ticks:
        x = field.left + (field.right - field.left) * axis.share(day)
        sheet.line([(x, foot), (x, foot + 5)], "muted")
        words = short(day) if single else f"{day.month}月"
        if day == axis.first or (not single and day.month == 1):
            words = f"{day.year}年{words}"
        broad = sheet.measure(words, 12)
        if x >= free and x + broad <= sheet.width:
            sheet.text(x + 3, foot + 14, words, size=12, tone="muted")
            free = x + broad + 10
    return foot + 24
