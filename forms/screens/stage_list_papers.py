"""The papers that the scheme demands, by stage: how many are there, what is wrong with them, and the way to each."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.background import THINK
from forms.screens import home_of
from forms.screens.views import Part
from forms.shell.page import Command, Target
from forms.widgets.button import Button
from forms.widgets.filter_line import FilterLine
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.worklist import STATES, preset_of
from ledger.completeness import Gap, matching
from ledger.schemes.model import Required, Stage
from ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed, Figures

_COLUMNS = (
    ListColumn("stage", "阶段", 5),
    ListColumn("name", "资料", 13, stretch=True),
    ListColumn("have", "现有/应有", 6),
    ListColumn("state", "情况", 7),
    ListColumn("proves", "用来证明", 15, stretch=True),
    ListColumn("basis", "依据", 16, stretch=True),
)
_WORST = ("missing", "late", "outside", "incomplete", "unsigned", "unproven", "open", "due")
"""Codes of gaps, the one that is told first."""


def row_of(required: Required, snapshot: Snapshot, gaps: list[Gap]) -> ListRow:
    """The row of a demanded paper; `gaps` are those that it has."""
    stages = [stage.name for stage in snapshot.scheme.stages]
    stage = next(each.name for each in snapshot.scheme.stages if each.key == required.stage)
    have = len(matching(snapshot, required))
    codes = sorted({gap.code for gap in gaps}, key=_WORST.index)
    words = "、".join(STATES[code][0] for code in codes) or "已齐"
    tone = STATES[codes[0]][1] if codes else "good"
    cells = (stage, required.name, f"{have}/{required.least}", words, required.proves, required.basis)
    keys = (stages.index(stage), required.name, have, words, required.proves, required.basis)
    return ListRow(required.key, cells, keys, tone)


class RequiredPapers(Part):
    """The demanded papers of the stage that `stage()` gives, of all stages when it gives None."""

    def __init__(self, parent: tk.Misc, app: App, stage: Callable[[], Stage | None]) -> None:
        super().__init__(parent)
        self.app, self._stage = app, stage
        self._gaps: tuple[Gap, ...] = ()
        self._build()

    def refresh(self, changed: Changed | None) -> None:
        """List them again when the figures of the present snapshot are there."""
        self.app.desk.figures(self._figured)

    def commands(self) -> Mapping[str, Command]:
        """What the keys do here."""
        return {"edit": self.listing.open_focused, "find": self._filter.focus, "cancel": self.listing.focus_set}

    def focus_set(self) -> None:
        """Take the keyboard into the list."""
        self.listing.focus_set()

    def go(self, key: str) -> None:
        """Go where a demanded paper is made or mended."""
        snapshot = self.app.desk.snapshot
        required = next(each for each in snapshot.scheme.required if each.key == key)
        faulty = [uid for gap in self._of(required) for uid in gap.records]
        records = [snapshot.get(uid) for uid in faulty] or [*matching(snapshot, required)]
        record = next(filter(None, records), None)
        if record is not None and len(matching(snapshot, required)) >= required.least:
            self.app.go(home_of(required.kind), Target(required.kind, record.uid))
        else:
            preset = preset_of(required, snapshot)
            self.app.go(home_of(required.kind), Target(required.kind, preset=preset))

    def _build(self) -> None:
        bar = ttk.Frame(self, padding=(0, 0, 0, theme.px(8)))
        bar.pack(fill="x")
        self._filter = FilterLine(bar, lambda words: self.listing.filter(words))
        self._filter.widget.pack(side="left")
        self._counted = ttk.Label(bar, style="SmallMuted.TLabel")
        self._counted.pack(side="left", padx=theme.px(8))
        self.going = Button(bar, "去补", self._go, role="main", key="Enter")
        self.going.pack(side="right")
        empty = "方案没有规定这个阶段的必备资料。"
        self.listing = Listing(self, _COLUMNS, name="stages.papers", on_open=self.go, empty=empty, multiple=False)
        self.listing.pack(fill="both", expand=True)

    def _go(self) -> None:
        if self.listing.focused is None:
            self.app.say("请先选中一件资料")
        else:
            self.go(self.listing.focused)

    def _figured(self, figures: Figures) -> None:
        if not self.winfo_exists():
            return
        self._gaps = figures.gaps
        snapshot, stage = self.app.desk.snapshot, self._stage()
        wanted = [each for each in snapshot.scheme.required if stage is None or each.stage == stage.key]
        gaps = {required.key: self._of(required) for required in wanted}
        self.app.background.run(
            lambda: [row_of(required, snapshot, gaps[required.key]) for required in wanted], self._listed, lane=THINK
        )

    def _listed(self, rows: list[ListRow]) -> None:
        if not self.winfo_exists():
            return
        self.listing.put(rows)
        faulty = sum(row.tone != "good" for row in rows)
        state = f"{faulty}件还要补" if faulty else "都已齐备"
        self._counted.configure(text=f"共{len(rows)}件，{state}" if rows else "")

    def _of(self, required: Required) -> list[Gap]:
        return [gap for gap in self._gaps if gap.required == required.key]
