"""Examining a library and repairing it on a copy: the panel, for the open library and for one that does not open."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from exports.pictures import PictureError, normalise
from forms import theme
from forms.background import FILES as DISK
from forms.destinations import free
from forms.dialogs.passphrase import PassphraseForm
from forms.dialogs.repaired import tell_repaired
from forms.examination_words import FINDINGS, last_examined, next_step, rows_of, summary, with_examined
from forms.place import Place
from forms.under_way import UnderWay
from forms.widgets.button import Button
from forms.widgets.listing import Listing
from forms.widgets.sentence import Sentence
from ledger.doctor.examination import ExaminationStopped, examine
from ledger.doctor.findings import Examination, Finding, Severity
from ledger.doctor.losses import Repaired
from ledger.doctor.repair import RepairStopped, repair
from ledger.errors import LedgerError
from ledger.identity import utc_now
from ledger.library import Library
from ledger.unlocking import PassphraseNeeded, is_plain, unlock
from ledger.vault import Vault, WrongPassphrase

if TYPE_CHECKING:
    from forms.app import App

LANE = "doctor"
"""The lane of examining and repairing; drafts and prints shall not wait for it."""
_EMPTY = "按“开始体检”，检查数据库、记录、附件、历史和备份，什么也不改。"
_WHERE = "修复好的副本放在哪里：请选择文件夹（不在台帐库里面）"


class Examining(ttk.Frame):
    """Stands on a panel. `place` gives the library, `opened` goes to a record by its uid, False when it cannot."""

    def __init__(
        self,
        parent: tk.Misc,
        app: App,
        place: Callable[[], Place],
        opened: Callable[[str], bool] = lambda _: False,
    ) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self.app, self._place, self._opened = app, place, opened
        self.found: Examination | None = None
        self._word: str | Vault = ""
        self._state = Sentence(self, style="Panel.TLabel")
        self._state.pack(fill="x", pady=(0, theme.px(8)))
        self._build_tools()
        self._detail = Sentence(self, style="Panel.TLabel")
        self._detail.pack(side="bottom", fill="x", pady=(theme.px(8), 0))
        self.listing = Listing(
            self, FINDINGS, name="doctor", empty=_EMPTY, multiple=False, on_select=self._selected, on_open=self._open
        )
        self.listing.pack(fill="both", expand=True)
        self.bind("<Configure>", lambda event: self._wrap(event.width), add="+")
        self.remembered()

    def _build_tools(self) -> None:
        stage = ttk.Frame(self, style="Panel.TFrame")
        stage.pack(fill="x", pady=(0, theme.px(10)))
        self._tools = ttk.Frame(stage, style="Panel.TFrame")
        self.work = UnderWay(self.app, stage, LANE, lambda on: self.work.swap(on, self._tools, self.start))
        self.start = Button(self._tools, "开始体检", self.examine, role="main")
        self.start.pack(side="left")
        self.mend = Button(self._tools, "在副本上修复……", self.repair)
        self.mend.pack(side="left", padx=(8, 0))
        self._tools.pack(fill="x")

    @property
    def words(self) -> str:
        """What is told above the list."""
        return self._state.words

    def remembered(self) -> None:
        """Say when the library was examined last."""
        if self.found is None and not self.work.running:
            self._tell(last_examined(self.app.preferences, self._place().folder))

    def examine(self) -> None:
        """Look the library over."""
        place = self._known()
        self.work.begin(
            "正在检查……",
            lambda tell, stopped: examine(unlocked(place), now=utc_now(), tell=tell, stopped=stopped),
            self._examined,
            lambda error: self._failed(error, self.examine),
        )

    def repair(self) -> None:
        """Ask where, and repair the library on a copy there."""
        folder = self.app.chooser.folder(_WHERE)
        if folder is None:
            return
        name = f"{self._place().folder.name}_修复_{utc_now().astimezone():%Y%m%d}"
        self.app.background.run(lambda: free(folder, name), self._repair, lane=DISK)

    def _repair(self, dest: Path) -> None:
        place, who = self._known(), self.app.preferences.who

        def mended(made: Repaired) -> None:
            self._tell(f"已修复到“{made.folder}”。")
            tell_repaired(self.app, place, made)

        self.work.begin(
            "正在修复……",
            lambda tell, stopped: repair(
                unlocked(place), dest, now=utc_now(), who=who, upright=upright_of, tell=tell, stopped=stopped
            ),
            mended,
            lambda error: self._failed(error, lambda: self._repair(dest)),
        )

    def _known(self) -> Place:
        """The library, with a passphrase that was asked for here."""
        place = self._place()
        return place if place.passphrase else replace(place, passphrase=self._word)

    def _examined(self, found: Examination) -> None:
        held = self.app.shell is not None and found.library == self.app.desk.path
        if held:  # that it is open in this window is no news
            found = replace(found, findings=tuple(each for each in found.findings if each.code != "in-use"))
        self.found = found
        self.app.remember(with_examined(self.app.preferences, found, utc_now()))
        tones = {Severity.NOTE: "Good", Severity.FAULT: "Warn", Severity.DAMAGE: "Bad"}
        self._tell(summary(found), tones[found.worst])
        self.listing.put(list(rows_of(found.findings)))
        if found.findings:
            self.listing.select(("0",))
            self._selected("0")
            self.listing.focus_set()
        else:
            self._detail.configure(text="")

    def _failed(self, error: Exception, again: Callable[[], object]) -> None:
        if isinstance(error, PassphraseNeeded | WrongPassphrase):
            sentence = f"台帐库“{self._place().folder.name}”设有口令，输入口令（或恢复码）才能看到里面。"
            if isinstance(error, WrongPassphrase):
                sentence = f"口令不对，请再输一次。{sentence}"
            PassphraseForm(self.app, "输入口令", sentence, ("口令",), "继续").then(
                lambda typed: self._try(typed, again)
            )
        elif isinstance(error, LedgerError):
            self._tell(str(error), "" if isinstance(error, ExaminationStopped | RepairStopped) else "Bad")
        else:
            self._tell("")
            self.app.fail(error)

    def _try(self, typed: list[str], again: Callable[[], object]) -> None:
        self._word = typed[0]
        if self.winfo_exists():
            again()

    def _selected(self, uid: str | None) -> None:
        finding = self._finding(uid)
        self._detail.configure(text=f"{finding.sentence}{next_step(finding)}" if finding else "")

    def _open(self, uid: str) -> None:
        finding = self._finding(uid)
        if finding is not None and not any(self._opened(each) for each in finding.about):
            self.app.say("这一项没有对应的记录可以打开")

    def _finding(self, uid: str | None) -> Finding | None:
        return self.found.findings[int(uid)] if self.found is not None and uid else None

    def _tell(self, sentence: str, tone: str = "") -> None:
        self._state.configure(text=sentence, style=f"Panel{tone}.TLabel")

    def _wrap(self, width: int) -> None:
        for label in (self._state, self._detail):
            label.configure(wraplength=max(width - theme.px(8), 120))


def unlocked(place: Place) -> Library:
    """The library with its keys, also when its database is damaged. Raises PassphraseNeeded, WrongPassphrase."""
    library = Library(place.folder)
    if isinstance(place.passphrase, Vault):
        return replace(library, vault=place.passphrase)
    database = library.database
    if not library.key.is_file() or (database.is_file() and database.stat().st_size and is_plain(database)):
        return library
    if not place.passphrase:
        raise PassphraseNeeded(place.folder)
    return replace(library, vault=unlock(library, place.passphrase, utc_now()))


def upright_of(data: bytes) -> bytes | None:
    """The upright JPEG of a picture, None for what is none."""
    try:
        return normalise(data)
    except PictureError:
        return None
