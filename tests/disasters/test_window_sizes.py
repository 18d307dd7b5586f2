"""Every zoom in a large and in a small window, with every screen open: no two widgets push each other for ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from forms import theme
from forms.app import App
from forms.dialogs.help import show_help
from forms.screens import SCREENS
from tests.forms.window.sheets import settle

MOST = 150
"""Times that a widget changes its size until the window stands still; it is a dozen."""


class Restless(Counter[str]):
    """How often each widget changed its size; a window that never stands still is ended, or no test would end."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app, self.widget = app, ""
        app.root.bind_all("<Configure>", self.changed, add="+")

    def changed(self, event: Any) -> None:
        self[str(event.widget)] += 1
        if self[str(event.widget)] > MOST and not self.widget:
            self.widget = str(event.widget)
            self.app.root.destroy()


@pytest.mark.parametrize("size", ["1366x768", "1024x640"])
def test_the_window_stands_still_at_every_zoom(start: Callable[..., App], library: Path, size: str) -> None:
    app = start(library)
    for screen in SCREENS:
        app.go(screen.slug)
        settle(app)
    app.root.geometry(size)
    restless = Restless(app)
    for zoom in (*theme.ZOOMS, 1.0):
        restless.clear()
        app.zoom(zoom)
        theme.set_mode("dark" if zoom < 1.2 else "light")
        app.root.update()
        assert not restless.widget, f"{zoom:.0%}、{size} 时 {restless.widget} 的大小变个不停"
    assert app.shell is not None and app.shell.front is not None
    show_help(app, app.shell.front)
    restless.clear()
    app.zoom(2.0)
    app.root.update()
    app.overlay.dismiss()
    app.root.update()
    assert not restless.widget, restless.widget
