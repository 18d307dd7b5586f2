"""The pages of a document under each other in a part of the window: scrolled, zoomed, fitted and turned."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from forms import theme
from forms.background import Background
from forms.page_images import SCREEN, Document
from forms.widgets.viewer_drawing import Drawing
from forms.widgets.viewer_layout import ZOOMS, Layout, Spot, next_zoom, whole_page, whole_width

WIDTH, PAGE = "width", "page"
"""Ways to fit a page into the window; "" is a zoom that the clerk chose."""

_SETTLE = 60
"""Milliseconds without a further change of size before everything is laid out anew."""
_GAP = 12
_RING = 2
"""Pixels of the ring that shows the focus; Tk counts places in the window from outside of it, but scrolls inside."""
_OVERLAP = 48
"""Of what was seen before, this much stays in sight when a window is turned over."""


class PageView(ttk.Frame):
    """A canvas with scroll bars; `moved` is called after the page, the zoom or the document changed."""

    def __init__(self, parent: tk.Misc, background: Background, moved: Callable[[], None]) -> None:
        super().__init__(parent)
        self._told = moved
        self.document: Document | None = None
        self.page, self.turned, self.fit, self.zoom = 0, 0, WIDTH, 1.0
        self._layout: Layout | None = None
        self._sentence, self._tone = "", "muted"
        self._settling = self._waiting = ""
        self._pad = 0
        self.canvas = tk.Canvas(self, highlightthickness=_RING, borderwidth=0, takefocus=1, confine=True)
        self.drawing = Drawing(self.canvas, background)
        self._down = ttk.Scrollbar(self, orient="vertical", command=self._pulled_down)
        self._across = ttk.Scrollbar(self, orient="horizontal", command=self._pulled_across)
        self._place()
        self._colour()
        theme.listen(self, self._restyle)
        self.bind("<Destroy>", self._end, add="+")

    def _place(self) -> None:
        self.canvas.configure(yscrollcommand=self._down.set, xscrollcommand=self._across.set)
        self.canvas.grid(row=0, column=0, sticky="nsew")
        self._down.grid(row=0, column=1, sticky="ns")
        self._across.grid(row=1, column=0, sticky="ew")
        self.columnconfigure(0, weight=1)
        self.rowconfigure(0, weight=1)
        self.canvas.bind("<Configure>", self._resized)
        self._bars()

    def show(self, document: Document, page: int = 0) -> None:
        """Show a document from page `page` (from 0) on, upright and fitted as the one before."""
        self.drawing.forget()
        self.document, self.turned, self._layout = document, 0, None
        self.page = _within(page, document)
        self._lay(Spot(self.page, 0.5, 0))

    def clear(self, sentence: str = "", tone: str = "muted") -> None:
        """Show no document but a sentence."""
        self.drawing.forget()
        self.document, self._layout, self.page, self.turned = None, None, 0, 0
        self._sentence, self._tone = sentence, tone
        self.canvas.configure(scrollregion=(0, 0, 0, 0))
        self._bars()
        self.drawing.say(sentence, tone)
        self._told()

    def go(self, page: int) -> None:
        """Bring a page (from 0) to the top; one beyond the end is the last."""
        if self.document is not None:
            self.page = _within(page, self.document)
            if self._layout is not None:
                self._move(self.canvas.canvasx(0), self._layout.tops[self.page] - self._layout.gap)
            self._told()

    def turn(self, degrees: int = 90) -> None:
        """Turn the view clockwise; the file stays as it is."""
        if self.document is not None:
            self.turned = (self.turned + degrees) % 360
            self._lay(Spot(self.page, 0.5, 0))

    def set_fit(self, fit: str) -> None:
        """Fit the present page to the width (WIDTH) or wholly (PAGE), now and whenever the window changes."""
        self.fit = fit
        self._lay(self._kept())

    def set_zoom(self, zoom: float, at: tuple[float, float] | None = None) -> None:
        """Show pages at a share of their size on paper; the point `at` (in the window, by default its middle) stays."""
        at = at or (self.canvas.winfo_width() / 2, self.canvas.winfo_height() / 2)
        spot = self._spot(*at)
        self.fit, self.zoom = "", min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        self._lay(spot, at)

    def step_zoom(self, step: int, at: tuple[float, float] | None = None) -> None:
        """One step larger (1) or smaller (-1)."""
        self.set_zoom(next_zoom(self.zoom, step), at)

    def scroll(self, across: float, down: float) -> None:
        """Move by so many pixels."""
        self._move(self.canvas.canvasx(0) + across, self.canvas.canvasy(0) + down)
        self.seen()

    def leaf(self, step: int) -> None:
        """Turn over one window, forward (1) or back (-1); one page where pages are seen whole."""
        if self.fit == PAGE:
            self.go(self.page + step)
        else:
            self.scroll(0, step * max(self.canvas.winfo_height() - theme.px(_OVERLAP), theme.px(_OVERLAP)))

    @property
    def wider(self) -> bool:
        """Whether pages are wider than the window."""
        return self._layout is not None and self._layout.width > self._layout.across

    def seen(self) -> None:
        """Take note that the clerk moved: draw what came into sight, tell the page that is there."""
        if self._layout is not None:
            self._draw_soon()
            top = self.canvas.canvasy(0)
            page = self._layout.fullest(top, top + self.canvas.winfo_height())
            if page != self.page:
                self.page = page
                self._told()

    def _spot(self, x: float, y: float) -> Spot:
        """The point of a page that is at this place of the window."""
        if self._layout is None:
            return Spot(self.page, 0.5, 0)
        return self._layout.spot(self.canvas.canvasx(x), self.canvas.canvasy(y))

    def _kept(self) -> Spot:
        """What stays at the top when the window changes: the page, or where in it the window begins."""
        if self.fit == PAGE or self._layout is None:
            return Spot(self.page, 0.5, 0)
        spot = self._spot(self.canvas.winfo_width() / 2, 0)
        return spot if 0 < spot.down < 1 else Spot(self.page, 0.5, 0)

    def _lay(self, spot: Spot, at: tuple[float, float] | None = None) -> None:
        """Lay the pages out, so that `spot` comes to `at` in the window, by default to the middle of its top."""
        across, down = self.canvas.winfo_width() - 2 * _RING, self.canvas.winfo_height() - 2 * _RING
        if self.document is None or across <= 0:  # not on the screen yet: done when it comes there
            return
        gap, unit = theme.px(_GAP), theme.scale() * SCREEN / 72  # pixels of the screen for a point of the page
        if self.fit == PAGE:
            self.zoom = min(
                whole_page(self.document.sizes[self.page], self.turned, across, down, gap) / unit, ZOOMS[-1]
            )
        elif self.fit == WIDTH:
            self.zoom = min(whole_width(self.document.sizes, self.page, self.turned, across, gap) / unit, ZOOMS[-1])
        layout = Layout(self.document.sizes, self.zoom * unit, self.turned, across, gap)
        self._layout, self._pad = layout, max(0, (down - layout.height) // 2)
        self.canvas.configure(scrollregion=(0, -self._pad, layout.width, layout.height + self._pad))
        self._bars()
        self.drawing.lay(self.document, layout)
        x, y = layout.place(spot)
        right, below = at or (across / 2, gap if spot.down == 0 else 0)
        self._move(x - right, y - below)
        self._draw()
        self._told()

    def _move(self, x: float, y: float) -> None:
        if self._layout is not None:
            self.canvas.xview_moveto((x + _RING) / self._layout.width)
            self.canvas.yview_moveto((y + _RING + self._pad) / (self._layout.height + 2 * self._pad))
            self._draw_soon()

    def _draw_soon(self) -> None:
        if not self._waiting:
            self._waiting = self.after_idle(self._draw)

    def _draw(self) -> None:
        if self._waiting:
            self.after_cancel(self._waiting)
            self._waiting = ""
        self.drawing.draw()

    def _bars(self) -> None:
        """Show the lower scroll bar only where it is of use."""
        (self._across.grid if self.wider else self._across.grid_remove)()
        (self._down.grid if self.document is not None else self._down.grid_remove)()
        self.columnconfigure(1, minsize=self._down.winfo_reqwidth())  # what is fitted must not jump when it appears

    def _resized(self, event: object) -> None:
        if self._settling:
            self.after_cancel(self._settling)
        self._settling = self.after(_SETTLE, self._settle)

    def _settle(self) -> None:
        self._settling = ""
        if self.document is None:
            self.drawing.say(self._sentence, self._tone)
        else:
            self._lay(self._kept())

    def _pulled_down(self, *how: str) -> None:
        self.canvas.yview(*how)  # type: ignore[no-untyped-call]
        self.seen()

    def _pulled_across(self, *how: str) -> None:
        self.canvas.xview(*how)  # type: ignore[no-untyped-call]
        self.seen()

    def _colour(self) -> None:
        line, accent = theme.colour("line"), theme.colour("accent")
        self.canvas.configure(background=theme.colour("ground"), highlightbackground=line, highlightcolor=accent)

    def _restyle(self) -> None:
        self._colour()
        self._settle()

    def _end(self, event: tk.Event[tk.Misc]) -> None:
        if event.widget is self:
            self.drawing.stop()
            for timer in filter(None, (self._settling, self._waiting)):
                self.after_cancel(timer)
            self._settling = self._waiting = ""


def _within(page: int, document: Document) -> int:
    return max(0, min(page, len(document.sizes) - 1))
