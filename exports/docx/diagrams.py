"""Diagrams in Word: tables whose cells are filled, so that they need no drawing and look as in the PDF."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from exports.diagrams import BarSeries, HeatMap, UprightBars
from exports.docx.page_setup import PageSetup, divide
from exports.docx.stacked import SWATCH, filled_xml, grey
from exports.docx.tables import FRAME, KEPT_EMPTY, TEXT, Tables, cell_xml, row_xml, table_xml
from exports.palette import HEAT
from exports.typeset.faces import Role
from exports.typeset.layout.diagrams import BAR_SHARE, BROADEST, NAME_SHARE, PLOT

_STEP = 40
"""Twips by which bars are higher than others: a lower row is not drawn alike everywhere."""
_HEAD = ("TableHead", Role.HEI)
_ABOVE = 120
"""What a row of numbers is higher than its text."""


@dataclass(frozen=True)
class _Measures:
    """Widths in twips: of the swatches, of the names, and over each head of the white and the bars."""

    swatch: int
    name: int
    parts: tuple[tuple[int, ...], ...]

    @property
    def widths(self) -> tuple[int, ...]:
        """Every column of the grid."""
        return (self.swatch, self.name, *(part for each in self.parts for part in each))


def upright_xml(chart: UprightBars, page: PageSetup, tables: Tables) -> str:
    """Rows that end where a bar ends, then the heads and a row of numbers for each series, all in one grid."""
    if not chart.heads or not chart.series:
        return ""
    names = [chart.corner, *(f"{each.name} " for each in chart.series)]
    name = min(tables.widest(names), round(page.text_width * NAME_SHARE))
    across = divide(page.text_width - SWATCH - name, [1] * len(chart.heads))
    measures = _Measures(SWATCH, name, tuple(_parted(width, len(chart.series)) for width in across))
    rows = [*_plot(chart, measures), _head(chart, measures, tables)]
    for number in range(len(chart.series)):
        rows.append(_numbers(chart, number, measures, tables, page.cell_line + _ABOVE))
    return table_xml(measures.widths, rows, ruled=False, described=chart.described)


def _parted(width: int, count: int) -> tuple[int, ...]:
    """The room over a head: white, the bars, white."""
    bar = round(min(BROADEST * 20, width * BAR_SHARE / count))
    left = (width - bar * count) // 2
    return (left, *[bar] * count, width - bar * count - left)


def _plot(chart: UprightBars, measures: _Measures) -> Iterator[str]:
    """The bars, cut across at the end of each."""
    full = round(PLOT * 20)
    high = [[_high(each, place, chart.most, full) for each in chart.series] for place in range(len(chart.heads))]
    ends = sorted({full, 0, *(end for each in high for end in each)}, reverse=True)
    for top, foot in itertools.pairwise(ends):
        cells = [cell_xml(measures.swatch + measures.name, KEPT_EMPTY, span=2, sides=("right",))]
        for widths, reached in zip(measures.parts, high, strict=True):
            cells.append(cell_xml(widths[0], KEPT_EMPTY))
            for number, (width, end) in enumerate(zip(widths[1:-1], reached, strict=True)):
                sides = ("top", "left", "right") if end == top else ("left", "right")
                cells.append(filled_xml(width, number, sides=sides) if end >= top else cell_xml(width, KEPT_EMPTY))
            cells.append(cell_xml(widths[-1], KEPT_EMPTY))
        yield row_xml("".join(cells), whole=True, height=top - foot)


def _high(series: BarSeries, place: int, most: float, full: int) -> int:
    """How high a bar is in twips, in whole steps and one at least."""
    value = series.values[place]
    return 0 if not value or value < 0 else min(full, max(1, round(full * value / most / _STEP)) * _STEP)


def _head(chart: UprightBars, measures: _Measures, tables: Tables) -> str:
    cells = cell_xml(measures.swatch, KEPT_EMPTY, sides=FRAME) + _cell(
        chart.corner, measures.name, 1, "", tables, *_HEAD
    )
    for head, parts in zip(chart.heads, measures.parts, strict=True):
        cells += _cell(head, sum(parts), len(parts), "center", tables, *_HEAD)
    return row_xml(cells, whole=True)


def _numbers(chart: UprightBars, number: int, measures: _Measures, tables: Tables, least: int) -> str:
    """A row of numbers as written, behind the swatch of its series; the last one ends what is kept together."""
    series, keep = chart.series[number], number < len(chart.series) - 1
    cells = filled_xml(measures.swatch, number)
    cells += _cell(series.name, measures.name, 1, "", tables, *TEXT, keep=keep)
    for shown, parts in zip(series.shown, measures.parts, strict=True):
        cells += _cell(shown, sum(parts), len(parts), "center", tables, *TEXT, keep=keep)
    return row_xml(cells, whole=True, least=least)


def _cell(
    text: str, width: int, span: int, align: str, tables: Tables, style: str, role: Role, *, keep: bool = True
) -> str:
    return cell_xml(width, tables.words(text, style, role, align, keep=keep), span=span, sides=FRAME, middle=True)


def heat_legend_xml(chart: HeatMap, page: PageSetup, tables: Tables) -> str:
    """One row of swatches with the counts that have their shade."""
    if not chart.heads or not chart.rows:
        return ""
    each = divide(page.text_width, [1] * len(chart.legend))
    cells = "".join(
        cell_xml(SWATCH, KEPT_EMPTY, fill=grey(HEAT[step]), sides=FRAME)
        + cell_xml(width - SWATCH, tables.words(words, *TEXT, keep=True), middle=True)
        for (step, words), width in zip(chart.legend, each, strict=True)
    )
    return table_xml([part for width in each for part in (SWATCH, width - SWATCH)], [row_xml(cells)], ruled=False)


def heat_xml(chart: HeatMap, page: PageSetup, tables: Tables, *, keep: bool = False) -> str:
    """The counts in cells that are the darker the more they are, with `keep` on the page of the paragraph below."""
    if not chart.heads or not chart.rows:
        return ""
    lines = list(chart.lines)
    label = min(tables.widest(f"{line[0]}　" for line in lines), page.text_width // 4)
    widths = (label, *divide(page.text_width - label, [1] * (len(lines[0]) - 1)))
    rows = []
    for number, cells in enumerate(lines):
        inner = 0 < number < len(lines) - 1
        style, role = TEXT if inner else _HEAD
        values = (None, *chart.rows[number - 1].values, None) if inner else (None,) * len(cells)
        kept = keep or number < len(lines) - 1
        written = "".join(
            cell_xml(width, tables.words(text, style, role, "center", keep=kept), fill=_fill(chart, value), middle=True)
            for width, text, value in zip(widths, cells, values, strict=True)
        )
        rows.append(row_xml(written, whole=True))
    return table_xml(widths, rows, described=chart.described)


def _fill(chart: HeatMap, value: int | None) -> str:
    return grey(HEAT[chart.step(value)]) if value else ""
