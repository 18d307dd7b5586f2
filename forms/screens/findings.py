"""Findings and their rectification, followed until each is closed."""

from __future__ import annotations

import tkinter as tk
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.records_panel import RecordsPanel
from forms.screens.check_grid_rows import next_number
from forms.screens.findings_closing import close_finding
from forms.screens.recorded import EDGE
from forms.shell.page import Command, Page, Target
from forms.widgets.button import Button, Segments
from ledger.following import Standing, standing
from ledger.records import Record
from ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

ALL = "all"
OPEN = (Standing.OPEN, Standing.SOON, Standing.OVERDUE)
FILTERS: Mapping[str, tuple[str, tuple[Standing, ...]]] = {
    ALL: ("全部", tuple(Standing)),
    "open": ("未办结", OPEN),
    "soon": ("快到期", (Standing.SOON,)),
    "overdue": ("已超期", (Standing.OVERDUE,)),
    "closed": ("已办结", (Standing.CLOSED,)),
}
"""What can be listed: words, and how the findings stand."""


class CountedSegments(Segments):
    """Choices that say how many there are of each."""

    def count(self, counts: Mapping[str, int]) -> None:
        """Write the numbers behind the words."""
        for key, number in counts.items():
            self._buttons[key].configure(text=f"{FILTERS[key][0]} {number}")


class FindingsPanel(RecordsPanel):
    """The findings; a new one is told the next number."""

    def new(self) -> None:
        """A blank form; the next number is told at its field, where it is typed as the register counts."""

        def show() -> None:
            self.pane.new(self.kind)
            if self.pane.form is not None:
                number = next_number(self.app.desk.snapshot.of("finding"))
                self.pane.form.editor("number").note(f"下一个序号是{number}")

        self.pane.leave(show)


class Findings(Page):
    """The register of findings, listed by how they stand."""

    slug = "findings"
    title = "整改"
    help = (
        "一个问题记一条：原因、措施、责任人、时限、结果、复查都填上，状态是“已完成”才算办结。\n"
        "上面一排按办理情况筛选，后面的数字是条数；离时限不到七天的算快到期，过了时限的算已超期。\n"
        "整改完成后选中那一条，按“办结”：填完成日期和整改结果，添加照片或扫描件作佐证，一次记好。\n"
        "没有佐证文件的，要在“佐证材料”里写明是什么、放在哪里，否则不能办结。\n"
        "自查查出的问题，在“自查与考核”里按 F8 就能转到这里，不用重新抄写。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, app)
        self.configure(padding=theme.px(EDGE))
        head = ttk.Frame(self)
        head.pack(fill="x", pady=(0, theme.px(10)))
        ttk.Label(head, text=self.title, style="Title.TLabel").pack(side="left", padx=(0, theme.px(20)))
        choices = [(key, words) for key, (words, _) in FILTERS.items()]
        self.filters = CountedSegments(head, choices, self._filtered)
        self.filters.pack(side="left")
        self.closing = Button(head, "办结", self.close, key="给选中的问题填完成日期、结果和佐证")
        self.closing.pack(side="right")
        chosen = {"finding": self._chosen}
        self.panel = FindingsPanel(self, app, ("finding",), name=self.slug, chosen=chosen)
        self.panel.pack(fill="both", expand=True)

    def refresh(self, changed: Changed | None) -> None:
        """List the findings again, and count them."""
        self._count()
        self.panel.refresh(changed)

    def shown(self) -> None:
        """Put the keys into the list."""
        self.panel.listing.focus_set()

    def open(self, target: Target) -> None:
        """Show a finding or a new one, which has the next number; one that the filter hides is listed among all."""
        record = self.app.desk.snapshot.get(target.uid)
        if record is not None and record not in self._chosen(self.app.desk.snapshot):
            self.take(ALL)
        if record is None and target.preset and "number" not in target.preset:
            number = next_number(self.app.desk.snapshot.of("finding"))
            target = replace(target, preset={"number": str(number), **target.preset})
        self.panel.open(target)

    def commands(self) -> Mapping[str, Command]:
        """What the keys do: those of the records."""
        return self.panel.commands()

    def take(self, key: str) -> None:
        """List the findings that stand so."""
        self.filters.put(key)
        self._filtered(key)

    def close(self) -> None:
        """Close the finding that is shown."""
        record = self.panel.pane.record
        if record is None:
            self.app.say("请先选中要办结的问题")
        elif standing(record, self.app.desk.today) is Standing.CLOSED:
            self.app.say("这个问题已经办结；要改结果或佐证，直接在下面的表里改", "warn")
        else:
            self.panel.pane.leave(lambda: self._close(record.uid))

    def _close(self, uid: str) -> None:
        record = self.app.desk.snapshot.get(uid)
        if record is not None:
            close_finding(self.app, record)

    def _filtered(self, key: str) -> None:
        self.panel.refresh(None)

    def _chosen(self, snapshot: Snapshot) -> Sequence[Record]:
        wanted, day = FILTERS[self.filters.taken][1], self.app.desk.today
        return [record for record in snapshot.of("finding") if standing(record, day) in wanted]

    def _count(self) -> None:
        findings, day = self.app.desk.snapshot.of("finding"), self.app.desk.today

        def counts() -> dict[str, int]:
            stands = Counter(standing(record, day) for record in findings)
            return {key: sum(stands[each] for each in wanted) for key, (_, wanted) in FILTERS.items()}

        self.app.background.gone_through(len(findings), counts, self.filters.count)


PAGE = Findings
