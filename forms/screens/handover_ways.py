"""The ways of taking a package in, each a button and a sentence, and what became of it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from tkinter import ttk
from typing import TYPE_CHECKING

from exports.errors import CannotWrite
from exports.handover.receipts import write_receipt
from forms import theme
from forms.background import FILES
from forms.opening import reveal
from forms.taking_in import LANE, Outcome, Package, Relation, relation
from forms.under_way import UnderWay
from forms.widgets.button import Button
from forms.widgets.cards import Card
from forms.widgets.sentence import Sentence

if TYPE_CHECKING:
    from forms.app import App

BESIDE, MERGE, BRANCH, REPLACE, KEPT = "beside", "merge", "branch", "replace", "kept"

_WAITING = "选好移交包、核对无误以后，在这里选怎样接收。接收以后会写一份移交回执，交还移交方。"
_NOTHING = (
    "里面是报送的资料，没有台帐库，不能作为台帐打开：请直接看移交包里的“打开我.html”。"
    "可以写一份回执交还移交方，说明收到而且核对无误。"
)


@dataclass(frozen=True)
class Way:
    """What can be done with a package: the words of its button, what it does, and why it cannot be done here."""

    key: str
    words: str
    sentence: str
    role: str = "plain"
    hindrance: str = ""


def ways_for(package: Package, app: App) -> tuple[Way, ...]:
    """The ways of taking a package in, the usual one first."""
    holds = package.inside
    if not holds.version:
        return (Way(KEPT, "写一份回执", _NOTHING, "main"),)
    where = "放到你选的位置，成为单独的一个台帐库，放好可以马上打开。"
    if app.shell is None:
        return (Way(BESIDE, "另存为新的台帐库", f"{where}请放在本机磁盘上，不要放在U盘上用。", "main"),)
    beside = Way(BESIDE, "另存为新的台帐库", f"{where}现在的台帐库不动。")
    related = relation(holds, app.desk.campaign)
    same, branch = related is Relation.SAME, related is Relation.OTHER_UNIT
    unlike = "" if same else "不能合并：它不是现在这个台帐库的同一次活动。"
    own = {
        Relation.SAME: "它就是本台帐同一次活动的，请用“合并到现在的台帐库”。",
        Relation.OTHER_CAMPAIGN: "它是本单位的台帐，不是下级单位的，请另存为新的台帐库。",
    }.get(related, "")
    found = (
        Way(
            MERGE,
            "合并到现在的台帐库",
            "补上对方有、这里没有的内容；两边改得不同的，列出来由你逐处选。选好之前什么也不写，合并之前先自动备份。",
            "main" if same else "plain",
            unlike,
        ),
        Way(
            BRANCH,
            "收作下级单位的台帐",
            "与自己的记录分开存放，只在“单位汇总”里看得分和排名。同一单位再收一次，就更新成新的。",
            "main" if branch else "plain",
            own,
        ),
        beside,
        Way(
            REPLACE,
            "用它替换现在的台帐库",
            "现在的记录全部换成移交包里的。替换之前，现在的样子自动留一份备份，替换错了能恢复回来。",
            "danger",
        ),
    )
    return tuple(sorted(found, key=lambda way: way.role != "main"))


class WaysCard(Card):
    """Offers the ways for a package; `take(key)` does one."""

    def __init__(self, parent: tk.Misc, app: App, take: Callable[[str], object]) -> None:
        super().__init__(parent, "怎样接收")
        self.app, self._take = app, take
        self.buttons: dict[str, Button] = {}
        self._sentences: list[Sentence] = []
        self._outcome: Outcome | None = None
        self._done = ttk.Frame(self.body, style="Panel.TFrame")
        self._told = Sentence(self._done, style="Panel.TLabel")
        self._told.pack(anchor="w")
        row = ttk.Frame(self._done, style="Panel.TFrame")
        row.pack(anchor="w", pady=(theme.px(10), theme.px(4)))
        self.open = Button(row, "打开这个台帐库", self._open, role="main")
        self.show = Button(row, "显示回执", self._reveal)
        self.save = Button(row, "把回执另存到……", self._save)
        self._stage = ttk.Frame(self.body, style="Panel.TFrame")
        self._stage.pack(fill="x")
        self._choice = ttk.Frame(self._stage, style="Panel.TFrame")
        self._choice.pack(fill="x")
        self.work = UnderWay(app, self._stage, LANE, self._turned)
        self.body.bind("<Configure>", lambda _: self._wrap(), add="+")
        self.wait()

    @property
    def words(self) -> str:
        """What is told of the last receiving."""
        return self._told.words

    def wait(self) -> None:
        """There is no package to be received yet."""
        self._put_sentence(_WAITING)

    def offer(self, package: Package) -> None:
        """Offer the ways of taking the package in."""
        self._clear()
        for place, way in enumerate(ways_for(package, self.app)):
            button = Button(
                self._choice,
                way.words,
                lambda key=way.key: self._take(key),  # type: ignore[misc]
                role="plain" if way.hindrance else way.role,
            )
            button.pack(anchor="w", pady=(0 if place == 0 else theme.px(14), theme.px(4)))
            button.enable(not way.hindrance)
            self.buttons[way.key] = button
            self._add(way.hindrance or way.sentence, "Muted")
        first = next((each for each in self.buttons.values() if each.enabled), None)
        if first is not None:
            first.focus_set()

    def tell(self, outcome: Outcome) -> None:
        """Say what became of a package, and let its receipt be taken along."""
        self._outcome = outcome
        told = [*outcome.sentences]
        if outcome.known:
            told.append("这个移交包以前接收过，回执那时已经写好；需要时可以再写一份。")
        elif outcome.written is not None:
            told.append(f"回执写在“{outcome.written}”：请把它交还移交方，由对方登记。")
        else:
            told.append("移交包旁边写不进回执（U盘可能写保护或满了）：请按“把回执另存到……”选别的位置，再交还移交方。")
        doubtful = outcome.doubtful or (outcome.written is None and not outcome.known)
        self._tell("\n".join(told), "Warn" if doubtful else "Good")
        for button, there in (
            (self.open, outcome.library is not None),
            (self.show, outcome.written is not None),
            (self.save, True),
        ):
            button.pack_forget()
            if there:
                button.pack(side="left", padx=(0, 8))
        self._put_sentence("")
        (self.open if outcome.library is not None else self.save).focus_set()

    def refuse(self, sentence: str, tone: str = "Bad") -> None:
        """Say why nothing was received; the ways stay."""
        self._tell(sentence, tone)
        for button in (self.open, self.show, self.save):
            button.pack_forget()

    def _tell(self, sentence: str, tone: str) -> None:
        self._told.configure(text=sentence, style=f"Panel{tone}.TLabel")
        self._done.pack(fill="x", before=self._stage, pady=(0, theme.px(10)))
        self._wrap()

    def _put_sentence(self, sentence: str) -> None:
        self._clear(keep_told=not sentence)
        if sentence:
            self._add(sentence, "Muted")

    def _add(self, sentence: str, tone: str) -> None:
        line = Sentence(self._choice, text=sentence, style=f"Panel{tone}.TLabel")
        line.pack(anchor="w")
        self._sentences.append(line)
        self._wrap()

    def _clear(self, *, keep_told: bool = False) -> None:
        if not keep_told:
            self._outcome = None
            self._told.configure(text="")
            self._done.pack_forget()
        self.buttons.clear()
        self._sentences.clear()
        for child in self._choice.winfo_children():
            child.destroy()
        self._choice.configure(height=1)  # an emptied frame would keep its height

    def _turned(self, running: bool) -> None:
        gone, come = (self._choice, self.work.progress) if running else (self.work.progress, self._choice)
        gone.pack_forget()
        come.pack(fill="x")
        if running:
            self._told.configure(text="")
            self._done.pack_forget()
            self.work.progress.button.focus_set()
        else:
            next((each for each in self.buttons.values() if each.enabled), self.save).focus_set()

    def _wrap(self) -> None:
        wide = max(self.body.winfo_width() - theme.px(8), 120)
        for label in (self._told, *self._sentences):
            label.configure(wraplength=wide)

    def _open(self) -> None:
        outcome = self._outcome
        if outcome is not None and outcome.library is not None:
            self.app.overlay.clear()
            self.app.open(outcome.library)

    def _reveal(self) -> None:
        path = self._outcome.written if self._outcome is not None else None
        if path is not None:
            self.app.background.run(lambda: reveal(path), lane=FILES)

    def _save(self) -> None:
        outcome = self._outcome
        folder = self.app.chooser.folder("回执写到哪里：请选择文件夹或U盘") if outcome is not None else None
        if outcome is None or folder is None:
            return

        def failed(error: Exception) -> None:
            if isinstance(error, CannotWrite):
                self.app.overlay.tell("没有写成", str(error))
            else:
                self.app.fail(error)

        self.app.background.run(
            lambda: write_receipt(folder, outcome.receipt),
            lambda path: self.app.overlay.tell("回执写好了", f"写在“{path}”：请把它交还移交方，由对方登记。"),
            failed,
            lane=FILES,
        )
