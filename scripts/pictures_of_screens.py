"""One process of `run.py screens`: opens the window on a library, goes to every screen, and keeps what is seen."""

from __future__ import annotations

import logging
import os
import sys
import time
import tkinter as tk
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PIL import ImageGrab

from forms import launch
from forms.app import App
from forms.preferences import Preferences
from forms.records_panel import RecordsPanel
from forms.screens import SCREENS
from forms.screens.handover import Handover
from forms.screens.views import ViewsPage
from forms.shell.page import Page

PATIENCE = 60.0
"""Seconds until a screen that is still at work is given up."""
CALM = 0.4
"""Seconds without work after which a screen is taken to be complete."""


class Errors(logging.Handler):
    """Counts what was logged as an error, after it was shown."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1
        print(self.format(record), file=sys.stderr)


def settle(app: App, ready: Callable[[], object] = lambda: True) -> None:
    """Let the window work until it is `ready` and has been calm for a while; raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    calm = time.monotonic() + CALM
    while time.monotonic() < calm:
        app.root.update()
        if app.background.busy or not ready():
            calm = time.monotonic() + CALM
        if time.monotonic() > end:
            raise TimeoutError("画面一直没有停下来")
        time.sleep(0.01)


def keep(root: tk.Misc, file: Path) -> None:
    """A picture of the window as the screen shows it."""
    left, upper = root.winfo_rootx(), root.winfo_rooty()
    box = (left, upper, left + root.winfo_width(), upper + root.winfo_height())
    ImageGrab.grab(box, xdisplay=os.environ["DISPLAY"]).save(file)


def poses(page: Page) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is to be seen of a screen: each of its views, in a list of records the first one open; by name."""
    if isinstance(page, ViewsPage):
        for key, _ in page.segments.choices:
            yield f"-{key}", partial(shown, page, key)
    elif isinstance(page, Handover):
        for key, _ in page.segments.choices:
            yield f"-{key}", partial(page.part, key)
    else:
        yield "", partial(shown, page, "")


def shown(page: Page, key: str) -> None:
    """Bring a view of a page to the front, and open the first record of its list."""
    if isinstance(page, ViewsPage):
        page.take(key)
        content: object = page.front
    else:
        content = getattr(page, "panel", None)
    if isinstance(content, RecordsPanel) and content.listing.count:
        content.listing.go(0)


def main(words: list[str]) -> int:
    """`library folder width height mode zoom`; 1 when a screen raised or something was logged as an error."""
    library, folder = map(Path, words[:2])
    size, mode, zoom = (int(words[2]), int(words[3])), words[4], int(words[5]) / 100
    errors = Errors()
    logging.getLogger().addHandler(errors)
    folder.mkdir(parents=True, exist_ok=True)
    app = launch.start(library, Preferences(), size=size, mode=mode, zoom=zoom)
    settle(app, lambda: app.shell is not None)
    app.root.focus_force()
    for number, screen in enumerate(SCREENS, 1):
        try:
            app.go(screen.slug)
            settle(app)
            assert app.shell is not None and app.shell.front is not None
            for name, pose in poses(app.shell.front):
                pose()
                settle(app)
                keep(app.root, folder / f"{number:02d}-{screen.slug}{name}.png")
        except Exception:
            logging.exception("“%s”显示不了", screen.title)
            keep(app.root, folder / f"{number:02d}-{screen.slug}-failed.png")
    app.quit()
    return 1 if errors.count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
