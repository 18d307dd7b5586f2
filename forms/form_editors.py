"""Which editor a field gets, by its type: one table for every form."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.widgets.choice_box import ChoiceBox
from forms.widgets.choices_box import ChoicesBox
from forms.widgets.date_box import DateBox
from forms.widgets.editor import EditorBase
from forms.widgets.link_box import LinkBox, Titles
from forms.widgets.person_box import PeopleBox, PersonBox
from forms.widgets.rows_box import RowsBox
from forms.widgets.text_box import LineEditor, LongTextEditor
from ledger import fields
from ledger.fields import Context, Field
from ledger.fields.choices import split_words


@dataclass(frozen=True)
class Sources:
    """What editors ask while one types: what fields ask, and the uid and title of every record of a kind."""

    context: Callable[[], Context]
    titles: Titles

    def names(self) -> Sequence[str]:
        """The names on the roster."""
        return tuple(title for _, title in self.titles("person"))


Make = Callable[[tk.Misc, Any, Sources, bool], EditorBase]


def _line(*, right: bool = False, tidy: bool = False, fixed: int = 0, unit: str = "") -> Make:
    def make(parent: tk.Misc, field: Field, sources: Sources, flat: bool) -> EditorBase:
        after = unit or str(getattr(field, "unit", ""))
        return LineEditor(parent, field, sources.context, flat=flat, right=right, tidy=tidy, fixed=fixed, unit=after)

    return make


LONG = 200
"""Characters beyond which a text gets a box that grows instead of a line."""


def _text(parent: tk.Misc, field: fields.Text, sources: Sources, flat: bool) -> EditorBase:
    if field.most > LONG and not flat:
        return LongTextEditor(parent, least=1, breaks=False)
    return LineEditor(parent, field, sources.context, flat=flat)


def _rows(parent: tk.Misc, field: fields.Rows, sources: Sources, flat: bool) -> EditorBase:
    return RowsBox(parent, field, lambda table, column: editor_for(table, column, sources, flat=True))


EDITORS: Mapping[type[Field], Make] = {
    fields.Text: _text,
    fields.LongText: lambda parent, field, sources, flat: LongTextEditor(parent),
    fields.Date: lambda parent, field, sources, flat: DateBox(parent, field, sources.context, flat=flat),
    fields.Month: _line(tidy=True, fixed=150),
    fields.Time: _line(tidy=True, fixed=110),
    fields.Whole: _line(tidy=True, right=True, fixed=110),
    fields.Score: _line(tidy=True, right=True, fixed=110, unit="分"),
    fields.Money: _line(tidy=True, right=True, fixed=150, unit="元"),
    fields.Percent: _line(tidy=True, right=True, fixed=110),
    fields.BoundedNumber: _line(tidy=True, right=True, fixed=150),
    fields.Choice: lambda parent, field, sources, flat: ChoiceBox(parent, field, sources.context, flat=flat),
    fields.Choices: lambda parent, field, sources, flat: ChoicesBox(parent, field, sources.context, flat=flat),
    fields.Person: lambda parent, field, sources, flat: PersonBox(
        parent, field, sources.context, sources.names, flat=flat
    ),
    fields.People: lambda parent, field, sources, flat: PeopleBox(
        parent, field, sources.context, sources.names, flat=flat
    ),
    fields.LinkTo: lambda parent, field, sources, flat: LinkBox(
        parent, field, sources.context, sources.titles, flat=flat
    ),
    fields.Rows: _rows,
}


def editor_for(parent: tk.Misc, field: Field, sources: Sources, *, flat: bool = False) -> EditorBase:
    """A new editor of `field` in `parent`, by its type or what that derives from; a `flat` one is a cell of a table.

    Raises KeyError for a type that the table does not know.
    """
    known = next((each for each in type(field).__mro__ if each in EDITORS), type(field))
    return EDITORS[known](parent, field, sources, flat)


def typed_form(field: Field, value: Any) -> Any:
    """`value` as it would be typed, so that the field reads the same value from it; "" or [] for None."""
    match field:
        case fields.Rows():
            return [
                {column.name: typed_form(column, row.get(column.name)) for column in field.columns}
                for row in value or ()
            ]
        case _ if value is None:
            return ""
        case fields.LinkTo():
            return str(value)
        case fields.Choices():
            return _joined(list(value))
        case fields.People():
            return _joined([person.name for person in value])
        case _:
            return field.show(value)


def _joined(words: list[str]) -> str | list[str]:
    """The words joined by 、, or as they are where one holds a separator itself."""
    text = "、".join(words)
    return text if list(split_words(text) or ()) == words else words
