"""A row with something at its left and its right end, which becomes two rows where the window is too narrow."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from forms import theme


class ToolRow(ttk.Frame):
    """`left` and `right` are frames to be filled."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.left, self.right = ttk.Frame(self), ttk.Frame(self)
        self._two: bool | None = None
        self.columnconfigure(0, weight=1)
        self.left.grid(row=0, column=0, sticky="w")
        for part in (self, self.left, self.right):
            part.bind("<Configure>", lambda _: self._lay())
        self._lay()

    def _lay(self) -> None:
        wanted = self.left.winfo_reqwidth() + self.right.winfo_reqwidth() + theme.px(12)
        two = 1 < self.winfo_width() < wanted
        if two != self._two:
            self._two = two
            place, gap = ((1, 0), theme.px(6)) if two else ((0, 1), 0)
            self.right.grid(row=place[0], column=place[1], sticky="w" if two else "e", pady=(gap, 0))
