"""Lines in which passphrases are typed: nothing of them is shown, kept as a draft, or left in memory on purpose."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from forms import theme
from forms.widgets.button import Button
from forms.widgets.line import Line

_DOT = "●"


class PassphraseLine(ttk.Frame):
    """A label, a line that shows dots, and a button that shows what was typed while one looks."""

    def __init__(self, parent: tk.Misc, label: str, labels: int = 72) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self.columnconfigure(0, minsize=theme.px(labels))
        self.columnconfigure(1, weight=1)
        ttk.Label(self, text=label, style="Panel.TLabel").grid(row=0, column=0, sticky="w")
        self.line = Line(self)
        self.line.entry.configure(show=_DOT)
        self.line.widget.grid(row=0, column=1, sticky="ew")
        self._look = Button(self, "显示", self._turn, role="quiet")
        self._look.grid(row=0, column=2, padx=(8, 0))

    @property
    def entry(self) -> tk.Entry:
        """What has the focus."""
        entry: tk.Entry = self.line.entry
        return entry

    @property
    def text(self) -> str:
        """What was typed."""
        return self.line.text

    def again(self) -> None:
        """Let it be typed anew."""
        self.forget()
        self.entry.focus_set()

    def forget(self) -> None:
        """Empty the line, and what could be brought back."""
        if self.winfo_exists():
            self.line.put("")

    def _turn(self) -> None:
        hidden = bool(self.entry.cget("show"))
        self.entry.configure(show="" if hidden else _DOT)
        self._look.configure(text="隐藏" if hidden else "显示")
