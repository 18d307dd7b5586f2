"""Stacked bars in Word: a legend and cells filled by shares, in patterns that a black printer keeps apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from exports.docx.page_setup import PageSetup, divide
from exports.docx.tables import BAR_GAP, BAR_STEPS, EMPTY, FRAME, KEPT_EMPTY, TEXT, Tables, cell_xml, row_xml, table_xml
from exports.page import StackedBar, StackedBars
from exports.palette import DARK, PALE, Pattern, pattern_of


def grey(share: float) -> str:
    """A grey as Word writes it; 0 is black."""
    return f"{round(share * 255):02X}" * 3


FILLS = {
    Pattern.DARK: ("clear", grey(DARK)),
    Pattern.RISING: ("thinDiagStripe", "FFFFFF"),
    Pattern.PALE: ("clear", grey(PALE)),
    Pattern.WHITE: ("clear", ""),
    Pattern.CROSSED: ("thinDiagCross", "BFBFBF"),
}
"""Word's name for each pattern, and its fill.

LibreOffice shows every hatching as one mixed grey, so the two have different fills.
"""
SWATCH = 480


def legend_xml(chart: StackedBars, page: PageSetup, tables: Tables) -> str:
    """One row of swatches with their names."""
    each = divide(page.text_width, [1] * len(chart.legend))
    widths = [part for width in each for part in (SWATCH, width - SWATCH)]
    cells = "".join(
        filled_xml(SWATCH, number) + cell_xml(width - SWATCH, tables.words(name, *TEXT, keep=True), middle=True)
        for number, (name, width) in enumerate(zip(chart.legend, each, strict=True))
    )
    return table_xml(widths, [row_xml(cells, whole=True)], ruled=False) if cells else ""


def stacked_xml(chart: StackedBars, page: PageSetup, tables: Tables) -> str:
    """One row per bar: its label, a frame parted by shares, and the words beside it."""
    width = page.text_width
    label = min(tables.widest(bar.label for bar in chart.bars), width * 35 // 100)
    shown = min(tables.widest(f"{bar.shown} " for bar in chart.bars), width * 30 // 100)
    steps = divide(width - label - shown, [1] * BAR_STEPS)
    gap = row_xml(cell_xml(width, KEPT_EMPTY, span=BAR_STEPS + 2), height=BAR_GAP)
    least = tables.deepest((bar.label for bar in chart.bars), label)
    rows = [part for bar in chart.bars for part in (_bar(bar, label, steps, shown, least, tables), gap)]
    return table_xml([label, *steps, shown], rows[:-1], ruled=False) if rows else ""


def _bar(bar: StackedBar, label: int, steps: Sequence[int], shown: int, least: int, tables: Tables) -> str:
    cells = [cell_xml(label, tables.words(bar.label, *TEXT, "right", keep=True), middle=True)]
    cells += _parts(bar, steps)
    cells.append(cell_xml(shown, tables.words(bar.shown, *TEXT), middle=True))
    return row_xml("".join(cells), whole=True, least=least)


def _parts(bar: StackedBar, steps: Sequence[int]) -> Iterator[str]:
    """The filled cells of a bar; the rounded ends leave no step over, and a share below half a step is left out."""
    whole = sum(bar.values)
    if whole <= 0:
        yield cell_xml(sum(steps), EMPTY, span=len(steps), sides=FRAME)
        return
    ends = [round(len(steps) * reached / whole) for reached in accumulate(bar.values)]
    for pattern, (start, end) in enumerate(zip([0, *ends], ends, strict=False)):
        if end > start:
            yield filled_xml(sum(steps[start:end]), pattern, span=end - start)


def filled_xml(width: int, number: int, span: int = 1, sides: Sequence[str] = FRAME) -> str:
    """A cell in the pattern of the legend's entry `number`, with rules at its `sides`."""
    pattern, fill = FILLS[pattern_of(number)]
    return cell_xml(width, KEPT_EMPTY, span=span, fill=fill, pattern=pattern, sides=sides)
