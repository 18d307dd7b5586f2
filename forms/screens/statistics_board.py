"""A table of figures in a list, made anew when it has other columns, and what every view of the statistics has."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.screens.statistics_figures import Figures
from forms.screens.statistics_tables import Tabled
from forms.screens.views import Part
from forms.widgets.listing import Listing

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

Given = Callable[[], Figures | None]


class Board(ttk.Frame):
    """Shows a table; `on_select(place)` is told the row that the keyboard is at, `on_open(place)` Enter on it.

    `on_focus` is told when it takes the keyboard; `high` is its least height in pixels at zoom 1.
    """

    def __init__(
        self,
        parent: tk.Misc,
        name: str,
        *,
        empty: str,
        on_select: Callable[[int | None], object] | None = None,
        on_open: Callable[[int], object] | None = None,
        on_focus: Callable[[], object] | None = None,
        high: int = 0,
    ) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self._name, self._empty = name, empty
        self._on_select, self._on_open, self._on_focus = on_select, on_open, on_focus
        self._high = high
        self.shown: Tabled | None = None
        self.listing: Listing | None = None

    def show(self, tabled: Tabled) -> None:
        """Show this table; the place of the keyboard and the order stay where the columns are the same."""
        if self.listing is None or self.shown is None or self.shown.columns != tabled.columns:
            self._make(tabled)
        self.shown = tabled
        assert self.listing is not None  # made above
        self.listing.put(tabled.listed())

    @property
    def at(self) -> int | None:
        """The row of the table that the keyboard is at."""
        uid = self.listing.focused if self.listing is not None else None
        return self._place(uid) if uid is not None else None

    def go(self, place: int) -> None:
        """Put the keyboard's place on a row."""
        if self.shown is not None and self.listing is not None and place < len(self.shown.rows):
            self.listing.select((f"{place}:{self.shown.rows[place][0]}",))

    def focus_set(self) -> None:
        """Take the keyboard."""
        if self.listing is not None:
            self.listing.focus_set()

    def _make(self, tabled: Tabled) -> None:
        if self.listing is not None:
            self.listing.destroy()
        self.listing = Listing(
            self,
            tabled.columns,
            name=self._name,
            empty=self._empty,
            multiple=True,
            on_select=self._selected,
            on_open=self._opened,
        )
        if self._high:
            self.listing.configure(height=theme.px(self._high))
        if self._on_focus is not None:
            self.listing.tree.bind("<FocusIn>", self._focused, add="+")
        self.listing.pack(fill="both", expand=True)

    def _place(self, uid: str) -> int | None:
        place = int(uid.partition(":")[0])
        return place if self.shown is not None and place < len(self.shown.rows) else None

    def _focused(self, event: object) -> None:
        if self._on_focus is not None:
            self._on_focus()

    def _selected(self, uid: str | None) -> None:
        if self._on_select is not None:
            self._on_select(None if uid is None else self._place(uid))

    def _opened(self, uid: str) -> None:
        place = self._place(uid)
        if self._on_open is not None and place is not None:
            self._on_open(place)


class FiguresPart(Part):
    """A view of the figures; `given` tells those that are worked out, None while they are not."""

    def __init__(self, parent: tk.Misc, app: App, given: Given) -> None:
        super().__init__(parent)
        self.app, self.given = app, given

    def refresh(self, changed: Changed | None) -> None:
        """Show the figures that are there; others are shown when they come."""
        figures = self.given()
        if figures is not None:
            self.show(figures)

    def show(self, figures: Figures) -> None:
        """Show these figures."""
        raise NotImplementedError

    @property
    def tabled(self) -> Tabled | None:
        """The table that is looked at, for a spreadsheet and the clipboard."""
        return None


def sentence(parent: tk.Misc, style: str = "PanelMuted.TLabel") -> ttk.Label:
    """A line of words that is broken to the width of what it stands in."""
    label = ttk.Label(parent, style=style, justify="left")
    parent.bind("<Configure>", lambda event: _wrap(label, event), add="+")
    return label


def _wrap(label: ttk.Label, event: tk.Event[tk.Misc]) -> None:
    if label.winfo_exists():
        label.configure(wraplength=max(theme.px(160), event.width - theme.px(8)))
