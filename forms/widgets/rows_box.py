"""The editor of a table inside a record: a line of small editors for each row, a dozen rows at a time."""

from __future__ import annotations

import re
import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Any

from forms import theme
from forms.widgets.button import Button
from forms.widgets.clipboard_cells import cells_of, several
from forms.widgets.editor import EditorBase
from forms.widgets.line import Line
from forms.widgets.rows_strip import Strip, colour_button, least_width
from forms.widgets.text_box import LineEditor
from ledger.fields import Date, Field, Rows

PAGE = 12
"""Rows that are widgets at once."""
Row = dict[str, Any]
_PLACE = re.compile(r"第(\d+)行的(.+?)”")
"""Where the sentence of a fault says that it is."""
_KEYS_TOLD = "末格回车加行，Alt+↑↓移动，Ctrl+Delete删行，可粘贴电子表格"


class RowsBox(EditorBase):
    """Rows of the columns of `field`; `make` gives the small editor of a column. Rows without a word do not count."""

    def __init__(self, parent: tk.Misc, field: Rows, make: Callable[[tk.Misc, Field], EditorBase]) -> None:
        super().__init__(parent)
        self.field, self._make = field, make
        self._rows: list[Row] = []
        self._first = 0
        self._strips: list[Strip] = []
        self._past: list[list[Row]] = []
        self._faulty: tuple[int, int] | None = None
        self._marked: EditorBase | None = None
        self._table = ttk.Frame(self, style="Panel.TFrame")
        self._table.grid(row=0, column=0, sticky="ew")
        self._head()
        self._size_columns()
        self._foot = ttk.Frame(self, style="Panel.TFrame")
        self._foot.grid(row=2, column=0, sticky="ew", pady=(theme.px(2), 0))
        Button(self._foot, "加一行", self.add, height=26).grid(row=0, column=0, padx=(0, theme.px(8)))
        self._pages: tuple[Button, Button] | None = None
        self._told = ttk.Label(self._foot, text=_KEYS_TOLD, style="PanelSmallMuted.TLabel")
        self._told.grid(row=0, column=3, sticky="ew")
        self._foot.columnconfigure(3, weight=1)
        self._told.bind("<Configure>", self._wrap_told)
        self.bind("<Configure>", lambda event: self._size_columns(), add="+")
        theme.listen(self, self._recolour)
        self._show_rows([{}])

    # --- what every editor does

    def typed(self) -> list[Row]:
        """See Editor: the rows in which a word stands, each with every column."""
        return [
            {column.name: row.get(column.name, "") for column in self.field.columns}
            for row in self._rows
            if self._is_filled(row)
        ]

    def put(self, typed: Any) -> None:
        """See Editor."""
        self._past.clear()
        self._first = 0
        self._show_rows([dict(row) for row in typed or ()])
        self.fault("")

    def fault(self, sentence: str) -> None:
        """See Editor; a sentence that names a row and a column marks that cell and shows its page."""
        super().fault(sentence)
        if self._marked is not None:
            self._marked.mark(False)
        self._faulty = self._marked = None
        found = _PLACE.search(sentence)
        names = [column.label for column in self.field.columns]
        if found and found[2] in names:
            filled = [at for at, row in enumerate(self._rows) if self._is_filled(row)]
            number = int(found[1]) - 1
            if number < len(filled):
                self._faulty = (filled[number], names.index(found[2]))
                self._marked = self._strip(filled[number]).cells[self._faulty[1]]
                self._marked.mark(True)

    def focus(self) -> None:
        """Take the focus: into the cell at fault, else into the first."""
        row, column = self._faulty or (self._first, 0)
        self._strip(row).cells[column].focus()

    @property
    def inner(self) -> tk.Misc:
        """See EditorBase."""
        return self._strips[0].cells[0].inner

    # --- what the clerk does with rows

    def add(self) -> None:
        """Add a row at the end and go there; a last row without a word is that row."""
        if self._is_filled(self._rows[-1]):
            self._rows.append({})
        self._go(len(self._rows) - 1, 0)

    def remove(self, at: int) -> None:
        """Take a row out."""
        self._remember()
        del self._rows[at]
        self._show_rows(self._rows)
        self.changed()
        self._go(min(at, len(self._rows) - 1), 0)

    def move(self, at: int, by: int, column: int) -> None:
        """Move a row up or down, and the focus with it."""
        if 0 <= at + by < len(self._rows):
            self._remember()
            self._rows[at], self._rows[at + by] = self._rows[at + by], self._rows[at]
            self._show_rows(self._rows)
            self.changed()
            self._go(at + by, column)

    def paste(self, at: int, column: int, text: str) -> None:
        """Fill rows and columns from a cell on with what a spreadsheet has copied."""
        self._remember()
        cells = cells_of(text)
        columns = self.field.columns[column:]
        self._rows += [{} for _ in range(at + len(cells) - len(self._rows))]
        for row, line in zip(self._rows[at:], cells, strict=False):
            row.update({each.name: words for each, words in zip(columns, line, strict=False)})
        self._show_rows(self._rows)
        self.changed()
        beyond = max(len(line) for line in cells) - len(columns)
        if beyond > 0:
            self.note(f"粘贴的内容比表格多{beyond}列，多出的没有填进来；按Ctrl+Z可以撤消。")

    def undo(self) -> None:
        """Bring back the rows as they were before the last move, removal or paste."""
        if self._past:
            self._show_rows(self._past.pop())
            self.changed()

    def _back(self, line: Line) -> None:
        """Take back what was typed in the cell; where nothing was, what was done with the rows."""
        if not line.undo():
            self.undo()

    # --- how they are shown

    def _head(self) -> None:
        for at, column in enumerate(self.field.columns, 1):
            words = column.label + ("＊" if column.required else "")
            label = ttk.Label(self._table, text=words, style="PanelSmallMuted.TLabel")
            label.grid(row=0, column=at, sticky="w", padx=theme.px(3))

    def _size_columns(self) -> None:
        """Columns by their share, days seen whole; where there is no room for that, all of them narrower."""
        leasts = [theme.px(least_width(column)) for column in self.field.columns]
        room = self.winfo_width() - theme.px(70)
        shrunk = min(1.0, max(room, 1) / sum(leasts)) if self.winfo_width() > 1 else 1.0
        for at, (column, least) in enumerate(zip(self.field.columns, leasts, strict=True), 1):
            share = 1 if isinstance(column, Date) else round(column.width * 10)
            self._table.columnconfigure(at, weight=share, minsize=int(least * shrunk))

    def _show_rows(self, rows: list[Row]) -> None:
        """Take these as the rows, at least a blank one, and show the page that was seen."""
        self._rows = rows or [{}]
        last = (len(self._rows) - 1) // PAGE * PAGE
        self._first = min(self._first, last)
        seen = self._rows[self._first : self._first + PAGE]
        while len(self._strips) < len(seen):
            self._strips.append(self._new_strip(len(self._strips)))
        for line, strip in enumerate(self._strips):
            if line >= len(seen):
                strip.hide()
                continue
            strip.number.configure(text=str(self._first + line + 1))
            for column, cell in zip(self.field.columns, strip.cells, strict=True):
                cell.put(seen[line].get(column.name, ""))
            strip.grid(line + 1)
        self._show_pages()

    def _show_pages(self) -> None:
        total = len(self._rows)
        if total <= PAGE:
            if self._pages is not None:
                for button in self._pages:
                    button.grid_forget()  # customtkinter shows what was only removed again at the next zoom
            self._told.configure(text=_KEYS_TOLD)
            return
        if self._pages is None:
            self._pages = (
                Button(self._foot, "上一页", lambda: self._turn(-PAGE), height=26),
                Button(self._foot, "下一页", lambda: self._turn(PAGE), height=26),
            )
        for column, button in enumerate(self._pages, 1):
            button.grid(row=0, column=column, padx=(0, theme.px(8)))
        self._pages[0].enable(self._first > 0)
        self._pages[1].enable(self._first + PAGE < total)
        last = min(self._first + PAGE, total)
        self._told.configure(text=f"第{self._first + 1}至{last}行，共{total}行")

    def _wrap_told(self, event: tk.Event[Any]) -> None:
        room = self._foot.winfo_width() - self._told.winfo_x()
        self._told.configure(wraplength=max(room, theme.px(120)))

    def _turn(self, by: int) -> None:
        self._first = max(0, self._first + by)
        self._show_rows(self._rows)

    def _new_strip(self, line: int) -> Strip:
        number = ttk.Label(self._table, style="PanelSmallMuted.TLabel")
        cells = tuple(self._make(self._table, column) for column in self.field.columns)
        for column, cell in enumerate(cells):
            self._bind_cell(cell, line, column)
        remove = tk.Button(
            self._table,
            text="删",
            command=lambda: self.remove(self._first + line),
            font=theme.font("small"),
            relief="flat",
            borderwidth=0,
            highlightthickness=0,
            takefocus=0,
            cursor="hand2",
        )
        colour_button(remove)
        return Strip(number, cells, remove)

    def _bind_cell(self, cell: EditorBase, line: int, column: int) -> None:
        def key(sequence: str, act: Callable[[int], object]) -> None:
            cell.inner.bind(sequence, lambda event: act(self._first + line) or "break")

        cell.sentence_shown = lambda sentence: self._say(sentence, "PanelSmallBad.TLabel")
        cell.on_change(lambda: self._cell_changed(self._first + line, column, cell))
        key("<Alt-Up>", lambda at: self.move(at, -1, column))
        key("<Alt-Down>", lambda at: self.move(at, 1, column))
        key("<Control-Delete>", self.remove)
        if isinstance(cell, LineEditor):
            typing = cell.line
            for enter in ("<Return>", "<KP_Enter>"):
                # After the binding of a list that has dropped down, which keeps the key to itself.
                cell.inner.bind(enter, lambda event: self._enter(self._first + line, column), add="+")
            key("<Control-z>", lambda at: self._back(typing))
            cell.inner.bind("<<Paste>>", lambda event: self._pasted(self._first + line, column, typing.paste))

    def _pasted(self, at: int, column: int, paste_line: Callable[[], str]) -> str:
        try:
            text = str(self.clipboard_get())
        except tk.TclError:  # nothing to paste, or a picture
            return "break"
        if not several(text):
            return paste_line()
        self.paste(at, column, text)
        return "break"

    def _is_filled(self, row: Row) -> bool:
        """Whether a word stands in a row."""
        return any(row.get(column.name, "") not in ("", []) for column in self.field.columns)

    def _enter(self, at: int, column: int) -> str:
        if column + 1 < len(self.field.columns):
            self._go(at, column + 1)
        elif at + 1 < len(self._rows):
            self._go(at + 1, 0)
        else:
            self.add()
        return "break"

    def _cell_changed(self, at: int, column: int, cell: EditorBase) -> None:
        self._past.clear()  # an older state would lose what is typed now
        self._rows[at][self.field.columns[column].name] = cell.typed()
        self.changed()

    def _strip(self, at: int) -> Strip:
        """The widgets of the row `at`, whose page is shown."""
        first = at // PAGE * PAGE
        if first != self._first or at - first >= len(self._strips) or not self._strips[at - first].cells[0].grid_info():
            self._first = first
            self._show_rows(self._rows)
        return self._strips[at - first]

    def _go(self, at: int, column: int) -> None:
        self._strip(at).cells[column].focus()

    def _remember(self) -> None:
        self._past.append([dict(row) for row in self._rows])

    def _recolour(self) -> None:
        self._size_columns()
        for strip in self._strips:
            colour_button(strip.remove)
            for cell in strip.cells:
                if isinstance(cell, LineEditor):
                    cell.line.recolour()
