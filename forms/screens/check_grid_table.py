"""The view of the scheme's check tables: counts are typed point by point, the score of every item is there at once."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.screens.check_grid_counts import (
    checks_of,
    counted_tables,
    deductions,
    grid_rows,
    item_row,
    refusal,
    score_words,
    scored,
)
from forms.screens.views import Part
from forms.shell.page import Command
from forms.widgets.button import Button, Segments
from forms.widgets.grid import CountGrid, GridColumn
from forms.widgets.sentence import Sentence
from ledger.schemes.model import CheckPoint, CheckTable

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

_COLUMNS = (
    GridColumn("point", "项目和要点", 20),
    GridColumn("rule", "扣分办法", 15),
    GridColumn("count", "次数或百分数", 7, "number"),
    GridColumn("score", "得分", 8),
)


class CheckTables(Part):
    """One table of the scheme at a time. What is typed stays until it is cleared; `assess` takes it as an assessment.

    `assess(preset)` opens a new daily assessment with the score and the deductions filled in.
    """

    def __init__(self, parent: tk.Misc, app: App, assess: Callable[[Mapping[str, object]], object]) -> None:
        super().__init__(parent, style="Panel.TFrame", padding=theme.px(14))
        self.app, self._assess = app, assess
        self._typed: dict[str, dict[str, str]] = {table.key: {} for table in counted_tables(app.desk.scheme)}
        self.table: CheckTable = counted_tables(app.desk.scheme)[0]
        self._build()
        self._show()

    @property
    def typed(self) -> Mapping[str, str]:
        """What was typed for the table in front."""
        return self._typed[self.table.key]

    def refresh(self, changed: Changed | None) -> None:
        """Score anew when the rules changed."""
        if changed is None or "scheme" in changed:
            self._score()

    def commands(self) -> Mapping[str, Command]:
        """What the keys do here."""
        return {"edit": self.focus_set}

    def focus_set(self) -> None:
        """Take the keyboard into the grid."""
        self.counts.focus_set()

    def clear(self) -> None:
        """Forget the counts of the table in front, after asking."""

        def answered(key: str) -> None:
            if key:
                self._typed[self.table.key] = {}
                self._show()

        if self.typed:
            sentence = f"要清空“{self.table.name}”里填的全部次数吗？清空后不能撤销。"
            self.app.ask("清空", sentence, (("yes", "清空", "danger"), ("", "不清空", "plain")), answered)

    def assess(self) -> None:
        """Make a daily assessment out of the score."""
        scheme = self.app.desk.scheme
        result = scored(scheme, self.table, self.typed)
        if result.exact is None:
            self.app.say(result.why, "warn")
            return
        rows = deductions(self.table, self.typed, result)
        self._assess({"title": self.table.name, "score": result.shown, "deductions": rows})

    def _build(self) -> None:
        bar = ttk.Frame(self, style="Panel.TFrame")
        bar.pack(fill="x", pady=(0, theme.px(8)))
        tables = counted_tables(self.app.desk.scheme)
        if len(tables) > 1:
            self.segments = Segments(bar, [(table.key, table.name) for table in tables], self._take)
            self.segments.pack(side="left", padx=(0, theme.px(12)))
        self._score_label = ttk.Label(bar, style="PanelHead.TLabel")
        self._score_label.pack(side="left")
        tools = ttk.Frame(bar, style="Panel.TFrame")
        tools.pack(side="right")
        self.assessing = Button(tools, "记入日常考核", self.assess, role="main", key="按现在的得分新建一条日常考核")
        self.assessing.pack(side="left")
        Button(tools, "清空", self.clear).pack(side="left", padx=(8, 0))
        self.counts = CountGrid(self, _COLUMNS, accept=self._refused, changed=self._counted)
        self.counts.pack(fill="both", expand=True)
        self._line = Sentence(self, style="PanelSmallMuted.TLabel")
        self._line.pack(fill="x", pady=(theme.px(6), 0))
        self._line.bind("<Configure>", lambda event: self._line.configure(wraplength=max(event.width, 200)))

    def _take(self, key: str) -> None:
        self.table = next(table for table in self.app.desk.scheme.tables if table.key == key)
        self._show()

    def _show(self) -> None:
        scheme = self.app.desk.scheme
        self.counts.put(grid_rows(self.table, self.typed, scored(scheme, self.table, self.typed)))
        self._score()

    def _point(self, uid: str) -> CheckPoint:
        item, _, point = uid.partition(".")
        return self.table.items[int(item)].points[int(point)]

    def _refused(self, uid: str, column: str, text: str) -> str:
        return refusal(self._point(uid), text)

    def _counted(self, uid: str, column: str, text: str) -> None:
        typed = self._typed[self.table.key]
        if text:
            typed[uid] = text
        else:
            typed.pop(uid, None)
        self._score()

    def _score(self) -> None:
        """Bring every item and the whole up to date."""
        scheme = self.app.desk.scheme
        result = scored(scheme, self.table, self.typed)
        items = {item.no: item for item in result.items}
        for place, item in enumerate(self.table.items):
            self.counts.replace(item_row(place, item, items.get(item.no)))
        words, tone = score_words(result)
        self._score_label.configure(text=words, style=f"PanelHead{tone.title()}.TLabel")
        open_items = len(self.table.items) - len(checks_of(self.table, self.typed))
        lines = list(result.explain[:-1]) or ["没有扣分。"]
        note = f"还有{open_items}项没有填，按“没有登记的检查项目”的规则处理。" if open_items else ""
        self._line.configure(text="　".join([*lines, note]).strip())
