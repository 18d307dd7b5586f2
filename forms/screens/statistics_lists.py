"""The views of the people and of the time limits: several lists, each in a card of its own."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from forms import theme
from forms.screens import statistics_tables as tables
from forms.screens.statistics_board import Board, FiguresPart, Given, sentence
from forms.screens.statistics_figures import Figures
from forms.screens.statistics_rates import in_words
from forms.screens.statistics_tables import Tabled
from forms.widgets.cards import Card
from forms.widgets.scroll_area import ScrollArea

if TYPE_CHECKING:
    from forms.app import App

_HIGH = 190
"""The least height of a list, in pixels at zoom 1."""


class ListsPart(FiguresPart):
    """Lists two abreast; the one that had the keyboard last is exported and copied. Subclasses give `lists`."""

    lists: Mapping[str, tuple[str, str]] = {}
    """By key: the title of the card, and what is said without rows."""

    def __init__(self, parent: tk.Misc, app: App, given: Given) -> None:
        super().__init__(parent, app, given)
        self.said = sentence(self, "TLabel")
        self.said.pack(anchor="w", fill="x", pady=(0, theme.px(8)))
        area = ScrollArea(self, style="TFrame")
        area.pack(fill="both", expand=True)
        self.boards: dict[str, Board] = {}
        self.cards: dict[str, Card] = {}
        self._last = next(iter(self.lists))
        for number, (key, (title, empty)) in enumerate(self.lists.items()):
            row, column = divmod(number, 2)
            card = self.cards[key] = Card(area.body, title)
            board = self.boards[key] = Board(
                card.body, f"statistics.{key}", empty=empty, on_focus=partial(self._at, key), high=_HIGH
            )
            board.pack(fill="both", expand=True)
            card.grid(row=row, column=column, sticky="nsew", padx=(theme.px(10) * column, 0), pady=(0, theme.px(10)))
            area.body.columnconfigure(column, weight=1, uniform="lists")

    def show(self, figures: Figures) -> None:
        """See FiguresPart."""
        self.said.configure(text=self.words(figures))
        for key, tabled in self.tables(figures).items():
            self.boards[key].show(tabled)

    def tables(self, figures: Figures) -> Mapping[str, Tabled]:
        """The table of each list."""
        raise NotImplementedError

    def words(self, figures: Figures) -> str:
        """What is said above the lists."""
        raise NotImplementedError

    @property
    def tabled(self) -> Tabled | None:
        """The list that had the keyboard last, else the first that has rows."""
        chosen = self.boards[self._last].shown
        shown = [board.shown for board in self.boards.values() if board.shown is not None and board.shown.rows]
        return chosen if chosen is not None and chosen.rows else next(iter(shown), chosen)

    def focus_set(self) -> None:
        """Take the keyboard to the list that had it last."""
        self.boards[self._last].focus_set()

    def _at(self, key: str) -> None:
        self._last = key


class PeoplePart(ListsPart):
    """Stars, assessments, points and the best of a quarter."""

    lists: Mapping[str, tuple[str, str]] = {
        "stars": ("每月服务之星", "这一时段没有登记服务之星。"),
        "performances": ("工作量化考核", "这一时段没有登记工作量化考核。"),
        "points": ("党员积分", "这一时段没有登记党员积分。"),
        "tops": ("季末各工种前2名", "按季度统计，有综合检查分和第三方测评分或推荐得分的季度才有。"),
    }

    def tables(self, figures: Figures) -> Mapping[str, Tabled]:
        """See ListsPart."""
        people, title = figures.people, figures.asked.period.name
        makers = {
            "stars": tables.stars,
            "performances": tables.performances,
            "points": tables.points,
            "tops": tables.tops,
        }
        return {key: make(people, title) for key, make in makers.items()}

    def words(self, figures: Figures) -> str:
        """See ListsPart."""
        people = figures.people
        grades = f"星级：{people.stars.words}。" if people.stars.people else ""
        gap = people.gap
        bonus = f"奖金合计最高{gap.most:,.2f}元，最低{gap.least:,.2f}元，相差{gap.gap:,.2f}元。" if gap else ""
        ties = "".join(f"{top.trade}{top.note}。" for top in people.tops if top.note)
        return grades + bonus + ties or "人员的各项按登记的月份、季度计入，一人一行。"


class LimitsPart(ListsPart):
    """How much shorter the promises are than the law, and the timings."""

    lists: Mapping[str, tuple[str, str]] = {
        "limits": ("承诺时限压缩情况", "“办理事项”里没有同时填法定时限和承诺时限的事项。"),
        "timings": ("测时记录", "这一时段没有登记测时。"),
    }
    _RATES = ("compression", "mean_promise", "overdue", "timing_rate", "wait_minutes")

    def tables(self, figures: Figures) -> Mapping[str, Tabled]:
        """See ListsPart."""
        return {"limits": tables.limits(figures), "timings": tables.timings(figures)}

    def words(self, figures: Figures) -> str:
        """See ListsPart."""
        known = [each for each in figures.rates if each.key in self._RATES and each.value is not None]
        return "\n".join(f"{each.name}：{in_words(each)}" for each in known) or "这一时段还没有能计算的时限指标。"
