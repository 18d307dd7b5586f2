"""A canvas that is drawn by hand: anew when its size, the mode or the zoom changes, once however many of these do."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Iterator

from forms import theme

_HATCH = 5
"""Pixels at zoom 1 between two lines of a hatching."""


class Drawn(tk.Canvas):
    """Calls `draw()` when there is something to draw anew; `ground` is the colour of the theme that it stands on."""

    def __init__(self, parent: tk.Misc, *, ground: str = "panel", takefocus: bool = False) -> None:
        self.ground = ground
        self._waiting = ""
        super().__init__(
            parent,
            background=theme.colour(ground),
            highlightthickness=0,
            borderwidth=0,
            takefocus=takefocus,
            width=1,
            height=1,
        )
        self.bind("<Configure>", self.later, add="+")
        self.bind("<Destroy>", self._gone, add="+")
        theme.listen(self, self.later)

    def draw(self) -> None:
        """Draws everything on the empty canvas; `self.width` wide."""
        raise NotImplementedError

    @property
    def width(self) -> int:
        """Pixels from the left to the right edge."""
        return self.winfo_width()

    def later(self, event: object = None) -> None:
        """Draws anew as soon as Tk has nothing else to do."""
        if not self._waiting:
            self._waiting = self.after_idle(self.now)

    def now(self) -> None:
        """Draws anew at once."""
        self._cancel()
        self.configure(background=theme.colour(self.ground))
        self.delete("all")
        if self.width > 1:
            self.draw()

    def tall(self, height: int) -> None:
        """Asks for a height in pixels."""
        if int(self["height"]) != height:
            self.configure(height=height)

    def hatched(self, box: tuple[float, float, float, float], colour: str) -> None:
        """Fills a box (left, top, right, bottom) with lines that rise to the right, and frames it."""
        left, top, right, bottom = map(round, box)
        for line in hatching(box, max(3, theme.px(_HATCH))):
            self.create_line(*line, fill=colour, width=max(1, theme.px(1)))
        self.create_rectangle(left, top, right, bottom, outline=colour, width=max(1, theme.px(1)))

    def _cancel(self) -> None:
        if self._waiting:
            self.after_cancel(self._waiting)
            self._waiting = ""

    def _gone(self, event: tk.Event[tk.Misc]) -> None:
        if event.widget is self:
            self._cancel()


def hatching(box: tuple[float, float, float, float], step: int) -> Iterator[tuple[int, int, int, int]]:
    """Lines at 45 degrees inside a box, from lower left to upper right, on whole pixels so that none is drawn twice."""
    left, top, right, bottom = map(round, box)
    height = bottom - top
    start = left - height + step // 2
    while start < right:
        low, high = max(start, left), min(start + height, right)
        if high > low:
            yield low, bottom - (low - start), high, bottom - (high - start)
        start += step
