"""The sheet in which the clerk defines a register of his own, with what it will be like beside it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from forms import theme
from forms.actions import Action, Add, Delete, Edit, Outcome
from forms.dialogs.register_columns import DEFINITION, DefinitionForm
from forms.dialogs.register_preview import RegisterPreview
from forms.widgets.halves import Halves
from forms.widgets.sentence import Sentence
from ledger.entries import FieldProblems, read_entry
from ledger.errors import InputError, LedgerError
from ledger.kinds import Kind
from ledger.own_registers import OWN_REGISTER, PREFIX, BadDefinition, kind_from
from ledger.records import Record
from ledger.refusals import DuplicateValue

if TYPE_CHECKING:
    from forms.app import App

_PAUSE = 500
"""Milliseconds after the last key before the preview is made anew."""
_HOW = "一行是一个栏目。栏目改名不影响已登记的内容；已有记录填写的栏目不能删去或改类型。"

_UNNAMED = "新登记簿"
"""What the preview calls a register that has no name yet."""


class Design:
    """Defines a new register, or changes the one that `record` defines; `done(record)` follows when it was saved."""

    def __init__(self, app: App, record: Record | None, done: Callable[[Record], object]) -> None:
        self._app, self._record, self._done = app, record, done
        self._timer, self._saving = "", False
        title = "修改登记簿" if record is not None else "新建登记簿"
        delete = (("delete", "删除登记簿", "danger"),) if record is not None else ()
        buttons = (("save", "保存", "main"), *delete, ("", "取消", "plain"))
        self.sheet = app.overlay.show(title, self._fill, buttons, self._answered, full=True)
        self.form.define(record.values if record is not None else None)
        self._before = self.form.everything()
        self._preview()
        self.form.focus_field("title")

    def kind(self) -> tuple[Kind, dict[str, Any]]:
        """The register as it is defined now, and the values of its definition. Raises FieldProblems, BadDefinition."""
        typed = self.form.everything()
        values = read_entry(DEFINITION, {**typed, "title": typed["title"] or _UNNAMED}, self._app.desk.context())
        return kind_from(values), values

    # Inside

    def _fill(self, body: ttk.Frame) -> tk.Misc:
        self._said = Sentence(body, text=_HOW, style="PanelMuted.TLabel")
        self._said.pack(side="bottom", anchor="w", pady=(theme.px(6), 0))
        body.bind("<Configure>", lambda event: self._said.configure(wraplength=event.width))
        halves = Halves(body, self._app, "register_design", 0.58)
        halves.pack(fill="both", expand=True)
        left = ttk.Frame(halves, style="Panel.TFrame")
        context = self._app.desk.context
        self.form = DefinitionForm(
            left, taken=self._taken, context=context, titles=lambda _: [], on_change=self._changed
        )
        self.form.pack(fill="both", expand=True)
        self.form.bind("<Destroy>", lambda event: self._stop() if event.widget is self.form else None, add="+")
        self.preview = RegisterPreview(halves, self._app)
        halves.add(left, weight=1)
        halves.add(self.preview, weight=1)
        return self.form.editor("title").inner

    def _taken(self, code: str) -> bool:
        return f"{PREFIX}{code}" in {kind.slug for kind in self._app.desk.snapshot.kinds}

    def _changed(self) -> None:
        self._say(_HOW)
        self._stop()
        self._timer = self._app.root.after(_PAUSE, self._preview)

    def _preview(self) -> None:
        self._timer = ""
        try:
            kind, values = self.kind()
        except InputError as error:
            self.preview.say(str(error))
        else:
            self.preview.show(kind, values)

    def _answered(self, key: str) -> bool:
        """Whether the sheet closes."""
        if self._saving:
            return False
        if key == "save":
            self._save()
        elif key == "delete":
            self._delete()
        elif self.form.everything() != self._before:
            self._ask()
        else:
            self._stop()
            return True
        return False

    def _ask(self) -> None:
        def chosen(key: str) -> None:
            if key == "save":
                self._save()
            elif key == "drop":
                self._stop()
                self.sheet.close()

        buttons = (("save", "保存", "main"), ("drop", "不保存", "danger"), ("", "继续填写", "plain"))
        self._app.ask("还没有保存", "登记簿的名称和栏目还没有保存。", buttons, chosen)

    def _save(self) -> None:
        self.form.faults({})
        typed = self.form.typed()
        if self._record is None:
            self._do(Add(OWN_REGISTER, (typed,)), "已建好")
        elif typed:
            self._do(Edit(((self._record.uid, typed, self._record.revision),)), "已改好")
        else:
            self._stop()
            self.sheet.close()

    def _delete(self) -> None:
        assert self._record is not None
        self._do(Delete((self._record.uid,)), "已放进回收站")

    def _do(self, action: Action, words: str) -> None:
        self._saving = True

        def done(outcome: Outcome) -> None:
            self._stop()
            self.sheet.close()
            title = outcome.come[0]["title"] if outcome.come else self._record["title"] if self._record else ""
            self._app.say(f"{words}：登记簿“{title}”，可按 Ctrl+Z 撤销", "good")
            for made in outcome.come:
                self._done(made)

        self._app.desk.change(action, done, self._refused)

    def _refused(self, error: Exception) -> None:
        self._saving = False
        if not isinstance(error, LedgerError):
            raise error
        said = "没有保存：有要改的地方，见红字"
        match error:
            case FieldProblems():
                self.form.faults({name: str(problem) for name, problem in error.by_field.items()})
            case BadDefinition():
                self.form.refuse(error)
            case DuplicateValue():
                self.form.faults({DEFINITION.unique: str(error)})
            case _:
                said = str(error)
        self._say(said, "PanelBad.TLabel")

    def _say(self, sentence: str, style: str = "PanelMuted.TLabel") -> None:
        self._said.configure(text=sentence, style=style)

    def _stop(self) -> None:
        if self._timer:
            self._app.root.after_cancel(self._timer)
            self._timer = ""
