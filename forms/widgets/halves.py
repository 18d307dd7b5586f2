"""Two halves with a divider between them that stays where the clerk put it."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forms.app import App

_WHOLE = 1000
"""What is remembered is how many thousandths of the width the left half has."""


class Halves(ttk.PanedWindow):
    """Side by side; `share` is the left half's part of the width until the clerk moves the divider of this name."""

    def __init__(self, parent: tk.Misc, app: App, name: str, share: float) -> None:
        super().__init__(parent, orient="horizontal")
        self._app, self._name = app, name
        self._share = app.preferences.panes.get(name, round(share * _WHOLE))
        self._width = 0
        self._soon = ""
        self.bind("<Configure>", self._sized)
        self.bind("<ButtonRelease-1>", self._moved, add="+")

    def add(self, child: tk.Widget, **options: Any) -> None:
        """Put a half in; the width is shared out, never asked for: what breaks its lines would ask for ever."""
        if isinstance(child, ttk.Frame):
            child.configure(width=1, height=1)
            child.pack_propagate(False)
            child.grid_propagate(False)
        super().add(child, **options)

    def _sized(self, event: tk.Event[tk.Misc]) -> None:
        """Keep the shares when the window is made wider or narrower."""
        if event.width > 1 and event.width != self._width and len(self.panes()) > 1:
            self._width = event.width
            if not self._soon:
                self._soon = self.after_idle(self._divide)

    def destroy(self) -> None:
        """Go, and forget what was to be done soon."""
        if self._soon:
            self.after_cancel(self._soon)
            self._soon = ""
        super().destroy()

    def _divide(self) -> None:
        self._soon = ""
        if self._width > 1:
            self.sashpos(0, self._width * self._share // _WHOLE)

    def _moved(self, event: object) -> None:
        share = self.sashpos(0) * _WHOLE // max(1, self.winfo_width())
        if abs(share - self._share) > 2:
            self._share = share
            self._app.remember(self._app.preferences.with_pane(self._name, share))
