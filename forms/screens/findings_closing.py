"""The sheet that closes a finding: when, with what result, and what proves it; files are attached at once."""

from __future__ import annotations

import datetime as dt
import tkinter as tk
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from forms import theme
from forms.actions import Action, Attach, Edit, Outcome, Together
from forms.dialogs.attaching import suggested
from forms.form import FormFrame
from forms.shell.overlay import Sheet
from forms.widgets.button import Button
from forms.widgets.sentence import Sentence
from ledger.entries import FieldProblems, read_entry
from ledger.errors import LedgerError
from ledger.fields import chinese_date
from ledger.records import Record

if TYPE_CHECKING:
    from forms.app import App

FIELDS = ("closed", "result", "proof", "rechecked", "rechecker")
_TALL = 310
"""Pixels of the form at zoom 1."""
NO_PROOF = "还没有佐证：请添加照片或扫描件；没有文件的，在这一栏写明是什么、放在哪里。"
_MISSING = {"closed": "办结要有完成日期，请补上。", "result": "办结要写明整改结果，请补上。"}


def close_finding(app: App, record: Record) -> Closing:
    """Ask what closes the finding, and close it as one action that can be undone."""
    return Closing(app, record)


class Closing:
    """The sheet while it is open. `form` is what is filled in, `files` what will be attached."""

    def __init__(self, app: App, record: Record) -> None:
        self.app, self.record = app, record
        self.kind = record.declared
        self.files: list[Path] = []
        self._busy = False
        title = f"办结{app.desk.snapshot.named(record, 24)}"
        buttons = (("close", "办结", "main"), ("", "先不办结", "plain"))
        self.sheet: Sheet = app.overlay.show(title, self._fill, buttons, self._answered, width=640)

    def add_files(self) -> None:
        """Let the clerk choose files that prove it."""
        self.files = list(dict.fromkeys([*self.files, *self.app.chooser.files("添加佐证材料")]))
        self._tell_files()

    def remove_files(self) -> None:
        """Take back the files chosen here."""
        self.files.clear()
        self._tell_files()

    def typed(self) -> dict[str, Any]:
        """What is filled in, and the status that closes it; only what changes the record."""
        return {**self.form.typed(), "status": "已完成"}

    def faults(self) -> dict[str, str]:
        """What keeps it from being closed, by field."""
        typed = self.form.everything()
        found = {name: words for name, words in _MISSING.items() if not typed[name]}
        data = {name: typed[name] for name in FIELDS}
        try:
            read = read_entry(self.kind, data, self.app.desk.context(), partly=True)
        except FieldProblems as problems:
            return {**found, **{name: str(problem) for name, problem in problems.by_field.items()}}
        found.update(_out_of_order(self.record["found"], read["closed"], read["rechecked"]))
        if not (self.files or self.record.attachments or typed["proof"]):
            found["proof"] = NO_PROOF
        return found

    def _fill(self, body: ttk.Frame) -> tk.Misc | None:
        place = ttk.Frame(body, style="Panel.TFrame", width=theme.px(640), height=theme.px(_TALL))
        place.pack_propagate(False)
        place.pack(fill="both", expand=True)
        desk = self.app.desk
        self.form = FormFrame(
            place, self.kind, context=desk.context, titles=self._titles, on_change=self._changed, only=FIELDS
        )
        self.form.pack(fill="both", expand=True)
        self.form.show(self.record.values, self._preset())
        row = ttk.Frame(body, style="Panel.TFrame")
        row.pack(fill="x", pady=(theme.px(8), 0))
        self.adding = Button(row, "添加附件", self.add_files)
        self.adding.pack(side="left")
        self.removing = Button(row, "不要这些附件", self.remove_files)
        self._files_label = Sentence(row, style="PanelSmallMuted.TLabel", wraplength=theme.px(380))
        self._files_label.pack(side="left", padx=theme.px(8))
        self._tell_files()
        return self.form.editor("closed").inner if self.record["closed"] is None else self.adding

    def _preset(self) -> dict[str, object]:
        """Today is the day when none is written yet."""
        if self.record["closed"] is None:
            return {"closed": self.app.desk.today}
        return {}

    def _titles(self, slug: str) -> list[tuple[str, str]]:
        snapshot = self.app.desk.snapshot
        return [(record.uid, snapshot.title(record)) for record in snapshot.of(slug)]

    def _changed(self) -> None:
        """Nothing is kept before it is closed."""

    def _tell_files(self) -> None:
        kept = [each.name for each in self.record.attachments]
        words = []
        if kept:
            words.append(f"已有附件{len(kept)}个：{'、'.join(kept[:3])}")
        if self.files:
            words.append(f"将添加{len(self.files)}个：{'、'.join(path.name for path in self.files[:3])}")
        self._files_label.configure(text="；".join(words) or "还没有佐证材料的照片或扫描件。")
        if self.files:
            self.removing.pack(side="left", padx=(8, 0), after=self.adding)
        else:
            self.removing.pack_forget()

    def _answered(self, key: str) -> bool:
        """Close it when nothing is missing; the sheet goes when that was done."""
        if not key:
            return True
        if self._busy:
            return False
        found = self.faults()
        self.form.faults(found)
        if not found:
            self._busy = True
            self.app.desk.change(self._action(), self._done, self._failed)
        return False

    def _action(self) -> Action:
        edit = Edit(((self.record.uid, self.typed(), self.record.revision),))
        words = f"办结问题整改{self.app.desk.snapshot.named(self.record, 18)}"
        files = tuple((path, suggested(self.record, path)) for path in self.files)
        actions: tuple[Action, ...] = (edit, Attach(self.record.uid, files)) if files else (edit,)
        return Together(words, actions)

    def _done(self, outcome: Outcome) -> None:
        self.sheet.close()
        self.app.say(f"已{outcome.words}，可按 Ctrl+Z 撤销", "good")
        if outcome.failures:
            self.app.overlay.tell("有附件没有添加", "\n".join(map(str, outcome.failures)))

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, LedgerError):
            raise error
        if isinstance(error, FieldProblems):
            self.form.faults({name: str(problem) for name, problem in error.by_field.items()})
        else:
            self.app.fail(error)


def _out_of_order(found: dt.date | None, closed: dt.date | None, rechecked: dt.date | None) -> dict[str, str]:
    """What is wrong with the order of the days, by field."""
    wrong: dict[str, str] = {}
    if found and closed and closed < found:
        wrong["closed"] = f"完成日期早于发现日期（{chinese_date(found)}），请核对。"
    if closed and rechecked and rechecked < closed:
        wrong["rechecked"] = "复查日期早于完成日期，请核对。"
    return wrong
