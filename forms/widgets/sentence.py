"""A label for sentences: its lines are broken as Chinese is, wherever its width comes from."""

from __future__ import annotations

import tkinter as tk
from tkinter import font as tkfont
from tkinter import ttk
from typing import Any

from forms.wrapping import broken


class Sentence(ttk.Label):
    """A ttk.Label whose `wraplength` (pixels of the screen) breaks lines by rule; `words` is what it says, unbroken."""

    def __init__(self, parent: tk.Misc, *, text: str = "", wraplength: int = 0, **options: Any) -> None:
        self.words, self._width = text, wraplength
        super().__init__(parent, **{"justify": "left", **options})
        self._break()
        # Letters have another size after a zoom.
        self.bind("<<ThemeChanged>>", lambda _: self._break(), add="+")

    def configure(self, cnf: Any = None, **options: Any) -> Any:
        """As ttk.Label.configure."""
        mine = {name: options.pop(name) for name in ("text", "wraplength") if name in options}
        self.words = str(mine.get("text", self.words))
        self._width = int(mine.get("wraplength", self._width))
        answer = super().configure(cnf, **options) if cnf is not None or options else None
        if mine or "style" in options or "font" in options:
            self._break()
        return answer

    config = configure

    def _break(self) -> None:
        text = self.words
        if self._width > 0:
            letters = ttk.Style(self).lookup(str(self.cget("style")) or "TLabel", "font")
            text = broken(text, self._width, tkfont.nametofont(str(letters), self).measure)
        if text != str(self.cget("text")):
            super().configure(text=text)
