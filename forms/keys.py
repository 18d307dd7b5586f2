"""The keys of the window, the same on every screen."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING

from forms import theme
from forms.screens import SCREENS
from forms.shell.focus import free_keys, guide
from forms.shell.shell import focused

if TYPE_CHECKING:
    from forms.app import App

_COMMANDS = {
    "<Control-n>": "new",
    "<Control-s>": "save",
    "<Control-d>": "copy",
    "<F2>": "edit",
    "<Control-p>": "print",
    "<Control-l>": "find",
    "<F6>": "previous",
    "<F7>": "next",
    "<F9>": "start",
}
"""Keys that do what the screen in front has for them."""

_ZOOMS = {"plus": 1, "equal": 1, "KP_Add": 1, "minus": -1, "KP_Subtract": -1}


def bind_keys(app: App) -> None:
    """Bind the keys of the window."""
    root = app.root
    free_keys(root)
    guide(root, lambda: sheet.frame if (sheet := app.overlay.top) is not None else root)
    for key, name in _COMMANDS.items():
        _bind(root, key, lambda name=name: _command(app, name))  # type: ignore[misc]
    for screen in SCREENS:
        _bind(root, f"<Alt-Key-{screen.key}>", lambda slug=screen.slug: _go(app, slug))  # type: ignore[misc]
    for name, step in _ZOOMS.items():
        _bind(root, f"<Control-{name}>", lambda step=step: app.zoom(_stepped(app.preferences.zoom, step)))  # type: ignore[misc]
    _bind(root, "<Control-Key-0>", lambda: app.zoom(1.0))
    _bind(root, "<Control-f>", lambda: _search(app))
    _bind(root, "<F1>", lambda: _help(app))
    root.bind("<Escape>", lambda _: _escape(app))
    root.bind("<Return>", lambda _: _confirm(app))
    root.bind("<KP_Enter>", lambda _: _confirm(app))
    root.bind("<Delete>", lambda _: None if in_text(root) else _command(app, "delete"))
    for key, turn in (("<Control-z>", app.undo), ("<Control-y>", app.redo), ("<Control-Shift-Z>", app.redo)):
        root.bind(key, lambda _, turn=turn: None if in_text(root) or not _free(app) else turn())  # type: ignore[misc]


def in_text(root: tk.Misc) -> bool:
    """Whether the focus is where text is typed."""
    return isinstance(focused(root), tk.Entry | tk.Text)


def shortcut(name: str) -> str:
    """How the key of a command is written on the screen; empty when it has none."""
    key = next((key for key, each in _COMMANDS.items() if each == name), "")
    return key.strip("<>").replace("Control-", "Ctrl+").upper().replace("CTRL", "Ctrl")


def _bind(root: tk.Tk, key: str, command: Callable[[], object]) -> None:
    """Bind a key, with the Caps Lock on too."""

    def pressed(_: tk.Event[tk.Misc]) -> str:
        command()
        return "break"

    root.bind(key, pressed)
    letter = key[-2]
    if letter.isalpha() and key[-3] == "-":
        root.bind(f"{key[:-2]}{letter.upper()}>", pressed)


def _free(app: App) -> bool:
    """Whether the screens take keys: a library is open and nothing lies over them."""
    return app.shell is not None and app.overlay.top is None


def _command(app: App, name: str) -> None:
    if app.overlay.top is not None and name in app.overlay.top.commands:
        app.overlay.top.commands[name]()
        return
    if _free(app) and app.shell is not None and app.shell.front is not None:
        command = app.shell.front.commands().get(name)
        if command is not None:
            command()


def _escape(app: App) -> None:
    if not app.overlay.dismiss():
        _command(app, "cancel")


def _go(app: App, slug: str) -> None:
    if _free(app):
        app.go(slug)


def _search(app: App) -> None:
    if _free(app) and app.shell is not None:
        app.shell.header.search()


def _confirm(app: App) -> None:
    """Enter presses the first button of a sheet, unless the widget with the focus has its own use for it."""
    if isinstance(focused(app.root), tk.Entry):
        sheet = app.overlay.top
        sheet.commands["confirm"]() if sheet is not None and "confirm" in sheet.commands else app.overlay.confirm()


def _help(app: App) -> None:
    if _free(app) and app.shell is not None and app.shell.front is not None:
        from forms.dialogs.help import show_help

        show_help(app, app.shell.front)


def _stepped(zoom: float, step: int) -> float:
    """The next step of the zoom up or down."""
    steps = theme.ZOOMS
    place = min(range(len(steps)), key=lambda at: abs(steps[at] - zoom))
    return steps[max(0, min(len(steps) - 1, place + step))]
