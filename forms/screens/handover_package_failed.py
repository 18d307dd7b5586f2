"""Why a handover package was not made, and going on when that is mended."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from forms import theme
from forms.widgets.button import Button
from forms.widgets.sentence import Sentence


class PackageFailed(ttk.Frame):
    """Stands on a panel; `once_more()` makes the same again, `change()` goes back to the answers."""

    def __init__(self, parent: tk.Misc, once_more: Callable[[], object], change: Callable[[], object]) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self._why = Sentence(self, style="PanelBad.TLabel")
        self._why.pack(anchor="w")
        row = ttk.Frame(self, style="Panel.TFrame")
        row.pack(anchor="w", pady=(theme.px(10), 0))
        self._again = Button(row, "再做一次", once_more, role="main")
        self._again.pack(side="left")
        Button(row, "改一改再做", change).pack(side="left", padx=(8, 0))
        self.bind("<Configure>", lambda event: self._why.configure(wraplength=max(event.width - theme.px(4), 120)))

    @property
    def words(self) -> str:
        """The sentence that is shown."""
        return self._why.words

    def show(self, sentence: str) -> None:
        """Tell why."""
        self._why.configure(text=sentence)

    def focus_set(self) -> None:
        """Put the keys on doing it again."""
        self._again.focus_set()
