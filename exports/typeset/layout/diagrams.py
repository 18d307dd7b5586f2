"""Diagrams as strips: upright bars over the table of their numbers, and a map of counts in greys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exports.diagrams import HeatMap, UprightBars
from exports.page import Align, Column
from exports.palette import HEAT
from exports.typeset.faces import Role
from exports.typeset.layout.composing import Composer, Style, words
from exports.typeset.layout.geometry import Page
from exports.typeset.layout.ruled import ABOVE, SIDE, caption_strips, row_of
from exports.typeset.layout.stacked import filled, frame
from exports.typeset.layout.strips import Strip, white
from exports.typeset.sheets import MM, Mark, Rule, Shade

PLOT = 96.0
"""How high the highest bar stands, in points."""
BROADEST = 9 * MM
"""How broad a bar may be."""
BAR_SHARE = 0.8
"""How much of the room over a head the bars take together."""
NAME_SHARE = 0.2
"""The most that the names of the series may take of the measure."""
SWATCH = 2.0
"""The width of a swatch, in ems."""


def upright_strips(chart: UprightBars, page: Page, composer: Composer) -> Iterator[Strip]:
    """The caption, the bars and the table below them, kept together."""
    if not chart.heads or not chart.series:
        return
    if chart.caption:
        yield white(ABOVE * 2)
        yield from caption_strips(chart.caption, page, composer)
    edges = _edges(chart, page, composer)
    yield Strip(PLOT + 2 * ABOVE, tuple(_bars(chart, edges)), keep=True)
    columns = [Column("", 1), Column("", 1), *(Column("", 1, Align.CENTER) for _ in chart.heads)]
    heads = [Column("", 1, Align.CENTER) for _ in columns]
    head = row_of(heads, ("", chart.corner, *chart.heads), Role.HEI, edges, page, composer)
    yield head.strip(page, keep=True)
    for number, each in enumerate(chart.series):
        row = row_of(columns, ("", each.name, *each.shown), Role.BODY, edges, page, composer)
        strip = row.strip(page, keep=number < len(chart.series) - 1)
        size = page.cell_size
        swatch = filled(SIDE, -(strip.height + size) / 2, SWATCH * size, size, number)
        yield replace(strip, marks=(*strip.marks, *swatch))
    yield white(ABOVE * 2)


def _edges(chart: UprightBars, page: Page, composer: Composer) -> tuple[float, ...]:
    """The places of the rules: behind the swatches, behind the names, and behind each head."""
    names = [(each.name, Role.BODY) for each in chart.series] + [(chart.corner, Role.HEI)]
    widest = max(composer.width(name, Style(role, page.cell_size)) for name, role in names)
    swatch = SWATCH * page.cell_size + 2 * SIDE
    left = swatch + min(widest + 2 * SIDE, page.measure * NAME_SHARE)
    each = (page.measure - left) / len(chart.heads)
    return (0.0, swatch, *(left + each * number for number in range(len(chart.heads) + 1)))


def _bars(chart: UprightBars, edges: tuple[float, ...]) -> Iterator[Mark]:
    """The bars on the upper rule of the table."""
    foot = -(PLOT + 2 * ABOVE)
    broad = min(BROADEST, (edges[3] - edges[2]) * BAR_SHARE / len(chart.series))
    for place in range(len(chart.heads)):
        x = (edges[place + 2] + edges[place + 3]) / 2 - broad * len(chart.series) / 2
        for number, each in enumerate(chart.series):
            value = each.values[place]
            if value and value > 0:
                yield from filled(x + broad * number, foot, broad, PLOT * value / chart.most, number)
    yield Rule(edges[2], foot, edges[2], 0)


def heat_strips(chart: HeatMap, page: Page, composer: Composer) -> Iterator[Strip]:
    """The caption, the legend and the counts, kept together."""
    if not chart.heads or not chart.rows:
        return
    if chart.caption:
        yield white(ABOVE * 2)
        yield from caption_strips(chart.caption, page, composer)
    yield _legend(chart, page, composer)
    lines = list(chart.lines)
    edges = _heat_edges(lines, page, composer)
    columns = [Column("", 1, Align.CENTER) for _ in lines[0]]
    for number, cells in enumerate(lines):
        role = Role.HEI if number in (0, len(lines) - 1) else Role.BODY
        strip = row_of(columns, cells, role, edges, page, composer).strip(page, keep=number < len(lines) - 1)
        values = chart.rows[number - 1].values if 0 < number < len(lines) - 1 else ()
        yield replace(strip, marks=(*_shades(chart, values, edges, strip.height), *strip.marks))
    yield white(ABOVE * 2)


def _heat_edges(lines: list[tuple[str, ...]], page: Page, composer: Composer) -> tuple[float, ...]:
    """The labels as broad as they are, the counts and sums alike."""
    style = Style(Role.HEI, page.cell_size)
    label = min(max(composer.width(line[0], style) for line in lines) + 4 * SIDE, page.measure / 4)
    each = (page.measure - label) / (len(lines[0]) - 1)
    return (0.0, *(label + each * number for number in range(len(lines[0]))))


def _shades(chart: HeatMap, values: tuple[int, ...], edges: tuple[float, ...], height: float) -> Iterator[Mark]:
    for place, value in enumerate(values, 1):
        step = chart.step(value)
        if step:
            yield Shade(edges[place], -height, edges[place + 1] - edges[place], height, HEAT[step])


def _legend(chart: HeatMap, page: Page, composer: Composer) -> Strip:
    """A swatch for each shade, and the counts that have it."""
    size, line = page.cell_size, page.cell_line
    each = page.measure / len(chart.legend)
    marks: list[Mark] = []
    for number, (step, text) in enumerate(chart.legend):
        x, foot = each * number, -(line + size) / 2
        marks.append(Shade(x, foot, SWATCH * size, size, HEAT[step]))
        marks += frame(x, foot, SWATCH * size, size)
        runs = composer.lines(text, Style(Role.BODY, size), each)[0]
        marks += words(runs, size, x + SWATCH * size + SIDE, -(line - size) / 2)
    return Strip(line + 2 * ABOVE, tuple(marks), keep=True)
