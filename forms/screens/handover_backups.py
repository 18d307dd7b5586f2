"""备份与恢复: backups of the library, and the whole of it copied to a stick."""

from __future__ import annotations

import datetime as dt
import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from forms import backups, theme
from forms.background import FILES
from forms.moments import minute
from forms.opening import open_folder, reveal
from forms.screens.handover_copy import CopyCard
from forms.screens.handover_part import Part
from forms.widgets.button import Button
from forms.widgets.cards import Card
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.sentence import Sentence
from ledger.backup import Backup
from ledger.backup import backups as backups_of
from ledger.library import Library
from ledger.sizes import size_in_words

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

_COLUMNS = (
    ListColumn("at", "时间", 9),
    ListColumn("size", "大小", 5, "right"),
    ListColumn("state", "核对", 5),
    ListColumn("name", "文件", 16, stretch=True),
)
_EMPTY = "还没有备份。按“现在备份”做第一份；以后关闭窗口时，有改动就自动备份。"
_WHAT = (
    "备份是全部记录的副本，写好并核对过才算数。关闭窗口时有改动就自动备份。\n"
    "备份和台帐库在同一个磁盘上，也不含附件：磁盘坏了会一起丢，请常把整个台帐库复制到U盘。"
)


class Backups(Part):
    """Backups at the left, copying the whole library at the right."""

    help = (
        "左边是备份：全部记录的副本，放在台帐库的 backups 文件夹里。\n"
        "关闭窗口时有改动就自动备份，也可以随时按“现在备份”。\n"
        "备份不含附件，又和台帐库在同一个磁盘上，所以还要常把整个台帐库复制到U盘。\n"
        "右边是复制整个台帐库：记录和附件一起写到你选的位置，写完逐个文件重新读出核对，核对无误才说“可以拔出”。\n"
        "复制出来的就是一个台帐库，在别的电脑上用“打开已有的台帐库”就能打开；先从U盘复制到本机磁盘再用。\n"
        "复制的时候可以照常登记；复制到一半取消、U盘拔掉或写满，不会留下半份。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, app)
        self._backups: dict[str, Backup] = {}
        self.columnconfigure(0, weight=6, uniform="half")
        self.columnconfigure(1, weight=5, uniform="half")
        self.rowconfigure(0, weight=1)
        self._left().grid(row=0, column=0, sticky="nsew", padx=(0, theme.px(10)))
        self.copying = CopyCard(self, app)
        self.copying.grid(row=0, column=1, sticky="new")

    def _left(self) -> Card:
        card = self._card = Card(self, "备份")
        self._now = Button(card.actions, "现在备份", self.back_up, role="main")
        self._now.pack(side="right", padx=(8, 0))
        Button(card.actions, "打开文件夹", self._show).pack(side="right")
        what = Sentence(card.body, text=_WHAT, style="PanelSmallMuted.TLabel")
        what.pack(anchor="w", pady=(0, theme.px(8)))
        self._said = Sentence(card.body, style="PanelBad.TLabel")
        card.body.bind("<Configure>", lambda event: _wrap(event.width, what, self._said), add="+")
        self.listing = Listing(card.body, _COLUMNS, name="handover", empty=_EMPTY, multiple=False, on_open=self._reveal)
        self.listing.pack(fill="both", expand=True)
        return card

    def shown(self) -> None:
        """Put the keys on the button; the backups may be others than at the last visit."""
        self._now.focus_set()
        self.refresh(None)

    def refresh(self, changed: Changed | None) -> None:
        """Look into the folder again."""
        self.app.desk.read(lambda ledger: backups_of(Library(ledger.path)), self._put)

    def back_up(self) -> None:
        """Make a backup now."""
        self._now.enable(False)
        self.app.say("正在备份……")
        self.app.desk.read(lambda ledger: ledger.backup(), self._made, self._failed)

    def _made(self, made: Backup) -> None:
        self._over()
        self.app.say(f"已备份，副本已核对（{size_in_words(made.size)}）", "good")
        self._tell("\n".join(fault.sentence for fault in made.faults))
        self.listing.select(())
        self.refresh(None)
        backups.told(self.app)

    def _tell(self, faults: str) -> None:
        """Say which attachments are missing; below the list, when there are any."""
        self._said.configure(text=faults)
        if faults:
            self._said.pack(side="bottom", anchor="w", pady=(theme.px(8), 0), before=self.listing)
        else:
            self._said.pack_forget()

    def _failed(self, error: Exception) -> None:
        self._over()
        self.app.say("没有备份成", "bad")
        self.app.fail(error)

    def _over(self) -> None:
        if self.winfo_exists():
            self._now.enable(True)

    def _put(self, found: Sequence[Backup]) -> None:
        if not self.winfo_exists():
            return
        self._backups = {backup.path.name: backup for backup in found}
        self.listing.put([_row(backup) for backup in found])
        if found and self.listing.focused not in self._backups:
            self.listing.select((found[0].path.name,))
        self._card.note(backups.words(found[0] if found else None, dt.datetime.now().astimezone()))

    def _show(self) -> None:
        folder = Library(self.app.desk.path).backups
        self.app.background.run(lambda: _opened(folder), lane=FILES)

    def _reveal(self, uid: str) -> None:
        path = self._backups[uid].path
        self.app.background.run(lambda: reveal(path), lane=FILES)


def _opened(folder: Path) -> None:
    open_folder(folder if folder.is_dir() else folder.parent)


def _wrap(width: int, *labels: Sentence) -> None:
    for label in labels:
        label.configure(wraplength=max(width - theme.px(8), 120))


def _row(backup: Backup) -> ListRow:
    state = "升级前的" if backup.upgrade else "已核对"
    cells = (minute(backup.at), size_in_words(backup.size), state, backup.path.name)
    return ListRow(backup.path.name, cells, (backup.at, backup.size, state, backup.path.name))


PART = Backups
