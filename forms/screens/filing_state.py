"""How the open ledger is filed, worked out off the Tk thread and kept until something changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from forms.background import THINK
from forms.filing_view import Filing, LastExport, exported, filing_of
from ledger.book import Ledger

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Figures

Told = Callable[[Filing], object]


class FilingState:
    """Asked by the views of the screen; who asks while it is worked out hears of it together."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.now: Filing | None = None
        self._waiting: list[Told] = []

    def ask(self, told: Told) -> None:
        """Call `told` with the filing of the present snapshot; an export that was made meanwhile is noticed."""
        self._waiting.append(told)
        if len(self._waiting) == 1:
            self._start()

    def _start(self) -> None:
        self.app.desk.read(_last_export, lambda export: self.app.desk.figures(lambda _: self._work(_, export)))

    def _work(self, figures: Figures, export: LastExport | None) -> None:
        snapshot, now = self.app.desk.snapshot, self.now
        if now is not None and now.snapshot is snapshot and _same(now.export, export):
            self._tell(now)
            return
        gaps = figures.gaps
        self.app.background.run(lambda: filing_of(snapshot, gaps, export), self._known, self._failed, lane=THINK)

    def _known(self, filing: Filing) -> None:
        if filing.snapshot is not self.app.desk.snapshot:
            self._start()
            return
        self.now = filing
        self._tell(filing)

    def _failed(self, error: Exception) -> None:
        self._waiting = []
        self.app.fail(error)

    def _tell(self, filing: Filing) -> None:
        waiting, self._waiting = self._waiting, []
        for told in waiting:
            told(filing)


def _last_export(ledger: Ledger) -> LastExport | None:
    """On the ledger's lane."""
    export = ledger.last_export()
    return exported(export, changed=export is not None and ledger.changed_since(export.at))


def _same(one: LastExport | None, other: LastExport | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.number, one.current) == (other.number, other.current)
