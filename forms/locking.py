"""Locking the window by itself: after so many minutes without a key or a click, where the library has a passphrase."""

from __future__ import annotations

import time
import tkinter as tk
from typing import TYPE_CHECKING

from forms.preferences import Preferences

if TYPE_CHECKING:
    from forms.app import App

USUAL = 10
MINUTES = (0, 5, 10, 30)
"""What can be chosen; 0: never."""
_LOOK = 5_000  # milliseconds
_SCREEN, _NAME = "settings", "lock_after"
_SIGNS = ("<KeyPress>", "<ButtonPress>", "<Motion>", "<MouseWheel>")


def minutes_of(preferences: Preferences) -> int:
    """After how many minutes the window is locked, 0 for never."""
    kept = preferences.screens.get(_SCREEN, {}).get(_NAME)
    return kept if isinstance(kept, int) and kept in MINUTES else USUAL


def with_minutes(preferences: Preferences, minutes: int) -> Preferences:
    """Preferences that remember another one of MINUTES."""
    return preferences.with_screen(_SCREEN, **{_NAME: minutes})


class Idle:
    """Watches for signs of somebody at the window, and locks it when there were none for long enough."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.last = time.monotonic()
        for sign in _SIGNS:
            app.root.bind_all(sign, self._seen, add="+")
        self._timer = app.root.after(_LOOK, self._tick)

    def stop(self) -> None:
        """Watch no longer."""
        self._app.root.after_cancel(self._timer)

    def look(self) -> None:
        """Lock the window when nobody has been there for long enough."""
        minutes = minutes_of(self._app.preferences)
        if minutes and time.monotonic() - self.last >= minutes * 60:
            self._app.lock()

    def _tick(self) -> None:
        self.look()
        self._timer = self._app.root.after(_LOOK, self._tick)

    def _seen(self, _: tk.Event[tk.Misc]) -> None:
        self.last = time.monotonic()
