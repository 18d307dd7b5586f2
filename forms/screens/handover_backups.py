"""备份与恢复: backups of the library, going back to one, a second place for them, and the whole library copied."""

from __future__ import annotations

import datetime as dt
import tkinter as tk
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import backups, theme
from forms.background import FILES
from forms.backup_rows import COLUMNS, Kept, called, kept_backups, row_of
from forms.backup_rows import FILES as BACKUP_FILES
from forms.dialogs.restoring import LANE, Wish, ask_passphrase, ask_to_restore, wants_passphrase
from forms.opening import open_folder, reveal
from forms.place import open_place
from forms.screens.handover_copy import CopyCard
from forms.screens.handover_part import Part
from forms.screens.handover_second import SecondCard
from forms.under_way import UnderWay
from forms.widgets.button import Button
from forms.widgets.cards import Card
from forms.widgets.listing import Listing
from forms.widgets.scroll_area import ScrollArea
from forms.widgets.sentence import Sentence
from ledger.backup import Backup
from ledger.errors import LedgerError
from ledger.identity import utc_now
from ledger.library import Library
from ledger.rehearsal import Rehearsal, rehearse
from ledger.safekeeping.course import Course, RestoreStopped
from ledger.safekeeping.keeping import DAYS, LAST, MONTHS
from ledger.sizes import size_in_words

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

_EMPTY = "还没有备份。按“现在备份”做第一份；以后关闭窗口时，有改动就自动备份。"
_WHAT = (
    "备份含全部记录和附件，写好并核对过才算数。有改动，停三分钟或关闭窗口时自动备份，导入、合并、恢复等之前也先备份。"
    f"最近{LAST}份都留着，再加{DAYS}天每天一份、{MONTHS}个月每月一份，更早的自动清除。"
)
_SHARE = 0.62
"""Of the width that the list of backups has."""
_TOLD_FAULTS = 5


