"""Keys, wheel and mouse over the pages of a document."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from forms import theme
from forms.widgets.viewer_pages import PageView

_STEP = 60
"""Pixels at zoom 1 of the window, for an arrow key."""
_NOTCH = 90
"""The same for a notch of the wheel."""
_DELTA = 120
"""What Windows counts for a notch."""


def bind_keys(pages: PageView) -> None:
    """Give the canvas of `pages` its keys; none of them goes on to the rest of the window."""
    for keys, action in _actions(pages).items():
        for key in keys.split():
            pages.canvas.bind(f"<{key}>", _alone(action))
    _bind_wheel(pages)
    _bind_hand(pages)


def _actions(pages: PageView) -> dict[str, Callable[[], object]]:
    return {
        "Next": lambda: pages.leaf(1),
        "Prior": lambda: pages.leaf(-1),
        "Home Control-Home": lambda: pages.go(0),
        "End Control-End": lambda: _to_end(pages),
        "Down": lambda: pages.scroll(0, theme.px(_STEP)),
        "Up": lambda: pages.scroll(0, -theme.px(_STEP)),
        "Right": lambda: _sideways(pages, 1),
        "Left": lambda: _sideways(pages, -1),
        "Control-plus Control-equal Control-KP_Add": lambda: pages.step_zoom(1),
        "Control-minus Control-KP_Subtract": lambda: pages.step_zoom(-1),
        "Control-Key-0 Control-KP_0": lambda: pages.set_zoom(1),
        "Control-r Control-R": pages.turn,
    }


def _alone(action: Callable[[], object]) -> Callable[[object], str]:
    def act(event: object) -> str:
        action()
        return "break"

    return act


def _to_end(pages: PageView) -> None:
    if pages.document is not None:
        pages.go(len(pages.document.sizes) - 1)
        pages.scroll(0, float(10**9))


def _sideways(pages: PageView, step: int) -> None:
    """Along a page that is wider than the window, else to the next one."""
    if pages.wider:
        pages.scroll(step * theme.px(_STEP), 0)
    else:
        pages.go(pages.page + step)


def _bind_wheel(pages: PageView) -> None:
    """X11 has buttons 4 and 5 for the wheel, Windows an event of its own."""

    def turned(event: tk.Event[tk.Misc], notches: float) -> str:
        state = int(event.state)
        if state & 0x4:  # Control
            pages.step_zoom(1 if notches > 0 else -1, (event.x, event.y))
        elif state & 0x1:  # Shift
            pages.scroll(-notches * theme.px(_NOTCH), 0)
        else:
            pages.scroll(0, -notches * theme.px(_NOTCH))
        return "break"

    pages.canvas.bind("<MouseWheel>", lambda event: turned(event, event.delta / _DELTA))
    pages.canvas.bind("<Button-4>", lambda event: turned(event, 1))
    pages.canvas.bind("<Button-5>", lambda event: turned(event, -1))


def _bind_hand(pages: PageView) -> None:
    canvas = pages.canvas

    def taken(event: tk.Event[tk.Misc]) -> None:
        canvas.focus_set()
        canvas.scan_mark(event.x, event.y)
        canvas.configure(cursor="fleur" if pages.document is not None else "")

    def pulled(event: tk.Event[tk.Misc]) -> None:
        if pages.document is not None:
            canvas.scan_dragto(event.x, event.y, gain=1)
            pages.seen()

    canvas.bind("<ButtonPress-1>", taken)
    canvas.bind("<B1-Motion>", pulled)
    canvas.bind("<ButtonRelease-1>", lambda event: canvas.configure(cursor=""))
