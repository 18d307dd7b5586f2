"""What every part of 移交与备份 is: a frame made at its first visit, brought up to date when it is in front."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed
    from forms.shell.page import Target


class Part(ttk.Frame):
    """One of the parts between which the row at the top of the screen turns."""

    help = ""
    """Sentences for F1, one a line."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent)
        self.app = app

    def shown(self) -> None:
        """It was brought to the front: look at the disk again, and give the keyboard to what is done first."""

    def refresh(self, changed: Changed | None) -> None:
        """The ledger has changed while it is in front."""

    def open(self, target: Target) -> None:
        """Take what the target's preset names; it is in front."""

    def cancel(self) -> None:
        """Esc was pressed: stop what is under way."""

    def leave(self) -> None:
        """Another part or screen comes to the front."""
