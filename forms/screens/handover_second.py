"""The second place of the backups: where it is, whether it is there now, and when it got the last backup."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.background import FILES
from forms.moments import minute
from forms.widgets.button import Button
from forms.widgets.cards import Card
from forms.widgets.sentence import Sentence
from ledger.backup import second_backups
from ledger.library import Library
from ledger.safekeeping.second_place import choose_second_place, forget_second_place, second_place

if TYPE_CHECKING:
    from forms.app import App

_WHAT = "每次备份同时写一份到U盘或另一个磁盘，写完读出核对。电脑坏了，那里还有一份。"
_NONE = "还没有选。备份都和台帐库在同一个磁盘上，磁盘坏了会一起丢。"
_GIVE_UP = "以后只在台帐库里备份；“{folder}”里已有的备份留着，不会删除。"


@dataclass(frozen=True)
class State:
    """What is known of the second place: the chosen folder, and a sentence with its tone."""

    chosen: Path | None
    sentence: str
    tone: str


def state_of(library: Library) -> State:
    """Look at the second place. Asks the disk, which may be a stick that is not there."""
    place = second_place(library)
    if place is None:
        return State(None, _NONE, "Warn")
    if not place.chosen.is_dir():
        return State(place.chosen, f"“{place.chosen}”现在找不到（U盘没有插上？）。下次插上后备份时会补上。", "Warn")
    found = second_backups(library)
    if not found:
        return State(place.chosen, f"“{place.chosen}”：还没有备份，按“现在备份”就有。", "Warn")
    return State(place.chosen, f"“{place.chosen}”：{len(found)}份，最近一份{minute(found[0].at)}。", "Good")


class SecondCard(Card):
    """Chooses, changes and gives up the second place; `changed` hears whether there is one now."""

    def __init__(self, parent: tk.Misc, app: App, changed: Callable[[bool], object]) -> None:
        super().__init__(parent, "第二处备份")
        self.app, self._changed = app, changed
        self._folder: Path | None = None
        what = Sentence(self.body, text=_WHAT, style="PanelSmallMuted.TLabel")
        what.pack(anchor="w", pady=(0, theme.px(8)))
        self._said = Sentence(self.body, style="Panel.TLabel")
        self._said.pack(anchor="w", pady=(0, theme.px(10)))
        row = ttk.Frame(self.body, style="Panel.TFrame")
        row.pack(fill="x")
        self._choose = Button(row, "选择位置……", self.choose)
        self._choose.pack(side="left")
        self._leave = Button(row, "不再用", self.give_up, role="quiet")
        self.body.bind("<Configure>", lambda event: self._wrap(event.width, what), add="+")

    @property
    def words(self) -> str:
        """What is told of the second place."""
        return self._said.words

    def refresh(self) -> None:
        """Look at it again."""
        library = Library(self.app.desk.path)
        self.app.background.run(lambda: state_of(library), self._put, lane=FILES)

    def choose(self) -> None:
        """Ask for the folder, and keep the first backup there."""
        folder = self.app.chooser.folder("第二处备份放在哪里：请选择U盘或另一个磁盘上的文件夹")
        if folder is None:
            return
        library, campaign = Library(self.app.desk.path), self.app.desk.campaign

        def known(_: object) -> None:
            if self.winfo_exists():
                self._changed(True)

        self.app.background.run(lambda: choose_second_place(library, folder, campaign), known, lane=FILES)

    def give_up(self) -> None:
        """Ask, and keep backups in the library only."""
        sentence = _GIVE_UP.format(folder=self._folder)
        buttons = (("leave", "不再用第二处", "main"), ("", "保留", "plain"))
        self.app.ask("不再用第二处备份", sentence, buttons, self._answered)

    def _answered(self, key: str) -> None:
        if key:
            library = Library(self.app.desk.path)
            self.app.background.run(lambda: forget_second_place(library), lambda _: self._forgotten(), lane=FILES)

    def _forgotten(self) -> None:
        self.app.say("以后只在台帐库里备份")
        if self.winfo_exists():
            self._choose.focus_set()
            self.refresh()
            self._changed(False)

    def _put(self, state: State) -> None:
        if not self.winfo_exists():
            return
        self._folder = state.chosen
        self._said.configure(text=state.sentence, style=f"Panel{state.tone}.TLabel")
        self._choose.configure(text="换一个位置……" if state.chosen else "选择位置……")
        if state.chosen:
            self._leave.pack(side="left", padx=(8, 0))
        else:
            self._leave.pack_forget()

    def _wrap(self, width: int, what: Sentence) -> None:
        for label in (what, self._said):
            label.configure(wraplength=max(width - theme.px(8), 120))
