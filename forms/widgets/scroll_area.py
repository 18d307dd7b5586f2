"""A place that scrolls: by its bar, by the wheel anywhere inside it, and to whatever takes the focus in it."""

from __future__ import annotations

import tkinter as tk
import weakref
from tkinter import ttk
from typing import Any

from forms import theme
from forms.widgets.once import bind_once
from forms.widgets.popup import close_popup

_OWN_WHEEL = ("Text", "Listbox", "Treeview")
"""Classes of widgets that scroll themselves as long as there is something hidden in them."""
_areas: weakref.WeakValueDictionary[str, ScrollArea] = weakref.WeakValueDictionary()


class ScrollArea(ttk.Frame):
    """Put widgets into `body`; it is as wide as the area and as high as they need."""

    def __init__(self, parent: tk.Misc, *, style: str = "Panel.TFrame") -> None:
        super().__init__(parent, style=style)
        self._ground = "panel" if style.startswith("Panel") else "ground"
        # It is as large as it is given room for: a bar that comes and goes must not ask for another size in between.
        self.grid_propagate(False)
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        self.canvas = tk.Canvas(self, highlightthickness=0, borderwidth=0, width=1, height=1, takefocus=0)
        self.canvas.grid(row=0, column=0, sticky="nsew")
        self._bar = ttk.Scrollbar(self, command=self.canvas.yview, takefocus=0)
        self.canvas.configure(yscrollcommand=self._scrolled)
        self.body = ttk.Frame(self.canvas, style=style)
        self._window = self.canvas.create_window(0, 0, window=self.body, anchor="nw")
        self.body.bind("<Configure>", self._grown)
        self.canvas.bind("<Configure>", self._widened)
        self._recolour()
        theme.listen(self.canvas, self._recolour)
        _areas[str(self)] = self
        window = self.winfo_toplevel()
        for sequence in ("<MouseWheel>", "<Button-4>", "<Button-5>"):
            bind_once(window, sequence, _wheeled)
        bind_once(window, "<FocusIn>", _focused)
        bind_once(window, "<ButtonPress>", _pressed)
        bind_once(window, "<ButtonRelease>", _released)

    def see(self, widget: tk.Misc) -> None:
        """Scroll as little as shows `widget` whole; its top when it is higher than the area."""
        self.update_idletasks()
        whole, seen = self.body.winfo_height(), self.canvas.winfo_height()
        if whole <= seen:
            return
        margin = theme.px(12)
        top = widget.winfo_rooty() - self.body.winfo_rooty()
        upper, lower = top - margin, top + widget.winfo_height() + margin
        now = self.canvas.canvasy(0)
        if upper < now or lower - upper > seen:
            self.canvas.yview_moveto(max(0, upper) / whole)
        elif lower > now + seen:
            self.canvas.yview_moveto((lower - seen) / whole)

    def to_top(self) -> None:
        """Scroll to the beginning."""
        self.canvas.yview_moveto(0)

    def wheel(self, steps: float) -> None:
        """Scroll by turns of the wheel, downwards when positive."""
        whole = self.body.winfo_height()
        if whole > self.canvas.winfo_height():
            close_popup(self)
            place = self.canvas.canvasy(0) + steps * theme.px(60)
            self.canvas.yview_moveto(max(0.0, place) / whole)

    def _grown(self, event: object) -> None:
        height = max(self.body.winfo_reqheight(), 1)
        self.canvas.configure(scrollregion=(0, 0, self.body.winfo_reqwidth(), height))

    def _widened(self, event: tk.Event[Any]) -> None:
        self.canvas.itemconfigure(self._window, width=event.width)

    def _scrolled(self, first: float, last: float) -> None:
        self._bar.set(first, last)
        if float(first) <= 0 and float(last) >= 1:
            self._bar.grid_remove()
        else:
            self._bar.grid(row=0, column=1, sticky="ns")

    def _recolour(self) -> None:
        self.canvas.configure(background=theme.colour(self._ground))


def _area_of(widget: object) -> ScrollArea | None:
    """The innermost area that `widget`, or its path, lies in."""
    path = str(widget)
    while path.count(".") and path != ".":
        area = _areas.get(path)
        if area is not None and area.winfo_exists():
            return area
        path = path.rpartition(".")[0]
    return None


def _wheeled(event: tk.Event[Any]) -> None:
    area = _area_of(event.widget)
    if area is None or _scrolls_itself(event.widget):
        return
    turned = {4: -1.0, 5: 1.0}.get(event.num) if isinstance(event.num, int) else None
    area.wheel(-event.delta / 120 if turned is None else turned)


def _scrolls_itself(widget: object) -> bool:
    if not isinstance(widget, tk.Misc) or widget.winfo_class() not in _OWN_WHEEL:
        return False
    first, last = widget.yview()  # type: ignore[attr-defined]
    return bool(first > 0 or last < 1)


_down: set[str] = set()
"""Windows in which a button of the mouse is down."""


def _pressed(event: tk.Event[Any]) -> None:
    if isinstance(event.widget, tk.Misc):
        _down.add(str(event.widget.winfo_toplevel()))


def _released(event: tk.Event[Any]) -> None:
    if isinstance(event.widget, tk.Misc):
        _down.discard(str(event.widget.winfo_toplevel()))


def _focused(event: tk.Event[Any]) -> None:
    widget, area = event.widget, _area_of(event.widget)
    if area is None or not isinstance(widget, tk.Misc) or str(widget.tk.call("focus")) != str(widget):
        return  # what holds the focused widget hears of it, too
    # What is clicked on is in sight; were it moved now, the pointer would drag over it and select.
    if str(widget.winfo_toplevel()) in _down and widget.winfo_containing(*widget.winfo_pointerxy()) is widget:
        return
    area.see(widget)
