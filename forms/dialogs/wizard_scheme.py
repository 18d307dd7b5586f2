"""The step of a new library in which the scheme is chosen: one of those shipped, or one of a file."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import replace
from tkinter import ttk

from forms import theme
from forms.background import FILES
from forms.choosing import SCHEMES
from forms.dialogs.wizard_steps import WIDTH, Step, Wish
from forms.widgets.button import Button
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.sentence import Sentence
from ledger.errors import InputError, LedgerError
from ledger.kinds import KINDS
from ledger.scheme_reading import read_for
from ledger.schemes.files import SchemeFile, read_scheme_file
from ledger.schemes.model import Scheme


class NoSchemeChosen(InputError):
    """The clerk went on without a scheme."""

    def __init__(self) -> None:
        super().__init__("还没有选活动方案：请在表里选一个，再按“下一步”。")


class SchemeStep(Step):
    """Which scheme the campaign follows."""

    title = "活动方案"

    def build(self) -> None:
        """See Step."""
        self.told(
            "方案规定阶段、要收集的资料和怎样计分。这里列出随程序带来的方案，也可以用上级发来的方案文件；"
            "选定后，整份方案还可以改。"
        )
        columns = (
            ListColumn("name", "活动方案", 18, stretch=True),
            ListColumn("basis", "依据", 9),
            ListColumn("assessor", "考核单位", 7),
            ListColumn("year", "年度", 4, "right"),
        )
        self._listing = Listing(self, columns, multiple=False, on_open=lambda _: self.onwards())
        self._listing.configure(width=theme.px(WIDTH), height=theme.px(200))
        self._listing.pack(fill="both", expand=True)
        self._schemes: dict[str, Scheme] = {}
        self._files: dict[str, SchemeFile] = {}
        row = ttk.Frame(self, style="Panel.TFrame")
        row.pack(fill="x", pady=(theme.px(8), 0))
        Button(row, "用方案文件", self._choose).pack(side="left")
        self._refused = Sentence(row, style="PanelSmallBad.TLabel", wraplength=theme.px(WIDTH - 140))
        self._refused.pack(side="left", padx=theme.px(12))

    def offer(self, schemes: Sequence[Scheme]) -> None:
        """List the schemes that there are; the first is chosen."""
        self._schemes = {scheme.id: scheme for scheme in schemes}
        self._list(next(iter(self._schemes), ""))

    def enter(self, wish: Wish) -> tk.Misc:
        """See Step."""
        if wish.scheme is not None:
            self._listing.select((_key(wish.scheme, wish.file),))
        return self._listing.tree

    def read(self, wish: Wish) -> Wish:
        """See Step. Raises NoSchemeChosen."""
        chosen = self._schemes.get(self._listing.focused or "")
        if chosen is None:
            raise NoSchemeChosen
        file = self._files.get(self._listing.focused or "")
        if wish.scheme != chosen or wish.file != file:
            return replace(wish, scheme=chosen, file=file, year=chosen.year, name=chosen.name, folder=None)
        return wish

    def _list(self, chosen: str) -> None:
        rows = [
            ListRow(key, (each.name, self._files[key].source if key in self._files else each.basis, *_who(each)))
            for key, each in self._schemes.items()
        ]
        self._listing.put(rows)
        self._listing.select((chosen,) if chosen else ())

    def _choose(self) -> None:
        path = self.app.chooser.file("方案文件", SCHEMES)
        if path is None:
            return

        def read() -> tuple[SchemeFile, Scheme]:
            file = read_scheme_file(path)
            return file, read_for(file.text, None, file.source, KINDS)

        self.app.background.run(read, self._taken, self._not_taken, lane=FILES)

    def _taken(self, answer: tuple[SchemeFile, Scheme]) -> None:
        """The scheme of a file stands in the list, chosen."""
        if not self.winfo_exists():
            return
        file, scheme = answer
        self._refused.configure(text="")
        key = _key(scheme, file)
        self._schemes[key], self._files[key] = scheme, file
        self._list(key)
        self._listing.focus_set()

    def _not_taken(self, error: Exception) -> None:
        if not isinstance(error, LedgerError):
            raise error
        if self.winfo_exists():
            self._refused.configure(text=str(error))


def _key(scheme: Scheme, file: SchemeFile | None) -> str:
    """What the scheme is called in the list: one of a file may have the id of one shipped."""
    return scheme.id if file is None else f"{file.source}\n{scheme.id}"


def _who(scheme: Scheme) -> tuple[str, str]:
    return scheme.assessor, str(scheme.year)
