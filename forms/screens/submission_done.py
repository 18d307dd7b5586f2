"""What came of an export, in sentences, and what can be done with it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.screens import submission_acts as acts
from forms.shell.page import Target
from forms.submission_words import Changes, summary
from forms.submitting import Submitted
from forms.widgets.button import Button
from forms.widgets.sentence import Sentence
from ledger.exported import Export

if TYPE_CHECKING:
    from forms.app import App


class Done(ttk.Frame):
    """Stands on a panel; `again()` is called for another export."""

    def __init__(self, parent: tk.Misc, app: App, again: Callable[[], object]) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self._app = app
        self._made: Submitted | None = None
        self._both: tuple[Export, Export] | None = None
        self._number: int | None = None
        self._words = Sentence(self, style="Panel.TLabel")
        self._words.pack(anchor="w")
        self._note = Sentence(self, style="PanelWarn.TLabel")
        self.bind("<Configure>", self._wrap)
        rows = [ttk.Frame(self, style="Panel.TFrame") for _ in range(2)]
        for row in rows:
            row.pack(anchor="w", pady=(theme.px(8), 0))
        self._folder = Button(rows[0], "打开文件夹", self._open, role="main")
        self._look = Button(rows[0], "看合订本", self._show_bound)
        self._print = Button(rows[0], "打印合订本", self.print, key="Ctrl+P")
        self._exchange = Button(rows[1], "抽换页", self._offer, key="印过以后又有改动，只换几张纸")
        self._pack = Button(rows[1], "做移交包", self.hand_over, key="把这一次导出的交给档案室、同事或上级")
        self._again = Button(rows[1], "再导出一次", again, key="F9")
        for place, button in enumerate((self._folder, self._look, self._print)):
            button.pack(side="left", padx=(0 if place == 0 else 8, 0))
        for button in (self._pack, self._exchange):
            button.pack(side="left", padx=(0, 8))
        self._again.pack(side="left")

    @property
    def shown(self) -> bool:
        """Whether there is a result to be seen."""
        return self._made is not None

    @property
    def words(self) -> str:
        """The sentences that are shown."""
        return self._words.words

    def show(
        self,
        made: Submitted,
        export: Export | None,
        changes: Changes | None,
        last: Export | None,
        fault: str,
        *,
        with_gaps: bool,
    ) -> None:
        """Show a finished export; `export` is what the ledger noted of it, `last` the one before, `fault` a warning."""
        self._made = made
        self._both = (last, export) if last is not None and export is not None and changes and changes.any else None
        where = "见其中的“缺项与疑点”" if with_gaps else "左边逐条列着"
        self._words.configure(text="\n".join(summary(made.outcome, changes, where)))
        self.note(fault)
        self._exchange.enable(self._both is not None)
        self._number = export.number if export is not None else None
        self._pack.enable(export is not None)

    def note(self, sentence: str) -> None:
        """Tell something besides."""
        self._note.configure(text=sentence)
        if sentence:
            self._note.pack(anchor="w", pady=(theme.px(6), 0), after=self._words)
        else:
            self._note.pack_forget()

    def hide(self) -> None:
        """Forget the result."""
        self._made = self._both = None

    def focus_set(self) -> None:
        """Put the keys on the first button."""
        self._folder.focus_set()

    def print(self) -> None:
        """Print the bound PDF."""
        if self._made is not None:
            acts.print_bound(self._app, self._made.outcome.folder, self._made.bound)

    def hand_over(self) -> None:
        """Make a handover package of it."""
        if self._number is not None:
            self._app.go("handover", Target("package", preset={"export": self._number}))

    def _open(self) -> None:
        if self._made is not None:
            acts.show_folder(self._app, self._made.outcome.folder)

    def _show_bound(self) -> None:
        if self._made is not None:
            acts.look(self._app, self._made.outcome.folder)

    def _offer(self) -> None:
        if self._both is not None:
            acts.offer_exchange(self._app, *self._both)

    def _wrap(self, event: tk.Event[tk.Misc]) -> None:
        for label in (self._words, self._note):
            label.configure(wraplength=max(event.width - theme.px(4), 120))
