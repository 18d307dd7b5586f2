"""The line at the foot of the window: what was done last, the last backup, and which library is open."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from forms import theme


class StatusLine(ttk.Frame):
    """Three places: what was said last (saved, undone, moved), the last backup, and the library's folder."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, style="Panel.TFrame", padding=(theme.px(12), theme.px(4)))
        self._said = ttk.Label(self, style="PanelSmall.TLabel")
        self._backup = ttk.Label(self, style="PanelSmallMuted.TLabel")
        self._library = ttk.Label(self, style="PanelSmallMuted.TLabel")
        self._said.pack(side="left")
        self._library.pack(side="right")
        self._backup.pack(side="right", padx=theme.px(24))

    def say(self, sentence: str, tone: str = "") -> None:
        """Show what happened; it stays until the next thing happens. `tone`: "", "good", "warn", "bad"."""
        self._said.configure(text=sentence, style=f"PanelSmall{tone.title()}.TLabel")

    @property
    def said(self) -> str:
        """What was said last."""
        return str(self._said.cget("text"))

    def backup(self, words: str) -> None:
        """Show when the last backup was made."""
        self._backup.configure(text=words)

    def library(self, words: str) -> None:
        """Show which library is open."""
        self._library.configure(text=words)
