"""Dragging rows of a list with the mouse: a line shows where the row would come to stand."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from forms import theme
from forms.widgets.listing import Listing

_TAG = "DraggedRows"


class RowDrag:
    """Calls `dropped(uid, target)` when a row was pulled onto another one; `allowed(uid, target)` says where it may."""

    def __init__(
        self, listing: Listing, allowed: Callable[[str, str], bool], dropped: Callable[[str, str], object]
    ) -> None:
        self._listing, self._allowed, self._dropped = listing, allowed, dropped
        self._uid = self._target = ""
        tree = self._tree = listing.tree
        # Before the bindings of the list itself, which end the way of a click.
        tag = f"{_TAG}{tree}"
        tree.bindtags((tag, *tree.bindtags()))
        for sequence, act in (
            ("<ButtonPress-1>", self._pressed),
            ("<B1-Motion>", self._pulled),
            ("<ButtonRelease-1>", self._let_go),
        ):
            tree.bind_class(tag, sequence, act)
        self._line = tk.Frame(tree, height=2)

    def _pressed(self, event: tk.Event[tk.Misc]) -> None:
        self._uid = self._row_at(event)
        self._target = ""

    def _pulled(self, event: tk.Event[tk.Misc]) -> None:
        target = self._row_at(event)
        if not self._uid or target == self._target:
            return
        self._target = target if target and target != self._uid and self._allowed(self._uid, target) else ""
        if self._target:
            self._tree.configure(cursor="sb_v_double_arrow")
            self._mark(event)
        else:
            self._line.place_forget()

    def _let_go(self, event: tk.Event[tk.Misc]) -> None:
        uid, target, self._uid, self._target = self._uid, self._target, "", ""
        self._line.place_forget()
        self._tree.configure(cursor="")
        if uid and target:
            self._dropped(uid, target)

    def _row_at(self, event: tk.Event[tk.Misc]) -> str:
        """The row under the pointer; none on the heads."""
        if str(self._tree.identify_region(event.x, event.y)) not in ("cell", "tree"):
            return ""
        place = self._listing.place_at(event.y)
        rows = self._listing.shown_rows()
        return rows[place].uid if place is not None and place < len(rows) else ""

    def _mark(self, event: tk.Event[tk.Misc]) -> None:
        """A line above the target when the row goes up, below it when it goes down."""
        box = self._tree.bbox(self._tree.identify_row(event.y))
        if not box:
            return
        uids = [row.uid for row in self._listing.shown_rows()]
        down = uids.index(self._target) > uids.index(self._uid)
        self._line.configure(background=theme.colour("accent"))
        self._line.place(x=0, y=box[1] + (box[3] - 1 if down else -1), relwidth=1)
