"""The first screen: the score, the stages with today on them, what is missing and how to mend it, what was edited."""

from __future__ import annotations

import datetime as dt
import tkinter as tk
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from tkinter import ttk
from typing import TYPE_CHECKING, TypeVar

from forms import ballot_result, theme
from forms.background import THINK
from forms.desk import Figures
from forms.screens import home_of
from forms.screens.views import ViewsPage
from forms.screens.workbench_rows import Worklist, latest, worklist
from forms.shell.page import Command, Page, Target
from forms.widgets.button import Button
from forms.widgets.cards import Card
from forms.widgets.filter_line import FilterLine
from forms.widgets.halves import Halves
from forms.widgets.listing import ListColumn, Listing
from forms.widgets.meter import Meter, ScoreMeter
from forms.widgets.sentence import Sentence
from forms.widgets.timeline import Timeline
from forms.widths import keep_widths
from forms.worklist import Entry, progress
from ledger.fields import chinese_date
from ledger.fields.numbers import plain
from ledger.forecast import Forecast, forecast
from ledger.schemes.model import Stage
from ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

T = TypeVar("T")
_WORK = (
    ListColumn("points", "影响分", 4, "right"),
    ListColumn("state", "状态", 4),
    ListColumn("days", "期限", 6),
    ListColumn("sentence", "差什么", 24, stretch=True),
    ListColumn("next", "怎么补", 20, stretch=True),
    ListColumn("stage", "阶段", 5),
)
_LAST = (ListColumn("title", "记录", 12, stretch=True), ListColumn("when", "时间", 5))
_ROOM = (900, 560)
"""Pixels at zoom 1 that everything needs."""


