"""A list of rounds or acceptances with a grid of points in the form, whose failing points become findings."""

from __future__ import annotations

import functools
import tkinter as tk
from collections.abc import Callable, Mapping
from tkinter import ttk
from typing import TYPE_CHECKING, Any, ClassVar

from forms.actions import Add, Outcome
from forms.records_panel import RecordsPanel
from forms.screens.check_grid import RoundForm
from forms.screens.check_grid_acceptance import AcceptanceForm
from forms.screens.check_grid_editor import GridForm, GridHands
from forms.screens.check_grid_rows import (
    divided,
    finding_of,
    finding_of_acceptance,
    followed_words,
    matched,
    next_number,
)
from forms.shell.page import Target
from forms.widgets.line import Line
from ledger.records import Record

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

_SHARE = 0.3
"""What the list has of the width at first: the grid beside it wants the rest."""


class CheckedPanel(RecordsPanel):
    """Records of `slug`: a failing point becomes a finding, and the grid shows what became of it."""

    slug: ClassVar[str]
    link: ClassVar[str]
    """The field of a finding that names the record."""
    form_type: ClassVar[type[GridForm]]
    share: ClassVar[float] = _SHARE
    passing: ClassVar[str]
    """Why a point that is in order is not made a finding."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        hands = GridHands(
            lambda: app.desk.scheme,
            self.tell_followed,
            self.tell_followed,
            self.follow,
            self.follow_all,
            self.add_point,
        )
        forms = {self.slug: functools.partial(self.form_type, hands=hands)}
        super().__init__(parent, app, (self.slug,), name=f"checks.{self.slug}", forms=forms, share=self.share)

    def begun(self, row: Mapping[str, str], record: Record, number: int) -> dict[str, Any]:
        """What a finding of a failing point has filled in."""
        raise NotImplementedError

    @property
    def form(self) -> GridForm | None:
        """The form, once it was shown."""
        form = self.pane.form
        return form if isinstance(form, GridForm) else None

    def refresh(self, changed: Changed | None) -> None:
        """List the records; findings that changed are seen in the grid."""
        super().refresh(changed)
        self.tell_followed()

    def tell_followed(self) -> None:
        """Show in the grid which failing points are findings already, and how those stand."""
        form = self.form
        if form is not None:
            form.checks.tell_followed(followed_words(self._followed(form), self.app.desk.today))

    def follow(self) -> None:
        """Make a finding of the point that the keyboard is at, or show the one that it is."""
        form = self.form
        place = form.checks.at if form is not None else None
        if form is None or place is None:
            self.app.say("请先在表里选中一条要点")
            return
        finding = self._followed(form).get(place)
        row = form.checks.failing_rows().get(place)
        if finding is not None:
            self.app.go("findings", Target("finding", finding.uid))
        elif row is None:
            point = divided(form.checks.rows[place]["point"])[1]
            self.app.say(f"“{point}”没有查出问题：{self.passing}", "warn")
        else:
            self._saved_first(lambda record: self._open(record, row))

    def follow_all(self) -> None:
        """Make findings of all failing points that are none yet; one action, which can be undone."""
        form = self.form
        if form is not None and form.checks.failing():
            self._saved_first(lambda record: self._add(record, form))

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

    # Inside

    def _findings(self, record: Record | None) -> list[Record]:
        if record is None:
            return []
        return [each for each in self.app.desk.snapshot.of("finding") if each[self.link] == record.uid]

    def _followed(self, form: GridForm) -> dict[int, Record]:
        return matched(form.checks.failing_rows(), self._findings(self.pane.record))

    def _saved_first(self, then: Callable[[Record], object]) -> None:
        """Call `then` with the record as it is in the ledger: a finding links to it."""

        def saved() -> None:
            if self.pane.record is not None:
                then(self.pane.record)

        if self.pane.dirty or self.pane.record is None:
            self.pane.save(saved)
        else:
            saved()

    def _number(self) -> int:
        return next_number(self.app.desk.snapshot.of("finding"))

    def _open(self, record: Record, row: Mapping[str, str]) -> None:
        preset = self.begun(row, record, self._number())
        self.app.go("findings", Target("finding", preset=preset, field="cause"))

    def _add(self, record: Record, form: GridForm) -> None:
        first, rows = self._number(), form.checks.failing_rows()
        failing = enumerate(form.checks.failing(), first)
        data = tuple(self.begun(rows[place], record, number) for number, place in failing)
        last = first + len(data) - 1
        numbers = f"第{first}号" if first == last else f"第{first}—{last}号"

        def done(outcome: Outcome) -> None:
            words = f"已记入整改台帐{len(data)}条（{numbers}），请到“整改”补填原因、措施、责任人和时限"
            self.app.say(words, "good")

        self.app.desk.change(Add("finding", data), done)


class RoundsPanel(CheckedPanel):
    """The check rounds."""

    slug = "check_round"
    link = "round"
    form_type = RoundForm
    passing = "结果是“基本符合”或“不符合”的要点才记为问题"

    def begun(self, row: Mapping[str, str], record: Record, number: int) -> dict[str, Any]:
        """See CheckedPanel."""
        return finding_of(row, record, self.app.desk.scheme, number)


class AcceptancesPanel(CheckedPanel):
    """The acceptances by the scheme's check tables."""

    slug = "acceptance"
    link = "acceptance"
    form_type = AcceptanceForm
    share = 0.22
    passing = "填了次数、差多少或“是”的要点才记为问题"

    def begun(self, row: Mapping[str, str], record: Record, number: int) -> dict[str, Any]:
        """See CheckedPanel."""
        return finding_of_acceptance(row, record, number)

    def refresh(self, changed: Changed | None) -> None:
        """List the acceptances; a scheme that was changed is scored anew."""
        super().refresh(changed)
        form = self.form
        if isinstance(form, AcceptanceForm) and (changed is None or "scheme" in changed):
            form.rescore()
