"""The exports that the library remembers: when, by whom, where to, and what can be done with each."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exports.names import BOUND
from forms import theme
from forms.background import FILES
from forms.moments import minute
from forms.screens import submission_acts as acts
from forms.screens.views import Part
from forms.shell.page import Command
from forms.widgets.button import Button
from forms.widgets.cards import Card
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.sentence import Sentence
from ledger.exported import Export

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

_COLUMNS = (
    ListColumn("number", "次", 3, "right"),
    ListColumn("at", "时间", 9),
    ListColumn("who", "操作人", 6),
    ListColumn("items", "件", 3, "right"),
    ListColumn("sides", "面", 4, "right"),
    ListColumn("state", "文件夹", 5),
    ListColumn("folder", "位置", 24, stretch=True),
)
_EMPTY = "还没有导出过。导出以后，每一次都记在这里。"
_NOTE = "选中一次，可以看、打印；手里的纸是那一次印的，用“抽换页”换成最近一次的。"


class Past(Part):
    """The list, the last export first, and the buttons over it."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent)
        self.app = app
        self._exports: dict[str, Export] = {}
        card = Card(self, "以前的导出")
        card.pack(fill="both", expand=True)
        note = Sentence(card.body, text=_NOTE, style="PanelSmallMuted.TLabel")
        note.pack(anchor="w", pady=(0, theme.px(6)))
        card.body.bind("<Configure>", lambda event: note.configure(wraplength=event.width), add="+")
        self._buttons = tuple(
            Button(card.actions, words, command, key=key)
            for words, command, key in (
                ("抽换页", self.exchange, ""),
                ("打印合订本", self.print, "Ctrl+P"),
                ("看合订本", self.look, "Enter"),
                ("打开文件夹", self.folder, ""),
            )
        )
        for button in self._buttons:
            button.pack(side="right", padx=(8, 0))
        self.listing = Listing(
            card.body,
            _COLUMNS,
            name="submission.past",
            on_select=lambda _: self._enable(),
            on_open=lambda _: self.look(),
            empty=_EMPTY,
            multiple=False,
        )
        self.listing.pack(fill="both", expand=True)
        self._enable()

    def refresh(self, changed: Changed | None) -> None:
        """Ask the ledger and the disk again."""
        self.app.desk.read(lambda ledger: ledger.exports(), self._ask_disk)

    def commands(self) -> Mapping[str, Command]:
        """Printing."""
        return {"print": self.print}

    def focus_set(self) -> None:
        """Put the keys into the list."""
        self.listing.focus_set()

    @property
    def taken(self) -> Export | None:
        """The export that is chosen."""
        return self._exports.get(self.listing.focused or "")

    def folder(self) -> None:
        """Show the folder of the chosen export."""
        if self.taken is not None:
            acts.show_folder(self.app, Path(self.taken.folder))

    def look(self) -> None:
        """Show its bound PDF."""
        if self.taken is not None:
            acts.look(self.app, Path(self.taken.folder))

    def print(self) -> None:
        """Print its bound PDF."""
        if self.taken is not None:
            acts.print_bound(self.app, Path(self.taken.folder), self.taken.bound)

    def exchange(self) -> None:
        """Sheets from the chosen export to the last one."""
        taken, last = self.taken, self._last
        if taken is not None and last is not None and taken is not last:
            acts.offer_exchange(self.app, taken, last)

    @property
    def _last(self) -> Export | None:
        return next(iter(self._exports.values()), None)

    def _ask_disk(self, exports: Sequence[Export]) -> None:
        latest = tuple(reversed(exports))
        self.app.background.run(
            lambda: [_row(each) for each in latest], lambda rows: self._put(latest, rows), lane=FILES
        )

    def _put(self, exports: Sequence[Export], rows: list[ListRow]) -> None:
        self._exports = {str(each.number): each for each in exports}
        self.listing.put(rows)
        if rows and self.listing.focused not in self._exports:
            self.listing.select((rows[0].uid,))
        self._enable()

    def _enable(self) -> None:
        taken = self.taken
        for button in self._buttons:
            button.enable(taken is not None)
        if taken is self._last:
            self._buttons[0].enable(False)  # nothing to exchange from the last to itself


def _row(export: Export) -> ListRow:
    there = (Path(export.folder) / BOUND).is_file()
    items = sum(1 for paper in export.bound.papers if paper.mark)
    cells = (
        str(export.number),
        minute(export.at),
        export.who,
        str(items),
        str(export.bound.sides),
        "在原处" if there else "不在原处",
        export.folder,
    )
    keys = (export.number, export.at, export.who, items, export.bound.sides, *cells[5:])
    return ListRow(str(export.number), cells, keys, "" if there else "warn")
