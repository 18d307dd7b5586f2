"""Ruled rows: cells between rules, which may be cut between two lines of text and closed at the page's end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from exports.page import Align, Column, Pairs, Table
from exports.typeset.faces import Role
from exports.typeset.layout.composing import Composed, Composer, Style, words
from exports.typeset.layout.geometry import Page
from exports.typeset.layout.strips import Frame, Strip, white
from exports.typeset.sheets import MM, Area, Mark

SIDE, ABOVE = 4.0, 3.0
"""White between a rule and the text beside it, and above or below it, in points."""
SPLITTABLE = 1 / 3
"""The share of a page's depth above which a row may be cut."""
LEAST_LINES = 2
"""Lines of a cut row that must stand before the cut, and after it."""
SMALL = 1 / 3
"""The share of a page's depth up to which a table is kept whole."""


@dataclass(frozen=True)
class Row:
    """A row of composed cells between the rules at `edges`; `size` and `line` in points."""

    cells: tuple[Composed, ...]
    edges: tuple[float, ...]
    size: float
    line: float
    target: str = ""
    least: float = 0
    """The height that the row has at least, for writing in it by hand."""

    @property
    def height(self) -> float:
        """The height that the fullest cell needs."""
        return max(max(len(cell) for cell in self.cells) * self.line + 2 * ABOVE, self.least)

    def strip(self, page: Page, head: Strip | None = None, *, keep: bool = False) -> Strip:
        """The row as a strip that can be cut when it is taller than its share of the page."""
        height = self.height
        plain = Strip(height, tuple(self._marks(height)), keep=keep, head=head)
        if height <= page.depth * SPLITTABLE:
            return plain
        return self._cuttable(plain, head)

    def _cuttable(self, plain: Strip, head: Strip | None) -> Strip:
        lines = LEAST_LINES * self.line
        return replace(plain, split=lambda room: self._cut(room, head), least=lines + 2 * ABOVE, lines=lines)

    def _cut(self, room: float, head: Strip | None) -> tuple[Strip, Strip] | None:
        lines = max(len(cell) for cell in self.cells)
        fit = min(int((room - 2 * ABOVE) // self.line), lines - LEAST_LINES)
        if fit < LEAST_LINES:
            return None
        above = replace(self, cells=tuple(cell[:fit] for cell in self.cells))
        below = replace(self, cells=tuple(cell[fit:] for cell in self.cells))
        whole = Strip(above.height, tuple(above._marks(above.height)), head=head)
        rest = Strip(below.height, tuple(below._marks(below.height)), head=head)
        return whole, below._cuttable(rest, head)

    def _marks(self, height: float) -> Iterator[Mark | Frame]:
        yield Frame(self.edges, 0, -height)
        for cell, edge in zip(self.cells, self.edges, strict=False):
            top = -(height - len(cell) * self.line) / 2 - (self.line - self.size) / 2
            for number, runs in enumerate(cell):
                yield from words(runs, self.size, edge + SIDE, top - number * self.line)
        if self.target:
            left, right = self.edges[0], self.edges[-1]
            yield Area(left, -height, right - left, height, self.target)


def table_strips(table: Table, page: Page, composer: Composer) -> Iterator[Strip]:
    """The caption, the head that stands again on every page, and the rows."""
    edges = edges_of([column.width for column in table.columns], page.measure)
    if table.caption:
        yield white(ABOVE * 2)
        yield from caption_strips(table.caption, page, composer)
    heads = [Column(column.head, column.width, Align.CENTER) for column in table.columns]
    first = row_of(heads, [column.head for column in heads], Role.HEI, edges, page, composer).strip(page, keep=True)
    yield first
    head = replace(first, keep=False)
    last = len(table.rows) - 1
    strips = []
    for number, cells in enumerate(table.rows):
        role = Role.HEI if table.total and number == last else Role.BODY
        row = replace(row_of(table.columns, cells, role, edges, page, composer), least=table.row_mm * MM)
        link = table.links[number] if table.links else None
        strips.append((replace(row, target=link.target) if link else row).strip(page, head))
    yield from _not_lonely(strips, page)
    yield white(ABOVE * 2)


def _not_lonely(rows: Sequence[Strip], page: Page) -> Iterator[Strip]:
    """The rows of a small table held together; of a large one the last two, so that none opens a page alone."""
    small = sum(row.height for row in rows) <= page.depth * SMALL
    for number, row in enumerate(rows, 1):
        yield replace(row, keep=number < len(rows) and (small or number == len(rows) - 1))


def row_of(
    columns: Sequence[Column],
    cells: Sequence[str],
    role: Role,
    edges: tuple[float, ...],
    page: Page,
    composer: Composer,
) -> Row:
    """A row of cells composed in their columns; `edges` are the places of the rules."""
    composed = (
        composer.lines(text, Style(role, page.cell_size, column.align), right - left - 2 * SIDE)
        for column, text, left, right in zip(columns, cells, edges[:-1], edges[1:], strict=True)
    )
    return Row(tuple(composed), edges, page.cell_size, page.cell_line)


def edges_of(shares: Sequence[float], measure: float) -> tuple[float, ...]:
    """The places of the rules when the columns fill the measure by their shares."""
    whole = sum(shares)
    return (0.0, *(measure * sum(shares[: number + 1]) / whole for number in range(len(shares))))


def pairs_strips(pairs: Pairs, page: Page, composer: Composer) -> Iterator[Strip]:
    """The rows of a form: labels centred in 黑体, values justified."""
    for row in pairs.rows:
        each = page.measure / len(row)
        label = min(pairs.label_chars * page.form_size + 2 * SIDE, each / 2)
        value_style = Style(Role.BODY, page.form_size, Align.JUSTIFY)
        edges = (0.0, *(edge for number in range(len(row)) for edge in (number * each + label, (number + 1) * each)))
        cells = []
        for name, value in row:
            cells.append(composer.lines(name, Style(Role.HEI, page.form_size, Align.CENTER), label - 2 * SIDE))
            cells.append(composer.lines(value, value_style, each - label - 2 * SIDE))
        yield Row(tuple(cells), edges, page.form_size, page.form_line).strip(page)
    yield white(ABOVE * 2)


def caption_strips(text: str, page: Page, composer: Composer, *, keep: bool = True) -> Iterator[Strip]:
    """A centred caption in 黑体, kept with what it names."""
    for runs in composer.lines(text, Style(Role.HEI, page.form_size, Align.CENTER), page.measure):
        above = (page.form_line - page.form_size) / 2
        yield Strip(page.form_line + ABOVE, tuple(words(runs, page.form_size, 0, -above)), keep=keep)
