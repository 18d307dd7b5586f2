"""The view of the visitors: a map of weekdays and hours, and the hours of all days."""

from __future__ import annotations

import tkinter as tk
from dataclasses import replace
from typing import TYPE_CHECKING

from exports.diagrams import BarSeries, UprightBars
from exports.papers.statistics_rates import flow_map, hour_words
from forms import theme
from forms.screens import statistics_tables as tables
from forms.screens.statistics_board import FiguresPart, Given, sentence
from forms.screens.statistics_figures import Figures
from forms.screens.statistics_tables import Tabled
from forms.widgets.cards import Card
from forms.widgets.chart import Chart
from forms.widgets.scroll_area import ScrollArea
from ledger.statistics import Flow

if TYPE_CHECKING:
    from forms.app import App

EMPTY = "这一时段没有登记分时段的客流。在“登记簿”的“客流统计”里登记日期、时段和人次，这里就自动汇总。"


class FlowPart(FiguresPart):
    """Two pictures that scroll; the numbers stand in them."""

    def __init__(self, parent: tk.Misc, app: App, given: Given) -> None:
        super().__init__(parent, app, given)
        self._tabled: Tabled | None = None
        self.area = ScrollArea(self, style="TFrame")
        self.area.pack(fill="both", expand=True)
        body = self.area.body
        self.words = sentence(body, "TLabel")
        self.words.pack(anchor="w", fill="x", pady=(0, theme.px(8)))
        self.map_card = Card(body, "按星期和时段（人次）", "颜色越深，来的人越多")
        self.map = Chart(self.map_card.body, app.background, empty=EMPTY)
        self.hours_card = Card(body, "按时段合计（人次）")
        self.hours = Chart(self.hours_card.body, app.background, empty=EMPTY)
        for chart in (self.map, self.hours):
            chart.pack(fill="x")
        for key, steps in (("<Prior>", -5), ("<Next>", 5), ("<Up>", -1), ("<Down>", 1)):
            self.area.canvas.bind(key, lambda _, steps=steps: self.area.wheel(steps))  # type: ignore[misc]

    def show(self, figures: Figures) -> None:
        """See FiguresPart."""
        found = figures.flow
        drawn = flow_map(found)
        self._tabled = tables.flow(figures, drawn) if found.total else None
        self.words.configure(text=said(found))
        self.map.show(replace(drawn, caption=""))
        self.hours.show(by_hours(found))
        for card in (self.map_card, self.hours_card):
            if found.total:
                card.pack(fill="x", pady=(0, theme.px(10)), padx=(0, theme.px(4)))
            else:
                card.pack_forget()

    @property
    def tabled(self) -> Tabled | None:
        """See FiguresPart."""
        return self._tabled

    def focus_set(self) -> None:
        """The arrows scroll."""
        self.area.canvas.focus_set()


def said(found: Flow) -> str:
    """When it is busiest and how much of the day falls into the morning; what to do when nothing is known."""
    left = f"另有{found.left_out}条没有填时段或人次，未计入。" if found.left_out else ""
    if not found.total:
        return EMPTY + left
    busiest = "、".join(f"{each.weekday}{hour_words(each.hour)}" for each in found.busiest)
    most = found.busiest[0].visitors
    morning = f"上午占{found.morning.shown}（{found.morning.division}）。" if found.morning.value is not None else ""
    return f"共{found.total}人次，最忙的是{busiest}（{most}人次）。{morning}{left}"


def by_hours(found: Flow) -> UprightBars:
    """The visitors of each hour over all days."""
    heads = tuple(f"{hour}时" for hour in found.hours)
    series = BarSeries("人次", tuple(map(float, found.by_hour)), tuple(map(str, found.by_hour)))
    return UprightBars("", "时段", heads, (series,))
