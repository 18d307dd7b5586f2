"""The campaign and its stages: the timeline, the tasks, plans and reports of each, and the scheme they follow."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.records_panel import Chosen, RecordsPanel
from forms.screens.scheme_settings import SchemeSettings
from forms.screens.stage_list_papers import RequiredPapers
from forms.screens.stage_list_standards import Standards
from forms.screens.views import View, ViewsPage
from forms.shell.page import Target
from forms.widgets.button import Button
from forms.widgets.sentence import Sentence
from forms.widgets.time_axis import Due, period
from forms.widgets.timeline import Timeline
from forms.worklist import progress
from ledger.kinds import kind_of
from ledger.records import Record
from ledger.schemes.model import Stage
from ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed, Figures

KINDS = ("stage_task", "campaign_plan", "leading_group")
"""Kinds with a view each."""
REPORTS, _REPORT_KINDS = "reports", ("stage_summary", "situation_report", "work_report")
"""The view of the reports, and its kinds."""
_NARROWED = ("papers", *KINDS, REPORTS)
"""Views that list what belongs to a stage."""
_TIMELESS = ("standards", "rules")
"""Views without the timeline."""
_LOW = 540
"""Height of the screen, in pixels at zoom 1, below which the timeline is folded at first."""
_NAMED = 4
"""Papers that are named in one sentence."""


def dues_of(snapshot: Snapshot) -> tuple[Due, ...]:
    """The tasks with a deadline, for the timeline."""
    tasks = (each for each in snapshot.of("stage_task") if each["due"] is not None)
    return tuple(Due(each["due"], snapshot.short(each, 16), each["status"] == "已完成") for each in tasks)


class Stages(ViewsPage):
    """A timeline over the views; a stage opened on it narrows the lists to what belongs to it."""

    slug = "stages"
    title = "活动与阶段"
    help = (
        "上面的时间轴是方案的几个阶段：每段下面写着必备资料齐了几项、还差几项，竖线是今天，小菱形是到期的任务。\n"
        "单击一个阶段，或用左右键选中后按回车，下面只列这个阶段的任务、资料和文件；按“全部阶段”恢复。\n"
        "“必备资料”列出方案要求的每件资料、现有几份、差什么；在那一行按回车，就到该补的那张表。\n"
        "“小结与汇报”里按“从记录起草”，程序按提纲写好草稿，数字都有出处，不知道的写“【待补】”，由您补写后保存、打印。\n"
        "“阶段任务”把方案的任务分解到人、到日期；“创建标准”只供查看，自查在“自查与考核”里做。\n"
        "“计分规则”里可以按上级的正式答复改权重和读法，每次都要写理由，改动会印在得分表上。\n"
        "那里的“修改整份方案”能改阶段、必备资料、经常性工作、检查表等，来源缺失的在那里补录；整份方案可以写成文件发给别的单位。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        self.stage: Stage | None = None
        self._figures: Figures | None = None
        super().__init__(parent, app)
        self._timeline()
        self.bind("<Configure>", self._first_seen)

    def views(self) -> Sequence[View]:
        """See ViewsPage."""
        app = self.app
        records = [View(slug, kind_of(slug).title, self._records(slug), (slug,)) for slug in KINDS]
        return (
            records[0],
            View("papers", "必备资料", lambda parent: RequiredPapers(parent, app, lambda: self.stage)),
            *records[1:],
            View(REPORTS, "小结与汇报", self._records(*_REPORT_KINDS), _REPORT_KINDS),
            View("standards", "创建标准", lambda parent: Standards(parent, app)),
            View("rules", "计分规则", lambda parent: SchemeSettings(parent, app)),
        )

    def refresh(self, changed: Changed | None) -> None:
        """Bring the timeline and the view in front up to date."""
        super().refresh(changed)
        self._figures = None
        self.app.desk.figures(self._figured)

    def open(self, target: Target) -> None:
        """Show a record or a new one; one of another stage is listed among all."""
        record = self.app.desk.snapshot.get(target.uid)
        if record is not None and self.stage is not None and not self._belongs(record):
            self.narrow(None)
        super().open(target)

    def narrow(self, stage: Stage | None) -> None:
        """List only what belongs to a stage, everything for None."""
        changed, self.stage = stage != self.stage, stage
        if stage is not None and self.taken not in _NARROWED:
            self.take("papers")
        if changed:
            for key in _NARROWED:
                self.behind(key)
        self._tell()

    def take(self, key: str) -> None:
        """See ViewsPage; what has nothing to do with time gets the room of the timeline."""
        super().take(key)
        if key in _TIMELESS:
            self.top.pack_forget()
            self.folding.pack_forget()
        else:
            self.top.pack(fill="x", after=self.head)
            self.folding.pack(side="right")
        self._offer(key)

    def draft(self) -> None:
        """Draft a report from the records, of the stage that is listed."""
        from forms.dialogs.report_draft import draft_report

        draft_report(self.app, self.stage)

    def sources(self) -> None:
        """Show where the figures of the report in front come from."""
        from forms.dialogs.report_sources import show_sources

        pane = self.front.pane if isinstance(self.front, RecordsPanel) else None
        if pane is None or pane.form is None or pane.kind is None or pane.kind.slug != "work_report":
            self.app.say("请先选中一份汇报材料")
        else:
            show_sources(self.app, pane.form.editor("sources").typed())

    def fold(self) -> None:
        """Put the timeline away, or bring it back."""
        shown = self._card.winfo_manager() == ""
        if shown:
            self._card.pack(fill="x", before=self._gap)
        else:
            self._card.pack_forget()
        self.folding.configure(text="收起时间轴" if shown else "展开时间轴")

    # Inside

    def _records(self, *slugs: str) -> Callable[[tk.Misc], RecordsPanel]:
        def make(parent: tk.Misc) -> RecordsPanel:
            chosen = {slug: self._chosen(slug) for slug in slugs}
            return RecordsPanel(parent, self.app, slugs, name=f"stages.{slugs[0]}", chosen=chosen)

        return make

    def _chosen(self, slug: str) -> Chosen:
        return lambda snapshot: [each for each in snapshot.of(slug) if self.stage is None or self._belongs(each)]

    def _belongs(self, record: Record) -> bool:
        stage = self.app.desk.snapshot.stage(record)
        return self.stage is None or (stage is not None and stage.key == self.stage.key)

    def _timeline(self) -> None:
        self._card = card = ttk.Frame(self.top, style="Panel.TFrame", padding=(theme.px(12), theme.px(8)))
        card.pack(fill="x")
        self.timeline = Timeline(card, self.narrow)
        self.timeline.pack(fill="x")
        self.timeline.bind("<ButtonRelease-1>", self._clicked, add="+")
        self.folding = Button(self.tools, "收起时间轴", self.fold, role="quiet")
        self.folding.pack(side="right")
        self.drafting = Button(self.tools, "从记录起草……", self.draft, height=26)
        self.tracing = Button(self.tools, "数字出处", self.sources, role="quiet")
        # Without the timeline an empty frame would keep the room that it had.
        self._gap = ttk.Frame(self.top, height=1)
        self._gap.pack(fill="x", pady=(theme.px(8), 0))
        self._line = ttk.Frame(self.top, padding=(0, theme.px(6), 0, theme.px(4)))
        self._words = Sentence(self._line)
        self.whole = Button(self._line, "全部阶段", lambda: self.narrow(None), height=26)
        self.whole.pack(side="right")
        self._words.pack(side="left", fill="x", expand=True)
        self._words.bind("<Configure>", lambda event: self._words.configure(wraplength=max(event.width, 200)))

    def _offer(self, key: str) -> None:
        """Drafting stands beside the reports, and where their figures come from beside those that have them."""
        for button in (self.drafting, self.tracing):
            if key == REPORTS:
                button.pack(side="right", padx=(0, 8))
            else:
                button.pack_forget()
        if self.head.winfo_width() > 1:
            self.update_idletasks()
            self._fit(self.head.winfo_width())

    def _first_seen(self, event: tk.Event[tk.Misc]) -> None:
        """In a low window the lists come first; the timeline can be unfolded."""
        if event.widget is self and event.height > 1:
            self.unbind("<Configure>")
            if event.height < theme.px(_LOW):
                self.fold()

    def _clicked(self, event: object) -> None:
        if self.timeline.selected is not None:
            self.narrow(self.timeline.selected)

    def _figured(self, figures: Figures) -> None:
        if not self.winfo_exists():
            return
        self._figures = figures
        snapshot = self.app.desk.snapshot
        scheme = snapshot.scheme
        self.timeline.show(scheme.stages, progress(figures, scheme), figures.day, dues_of(snapshot))
        self._tell()

    def _tell(self) -> None:
        """The line under the timeline: which stage is listed, and what it lacks."""
        if self.stage is None:
            self._line.pack_forget()
            return
        self._line.pack(fill="x")
        words = f"只列{self.stage.name}阶段（{period(self.stage)}）"
        if self._figures is not None:
            words += self._lacking(self.stage, self._figures)
        self._words.configure(text=words)

    def _lacking(self, stage: Stage, figures: Figures) -> str:
        scheme = self.app.desk.scheme
        done, wanted = progress(figures, scheme)[stage.name]
        faulty = {gap.required for gap in figures.gaps}
        names = [each.name for each in scheme.required if each.stage == stage.key and each.key in faulty]
        more = f"等{len(names)}件" if len(names) > _NAMED else ""
        lacking = f"，还要补：{'、'.join(names[:_NAMED])}{more}" if names else ""
        return f"：必备资料{done}/{wanted}件已齐{lacking}。" if wanted else "：方案没有规定必备资料。"


PAGE = Stages
