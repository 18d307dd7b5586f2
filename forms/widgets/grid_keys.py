"""Keyboard and mouse of a grid; what is bound belongs to the entry, which always has the focus."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forms.widgets.grid import CountGrid

    Key = tk.Event[tk.Entry]

Act = Callable[[], object]


def bind_keys(grid: CountGrid, tree: ttk.Treeview, entry: tk.Entry) -> None:
    """Bind all keys and clicks of a grid to its verbs."""
    for sequence, act in _moves(grid).items():
        entry.bind(sequence, _only(act))
    for sequence, steps in (("<Tab>", 1), ("<Shift-Tab>", -1), ("<ISO_Left_Tab>", -1)):
        try:
            entry.bind(sequence, _tab(grid, steps))
        except tk.TclError:  # ISO_Left_Tab is a key of X11
            continue
    entry.bind("<Left>", lambda event: _sideways(grid, entry, -1))
    entry.bind("<Right>", lambda event: _sideways(grid, entry, 1))
    entry.bind("<Escape>", lambda event: "break" if grid.revert() else None)
    entry.bind("<Key>", lambda event: _chosen(grid, event), add="+")
    tree.bind("<Button-1>", lambda event: _clicked(grid, tree, event.x, event.y))
    tree.bind("<Double-Button-1>", lambda event: _clicked(grid, tree, event.x, event.y))
    entry.bind("<ButtonPress-1>", lambda event: _pressed(grid, entry), add="+")
    entry.bind("<Button-4>", lambda event: _wheel(tree, -3))
    entry.bind("<Button-5>", lambda event: _wheel(tree, 3))
    entry.bind("<MouseWheel>", lambda event: _wheel(tree, int(-event.delta / 40)))


def _moves(grid: CountGrid) -> dict[str, Act]:
    return {
        "<Return>": lambda: grid.along(1),
        "<KP_Enter>": lambda: grid.along(1),
        "<Shift-Return>": lambda: grid.along(-1),
        "<Up>": lambda: grid.down(-1),
        "<Down>": lambda: grid.down(1),
        "<Prior>": lambda: grid.down(-grid.table.page()),
        "<Next>": lambda: grid.down(grid.table.page()),
        "<Control-Home>": lambda: grid.end(False),
        "<Control-End>": lambda: grid.end(True),
    }


def _only(act: Act) -> Callable[[object], str]:
    def handle(event: object) -> str:
        act()
        return "break"

    return handle


def _tab(grid: CountGrid, steps: int) -> Callable[[object], str | None]:
    """To the next cell; from the last one out of the grid, but not away from what is not accepted."""
    return lambda event: "break" if grid.fault or grid.along(steps) else None


def _sideways(grid: CountGrid, entry: tk.Entry, steps: int) -> str | None:
    """The cursor moves inside the text; from its edge, and while all of it is selected, to the cell beside."""
    end, at = entry.index("end"), entry.index("insert")
    whole = bool(entry.selection_present()) and entry.index("sel.first") == 0 and entry.index("sel.last") == end
    if grid.kind == "choice" or whole or end == 0 or at == (0 if steps < 0 else end):
        grid.along(steps)
        return "break"
    return None


def _chosen(grid: CountGrid, event: Key) -> str | None:
    """Keys of a choice: Space, the digit of a place, and what takes it away."""
    grid.table.see()
    if grid.kind != "choice":
        return None
    if event.char == " ":
        grid.choose()
    elif event.char.isdecimal() and event.char != "0":
        grid.choose(int(event.char) - 1)
    elif event.keysym in ("BackSpace", "Delete"):
        grid.clear()
    else:
        return None
    return "break"


def _clicked(grid: CountGrid, tree: ttk.Treeview, x: int, y: int) -> str | None:
    if str(tree.identify_region(x, y)) in ("heading", "separator"):
        return None
    uid, column = str(tree.identify_row(y)), str(tree.identify_column(x))
    if uid and column:
        grid.clicked(uid, str(tree.column(column, "id")))
    else:
        grid.focus_set()
    return "break"


def _pressed(grid: CountGrid, entry: tk.Entry) -> None:
    """A click on the choice that the keyboard is at changes it; one that only fetches the keyboard does not."""
    if str(entry.tk.call("focus")) == str(entry):
        grid.choose()


def _wheel(tree: ttk.Treeview, rows: int) -> str:
    tree.yview_scroll(rows, "units")
    return "break"
