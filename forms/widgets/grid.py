"""A small table filled in by the keyboard, as the points and counts of a check round are."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from forms import theme
from forms.widgets.grid_keys import bind_keys
from forms.widgets.grid_model import Cell, GridColumn, GridModel, GridRow, next_choice, settled
from forms.widgets.grid_table import GridTable
from forms.widgets.line import Line

__all__ = ["CountGrid", "GridColumn", "GridRow"]

_HINT = "空格换一项；{keys}；退格清空。"


class CountGrid(ttk.Frame):
    """Rows and columns of which the clerk fills in some; one entry lies over the cell that the keyboard is at.

    The entry has the focus before anything is typed, so no first letter is lost with an input method. `accept(uid,
    column, text)` answers "" for a text that may stand there, else the sentence that says why not; `changed(uid,
    column, text)` is called for every accepted change while it is typed. A text that is not accepted stays in the
    entry in red, nothing is told, and the keyboard stays with it until it is put right or Esc brings the old one back.

    Enter and Tab go to the next cell, arrows to the one beside, below or above; Tab leaves after the last. A choice
    changes by Space, by the digit of its place, or by a click on the cell that is current already. `words(uid)` says
    under the grid what the current row is about, for rows whose words are longer than their cells.
    """

    def __init__(
        self,
        parent: tk.Misc,
        columns: Sequence[GridColumn],
        *,
        accept: Callable[[str, str, str], str] | None = None,
        changed: Callable[[str, str, str], object] | None = None,
        words: Callable[[str], str] | None = None,
        empty: str = "",
    ) -> None:
        super().__init__(parent, style="Panel.TFrame", width=theme.px(360), height=theme.px(220))
        self._accept, self._changed, self._words, self.empty = accept, changed, words, empty
        self._model = GridModel(columns)
        self._current: Cell | None = None
        self._fault = ""
        self._build()

    # -- what stands there --------------------------------------------------------------------------------------

    def put(self, rows: Sequence[GridRow]) -> None:
        """Show these rows in place of all others; the current cell stays where it is still there."""
        self._model = GridModel(self._model.columns, rows)
        self.table.put(self._model.rows)
        ends = self._model.ends()
        self._show(self._current if self._model.is_filled(self._current) else ends[0] if ends else None)

    def replace(self, row: GridRow) -> None:
        """Show other texts or another tone for a row that is there. Raises KeyError."""
        self._model.replace(row)
        self.table.show(row)
        if self._current is not None and self._current[0] == row.uid and not self._fault:
            self._keep_entry_in_step()

    def set(self, uid: str, column: str, text: str) -> None:
        """Write into a cell, as the program does for sums; tells nothing. Raises KeyError."""
        self._model.set((uid, column), text)
        self.replace(self._model.row(uid))

    def value(self, uid: str, column: str) -> str:
        """What stands in a cell; of what is typed, only what was accepted. Raises KeyError."""
        return self._model.text((uid, column))

    def values(self) -> dict[str, dict[str, str]]:
        """What the clerk can fill in: texts by the uid of the row and the name of the column."""
        return self._model.values()

    @property
    def fault(self) -> str:
        """Why the text in the entry is not accepted; "" when it is."""
        return self._fault

    # -- where the keyboard is ----------------------------------------------------------------------------------

    @property
    def current(self) -> Cell | None:
        """The uid of the row and the name of the column that the keyboard is at."""
        return self._current

    def go(self, uid: str, column: str) -> bool:
        """Make a cell current; False while the present one holds what is not accepted."""
        if self._fault:
            return self._current == (uid, column)
        if self._model.is_filled((uid, column)):
            self._show((uid, column))
        return self._current == (uid, column)

    def focus_set(self) -> None:
        """Take the keyboard."""
        self.line.entry.focus_set()

    # -- the clerk's moves, for the keys and the mouse ------------------------------------------------------------

    @property
    def kind(self) -> str:
        """The kind of the current column; "" without a current cell."""
        return self._column().kind if self._current is not None else ""

    def along(self, steps: int) -> bool:
        """Go further in reading order; False at the ends."""
        target = self._model.along(self._current, steps) if self._current is not None else None
        return target is not None and self.go(*target)

    def down(self, steps: int) -> None:
        """Go down (or up) by rows."""
        if self._current is not None:
            self.go(*self._model.down(self._current, steps))

    def end(self, last: bool) -> None:
        """Go to the first or the last cell."""
        ends = self._model.ends()
        if ends is not None:
            self.go(*ends[last])

    def choose(self, place: int | None = None) -> None:
        """Take the choice at a place, from 0, or the next one; nothing where there is none."""
        if self._current is None or self.kind != "choice":
            return
        choices = self._column().choices
        if place is None:
            self.line.edit(next_choice(choices, self._model.text(self._current)))
        elif place < len(choices):
            self.line.edit(choices[place])

    def clear(self) -> None:
        """Take the choice away."""
        if self.kind == "choice":
            self.line.edit("")

    def revert(self) -> bool:
        """Bring back what stood in the cell before a text that is not accepted; False when there is none."""
        faulty = bool(self._fault)
        if faulty:
            self._show(self._current)
        return faulty

    def clicked(self, uid: str, column: str) -> None:
        """A click on a cell: makes it current, and changes a choice that is current already."""
        cell = self._model.nearest(uid, column)
        if cell is not None and cell == self._current:
            self.choose()
        elif cell is not None:
            self.go(*cell)
        self.focus_set()

    # -- workings -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.grid_propagate(False)
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        self.table = GridTable(self, self._model.columns)
        self.table.grid(row=0, column=0, sticky="nsew")
        self.line = Line(self.table.tree, flat=True)
        self.line.on_change(self._typed)
        self.table.over(self.line.entry)
        self._sentence = ttk.Label(self, style="PanelSmallMuted.TLabel", padding=(theme.px(6), theme.px(3)))
        self._sentence.grid(row=1, column=0, sticky="ew")
        self._sentence.bind(
            "<Configure>", lambda event: self._sentence.configure(wraplength=max(1, event.width - theme.px(12)))
        )
        bind_keys(self, self.table.tree, self.line.entry)
        theme.listen(self, self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.line.recolour()
        self.line.entry.configure(readonlybackground=theme.colour("field"))
        self.table.restyle()
        self._tell_fault()

    def _column(self) -> GridColumn:
        if self._current is None:
            raise LookupError("the grid has no current cell")
        return self._model.column(self._current[1])

    def _show(self, cell: Cell | None) -> None:
        """Lay the entry over a cell, with what stands there, all of it selected."""
        self._current, self._fault = cell, ""
        self.table.go(cell)
        if cell is not None:
            entry, column = self.line.entry, self._column()
            entry.configure(state="normal", justify="right" if column.kind == "number" else "left")
            self.line.put(self._model.text(cell))
            entry.selection_range(0, "end")
            entry.icursor("end")
            # What is chosen is not typed; an input method has nothing to do there.
            entry.configure(state="readonly" if column.kind == "choice" else "normal")
        self._tell_fault()

    def _keep_entry_in_step(self) -> None:
        """Show what the program wrote into the current cell, but leave alone what the clerk is typing."""
        if self._current is not None:
            text = self._model.text(self._current)
            if settled(self._column(), self.line.text) != text:
                self._show(self._current)

    def _typed(self) -> None:
        """Take over what the clerk typed, when it is accepted."""
        if self._current is None:
            return
        cell, text = self._current, settled(self._column(), self.line.text)
        self._fault = self._accept(*cell, text) if self._accept is not None else ""
        self._tell_fault()
        if not self._fault and text != self._model.text(cell):
            self._model.set(cell, text)
            self.table.show(self._model.row(cell[0]))
            if self._changed is not None:
                self._changed(*cell, text)

    def _tell_fault(self) -> None:
        hint = ""
        if self.kind == "choice":
            keys = "、".join(f"{place}{words}" for place, words in enumerate(self._column().choices[:9], 1))
            hint = _HINT.format(keys=f"按数字选：{keys}")
        if self._current is None and not self._model.rows:
            hint = self.empty
        elif self._current is not None and self._words is not None:
            hint = "\n".join(filter(None, (self._words(self._current[0]), hint)))
        elif self._current is not None and self.table.is_label_hidden():
            # With a large zoom the words of the row are scrolled away.
            hint = "\n".join(filter(None, (self._model.row(self._current[0]).cells[0], hint)))
        bad = bool(self._fault)
        self.line.mark(bad)
        self.line.entry.configure(
            foreground=theme.colour("bad" if bad else "text"), highlightcolor=theme.colour("bad" if bad else "accent")
        )
        self._sentence.configure(
            text=self._fault or hint, style="PanelSmallBad.TLabel" if bad else "PanelSmallMuted.TLabel"
        )
