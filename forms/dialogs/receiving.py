"""Receiving a package while no library is open: the same as in the window, on a sheet."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING

from forms.screens.handover_receiving import Receiving
from forms.shell.overlay import Sheet

if TYPE_CHECKING:
    from forms.app import App


class ReceivingSheet:
    """Lies over the window until it is closed; Esc first stops what is under way."""

    receiving: Receiving

    def __init__(self, app: App) -> None:
        self._app = app
        self.sheet: Sheet = app.overlay.show(
            "接收移交包", self._fill, (("", "关闭", "plain"),), self._answered, full=True
        )
        self.receiving.card.focus_first()

    def _fill(self, body: ttk.Frame) -> None:
        self.receiving = Receiving(body, self._app, style="Panel.TFrame")
        self.receiving.pack(fill="both", expand=True)

    def _answered(self, key: str) -> bool:
        running = self.receiving.running
        self.receiving.stop()
        return not running
