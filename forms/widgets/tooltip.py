"""A line of explanation beside the pointer or the focused widget, placed inside the window."""

from __future__ import annotations

import tkinter as tk

from forms import theme

_WAIT = 600
"""Milliseconds that the pointer rests before the line appears."""


class Tooltip:
    """Shows `text` under `widget` while the pointer rests on it; `parts` are the widgets that the pointer meets."""

    def __init__(self, widget: tk.Misc, text: str, parts: tuple[tk.Misc, ...] = ()) -> None:
        self.text = text
        self._widget = widget
        self._label: tk.Label | None = None
        self._waiting = ""
        for part in parts or (widget,):
            part.bind("<Enter>", self._wait, add="+")
            for event in ("<Leave>", "<ButtonPress>", "<KeyPress>", "<Destroy>"):
                part.bind(event, self.hide, add="+")

    def _wait(self, event: object = None) -> None:
        self.hide()
        self._waiting = self._root().after(_WAIT, self.show)

    def show(self) -> None:
        """Shows the line at once."""
        self.hide()
        if not self.text or not self._widget.winfo_exists():
            return
        label = tk.Label(
            self._root(),
            text=self.text,
            font=theme.font("small"),
            background=theme.colour("text"),
            foreground=theme.colour("panel"),
            padx=theme.px(8),
            pady=theme.px(3),
        )
        label.place(x=0, y=0)
        self._label = label
        self._put(label)

    def _put(self, label: tk.Label) -> None:
        """Moves the line under its widget, or above where the window ends."""
        root, widget = self._root(), self._widget
        x = widget.winfo_rootx() - root.winfo_rootx()
        y = widget.winfo_rooty() - root.winfo_rooty() + widget.winfo_height() + theme.px(4)
        wide, high = label.winfo_reqwidth(), label.winfo_reqheight()
        if y + high > root.winfo_height():
            y = widget.winfo_rooty() - root.winfo_rooty() - high - theme.px(4)
        label.place(x=max(0, min(x, root.winfo_width() - wide)), y=max(0, y))
        label.lift()

    def hide(self, event: object = None) -> None:
        """Takes the line away."""
        if self._waiting:
            self._root().after_cancel(self._waiting)
            self._waiting = ""
        if self._label is not None:
            self._label.destroy()
            self._label = None

    def _root(self) -> tk.Misc:
        return self._widget.winfo_toplevel()
