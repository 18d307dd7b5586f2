"""This program's window on a library; ends when it has come as far as asked."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from forms import cli

if TYPE_CHECKING:
    from forms.app import App

_PAUSE = 2
"""Milliseconds between two looks."""


def main(library: str, until: str) -> None:
    """Start as a clerk does.

    `until` is "front" (the first screen is there, and a key is answered), "usable" (the records are read too) or
    "filled" (what is missing is listed).
    """
    sys.argv = ["taizhang", "gui", library]
    from forms import launch

    start = launch.start

    def watched(*given: Any, **named: Any) -> App:
        app = start(*given, **named)
        app.root.after(_PAUSE, lambda: _look(app, until))
        return app

    launch.start = watched
    cli.main()


def _look(app: App, until: str) -> None:
    """End the process when the window has come so far; else look again."""
    ready = app.shell is not None and app.root.winfo_viewable() and (until == "front" or not app.desk.reading)
    if not ready or not _answers(app) or (until == "filled" and not _filled(app)):
        app.root.after(_PAUSE, lambda: _look(app, until))
        return
    app.root.update()
    os._exit(0)


def _answers(app: App) -> bool:
    """Whether Ctrl+F has brought the keyboard into the search box. Xvfb has no window manager to give it to us."""
    if not app.root.tk.call("focus"):
        app.root.focus_force()
        return False
    box = str(app.shell.header.box)
    if not str(app.root.tk.call("focus")).startswith(box):
        app.root.event_generate("<Control-f>")
    return str(app.root.tk.call("focus")).startswith(box)


def _filled(app: App) -> bool:
    return app.shell.front.worklist.count > 0 and not app.shell.front.worklist.waiting


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
