"""Upright bars over months and the map of the hours, as they are drawn in the window.

Only loaded through `forms.charts.render`, on the lane of charts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from exports.diagrams import STEPS, HeatMap, UprightBars
from forms.chart_sheet import Sheet

_HIGH = 150
"""The height of the field of the bars."""
_LINE, _CELL, _GAP = 22, 26, 8
_BROADEST, _SHARE = 34, 0.76
"""The most that a bar is broad, and how much of the room over a head the bars take together."""
_MARKS = 4
"""Lines across the field, about."""


def upright(sheet: Sheet, data: UprightBars, y: float) -> float:
    """Draws from `y` downwards; returns the foot."""
    if len(data.series) > 1:
        y = _legend(sheet, [each.name for each in data.series], y)
    step = _step(data.most)
    full = step * math.ceil(data.most / step)
    top, left = y + 14, sheet.measure(f"{full:g}", 12) + 10
    unit = _HIGH / full
    for number in range(round(full / step) + 1):
        at = top + _HIGH - number * step * unit
        sheet.line([(left, at), (sheet.width, at)], "muted" if number == 0 else "line")
        sheet.text(left - 6, at, f"{number * step:g}", size=12, tone="muted", at="right")
    each = (sheet.width - left) / len(data.heads)
    broad = min(_BROADEST, each * _SHARE / len(data.series))
    for place in range(len(data.heads)):
        x = left + each * (place + 0.5) - broad * len(data.series) / 2
        _bars(sheet, data, place, (x, top + _HIGH), broad, unit)
    return _heads(sheet, data.heads, left, each, top + _HIGH)


def _bars(sheet: Sheet, data: UprightBars, place: int, corner: tuple[float, float], broad: float, unit: float) -> None:
    """The bars over one head, each with its number where there is room for it."""
    x, foot = corner
    for number, each in enumerate(data.series):
        value, shown = each.values[place] or 0, each.shown[place]
        if value > 0:
            sheet.box(x, foot - value * unit, broad, value * unit, number)
        if (value > 0 or len(data.series) == 1) and sheet.measure(shown, 12) <= broad + 6:
            sheet.text(
                x + broad / 2, foot - value * unit - 8, shown, size=12, at="center", ground=sheet.colours["panel"]
            )
        x += broad


def _heads(sheet: Sheet, heads: Sequence[str], left: float, each: float, foot: float) -> float:
    """What stands below the bars, in lines; where there is no room for all only every other one. Returns the foot."""
    lines = [head.split("\n") for head in heads]
    widest = max(sheet.measure(line, 12) for words in lines for line in words) + 4
    every = 1 if widest <= each else math.ceil(widest / each)
    for place, words in enumerate(lines):
        if place % every:
            continue
        for number, line in enumerate(words):
            tone = "muted" if number else "text"
            sheet.text(left + each * (place + 0.5), foot + 14 + number * 17, line, size=12, tone=tone, at="center")
    return foot + 10 + 17 * max(map(len, lines))


def _step(most: float) -> float:
    """The count between two lines across: 1, 2 or 5 times a power of ten."""
    rough = max(1.0, most / _MARKS)
    power = float(10 ** math.floor(math.log10(rough)))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)


def heat(sheet: Sheet, data: HeatMap, y: float) -> float:
    """Draws from `y` downwards; returns the foot."""
    lines = list(data.lines)
    left = max(sheet.measure(line[0], 13) for line in lines) + 12
    each = (sheet.width - left - 1) / (len(lines[0]) - 1)
    y = _shades(sheet, data, y)
    for number, cells in enumerate(lines):
        inner = 0 < number < len(lines) - 1
        sheet.text(0, y + _CELL / 2, cells[0], size=13, tone="text" if inner else "muted")
        for place, cell in enumerate(cells[1:]):
            x = left + each * place
            if inner and place < len(data.heads):
                share = _share(data.step(data.rows[number - 1].values[place]))
                sheet.tile((x, y, each, _CELL), share, cell)
            else:
                sheet.text(x + each / 2, y + _CELL / 2, cell, size=13, tone="text", at="center")
        y += _CELL
    return y + 4


def _share(step: int) -> float:
    return 0.0 if step == 0 else 0.12 + 0.88 * (step - 1) / (STEPS - 1)


def _shades(sheet: Sheet, data: HeatMap, y: float) -> float:
    """What each shade says; returns where the map begins."""
    places = _places(sheet, [words for _, words in data.legend], y)
    for (step, words), (x, top) in zip(data.legend, places, strict=True):
        sheet.tile((x + 1, top + 5, 22, 12), _share(step), "")
        sheet.text(x + 30, top + _LINE / 2, words, size=13)
    return places[-1][1] + _LINE + _GAP


def _legend(sheet: Sheet, names: Sequence[str], y: float) -> float:
    """A swatch and the name of each series; returns where the field begins."""
    places = _places(sheet, names, y)
    for number, (name, (x, top)) in enumerate(zip(names, places, strict=True)):
        sheet.box(x + 1, top + 5, 22, 12, number)
        sheet.text(x + 30, top + _LINE / 2, name, size=13)
    return places[-1][1] + _LINE + _GAP


def _places(sheet: Sheet, names: Sequence[str], y: float) -> list[tuple[float, float]]:
    """Where the entries of a legend stand, as many to a line as it holds."""
    x, found = 0.0, []
    for name in names:
        taken = 30 + sheet.measure(name, 13)
        if x and x + taken > sheet.width:
            x, y = 0.0, y + _LINE
        found.append((x, y))
        x += taken + 20
    return found
