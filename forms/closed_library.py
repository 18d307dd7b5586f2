"""Work on a library that nobody may have open: it is put away, the work done, and a library opened again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING, TypeVar

from forms import theme
from forms.place import open_place
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
    stop, sheet = threading.Event(), _Waiting(sentence, stoppable)

    def answered(_: str) -> bool:
        if stoppable:
            stop.set()
            sheet.progress.stopping()
        return False

    waiting = app.overlay.show(title, lambda body: sheet.fill(body, stop), (), answered, width=_WIDTH)

    def tell(at: int, total: int, words: str) -> None:
        app.background.post(lambda: sheet.show(at, total, words))

    def finished(made: T) -> None:
        waiting.close()
        done(made)

    def refused(error: Exception) -> None:
        waiting.close()
        if before is None or not isinstance(error, LedgerError):
            app.fail(error)
        if before is not None:
            then = (lambda: app.fail(error)) if isinstance(error, LedgerError) else None
            app.open(before.folder, then, passphrase=before.passphrase)

    # What reads the library beside would keep Windows from exchanging its files; it was told to stop.
    app.background.still(lambda: app.background.run(lambda: work(Seldom(tell), stop.is_set), finished, refused))


class _Waiting:
    """What lies over the window meanwhile."""

    def __init__(self, sentence: str, stoppable: bool) -> None:
        self._sentence, self._stoppable = sentence, stoppable

    def fill(self, body: ttk.Frame, stop: threading.Event) -> ttk.Widget | None:
        """Put the sentence, and the bar where it can be stopped."""
        wide = theme.px(_WIDTH - 20)
        Sentence(body, text=self._sentence, style="Panel.TLabel", wraplength=wide).pack(anchor="w")
        self.progress = Progress(body, stop.set)
        self.progress.begin("正在准备……")
        if not self._stoppable:
            return None
        self.progress.pack(fill="x", pady=(theme.px(12), 0))
        return self.progress.button  # type: ignore[return-value]

    def show(self, done: int, total: int, words: str) -> None:
        """So much is done."""
        if self.progress.winfo_exists() and self.progress.button.enabled:
            self.progress.show(done, total, words)
