"""Under the list of files to be added: where the one in front belongs, what it is there, and what a new paper is."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from forms import theme
from forms.form_editors import Sources, editor_for
from forms.screens.filing_choices import NEW, SKIP, Chosen
from forms.screens.filing_taking import PAPER
from forms.widgets.button import Segments
from forms.widgets.editor import EditorBase
from forms.widgets.suggest_box import SuggestBox
from ledger.attachments import ROLES
from ledger.fields import Context, Text
from ledger.kinds import kind_of

if TYPE_CHECKING:
    from forms.screens.filing_adding import AddingSheet

_FIELD = Text(name="target", label="归到")
NEW_FIELDS = {"title": (2, 0), "date": (3, 0), "sort": (3, 2), "doc_no": (4, 0)}
"""The fields of a new paper that are asked for here, with row and column of each."""
_BESIDE = ("date", "sort")
_UNKNOWN = "没有叫这个的资料：请打几个字，从列表里选"


class TargetBox(SuggestBox):
    """A line that completes to one of the targets."""

    def __init__(self, parent: tk.Misc, context: Callable[[], Context], targets: Mapping[str, str]) -> None:
        super().__init__(parent, _FIELD, context)
        self._targets = targets

    def words(self) -> Sequence[str]:
        """See SuggestBox."""
        return tuple(self._targets)


class TargetEditor(ttk.Frame):
    """Shows what becomes of one file, and tells the sheet what the clerk changes."""

    def __init__(self, parent: tk.Misc, sheet: AddingSheet) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self._sheet = sheet
        self._chosen: Chosen | None = None
        self.columnconfigure(3, weight=1)
        context = sheet.app.desk.context
        self.target = TargetBox(self, context, sheet.targets)
        self._row(0, "归到", self.target)
        self.target.on_change(self._retargeted)
        for key in ("<Return>", "<KP_Enter>"):
            self.target.entry.bind(key, lambda _: self._entered(), add="+")
        self.target.entry.bind("<FocusOut>", lambda _: self._left(), add="+")
        self.role = Segments(self, tuple(ROLES.items()), lambda _: self._changed())
        self._role_words = self._row(1, "作为", self.role)
        self.fields: dict[str, EditorBase] = {}
        self._labels: list[tk.Widget] = []
        sources = Sources(context, lambda slug: ())
        for name, (row, column) in NEW_FIELDS.items():
            field = kind_of(PAPER).field(name)
            editor = self.fields[name] = editor_for(self, field, sources)
            self._labels.append(self._row(row, field.label, editor, column, 1 if name in _BESIDE else 3))
            editor.on_change(self._changed)
            for key in ("<Return>", "<KP_Enter>"):
                editor.inner.bind(key, lambda _: self._entered_field(), add="+")

    def show(self, chosen: Chosen, words: str) -> None:
        """Show what becomes of a file; `words` name its target."""
        self._chosen = chosen
        if self.target.typed() != words:
            self.target.put(words)
        new, added = chosen.target == NEW, chosen.target != SKIP
        self.role.put(chosen.role)
        for widget in (self._role_words, self.role):
            (widget.grid if added and not new else widget.grid_remove)()
        for label, (name, editor) in zip(self._labels, self.fields.items(), strict=True):
            for part in (label, editor):
                (part.grid if new else part.grid_remove)()
            typed = chosen.data.get(name, "")
            if editor.typed() != typed:
                editor.put(typed)

    def focus(self) -> None:
        """Take the keyboard to the target, all of it marked: what is typed replaces it."""
        self.target.focus()
        self.target.entry.select_range(0, "end")

    def focus_title(self) -> None:
        """Take the keyboard to the title of a new paper."""
        self.fields["title"].focus()

    def _row(self, row: int, words: str, widget: tk.Widget, column: int = 0, span: int = 3) -> ttk.Label:
        label = ttk.Label(self, text=words, style="Panel.TLabel")
        before = theme.px(16) if column else 0
        label.grid(row=row, column=column, sticky="nw", padx=(before, theme.px(8)), pady=theme.px(4))
        sticky = "ew" if isinstance(widget, EditorBase) else "w"
        widget.grid(row=row, column=column + 1, columnspan=span, sticky=sticky, pady=theme.px(2))
        return label

    def _retargeted(self) -> None:
        target = self._sheet.targets.get(str(self.target.typed()))
        if target is not None:
            self.target.fault("")
            if self._chosen is not None and target != self._chosen.target:
                self._sheet.retarget(target)

    def _left(self) -> None:
        """What names nothing is told, and the file stays where it was."""
        self.target.fault("" if str(self.target.typed()) in self._sheet.targets else _UNKNOWN)

    def _changed(self) -> None:
        if self._chosen is None:
            return
        data: dict[str, Any] = dict(self._chosen.data)
        if self._chosen.target == NEW:
            data = {name: typed for name, editor in self.fields.items() if (typed := editor.typed())}
        self._chosen = replace(self._chosen, role=self.role.taken, data=data)
        self._sheet.change(self._chosen)

    def _entered(self) -> str:
        """Enter in the target: a word of the list has just been taken, or it is right as it stands."""
        if str(self.target.typed()) in self._sheet.targets:
            self._sheet.following()
        return "break"

    def _entered_field(self) -> str:
        self._sheet.following()
        return "break"
