"""What was handed over and received, each package with its receipt; receipts that came back are noted here."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exports.handover import receipts
from forms import package_words, theme
from forms.background import FILES
from forms.moments import minute
from forms.opening import reveal
from forms.widgets.button import Button
from forms.widgets.cards import Card
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.sentence import Sentence
from ledger.errors import LedgerError
from ledger.handover import OUT, Handover
from ledger.handovers import Noted, handovers
from ledger.sizes import size_in_words

if TYPE_CHECKING:
    from forms.app import App

_COLUMNS = (
    ListColumn("at", "时间", 9),
    ListColumn("what", "事项", 11),
    ListColumn("records", "记录", 4, "right"),
    ListColumn("files", "文件", 4, "right"),
    ListColumn("size", "大小", 5, "right"),
    ListColumn("receipt", "回执", 18, stretch=True),
)
_HEIGHT = 148
_EMPTY = "还没有移交或接收过。做成的移交包、收到的移交包都会记在这里。"
_TYPES = (("移交回执", "*.json"), ("所有文件", "*"))


class HandoverList(Card):
    """The list, the last one first; below it what is known of the chosen one."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, "移交和接收的记录")
        self.app = app
        self._known: dict[str, Handover] = {}
        self._import = Button(self.actions, "导入回执", self.choose)
        self._import.pack(side="right")
        self._folder = Button(self.actions, "打开所在文件夹", self._reveal)
        self._folder.pack(side="right", padx=(0, 8))
        self._said = Sentence(self.body, style="Panel.TLabel")
        self._details = Sentence(self.body, style="PanelSmallMuted.TLabel")
        self.listing = Listing(
            self.body,
            _COLUMNS,
            name="handover.packages",
            empty=_EMPTY,
            multiple=False,
            on_select=lambda _: self._tell(),
            on_open=lambda _: self._reveal(),
        )
        self.listing.pack(fill="x")
        self.body.bind("<Configure>", lambda event: self._wrap(event.width), add="+")
        theme.listen(self.listing, self._sized)
        self._sized()
        self._tell()

    @property
    def words(self) -> str:
        """What came of the last receipt."""
        return self._said.words

    def refresh(self) -> None:
        """Ask the ledger again."""
        self.app.desk.read(lambda ledger: handovers(ledger.session), self._put)

    def choose(self) -> None:
        """Note a receipt that the clerk chooses."""
        path = self.app.chooser.file("导入移交回执：请选择对方发来的文件", _TYPES)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Note the receipt at `path`."""
        self.app.desk.read(lambda ledger: receipts.note(ledger, path), self._noted, self._refused)

    def _noted(self, noted: Noted) -> None:
        if not self.winfo_exists():
            return
        handover = noted.handover
        begun = "这份回执以前登记过，没有重复登记" if noted.known else "回执已登记"
        when = minute(handover.received_at) if handover.received_at else ""
        self._say(f"{begun}：{handover.received_by}，{when} 收到，{handover.result}。", "Good")
        self.app.say(begun, "good")
        self.listing.select((_uid(handover),))
        self.refresh()

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, LedgerError):
            raise error
        if self.winfo_exists():
            self._say(str(error), "Bad")
            self.app.say("回执没有登记", "bad")

    def _say(self, sentence: str, tone: str) -> None:
        self._said.configure(text=sentence, style=f"Panel{tone}.TLabel")
        self._said.pack(anchor="w", pady=(0, theme.px(8)), before=self.listing)

    def _put(self, found: Sequence[Handover]) -> None:
        if not self.winfo_exists():
            return
        newest = sorted(found, key=lambda each: each.at, reverse=True)
        before = set(self._known)
        self._known = {_uid(each): each for each in newest}
        self.listing.put([_row(each) for each in newest])
        come = [uid for uid in self._known if uid not in before]
        if newest and (self.listing.focused not in self._known or (before and come)):
            self.listing.select((come[0] if before and come else _uid(newest[0]),))
        self._tell()

    def _tell(self) -> None:
        taken = self._known.get(self.listing.focused or "")
        self._folder.enable(taken is not None)
        self._details.configure(text=package_words.details(taken) if taken else "")
        if taken:
            self._details.pack(side="bottom", anchor="w", pady=(theme.px(6), 0))
        else:
            self._details.pack_forget()

    def _reveal(self) -> None:
        taken = self._known.get(self.listing.focused or "")
        if taken is not None:
            path = Path(taken.place)
            self.app.background.run(lambda: reveal(path), lane=FILES)

    def _sized(self) -> None:
        self.listing.configure(height=theme.px(_HEIGHT))

    def _wrap(self, width: int) -> None:
        for label in (self._said, self._details):
            label.configure(wraplength=max(width - theme.px(8), 120))


def _uid(handover: Handover) -> str:
    return f"{handover.direction} {handover.package}"


def _row(handover: Handover) -> ListRow:
    cells = (
        minute(handover.at),
        package_words.what(handover),
        str(handover.records),
        str(handover.files),
        size_in_words(handover.bytes),
        package_words.receipt(handover),
    )
    keys = (handover.at, cells[1], handover.records, handover.files, handover.bytes, cells[5])
    waiting = handover.direction == OUT and handover.received_at is None
    return ListRow(_uid(handover), cells, keys, "warn" if waiting else "")
