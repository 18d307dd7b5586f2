"""The sheet on which scans are put where they belong: a guess for each, the file looked at, all added at once."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.actions import NoneAttached, Outcome
from forms.background import THINK
from forms.dialogs.attaching import tell_failures
from forms.filing_guess import guess
from forms.screens.filing_choices import (
    COLUMNS,
    NEW,
    SAME,
    SKIP,
    Chosen,
    chosen_at_first,
    retargeted,
    row_of,
    targets_of,
    wanted_of,
)
from forms.screens.filing_taking import TakeIn
from forms.screens.filing_target import TargetEditor
from forms.shell.overlay import Sheet
from forms.widgets.listing import Listing
from forms.widgets.sentence import Sentence
from forms.widgets.viewer import Viewer
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from forms.app import App

_HOW = (
    "上下键看每个文件猜得对不对；要改，按回车到“归到”里打几个字选，再按回车看下一个。"
    "一件有几个文件的，后面几个选“并入上一件”。按 Delete 不添加这个文件。选中几行可以一起改。"
)


def add_scans(app: App, paths: Sequence[Path], added: Callable[[Outcome], object]) -> None:
    """Guess where the files belong, and ask; `added` hears when they were taken in."""
    snapshot = app.desk.snapshot

    def guessed() -> tuple[list[Chosen], dict[str, str]]:
        return chosen_at_first(guess(tuple(paths), snapshot), snapshot), targets_of(snapshot)

    app.background.run(guessed, lambda found: AddingSheet(app, *found, added), lane=THINK)


class AddingSheet:
    """The sheet while it is open: `chosen` says what becomes of each file."""

    def __init__(
        self, app: App, chosen: list[Chosen], targets: dict[str, str], added: Callable[[Outcome], object]
    ) -> None:
        self.app, self.chosen, self.targets, self._added = app, chosen, targets, added
        self._names = {uid: words for words, uid in targets.items()}
        self._busy = False
        self._looked = -1
        buttons = (("add", "添加", "main"), ("", "取消", "plain"))
        title = f"添加{len(chosen)}个扫描件"
        self.sheet: Sheet = app.overlay.show(title, self._fill, buttons, self._answered, full=True)
        self._count()

    @property
    def place(self) -> int:
        """Which file the keyboard is at."""
        return int(self.listing.focused or 0)

    def retarget(self, target: str) -> None:
        """The chosen files belong elsewhere."""
        for place in self._places():
            self._put(place, retargeted(self.chosen, place, target, self.app.desk.snapshot))
        self._tell()

    def change(self, chosen: Chosen) -> None:
        """Another role for the chosen files, or other fields for the one that the keyboard is at."""
        places = self._places() if chosen.role != self.chosen[self.place].role else (self.place,)
        for place in places:
            data = chosen.data if place == self.place else self.chosen[place].data
            self._put(place, replace(self.chosen[place], role=chosen.role, data=data))

    def skip(self) -> None:
        """Do not add the chosen files; those that are not added are."""
        self.retarget(NEW if self.chosen[self.place].target == SKIP else SKIP)

    def following(self) -> None:
        """Go on to the next file, after the last one to the button."""
        if self.place + 1 < len(self.chosen):
            self.listing.select((str(self.place + 1),))
            self._tell()
            self.listing.focus_set()
        else:
            self.sheet.buttons["add"].focus_set()

    def add(self) -> None:
        """Take the files in; the sheet stays until it is done."""
        files = wanted_of(self.chosen)
        if self._busy or not files or not self._titled():
            return
        self._busy = True
        self._enable(False)
        self.app.desk.change(TakeIn(files, self._progress), self._done, self._failed)

    # Inside

    def _fill(self, body: ttk.Frame) -> tk.Misc:
        body.columnconfigure(0, weight=1, uniform="halves")
        body.columnconfigure(1, weight=1, uniform="halves")
        body.rowconfigure(0, weight=1)
        left = ttk.Frame(body, style="Panel.TFrame")
        left.grid(row=0, column=0, sticky="nsew", padx=(0, theme.px(12)))
        how = Sentence(left, text=_HOW, style="PanelSmallMuted.TLabel")
        how.pack(anchor="w", pady=(0, theme.px(6)))
        left.bind("<Configure>", lambda event: how.configure(wraplength=event.width))
        self.line = ttk.Label(left, style="PanelBold.TLabel")
        self.line.pack(side="bottom", anchor="w", pady=(theme.px(6), 0))
        self.listing = Listing(left, COLUMNS, on_select=lambda _: self._tell(), on_open=lambda _: self.editor.focus())
        self.listing.tree.bind("<Delete>", lambda _: self._skipped())
        self.editor = TargetEditor(left, self)
        self.editor.pack(side="bottom", fill="x", pady=(theme.px(8), 0))
        self.listing.pack(fill="both", expand=True)
        self.editor.lift(self.listing)  # Tab comes to it after the list
        self.viewer = Viewer(body, self.app.background)
        self.viewer.grid(row=0, column=1, sticky="nsew")
        self.listing.put([row_of(place, each, self._names) for place, each in enumerate(self.chosen)])
        self.listing.select(("0",))
        body.pack_propagate(False)
        body.grid_propagate(False)
        self._tell()
        return self.listing.tree

    def _places(self) -> tuple[int, ...]:
        """The files that are changed together."""
        places = tuple(map(int, self.listing.selection))
        return places if self.place in places else (self.place,)

    def _put(self, place: int, chosen: Chosen) -> None:
        self.chosen[place] = chosen
        self.listing.replace(row_of(place, chosen, self._names))
        self._count()

    def _tell(self) -> None:
        """Show the file that the keyboard is at."""
        if self.listing.focused is None:
            return
        chosen = self.chosen[self.place]
        self.editor.show(chosen, self._names.get(chosen.target, ""))
        if self._looked != self.place:
            self._looked = self.place
            self.viewer.show_foreign(chosen.path)

    def _skipped(self) -> str:
        self.skip()
        return "break"

    def _count(self) -> None:
        if not hasattr(self, "sheet"):
            return  # it is being filled
        new = sum(each.target == NEW for each in self.chosen)
        same = sum(each.target == SAME for each in self.chosen)
        skipped = sum(each.target == SKIP for each in self.chosen)
        parts = [
            f"{len(self.chosen) - new - same - skipped}个归到已有的资料",
            f"{new}个作为新的归档文件",
            *([f"{same}个并入上一件"] if same else []),
            *([f"{skipped}个不添加"] if skipped else []),
        ]
        self.line.configure(text="，".join(parts), style="PanelBold.TLabel")
        self.sheet.buttons["add"].configure(text=f"添加{len(self.chosen) - skipped}个")
        self.sheet.buttons["add"].enable(skipped < len(self.chosen))

    def _titled(self) -> bool:
        """Whether each new paper has a title; else the first without one is shown."""
        blank = next(
            (place for place, each in enumerate(self.chosen) if each.target == NEW and not each.data.get("title")), None
        )
        if blank is None:
            return True
        self.listing.select((str(blank),))
        self._tell()
        self.line.configure(text="新的归档文件要有题名，请补上", style="PanelBad.TLabel")
        self.editor.focus_title()
        return False

    def _progress(self, done: int, total: int, name: str) -> None:
        """Told on the ledger's lane."""
        self.app.background.post(lambda: self._told(f"正在添加第{done + 1}个，共{total}个：{name}"))

    def _told(self, words: str) -> None:
        if self.line.winfo_exists():
            self.line.configure(text=words)

    def _enable(self, on: bool) -> None:
        for button in self.sheet.buttons.values():
            button.enable(on)

    def _done(self, outcome: Outcome) -> None:
        self._busy = False
        self.sheet.close()
        count = len(outcome.attachments)
        self.app.say(f"已添加{count}个扫描件，可按 Ctrl+Z 撤销", "warn" if outcome.failures else "good")
        self._added(outcome)
        if outcome.failures:
            tell_failures(self.app, count, outcome.failures)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._enable(True)
        self._count()
        if isinstance(error, NoneAttached):
            tell_failures(self.app, 0, error.failures)
        elif isinstance(error, LedgerError):
            self.app.overlay.tell("扫描件没有添加", str(error))
        else:
            raise error

    def _answered(self, key: str) -> bool:
        """Whether the sheet closes."""
        if key == "add":
            self.add()
        return not key and not self._busy
