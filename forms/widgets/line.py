"""One line to type in: an entry with undo, whose every change is told after it has happened."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import Any

from forms import theme
from forms.toolkit import ctk
from forms.widgets.surface import surface

_KEPT = 200
"""Changes that can be taken back."""


class Line:
    """An entry; `widget` is what is gridded and `entry` what has the focus.

    A `flat` line is a plain entry of Tk, as cells of tables are: customtkinter takes twenty times as long to make one.
    """

    def __init__(self, parent: tk.Misc, *, flat: bool = False, right: bool = False, width: int = 140) -> None:
        self.flat, self._bad, self._focused = flat, False, False
        self.variable = tk.StringVar(parent)
        justify: Any = "right" if right else "left"
        self.widget: Any
        if flat:
            self.widget = self.entry = tk.Entry(
                parent,
                textvariable=self.variable,
                justify=justify,
                font=theme.font("input"),
                width=2,
                relief="flat",
                borderwidth=theme.px(3),
                highlightthickness=1,
            )
            self.recolour()
        else:
            self.widget = ctk.CTkEntry(
                parent,
                textvariable=self.variable,
                justify=justify,
                width=width,
                height=30,
                corner_radius=4,
                border_width=1,
                font=theme.ctk_font("input"),
                bg_color=surface(parent),
                fg_color=theme.pair("field"),
                border_color=theme.pair("line"),
                text_color=theme.pair("text"),
            )
            self.entry = self.widget._entry
            theme.listen(self.entry, self._recolour_selection)
        self._recolour_selection()
        self._told: list[Callable[[], None]] = []
        self._quiet = False
        self._text = ""
        self._past: list[str] = []
        self._future: list[str] = []
        self.variable.trace_add("write", self._written)
        self._bind()

    @property
    def text(self) -> str:
        """What stands there."""
        return self._text

    def put(self, text: str) -> None:
        """Show `text` without telling; nothing before it can be brought back."""
        self._past.clear()
        self._future.clear()
        self._set(text)

    def edit(self, text: str) -> None:
        """Put `text` there as if the clerk had typed it."""
        if text != self._text:
            self._remember()
            self._set(text)
            self._tell()

    def on_change(self, callback: Callable[[], None]) -> None:
        """Call `callback` after every change by the clerk."""
        self._told.append(callback)

    def parts(self) -> tuple[str, str]:
        """What stands before and after the cursor; Tk may count a rare character twice, so it counts itself."""
        text, at = self._text, self.entry.index("insert")
        if self.entry.index("end") == len(text):
            return text[:at], text[at:]
        units = text.encode("utf-16-le", "surrogatepass")
        return units[: at * 2].decode("utf-16-le", "replace"), units[at * 2 :].decode("utf-16-le", "replace")

    def cursor_after(self, text: str) -> None:
        """Set the cursor behind the first characters, which are `text`."""
        whole = self._text
        units = len(text) if self.entry.index("end") == len(whole) else len(text.encode("utf-16-le")) // 2
        self.entry.icursor(units)
        self._see_cursor()

    def _see_cursor(self) -> None:
        self.entry.tk.call("tk::EntrySeeInsert", str(self.entry))

    def mark(self, bad: bool) -> None:
        """Give it a red border, or its own."""
        if bad != self._bad:
            self._bad = bad
            self._border()

    def recolour(self) -> None:
        """Follow a change of colours; lines that are not flat do so themselves."""
        self.entry.configure(
            background=theme.colour("field"),
            foreground=theme.colour("text"),
            insertbackground=theme.colour("text"),
            highlightcolor=theme.colour("accent"),
            highlightbackground=theme.colour("bad" if self._bad else "line"),
            borderwidth=theme.px(3),
        )
        self._recolour_selection()

    def _recolour_selection(self) -> None:
        """Follow a change of colours: customtkinter leaves what is marked grey, which cannot be read on dark."""
        self.entry.configure(selectbackground=theme.colour("accent_soft"), selectforeground=theme.colour("text"))

    def undo(self, event: object = None) -> str | None:
        """Take the last change back; "break" when there was one."""
        return self._back(self._past, self._future)

    def redo(self, event: object = None) -> str | None:
        """Bring back what was taken back; "break" when there was something."""
        return self._back(self._future, self._past)

    def _back(self, source: list[str], target: list[str]) -> str | None:
        if not source:
            return None
        target.append(self._text)
        self._set(source.pop())
        self._tell()
        return "break"

    def _bind(self) -> None:
        entry = self.entry
        for keys in ("<Control-a>", "<Control-A>"):
            entry.bind(keys, self._select_all)
        entry.bind("<Control-z>", lambda event: self.undo() or "break")
        # Tk under X11 would paste at Ctrl+Y.
        for keys in ("<Control-y>", "<Control-Z>"):
            entry.bind(keys, lambda event: self.redo() or "break")
        entry.bind("<<Paste>>", self.paste)
        if not self.flat:
            entry.bind("<FocusIn>", self._border_focused, add="+")
            entry.bind("<FocusOut>", self._border_focused, add="+")

    def _select_all(self, event: object) -> str:
        self.entry.selection_range(0, "end")
        self.entry.icursor("end")
        return "break"

    def paste(self, event: object = None) -> str:
        """Paste one line, over what is selected (under X11 Tk would keep that)."""
        try:
            text = str(self.entry.clipboard_get())
        except tk.TclError:  # nothing to paste, or a picture
            return "break"
        self._quiet = True  # one step of undo for both
        if self.entry.selection_present():
            self.entry.delete("sel.first", "sel.last")
        self.entry.insert("insert", " ".join(text.split()) if "\n" in text else text)
        self._quiet = False
        self._written()
        self._see_cursor()
        return "break"

    def _border_focused(self, event: tk.Event[Any]) -> None:
        self._focused = event.type == tk.EventType.FocusIn
        self._border()

    def _border(self) -> None:
        if self.flat:
            self.entry.configure(highlightbackground=theme.colour("bad" if self._bad else "line"))
            return
        name = "bad" if self._bad else "accent" if self._focused else "line"
        self.widget.configure(border_color=theme.pair(name), border_width=2 if self._focused else 1)

    def _set(self, text: str) -> None:
        self._quiet = True
        self.variable.set(text)
        self._quiet = False
        self._text = text
        self.entry.icursor("end")

    def _written(self, *names: str) -> None:
        if self._quiet:
            return
        text = self.variable.get()
        if text != self._text:
            self._remember()
            self._text = text
            self._tell()

    def _remember(self) -> None:
        self._past.append(self._text)
        del self._past[:-_KEPT]
        self._future.clear()

    def _tell(self) -> None:
        for callback in self._told:
            callback()
