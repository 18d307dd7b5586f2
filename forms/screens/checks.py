"""Checking against the standards, the daily assessments of the township, and the check tables of the scheme."""

from __future__ import annotations

import functools
import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from forms.actions import Add, Outcome
from forms.records_panel import RecordsPanel
from forms.screens.check_grid import RoundForm, RoundHands, named
from forms.screens.check_grid_counts import counted_tables
from forms.screens.check_grid_rows import FAILING, finding_of, followed, followed_words, next_number
from forms.screens.check_grid_table import CheckTables
from forms.screens.views import View, ViewsPage
from forms.shell.page import Target
from forms.widgets.line import Line
from ledger.records import Record

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed


_SHARE = 0.3
"""What the list has of the width at first: the grid beside it wants the rest."""


class RoundsPanel(RecordsPanel):
    """The check rounds: a failing point becomes a finding, and the grid shows what became of it."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        hands = RoundHands(self.tell_followed, self.tell_followed, self.follow, self.follow_all, self.add_point)
        forms = {"check_round": functools.partial(RoundForm, hands=hands)}
        super().__init__(parent, app, ("check_round",), name="checks.rounds", forms=forms, share=_SHARE)

    @property
    def form(self) -> RoundForm | None:
        """The form of a round, once it was shown."""
        form = self.pane.form
        return form if isinstance(form, RoundForm) else None

    def refresh(self, changed: Changed | None) -> None:
        """List the rounds; findings that changed are seen in the grid."""
        super().refresh(changed)
        self.tell_followed()

    def tell_followed(self) -> None:
        """Show in the grid which failing points are findings already, and how those stand."""
        form = self.form
        if form is not None:
            found = self._followed(form)
            form.checks.tell_followed(followed_words(found, self.app.desk.today))

    def follow(self) -> None:
        """Make a finding of the point that the keyboard is at, or show the one that it is."""
        form = self.form
        place = form.checks.at if form is not None else None
        if form is None or place is None:
            self.app.say("请先在表里选中一条要点")
            return
        row = form.checks.rows[place]
        finding = self._followed(form).get(place)
        if finding is not None:
            self.app.go("findings", Target("finding", finding.uid))
        elif row["result"] not in FAILING:
            point = named(form.checks.rows, place)
            self.app.say(f"{point}没有查出问题：结果是“基本符合”或“不符合”的要点才记为问题", "warn")
        else:
            self._saved_first(lambda round_: self._open(round_, form.checks.rows[place]))

    def follow_all(self) -> None:
        """Make findings of all failing points that are none yet; one action, which can be undone."""
        form = self.form
        if form is not None and form.checks.failing():
            self._saved_first(lambda round_: self._add(round_, form))

    def add_point(self, then: Callable[[str], object]) -> None:
        """Ask for a point that the scheme does not have."""
        lines: list[Line] = []

        def fill(body: ttk.Frame) -> tk.Misc:
            ttk.Label(body, text="要点（方案以外，只记在这一次检查里）", style="Panel.TLabel").pack(anchor="w")
            lines.append(Line(body, width=520))
            lines[0].widget.pack(anchor="w", pady=(6, 0))
            return lines[0].entry

        def answered(key: str) -> None:
            if key and lines[0].text.strip():
                # After the sheet has given the keyboard back.
                self.after_idle(then, lines[0].text.strip())

        self.app.overlay.show("加一条要点", fill, (("add", "加上", "main"), ("", "不加", "plain")), answered)

    def _findings(self, round_: Record | None) -> list[Record]:
        """The findings of a round."""
        if round_ is None:
            return []
        return [each for each in self.app.desk.snapshot.of("finding") if each["round"] == round_.uid]

    def _followed(self, form: RoundForm) -> dict[int, Record]:
        return followed(form.checks.rows, self._findings(self.pane.record))

    def _saved_first(self, then: Callable[[Record], object]) -> None:
        """Call `then` with the round as it is in the ledger: a finding links to it."""

        def saved() -> None:
            if self.pane.record is not None:
                then(self.pane.record)

        if self.pane.dirty or self.pane.record is None:
            self.pane.save(saved)
        else:
            saved()

    def _number(self) -> int:
        return next_number(self.app.desk.snapshot.of("finding"))

    def _open(self, round_: Record, row: Mapping[str, str]) -> None:
        preset = finding_of(row, round_, self.app.desk.scheme, self._number())
        self.app.go("findings", Target("finding", preset=preset, field="cause"))

    def _add(self, round_: Record, form: RoundForm) -> None:
        checks = form.checks
        first, scheme = self._number(), self.app.desk.scheme
        failing = enumerate(checks.failing(), first)
        data = tuple(finding_of(checks.rows[place], round_, scheme, number) for number, place in failing)
        last = first + len(data) - 1
        numbers = f"第{first}号" if first == last else f"第{first}—{last}号"

        def done(outcome: Outcome) -> None:
            words = f"已记入整改台帐{len(data)}条（{numbers}），请到“整改”补填原因、措施、责任人和时限"
            self.app.say(words, "good")

        self.app.desk.change(Add("finding", data), done)


class Checks(ViewsPage):
    """Check rounds, daily assessments, and the tables of the scheme when it has any."""

    slug = "checks"
    title = "自查与考核"
    help = (
        "“自查与检查”一次检查记一条，方案里的每条要点都列在表里，不用自己抄写。\n"
        "在表里按上下键走到一条要点，按 1 符合、2 基本符合、3 不符合、4 未检查；\n"
        "空格换一项，回车到下一格写发现的问题。\n"
        "查出的问题要列入整改台帐：在那一条上按 F8，或按“记为问题”；按“问题都记入整改”，一次记入这次查出的全部问题。\n"
        "已经列入整改的，右边写着办理情况；再按 F8 就到那一条整改。\n"
        "“日常考核”登记镇（乡）考核的得分和扣分。方案带有检查评分表的，在“计分表”里填次数，当时就算出每项和总得分。"
    )

    def views(self) -> Sequence[View]:
        """See ViewsPage."""
        app = self.app
        assessments = functools.partial(RecordsPanel, app=app, kinds=("daily_assessment",), name="checks.daily")
        views = [
            View("rounds", "自查与检查", lambda parent: RoundsPanel(parent, app), ("check_round",)),
            View("daily", "日常考核", assessments, ("daily_assessment",)),
        ]
        if counted_tables(app.desk.scheme):
            views.append(View("tables", "计分表", lambda parent: CheckTables(parent, app, self._assess)))
        return views

    def _assess(self, preset: Mapping[str, object]) -> None:
        self.open(Target("daily_assessment", preset=dict(preset), field="date"))


PAGE = Checks
