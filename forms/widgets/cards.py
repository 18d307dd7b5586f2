"""A titled panel in which things that belong together stand."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from forms import theme

_PADDING = 14


class Card(ttk.Frame):
    """A panel with a thin border: the title, at its right `actions` for buttons, and `body` for what it holds.

    What is put into `body` and `actions` stands on the panel: use the styles Panel….TLabel and Panel.TFrame there.
    """

    def __init__(self, parent: tk.Misc, title: str, note: str = "") -> None:
        super().__init__(parent, style="Line.TFrame", padding=1)
        self._inner = ttk.Frame(self, style="Panel.TFrame")
        self._inner.pack(fill="both", expand=True)
        self._inner.columnconfigure(1, weight=1)
        self._inner.rowconfigure(1, weight=1)
        self._title = ttk.Label(self._inner, text=title, style="PanelHead.TLabel")
        self._title.grid(row=0, column=0, sticky="w")
        self._note = ttk.Label(self._inner, text=note, style="PanelSmallMuted.TLabel")
        self._note.grid(row=0, column=1, sticky="w")
        self.actions = ttk.Frame(self._inner, style="Panel.TFrame")
        self.actions.grid(row=0, column=2, sticky="e")
        self.body = ttk.Frame(self._inner, style="Panel.TFrame")
        self.body.grid(row=1, column=0, columnspan=3, sticky="nsew")
        theme.listen(self, self._spaced)
        self._spaced()

    def title(self, text: str) -> None:
        """Shows another title."""
        self._title.configure(text=text)

    def note(self, text: str) -> None:
        """Shows a short muted remark beside the title."""
        self._note.configure(text=text)

    def _spaced(self) -> None:
        self._inner.configure(padding=theme.px(_PADDING))
        self._note.grid_configure(padx=(theme.px(10), 0))
        self.body.grid_configure(pady=(theme.px(10), 0))
