"""A document shown in the window: a PDF or a picture, page under page; what cannot be shown is told in a sentence."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tkinter import ttk
from typing import Any

from forms.background import VIEW, Background, Job
from forms.page_images import Document, opened, opened_foreign
from forms.widgets.viewer_bar import ViewerBar
from forms.widgets.viewer_keys import bind_keys
from forms.widgets.viewer_pages import PageView
from ledger.kept_files import KeptFile

_PATIENCE = 250
"""Milliseconds before the clerk is told that a file is being opened: most are open sooner."""


class Viewer(ttk.Frame):
    """Shows one document at a time; nothing is changed in it, and no file is held open.

    Keys while the pages have the focus: PageUp, PageDown, Home, End, arrows, Ctrl with plus, minus, 0 (size on
    paper), Ctrl+R turns. The wheel scrolls, with Ctrl it zooms, with Shift it moves sideways; the mouse pulls.
    """

    def __init__(self, parent: tk.Misc, background: Background) -> None:
        super().__init__(parent)
        self._background = background
        self._job: Job | None = None
        self._patience = ""
        self._callbacks: list[Callable[[int], None]] = []
        self._page = -1
        # Made before the bar, so that Tab comes to the pages first.
        self.pages = PageView(self, background, self._moved)
        self.bar = ViewerBar(self, self.pages)
        self.bar.grid(row=0, column=0, sticky="ew")
        self.pages.grid(row=1, column=0, sticky="nsew")
        self.columnconfigure(0, weight=1)
        self.rowconfigure(1, weight=1)
        bind_keys(self.pages)
        self.bind("<Destroy>", self._end, add="+")
        self.bar.tell()

    def show(self, file: Path | KeptFile, title: str = "", page: int = 0) -> None:
        """Show a file from page `page` (from 0) on."""
        self._open(file, title or (file.name if isinstance(file, Path) else "附件"), page)

    def show_foreign(self, path: Path) -> None:
        """Show a file that was not taken in yet, after it was looked into where it can do no harm."""
        self._open(path, path.name, 0, opened_foreign)

    def show_data(self, data: bytes, media: str, title: str = "") -> None:
        """Show a file that is in memory; `media` is its type, which names it where it has no title."""
        self._open(data, title or ("PDF文件" if media == "application/pdf" else "图片"), 0)

    def clear(self, sentence: str = "") -> None:
        """Show nothing but a sentence."""
        self._stop()
        self.bar.show_title("")
        self.pages.clear(sentence)

    @property
    def turned(self) -> int:
        """Degrees by which the view is turned clockwise."""
        return self.pages.turned

    @property
    def page(self) -> int:
        """The page in sight, from 0."""
        return self.pages.page

    @property
    def count(self) -> int:
        """The pages of the document, 0 where there is none."""
        return len(self.pages.document.sizes) if self.pages.document else 0

    def on_page(self, callback: Callable[[int], None]) -> None:
        """Call `callback` with the page (from 0) whenever another one comes into sight."""
        self._callbacks.append(callback)

    def focus(self) -> None:
        """Give the pages the focus."""
        self.pages.canvas.focus_set()

    def _open(
        self,
        content: Path | KeptFile | bytes,
        title: str,
        page: int,
        opener: Callable[[Any, str], Document] = opened,
    ) -> None:
        self._stop()
        self.pages.clear()
        self.bar.show_title(title)
        self._patience = self.after(_PATIENCE, lambda: self.pages.clear(f"正在打开“{title}”……"))
        self._job = self._background.run(
            partial(opener, content, title), partial(self._show, page=page), self._refuse, lane=VIEW
        )

    def _show(self, document: Document, page: int) -> None:
        self._stop()
        self.pages.show(document, page)

    def _refuse(self, error: Exception) -> None:
        self._stop()
        self.pages.clear(str(error), "bad")

    def _moved(self) -> None:
        self.bar.tell()
        page = self.pages.page if self.pages.document else -1
        if page != self._page:
            self._page = page
            if page >= 0:
                for callback in self._callbacks:
                    callback(page)

    def _stop(self) -> None:
        """Wait for no document any more."""
        if self._patience:
            self.after_cancel(self._patience)
            self._patience = ""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _end(self, event: tk.Event[tk.Misc]) -> None:
        if event.widget is self:
            self._stop()
