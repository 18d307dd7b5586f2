"""Stacked bars as strips: shares told apart by greys and hatching, so that a black printer keeps them apart too."""

from __future__ import annotations

from collections.abc import Iterator

from exports.page import Align, StackedBar, StackedBars
from exports.palette import DARK, PALE, Pattern, pattern_of
from exports.typeset.faces import Role
from exports.typeset.layout.composing import Composer, Style, words
from exports.typeset.layout.figures import LABEL_SHARE, SHOWN_SHARE
from exports.typeset.layout.geometry import Page
from exports.typeset.layout.ruled import ABOVE, SIDE, caption_strips
from exports.typeset.layout.strips import Strip, white
from exports.typeset.sheets import Mark, Rule, Shade

_HATCH = 4.0
"""Points between two lines of a hatching."""
_HAIR = 0.35


def stacked_strips(chart: StackedBars, page: Page, composer: Composer) -> Iterator[Strip]:
    """A caption, the legend and a row for each bar, kept together where one page can hold them."""
    if chart.caption:
        yield white(ABOVE * 2)
        yield from caption_strips(chart.caption, page, composer)
    yield from _legend(chart.legend, page, composer)
    style = Style(Role.BODY, page.cell_size)
    label = min(_widest(composer, style, [bar.label for bar in chart.bars]), page.measure * LABEL_SHARE)
    shown = min(_widest(composer, style, [bar.shown for bar in chart.bars]), page.measure * SHOWN_SHARE)
    for number, bar in enumerate(chart.bars, 1):
        marks, height = _bar(bar, (label, shown), page, composer)
        yield Strip(height, tuple(marks), keep=number < len(chart.bars))
    yield white(ABOVE * 2)


def _widest(composer: Composer, style: Style, texts: list[str]) -> float:
    return max((composer.width(text, style) for text in texts), default=0)


def _legend(names: tuple[str, ...], page: Page, composer: Composer) -> Iterator[Strip]:
    """A swatch and the name of each entry, as many to a line as it holds."""
    size, line = page.cell_size, page.cell_line
    style = Style(Role.BODY, size)
    marks: list[Mark] = []
    x = 0.0
    for number, name in enumerate(names):
        taken = 2 * size + SIDE + composer.width(name, style) + 2 * size
        if marks and x + taken > page.measure:
            yield Strip(line + ABOVE, tuple(marks), keep=True)
            marks, x = [], 0.0
        foot = -(line + size) / 2
        marks += filled(x, foot, 2 * size, size, number)
        marks += words(composer.lines(name, style, page.measure)[0], size, x + 2 * size + SIDE, -(line - size) / 2)
        x += taken
    if marks:
        yield Strip(line + ABOVE, tuple(marks), keep=True)


def _bar(bar: StackedBar, sides: tuple[float, float], page: Page, composer: Composer) -> tuple[list[Mark], float]:
    """The marks of one bar and the height they take; a bar without counts is an empty frame."""
    size, line = page.cell_size, page.cell_line
    label = composer.lines(bar.label, Style(Role.BODY, size, Align.RIGHT), sides[0])
    shown = composer.lines(bar.shown, Style(Role.BODY, size), sides[1])
    height = max(len(label), len(shown)) * line + 2 * ABOVE
    left, right = sides[0] + 2 * SIDE, page.measure - sides[1] - 2 * SIDE
    marks: list[Mark] = []
    for lines, x in ((label, 0.0), (shown, right + 2 * SIDE)):
        top = -(height - len(lines) * line) / 2 - (line - size) / 2
        for number, runs in enumerate(lines):
            marks += words(runs, size, x, top - number * line)
    foot = -(height + line) / 2
    whole = sum(bar.values)
    x = left
    for number, value in enumerate(bar.values):
        if value > 0:
            width = (right - left) * value / whole
            marks += filled(x, foot, width, line, number)
            x += width
    if whole <= 0:
        marks += frame(left, foot, right - left, line)
    return marks, height


def filled(x: float, y: float, width: float, height: float, number: int) -> Iterator[Mark]:
    """A framed box in the pattern of the legend's entry of that number."""
    match pattern_of(number):
        case Pattern.DARK:
            yield Shade(x, y, width, height, DARK)
        case Pattern.RISING:
            yield from _hatched(x, y, width, height, rising=True)
        case Pattern.PALE:
            yield Shade(x, y, width, height, PALE)
        case Pattern.WHITE:
            pass  # the frame alone
        case Pattern.CROSSED:
            yield from _hatched(x, y, width, height, rising=True)
            yield from _hatched(x, y, width, height, rising=False)
    yield from frame(x, y, width, height)


def _hatched(x: float, y: float, width: float, height: float, *, rising: bool) -> Iterator[Mark]:
    """Lines at 45 degrees, cut off at the box."""
    offset = -height + _HATCH / 2
    while offset < width:
        start, end = max(offset, 0.0), min(offset + height, width)
        if end - start > _HAIR:
            low, high = start - offset, end - offset
            below, above = (y + low, y + high) if rising else (y + height - low, y + height - high)
            yield Rule(x + start, below, x + end, above, _HAIR)
        offset += _HATCH


def frame(x: float, y: float, width: float, height: float) -> Iterator[Mark]:
    """The four rules of a box whose lower left corner is at `x`, `y`."""
    for foot in (y, y + height):
        yield Rule(x, foot, x + width, foot)
    for side in (x, x + width):
        yield Rule(side, y + height, side, y)
