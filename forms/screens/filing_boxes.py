"""The boxes that the volumes fill: what is in each, how thick it will be, and which spine it needs."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.dialogs.preview_paper import PaperSheet
from forms.filing_view import Filing
from forms.keys import shortcut
from forms.paper_making import OF_BOXES, PaperWish
from forms.screens.filing_state import FilingState
from forms.screens.views import Part
from forms.shell.page import Command
from forms.widgets.button import Button
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.sentence import Sentence
from forms.widths import keep_widths
from ledger.boxes import BINDING, BULK, OWN_SHEETS, Box, sheets_of
from ledger.filing_settings import FilingSettings
from ledger.kinds import kind_of

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

_COLUMNS = (
    ListColumn("number", "盒号", 4, "right"),
    ListColumn("volume", "卷（类）", 12, stretch=True),
    ListColumn("term", "保管期限", 6),
    ListColumn("span", "起止件号", 7),
    ListColumn("items", "件数", 4, "right"),
    ListColumn("sheets", "张数", 4, "right"),
    ListColumn("thickness", "估计厚度（毫米）", 9, "right"),
    ListColumn("spine", "盒脊（毫米）", 7, "right"),
    ListColumn("note", "备注", 16, stretch=True),
)


_EXPORT_FIRST = "盒签和备考表按排好的页数分盒，现在的页数还是估计的，或者导出以后台帐有了改动。请先在“报送”里导出一次。"


def row_of(box: Box) -> ListRow:
    """The row of a box."""
    thick = f"{box.thickness / 1000:.1f}"
    note = f"件号{box.first:04d}一件就装不下，请分册装订后再装盒" if box.overfull else ""
    span = f"{box.first:04d}-{box.last:04d}"
    term = box.volume.term or "未定"
    cells = (str(box.number), box.volume.name, term, span, str(len(box.items)), str(box.sheets), thick, str(box.spine))
    keys = (box.number, box.volume.no, term, box.first, len(box.items), box.sheets, box.thickness, box.spine)
    return ListRow(str(box.number), (*cells, note), (*keys, note or None), "warn" if box.overfull else "")


def reckoned(settings: FilingSettings) -> str:
    """How the thickness of a box is reckoned."""
    sides = "两面合一张" if sheets_of(2, settings) == 1 else "一面一张"
    spines = "、".join(map(str, settings.boxes))
    return (
        f"厚度是估计的：纸重每平方米{settings.paper_weight}克，每张厚约{settings.paper_weight * BULK / 1000:.3f}毫米，"
        f"按{sides}计；每件另加装订{BINDING / 1000:.1f}毫米，每盒另加目录和备考表{OWN_SHEETS}张；"
        f"盒脊从{spines}毫米里取装得下的最薄一种。纸重、手头的盒在“归档设置”里改。"
    )


def counted_words(filing: Filing) -> str:
    """Where the pages of the items come from."""
    every, guessed = len(filing.filed), len(filing.guessed)
    if guessed == every:
        return "还没有导出过：页数先按附件的页数加每件1页估计，导出以后按排好的页数算。"
    number = filing.export.number if filing.export is not None else 0
    rest = f"，其中{guessed}件是以后新增的，按附件页数估计" if guessed else ""
    now = "" if filing.export is not None and filing.export.current else "（那以后台帐有改动，重新导出才准）"
    return f"页数是第{number}次导出的{now}{rest}。"


class BoxSheet(PaperSheet):
    """Shows the labels and 备考表 of the boxes as they rest on an export."""

    def __init__(self, app: App, filing: Filing) -> None:
        self._filing = filing
        super().__init__(app, tuple(OF_BOXES.items()), kind_of("filing_plan"), None)

    def _wish(self) -> PaperWish:
        return PaperWish(self._filing.snapshot, self.what, pages=self._filing.pages)


class Boxes(Part):
    """A list of the boxes, with what it rests on."""

    def __init__(self, parent: tk.Misc, app: App, state: FilingState) -> None:
        super().__init__(parent)
        self.app, self._state = app, state
        self._shown: Filing | None = None
        head = ttk.Frame(self, padding=(0, 0, 0, theme.px(8)))
        head.pack(fill="x")
        self.printing = Button(head, "打印盒签和备考表", self.print, key=shortcut("print"))
        self.printing.pack(side="right", padx=(12, 0))
        self.words = Sentence(head)
        self.words.pack(side="left", fill="x", expand=True)
        foot = ttk.Frame(self, padding=(0, theme.px(8), 0, 0))
        foot.pack(side="bottom", fill="x")
        self.foot = Sentence(foot, style="SmallMuted.TLabel")
        self.foot.pack(fill="x")
        empty = "还没有要装盒的资料：登记会议、检查等记录，或添加扫描件以后，这里列出要用几个盒。"
        self.listing = Listing(self, _COLUMNS, name="filing.boxes", empty=empty, multiple=False)
        self.listing.pack(fill="both", expand=True)
        keep_widths(app, self.listing)
        self.bind("<Configure>", self._wrap)

    def refresh(self, changed: Changed | None) -> None:
        """See Part."""
        self._state.ask(self._show)

    def commands(self) -> Mapping[str, Command]:
        """What the keys do here."""
        return {"cancel": self.focus_set, "print": self.print}

    def print(self) -> None:
        """Look at the labels and 备考表 of the boxes; while pages are only reckoned, say what to do first."""
        filing = self._shown
        if filing is None or not filing.boxes:
            self.app.say("还没有要装盒的资料")
        elif filing.export is None or not filing.export.current:
            buttons = (("go", "去报送", "main"), ("", "先不打印", "plain"))
            self.app.ask("打印盒签", _EXPORT_FIRST, buttons, lambda key: self.app.go("submission") if key else None)
        else:
            BoxSheet(self.app, filing)

    def focus_set(self) -> None:
        """Take the keyboard into the list."""
        self.listing.focus_set()

    def _show(self, filing: Filing) -> None:
        if not self.winfo_exists() or filing is self._shown:
            return
        self._shown = filing
        self.listing.put([row_of(box) for box in filing.boxes])
        if self.listing.focused is None and filing.boxes:
            self.listing.select((str(filing.boxes[0].number),))
        many = f"共{len(filing.boxes)}盒、{sum(len(box.items) for box in filing.boxes)}件。" if filing.boxes else ""
        self.words.configure(text=many + counted_words(filing) if filing.filed else "")
        self.foot.configure(text=reckoned(filing.settings))

    def _wrap(self, event: tk.Event[tk.Misc]) -> None:
        beside = self.printing.winfo_reqwidth() + theme.px(24)
        for label, taken in ((self.words, beside), (self.foot, theme.px(8))):
            label.configure(wraplength=max(200, event.width - taken))
