"""The whole text of a cell that is cut, shown beside it while the pointer rests there."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from forms import theme

_WAIT = 600
"""Milliseconds."""
_WIDEST = 460
"""Unscaled pixels."""

Place = tuple[int, int]


class CellTip:
    """Watches the pointer over `widget`; `cell(x, y)` names the cell there and its text, None where nothing is cut."""

    def __init__(self, widget: tk.Misc, cell: Callable[[int, int], tuple[Place, str] | None]) -> None:
        self._widget, self._cell = widget, cell
        self._at: Place | None = None
        self._waiting = ""
        self._label: tk.Label | None = None
        widget.bind("<Motion>", self._moved, add="+")
        for event in ("<Leave>", "<ButtonPress>", "<KeyPress>", "<Unmap>", "<Destroy>"):
            widget.bind(event, self.hide, add="+")

    @property
    def text(self) -> str:
        """What is shown now, "" for nothing."""
        return str(self._label.cget("text")) if self._label is not None else ""

    def hide(self, event: object = None) -> None:
        """Take the text away."""
        self._at = None
        if self._waiting:
            self._widget.after_cancel(self._waiting)
            self._waiting = ""
        if self._label is not None:
            self._label.destroy()
            self._label = None

    def _moved(self, event: tk.Event[tk.Misc]) -> None:
        found = self._cell(event.x, event.y)
        place = found[0] if found else None
        if place == self._at:
            return
        self.hide()
        if found is not None:
            self._at = place
            text, x, y = found[1], event.x, event.y
            self._waiting = self._widget.after(_WAIT, lambda: self._show(text, x, y))

    def _show(self, text: str, x: int, y: int) -> None:
        self._waiting = ""
        root = self._widget.winfo_toplevel()
        self._label = label = tk.Label(
            root,
            text=text,
            justify="left",
            wraplength=theme.px(_WIDEST),
            font=theme.font("small"),
            background=theme.colour("text"),
            foreground=theme.colour("panel"),
            padx=theme.px(8),
            pady=theme.px(4),
        )
        left = self._widget.winfo_rootx() - root.winfo_rootx() + x + theme.px(10)
        top = self._widget.winfo_rooty() - root.winfo_rooty() + y + theme.px(18)
        wide, high = label.winfo_reqwidth(), label.winfo_reqheight()
        if top + high > root.winfo_height():
            top -= high + theme.px(28)
        label.place(x=max(0, min(left, root.winfo_width() - wide)), y=max(0, top))
        label.lift()
