"""What drops down from an entry: a frame placed in the window, which never takes the focus away from the entry."""

from __future__ import annotations

import tkinter as tk
import weakref
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Any

from forms import theme
from forms.widgets.once import bind_once

_open: weakref.WeakKeyDictionary[tk.Misc, Popup] = weakref.WeakKeyDictionary()
"""The popup that is down in each window; there is never more than one."""


def close_popup(anywhere: tk.Misc) -> None:
    """Take away what has dropped down in the window of `anywhere`."""
    popup = _open.get(anywhere.winfo_toplevel())
    if popup is not None:
        popup.close()


class Popup(tk.Frame):
    """A frame under `anchor`, or above it where the window ends; subclasses fill it and then call `drop`."""

    def __init__(self, anchor: tk.Misc) -> None:
        window = anchor.winfo_toplevel()
        close_popup(window)
        super().__init__(window, background=theme.colour("panel"))
        self.configure(highlightthickness=1, highlightbackground=theme.colour("accent"), takefocus=0)
        self._anchor, self._window = anchor, window
        self.window_size = (window.winfo_width(), window.winfo_height())
        _open[window] = self
        _watch(window)

    def drop(self, width: int = 0) -> None:
        """Show it, at least `width` pixels wide, inside the window."""
        self.update_idletasks()
        window, anchor = self._window, self._anchor
        wide, high = max(width, self.winfo_reqwidth()), self.winfo_reqheight()
        left = anchor.winfo_rootx() - window.winfo_rootx()
        top = anchor.winfo_rooty() - window.winfo_rooty()
        below, room = top + anchor.winfo_height() + 1, window.winfo_height()
        y = below if below + high <= room or top < room - below else max(0, top - high - 1)
        x = max(0, min(left, window.winfo_width() - wide))
        self.place(x=x, y=y, width=wide, height=min(high, room))
        self.lift()

    @property
    def is_open(self) -> bool:
        """Whether it is still there."""
        return _open.get(self._window) is self

    def holds(self, widget: object) -> bool:
        """Whether a click on `widget` belongs to it or to what it hangs on."""
        path = f"{widget}."
        return path.startswith(f"{self}.") or path.startswith(f"{self._anchor}.")

    def close(self) -> None:
        """Take it away."""
        if self.is_open:
            del _open[self._window]
            self.destroy()


class ListPopup(Popup):
    """Lines to pick one of by mouse or, told by the entry, by keys; `picked(place)` hears of a click."""

    most = 10
    """Lines that are seen at once."""

    def __init__(self, anchor: tk.Misc, lines: Sequence[str], picked: Callable[[int], object]) -> None:
        super().__init__(anchor)
        self._picked = picked
        self._list = tk.Listbox(
            self,
            height=min(self.most, len(lines)),
            font=theme.font("body"),
            background=theme.colour("panel"),
            foreground=theme.colour("text"),
            selectbackground=theme.colour("accent_soft"),
            selectforeground=theme.colour("text"),
            activestyle="none",
            borderwidth=theme.px(3),
            relief="flat",
            highlightthickness=0,
            selectborderwidth=0,
            exportselection=False,
            takefocus=0,
        )
        self._list.pack(side="left", fill="both", expand=True)
        if len(lines) > self.most:
            bar = ttk.Scrollbar(self, command=self._list.yview, takefocus=0)
            bar.pack(side="right", fill="y")
            self._list.configure(yscrollcommand=bar.set)
        self._list.insert("end", *lines)
        # The class binding would take the focus from the entry.
        self._list.bind("<ButtonPress-1>", self._clicked)
        self._list.bind("<B1-Motion>", lambda event: "break")
        self._list.bind("<Motion>", self._hovered)

    @property
    def place_chosen(self) -> int | None:
        """The line that is highlighted, counted from 0."""
        chosen = self._list.curselection()  # type: ignore[no-untyped-call]
        return int(chosen[0]) if chosen else None

    def choose(self, place: int | None) -> None:
        """Highlight a line, or none."""
        self._list.selection_clear(0, "end")
        if place is not None:
            self._list.selection_set(place)
            self._list.see(place)

    def step(self, by: int) -> None:
        """Highlight the line `by` further down; from none, the first or the last."""
        last, now = self._list.size() - 1, self.place_chosen  # type: ignore[no-untyped-call]
        start = now if now is not None else (-1 if by > 0 else last + 1)
        self.choose(max(0, min(last, start + by)))

    def relabel(self, place: int, line: str) -> None:
        """Change the words of one line."""
        chosen = self.place_chosen
        self._list.delete(place)
        self._list.insert(place, line)
        self.choose(chosen)

    def _clicked(self, event: tk.Event[tk.Misc]) -> str:
        self._picked(self._list.nearest(event.y))  # type: ignore[no-untyped-call]
        return "break"

    def _hovered(self, event: tk.Event[tk.Misc]) -> None:
        self._list.selection_clear(0, "end")
        self._list.selection_set(self._list.nearest(event.y))  # type: ignore[no-untyped-call]


def _watch(window: tk.Misc) -> None:
    """Close what is down on a click elsewhere and when the window changes its size."""
    bind_once(window, "<ButtonPress>", _clicked_anywhere)
    bind_once(window, "<Configure>", _resized)


def _clicked_anywhere(event: tk.Event[Any]) -> None:
    if isinstance(event.widget, tk.Misc):
        popup = _open.get(event.widget.winfo_toplevel())
        if popup is not None and not popup.holds(event.widget):
            popup.close()


def _resized(event: tk.Event[Any]) -> None:
    popup = _open.get(event.widget) if isinstance(event.widget, tk.Misc) else None
    if popup is not None and popup.window_size != (event.width, event.height):
        popup.close()
