"""移交与备份: backups and restoring, packages made and received, branches, and the doctor, a part each."""

from __future__ import annotations

import importlib
import tkinter as tk
from collections.abc import Mapping
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.screens.handover_part import Part
from forms.shell.page import Command, Page, Target
from forms.widgets.button import Segments

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

PARTS: tuple[tuple[str, str], ...] = (
    ("backups", "备份与恢复"),
    ("package", "移交"),
    ("receive", "接收与合并"),
    ("branches", "单位汇总"),
    ("doctor", "体检"),
)
"""Key and words of each part; the module, `forms.screens.handover_<key>`, is read at the first visit."""


class Handover(Page):
    """A row of parts, and the one that is taken below it."""

    slug = "handover"
    title = "移交与备份"

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, app)
        self.configure(padding=theme.px(16))
        self.columnconfigure(0, weight=1)
        self.rowconfigure(1, weight=1)
        head = ttk.Frame(self)
        head.grid(row=0, column=0, sticky="ew", pady=(0, theme.px(10)))
        ttk.Label(head, text=self.title, style="Title.TLabel").pack(side="left", padx=(0, theme.px(20)))
        self.segments = Segments(head, PARTS, self.turn)
        self.segments.pack(side="left")
        self._parts: dict[str, Part] = {}
        self.front = self._made(self.segments.taken)
        self.front.grid(row=1, column=0, sticky="nsew")

    @property
    def help(self) -> str:  # type: ignore[override]  # each part has its own
        """What the part in front is for."""
        return self.front.help

    def part(self, key: str) -> Part:
        """Bring the part called `key` to the front."""
        self.segments.put(key)
        self.turn(key)
        return self.front

    def turn(self, key: str) -> None:
        """The part called `key` was taken."""
        made = self._made(key)
        if made is not self.front:
            self.front.leave()
            self.front.grid_forget()
            made.grid(row=1, column=0, sticky="nsew")
            self.front = made
        made.shown()

    def shown(self) -> None:
        """The disk may be otherwise than at the last visit."""
        self.front.shown()

    def refresh(self, changed: Changed | None) -> None:
        """Let the part in front follow the ledger."""
        self.front.refresh(changed)

    def open(self, target: Target) -> None:
        """Bring the part that is named as the target's kind to the front."""
        if target.kind in dict(PARTS):
            self.part(target.kind).open(target)

    def commands(self) -> Mapping[str, Command]:
        """What the keys do: Esc stops what is under way."""
        return {"cancel": self.front.cancel}

    def leave(self) -> None:
        """Another screen comes to the front."""
        self.front.leave()

    def _made(self, key: str) -> Part:
        if key not in self._parts:
            made: type[Part] = importlib.import_module(f"forms.screens.handover_{key}").PART
            self._parts[key] = made(self, self.app)
        return self._parts[key]


PAGE = Handover
