"""The measures of a page for each grid, in points: paper, text area, type sizes and the place of the page number."""

from __future__ import annotations

from dataclasses import dataclass

from exports.page import Grid
from exports.typeset.faces import Role
from exports.typeset.sheets import MM

A4 = (210 * MM, 297 * MM)
SANHAO, SIHAO, XIAOSI, WUHAO = 16.0, 14.0, 12.0, 10.5
LINES, CHARACTERS = 22, 28
DASH_HEIGHT = 0.36
"""How far the stroke of a 一字线 stands above the baseline, in ems."""


@dataclass(frozen=True)
class Page:
    """A page of one grid; lengths in points, `top` measured from the paper's upper edge.

    A line of body text takes `line` points, of which the last `hang` are white and may hang below the text area.
    `cell_*` are the type size and line of tables, `form_*` those of ruled forms.
    """

    width: float
    height: float
    left: float
    top: float
    measure: float
    depth: float
    size: float
    pitch: float
    line: float
    hang: float
    cell_size: float
    cell_line: float
    form_size: float
    form_line: float
    number_size: float
    number_baseline: float
    official: bool = False
    numbered: bool = True

    @property
    def indent(self) -> int:
        """The indent of a heading in characters: two in an official document, none in a form."""
        return 2 if self.official else 0

    def heading(self, level: int) -> tuple[Role, float]:
        """The role and size of a heading (GB/T 9704-2012, 7.3.3: 黑体, 楷体, then 仿宋, all in 3号)."""
        role = {1: Role.HEI, 2: Role.KAI}.get(level, Role.BODY)
        return role, self.size if self.official or level > 1 else self.size + 2


def _official() -> Page:
    """GB/T 9704-2012, 5.2: 天头 37 mm, 订口 28 mm, 156 x 225 mm filled by 22 lines of 28 characters of 3号.

    The first line's characters touch the upper edge and the last line's the lower one, so the line is one character
    and a gap of 7/8 of it (3.1 of the standard: 行), here (225 mm - 16 pt) / 21.
    """
    measure, depth = 156 * MM, 225 * MM
    line = (depth - SANHAO) / (LINES - 1)
    stroke = A4[1] - (37 + 225 + 7) * MM
    return Page(
        *A4, left=28 * MM, top=37 * MM, measure=measure, depth=depth,
        size=SANHAO, pitch=measure / CHARACTERS, line=line, hang=line - SANHAO,
        cell_size=XIAOSI, cell_line=18, form_size=XIAOSI, form_line=18,
        number_size=SIHAO, number_baseline=stroke - DASH_HEIGHT * SIHAO, official=True,
    )  # fmt: skip


def _form() -> Page:
    """GB/T 9705-2008: 20 mm above, 15 mm below, 25 mm at the binding edge and 15 mm at the fore-edge.

    The number stands on the lower margin, and the text ends 7 mm above it.
    """
    return Page(
        *A4, left=25 * MM, top=20 * MM, measure=170 * MM, depth=(297 - 20 - 15 - 7) * MM,
        size=XIAOSI, pitch=XIAOSI, line=20, hang=0,
        cell_size=WUHAO, cell_line=15, form_size=XIAOSI, form_line=18,
        number_size=XIAOSI, number_baseline=15 * MM,
    )  # fmt: skip


def _register() -> Page:
    """A4 landscape with 20 mm at the sides, 25 mm above (the binding edge) and 20 mm below."""
    return Page(
        A4[1], A4[0], left=20 * MM, top=25 * MM, measure=257 * MM, depth=(210 - 25 - 20) * MM,
        size=XIAOSI, pitch=XIAOSI, line=20, hang=0,
        cell_size=WUHAO, cell_line=15, form_size=WUHAO, form_line=15,
        number_size=XIAOSI, number_baseline=12 * MM,
    )  # fmt: skip


def _cover() -> Page:
    """The margins of a form, text in 3号."""
    return Page(
        *A4, left=25 * MM, top=20 * MM, measure=170 * MM, depth=(297 - 20 - 15) * MM,
        size=SANHAO, pitch=SANHAO, line=30, hang=0,
        cell_size=XIAOSI, cell_line=18, form_size=SIHAO, form_line=22,
        number_size=XIAOSI, number_baseline=15 * MM, numbered=False,
    )  # fmt: skip


def _two_up() -> Page:
    """A4 landscape for two sheets of A5: 12 mm all round, so that each half has its margins when it is cut."""
    return Page(
        A4[1], A4[0], left=12 * MM, top=12 * MM, measure=273 * MM, depth=186 * MM,
        size=XIAOSI, pitch=XIAOSI, line=20, hang=0,
        cell_size=XIAOSI, cell_line=18, form_size=XIAOSI, form_line=18,
        number_size=XIAOSI, number_baseline=8 * MM, numbered=False,
    )  # fmt: skip


PAGES = {
    Grid.OFFICIAL: _official(),
    Grid.FORM: _form(),
    Grid.REGISTER: _register(),
    Grid.COVER: _cover(),
    Grid.TWO_UP: _two_up(),
}
