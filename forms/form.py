"""The form of a kind, made from its declaration: a label and an editor for every field, in one place that scrolls."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from tkinter import ttk
from typing import Any, ClassVar

from forms import theme
from forms.form_editors import LONG, Sources, editor_for, typed_form
from forms.widgets.editor import EditorBase
from forms.widgets.link_box import Titles
from forms.widgets.scroll_area import ScrollArea
from ledger import fields
from ledger.fields import Context, Field
from ledger.kinds import Kind

_WIDE = 20
"""Share of a list's width from which on a field needs the whole width of the form, too."""


@dataclass(frozen=True)
class _Place:
    """What stands in the form for a field."""

    field: Field
    label: ttk.Label
    star: ttk.Label | None
    editor: EditorBase

    @property
    def wide(self) -> bool:
        """Whether it stands alone in its line."""
        match self.field:
            case fields.LongText() | fields.Rows() | fields.People() | fields.LinkTo():
                return True
            case fields.Text(most=most):
                return most > LONG or self.field.width >= _WIDE
            case _:
                return self.field.width >= _WIDE

    def grid(self, line: int, column: int, span: int) -> None:
        """Put it into two lines of the form, `span` columns of label and editor wide; a table is below its label."""
        first, pad = column * 4, theme.px(5)
        if isinstance(self.field, fields.Rows):
            self.label.grid(row=line, column=0, sticky="ne", pady=(theme.px(7), 0))
            if self.star is not None:
                self.star.grid(row=line, column=1, sticky="nw", pady=(theme.px(6), 0))
            self.editor.grid(row=line + 1, column=0, columnspan=span * 4 - 1, sticky="ew", pady=(0, pad))
            return
        self.label.grid(row=line, column=first, sticky="ne", pady=(theme.px(7), 0))
        if self.star is not None:
            self.star.grid(row=line, column=first + 1, sticky="nw", pady=(theme.px(6), 0))
        self.editor.grid(row=line, column=first + 2, columnspan=span * 4 - 3, sticky="new", pady=pad)


class FormFrame(ttk.Frame):
    """One record of `kind` as it is typed; made once and shown for one record after the other.

    `titles` gives the uid and title of the records of a kind, `on_change` hears of every change by the clerk, `only`
    names the fields that are shown, all when empty.
    """

    two_columns: ClassVar[int] = 900
    """Unscaled pixels from which on short fields stand side by side."""

    def __init__(
        self,
        parent: tk.Misc,
        kind: Kind,
        *,
        context: Callable[[], Context],
        titles: Titles,
        on_change: Callable[[], None],
        only: tuple[str, ...] = (),
    ) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self.kind = kind
        self._sources = Sources(context, titles)
        self._told = on_change
        self._area = ScrollArea(self)
        self._area.pack(fill="both", expand=True)
        shown = [field for field in kind.fields if not only or field.name in only]
        self._places = {field.name: self._place(field) for field in shown}
        self._base = {name: place.editor.typed() for name, place in self._places.items()}
        self._columns = 0
        self._lay(1)
        self._area.canvas.bind("<Configure>", self._widened, add="+")
        theme.listen(self, lambda: self._lay(self._columns))

    def show(self, values: Mapping[str, Any] | None, preset: Mapping[str, object] | None = None) -> None:
        """Show the parsed `values` of a record, a blank form for None; `preset` stands on top and counts as changed."""
        for name, place in self._places.items():
            place.editor.put(typed_form(place.field, (values or {}).get(name)))
            self._base[name] = place.editor.typed()
        for name, value in (preset or {}).items():
            self._put(name, value)
        self._area.to_top()

    def adopt(self, values: Mapping[str, Any], sent: Mapping[str, Any]) -> None:
        """`values` were saved from what was typed, `sent`; the cursor stays, and what was typed since is a change."""
        for name, place in self._places.items():
            now, kept = place.editor.typed(), typed_form(place.field, values.get(name))
            untouched = now == sent[name]
            if untouched and now != kept:
                place.editor.put(kept)
            self._base[name] = place.editor.typed() if untouched else kept

    def typed(self) -> dict[str, Any]:
        """The fields whose typed form is another than was shown; for a blank form, those that are not blank."""
        now = self.everything()
        return {name: typed for name, typed in now.items() if typed != self._base[name]}

    def everything(self) -> dict[str, Any]:
        """Every field as it is typed."""
        return {name: place.editor.typed() for name, place in self._places.items()}

    @property
    def dirty(self) -> bool:
        """Whether anything differs from what was shown."""
        return any(place.editor.typed() != self._base[name] for name, place in self._places.items())

    def faults(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong, by name of field, take away what was said, and go to the first field at fault."""
        for name, place in self._places.items():
            place.editor.fault(problems.get(name, ""))
        first = next((name for name in self._places if problems.get(name)), "")
        if first:
            self.focus_field(first)

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put what was typed once on top of what is shown; it counts as changed. What has no place any more is left."""
        for name, typed in draft.items():
            if name in self._places:
                self._put(name, typed)

    def focus_field(self, name: str = "") -> None:
        """Go to a field, to the first one without a name or for one that is not shown."""
        place = self._places.get(name) or next(iter(self._places.values()))
        place.editor.focus()
        self._area.see(place.editor)

    def editor(self, name: str) -> EditorBase:
        """The editor of a field. Raises KeyError."""
        return self._places[name].editor

    def make_editor(self, parent: tk.Misc, field: Field) -> EditorBase:
        """The editor that a field gets; the form of one kind may have another one."""
        return editor_for(parent, field, self._sources)

    def _put(self, name: str, value: object) -> None:
        place = self._places.get(name)
        if place is not None:
            place.editor.put(value if isinstance(value, str | list) else typed_form(place.field, value))

    def _place(self, field: Field) -> _Place:
        body = self._area.body
        label = ttk.Label(body, text=field.label, style="Panel.TLabel")
        star = ttk.Label(body, text="＊", style="PanelSmallLink.TLabel") if field.required else None
        editor = self.make_editor(body, field)
        if field.hint:
            editor.hint(field.hint)
        editor.on_change(self._told)
        return _Place(field, label, star, editor)

    def _widened(self, event: tk.Event[Any]) -> None:
        columns = 2 if event.width >= theme.px(self.two_columns) else 1
        if columns != self._columns:
            self._lay(columns)

    def _lay(self, columns: int) -> None:
        """Put the fields in order, short ones beside one another when there are two columns."""
        self._columns = columns
        body = self._area.body
        body.configure(padding=(theme.px(16), theme.px(8)))
        for column in range(2):
            there = column < columns
            body.columnconfigure(column * 4 + 1, minsize=theme.px(18) if there else 0)
            body.columnconfigure(column * 4 + 2, weight=1 if there else 0, uniform="editors" if there else "")
            body.columnconfigure(column * 4 + 3, minsize=theme.px(20) if there and columns > 1 and not column else 0)
        line = column = 0
        for place in self._places.values():
            if column and (place.wide or column == columns):
                line, column = line + 2, 0
            place.grid(line, column, columns if place.wide else 1)
            column = columns if place.wide else column + 1
