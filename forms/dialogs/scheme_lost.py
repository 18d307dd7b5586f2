"""The line on top of the scheme: what the source lost, one after the other, struck off when it is filled in."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from forms import theme
from forms.dialogs.scheme_draft import Draft
from forms.widgets.button import Button
from forms.widgets.sentence import Sentence


class LostLine(ttk.Frame):
    """Shows one lost part of the draft; without any it takes no room. `struck` hears of each that is struck off."""

    def __init__(self, parent: tk.Misc, draft: Draft, struck: Callable[[], object]) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self._draft, self._told, self.at = draft, struck, 0
        self.columnconfigure(0, weight=1)
        self.words = Sentence(self, style="PanelSmallWarn.TLabel", width=1)
        self.words.bind("<Configure>", lambda event: self.words.configure(wraplength=max(event.width, 200)))
        self._buttons = (
            Button(self, "上一条", lambda: self.go(-1), role="quiet", height=26),
            Button(self, "下一条", lambda: self.go(1), role="quiet", height=26),
            Button(self, "已补录", self.strike, height=26),
        )
        self.show()

    def show(self) -> None:
        """Show the draft as it is now."""
        rows = self._draft.rows("lost")
        self.at = min(self.at, max(0, len(rows) - 1))
        pad = theme.px(8) if rows else 0
        self.configure(padding=(0, 0, 0, pad))
        if not rows:
            for widget in (self.words, *self._buttons):
                widget.grid_forget()
            self.configure(height=1)
            return
        lost = rows[self.at]
        words = f"来源缺失，请补录（{self.at + 1}/{len(rows)}）　{lost.get('place', '')}：{lost.get('words', '')}"
        self.words.configure(text=words)
        self.words.grid(row=0, column=0, sticky="ew")
        for column, button in enumerate(self._buttons, 1):
            button.grid(row=0, column=column, padx=(8, 0), sticky="n")
        for button, on in zip(self._buttons, (self.at > 0, self.at + 1 < len(rows)), strict=False):
            button.enable(on)

    def go(self, by: int) -> None:
        """Show the next or the last one."""
        self.at = max(0, self.at + by)
        self.show()

    def strike(self) -> None:
        """The part that is shown has been filled in."""
        del self._draft.rows("lost")[self.at]
        self.show()
        self._told()
