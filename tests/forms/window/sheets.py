"""What a clerk sees and does on the sheet that lies over the window, and which files he would choose."""

from __future__ import annotations

import tkinter as tk
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forms.app import App
from forms.widgets.listing import Listing
from tests.forms.window import driving


def settle(app: App, seconds: float = 20) -> None:
    """Wait until nothing is under way off the Tk thread."""
    driving.pump(app.root, lambda: not app.background.busy, seconds, "后台的事情做完")
    driving.pump(app.root)


def top(app: App) -> tk.Misc:
    """The sheet on top."""
    assert app.overlay.top is not None, "窗口上没有对话"
    return app.overlay.top.frame


def laid(app: App, what: str) -> None:
    """Wait until a sheet lies over the window and has the keyboard; Tk gives it when that is drawn."""

    def holds() -> bool:
        return app.overlay.top is not None and driving.within(app.root.tk.call("focus"), top(app))

    driving.pump(app.root, holds, what=what)


def push(app: App, words: str) -> None:
    """Click on a button of the sheet on top, and wait for what comes of it."""
    driving.click(driving.button(top(app), words))
    settle(app)


def said(app: App) -> str:
    """Everything that the sheet on top says."""
    return "\n".join(driving.texts(top(app)))


def lists(app: App) -> list[Listing]:
    """The lists on the sheet on top."""
    return [each for each in driving.below(top(app)) if isinstance(each, Listing)]


def cells(listing: Listing) -> list[tuple[str, ...]]:
    """The shown rows of a list."""
    return [row.cells for row in listing.shown_rows()]


@dataclass
class Choosing:
    """In place of the dialogs of the system: always the same answers, None when the clerk thinks better of it."""

    opened: Path | None = None
    saved: Path | None = None
    inside: Path | None = None

    def file(self, title: str, types: Any) -> Path | None:
        """The file to be opened."""
        return self.opened

    def save(self, title: str, name: str, types: Any) -> Path | None:
        """Where a file is written: `saved`, in it under the suggested name when it is a folder."""
        return self.saved / name if self.saved is not None and self.saved.is_dir() else self.saved

    def folder(self, title: str) -> Path | None:
        """A folder."""
        return self.inside
