"""Another reading of a rate: chosen with a reason, and undone like every change."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING, Any

from forms import theme
from forms.actions import ChangeScheme, Outcome
from forms.widgets.choice_box import ChoiceBox
from forms.widgets.line import Line
from forms.widgets.sentence import Sentence
from ledger.errors import LedgerError
from ledger.fields import Choice
from ledger.schemes.model import Rule, Scheme
from ledger.schemes.rules import rule_words

if TYPE_CHECKING:
    from forms.app import App


def reading_of(scheme: Scheme, key: str) -> str:
    """The reading in force of a rule, and what it could be else; empty for no rule."""
    rule = next((each for each in scheme.rules if each.key == key), None)
    if rule is None:
        return ""
    others = "、".join(f"“{words}”" for value, words in rule.choices.items() if value != rule.value)
    return f"现在的读法：{rule.name}为“{rule_words(rule)}”；也可以取{others}。"


def change_reading(app: App, key: str) -> None:
    """Show the readings of a rule, and take over the one that is chosen."""
    _Reading(app, next(each for each in app.desk.scheme.rules if each.key == key))


class _Reading:
    """The sheet."""

    def __init__(self, app: App, rule: Rule) -> None:
        self.app, self.rule = app, rule
        buttons = (("save", "保存", "main"), ("", "不改", "plain"))
        self.sheet = app.overlay.show("改读法", self._fill, buttons, self._answered)

    def _fill(self, sheet: ttk.Frame) -> Any:
        body = ttk.Frame(sheet, style="Panel.TFrame")
        body.pack(fill="x")
        body.columnconfigure(1, weight=1)
        field = Choice(name="reading", label=self.rule.name, choices=tuple(self.rule.choices.values()))
        self.box = ChoiceBox(body, field, self.app.desk.context)
        self.box.put(rule_words(self.rule))
        self.reason = Line(body, width=300)
        self.fault = Sentence(body, style="PanelBad.TLabel", wraplength=theme.px(540))
        source = Sentence(body, text=f"依据：{self.rule.source}。", style="PanelMuted.TLabel", wraplength=theme.px(540))
        for row, (label, widget) in enumerate(((self.rule.name, self.box), ("理由", self.reason.widget))):
            ttk.Label(body, text=label, style="Panel.TLabel").grid(row=row, column=0, sticky="nw", pady=theme.px(6))
            widget.grid(row=row, column=1, sticky="ew", padx=(theme.px(10), 0), pady=theme.px(3))
        source.grid(row=2, column=0, columnspan=2, sticky="w", pady=(theme.px(8), 0))
        self.fault.grid(row=3, column=0, columnspan=2, sticky="w", pady=(theme.px(4), 0))
        return self.box.inner

    def _answered(self, key: str) -> bool:
        if not key:
            return True
        words = str(self.box.typed())
        value = next((value for value, each in self.rule.choices.items() if each == words), "")
        if not value:
            self.fault.configure(text="请从列出的读法里选一种。")
        elif value == self.rule.value:
            self.fault.configure(text="读法没有改动，不用保存。")
        elif not self.reason.text.strip():
            self.fault.configure(text="改读法要写明理由：理由会和改动一起留在修改记录里。")
            self.reason.entry.focus_set()
        else:
            self.app.desk.change(
                ChangeScheme({f"rule.{self.rule.key}": value}, self.reason.text), self._done, self._failed
            )
        return False

    def _done(self, outcome: Outcome) -> None:
        self.sheet.close()
        self.app.say(f"已{outcome.words}，可按 Ctrl+Z 撤销", "good")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, LedgerError):
            raise error
        self.fault.configure(text=str(error))
