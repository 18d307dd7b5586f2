"""The scheme's weights and rules: what is counted how, changed with a reason, and every change there was."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.actions import ChangeScheme, Outcome
from forms.dialogs.scheme_editor import edit_scheme
from forms.keys import shortcut
from forms.moments import minute
from forms.screens.scheme_settings_model import (
    HUNDRED,
    RuleSetting,
    Weights,
    changed,
    names_of,
    rules_of,
    total,
    weights_of,
)
from forms.screens.views import Part
from forms.shell.page import Command
from forms.widgets.button import Button
from forms.widgets.choice_box import ChoiceBox
from forms.widgets.halves import Halves
from forms.widgets.line import Line
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.scroll_area import ScrollArea
from forms.widgets.sentence import Sentence
from ledger.errors import LedgerError
from ledger.fields import Choice
from ledger.fields.numbers import plain
from ledger.schemes.changes import SchemeChange, settings, since_text
from ledger.schemes.model import Scheme
from ledger.schemes.replacing import told_changes

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

_COLUMNS = (
    ListColumn("at", "时间", 8),
    ListColumn("what", "项目", 9, stretch=True),
    ListColumn("change", "原来 → 改成", 8, stretch=True),
    ListColumn("reason", "理由", 8, stretch=True),
    ListColumn("who", "谁", 4),
)


def change_rows(scheme: Scheme, changes: Sequence[SchemeChange]) -> list[ListRow]:
    """The changes of the scheme as rows of the list, the last one first; older ones with the names of their time."""
    names, since = names_of(scheme), len(changes) - len(since_text(changes))
    rows = []
    for number, told in enumerate(told_changes(scheme, changes)):
        name = names.get(changes[number].key, told.what) if number >= since else told.what
        what = told.new if told.whole else f"{told.old} → {told.new}"
        cells = (minute(told.at), name, what, told.reason, told.who)
        rows.append(ListRow(str(number), cells, (told.at, *cells[1:])))
    return rows[::-1]


class SchemeSettings(Part):
    """Weights and rules at the left, the reason and saving below them, the changes that were made at the right."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent)
        self.app = app
        self._put: dict[str, str] = {}
        self._saving = False
        self.weights: dict[str, Line]
        self.rules: dict[str, tuple[RuleSetting, ChoiceBox]]
        self._sums: dict[str, tuple[Weights, ttk.Label]]
        self._build()
        self._show()

    @property
    def typed(self) -> dict[str, str]:
        """Every setting as it is typed."""
        weights = {key: line.text for key, line in self.weights.items()}
        return weights | {key: rule.value(str(box.typed())) for key, (rule, box) in self.rules.items()}

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return bool(changed(self.app.desk.scheme, self.typed)) or bool(self.reason.text)

    def refresh(self, changed_kinds: Changed | None) -> None:
        """Show the scheme in force, unless something is being changed here."""
        if changed_kinds is not None and "scheme" not in changed_kinds:
            return
        if self._shape != _shape(self.app.desk.scheme):
            for child in self.winfo_children():
                child.destroy()
            self._build()
            self._show()
        untouched = all(value == self._put.get(key) for key, value in self.typed.items())
        if untouched or self._saving:
            self._show()
        self._list()

    def commands(self) -> Mapping[str, Command]:
        """What the keys do here."""
        return {"save": self.save, "edit": self.focus_set}

    def focus_set(self) -> None:
        """Take the keyboard to the first weight."""
        first = next(iter(self.weights.values()), None)
        (first.entry if first is not None else self.reason.entry).focus_set()

    def save(self) -> None:
        """Change the scheme with the reason; it can be undone."""
        values = changed(self.app.desk.scheme, self.typed)
        if not values:
            self.app.say("没有改动，不用保存")
        elif not self.reason.text.strip():
            self._fault("改权重和规则要写明理由：理由会和改动一起印在得分表上。")
            self.reason.entry.focus_set()
        elif not self._saving:
            self._fault("")
            self._saving = True
            self.app.desk.change(ChangeScheme(values, self.reason.text), self._done, self._failed)

    def discard(self) -> None:
        """Forget what was typed."""
        self._show()

    # Inside

    def _build(self) -> None:
        self._shape = _shape(self.app.desk.scheme)
        self.weights, self.rules, self._sums = {}, {}, {}
        halves = Halves(self, self.app, "stages.rules", 0.48)
        halves.pack(fill="both", expand=True)
        left = ttk.Frame(halves, style="Panel.TFrame")
        right = ttk.Frame(halves, style="Panel.TFrame", padding=theme.px(10))
        halves.add(left, weight=1)
        halves.add(right, weight=1)
        self._foot(left)
        area = ScrollArea(left)
        area.pack(fill="both", expand=True)
        area.body.configure(padding=(theme.px(16), theme.px(12)))
        area.body.columnconfigure(0, weight=1)
        for weights in weights_of(self.app.desk.scheme):
            self._weights(area.body, weights)
        self._rules(area.body, rules_of(self.app.desk.scheme))
        head = ttk.Frame(right, style="Panel.TFrame")
        head.pack(fill="x", pady=(0, theme.px(8)))
        ttk.Label(head, text="改动记录", style="PanelHead.TLabel").pack(side="left")
        self.whole = Button(head, "修改整份方案", lambda: edit_scheme(self.app), key="阶段、必备资料、检查表等都能改")
        self.whole.pack(side="right")
        empty = "还没有改过权重和规则，都按活动方案。"
        self.listing = Listing(right, _COLUMNS, name="stages.changes", empty=empty)
        self.listing.pack(fill="both", expand=True)

    def _foot(self, parent: ttk.Frame) -> None:
        foot = ttk.Frame(parent, style="Panel.TFrame", padding=(theme.px(16), theme.px(8)))
        foot.pack(side="bottom", fill="x")
        foot.columnconfigure(1, weight=1)
        ttk.Label(foot, text="改动的理由", style="Panel.TLabel").grid(row=0, column=0, padx=(0, theme.px(8)))
        self.reason = Line(foot)
        self.reason.widget.grid(row=0, column=1, sticky="ew")
        self.reason.on_change(self._typed)
        self._sentence = _wrapped(foot, "", "PanelSmallMuted.TLabel")
        self._sentence.grid(row=1, column=1, sticky="ew", pady=(theme.px(3), 0))
        row = ttk.Frame(foot, style="Panel.TFrame")
        row.grid(row=2, column=1, sticky="w", pady=(theme.px(6), 0))
        self.saving = Button(row, "保存改动", self.save, role="main", key=shortcut("save"))
        self.dropping = Button(row, "放弃改动", self.discard)
        self.saving.pack(side="left")
        self.dropping.pack(side="left", padx=8)
        foot.lift()

    def _weights(self, parent: ttk.Frame, weights: Weights) -> None:
        """One part of the formula: a heading with the sum, and a line for each weight."""
        head = ttk.Frame(parent, style="Panel.TFrame")
        head.grid(sticky="ew", pady=(0, theme.px(4)))
        ttk.Label(head, text=f"“{weights.name}”的权重", style="PanelBold.TLabel").pack(side="left")
        label = ttk.Label(head, style="PanelSmallMuted.TLabel")
        label.pack(side="left", padx=theme.px(12))
        self._sums[weights.node] = (weights, label)
        table = ttk.Frame(parent, style="Panel.TFrame")
        table.grid(sticky="ew", pady=(0, theme.px(14)))
        table.columnconfigure(2, weight=1)
        for place, (key, name) in enumerate(weights.weights):
            line = Line(table, right=True, width=84)
            line.widget.grid(row=place, column=0, pady=theme.px(2))
            ttk.Label(table, text="%", style="PanelMuted.TLabel").grid(row=place, column=1, padx=theme.px(6))
            _wrapped(table, name).grid(row=place, column=2, sticky="ew", padx=theme.px(8))
            line.on_change(self._typed)
            self.weights[key] = line

    def _rules(self, parent: ttk.Frame, rules: tuple[RuleSetting, ...]) -> None:
        ttk.Label(parent, text="方案没有写明之处的读法", style="PanelBold.TLabel").grid(
            sticky="w", pady=(0, theme.px(4))
        )
        table = ttk.Frame(parent, style="Panel.TFrame")
        table.grid(sticky="ew")
        table.columnconfigure(1, weight=1)
        for place, rule in enumerate(rules):
            name = ttk.Label(table, text=rule.name, style="Panel.TLabel", wraplength=theme.px(170), justify="left")
            name.grid(row=place, column=0, sticky="nw", pady=(theme.px(7), 0), padx=(0, theme.px(10)))
            cell = ttk.Frame(table, style="Panel.TFrame")
            cell.grid(row=place, column=1, sticky="ew", pady=theme.px(3))
            cell.columnconfigure(0, weight=1)
            self._rule(cell, rule)

    def _rule(self, cell: ttk.Frame, rule: RuleSetting) -> None:
        words = rule.source if rule.fixed else f"{rule.source}；方案采用：{rule.default}"
        _wrapped(cell, words, "PanelSmallMuted.TLabel").grid(row=1, column=0, sticky="ew")
        if rule.fixed:
            only = next(iter(rule.choices.values()))
            _wrapped(cell, f"{only}（只有这一种读法）").grid(row=0, column=0, sticky="ew")
            return
        field = Choice(name=rule.key, label=rule.name, choices=tuple(rule.choices.values()))
        box = ChoiceBox(cell, field, self.app.desk.context)
        box.grid(row=0, column=0, sticky="ew")
        box.on_change(self._typed)
        self.rules[rule.key] = (rule, box)

    def _show(self) -> None:
        """Put the settings in force everywhere."""
        now = settings(self.app.desk.scheme)
        for key, line in self.weights.items():
            line.put(now[key])
        for key, (rule, box) in self.rules.items():
            box.put(rule.choices[now[key]])
        self.reason.put("")
        self._put = self.typed
        self._fault("")
        self._typed()

    def _list(self) -> None:
        snapshot = self.app.desk.snapshot
        self.listing.put(change_rows(snapshot.scheme, snapshot.scheme_changes))

    def _typed(self) -> None:
        """Sums and buttons follow what is typed."""
        typed, whole = self.typed, True
        for weights, label in self._sums.values():
            sum_ = total(weights, typed)
            right = sum_ == HUNDRED
            whole = whole and right
            words = "权重填0到100的数" if sum_ is None else f"合计 {plain(sum_)}%" + ("" if right else "，应为 100%")
            label.configure(text=words, style=f"PanelSmall{'Muted' if right else 'Bad'}.TLabel")
            for key, _ in weights.weights:
                self.weights[key].mark(not right)
        values = changed(self.app.desk.scheme, typed)
        self.saving.enable(bool(values) and whole)
        self.dropping.enable(bool(values) or bool(self.reason.text))
        if self.reason.text.strip():
            self._fault("")

    def _fault(self, sentence: str) -> None:
        words = sentence or "改动和理由会印在得分表上，可以撤销。"
        self._sentence.configure(text=words, style=f"PanelSmall{'Bad' if sentence else 'Muted'}.TLabel")
        self.reason.mark(bool(sentence))

    def _done(self, outcome: Outcome) -> None:
        self._saving = False
        self.app.say(f"已{outcome.words}，可按 Ctrl+Z 撤销", "good")

    def _failed(self, error: Exception) -> None:
        self._saving = False
        if not isinstance(error, LedgerError):
            raise error
        self._fault(str(error))


def _shape(scheme: Scheme) -> object:
    """What there is to be set: with another text of the scheme there are other weights and rules."""
    return weights_of(scheme), rules_of(scheme)


def _wrapped(parent: tk.Misc, words: str, style: str = "Panel.TLabel") -> Sentence:
    """Words that break to the width they are given."""
    label = Sentence(parent, text=words, style=style, width=1)
    label.bind("<Configure>", lambda event: label.configure(wraplength=max(event.width - theme.px(8), 120)))
    return label
