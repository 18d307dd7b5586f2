"""The small triangle behind an entry that says: something drops down here."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from forms import theme


class DropMark(tk.Canvas):
    """A triangle to click; the keyboard has F4 and Alt+Down instead, so Tab passes it over."""

    def __init__(self, parent: tk.Misc, pressed: Callable[[], object]) -> None:
        super().__init__(parent, highlightthickness=0, borderwidth=0, takefocus=0, cursor="hand2")
        self._triangle = self.create_polygon(0, 0, 0, 0, 0, 0)
        self._draw()
        theme.listen(self, self._draw)
        self.bind("<ButtonPress-1>", lambda event: pressed())

    def _draw(self) -> None:
        side, half = theme.px(18), theme.px(9)
        self.configure(width=side, height=side, background=theme.colour("panel"))
        reach, drop = theme.px(4), theme.px(2)
        self.coords(self._triangle, half - reach, half - drop, half + reach, half - drop, half, half + reach - drop)
        self.itemconfigure(self._triangle, fill=theme.colour("muted"))