class Workbench(Page):
    """Everything at a glance; Enter on a line of the worklist opens the form that mends it."""

    slug = "workbench"
    title = "工作台"
    help = (
        "上面左边是得分：现在有多少，最多还能到多少；右边是各阶段和今天的位置。\n"
        "“差什么补什么”把缺的、没填全的、没签字的、超期的都列出来，影响分值大的在前，其次是期限近的。\n"
        "选中一行按回车，就打开该填的那张表，已知的内容已经填好。补好以后这一行自动消失。\n"
        "“最近修改”里按回车，回到最近改过的记录。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, app)
        self.configure(padding=theme.px(16))
        self._entries: dict[str, Entry] = {}
        self._shown: dt.date | None = None
        """The day as of which everything is shown."""
        self.columnconfigure(0, weight=5, uniform="half")
        self.columnconfigure(1, weight=6, uniform="half")
        self.rowconfigure(2, weight=1)
        self._head().grid(row=0, column=0, columnspan=2, sticky="ew")
        self._score().grid(row=1, column=0, sticky="nsew", pady=theme.px(10))
        self._stages()
        self._below().grid(row=2, column=0, columnspan=2, sticky="nsew")
        self._small: bool | None = None
        self.bind("<Configure>", lambda _: self._lay())

    def shown(self) -> None:
        """Put the keys into the worklist; a new day may have begun since the last look."""
        self.worklist.focus_set()
        if self.app.desk.today != self._shown:
            self.refresh(None)

    def refresh(self, changed: Changed | None) -> None:
        """Work everything out again, off the Tk thread."""
        self._shown = self.app.desk.today
        snapshot = self.app.desk.snapshot
        self._think(snapshot, lambda: latest(snapshot), self.last.put)
        if self.app.desk.reading:
            self._work.note("正在读取台帐……")
        self.app.desk.figures(self._known)

    def commands(self) -> Mapping[str, Command]:
        """Only filtering: what is opened from here is edited on its own screen."""
        return {"find": self._filter.focus, "cancel": self.worklist.focus_set}

    # Building

    def _lay(self) -> None:
        """In a small window only the score and the worklist; the stages are on their own screen too."""
        small = self.winfo_width() < theme.px(_ROOM[0]) or self.winfo_height() < theme.px(_ROOM[1])
        if small == self._small or self.winfo_width() <= 1:
            return
        self._small = small
        self._scored.grid_configure(columnspan=2 if small else 1)
        if small:
            self._staged.grid_remove()
            if str(self._edited) in self._halves.panes():
                self._halves.forget(self._edited)
        else:
            self._staged.grid(row=1, column=1, sticky="nsew", pady=theme.px(10), padx=(theme.px(10), 0))
            self._halves.add(self._edited, weight=1)

    def _head(self) -> ttk.Frame:
        head = ttk.Frame(self)
        ttk.Label(head, text=self.title, style="Title.TLabel").pack(side="left")
        self._day = ttk.Label(head, style="Muted.TLabel")
        self._day.pack(side="left", padx=theme.px(12))
        return head

    def _score(self) -> Card:
        card = Card(self, "得分")
        self._scored = card
        self._meter = ScoreMeter(card.body)
        self._meter.pack(fill="x")
        self._count = Meter(card.body, "必备资料", unit="种")
        self._shares = Sentence(card.body, style="PanelMuted.TLabel")
        self._shares.pack(anchor="w", fill="x", pady=(theme.px(6), 0))
        self._vetoed = Sentence(card.body, style="PanelBad.TLabel")
        self._vetoed.pack(anchor="w", fill="x")
        card.body.bind("<Configure>", lambda event: self._wrap(event.width))
        self._explaining = Button(card.actions, "看计算过程", self._explain, role="quiet")
        self._explaining.pack()
        return card

    def _wrap(self, width: int) -> None:
        for sentence in (self._shares, self._vetoed):
            sentence.configure(wraplength=width)

    def _stages(self) -> None:
        self._staged = Card(self, "阶段")
        self._timeline = Timeline(self._staged.body, self._stage)
        self._timeline.pack(fill="both", expand=True)

    def _below(self) -> Halves:
        self._halves = halves = Halves(self, self.app, "workbench", 0.72)
        work = Card(halves, "差什么补什么")
        self._work = work
        self._filter = FilterLine(work.actions, lambda words: self.worklist.filter(words))
        self._filter.widget.pack(side="left")
        self.worklist = Listing(
            work.body,
            _WORK,
            name="workbench.work",
            background=self.app.background,
            on_open=self._open,
            empty="",
            multiple=False,
        )
        self.worklist.pack(fill="both", expand=True)
        self._edited = last = Card(halves, "最近修改")
        self.last = Listing(
            last.body, _LAST, name="workbench.last", on_open=self._back, empty="还没有记录。", multiple=False
        )
        self.last.pack(fill="both", expand=True)
        keep_widths(self.app, self.worklist, self.last)
        halves.add(work, weight=1)
        return halves

    # Showing

    def _think(self, snapshot: Snapshot, work: Callable[[], T], show: Callable[[T], object]) -> None:
        """Work something out of `snapshot` off the Tk thread, and show it unless there is a later one by then."""

        def done(found: T) -> None:
            if self.app.desk.snapshot is snapshot and self.winfo_exists():
                show(found)

        self.app.background.run(work, done, lane=THINK)

    def _known(self, figures: Figures) -> None:
        snapshot = self.app.desk.snapshot
        self._think(snapshot, lambda: worklist(figures, snapshot), self._show)

    def _show(self, found: Worklist) -> None:
        desk, figures = self.app.desk, found.figures
        week = "一二三四五六日"[figures.day.weekday()]
        self._day.configure(text=f"{chinese_date(figures.day)}　星期{week}")
        self._show_score(forecast(desk.scheme, figures.result), figures)
        self._timeline.show(desk.scheme.stages, progress(figures, desk.scheme), figures.day, found.dues)
        self._entries = found.entries
        self.worklist.empty = "没有缺项，也没有疑点。"
        self.worklist.put(found.rows)
        self._work.note(found.counted)

    def _show_score(self, found: Forecast | None, figures: Figures) -> None:
        self._scored.title("得分" if found is not None else "资料")
        if found is None:
            self._show_count(figures)
            return
        scored = any(share.earned is not None for share in found.shares)
        threshold = _points(found.threshold) if found.threshold is not None else None
        self._meter.show(
            _points(found.now) if scored else None, _points(found.possible), _points(found.full), threshold
        )
        risk = figures.risk.quantize(Decimal("0.01"), ROUND_HALF_UP)
        shares = "　".join(
            f"{share.name}：{_share(share.earned)}（满分折合{plain(_points(share.worth))}分）" for share in found.shares
        )
        at_risk = f"缺项没有补上，最多影响{plain(risk)}分。" if risk else "没有影响得分的缺项。"
        beside = "\n".join(ballot_result.beside(self.app.desk.scheme, figures.result))
        self._shares.configure(text="\n".join(filter(None, (shares, at_risk, beside))))
        self._vetoed.configure(text=ballot_result.vetoed(figures.result))

    def _show_count(self, figures: Figures) -> None:
        """Where nothing gives points, how many of the required papers are there stands in their place."""
        required = {each.key for each in self.app.desk.scheme.required}
        lacking = {gap.required for gap in figures.gaps if gap.code in ("missing", "due")} & required
        self._meter.pack_forget()
        self._explaining.pack_forget()
        self._count.pack(fill="x", before=self._shares)
        self._count.show(len(required) - len(lacking), len(required))
        self._shares.configure(text=UNSCORED)

    # Opening

    def _explain(self) -> None:
        """The arithmetic of the score."""
        page = self.app.go("review")
        if isinstance(page, ViewsPage):
            page.take("result")

    def _open(self, uid: str) -> None:
        entry = self._entries[uid]
        if entry.slug != self.slug:
            self.app.go(entry.slug, entry.target)
            self.app.say(entry.next_step)

    def _back(self, uid: str) -> None:
        record = self.app.desk.snapshot.get(uid)
        if record is not None:
            self.app.go(home_of(record.kind), Target(record.kind, uid))

    def _stage(self, stage: Stage) -> None:
        self._filter.put(stage.name)
        self.worklist.focus_set()


UNSCORED = "活动方案没有规定分值：程序只查缺项、疑点和到期的工作，不打分。"


def _points(exact: Fraction) -> Decimal:
    number = Decimal(exact.numerator) / Decimal(exact.denominator)
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _share(earned: Fraction | None) -> str:
    return "还没有得分" if earned is None else f"{plain(_points(earned))}分"


PAGE = Workbench
