"""单位汇总: the ledgers of branches that were taken in, and who stands where by points."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from exports.names import safe_name
from exports.papers.ranking import NAME, paper
from forms import theme
from forms.background import FILES
from forms.choosing import SHEETS
from forms.dialogs.exporting import offer_folder
from forms.dialogs.ranking_sheet import RankingSheet
from forms.place import open_place
from forms.ranking_rows import COLUMNS, Standing, rows_of, standing
from forms.screens.handover_part import Part
from forms.sheet_export import write_sheet
from forms.shell.page import Target
from forms.widgets.button import Button
from forms.widgets.cards import Card
from forms.widgets.empty import Empty
from forms.widgets.listing import Listing
from forms.widgets.sentence import Sentence
from ledger.fields.numbers import plain
from ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

LANE = "ranking"
"""Working out the results of fifty units takes seconds, for which nothing else shall wait."""
_EMPTY = (
    "下级单位在自己的台帐里做一个“报上级单位汇总”的移交包交来，在“接收与合并”里选“收作下级单位的台帐”，"
    "这里就列出各单位的得分、名次和缺项，可以导出和打印。各单位的记录与本单位的分开存放。"
)


class Branches(Part):
    """One list, with the ranking over one's own ledger and those of branches."""

    help = (
        "这里是本单位和收入的下级单位的得分排名。\n"
        "名次按没有修约的得分排，得分相同的名次并列；没有得分的列在后面，最后一栏说明原因。\n"
        "“缺项”是到今天为止还缺的材料，“最多影响”是这些缺项最多影响多少分。\n"
        "“最后改动”是收来的台帐里最后一次登记的时间，看得出报来的是新的还是旧的。\n"
        "要更新某个单位，让它再交一个移交包，在“接收与合并”里再收一次。\n"
        "点栏目的名称可以按它排序；“导出Excel”和“打印预览”按名次排。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, app)
        self._standing: Standing | None = None
        self._of: Snapshot | None = None
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        self.card = card = Card(self, NAME)
        card.grid(row=0, column=0, sticky="nsew")
        tools = (
            ("打印预览", self.preview, "plain"),
            ("导出Excel……", self.export, "plain"),
            ("收下级单位的移交包", self._receive, "main"),
        )
        self.buttons = [Button(card.actions, words, command, role=role) for words, command, role in tools]
        for button in self.buttons:
            button.pack(side="left", padx=(8, 0))
        self._said = Sentence(card.body, style="PanelSmallMuted.TLabel")
        self._said.pack(anchor="w", pady=(0, theme.px(8)))
        self._stage = ttk.Frame(card.body, style="Panel.TFrame")
        self._stage.pack(fill="both", expand=True)
        self.listing = Listing(self._stage, COLUMNS, name="branches", multiple=False, empty="正在算各单位的得分……")
        self.empty = Empty(self._stage, "还没有收入下级单位的台帐", _EMPTY, "接收移交包", self._receive, ground="panel")
        self.listing.pack(fill="both", expand=True)
        card.body.bind(
            "<Configure>", lambda event: self._said.configure(wraplength=max(event.width - theme.px(8), 120)), add="+"
        )
        self._enable(False)

    def shown(self) -> None:
        """Give the list the keyboard."""
        self.refresh(None)
        (self.listing if self._standing is None or self._standing.branches else self.buttons[-1]).focus_set()

    def refresh(self, changed: Changed | None) -> None:
        """Work it out anew when the ledger, or what was taken in, is another."""
        own, place = self.app.desk.snapshot, open_place(self.app)
        if self.app.desk.reading or own is self._of:
            return
        self._of, today = own, self.app.desk.today
        self.app.background.run(
            lambda: standing(place, own, today), lambda found: self._put(found, own), self._failed, lane=LANE
        )

    def export(self) -> None:
        """Write the table to a spreadsheet that the clerk names."""
        found, app = self._standing, self.app
        path = app.chooser.save("导出得分排名表", safe_name(NAME, suffix=".xlsx"), SHEETS) if found else None
        if found is None or path is None:
            return
        made = paper(found.ranking, app.desk.campaign.unit)
        app.background.run(
            # The dialog of the system has asked about a file that is there.
            lambda: write_sheet(path, made, replace=True),
            lambda _: offer_folder(app, path, f"已导出{len(found.ranking.places)}个单位"),
            lane=FILES,
        )

    def preview(self) -> None:
        """Show the table on paper."""
        if self._standing is not None:
            RankingSheet(self.app, paper(self._standing.ranking, self.app.desk.campaign.unit))

    def _put(self, found: Standing, own: Snapshot) -> None:
        if not self.winfo_exists() or own is not self._of:
            return
        self._standing = found
        gone, come = (self.empty, self.listing) if found.branches else (self.listing, self.empty)
        gone.pack_forget()
        come.pack(fill="both", expand=True)
        self._enable(bool(found.branches))
        self._said.configure(text=_words(found) if found.branches else "")
        self.listing.put(rows_of(found))
        if self.listing.focused is None and found.branches:
            self.listing.select((found.ranking.places[0].campaign.uid,))

    def _failed(self, error: Exception) -> None:
        self._of = None
        self.app.fail(error)

    def _enable(self, on: bool) -> None:
        for button in self.buttons[:-1]:
            button.enable(on)

    def _receive(self) -> None:
        self.app.go("handover", Target("receive"))


def _words(found: Standing) -> str:
    made = found.ranking
    ranked = sum(1 for place in made.places if place.rank is not None)
    full = f"满分{plain(made.full)}分，" if made.full is not None else ""
    rest = len(made.places) - ranked
    others = f"，{rest}个没有可比的得分，列在后面并说明原因" if rest else ""
    return (
        f"{made.scheme}　截至{made.as_of:%Y-%m-%d}。{full}共{len(made.places)}个单位（含本单位），"
        f"{ranked}个有名次{others}。缺项按处计，“最多影响”按分计。"
    )


PART = Branches
