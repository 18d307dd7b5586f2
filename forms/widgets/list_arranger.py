"""Arranging the rows of a list, on a thread where there are many; only the last wish is answered."""

from __future__ import annotations

from collections.abc import Callable

from forms.background import THINK, Background, Job
from forms.widgets.list_model import Shelf, Shown, Wish
from forms.widgets.list_order import Pace, Superseded

_AT_ONCE = 3000
"""As many rows are arranged at once: it takes less than a turn through a thread would."""


class Arranger:
    """Answers wishes with `arrived(shown)`; without a `background` always at once."""

    def __init__(self, background: Background | None) -> None:
        self._background = background
        self._job: Job | None = None
        self._pace = Pace()

    @property
    def waiting(self) -> bool:
        """Whether the last wish is not answered yet."""
        return self._job is not None

    def ask(self, shelf: Shelf, wish: Wish, arrived: Callable[[Shown], None]) -> None:
        """Have the rows arranged; what was asked for before is no longer wanted."""
        self.drop()
        if self._background is None or len(shelf.rows) <= _AT_ONCE:
            arrived(shelf.arranged(wish))
            return
        pace = self._pace = Pace()

        def work() -> Shown | None:
            try:
                return shelf.arranged(wish, pace)
            except Superseded:
                return None

        def done(shown: Shown | None) -> None:
            self._job = None
            if shown is not None:
                arrived(shown)

        self._job = self._background.run(work, done, lane=THINK)

    def drop(self) -> None:
        """Want nothing any more; the thread is free within milliseconds."""
        if self._job is not None:
            self._pace.cancelled = True
            self._job.cancel()
            self._job = None
