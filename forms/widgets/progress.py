"""Work under way: a bar, what is being done now, how long it will still take, and the button that stops it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from forms import theme
from forms.time_left import TimeLeft
from forms.toolkit import ctk
from forms.widgets.button import Button
from forms.widgets.surface import surface

_LONGEST = 34
"""Characters of what is being done that are shown."""


class Progress(ttk.Frame):
    """Stands on a panel; `stop()` is called once by the button, which then says that it was heard."""

    def __init__(self, parent: tk.Misc, stop: Callable[[], object]) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self._stop = stop
        self._left = TimeLeft()
        self.columnconfigure(0, weight=1)
        self._now = ttk.Label(self, style="Panel.TLabel")
        self._now.grid(row=0, column=0, sticky="w")
        self._time = ttk.Label(self, style="PanelMuted.TLabel")
        self._time.grid(row=0, column=1, sticky="e")
        self._bar = ctk.CTkProgressBar(
            self,
            height=10,
            corner_radius=5,
            bg_color=surface(self),
            fg_color=theme.pair("line"),
            progress_color=theme.pair("accent"),
        )
        self._bar.grid(row=1, column=0, columnspan=2, sticky="ew", pady=8)
        self.button = Button(self, "取消", self._stopped, key="Esc")
        self.button.grid(row=2, column=0, sticky="w")
        self.begin()

    def begin(self, words: str = "") -> None:
        """Start anew, with nothing done."""
        self._left = TimeLeft()
        self.share = 0.0
        self._bar.set(0)
        self._now.configure(text=words)
        self._time.configure(text="")
        self.button.enable(True)

    def show(self, done: int, total: int, words: str) -> None:
        """So much of so much is done, and this is being done now."""
        self.share = done / max(total, 1)
        self._bar.set(self.share)
        self._now.configure(text=words if len(words) <= _LONGEST else f"{words[:_LONGEST]}……")
        left = self._left.words(done, total) if self.button.enabled else ""
        self._time.configure(text="　".join(filter(None, (f"{round(self.share * 100)}%", left))))

    def stopping(self, words: str = "正在停下……") -> None:
        """The wish to stop was heard."""
        self.button.enable(False)
        self._time.configure(text="")
        self._now.configure(text=words)

    def _stopped(self) -> None:
        if self.button.enabled:
            self.stopping()
            self._stop()
