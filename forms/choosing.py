"""Choosing files and folders in the dialogs of the system, in Chinese on every system."""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from tkinter import filedialog

Types = Sequence[tuple[str, str]]
"""Words and pattern: (“Excel 工作簿”, “*.xlsx”)."""

SHEETS: Types = (("Excel 工作簿", "*.xlsx"),)
TABLES: Types = (
    ("表格（Excel、CSV、Word）", "*.xlsx *.csv *.docx *.tsv *.txt"),
    ("所有文件", "*"),
)
SCHEMES: Types = (("方案文件", "*.toml"),)
SCANS: Types = (("扫描件和图片", "*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp"), ("所有文件", "*"))


class Chooser:
    """Asks the clerk for files and folders; a test puts another one in its place."""

    def __init__(self, root: tk.Tk) -> None:
        self._root = root
        self._last: str | None = None
        self._spoken = False

    def files(self, title: str, types: Types = SCANS) -> tuple[Path, ...]:
        """Files that exist, none when the clerk thought better of it."""
        self._speak()
        chosen = filedialog.askopenfilenames(
            parent=self._root, title=title, filetypes=list(types), initialdir=self._last
        )
        return self._remembered(tuple(Path(name) for name in chosen or ()))

    def file(self, title: str, types: Types) -> Path | None:
        """One file that exists."""
        self._speak()
        chosen = filedialog.askopenfilename(
            parent=self._root, title=title, filetypes=list(types), initialdir=self._last
        )
        return next(iter(self._remembered((Path(chosen),) if chosen else ())), None)

    def folder(self, title: str) -> Path | None:
        """A folder that exists."""
        self._speak()
        chosen = filedialog.askdirectory(parent=self._root, title=title, initialdir=self._last, mustexist=True)
        return next(iter(self._remembered((Path(chosen),) if chosen else ())), None)

    def save(self, title: str, name: str, types: Types) -> Path | None:
        """Where a file shall be written; the system has asked before one that exists is chosen."""
        self._speak()
        suffix = types[0][1].removeprefix("*")
        chosen = filedialog.asksaveasfilename(
            parent=self._root,
            title=title,
            initialfile=name,
            filetypes=list(types),
            defaultextension=suffix,
            initialdir=self._last,
        )
        return next(iter(self._remembered((Path(chosen),) if chosen else ())), None)

    def _remembered(self, paths: tuple[Path, ...]) -> tuple[Path, ...]:
        if paths:
            self._last = str(paths[0].parent)
        return paths

    def _speak(self) -> None:
        """On Linux Tk draws its own dialogs, whose words follow the language of the session: here they are Chinese."""
        if not self._spoken and sys.platform == "linux":
            self._root.tk.eval("::msgcat::mclocale zh_cn; ::msgcat::mcload [file join $::tk_library msgs]")
        self._spoken = True
