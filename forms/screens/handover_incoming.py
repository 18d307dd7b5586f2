"""A package that came in: choosing it, its passphrase, verifying it with progress, and what is inside."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from exports.handover.layout import BAGIT
from exports.handover.receiving import Inside
from exports.handover.verifying import Verified, VerifyingStopped
from exports.handover.zip_contents import PackageLocked, WrongPackagePassphrase
from forms import theme
from forms.dialogs.passphrase_lines import PassphraseLine
from forms.finding_words import summary
from forms.moments import minute
from forms.taking_in import LANE, Package, Relation, relation, verified
from forms.under_way import UnderWay
from forms.widgets.button import Button
from forms.widgets.cards import Card
from forms.widgets.sentence import Sentence
from ledger.errors import LedgerError
from ledger.sizes import size_in_words

if TYPE_CHECKING:
    from forms.app import App

FILES = (("移交包（.zip 或第一个分卷 .001）", "*.zip *.ZIP *.001"), ("所有文件", "*"))
_WHAT = (
    "选择对方交来的移交包：一个文件夹，或压缩成的.zip（分卷的选.zip.001）；也可以把它拖到这一页。"
    "先逐个文件核对校验值，只读不写，U盘上的包不会改动。"
)
_RELATIONS = {
    Relation.SAME: "与现在打开的台帐库是同一次活动。",
    Relation.OTHER_CAMPAIGN: "是本单位的，但与现在打开的台帐库不是同一次活动。",
    Relation.OTHER_UNIT: "是另一个单位的台帐。",
}


class PackageCard(Card):
    """One package at a time, and none while `busy()`, as one is being taken in.

    `told` hears what verifying found, and with None that another one is looked at.
    """

    def __init__(
        self,
        parent: tk.Misc,
        app: App,
        told: Callable[[Verified | None], object],
        busy: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(parent, "移交包")
        self.app, self._told, self._busy = app, told, busy
        self.package: Package | None = None
        self._path: Path | None = None
        what = Sentence(self.body, text=_WHAT, style="PanelSmallMuted.TLabel")
        what.pack(anchor="w", pady=(0, theme.px(10)))
        self._stage = ttk.Frame(self.body, style="Panel.TFrame")
        self._stage.pack(fill="x")
        self._tools = ttk.Frame(self._stage, style="Panel.TFrame")
        self._file = Button(self._tools, "选择压缩包……", self.choose_file, role="main")
        self._file.pack(side="left")
        Button(self._tools, "选择文件夹……", self.choose_folder).pack(side="left", padx=(8, 0))
        self.work = UnderWay(app, self._stage, LANE, self._turned)
        self._turned(False)
        self._name = Sentence(self.body, style="PanelBold.TLabel")
        self._name.pack(anchor="w", pady=(theme.px(10), 0))
        self._lock = ttk.Frame(self.body, style="Panel.TFrame")
        self.line = PassphraseLine(self._lock, "口令")
        self.line.pack(fill="x", pady=(theme.px(8), theme.px(8)))
        self.line.entry.bind("<Return>", self._entered)
        Button(self._lock, "打开移交包", self._unlock, role="main").pack(anchor="w")
        self._said = Sentence(self.body, style="Panel.TLabel")
        self._said.pack(anchor="w", pady=(theme.px(6), 0))
        self._facts = ttk.Frame(self.body, style="Panel.TFrame")
        self._facts.pack(fill="x", pady=(theme.px(10), 0))
        self._facts.columnconfigure(1, weight=1)
        self._values: list[Sentence] = []
        self.body.bind("<Configure>", lambda event: self._wrap(event.width, what), add="+")

    @property
    def words(self) -> str:
        """What is told of the package."""
        return self._said.words

    def focus_first(self) -> None:
        """Put the keys on the button that begins."""
        self._file.focus_set()

    def choose_file(self) -> None:
        """Ask for a zip or a volume of one."""
        self._taken(self.app.chooser.file("请选择移交包：.zip 或第一个分卷 .zip.001", FILES))

    def choose_folder(self) -> None:
        """Ask for a package that is a folder."""
        self._taken(self.app.chooser.folder("请选择移交包文件夹，名称以“移交包_”开头"))

    def dropped(self, files: tuple[Path, ...]) -> None:
        """A package was dropped; of a folder come the files in it."""
        bag = next((each.parent for each in files if each.name == BAGIT), None)
        archive = next((each for each in files if each.suffix.lower() in (".zip", ".001")), files[0])
        self._taken(bag or archive)

    def look_at(self, path: Path, passphrase: str | None = None) -> None:
        """Verify the package at `path`."""
        if self.work.running or self._busy():
            self.app.say("正在接收一个移交包：请等它做完，或先按“取消”")
            return
        self._path, self.package = path, None
        self._clear()
        self._name.configure(text=path.name)
        self._told(None)
        self.work.begin(
            f"正在核对“{path.name}”……",
            lambda tell, stopped: verified(path, passphrase, tell, stopped),
            lambda found: self._found(path, passphrase, found),
            self._failed,
        )

    def _taken(self, path: Path | None) -> None:
        if path is not None:
            self.line.forget()
            self.look_at(path)

    def _entered(self, event: object) -> str:
        self._unlock()
        return "break"

    def _unlock(self) -> None:
        typed, path = self.line.text, self._path
        if typed and path is not None:
            self.look_at(path, typed)

    def _found(self, path: Path, passphrase: str | None, found: Verified) -> None:
        self.line.forget()
        if found.whole:
            self.package = Package(path, passphrase, found)
            notes = "\n".join(("", *found.notes))
            counted = f"{found.counts.hashed}个文件逐个算过校验值（SHA-256），与清单一致。"
            self._say(f"核对无误：{counted}{notes}", "Warn" if found.notes else "Good")
            self._show(self.package.inside)
        else:
            self._say(summary(path.name, found.findings), "Bad")
        self._told(found)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, PackageLocked | WrongPackagePassphrase):
            wrong = isinstance(error, WrongPackagePassphrase)
            self._say(str(error), "Bad" if wrong else "")
            self._lock.pack(fill="x", before=self._said)
            self.line.again()
        elif isinstance(error, LedgerError):
            self._say(str(error), "" if isinstance(error, VerifyingStopped) else "Bad")
        else:
            self.app.fail(error)

    def _show(self, holds: Inside) -> None:
        """What is inside, as pairs."""
        if self.app.shell is not None:
            related = _RELATIONS[relation(holds, self.app.desk.campaign)]
            value = Sentence(self._facts, text=related, style="PanelBold.TLabel")
            value.grid(row=0, column=0, columnspan=2, sticky="w", pady=(0, theme.px(8)))
            self._values.append(value)
        for row, (label, words) in enumerate(_pairs(holds), 1):
            ttk.Label(self._facts, text=label, style="PanelMuted.TLabel").grid(
                row=row, column=0, sticky="nw", padx=(0, theme.px(12)), pady=theme.px(2)
            )
            value = Sentence(self._facts, text=words, style="Panel.TLabel")
            value.grid(row=row, column=1, sticky="w", pady=theme.px(2))
            self._values.append(value)
        self._wrap(self.body.winfo_width())

    def _clear(self) -> None:
        self._say("", "")
        self._lock.pack_forget()
        self._values.clear()
        for child in self._facts.winfo_children():
            child.destroy()
        self._facts.configure(height=1)  # an emptied frame would keep its height

    def _say(self, sentence: str, tone: str) -> None:
        self._said.configure(text=sentence, style=f"Panel{tone}.TLabel")

    def _turned(self, running: bool) -> None:
        had_focus = str(self.tk.call("focus")).startswith(str(self.body))
        gone, come = (self._tools, self.work.progress) if running else (self.work.progress, self._tools)
        gone.pack_forget()
        come.pack(fill="x")
        if had_focus:
            (self.work.progress.button if running else self._file).focus_set()

    def _wrap(self, width: int, *labels: Sentence) -> None:
        wide = max(width - theme.px(8), 120)
        for label in (*labels, self._name, self._said):
            label.configure(wraplength=wide)
        for value in self._values:
            value.configure(wraplength=max(wide - theme.px(70), 120))


def _pairs(holds: Inside) -> list[tuple[str, str]]:
    kinds = "、".join(f"{title}{count}条" for title, count in holds.records.items()) or "没有记录"
    bin_words = f"；回收站{holds.deleted}条" if holds.deleted else ""
    library = f"{sum(holds.records.values())}条记录：{kinds}{bin_words}" if holds.version else "没有，只有报送的资料"
    return [
        ("单位", f"{holds.unit}　{holds.year}年度"),
        ("活动", holds.campaign_name),
        ("用途", holds.purpose.words),
        ("制作", "，".join(filter(None, (holds.by, minute(holds.made))))),
        ("资料", f"{holds.files}个文件，{size_in_words(holds.bytes)}"),
        ("台帐库", library),
    ]
