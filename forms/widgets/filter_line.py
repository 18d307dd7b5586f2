"""The line that filters a list while one types."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from forms import theme
from forms.widgets.line import Line

PAUSE = 250
"""Milliseconds without a change before words are used: half-written pinyin is none."""


class FilterLine:
    """“筛选” and an entry; `used(words)` is called a moment after the clerk stopped typing, at once with Enter."""

    def __init__(
        self,
        parent: tk.Misc,
        used: Callable[[str], object],
        *,
        label: str = "筛选",
        width: int = 180,
        grows: bool = False,
    ) -> None:
        panel = isinstance(parent, ttk.Frame) and str(parent.cget("style")).startswith("Panel")
        self.widget = ttk.Frame(parent, style="Panel.TFrame" if panel else "TFrame")
        ttk.Label(self.widget, text=label, style="PanelMuted.TLabel" if panel else "Muted.TLabel").pack(side="left")
        self.line = Line(self.widget, width=width)
        self.line.widget.pack(side="left", padx=(theme.px(6), 0), fill="x", expand=grows)
        self._used, self._timer = used, ""
        self.line.on_change(self._changed)
        self.line.entry.bind("<Return>", self._at_once, add="+")
        self.widget.bind("<Destroy>", lambda _: self._stop())

    @property
    def words(self) -> str:
        """What stands there."""
        return self.line.text

    def put(self, words: str) -> None:
        """Show words, and use them at once when they are others."""
        if words != self.line.text:
            self.line.put(words)
            self._use()

    def focus(self) -> None:
        """Put the cursor there, everything marked."""
        self.line.entry.focus_set()
        self.line.entry.select_range(0, "end")

    def _changed(self) -> None:
        self._stop()
        self._timer = self.widget.after(PAUSE, self._use)

    def _at_once(self, event: object) -> str:
        self._use()
        return "break"

    def _stop(self) -> None:
        if self._timer:
            self.widget.after_cancel(self._timer)
            self._timer = ""

    def _use(self) -> None:
        self._stop()
        self._used(self.line.text)