class Backups(Part):
    """Backups at the left; the second place and copying the whole library at the right."""

    help = (
        "左边是备份：全部记录和附件，放在台帐库的 backups 文件夹里；有改动，停三分钟或关闭窗口时就自动备份。\n"
        "改坏了、删错了，选一份备份按“恢复到这个备份”：先列出哪些记录会消失、会回来，确认以后才恢复。\n"
        "恢复之前，现在的样子会先留成一份“恢复之前”的备份，恢复错了再恢复到那一份就回来了。\n"
        "备份没有留成（例如磁盘满了），后面的恢复、导入、合并、批量修改就不会做，会说明原因。\n"
        "“验证能不能恢复”在临时的地方真的恢复一遍，逐条读出、逐个核对附件，然后删掉，不动台帐库。\n"
        "右边可以选第二处：备份同时写到U盘或另一个磁盘；U盘没插上时不影响备份，下次插上会补上。\n"
        "复制整个台帐库：记录和附件一起写到你选的位置，写完逐个文件重新读出核对，核对无误才说“可以拔出”。\n"
        "复制出来的就是一个台帐库，在别的电脑上用“打开已有的台帐库”就能打开；先从U盘复制到本机磁盘再用。\n"
        "复制的时候可以照常登记；复制到一半取消、U盘拔掉或写满，不会留下半份。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, app)
        self._kept: dict[str, Kept] = {}
        # Placed, not gridded: what one side asks for as its words are broken anew must not move the other.
        self._left().place(relwidth=_SHARE, relheight=1, width=-theme.px(10))
        right = ScrollArea(self, style="TFrame")
        right.place(relx=_SHARE, relwidth=1 - _SHARE, relheight=1)
        self.second = SecondCard(right.body, app, self._second_changed)
        self.second.pack(fill="x", pady=(0, theme.px(10)))
        self.copying = CopyCard(right.body, app)
        self.copying.pack(fill="x")

    def _left(self) -> Card:
        card = self._card = Card(self, "备份")
        self._now = Button(card.actions, "现在备份", self.back_up, role="main")
        self._now.pack(side="right", padx=(8, 0))
        Button(card.actions, "打开文件夹", self._show).pack(side="right")
        what = Sentence(card.body, text=_WHAT, style="PanelSmallMuted.TLabel")
        what.pack(anchor="w", pady=(0, theme.px(8)))
        self._said = Sentence(card.body, style="Panel.TLabel")
        card.body.bind("<Configure>", lambda event: _wrap(event.width, what, self._said), add="+")
        self.listing = Listing(
            card.body, COLUMNS, name="handover", empty=_EMPTY, multiple=False, on_open=lambda _: self.restore()
        )
        self.listing.pack(fill="both", expand=True)
        self._build_tools(card)
        return card

    def _build_tools(self, card: Card) -> None:
        """What is done with the chosen backup; packed before the list, it keeps its room where the window is low."""
        self._stage = ttk.Frame(card.body, style="Panel.TFrame")
        self._stage.pack(side="bottom", fill="x", pady=(theme.px(10), 0), before=self.listing)
        self._tools = ttk.Frame(self._stage, style="Panel.TFrame")
        self.trying = UnderWay(
            self.app, self._stage, LANE, lambda on: self.trying.swap(on, self._tools, self._buttons[1])
        )
        self._buttons = (
            Button(self._tools, "恢复到这个备份", self.restore),
            Button(self._tools, "验证能不能恢复", self.rehearse),
        )
        for place, button in enumerate(self._buttons):
            button.pack(side="left", padx=(0 if place == 0 else 8, 0))
        Button(self._tools, "别处的备份……", self.restore_other, role="quiet").pack(side="right")
        self._tools.pack(fill="x")

    @property
    def words(self) -> str:
        """What is told below the list."""
        return self._said.words

    def shown(self) -> None:
        """Put the keys on the button; the backups may be others than at the last visit."""
        self._now.focus_set()
        self.refresh(None)

    def refresh(self, changed: Changed | None) -> None:
        """Look into the folders again."""
        self.app.desk.read(lambda ledger: kept_backups(Library(ledger.path)), self._put)
        self.second.refresh()

    def back_up(self) -> None:
        """Make a backup now."""
        self._now.enable(False)
        self.app.say("正在备份……")
        self.app.desk.read(lambda ledger: ledger.backup(), self._made, self._failed)

    def restore(self) -> None:
        """Go back to the chosen backup, after it was shown what that would change."""
        kept = self._chosen
        if kept is not None:
            ask_to_restore(self.app, Wish.of(open_place(self.app), kept.backup.path))

    def restore_other(self) -> None:
        """Go back to a backup that lies anywhere."""
        path = self.app.chooser.file("请选择一份备份（扩展名是 .db）", BACKUP_FILES)
        if path is not None:
            ask_to_restore(self.app, Wish.of(open_place(self.app), path))

    def rehearse(self) -> None:
        """Restore the chosen backup to a temporary place, and say what that proved."""
        kept = self._chosen
        if kept is not None:
            self._rehearse(Wish.of(open_place(self.app), kept.backup.path))

    def tell(self, sentences: str, tone: str = "") -> None:
        """Say what was done, below the list; "" takes it away."""
        self._said.configure(text=sentences, style=f"Panel{tone}.TLabel")
        if sentences:
            self._said.pack(side="bottom", anchor="w", pady=(theme.px(8), 0), before=self._stage)
        else:
            self._said.pack_forget()

    def cancel(self) -> None:
        """Esc: stop what is under way."""
        if self.trying.running:
            self.trying.progress.button.invoke()
        elif self.copying.running:
            self.copying.progress.button.invoke()

    @property
    def _chosen(self) -> Kept | None:
        kept = self._kept.get(self.listing.focused or "")
        if kept is None:
            self.app.say("请先在列表里选一份备份")
        return kept

    def _rehearse(self, wish: Wish) -> None:
        def failed(error: Exception) -> None:
            if wants_passphrase(error, wish):
                ask_passphrase(self.app, wish, error, lambda word: self._rehearse(replace(wish, passphrase=word)))
            elif isinstance(error, LedgerError):
                self.tell(str(error), "" if isinstance(error, RestoreStopped) else "Bad")
            else:
                self.app.fail(error)

        self.tell("")
        self.trying.begin(
            f"正在试着恢复{called(wish.backup)}……",
            lambda tell, stopped: rehearse(
                wish.backup, now=utc_now(), passphrase=wish.passphrase, course=Course(tell, stopped)
            ),
            self._tried,
            failed,
        )

    def _tried(self, found: Rehearsal) -> None:
        told = [found.sentence, *found.faults[:_TOLD_FAULTS]]
        if len(found.faults) > _TOLD_FAULTS:
            told.append(f"共有{len(found.faults)}处不对。")
        self.tell("\n".join(told), "Bad" if found.faults else "Good")
        self.app.say("这份备份能用" if not found.faults else "这份备份不完整", "bad" if found.faults else "good")

    def _second_changed(self, there: bool) -> None:
        if there:
            self.back_up()
        else:
            self.refresh(None)

    def _made(self, made: Backup) -> None:
        backups.told(self.app)
        self.app.say(f"已备份，副本已核对（{size_in_words(made.size)}）", "good")
        if not self.winfo_exists():
            return
        self._now.enable(True)
        told = [fault.sentence for fault in made.faults]
        if made.second is not None and made.second.fault:
            told.append(made.second.fault)
        self.tell("\n".join(told), "Bad" if made.faults else "Warn")
        self.listing.select(())
        self.refresh(None)

    def _failed(self, error: Exception) -> None:
        if self.winfo_exists():
            self._now.enable(True)
        self.app.say("没有备份成", "bad")
        self.app.fail(error)

    def _put(self, found: Sequence[Kept]) -> None:
        if not self.winfo_exists():
            return
        self._kept = {str(kept.backup.path): kept for kept in found}
        self.listing.put([row_of(kept) for kept in found])
        if found and self.listing.focused not in self._kept:
            self.listing.select((str(found[0].backup.path),))
        for button in self._buttons:
            button.enable(bool(found))
        last = next((kept.backup for kept in found if not kept.apart), None)
        self._card.note(backups.words(last, dt.datetime.now().astimezone()))

    def _show(self) -> None:
        """Show the chosen backup in its folder, or the folder when there is none."""
        kept, folder = self._kept.get(self.listing.focused or ""), Library(self.app.desk.path).backups
        work = (lambda: reveal(kept.backup.path)) if kept is not None else (lambda: _opened(folder))
        self.app.background.run(work, lane=FILES)


def _opened(folder: Path) -> None:
    open_folder(folder if folder.is_dir() else folder.parent)


def _wrap(width: int, *labels: Sentence) -> None:
    for label in labels:
        label.configure(wraplength=max(width - theme.px(8), 120))


PART = Backups
