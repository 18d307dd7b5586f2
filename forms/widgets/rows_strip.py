"""One row of a table inside a form, as widgets, and how wide its columns are."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from forms import theme
from forms.widgets.editor import EditorBase
from ledger.fields import Choice, Date, Field, Person


class Strip:
    """The widgets of one row that is seen."""

    def __init__(self, number: ttk.Label, cells: tuple[EditorBase, ...], remove: tk.Button) -> None:
        self.number, self.cells, self.remove = number, cells, remove

    def grid(self, line: int) -> None:
        """Show them in a line of the table."""
        self.number.grid(row=line, column=0, sticky="ne", padx=(0, theme.px(6)), pady=(theme.px(6), 0))
        for column, cell in enumerate(self.cells, 1):
            cell.grid(row=line, column=column, sticky="new", padx=(0, theme.px(2)), pady=theme.px(1))
        self.remove.grid(row=line, column=len(self.cells) + 1, sticky="n", pady=theme.px(1))

    def hide(self) -> None:
        """Take them out of sight."""
        for widget in (self.number, *self.cells, self.remove):
            widget.grid_remove()


def least_width(column: Field) -> int:
    """Unscaled pixels that a column needs: a whole day, a name with the mark of its list, or a few characters."""
    match column:
        case Date():
            return 146
        case Person() | Choice():
            return 86
        case _:
            return 56


def colour_button(button: tk.Button) -> None:
    """Give the button that removes a row the present colours."""
    button.configure(
        background=theme.colour("panel"),
        foreground=theme.colour("muted"),
        activebackground=theme.colour("bad_soft"),
        activeforeground=theme.colour("bad"),
        padx=theme.px(5),
        pady=theme.px(2),
    )
