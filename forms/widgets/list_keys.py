"""Keyboard and mouse of a list: one stop of Tab, and everything within reach of the keys."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forms.widgets.listing import Listing

    Click = tk.Event[ttk.Treeview]

Act = Callable[[], object]


def bind_keys(listing: Listing, tree: ttk.Treeview) -> None:
    """Bind all keys and clicks of a list to its verbs."""
    for sequence, act in _keys(listing).items():
        tree.bind(sequence, _only(act))
    for sequence, extend, toggle in (
        ("<Button-1>", False, False),
        ("<Shift-Button-1>", True, False),
        ("<Control-Button-1>", False, True),
    ):
        tree.bind(sequence, _click(listing, tree, extend=extend, toggle=toggle))
    tree.bind("<Double-Button-1>", _double(listing, tree, _click(listing, tree, extend=False, toggle=False)))
    tree.bind("<Triple-Button-1>", lambda event: "break" if _is_row(tree, event) else None)
    tree.bind("<ButtonRelease-1>", lambda event: listing.dragged(), add="+")


def _keys(listing: Listing) -> dict[str, Act]:
    acts: dict[str, Act] = {
        "<Control-a>": listing.choose_all,
        "<Control-A>": listing.choose_all,
        "<Control-c>": lambda: _copy(listing),
        "<Control-C>": lambda: _copy(listing),
        "<space>": listing.toggle_focused,
        "<Return>": listing.open_focused,
        "<KP_Enter>": listing.open_focused,
        "<F2>": listing.open_focused,
        "<Left>": lambda: listing.scroll_across(-40),
        "<Right>": lambda: listing.scroll_across(40),
    }
    for key, steps in _STEPS.items():
        acts[f"<{key}>"] = lambda steps=steps: listing.move(steps(listing))  # type: ignore[misc]
        acts[f"<Shift-{key}>"] = lambda steps=steps: listing.move(steps(listing), extend=True)  # type: ignore[misc]
    return acts


_STEPS: dict[str, Callable[[Listing], int]] = {
    "Up": lambda listing: -1,
    "Down": lambda listing: 1,
    "Prior": lambda listing: -listing.page,
    "Next": lambda listing: listing.page,
    "Home": lambda listing: -listing.count,
    "End": lambda listing: listing.count,
}


def _only(act: Act) -> Callable[[object], str]:
    """The act alone, without what the class of the widget or the window would do on the same key."""

    def handle(event: object) -> str:
        act()
        return "break"

    return handle


def _is_row(tree: ttk.Treeview, event: Click) -> bool:
    """Whether a click is not on the heads, which the class of the widget looks after."""
    return str(tree.identify_region(event.x, event.y)) not in ("heading", "separator")


def _click(listing: Listing, tree: ttk.Treeview, *, extend: bool, toggle: bool) -> Callable[[Click], str | None]:
    def handle(event: Click) -> str | None:
        if not _is_row(tree, event):
            if listing.column_at(event.x) == -1:
                listing.choose_all()
                return "break"
            return None
        tree.focus_set()
        place = listing.place_at(event.y)
        if place is not None:
            listing.go(place, extend=extend, toggle=toggle or (not extend and listing.column_at(event.x) == -1))
        return "break"

    return handle


def _double(
    listing: Listing, tree: ttk.Treeview, click: Callable[[Click], str | None]
) -> Callable[[Click], str | None]:
    def handle(event: Click) -> str | None:
        # Two quick clicks on a head or a check mark are two clicks.
        if not _is_row(tree, event) or listing.column_at(event.x) == -1:
            return click(event)
        if listing.place_at(event.y) is not None:
            listing.open_focused()
        return "break"

    return handle


def _copy(listing: Listing) -> None:
    text = listing.copied()
    if text:
        listing.clipboard_clear()
        listing.clipboard_append(text)
