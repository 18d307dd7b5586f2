"""What every editor of a field is and does: show, take, tell of changes, and say what is wrong under itself."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Any, Protocol


class Editor(Protocol):
    """What the form puts for a field."""

    widget: tk.Misc
    """What is gridded."""

    def typed(self) -> Any:
        """What stands there, as Field.parse takes it: text, or a list of rows; blank is "" or []."""

    def put(self, typed: Any) -> None:
        """Show this, in the form of `typed`, without telling of a change; what was typed before cannot be undone."""

    def on_change(self, callback: Callable[[], None]) -> None:
        """Call `callback` after each change by the clerk."""

    def fault(self, sentence: str) -> None:
        """Show a red sentence under it; an empty one takes it away."""

    def focus(self) -> None:
        """Take the focus."""


class EditorBase(ttk.Frame):
    """A frame that holds an editor in row 0 and under it, when there is something to say, one sentence.

    A `flat` editor is a cell of a table: it only turns red, and `sentence_shown` hears the sentence.
    """

    def __init__(self, parent: tk.Misc, *, flat: bool = False) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self.columnconfigure(0, weight=1)
        self.widget: tk.Misc = self
        self.flat = flat
        self.sentence = ""
        self.sentence_shown: Callable[[str], None] | None = None
        self._callbacks: list[Callable[[], None]] = []
        self._label: ttk.Label | None = None

    def typed(self) -> Any:
        """See Editor."""
        raise NotImplementedError

    def put(self, typed: Any) -> None:
        """See Editor."""
        raise NotImplementedError

    def on_change(self, callback: Callable[[], None]) -> None:
        """See Editor."""
        self._callbacks.append(callback)

    def fault(self, sentence: str) -> None:
        """See Editor."""
        self._say(sentence, "PanelSmallBad.TLabel")
        self.mark(bool(sentence))

    def hint(self, sentence: str) -> None:
        """Show what helps to fill it in, small and muted, as long as it lives."""
        label = ttk.Label(self, text=sentence, style="PanelSmallMuted.TLabel", justify="left")
        label.grid(row=3, column=0, columnspan=9, sticky="w")
        self.bind("<Configure>", lambda event: label.configure(wraplength=max(event.width, 120)), add="+")

    def note(self, sentence: str) -> None:
        """Show a quiet sentence under it, which is no fault."""
        self._say(sentence, "PanelSmallMuted.TLabel")

    @property
    def inner(self) -> tk.Misc:
        """The widget that has the focus while one types."""
        return self

    def mark(self, bad: bool) -> None:
        """Turn red or back; editors that can, do."""

    def changed(self) -> None:
        """Tell that the clerk has changed something; what was said about the old words is taken away."""
        if self.sentence:
            self.fault("")
        for callback in self._callbacks:
            callback()

    def _say(self, sentence: str, style: str) -> None:
        if self.sentence_shown is not None:
            if sentence or self.sentence:
                self.sentence_shown(sentence)
        elif self._label is not None or sentence:
            if self._label is None:
                self._label = ttk.Label(self, justify="left")
                self.bind("<Configure>", self._wrap, add="+")
            self._label.configure(text=sentence, style=style, wraplength=max(self.winfo_width(), 120))
            self._label.grid(row=1, column=0, columnspan=9, sticky="w")
            if not sentence:
                self._label.grid_remove()
        self.sentence = sentence

    def _wrap(self, event: tk.Event[Any]) -> None:
        if self._label is not None:
            self._label.configure(wraplength=max(event.width, 120))
