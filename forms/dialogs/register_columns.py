"""The form in which a register of one's own is defined: a column that is renamed stays the one it was."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from forms import pinyin, theme
from forms.form import FormFrame
from forms.form_editors import editor_for
from forms.widgets.button import Button
from forms.widgets.editor import EditorBase
from forms.widgets.rows_box import Row, RowsBox
from forms.widgets.text_box import LongTextEditor
from ledger.fields import Field, Rows
from ledger.kinds import kind_of
from ledger.own_registers import OWN_REGISTER, BadDefinition

DEFINITION = kind_of(OWN_REGISTER)
_KEY, _LABEL = "key", "label"
_LONGEST = 24
"""Characters of a code."""
BEGINNING: tuple[Row, ...] = (
    {"label": "日期", "type": "日期", "required": "是"},
    {"label": "内容", "type": "文字", "required": "是", "width": "24"},
    {"label": "经办人", "type": "本单位人员"},
    {"label": "备注", "type": "文字"},
)
"""The columns that a new register begins with, to be changed as one likes."""


class ColumnsBox(RowsBox):
    """The columns of a register, without the one for the name that a column had at first: it is kept out of sight."""

    def __init__(self, parent: tk.Misc, field: Rows, make: Callable[[tk.Misc, Field], EditorBase]) -> None:
        self._at = (0, 0)
        seen = tuple(column for column in field.columns if column.name != _KEY)
        super().__init__(parent, replace(field, columns=seen), make)
        self._told.grid(column=5)
        self._foot.columnconfigure(3, weight=0)
        self._foot.columnconfigure(5, weight=1)
        for column, (words, by) in enumerate((("上移", -1), ("下移", 1)), 3):
            button = Button(self._foot, words, lambda by=by: self.move(self._at[0], by, self._at[1]), height=26)  # type: ignore[misc]
            button.grid(row=0, column=column, padx=(0, theme.px(8)))

    def put(self, typed: Any) -> None:
        """See Editor; every column is from now on the one that it is here, whatever it will be called."""
        super().put([{**row, _KEY: row.get(_KEY) or row.get(_LABEL, "")} for row in typed or ()])

    def begin_with(self, rows: tuple[Row, ...]) -> None:
        """Show columns that are new, whose names are their first."""
        super().put([dict(row) for row in rows])

    def typed(self) -> list[Row]:
        """See Editor: each with the name that it had at first, blank where that is its name still."""
        rows = [row for row in self._rows if self._is_filled(row)]
        taken = {str(row.get(_KEY)) for row in rows if row.get(_KEY)}
        found = []
        for row, seen in zip(rows, super().typed(), strict=True):
            label = str(seen[_LABEL])
            key = str(row.get(_KEY) or _free(label, taken))
            found.append({**seen, _KEY: "" if key == label else key})
        return found

    def point(self, row: int, cell: str) -> None:
        """Mark a cell of the filled row `row` (from 1), and let the keyboard go there."""
        filled = [at for at, each in enumerate(self._rows) if self._is_filled(each)]
        names = [column.name for column in self.field.columns]
        if 0 < row <= len(filled) and cell in names:
            self._faulty = (filled[row - 1], names.index(cell))
            self._marked = self._strip(self._faulty[0]).cells[self._faulty[1]]
            self._marked.mark(True)

    def _bind_cell(self, cell: EditorBase, line: int, column: int) -> None:
        super()._bind_cell(cell, line, column)
        cell.inner.bind("<FocusIn>", lambda _: self._here(self._first + line, column), add="+")

    def _here(self, at: int, column: int) -> None:
        self._at = (at, column)


class DefinitionForm(FormFrame):
    """The form of a definition; the code follows the name until the clerk writes one himself."""

    two_columns: ClassVar[int] = 560

    def __init__(self, parent: tk.Misc, *, taken: Callable[[str], bool], **given: Any) -> None:
        self._taken = taken
        self.columns: ColumnsBox
        super().__init__(parent, DEFINITION, **given)
        self._proposing = False
        self.editor("title").on_change(self._propose)
        self.editor("code").on_change(self._decided)

    def define(self, values: Mapping[str, Any] | None) -> None:
        """Show a definition, or the beginning of a new one."""
        self.show(values)
        self._proposing = values is None
        if values is None:
            self.columns.begin_with(BEGINNING)

    def refuse(self, error: BadDefinition) -> None:
        """Say what is wrong where it is."""
        self.faults({error.field: f"“{error.title}”{error.why}。"})
        if error.field == "columns":
            self.columns.point(error.row, error.cell)
            self.columns.focus()

    def make_editor(self, parent: tk.Misc, field: Field) -> EditorBase:
        if field.name == "note":
            return LongTextEditor(parent, least=1)  # the columns shall be in sight
        if not isinstance(field, Rows):
            return super().make_editor(parent, field)
        self.columns = ColumnsBox(
            parent, field, lambda table, column: editor_for(table, column, self._sources, flat=True)
        )
        return self.columns

    def _propose(self) -> None:
        if self._proposing:
            self.editor("code").put(self._code(pinyin.initials(str(self.editor("title").typed()))))

    def _decided(self) -> None:
        self._proposing = False

    def _code(self, letters: str) -> str:
        """The letters, with a number when another register has them; nothing for none: the program makes a code."""
        code, number = letters[:_LONGEST], 1
        while code and self._taken(code):
            number += 1
            code = f"{letters[: _LONGEST - 3]}-{number}"
        return code


def _free(label: str, taken: set[str]) -> str:
    """The name of a new column: its label, with a number where another column had that name first."""
    name, number = label, 1
    while name in taken:
        number += 1
        name = f"{label[:17]}{number}"
    return name
