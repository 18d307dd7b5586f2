"""A screen that is a heading over the records of some kinds."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping
from tkinter import ttk
from typing import TYPE_CHECKING, ClassVar

from forms import theme
from forms.records_panel import RecordsPanel
from forms.shell.page import Command, Page, Target

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

EDGE = 16
"""Pixels around a screen at zoom 1."""


class RecordsPage(Page):
    """A screen made of the records of `kinds`; a subclass may add to `head`, the row of the heading."""

    kinds: ClassVar[tuple[str, ...]] = ()

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, app)
        self.configure(padding=theme.px(EDGE))
        self.head = ttk.Frame(self)
        self.head.pack(fill="x", pady=(0, theme.px(10)))
        ttk.Label(self.head, text=self.title, style="Title.TLabel").pack(side="left")
        self.panel = RecordsPanel(self, app, self.kinds, name=self.slug)
        self.panel.pack(fill="both", expand=True)

    def refresh(self, changed: Changed | None) -> None:
        """List the records again."""
        self.panel.refresh(changed)

    def shown(self) -> None:
        """Put the keys into the list."""
        self.panel.listing.focus_set()

    def open(self, target: Target) -> None:
        """Show a record or a new one."""
        self.panel.open(target)

    def list_of(self, kind: str) -> None:
        """Bring the list of a kind to the front."""
        self.panel.pane.leave(lambda: self.panel.take(kind))

    def commands(self) -> Mapping[str, Command]:
        """What the keys do: those of the records."""
        return self.panel.commands()
