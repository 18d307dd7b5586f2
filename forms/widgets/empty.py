"""What is shown where nothing is yet: what belongs here, and what to do first."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from forms import theme
from forms.widgets.button import Button
from forms.widgets.sentence import Sentence

_MEASURE = 460
"""The longest line of the sentence, in pixels at zoom 1."""


class Empty(ttk.Frame):
    """A heading, one sentence and, when `command` is given, the button that does the first thing; in the middle."""

    def __init__(
        self,
        parent: tk.Misc,
        heading: str,
        sentence: str,
        button: str = "",
        command: Callable[[], object] | None = None,
        *,
        ground: str = "ground",
        key: str = "",
    ) -> None:
        place = "Panel" if ground == "panel" else ""
        super().__init__(parent, style=f"{place}.TFrame".lstrip("."))
        self._middle = ttk.Frame(self, style=f"{place}.TFrame".lstrip("."))
        self._middle.place(relx=0.5, rely=0.45, anchor="center")
        self._heading = ttk.Label(self._middle, text=heading, style=f"{place}Head.TLabel")
        self._heading.pack()
        self._sentence = Sentence(self._middle, text=sentence, style=f"{place}Muted.TLabel", justify="center")
        self._sentence.pack()
        self.button: Button | None = None
        if command is not None:
            self.button = Button(self._middle, button, command, role="main", key=key)
            self.button.pack()
        theme.listen(self, self._spaced)
        self.bind("<Configure>", self._spaced, add="+")
        self._spaced()

    def say(self, heading: str, sentence: str) -> None:
        """Shows other words."""
        self._heading.configure(text=heading)
        self._sentence.configure(text=sentence)
        self._spaced()

    def _spaced(self, event: object = None) -> None:
        room = self.winfo_width() - theme.px(24) if self.winfo_width() > 1 else theme.px(_MEASURE)
        self._sentence.configure(wraplength=max(theme.px(120), min(theme.px(_MEASURE), room)))
        self._sentence.pack_configure(pady=(theme.px(8), theme.px(16)))
        # What is only placed asks for no room by itself.
        self.configure(width=self._middle.winfo_reqwidth(), height=self._middle.winfo_reqheight() + theme.px(24))
