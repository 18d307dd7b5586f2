"""Copying the whole library to another place: how far it is, and whether the stick may be pulled out."""

from __future__ import annotations

import tkinter as tk
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.background import FILES
from forms.destinations import free
from forms.opening import open_folder
from forms.under_way import Stopped, Tell, UnderWay
from forms.widgets.button import Button
from forms.widgets.cards import Card
from forms.widgets.sentence import Sentence
from ledger.book import Ledger
from ledger.errors import LedgerError
from ledger.sizes import size_in_words
from ledger.whole_copy import CopyStopped, WholeCopy

if TYPE_CHECKING:
    from forms.app import App

COPY = "copy"
"""The lane of copying; it may take minutes, and drafts and prints shall not wait for it."""
_WHAT = (
    "把全部记录和附件复制到U盘或另一个磁盘，给自己留底，或交给接手的人。"
    "先看剩余空间够不够，写完以后逐个文件重新读出核对。复制时可以照常登记。"
)
_TOLD_FAULTS = 8
"""Files that could not be copied are named one by one up to here."""


class CopyCard(Card):
    """One copying at a time; when the library is closed it is stopped, and nothing of it is left."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, "复制整个台帐库")
        self.app = app
        self._folder: Path | None = None
        what = Sentence(self.body, text=_WHAT, style="PanelSmallMuted.TLabel")
        what.pack(anchor="w", pady=(0, theme.px(10)))
        self._stage = ttk.Frame(self.body, style="Panel.TFrame")
        self._stage.pack(fill="x")
        self._buttons = ttk.Frame(self._stage, style="Panel.TFrame")
        self._copy = Button(self._buttons, "复制到……", self.choose, role="main")
        self._copy.pack(side="left")
        self._open = Button(self._buttons, "打开文件夹", self._show)
        self._work = UnderWay(app, self._stage, COPY, lambda on: self._work.swap(on, self._buttons, self._copy))
        self.progress = self._work.progress
        self._buttons.pack(fill="x")
        self._said = Sentence(self.body, style="Panel.TLabel")
        self._said.pack(anchor="w", pady=(theme.px(10), 0))
        self.body.bind("<Configure>", lambda event: self._wrap(event.width, what), add="+")

    @property
    def running(self) -> bool:
        """Whether a copying is on its way."""
        return self._work.running

    @property
    def words(self) -> str:
        """What is told of the last copying."""
        return self._said.words

    def choose(self) -> None:
        """Ask where to, and begin."""
        folder = self.app.chooser.folder("台帐库复制到哪里：请选择U盘或另一个磁盘上的文件夹")
        if folder is None or self.running:
            return
        library = self.app.desk.path
        name = f"{library.name}_副本_{self.app.desk.today:%Y%m%d}"
        self.app.background.run(lambda: free(folder, name), self.begin, self._failed, lane=FILES)

    def begin(self, dest: Path) -> None:
        """Copy the library to the new folder `dest`."""
        if not self.winfo_exists():
            return
        library, vault = self.app.desk.path, self.app.desk.vault or ""
        self._tell("")

        def work(tell: Tell, stopped: Stopped) -> WholeCopy:
            with Ledger.open(library, read_only=True, passphrase=vault) as ledger:
                return ledger.copy_to(dest, tell=tell, stopped=stopped)

        self._work.begin("正在准备……", work, self._done, self._failed)

    def _done(self, made: WholeCopy) -> None:
        self._folder = made.folder
        self._open.pack(side="left", padx=(8, 0))
        told = [
            f"已复制到“{made.folder}”：{made.files}个文件，{size_in_words(made.size)}，全部重新读出核对过，可以拔出。",
            *(fault.sentence for fault in made.faults[:_TOLD_FAULTS]),
        ]
        if len(made.faults) > _TOLD_FAULTS:
            told.append(f"共有{len(made.faults)}个文件没有复制。")
        self._tell("\n".join(told), "Bad" if made.faults else "Good")
        self.app.say("台帐库已复制并核对，可以拔出" if not made.faults else "台帐库已复制，有附件缺损", "good")

    def _failed(self, error: Exception) -> None:
        if not self.winfo_exists():
            return
        if isinstance(error, CopyStopped):
            self._tell(str(error), "")
        elif isinstance(error, LedgerError):
            self._tell(str(error), "Bad")
        else:
            self.app.fail(error)

    def _tell(self, sentence: str, tone: str = "") -> None:
        self._said.configure(text=sentence, style=f"Panel{tone}.TLabel")

    def _show(self) -> None:
        folder = self._folder
        if folder is not None:
            self.app.background.run(lambda: open_folder(folder), lane=FILES)

    def _wrap(self, width: int, what: Sentence) -> None:
        for label in (what, self._said):
            label.configure(wraplength=max(width - theme.px(8), 120))
