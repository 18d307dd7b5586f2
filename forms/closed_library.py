"""Work on a library that nobody may have open: it is put away, the work done, and a library opened again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING, TypeVar

from forms import theme
from forms.place import Place, open_place
from forms.shell.overlay import Sheet
from forms.under_way import Seldom, Work
from forms.widgets.progress import Progress
from forms.widgets.sentence import Sentence
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from forms.app import App

T = TypeVar("T")
_WIDTH = 520


def closed(
    app: App,
    title: str,
    sentence: str,
    work: Work[T],
    done: Callable[[T], object],
    *,
    stoppable: bool = False,
) -> None:
    """Put the open library away, if one is open, do `work`, and go on with `done`.

    When it is refused or stopped, the library that was open is opened again, and it is told.
    """
    before = open_place(app) if app.shell is not None else None
    app.close_library()
    waiting = _Waiting(app, title, sentence, stoppable)

    def finished(made: T) -> None:
        waiting.sheet.close()
        done(made)

    def refused(error: Exception) -> None:
        waiting.sheet.close()
        _told(app, before, error)

    def begin() -> None:
        app.background.run(lambda: work(Seldom(waiting.tell), waiting.stop.is_set), finished, refused)

    # What reads the library beside would keep Windows from exchanging its files; it was told to stop.
    app.background.still(begin)


def _told(app: App, before: Place | None, error: Exception) -> None:
    """Tell what was refused, over the library that was open before."""
    if before is None or not isinstance(error, LedgerError):
        app.fail(error)
    if before is not None:
        then = (lambda: app.fail(error)) if isinstance(error, LedgerError) else None
        app.open(before.folder, then, passphrase=before.passphrase)


class _Waiting:
    """What lies over the window meanwhile; Esc stops, where it can be stopped."""

    def __init__(self, app: App, title: str, sentence: str, stoppable: bool) -> None:
        self._app, self._sentence, self._stoppable = app, sentence, stoppable
        self.stop = threading.Event()
        self.sheet: Sheet = app.overlay.show(title, self._fill, (), self._answered, width=_WIDTH)

    def tell(self, done: int, total: int, words: str) -> None:
        """So much is done; from the lane."""
        self._app.background.post(lambda: self._show(done, total, words))

    def _fill(self, body: ttk.Frame) -> ttk.Widget | None:
        wide = theme.px(_WIDTH - 20)
        Sentence(body, text=self._sentence, style="Panel.TLabel", wraplength=wide).pack(anchor="w")
        self.progress = Progress(body, self.stop.set)
        self.progress.begin("正在准备……")
        if not self._stoppable:
            return None
        self.progress.pack(fill="x", pady=(theme.px(12), 0))
        return self.progress.button  # type: ignore[return-value]

    def _answered(self, _: str) -> bool:
        if self._stoppable:
            self.stop.set()
            self.progress.stopping()
        return False

    def _show(self, done: int, total: int, words: str) -> None:
        if self.progress.winfo_exists() and self.progress.button.enabled:
            self.progress.show(done, total, words)
