"""The view of the targets of the scheme: reached, not reached, or not computable and why."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from forms import theme
from forms.screens import statistics_tables as tables
from forms.screens.statistics_board import Board, FiguresPart, Given, sentence
from forms.screens.statistics_figures import Figures
from forms.screens.statistics_rates import in_words
from forms.screens.statistics_tables import Tabled
from forms.widgets.cards import Card

if TYPE_CHECKING:
    from forms.app import App

EMPTY = "活动方案没有写可以用数字比对的目标。"


class TargetsPart(FiguresPart):
    """The targets in a list, the one at hand with its rate below."""

    def __init__(self, parent: tk.Misc, app: App, given: Given) -> None:
        super().__init__(parent, app, given)
        self.summary = sentence(self, "Bold.TLabel")
        self.summary.pack(anchor="w", fill="x", pady=(0, theme.px(8)))
        self.card = Card(self, "")
        self._words = sentence(self.card.body, "Panel.TLabel")
        self._words.pack(anchor="w", fill="x")
        self.targets = Board(self, "statistics.targets", empty=EMPTY, on_select=lambda _: self._tell())

    def show(self, figures: Figures) -> None:
        """See FiguresPart."""
        met = [each.met for each in figures.targets]
        words = f"{len(met)}项目标：达到{met.count(True)}项，未达到{met.count(False)}项，不能计算{met.count(None)}项。"
        partly = "目标按全部窗口比对，不分窗口和经办人。" if figures.asked.by else ""
        self.summary.configure(text=words + partly if met else EMPTY)
        if met:
            self.card.pack(side="bottom", fill="x", pady=(theme.px(10), 0))
            self.targets.pack(fill="both", expand=True)
        else:
            self.card.pack_forget()
            self.targets.pack_forget()
        self.targets.show(tables.targets(figures))
        if self.targets.at is None:
            self.targets.go(0)
        self._tell()

    @property
    def tabled(self) -> Tabled | None:
        """See FiguresPart."""
        return self.targets.shown

    def focus_set(self) -> None:
        """Take the keyboard to the list."""
        self.targets.focus_set()

    def _tell(self) -> None:
        """The target at hand: what it is compared with, and where it is written."""
        figures, place = self.given(), self.targets.at
        result = figures.targets[place] if figures is not None and place is not None else None
        if result is None:
            self.card.title("")
            self._words.configure(text="选中一项目标，这里写出它是怎样比对的。")
            return
        self.card.title(f"{result.target.name}：{result.verdict}")
        compared = f"{result.rate.name} {in_words(result.rate)}" if result.rate is not None else "没有这种指标"
        target = result.target
        basis = f"依据：{target.basis}" if target.basis else ""
        lost = f"来源没有写明的：{target.lost}" if target.lost else ""
        lines = (f"要求{result.wanted}；{compared}。", f"{result.words}。" if result.words else "", basis, lost)
        self._words.configure(text="\n".join(line for line in lines if line))
