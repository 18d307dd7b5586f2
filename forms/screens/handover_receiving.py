"""Receiving a package from its choice to its receipt, with a library open or without one."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from exports.handover.findings import Finding
from exports.handover.verifying import Tell, Verified, VerifyingStopped
from exports.names import safe_name
from forms import dropping, taking_in, theme
from forms.closed_library import closed
from forms.destinations import free
from forms.dialogs.merging import MergeSheet
from forms.dialogs.replacing import ask_to_replace
from forms.finding_words import COLUMNS, rows_of
from forms.place import Place, open_place
from forms.receiving import Stopped
from forms.screens.handover_incoming import PackageCard
from forms.screens.handover_ways import BESIDE, BRANCH, KEPT, REPLACE, WaysCard
from forms.shell.page import Target
from forms.taking_in import LANE, Outcome, Package, PrivateCopy
from forms.widgets.cards import Card
from forms.widgets.listing import Listing
from forms.widgets.scroll_area import ScrollArea
from forms.widgets.sentence import Sentence
from ledger.errors import LedgerError
from ledger.merging.comparison import Comparison

if TYPE_CHECKING:
    from forms.app import App


class Receiving(ttk.Frame):
    """The package at the left; at the right what is wrong with it, or the ways of taking it in."""

    def __init__(self, parent: tk.Misc, app: App, *, style: str = "TFrame") -> None:
        super().__init__(parent, style=style)
        self.app = app
        self._copy: PrivateCopy | None = None
        self.columnconfigure(0, weight=6, uniform="half")
        self.columnconfigure(1, weight=6, uniform="half")
        self.rowconfigure(0, weight=1)
        left, right = ScrollArea(self, style=style), ScrollArea(self, style=style)
        left.grid(row=0, column=0, sticky="nsew", padx=(0, theme.px(10)))
        right.grid(row=0, column=1, sticky="nsew")
        self._right = right
        self.card = PackageCard(left.body, app, self._told, lambda: self.ways.work.running)
        self.card.pack(fill="x")
        self.ways = WaysCard(right.body, app, self.take)
        self.ways.pack(fill="x")
        self.findings = _Findings(self)
        self.bind("<Destroy>", self._gone, add="+")
        dropping.accept_files(self, self.card.dropped)

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return self.card.work.running or self.ways.work.running

    def stop(self) -> None:
        """Stop what is under way."""
        for work in (self.card.work, self.ways.work):
            if work.running:
                work.progress.button.invoke()

    def take(self, key: str) -> None:
        """Take the package in, in the way called `key`."""
        package = self.card.package
        if package is None or self.running:
            return
        ways = {BESIDE: self._beside, KEPT: self._kept, REPLACE: self._ask_to_replace}
        if key in ways:
            ways[key](package)
        else:
            self._compare(package, branch=key == BRANCH)

    # The package

    def _told(self, found: Verified | None) -> None:
        self._put_away()
        whole = found is None or found.whole
        gone, come = (self.findings, self._right) if whole else (self._right, self.findings)
        gone.grid_forget()
        come.grid(row=0, column=1, sticky="nsew")
        if found is not None and not whole:
            self.findings.put(found.findings)
        elif self.card.package is not None:
            self.ways.offer(self.card.package)
        else:
            self.ways.wait()

    # The ways

    def _beside(self, package: Package) -> None:
        folder = self.app.chooser.folder("新的台帐库放到哪里：请选择本机磁盘上的一个文件夹")
        if folder is None:
            return
        who, holds = self.app.preferences.who, package.inside
        name = safe_name(f"{holds.unit}_{holds.year}年度台帐")
        self.ways.work.begin(
            "正在取出台帐库……",
            lambda tell, stopped: taking_in.beside(package, free(folder, name), who, tell, stopped),
            self.ways.tell,
            self._refused,
        )

    def _kept(self, package: Package) -> None:
        who = self.app.preferences.who
        unit = self.app.desk.campaign.unit if self.app.shell is not None else ""
        self.ways.work.begin(
            "正在写回执……", lambda tell, stopped: taking_in.kept(package, unit, who), self.ways.tell, self._refused
        )

    def _compare(self, package: Package, *, branch: bool) -> None:
        place, copy = open_place(self.app), self._copied(package)
        self.ways.work.begin(
            "正在取出台帐库并比较……",
            lambda tell, stopped: taking_in.compared(place, copy, {}, tell, stopped, branch=branch),
            lambda found: self._compared(package, copy, found, branch=branch),
            self._refused,
        )

    def _compared(self, package: Package, copy: PrivateCopy, found: Comparison, *, branch: bool) -> None:
        if not found.changes and not found.open:
            who = self.app.preferences.who
            self.app.desk.read(
                lambda ledger: taking_in.nothing_new(ledger, package, found.sentence, who, branch=branch),
                self.ways.tell,
                self._refused,
            )
            return
        MergeSheet(
            self.app,
            open_place(self.app),
            copy,
            found,
            lambda chosen: self._merge(chosen, branch=branch),
            branch=branch,
        )

    def _merge(self, choices: dict[str, str], *, branch: bool) -> None:
        """Merge with the library closed, and open it again."""
        place, copy, who = open_place(self.app), self._handed(), self.app.preferences.who
        if copy is None:
            return

        def work(tell: Tell, stopped: Stopped) -> Outcome:
            try:
                return taking_in.merged(place, copy, choices, who, tell, stopped, branch=branch)
            finally:
                copy.put_away()

        words = "收入" if branch else "合并"
        sentence = f"先自动备份，再{words}，请稍等。中途断电也不要紧：要么是原来的样子，要么已经全部{words}好。"
        app = self.app
        closed(
            app,
            f"正在{words}",
            sentence,
            work,
            lambda made: reopen(app, place, made),
            stoppable=True,
        )

    def _ask_to_replace(self, package: Package) -> None:
        place, copy = open_place(self.app), self._copied(package)
        self.ways.work.begin(
            "正在取出台帐库并比较……",
            lambda tell, stopped: taking_in.would_replace(place, copy, tell, stopped),
            lambda told: ask_to_replace(self.app, package.path.name, told, lambda: self._replace(package)),
            self._refused,
        )

    def _replace(self, package: Package) -> None:
        place, who = open_place(self.app), self.app.preferences.who
        copy = self._handed() or PrivateCopy(package)

        def work(tell: Tell, stopped: Stopped) -> Outcome:
            try:
                return taking_in.replaced(place, copy, who, tell, stopped)
            finally:
                copy.put_away()

        sentence = "先自动备份，再替换，请稍等。中途断电也不要紧：要么是原来的样子，要么已经换好。"
        app = self.app
        closed(app, "正在替换", sentence, work, lambda made: reopen(app, Place(place.folder), made), stoppable=True)

    # Inside

    def _refused(self, error: Exception) -> None:
        if isinstance(error, LedgerError):
            self.ways.refuse(str(error), "" if isinstance(error, VerifyingStopped) else "Bad")
        else:
            self.app.fail(error)

    def _copied(self, package: Package) -> PrivateCopy:
        """The private copy of the package, which stays until another package is looked at."""
        if self._copy is None:
            self._copy = PrivateCopy(package)
        return self._copy

    def _handed(self) -> PrivateCopy | None:
        """The private copy, for somebody who puts it away himself."""
        copy, self._copy = self._copy, None
        return copy

    def _put_away(self) -> None:
        copy = self._handed()
        if copy is not None:
            self.app.background.run(copy.put_away, lane=LANE)

    def _gone(self, event: tk.Event[tk.Misc]) -> None:
        if event.widget is self:
            self._put_away()


class _Findings(Card):
    """What is wrong with a package, one by one; below, the whole sentence of the one the keyboard is at."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, "核对发现的问题")
        self.listing = Listing(self.body, COLUMNS, name="findings-of-package", multiple=False, on_select=self._show)
        self.listing.pack(fill="both", expand=True)
        self._whole = Sentence(self.body, style="Panel.TLabel")
        self._whole.pack(side="bottom", anchor="w", pady=(theme.px(8), 0), before=self.listing)
        self.body.bind(
            "<Configure>", lambda event: self._whole.configure(wraplength=max(event.width - theme.px(8), 120)), add="+"
        )

    def put(self, findings: tuple[Finding, ...]) -> None:
        """Show these."""
        rows = rows_of(findings)
        self.listing.put(rows)
        self.listing.select((rows[0].uid,))
        self._show(rows[0].uid)
        self.listing.focus_set()

    def _show(self, uid: str | None) -> None:
        row = next((each for each in self.listing.shown_rows() if each.uid == uid), None)
        self._whole.configure(text=row.cells[2] if row is not None else "")


def reopen(app: App, place: Place, made: Outcome) -> None:
    """Open the library again, and tell in the part of receiving what was done."""

    def tell() -> None:
        page = app.go("handover", Target("receive"))
        front = getattr(getattr(page, "front", None), "receiving", None)
        if isinstance(front, Receiving):
            front.ways.tell(made)
        app.say(made.sentences[0], "warn" if made.doubtful else "good")

    app.open(place.folder, tell, passphrase=place.passphrase)
