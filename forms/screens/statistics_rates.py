"""The view of the rates: each with what it is divided by, the reading that was chosen, and the way to another."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from forms import theme
from forms.screens import statistics_tables as tables
from forms.screens.statistics_board import Board, FiguresPart, Given, sentence
from forms.screens.statistics_figures import RULES, Figures
from forms.screens.statistics_rule import change_reading, reading_of
from forms.screens.statistics_statement import EMPTY
from forms.screens.statistics_tables import Tabled
from forms.shell.page import Command
from forms.widgets.button import Button
from forms.widgets.cards import Card
from ledger.statistics import Rate

if TYPE_CHECKING:
    from forms.app import App


class RatesPart(FiguresPart):
    """The rates in a list and the one at hand in full below; by window or person their rates side by side."""

    def __init__(self, parent: tk.Misc, app: App, given: Given, opened: Callable[[str], object]) -> None:
        super().__init__(parent, app, given)
        self._opened = opened
        self.columnconfigure(0, weight=1)
        self.rowconfigure(0, weight=1)
        self.rates = Board(
            self, "statistics.rates", empty=EMPTY, on_select=lambda _: self._tell(), on_open=lambda _: self.change()
        )
        self.parts = Board(self, "statistics.part-rates", empty=EMPTY, on_open=self._open)
        self.card = Card(self, "")
        self._changing = Button(self.card.actions, "改读法……", self.change, key="F2")
        self._changing.pack(side="right")
        Button(self.card.actions, "全部计分规则", self._all_rules, role="quiet").pack(side="right", padx=(0, 6))
        self._sentences = [sentence(self.card.body, style) for style in ("PanelBold.TLabel", *("Panel.TLabel",) * 2)]
        for label in self._sentences:
            label.pack(anchor="w", fill="x", pady=(0, theme.px(4)))

    def show(self, figures: Figures) -> None:
        """See FiguresPart."""
        if figures.parts:
            self.rates.grid_remove()
            self.card.grid_remove()
            self.parts.grid(row=0, column=0, sticky="nsew")
            self.parts.show(tables.part_rates(figures))
            if self.parts.at is None:
                self.parts.go(0)
            return
        self.parts.grid_remove()
        self.rates.grid(row=0, column=0, sticky="nsew")
        self.card.grid(row=1, column=0, sticky="ew", pady=(theme.px(10), 0))
        self.rates.show(tables.rates(figures))
        if self.rates.at is None:
            self.rates.go(0)
        self._tell()

    def commands(self) -> Mapping[str, Command]:
        """F2 changes the reading of the rate at hand."""
        return {"edit": self.change}

    @property
    def tabled(self) -> Tabled | None:
        """See FiguresPart."""
        return self._front.shown

    def focus_set(self) -> None:
        """Take the keyboard to the table."""
        self._front.focus_set()

    @property
    def rate(self) -> Rate | None:
        """The rate at hand."""
        figures, place = self.given(), self.rates.at
        return figures.rates[place] if figures is not None and not figures.parts and place is not None else None

    def change(self) -> None:
        """Let the clerk choose another reading of the rate at hand."""
        rate = self.rate
        if rate is None:
            self.app.say("请先选中一项指标")
        elif rate.key not in RULES:
            self.app.say(f"“{rate.name}”只有一种算法，没有可以改的读法")
        else:
            change_reading(self.app, RULES[rate.key])

    # Inside

    @property
    def _front(self) -> Board:
        figures = self.given()
        return self.parts if figures is not None and figures.parts else self.rates

    def _tell(self) -> None:
        """The rate at hand in full."""
        rate = self.rate
        if rate is None:
            return
        self.card.title(rate.name)
        self._changing.enable(rate.key in RULES)
        words = (in_words(rate), reading_of(self.app.desk.scheme, RULES.get(rate.key, "")), rate.note)
        for label, text in zip(self._sentences, words, strict=True):
            label.configure(text=text)
            label.pack_forget()
        for label, text in zip(self._sentences, words, strict=True):
            if text:
                label.pack(anchor="w", fill="x", pady=(0, theme.px(4)))

    def _open(self, place: int) -> None:
        if self.parts.shown is not None:
            self._opened(self.parts.shown.rows[place][0])

    def _all_rules(self) -> None:
        from forms.screens.views import ViewsPage

        page = self.app.go("stages")
        if isinstance(page, ViewsPage):
            page.take("rules")


def in_words(rate: Rate) -> str:
    """The division in words: 88 ÷ 110（已办结的件数）＝ 80.00%."""
    if rate.value is None:
        return rate.shown
    if rate.denominator is None:
        return f"{rate.shown}（{rate.denominator_words}）"
    return f"{rate.numerator} ÷ {rate.denominator}（{rate.denominator_words}）＝ {rate.shown}"
