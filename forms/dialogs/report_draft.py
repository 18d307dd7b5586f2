"""从记录起草: the sort, the period and the outline are chosen, the text is read beforehand, then opened as a form."""

from __future__ import annotations

import re
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from forms import theme
from forms.background import THINK, Job
from forms.dialogs.report_choices import (
    DEEDS,
    YEARLY,
    Draft,
    candidates,
    field_of,
    fitting,
    made,
    outline_names,
    periods,
    sorts,
)
from forms.dialogs.report_sources import go_to, rows_of, source_list
from forms.screens import home_of
from forms.shell.overlay import Sheet
from forms.widgets.choice_box import ChoiceBox
from forms.widgets.reading import Reading
from forms.widgets.sentence import Sentence
from ledger.errors import LedgerError
from ledger.kinds.work_report import OPEN
from ledger.schemes.model import Stage

if TYPE_CHECKING:
    from forms.app import App

_PIECES = re.compile(rf"({OPEN}[^】]*】?)")


class DraftText(Reading):
    """A draft to be read: its title, its headings, and the open places marked."""

    def show(self, draft: Draft) -> None:
        """Show the draft from its beginning."""
        self.text.configure(state="normal")
        self.text.delete("1.0", "end")
        for place, (role, words) in enumerate(draft.lines):
            self.text.insert("end", "\n" if place else "")
            for piece in _PIECES.split(words) if role == "text" else (words,):
                self.text.insert("end", piece, "open" if piece.startswith(OPEN) else role)
        self.text.configure(state="disabled")
        self.text.yview_moveto(0)

    def _recolour(self) -> None:
        super()._recolour()
        indent = theme.px(28)
        self.text.tag_configure("title", font=theme.font("head"), justify="center", spacing1=theme.px(4))
        self.text.tag_configure("head", font=theme.font("bold"), lmargin1=indent, spacing1=theme.px(6))
        self.text.tag_configure("text", lmargin1=indent)
        self.text.tag_configure(
            "open", font=theme.font("bold"), foreground=theme.colour("warn"), lmargin1=indent, underline=True
        )


def draft_report(app: App, stage: Stage | None = None, sort: str = "") -> None:
    """Let the clerk draft a report, of `stage` when one is looked at."""
    _Drafting(app, stage, sort or ("阶段小结" if stage is not None else YEARLY))


