"""The filing plan as the one form that it is: a ledger has one, or none yet."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from forms import theme
from forms.actions import Edit, Together
from forms.form import FormFrame
from forms.record_pane import RecordPane
from forms.screens.views import Part
from forms.shell.page import Command, Target
from forms.widgets.button import Button
from ledger.filing_settings import filing_plan
from ledger.kinds import Kind, kind_of
from ledger.records import Record

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed


KEPT = ("fixed", "order")
"""What is written from the view of the items, as many rows as there are items: no form is made of it."""


def _form(parent: tk.Misc, kind: Kind, **options: Any) -> FormFrame:
    return FormFrame(parent, kind, only=tuple(field.name for field in kind.fields if field.name not in KEPT), **options)


def kept_words(plan: Record | None) -> str:
    """What the plan keeps besides what is filled in."""
    fixed = len((plan["fixed"] if plan else None) or ())
    volumes = {row["volume"] for row in (plan["order"] if plan else None) or ()}
    parts = [f"已编定{fixed}件的号"] if fixed else []
    parts += [f"有{len(volumes)}卷的次序是自己排的"] if volumes else []
    return "，".join(parts) + "。" if parts else ""


class PlanForm(Part):
    """Shows the plan there is, or a blank one to be saved first."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent)
        self.app = app
        self._line = ttk.Frame(self, padding=(0, 0, 0, theme.px(8)))
        self._kept = ttk.Label(self._line)
        self._kept.pack(side="left")
        self.resetting = Button(self._line, "恢复自动次序", self.reset_order, key="按主题和时间排；已编定的号不变")
        self.pane = RecordPane(self, app, lambda record: None, {"filing_plan": _form})
        self.pane.pack(fill="both", expand=True)

    @property
    def plan(self) -> Record | None:
        """The plan there is."""
        return filing_plan(self.app.desk.snapshot)

    def refresh(self, changed: Changed | None) -> None:
        """Show the plan as it is, unless something is being typed."""
        self.pane.follow()
        self._tell()
        plan, pane = self.plan, self.pane
        if plan is not None and (pane.record is None or pane.record.uid != plan.uid) and not pane.dirty:
            pane.show(plan)
        elif plan is None and pane.kind is None:
            focus = self.focus_get()
            pane.new(kind_of("filing_plan"))
            if focus is not None:
                focus.focus_set()  # a blank form takes it, and who looks at the settings may be elsewhere

    def reset_order(self) -> None:
        """Let the papers stand by subject and time again."""
        plan = self.plan
        if plan is not None:
            action = Together("恢复自动次序", (Edit(((plan.uid, {"order": []}, plan.revision),)),))
            self.app.desk.change(action, lambda _: self.app.say("已恢复按主题和时间排，可按 Ctrl+Z 撤销", "good"))

    def commands(self) -> Mapping[str, Command]:
        """What the keys do here."""
        return {"save": self.pane.save, "edit": self.focus_set}

    def open(self, target: Target) -> None:
        """Take the keyboard to a field of the form."""
        if self.pane.form is not None and target.field:
            self.pane.form.focus_field(target.field)

    def focus_set(self) -> None:
        """Take the keyboard into the form."""
        if self.pane.form is not None:
            self.pane.form.focus_field()

    def _tell(self) -> None:
        plan = self.plan
        words = kept_words(plan)
        self._kept.configure(text=words)
        if words:
            self._line.pack(fill="x", before=self.pane)
        else:
            self._line.pack_forget()
        if plan is not None and plan["order"]:
            self.resetting.pack(side="right")
        else:
            self.resetting.pack_forget()
