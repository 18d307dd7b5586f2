"""The view of the statement: counts beside those before, a picture of the row at hand, or all windows side by side."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from exports.diagrams import UprightBars
from forms import theme
from forms.screens import statistics_tables as tables
from forms.screens.statistics_board import Board, FiguresPart, Given, sentence
from forms.screens.statistics_figures import Figures
from forms.screens.statistics_tables import Tabled
from forms.widgets.cards import Card
from forms.widgets.chart import Chart

if TYPE_CHECKING:
    from forms.app import App

EMPTY = (
    "这一时段没有可以统计的登记，也没有报出的窗口统计报表。\n"
    "在“登记簿”里登记办件、咨询、投诉、表扬、收费等，这里就自动算出。"
)
_NOTHING = UprightBars("", "", (), ())


class StatementPart(FiguresPart):
    """The counts at the left and their course at the right; by window or person one table over both."""

    def __init__(self, parent: tk.Misc, app: App, given: Given, opened: Callable[[str], object]) -> None:
        super().__init__(parent, app, given)
        self._opened = opened
        self.columnconfigure(0, weight=3, uniform="halves")
        self.columnconfigure(1, weight=2, uniform="halves")
        self.rowconfigure(0, weight=1)
        self.items = Board(self, "statistics.items", empty=EMPTY, on_select=lambda _: self._draw())
        self.parts = Board(self, "statistics.parts", empty=EMPTY, on_open=self._open)
        self.card = Card(self, "各月")
        self.chart = Chart(self.card.body, app.background, empty="选中左边有登记的一项，看它各月的情况。")
        self.chart.pack(fill="x")
        self._note = sentence(self.card.body)
        self._note.pack(anchor="w", fill="x", pady=(theme.px(8), 0))

    def show(self, figures: Figures) -> None:
        """See FiguresPart."""
        if figures.parts:
            self.items.grid_remove()
            self.card.grid_remove()
            self.parts.grid(row=0, column=0, columnspan=2, sticky="nsew")
            self.parts.show(tables.parts(figures))
            if self.parts.at is None:
                self.parts.go(0)
            return
        self.parts.grid_remove()
        self.items.grid(row=0, column=0, columnspan=1 if figures.rows else 2, sticky="nsew")
        if figures.rows:
            self.card.grid(row=0, column=1, sticky="nsew", padx=(theme.px(10), 0))
        else:
            self.card.grid_remove()
        self.items.show(tables.items(figures))
        if self.items.at is None and figures.rows:
            self.items.go(next((place for place, row in enumerate(figures.rows) if row.now.value != 0), 0))
        self._draw()

    @property
    def tabled(self) -> Tabled | None:
        """See FiguresPart."""
        figures = self.given()
        return (self.parts if figures is not None and figures.parts else self.items).shown

    def focus_set(self) -> None:
        """Take the keyboard to the table."""
        figures = self.given()
        (self.parts if figures is not None and figures.parts else self.items).focus_set()

    def _draw(self) -> None:
        """The course of the row at hand; of the rate below there is none."""
        figures, place = self.given(), self.items.at
        if figures is None:
            return
        row = figures.rows[place] if place is not None and place < len(figures.rows) else None
        chart = figures.trends.get(row.key) if row is not None else None
        self.card.title(chart.caption if chart is not None else f"各月{row.label}" if row is not None else "各月")
        self.chart.show(replace(chart, caption="") if chart is not None else _NOTHING)
        self._note.configure(text=_notes(figures))

    def _open(self, place: int) -> None:
        if self.parts.shown is not None:
            self._opened(self.parts.shown.rows[place][0])


def _notes(figures: Figures) -> str:
    """How the table is to be read."""
    if not figures.rows:
        return ""
    before = figures.asked.period.previous.name
    first = f"{before}不在本台帐的年度内，没有上期数。" if figures.before_ledger else f"上期是{before}。"
    words = [f"{first}各项按发生的日子计入当期。"]
    if any("报表" in (row.source, row.before_source) for row in figures.rows):
        words.append("带“*”的台帐没有逐件登记，照报出的窗口统计报表抄录。")
    if any(number.bound != "exact" for row in figures.rows for number in (row.now, row.before)):
        words.append("约数、余数照原文，不当作准数相加。")
    return "".join(words)
