"""Work that takes a while: off the Tk thread, with its progress shown, and stopped when it is not wanted."""

from __future__ import annotations

import threading
import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from forms.widgets.button import Button
from forms.widgets.progress import Progress

if TYPE_CHECKING:
    from forms.app import App

T = TypeVar("T")
Tell = Callable[[int, int, str], object]
"""Takes how much is done, how much there is, and what is being done now."""
Stopped = Callable[[], bool]
"""Whether it shall stop."""
Work = Callable[[Tell, Stopped], T]


class UnderWay:
    """At most one work at a time; `turned` hears when it begins and ends, to show `progress` in place of buttons.

    When the widget that shows it goes, the work is stopped and nobody hears of it.
    """

    def __init__(self, app: App, parent: tk.Misc, lane: str, turned: Callable[[bool], object]) -> None:
        self._app, self._lane, self._turned = app, lane, turned
        self._stop: threading.Event | None = None
        self.progress = Progress(parent, self.stop)
        self.progress.bind("<Destroy>", lambda event: self.stop() if event.widget is self.progress else None, add="+")

    @property
    def running(self) -> bool:
        """Whether some work is under way."""
        return self._stop is not None

    def begin(
        self, words: str, work: Work[T], done: Callable[[T], object], failed: Callable[[Exception], object]
    ) -> None:
        """Do `work` on the lane, then `done` or `failed` on the Tk thread; nothing while some work is under way."""
        if self.running:
            return
        stop = self._stop = threading.Event()
        background = self._app.background

        def tell(at: int, total: int, now: str) -> None:
            background.post(lambda: self._show(stop, at, total, now))

        def over(answer: Callable[[], object]) -> None:
            self._stop = None
            if self.progress.winfo_exists():
                self._turned(False)
                answer()

        self.progress.begin(words)
        self._turned(True)
        background.run(
            lambda: work(Seldom(tell), stop.is_set),
            lambda made: over(lambda: done(made)),
            lambda error: over(lambda: failed(error)),
            lane=self._lane,
        )

    def stop(self) -> None:
        """Let it stop; `failed` hears of it when nothing of it is left."""
        if self._stop is not None:
            self._stop.set()

    def swap(self, running: bool, tools: tk.Widget, back: Button) -> None:
        """Show the progress in place of `tools`, or these again; the keyboard, if it is there, goes along."""
        stage = tools.master
        had_focus = str(stage.tk.call("focus")).startswith(str(stage))
        gone, come = (tools, self.progress) if running else (self.progress, tools)
        gone.pack_forget()
        come.pack(fill="x")
        if running or had_focus:
            (self.progress.button if running else back).focus_set()

    def _show(self, stop: threading.Event, done: int, total: int, words: str) -> None:
        if stop is self._stop and self.progress.winfo_exists() and not stop.is_set():
            self.progress.show(done, total, words)


class Seldom:
    """Passes progress on when its share grew by a two-hundredth: blocks come faster than they can be shown."""

    def __init__(self, tell: Tell) -> None:
        self._tell, self._shown = tell, -1

    def __call__(self, done: int, total: int, words: str) -> None:
        share = done * 200 // max(total, 1)
        if share != self._shown:
            self._shown = share
            self._tell(done, total, words)
