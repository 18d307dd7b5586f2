"""Charts of bars, with their labels, legends and values.

Only loaded through `forms.charts.render`, on the lane of charts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from exports.diagrams import HeatMap, UprightBars
from exports.page import StackedBar, StackedBars
from forms.chart_course import course
from forms.chart_diagrams import heat, upright
from forms.chart_sheet import Sheet
from forms.charts import ChartData, Course, Look, Loss, Losses, ScoreBar, ScoreBars

_LINE, _LABEL, _BAR, _GAP = 22, 18, 20, 10
"""The height of a line of words, of one of a label, of a bar, and the room between bars."""


@dataclass(frozen=True)
class _Row:
    """A bar with what stands at both sides of it: its label in lines at the left, the words at the right."""

    label: Sequence[str]
    shown: str

    @property
    def height(self) -> float:
        """Of the bar or of the lines, whichever is more."""
        return max(_BAR, len(self.label) * _LABEL)


@dataclass(frozen=True)
class _Rows:
    """Bars from `left` to `right`, between their labels and their words."""

    rows: tuple[_Row, ...]
    left: float
    right: float

    @property
    def room(self) -> float:
        """How long the longest bar can be."""
        return max(1.0, self.right - self.left)


def drawn(data: ChartData, look: Look) -> Image.Image:
    """The picture of a chart that has something to draw."""
    sheet = Sheet(look)
    y = 5.0
    if data.caption:
        sheet.text(0, _LINE / 2, sheet.cut(data.caption, sheet.width))
        y = _LINE + 6
    match data:
        case StackedBars():
            return sheet.picture(_stacked(sheet, data, y))
        case ScoreBars():
            return sheet.picture(_scores(sheet, data, y))
        case Losses():
            return sheet.picture(_losses(sheet, data, y))
        case Course():
            return sheet.picture(course(sheet, data, y))
        case UprightBars():
            return sheet.picture(upright(sheet, data, y))
        case HeatMap():
            return sheet.picture(heat(sheet, data, y))


def _stacked(sheet: Sheet, data: StackedBars, y: float) -> float:
    y = _legend(sheet, data.legend, y)
    rows = _rows(sheet, data.bars)
    for bar, row in zip(data.bars, rows.rows, strict=True):
        at = _beside(sheet, row, rows, y)
        if sum(bar.values) > 0:
            _parts(sheet, bar.values, (rows.left, at), rows.room / sum(bar.values))
        else:
            sheet.frame(rows.left, at, rows.room, _BAR)
        y += row.height + _GAP
    return y


def _scores(sheet: Sheet, data: ScoreBars, y: float) -> float:
    top = y
    rows = _rows(sheet, data.bars)
    for bar, row in zip(data.bars, rows.rows, strict=True):
        at = _beside(sheet, row, rows, y)
        sheet.frame(rows.left, at, rows.room, _BAR)
        if bar.value is not None and bar.value > 0:
            sheet.box(rows.left, at, rows.room * min(1.0, bar.value / data.full), _BAR, 0)
        foot = at + _BAR
        if bar.weight:
            sheet.text(rows.left, foot + 9, bar.weight, size=12, tone="muted")
            foot += 16
        y = max(foot, y + row.height) + _GAP
    return _threshold_across(sheet, data, rows, (top, y))


def _threshold_across(sheet: Sheet, data: ScoreBars, rows: _Rows, reach: tuple[float, float]) -> float:
    """The score to be reached as a broken line from top to foot of the bars, with its name below."""
    top, foot = reach
    if data.threshold is None:
        return foot
    x = rows.left + rows.room * min(1.0, max(0.0, data.threshold / data.full))
    ends = [(x, top - 4), (x, foot - 2)]
    sheet.line(ends, "panel", wide=3.5)  # so that it is seen on the bars, too
    sheet.line(ends, "text", wide=1.5, dash=True)
    words = f"{data.mark} {data.threshold:g}"
    half = sheet.measure(words, 12) / 2
    sheet.text(min(max(x, half), sheet.width - half), foot + 7, words, size=12, at="center")
    return foot + 18


def _losses(sheet: Sheet, data: Losses, y: float) -> float:
    y = _legend(sheet, data.legend, y)
    rows = _rows(sheet, data.bars)
    most = max(bar.lost + bar.regainable for bar in data.bars)
    for bar, row in zip(data.bars, rows.rows, strict=True):
        at = _beside(sheet, row, rows, y)
        if most > 0:
            _parts(sheet, (bar.lost, bar.regainable), (rows.left, at), rows.room / most)
        sheet.line([(rows.left, at - 3), (rows.left, at + _BAR + 3)], "muted")
        y += row.height + _GAP
    return y


def _parts(sheet: Sheet, values: Sequence[float], corner: tuple[float, float], unit: float) -> None:
    """The parts of a bar one after the other, each with its value where it fits; `unit` is the length of 1."""
    x, y = corner
    for number, value in enumerate(values):
        if value > 0:
            sheet.box(x, y, value * unit, _BAR, number)
            sheet.written(x + value * unit / 2, y + _BAR / 2, f"{value:g}", number, value * unit)
            x += value * unit


def _legend(sheet: Sheet, names: Sequence[str], y: float) -> float:
    """A swatch and the name of each entry, as many to a line as it holds; returns where what follows begins."""
    x = 0.0
    for number, name in enumerate(names):
        taken = 30 + sheet.measure(name, 13)
        if x and x + taken > sheet.width:
            x, y = 0.0, y + _LINE
        sheet.box(x + 1, y + 5, 22, 12, number)
        sheet.text(x + 30, y + _LINE / 2, name, size=13)
        x += taken + 20
    return y + _LINE + _GAP


def _rows(sheet: Sheet, bars: Sequence[StackedBar | ScoreBar | Loss]) -> _Rows:
    """The labels in lines, at most a third of the width, and the bars in what the words at the right leave."""
    left = min(max(sheet.measure(bar.label) for bar in bars), sheet.width * 0.35)
    right = min(max(sheet.measure(bar.shown) for bar in bars), sheet.width * 0.3)
    rows = tuple(_Row(sheet.lines(bar.label, left), sheet.cut(bar.shown, right)) for bar in bars)
    return _Rows(rows, left + 10, sheet.width - right - 12)


def _beside(sheet: Sheet, row: _Row, rows: _Rows, y: float) -> float:
    """The label, right-aligned, and the words at the right; returns the upper edge of the bar, in their middle."""
    middle = y + row.height / 2
    first = middle - (len(row.label) - 1) * _LABEL / 2
    for number, line in enumerate(row.label):
        sheet.text(rows.left - 10, first + number * _LABEL, line, at="right")
    sheet.text(rows.right + 10, middle, row.shown)
    return middle - _BAR / 2