class _Drafting:
    """The sheet."""

    def __init__(self, app: App, stage: Stage | None, sort: str) -> None:
        self._app, self._stage, self._sort = app, stage, sort
        self._scheme, self._periods = app.desk.scheme, periods(app.desk.scheme)
        self._draft: Draft | None = None
        self._job: Job | None = None
        buttons = (("draft", "起草", "main"), ("", "取消", "plain"))
        self._sheet: Sheet = app.overlay.show("从记录起草", self._fill, buttons, self._answered, full=True)
        self._choose_sort()

    def _fill(self, body: ttk.Frame) -> Any:
        top = ttk.Frame(body, style="Panel.TFrame")
        top.pack(fill="x")
        context = self._app.desk.context
        self._boxes: dict[str, ChoiceBox] = {}
        self._labels: dict[str, ttk.Label] = {}
        for column, (name, label, words) in enumerate(
            (
                ("sort", "种类", sorts()),
                ("period", "报告期", tuple(self._periods)),
                ("outline", "提纲", tuple(outline_names(self._scheme, self._sort))),
                ("candidate", "推荐对象", candidates(self._app.desk.snapshot)),
            )
        ):
            place = min(column, 2) * 2
            self._labels[name] = ttk.Label(top, text=label, style="Panel.TLabel")
            self._labels[name].grid(row=0, column=place, padx=(theme.px(14) if place else 0, theme.px(8)))
            box = ChoiceBox(top, field_of(name, label, words, other=name == "candidate"), context)
            box.grid(row=0, column=place + 1, sticky="ew")
            top.columnconfigure(place + 1, weight=2 if place else 1)
            self._boxes[name] = box
        self._boxes["sort"].put(self._sort)
        self._boxes["sort"].on_change(self._choose_sort)
        for name in ("period", "outline", "candidate"):
            self._boxes[name].on_change(self._make)
        self._told = Sentence(body, style="PanelMuted.TLabel", wraplength=theme.px(1000))
        self._told.pack(anchor="w", pady=(theme.px(8), theme.px(6)))
        self._halves(body)
        return self._boxes["sort"].inner

    def _halves(self, body: ttk.Frame) -> None:
        """The text, and beside it where its figures come from."""
        halves = ttk.Frame(body, style="Panel.TFrame")
        halves.pack(fill="both", expand=True)
        halves.rowconfigure(1, weight=1)
        halves.columnconfigure(0, weight=3, uniform="half")
        halves.columnconfigure(1, weight=2, uniform="half")
        for column, words in enumerate(("草稿", "数字出处（回车打开登记簿）")):
            label = ttk.Label(halves, text=words, style="PanelMuted.TLabel")
            label.grid(row=0, column=column, sticky="w", padx=(theme.px(12) if column else 0, 0))
        self._text = DraftText(halves, lines=8)
        self._text.grid(row=1, column=0, sticky="nsew", pady=(theme.px(4), 0))
        self._sources = source_list(halves, self._app, lambda title: go_to(self._app, title, self._sheet.close))
        self._sources.grid(row=1, column=1, sticky="nsew", padx=(theme.px(12), 0), pady=(theme.px(4), 0))

    def _choose_sort(self) -> None:
        """Another sort: its fitting period and outline, or the candidate in the outline's place."""
        sort = self._words("sort")
        if sort not in sorts():
            self._make()
            return
        self._sort = sort
        self._boxes["period"].put(fitting(self._scheme, sort, self._stage, self._app.desk.today))
        self._boxes["outline"].put(next(iter(outline_names(self._scheme, sort))))
        shown, hidden = ("candidate", "outline") if sort == DEEDS else ("outline", "candidate")
        for part in (self._boxes, self._labels):
            part[hidden].grid_remove()
            part[shown].grid()
        self._make()

    def _make(self) -> None:
        """Draft what stands there now, off the Tk thread; what is no choice is said."""
        if self._job is not None:
            self._job.cancel()
        self._draft = None
        self._sheet_ready(ready=False)
        sort, period = self._words("sort"), self._periods.get(self._words("period"))
        by: str | None = self._words("candidate")
        if sort != DEEDS:
            by = outline_names(self._scheme, self._sort).get(self._words("outline"))
        if sort not in sorts() or period is None or by is None:
            self._told.configure(text="请从列表里选种类、报告期和提纲。", style="PanelWarn.TLabel")
            return
        snapshot, today = self._app.desk.snapshot, self._app.desk.today
        self._told.configure(text="正在起草……", style="PanelMuted.TLabel")
        self._job = self._app.background.run(
            lambda: made(snapshot, sort, period, by, today), self._show, self._failed, lane=THINK
        )

    def _show(self, draft: Draft) -> None:
        if not self._sheet.frame.winfo_exists():
            return
        self._draft = None if draft.missing else draft
        sources = draft.sources
        self._sources.put(rows_of(sources))
        if draft.missing:
            self._text.put(())
            self._told.configure(text=draft.missing, style="PanelWarn.TLabel")
            return
        self._text.show(draft)
        left = sum(words.count(OPEN) for _, words in draft.lines)
        figures = f"数字{len(sources)}处，都取自登记的记录；" if sources else ""
        words = f"{figures}{left}处“【待补】”台帐里没有，起草以后由您补写。打开后逐字可改，保存才算数。"
        self._told.configure(text=words, style="PanelMuted.TLabel")
        self._sheet_ready(ready=True)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, LedgerError):
            raise error
        if self._sheet.frame.winfo_exists():
            self._told.configure(text=str(error), style="PanelWarn.TLabel")

    def _sheet_ready(self, *, ready: bool) -> None:
        self._sheet.buttons["draft"].enable(ready)

    def _words(self, name: str) -> str:
        return str(self._boxes[name].typed()).strip()

    def _answered(self, key: str) -> bool:
        """Whether the sheet closes."""
        if not key:
            return True
        draft = self._draft
        if draft is None:
            return False
        self._sheet.close()
        self._app.go(home_of(draft.kind), draft.target)
        return False
