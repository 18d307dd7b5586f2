"""The editor of a day: typed in any form the field reads, or picked from a calendar that drops down on demand."""

from __future__ import annotations

import datetime as dt
import tkinter as tk
from collections.abc import Callable
from typing import Any

from forms.widgets.calendar import Calendar
from forms.widgets.drop_mark import DropMark
from forms.widgets.text_box import LineEditor
from ledger.errors import InputError
from ledger.fields import Context, Field

_KEYS = ("<Left>", "<Right>", "<Up>", "<Down>", "<Prior>", "<Next>", "<Return>", "<KP_Enter>", "<Escape>")


class DateBox(LineEditor):
    """A line for a Date; F4 or Alt+Down shows the calendar, whose keys work while the line keeps the focus."""

    def __init__(self, parent: tk.Misc, field: Field, context: Callable[[], Context], *, flat: bool = False) -> None:
        super().__init__(parent, field, context, flat=flat, tidy=True, fixed=150)
        self._calendar: Calendar | None = None
        DropMark(self, self.toggle).grid(row=0, column=1, padx=(0 if flat else 2, 0))
        for keys in ("<F4>",) if flat else ("<F4>", "<Alt-Down>"):
            self.entry.bind(keys, lambda event: self.toggle())
        for keys in _KEYS:
            self.entry.bind(keys, self._key)
        self.entry.bind("<Unmap>", lambda event: self.close(), add="+")
        self.line.on_change(self._follow)

    def toggle(self) -> str:
        """Drop the calendar down, or take it away."""
        if self._open is not None:
            self.close()
        else:
            self.focus()
            self._calendar = Calendar(self.line.widget, self._day() or dt.date.today(), self._picked)
        return "break"

    def close(self) -> None:
        """Take the calendar away."""
        if self._open is not None:
            self._open.close()
        self._calendar = None

    def leave(self) -> None:
        """See LineEditor."""
        self.close()
        super().leave()

    @property
    def _open(self) -> Calendar | None:
        return self._calendar if self._calendar is not None and self._calendar.is_open else None

    def _key(self, event: tk.Event[Any]) -> str | None:
        return "break" if self._open is not None and self._open.key(event.keysym) else None

    def _day(self) -> dt.date | None:
        """The day that stands in the line, None when it is none."""
        try:
            value = self.field.parse(self.line.text, self.context())
        except InputError:
            return None
        return value if isinstance(value, dt.date) else None

    def _follow(self) -> None:
        day = self._day() if self._open is not None else None
        if self._open is not None and day is not None:
            self._open.show(day)

    def _picked(self, day: dt.date) -> None:
        self.line.edit(self.field.show(day))
        self.focus()
