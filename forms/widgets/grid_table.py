"""The table under a grid: all its rows in a Treeview, and the entry that is kept over the current cell."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk
from typing import Literal

from forms import theme
from forms.widgets.grid_model import Cell, GridColumn, GridRow
from forms.widgets.list_columns import fill
from forms.widgets.list_model import one_line

_LETTER, _PADDING = 14, 12
"""Unscaled pixels."""
_TONES = ("good", "warn", "bad", "muted")


class GridTable(ttk.Frame):
    """Shows rows; an entry given to `over` follows the current cell through scrolling, zoom and dragged heads."""

    def __init__(self, parent: tk.Misc, columns: Sequence[GridColumn]) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self.columns = tuple(columns)
        self._entry: tk.Entry | None = None
        self._cell: Cell | None = None
        self._soon, self._must_see = "", False
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        names = [column.name for column in columns]
        self.tree = ttk.Treeview(self, columns=names, show="headings", selectmode="none", takefocus=False)
        self.tree.grid(row=0, column=0, sticky="nsew")
        self._bar = ttk.Scrollbar(self, orient="vertical", command=self.tree.yview)
        self._bar.grid(row=0, column=1, sticky="ns")
        self._across = ttk.Scrollbar(self, orient="horizontal", command=self.tree.xview)
        self.tree.configure(yscrollcommand=self._scrolled, xscrollcommand=self._scrolled_across)
        for column in self.columns:
            anchor = _anchor(column)
            self.tree.heading(column.name, text=column.label, anchor=anchor)
            self.tree.column(column.name, anchor=anchor)
        for event in ("<B1-Motion>", "<ButtonRelease-1>"):
            self.tree.bind(event, self._follow_soon, add="+")
        for event in ("<Configure>", "<<ThemeChanged>>"):
            self.tree.bind(event, self._resized, add="+")
        self.tree.bind("<Destroy>", self._ended, add="+")

    def over(self, entry: tk.Entry) -> None:
        """Keep `entry` over the current cell."""
        self._entry = entry

    def put(self, rows: Sequence[GridRow]) -> None:
        """Show these rows and no others."""
        top = self.tree.yview()[0]
        self.tree.delete(*self.tree.get_children())
        for row in rows:
            self.tree.insert("", "end", iid=row.uid, values=_values(row), tags=_tags(row))
        self.tree.yview_moveto(top)

    def show(self, row: GridRow) -> None:
        """Show other texts or another tone for a row that is there."""
        self.tree.item(row.uid, values=_values(row), tags=_tags(row))

    def go(self, cell: Cell | None) -> None:
        """Mark the row of a cell as the current one, and lay the entry over the cell."""
        self._cell = cell
        self.tree.selection_set([cell[0]] if cell else [])
        if cell is not None:
            self.see()
        self._follow()

    def see(self) -> None:
        """Scroll to the current cell, and to the headings that stand above it."""
        if self._cell is not None:
            self.tree.see(self._cell[0])
            above = self.tree.prev(self._cell[0])
            while above and self.tree.tag_has("heading", above):
                self.tree.see(above)
                above = self.tree.prev(above)
            self.tree.see(self._cell[0])
            self._see_across(self._cell[1])
            self._follow()

    def is_label_hidden(self) -> bool:
        """Whether the first column, which says what a row is about, is scrolled away in part."""
        return float(self.tree.xview()[0]) > 0.0

    def page(self) -> int:
        """How many rows PgDn goes down."""
        high = int(ttk.Style(self).lookup("Treeview", "rowheight") or 20)
        return max(1, self.tree.winfo_height() // high - 2)

    def restyle(self) -> None:
        """Take the colours and sizes of the present mode and zoom."""
        for place, column in enumerate(self.columns):
            wide = theme.px(column.width * _LETTER + _PADDING)
            self.tree.column(column.name, width=wide, minwidth=theme.px(112 if place == 0 else 24), stretch=place == 0)
        for tone in _TONES:
            self.tree.tag_configure(tone, foreground=theme.colour(tone))
        self.tree.tag_configure("heading", font=theme.font("bold"), background=theme.colour("ground"))
        self._resized()

    def _see_across(self, name: str) -> None:
        names = [column.name for column in self.columns]
        widths = [int(self.tree.column(each, "width")) for each in names]
        left, total, (first, last) = sum(widths[: names.index(name)]), sum(widths), self.tree.xview()
        right = left + widths[names.index(name)]
        if left < first * total:
            self.tree.xview_moveto(left / total)
        elif right > last * total:
            self.tree.xview_moveto((right - (last - first) * total) / total)

    def _resized(self, event: object = None) -> None:
        self._must_see = True
        self._follow_soon()

    def _scrolled_across(self, first: float, last: float) -> None:
        self._across.set(first, last)
        if float(first) <= 0.0 and float(last) >= 1.0:
            self._across.grid_remove()
        else:
            self._across.grid(row=1, column=0, sticky="ew")
        self._follow_soon()

    def _scrolled(self, first: float, last: float) -> None:
        self._bar.set(first, last)
        self._follow_soon()

    def _follow_soon(self, *_: object) -> None:
        # After Tk has laid the table out anew.
        if not self._soon:
            self._soon = self.tree.after_idle(self._laid_out)

    def _laid_out(self) -> None:
        self._soon = ""
        if self._must_see:
            self._must_see = False
            fill(self.tree, [self.columns[0].name])
            self.see()
        self._follow()

    def _follow(self) -> None:
        if self._entry is None:
            return
        if self._cell is None:
            self._entry.place_forget()
            return
        box = self.tree.bbox(self._cell[0], self._cell[1])
        if box:
            self._entry.place(x=box[0], y=box[1], width=box[2], height=box[3])
        else:
            # Out of sight, not unmapped: it still has the keyboard.
            self._entry.place(x=0, y=-2000, width=theme.px(40), height=theme.px(24))

    def _ended(self, event: object) -> None:
        if self._soon:
            self.tree.after_cancel(self._soon)
            self._soon = ""


def _anchor(column: GridColumn) -> Literal["e", "w"]:
    return "e" if column.kind == "number" else "w"


def _values(row: GridRow) -> tuple[str, ...]:
    return tuple(map(one_line, row.cells))


def _tags(row: GridRow) -> tuple[str, ...]:
    return tuple(tag for tag in ("heading" if row.heading else "", row.tone) if tag)
