"""A small table of words on a panel: a head and a few rows, as wide as it is given."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from forms import theme

Row = Sequence[str]


class WordTable(ttk.Frame):
    """The column at `stretch` takes the room that is left and is broken to it; the others stand at the right."""

    def __init__(self, parent: tk.Misc, *, stretch: int = 0) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self._stretch = stretch
        self._labels: list[list[ttk.Label]] = []
        self._lines: list[ttk.Frame] = []
        self.columnconfigure(stretch, weight=1)
        self.bind("<Configure>", self._wrap)
        theme.listen(self, self._wrap)

    def put(self, heads: Row, rows: Sequence[Row], tones: Sequence[str] = ()) -> None:
        """Show these rows, each in its tone ("" , "good", "warn", "bad", "muted", "bold")."""
        shape = [len(heads)] * (len(rows) + 1)
        if [len(line) for line in self._labels] != shape:
            self._make(shape)
        for line, words in enumerate((heads, *rows)):
            tone = tones[line - 1] if 0 < line <= len(tones) else ""
            style = "PanelSmallMuted.TLabel" if line == 0 else f"Panel{tone.title()}.TLabel"
            for label, text in zip(self._labels[line], words, strict=True):
                label.configure(text=text, style=style)
        self._wrap()

    @property
    def words(self) -> list[tuple[str, ...]]:
        """What is shown, the head first."""
        return [tuple(str(label.cget("text")) for label in line) for line in self._labels]

    def _make(self, shape: Sequence[int]) -> None:
        for child in self.winfo_children():
            child.destroy()
        self._labels = []
        for line, count in enumerate(shape):
            labels = []
            for column in range(count):
                left = column == self._stretch
                label = ttk.Label(self, justify="left" if left else "right")
                pad = (0 if column == 0 else theme.px(14), 0)
                label.grid(row=2 * line, column=column, sticky="nw" if left else "ne", padx=pad, pady=theme.px(4))
                labels.append(label)
            self._labels.append(labels)
            rule = ttk.Frame(self, style="Line.TFrame", height=1)
            rule.grid(row=2 * line + 1, column=0, columnspan=count, sticky="ew")

    def _wrap(self, event: object = None) -> None:
        """Break the words of the column that stretches where its room ends."""
        if not self._labels or self.winfo_width() <= 1:
            return
        taken = 0
        for column in range(len(self._labels[0])):
            if column != self._stretch:
                taken += max(line[column].winfo_reqwidth() for line in self._labels) + theme.px(14)
        room = max(theme.px(120), self.winfo_width() - taken - theme.px(4))
        for line in self._labels:
            line[self._stretch].configure(wraplength=room)
