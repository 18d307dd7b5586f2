"""The search box: finds any record, person, file or 文号 by any part of a word, and goes there."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.background import THINK, Job
from forms.screens import home_of
from forms.shell.page import Target
from forms.widgets.filter_line import FilterLine
from forms.widgets.popup import ListPopup, close_popup
from ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from forms.app import App
    from forms.find import Hit, SearchIndex

WIDTH = 120
_SHOWN = 60
"""Characters of a line of what was found."""


class SearchBox(ttk.Frame):
    """An entry; what was found drops down. The index is made at the first search, and kept up to date by each."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self._app = app
        self._index: SearchIndex | None = None
        self._job: Job | None = None
        self.hits: tuple[Hit, ...] = ()
        self._popup: ListPopup | None = None
        self._line = FilterLine(self, self._search, label="搜索", width=WIDTH, grows=True)
        self._line.widget.pack(fill="x", expand=True)
        entry = self._line.line.entry
        for key, step in (("<Down>", 1), ("<Up>", -1)):
            entry.bind(key, lambda _, step=step: self._step(step))  # type: ignore[misc]
        entry.bind("<Return>", lambda _: self._enter())
        entry.bind("<Escape>", lambda _: self._close())
        entry.bind("<FocusOut>", lambda _: self._close(), add="+")

    def focus(self) -> None:
        """Put the cursor into the box."""
        self._line.focus()

    def _search(self, text: str) -> None:
        if self._job is not None:
            self._job.cancel()
        if not text.strip():
            self._close()
            return
        snapshot = self._app.desk.snapshot
        self._job = self._app.background.run(lambda: self._found(text, snapshot), self._show, lane=THINK)

    def _found(self, text: str, snapshot: Snapshot) -> tuple[Hit, ...]:
        """On the lane: bring the index to the snapshot, and look."""
        from forms.find import SearchIndex

        if self._index is None:
            self._index = SearchIndex()
        self._index.follow(snapshot.records)
        return self._index.find(text)

    def _show(self, hits: tuple[Hit, ...]) -> None:
        self.hits = hits
        self._close()
        if self._app.root.focus_get() is not self._line.line.entry:
            return
        lines = [line_of(hit) for hit in hits] or ["没有找到。可以只写一两个字，或换一个说法。"]
        self._popup = ListPopup(self._line.line.widget, lines, self._go)
        self._popup.drop(theme.px(560))
        if hits:
            self._popup.choose(0)

    def _step(self, step: int) -> str:
        if self._popup is not None and self._popup.is_open:
            self._popup.step(step)
        return "break"

    def _enter(self) -> str:
        if self._popup is not None and self._popup.is_open and self._popup.place_chosen is not None:
            self._go(self._popup.place_chosen)
        else:
            self._search(self._line.words)
        return "break"

    def _go(self, place: int) -> None:
        if place >= len(self.hits):
            return
        hit = self.hits[place]
        self._close()
        self._app.go(home_of(hit.kind), Target(hit.kind, hit.uid))

    def _close(self) -> str:
        if self._popup is not None and self._popup.is_open:
            close_popup(self)
        return "break"


def line_of(hit: Hit) -> str:
    """What was found in one line: kind, title, and where the word stands."""
    title = hit.title if len(hit.title) <= 24 else f"{hit.title[:24]}……"
    where = "" if hit.excerpt in hit.title else f"　{hit.where}：{' '.join(hit.excerpt.split())}"
    return f"{hit.sort}　{title}{where}"[: _SHOWN + 20]
