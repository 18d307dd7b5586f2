"""Words to be read: labels and what stands behind them, in one place that scrolls and can be copied from."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from forms import theme


class Reading(ttk.Frame):
    """Nothing can be typed here; Tab passes through it, the arrows scroll it. `lines` is its height."""

    def __init__(self, parent: tk.Misc, *, lines: int = 6) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        self.text = tk.Text(
            self,
            height=lines,
            width=20,
            wrap="char",
            state="disabled",
            cursor="arrow",
            font=theme.font("body"),
            relief="flat",
            borderwidth=0,
            highlightthickness=1,
        )
        self.text.grid(row=0, column=0, sticky="nsew")
        self._bar = ttk.Scrollbar(self, command=self.text.yview, takefocus=0)
        self.text.configure(yscrollcommand=self._scrolled)
        for key, units in (("<Up>", -1), ("<Down>", 1)):
            self.text.bind(key, lambda _, units=units: self.text.yview_scroll(units, "units") or "break")  # type: ignore[misc]
        theme.listen(self.text, self._recolour)
        self._recolour()

    def put(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show each label with its words; a pair without a label is a sentence."""
        self.text.configure(state="normal")
        self.text.delete("1.0", "end")
        for place, (label, words) in enumerate(pairs):
            if place:
                self.text.insert("end", "\n")
            if label:
                self.text.insert("end", f"{label}：", "label")
            self.text.insert("end", words)
        self.text.configure(state="disabled")
        self.text.yview_moveto(0)

    @property
    def words(self) -> str:
        """All that is shown."""
        return self.text.get("1.0", "end-1c")

    def _scrolled(self, first: float, last: float) -> None:
        self._bar.set(first, last)
        if float(first) <= 0 and float(last) >= 1:
            self._bar.grid_remove()
        else:
            self._bar.grid(row=0, column=1, sticky="ns")

    def _recolour(self) -> None:
        self.text.configure(
            background=theme.colour("panel"),
            foreground=theme.colour("text"),
            selectbackground=theme.colour("accent_soft"),
            selectforeground=theme.colour("text"),
            highlightbackground=theme.colour("line"),
            highlightcolor=theme.colour("accent"),
            padx=theme.px(8),
            pady=theme.px(6),
            spacing3=theme.px(3),
        )
        self.text.tag_configure("label", foreground=theme.colour("muted"))
