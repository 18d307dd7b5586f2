"""The line in which a period is chosen, and whether figures are shown in all, by window or by person."""

from __future__ import annotations

import datetime as dt
import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import cast

from forms import theme
from forms.keys import shortcut
from forms.screens.statistics_figures import Asked
from forms.widgets.button import Button, Segments
from ledger.statistics import By, Period
from ledger.statistics.periods import MONTHS

SPANS = (("month", "月"), ("quarter", "季度"), ("half", "半年"), ("year", "年"))
BYS = (("", "全部"), ("window", "窗口"), ("person", "经办人"))
_FIRST, _LAST = 1949, 2999
"""Years that can be looked at."""


class PeriodBar(ttk.Frame):
    """`changed(asked)` is told what the clerk wants to see; `put` shows another wish without telling."""

    def __init__(self, parent: tk.Misc, asked: Asked, day: dt.date, changed: Callable[[Asked], object]) -> None:
        super().__init__(parent)
        self.asked, self._day, self._changed = asked, day, changed
        self._moved = False
        when, of = ttk.Frame(self), ttk.Frame(self)
        self._when, self._of = when, of
        self.spans = Segments(when, SPANS, self._spanned, taken=asked.period.span)
        self.spans.pack(side="left", padx=(0, theme.px(12)))
        self.back = Button(when, "上一期", lambda: self.step(-1), key=shortcut("previous"))
        self.back.pack(side="left")
        self._period = ttk.Label(when, style="Head.TLabel", anchor="center", width=12)
        self._period.pack(side="left", padx=theme.px(6))
        self.forth = Button(when, "下一期", lambda: self.step(1), key=shortcut("next"))
        self.forth.pack(side="left")
        self.bys = Segments(of, BYS, lambda by: self._wish(Asked(self.asked.period, cast("By", by))), taken=asked.by)
        self.bys.pack(side="left")
        self._name = ttk.Label(of, style="Bold.TLabel")
        self.whole = Button(of, "返回并列", self.all_of_them, role="quiet", key="Esc")
        self.columnconfigure(1, weight=1)
        when.grid(row=0, column=0, sticky="w")
        self.bind("<Configure>", lambda event: self._fit(event.width))
        self.put(asked)

    def put(self, asked: Asked) -> None:
        """Show a wish."""
        self.asked = asked
        self.spans.put(asked.period.span)
        self.bys.put(asked.by)
        self._period.configure(text=asked.period.name)
        self._name.configure(text=asked.name)
        if asked.name:
            self._name.pack(side="left", padx=(theme.px(10), theme.px(6)))
            self.whole.pack(side="left")
        else:
            self._name.pack_forget()
            self.whole.pack_forget()

    def recorded_until(self, day: dt.date) -> None:
        """The last day that something is recorded of: a shorter span begins there, unless the clerk looks elsewhere."""
        if not self._moved and self.asked.period.holds(day):
            self._day = day

    def step(self, steps: int) -> None:
        """Go to the next period of the same span, or to the one before."""
        self._moved = True
        period = self.asked.period
        months = MONTHS[period.span]
        month = period.year * 12 + period.first.month - 1 + months * steps
        if _FIRST <= month // 12 <= _LAST:
            there = Period.of(dt.date(month // 12, month % 12 + 1, 1), period.span)
            if not there.holds(self._day):
                self._day = there.first
            self._wish(Asked(there, self.asked.by, self.asked.name))

    def all_of_them(self) -> None:
        """From one window or person back to all of them side by side."""
        if self.asked.name:
            self._wish(Asked(self.asked.period, self.asked.by))

    def one(self, name: str) -> None:
        """Only one window or person."""
        self._wish(Asked(self.asked.period, self.asked.by, name))

    def _spanned(self, span: str) -> None:
        """The period of another span that holds the day looked at."""
        self._wish(Asked(Period.of(self._day, span), self.asked.by, self.asked.name))

    def _wish(self, asked: Asked) -> None:
        self.put(asked)
        self._changed(asked)

    def _fit(self, width: int) -> None:
        """Both choices on one line where there is room for them."""
        wide = self._when.winfo_reqwidth() + self._of.winfo_reqwidth() + theme.px(24)
        if wide <= width:
            self._of.grid(row=0, column=1, sticky="e", pady=0)
        else:
            self._of.grid(row=1, column=0, columnspan=2, sticky="w", pady=(theme.px(6), 0))
