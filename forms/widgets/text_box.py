"""Editors of words and figures: one line checked when it is left, and long text with undo."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Any

from forms import theme
from forms.widgets.editor import EditorBase
from forms.widgets.line import Line
from ledger.errors import InputError
from ledger.fields import Context, Field

_LEAVES = "LeftByTab"
"""A tag of bindings that end the way of a Tab."""


class LineEditor(EditorBase):
    """One line for a field. When it is left, the field reads it; what it cannot read is said under the line.

    With `tidy` a line that is read is shown as the field writes it (6.11 becomes 2015年6月11日). `fixed` is its width
    in unscaled pixels, 0 to fill the place.
    """

    def __init__(
        self,
        parent: tk.Misc,
        field: Field,
        context: Callable[[], Context],
        *,
        flat: bool = False,
        right: bool = False,
        tidy: bool = False,
        fixed: int = 0,
        unit: str = "",
    ) -> None:
        super().__init__(parent, flat=flat)
        self.field, self.context, self._tidy = field, context, tidy
        self.line = Line(self, flat=flat, right=right, width=fixed or 140)
        self.entry = self.line.entry
        self.line.widget.grid(row=0, column=0, sticky="w" if fixed and not flat else "ew")
        self._kept: tuple[Any, str] = ("", "")
        if unit and not flat:
            ttk.Label(self, text=unit, style="PanelMuted.TLabel").grid(row=0, column=1, padx=(theme.px(6), 0))
        if fixed and not flat:
            self.columnconfigure(0, weight=0)
            self.columnconfigure(8, weight=1)
        self.line.on_change(self.changed)
        self.entry.bind("<FocusOut>", lambda event: self.leave(), add="+")

    def typed(self) -> Any:
        """The text; what was put and has not been touched comes back as it was put."""
        kept, shown = self._kept
        if self.line.text == shown:
            return kept
        return self.line.text if self.line.text.strip() else ""

    def put(self, typed: Any) -> None:
        """See Editor."""
        shown = self.shown(typed)
        self._kept = (typed, shown)
        self.line.put(shown)
        self.fault("")

    def shown(self, typed: Any) -> str:
        """The words that stand in the line for `typed`."""
        return "、".join(map(str, typed)) if isinstance(typed, list | tuple) else str(typed)

    def focus(self) -> None:
        """Take the focus."""
        self.entry.focus_set()

    @property
    def inner(self) -> tk.Misc:
        """See EditorBase."""
        return self.entry

    def mark(self, bad: bool) -> None:
        """See EditorBase."""
        self.line.mark(bad)

    def leave(self) -> None:
        """Check and tidy the line, as when the focus goes elsewhere."""
        if not self.winfo_exists() or not self.line.text.strip():
            return
        try:
            value = self.field.parse(self.typed(), self.context())
        except InputError as error:
            self.fault(str(error))
            return
        if self._tidy:
            self.line.edit(self.field.show(value))
        self.read(value)

    def read(self, value: Any) -> None:
        """Called with what the field has read when the line is left."""


class LongTextEditor(EditorBase):
    """Text which grows with what is written; Tab leaves it.

    `least` lines are always seen. Without `breaks` it is one paragraph: Enter writes nothing, and lines that are
    pasted are joined when the field reads them.
    """

    most = 10
    """Lines that are seen before it scrolls."""

    def __init__(self, parent: tk.Misc, *, least: int = 3, breaks: bool = True) -> None:
        super().__init__(parent)
        self.least, self._breaks = least, breaks
        self.text = tk.Text(
            self,
            height=self.least,
            width=20,
            wrap="char",
            undo=True,
            autoseparators=True,
            maxundo=-1,
            font=theme.font("input"),
            relief="flat",
            borderwidth=0,
            highlightthickness=1,
        )
        self.text.grid(row=0, column=0, sticky="ew")
        self._bar = ttk.Scrollbar(self, command=self.text.yview, takefocus=0)
        self.text.configure(yscrollcommand=self._scrolled)
        self._bad = self._putting = False
        self._width = 0
        self._bind_keys()
        self._recolour()
        theme.listen(self.text, self._recolour)

    def typed(self) -> str:
        """See Editor."""
        text = self.text.get("1.0", "end-1c")
        return text if text.strip() else ""

    def put(self, typed: Any) -> None:
        """See Editor."""
        self._putting = True
        self.text.delete("1.0", "end")
        self.text.insert("1.0", str(typed))
        self.text.edit_reset()
        self.text.edit_modified(False)
        self.text.mark_set("insert", "1.0")
        self.text.yview_moveto(0)
        self._putting = False
        self._grow()
        self.fault("")

    def focus(self) -> None:
        """Take the focus."""
        self.text.focus_set()

    @property
    def inner(self) -> tk.Misc:
        """See EditorBase."""
        return self.text

    def mark(self, bad: bool) -> None:
        """See EditorBase."""
        self._bad = bad
        self._recolour()

    def _bind_keys(self) -> None:
        text = self.text
        text.bind("<<Modified>>", self._modified)
        text.bind("<Configure>", self._resized, add="+")
        for keys, act in (
            ("<Control-a>", self._select_all),
            ("<Control-A>", self._select_all),
            ("<Control-z>", self._undo),
            ("<Control-y>", self._redo),
            ("<Control-Z>", self._redo),
            ("<Control-Tab>", lambda event: "break"),
            ("<<Paste>>", self._make_room),
        ):
            text.bind(keys, act)
        # What Tab does everywhere is done first; then the class of Text, which would write a tab, is kept from it.
        text.bindtags((str(text), "all", _LEAVES, "Text", str(text.winfo_toplevel())))
        for key in ("<Tab>", "<Shift-Tab>"):
            text.bind_class(_LEAVES, key, lambda event: "break")
        if not self._breaks:
            for key in ("<Return>", "<KP_Enter>"):
                text.bind(key, lambda event: "break")

    def _modified(self, event: object) -> None:
        if not self.text.edit_modified():
            return
        self.text.edit_modified(False)
        if not self._putting:
            self._grow()
            self.changed()

    def _resized(self, event: tk.Event[Any]) -> None:
        if event.width != self._width:
            self._width = event.width
            self._grow()

    def _grow(self) -> None:
        """As many lines high as its text is, within the limits."""
        if self.text.winfo_width() <= 1:
            return  # not shown yet, so no line has a width
        found: Any = self.text.count("1.0", "end-1c", "displaylines")
        lines = found[0] if isinstance(found, tuple) else found or 0
        height = max(self.least, min(self.most, int(lines) + 1))
        if int(self.text.cget("height")) != height:
            self.text.configure(height=height)

    def _scrolled(self, first: float, last: float) -> None:
        self._bar.set(first, last)
        if float(first) <= 0 and float(last) >= 1:
            self._bar.grid_remove()
        elif int(self.text.cget("height")) >= self.most:
            self._bar.grid(row=0, column=1, sticky="ns")

    def _select_all(self, event: object) -> str:
        self.text.tag_add("sel", "1.0", "end-1c")
        return "break"

    def _make_room(self, event: object) -> None:
        """What is pasted replaces what is selected; under X11 Tk would keep both."""
        if self.text.tag_ranges("sel"):
            self.text.delete("sel.first", "sel.last")

    def _undo(self, event: object) -> str:
        if self.text.edit("canundo"):  # type: ignore[no-untyped-call]
            self.text.edit_undo()
        return "break"

    def _redo(self, event: object) -> str:
        if self.text.edit("canredo"):  # type: ignore[no-untyped-call]
            self.text.edit_redo()
        return "break"

    def _recolour(self) -> None:
        self.text.configure(
            background=theme.colour("field"),
            foreground=theme.colour("text"),
            insertbackground=theme.colour("text"),
            selectbackground=theme.colour("accent_soft"),
            selectforeground=theme.colour("text"),
            highlightbackground=theme.colour("bad" if self._bad else "line"),
            highlightcolor=theme.colour("bad" if self._bad else "accent"),
            padx=theme.px(6),
            pady=theme.px(4),
            spacing3=theme.px(2),
        )
