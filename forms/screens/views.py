"""A screen of several views, of which one is in front; each is made when it is first wanted, and kept."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.records_panel import RecordsPanel
from forms.shell.page import Command, Page, Target
from forms.widgets.button import Segments

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

EDGE = 16
"""Pixels around a screen at zoom 1."""


class Part(ttk.Frame):
    """What a view shows when it is no list of records; it is brought up to date as a screen is."""

    def refresh(self, changed: Changed | None) -> None:
        """Show the present snapshot; `changed` as for a screen."""

    def commands(self) -> Mapping[str, Command]:
        """What the keys do here."""
        return {}

    def open(self, target: Target) -> None:
        """Show what `target` names."""


Content = RecordsPanel | Part


@dataclass(frozen=True)
class View:
    """One view: its key, the words it is chosen by, what makes it, and the kinds whose records it shows."""

    key: str
    words: str
    make: Callable[[tk.Misc], Content]
    kinds: tuple[str, ...] = ()


class ViewsPage(Page):
    """A heading with a choice of views; `tools` is at its right, `top` between it and the view in front."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, app)
        self.configure(padding=theme.px(EDGE))
        self._views = {view.key: view for view in self.views()}
        self._made: dict[str, Content] = {}
        self._behind: dict[str, Changed | None] = {}
        self.taken = next(iter(self._views))
        self.head = ttk.Frame(self)
        self.head.pack(fill="x", pady=(0, theme.px(10)))
        self.head.columnconfigure(2, weight=1)
        ttk.Label(self.head, text=self.title, style="Title.TLabel").grid(row=0, column=0, padx=(0, theme.px(20)))
        choices = [(view.key, view.words) for view in self._views.values()]
        self.segments = Segments(self.head, choices, self.take)
        self.segments.grid(row=0, column=1)
        self.tools = ttk.Frame(self.head)
        self.tools.grid(row=0, column=3)
        self.head.bind("<Configure>", lambda event: self._fit(event.width))
        self.top = ttk.Frame(self)
        self.top.pack(fill="x")
        self._stage = ttk.Frame(self)
        self._stage.pack(fill="both", expand=True)

    def views(self) -> Sequence[View]:
        """The views, from left to right."""
        raise NotImplementedError

    def outgrown(self) -> bool:
        """Whether there would be other views, or in another order."""
        return [view.key for view in self.views()] != list(self._views)

    @property
    def front(self) -> Content:
        """The view in front."""
        return self._content(self.taken)

    def take(self, key: str) -> None:
        """Bring a view to the front."""
        if key != self.taken and self.taken in self._made:
            self._made[self.taken].pack_forget()
        self.taken = key
        self.segments.put(key)
        front = self.front
        front.pack(fill="both", expand=True)
        if key in self._behind:
            front.refresh(self._behind.pop(key))

    def made(self, key: str) -> Content | None:
        """A view that was wanted before, None when it was not."""
        return self._made.get(key)

    def behind(self, key: str) -> None:
        """A view shall be brought up to date wholly: now when it is in front, else when it comes there."""
        if key == self.taken and key in self._made:
            self._made[key].refresh(None)
        elif key in self._made:
            self._behind[key] = None

    def refresh(self, changed: Changed | None) -> None:
        """Bring the view in front up to date, the others when they come to the front."""
        for key in self._made:
            before = self._behind.get(key, frozenset())
            self._behind[key] = None if before is None or changed is None else before | changed
        self.take(self.taken)

    def shown(self) -> None:
        """Give the keyboard to the view in front."""
        front = self.front
        (front.listing if isinstance(front, RecordsPanel) else front).focus_set()

    def open(self, target: Target) -> None:
        """Show a record or a new one in the view of its kind."""
        record = self.app.desk.snapshot.get(target.uid)
        kind = record.kind if record is not None else target.kind
        key = next((view.key for view in self._views.values() if kind in view.kinds), self.taken)
        self.take(key)
        self.front.open(target)

    def list_of(self, kind: str) -> None:
        """Bring the view of a kind to the front, and its list there."""
        key = next((view.key for view in self._views.values() if kind in view.kinds), self.taken)
        self.take(key)
        front = self.front
        if isinstance(front, RecordsPanel) and kind in [each.slug for each in front.kinds]:
            front.pane.leave(lambda: front.take(kind))

    def commands(self) -> Mapping[str, Command]:
        """What the keys do: those of the view in front."""
        return self.front.commands()

    def _fit(self, width: int) -> None:
        """The choice of views stands beside the title, below it where there is no room."""
        title = self.head.grid_slaves(row=0, column=0)[0]
        wide = title.winfo_reqwidth() + self.segments.winfo_reqwidth() + self.tools.winfo_reqwidth() + theme.px(40)
        if wide <= width:
            self.segments.grid(row=0, column=1, columnspan=1, sticky="", pady=0)
        else:
            self.segments.grid(row=1, column=0, columnspan=4, sticky="w", pady=(theme.px(8), 0))

    def _content(self, key: str) -> Content:
        if key not in self._made:
            self._made[key] = self._views[key].make(self._stage)
            self._behind[key] = None
        return self._made[key]
