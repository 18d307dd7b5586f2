"""A list of any length: it scrolls, sorts and filters a hundred thousand rows while the window stays awake."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from tkinter import ttk

from forms import theme
from forms.background import Background
from forms.widgets.list_arranger import Arranger
from forms.widgets.list_columns import ListColumns
from forms.widgets.list_keys import bind_keys
from forms.widgets.list_model import ListColumn, ListRow, Shelf, Shown, Wish, clamped, seen
from forms.widgets.list_screen import ListScreen
from forms.widgets.list_selection import Selection
from forms.widgets.list_tip import CellTip
from forms.widgets.sentence import Sentence

__all__ = ["ListColumn", "ListRow", "Listing"]

_NONE_FOUND = "没有符合筛选的记录。清空筛选，可看到全部{total}条。"


class Listing(ttk.Frame):
    """Rows in columns, of which only the visible ones are known to Tk.

    The clerk's moves are told: `on_select(uid)` after every change of the row that the keyboard is at or of what is
    chosen, with None when that row is gone; `on_open(uid)` on Enter, F2 and a double click. Calls from the program
    tell nothing. `empty` is the sentence shown without rows. With `checks` rows are chosen by check marks (Space or a
    click on the mark), and `selection` is what is checked, else the row that the keyboard is at. Of `multiple` none
    means one row at a time. Long lists are arranged on a thread of `background` (lane "think"); without one, at once.

    Events: <<Shown>> after rows were arranged anew (the count may be another), <<Widths>> after a head was dragged.
    """

    def __init__(
        self,
        parent: tk.Misc,
        columns: Sequence[ListColumn],
        *,
        name: str = "",
        background: Background | None = None,
        on_select: Callable[[str | None], object] | None = None,
        on_open: Callable[[str], object] | None = None,
        empty: str = "",
        checks: bool = False,
        multiple: bool = True,
    ) -> None:
        super().__init__(parent, style="Panel.TFrame", width=theme.px(360), height=theme.px(220))
        self.name, self.columns, self.empty = name, tuple(columns), empty
        self._on_select, self._on_open = on_select, on_open
        self._arranger = Arranger(background)
        self._shelf, self._shown, self._wish = Shelf(), Shown(), Wish()
        self._chosen = Selection(multiple=multiple, checks=checks)
        self._offset, self._height = 0, 1
        self._must_see, self._soon = False, ""
        self._awaited: str | None = None
        self._build(checks)

    # -- rows ---------------------------------------------------------------------------------------------------

    def put(self, rows: Sequence[ListRow]) -> None:
        """Show these rows in place of all others; selection, sorting, filter and the place on the screen stay."""
        self._shelf = self._shelf.renewed(rows)
        self._arrange()

    def replace(self, row: ListRow) -> None:
        """Show `row` in place of the one with its uid; one that is new comes last."""
        self._shelf = self._shelf.replaced(row)
        self._arrange()

    def remove(self, uid: str) -> None:
        """Show the row of `uid` no longer."""
        self._shelf = self._shelf.removed(uid)
        self._arrange()

    def filter(self, text: str) -> None:
        """Show only rows in which every word of `text` stands; width and case do not count, "" shows all."""
        wish = Wish.of(text, self._wish.column, self._wish.descending)
        if wish != self._wish:
            self._wish = wish
            self._arrange(keep_place=False)

    def sort_by(self, column: str, descending: bool = False) -> None:
        """Sort by the column of this name, "" for the given order. Raises ValueError for an unknown name."""
        place = [each.name for each in self.columns].index(column) if column else None
        self._wish = Wish(self._wish.words, place, descending and bool(column))
        self._heads.show_heads(place, self._wish.descending)
        self._arrange(keep_place=False)

    @property
    def sorting(self) -> tuple[str, bool]:
        """The name of the column sorted by ("" for the given order), and whether downwards."""
        place = self._wish.column
        return (self.columns[place].name if place is not None else "", self._wish.descending)

    @property
    def total(self) -> int:
        """How many rows there are, shown or not."""
        return len(self._shelf.rows)

    @property
    def count(self) -> int:
        """How many rows the filter lets through."""
        return len(self._shown.rows)

    @property
    def waiting(self) -> bool:
        """Whether rows are still being arranged on the thread."""
        return self._arranger.waiting

    def shown_rows(self) -> tuple[ListRow, ...]:
        """The rows that the filter lets through, in the shown order."""
        return tuple(self._shown.rows)

    # -- selection ----------------------------------------------------------------------------------------------

    @property
    def selection(self) -> tuple[str, ...]:
        """The chosen rows that are shown, in the shown order."""
        chosen = self._chosen.among(self._shown)
        if not chosen and self._chosen.checks and self._chosen.focused in self._shown.places:
            return (str(self._chosen.focused),)
        return chosen

    @property
    def checked(self) -> tuple[str, ...]:
        """The chosen rows that are shown, without the row that the keyboard is at when none is checked."""
        return self._chosen.among(self._shown)

    @property
    def focused(self) -> str | None:
        """The row that the keyboard is at, though a filter may hide it."""
        return self._chosen.focused

    def select(self, uids: Sequence[str], focus: bool = True) -> None:
        """Choose exactly these rows, also ones that are about to be shown; `focus` goes to the first and shows it."""
        self._chosen.set(tuple(uids), move=focus)
        if focus:
            # Rows that hold it may be on their way.
            self._awaited = uids[0] if uids else None
            self._must_see = bool(uids)
        self._see_focused()
        self._draw()

    def neighbour(self, uid: str) -> str | None:
        """The row after `uid`, else the one before it: where to go when `uid` is removed."""
        place, rows = self._shown.places.get(uid), self._shown.rows
        if place is None or len(rows) < 2:
            return None
        return rows[place + 1 if place + 1 < len(rows) else place - 1].uid

    def focus_set(self) -> None:
        """Take the keyboard."""
        self.tree.focus_set()

    # -- widths -------------------------------------------------------------------------------------------------

    def widths(self) -> dict[str, int]:
        """The width of each column, in unscaled pixels."""
        return self._heads.widths

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Give columns these widths in unscaled pixels; names that are no columns are passed over."""
        self._heads.set_widths(widths)

    # -- the clerk's moves, for the keys and the mouse ------------------------------------------------------------

    @property
    def page(self) -> int:
        """How many rows PgDn goes down: a screen less the one that stays in sight."""
        return max(1, self._height - 1)

    def move(self, steps: int, *, extend: bool = False) -> None:
        """Go up or down by rows, to the first or last at most."""
        if self._shown.rows:
            place = self._shown.places.get(self._chosen.focused or "")
            target = self._offset if place is None else place + steps
            self.go(max(0, min(target, self.count - 1)), extend=extend)

    def go(self, place: int, *, extend: bool = False, toggle: bool = False) -> None:
        """Go to the row at a place of the shown order, and choose it alone, with all between, or turn its choice."""
        act = self._chosen.extend if extend else self._chosen.toggle if toggle else self._chosen.go
        act(self._shown, place)
        self._offset = seen(self._offset, place, self._height, self.count)
        self._tell()

    def toggle_focused(self) -> None:
        """Turn the choice of the row that the keyboard is at."""
        place = self._shown.places.get(self._chosen.focused or "")
        if place is not None and (self._chosen.multiple or self._chosen.checks):
            self.go(place, toggle=True)

    def choose_all(self) -> None:
        """Choose all shown rows; check marks that are all set are taken away."""
        self._chosen.choose_all(self._shown)
        self._tell()

    def open_focused(self) -> None:
        """Open the row that the keyboard is at."""
        if self._chosen.focused in self._shown.places and self._on_open is not None:
            self._on_open(str(self._chosen.focused))

    def scroll(self, rows: int) -> None:
        """Show what is further down (or up), and leave the selection."""
        self._offset += rows
        self._draw()

    def scroll_across(self, pixels: int) -> None:
        """Show what is further to the right (or left) where the columns are wider than the list."""
        self.tree.xview_scroll(pixels, "units")

    def copied(self) -> str:
        """The chosen rows as text for a table: tabs between cells, the heads first; "" when none is chosen."""
        lines = [[column.label for column in self.columns]]
        lines += [list(self._shown.rows[self._shown.places[uid]].cells) for uid in self.selection]
        text = "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)
        return text + "\n" if len(lines) > 1 else ""

    def place_at(self, y: int) -> int | None:
        """Which place of the shown order is at this height of the list."""
        slot = self._screen.slot(y)
        return None if slot is None else self._offset + slot

    def column_at(self, x: int) -> int | None:
        """Which column is there: -1 for the check marks, None beside the columns."""
        return self._heads.at(x)

    def dragged(self) -> None:
        """Take over the widths after a head was dragged."""
        if self._heads.read():
            self.event_generate("<<Widths>>")

    # -- workings -----------------------------------------------------------------------------------------------

    def _build(self, checks: bool) -> None:
        self.grid_propagate(False)
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        self.tree = tree = ttk.Treeview(self, takefocus=True)
        tree.grid(row=0, column=0, sticky="nsew")
        self._bar = ttk.Scrollbar(self, orient="vertical", command=self._scrollbar)
        self._bar.grid(row=0, column=1, sticky="ns")
        self._across = ttk.Scrollbar(self, orient="horizontal", command=tree.xview)
        tree.configure(xscrollcommand=self._show_across)
        self._sentence = Sentence(self, style="PanelMuted.TLabel", justify="center", anchor="center")
        self._heads = ListColumns(tree, self.columns, self._head_clicked, checks=checks)
        self._screen = ListScreen(tree, self.scroll, checks=checks)
        self._tip = CellTip(tree, self._cut_cell)
        bind_keys(self, tree)
        self._heads.show_heads(None, False)
        for event in ("<Configure>", "<<ThemeChanged>>"):
            tree.bind(event, self._resized, add="+")
        tree.bind("<Destroy>", self._ended, add="+")
        theme.listen(self, self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._heads.restyle()
        self._screen.restyle()
        self._resized()

    def _resized(self, event: object = None) -> None:
        self._height = self._screen.capacity()
        self._sentence.configure(wraplength=max(1, self.tree.winfo_width() - theme.px(40)))
        if not self._soon:
            self._soon = self.tree.after_idle(self._stretch)
        self._draw()

    def _stretch(self) -> None:
        # After Tk has given the columns their share of the new width.
        self._soon = ""
        self._heads.stretch()

    def _ended(self, event: object) -> None:
        self._arranger.drop()
        if self._soon:
            self.tree.after_cancel(self._soon)
            self._soon = ""

    def _arrange(self, *, keep_place: bool = True) -> None:
        """Have the rows arranged as wished; on the screen stays the row on top, or else the one the keyboard is at."""
        top = self._shown.rows[self._offset].uid if keep_place and self._offset < self.count else None

        def arrived(shown: Shown) -> None:
            self._shown = shown
            self._offset = shown.places.get(top, self._offset) if top is not None else 0
            self._must_see = self._must_see or not keep_place
            self._see_focused()
            self._draw()
            self._miss_focused()
            self.event_generate("<<Shown>>")

        self._arranger.ask(self._shelf, self._wish, arrived)
        self._show_sentence()

    def _see_focused(self) -> None:
        place = self._shown.places.get(self._chosen.focused or "")
        if place is not None and self._must_see:
            self._offset = seen(self._offset, place, self._height, self.count)
            self._must_see = False

    def _miss_focused(self) -> None:
        """Tell when the row that the keyboard was at is gone; one that a filter hides is not."""
        uid = self._chosen.focused
        if uid is None or uid in self._shown.places or self._shelf.place(uid) is not None:
            self._awaited = None if uid == self._awaited else self._awaited
        elif uid != self._awaited:
            self._chosen.set((), move=True)
            self._tell()

    def _draw(self) -> None:
        total = self.count
        self._offset = clamped(self._offset, self._height, total)
        rows = self._shown.rows[self._offset : self._offset + self._height]
        self._screen.draw(rows, self._chosen.chosen, self._chosen.focused)
        self._tip.hide()
        first = self._offset / total if total else 0.0
        self._bar.set(first, min(1.0, first + self._height / total) if total else 1.0)
        self._show_sentence()

    def _show_sentence(self) -> None:
        sentence = _NONE_FOUND.format(total=self.total) if self.total else self.empty
        if self.count or self.waiting or not sentence:
            self._sentence.place_forget()
        else:
            self._sentence.configure(text=sentence)
            self._sentence.place(in_=self.tree, relx=0.5, rely=0.5, anchor="center")

    def _tell(self) -> None:
        """Show and tell what the clerk chose."""
        self._draw()
        if self._on_select is not None:
            self._on_select(self._chosen.focused)

    def _scrollbar(self, verb: str, amount: str, unit: str = "") -> None:
        """What the scrollbar asks for: to a share of the whole, or by rows or screens."""
        if verb == "moveto":
            self._offset = round(float(amount) * self.count)
        else:
            self._offset += int(amount) * (self.page if unit.startswith("page") else 1)
        self._draw()

    def _show_across(self, first: float, last: float) -> None:
        """The scrollbar below, only where columns are wider than the list."""
        self._across.set(first, last)
        if float(first) <= 0.0 and float(last) >= 1.0:
            self._across.grid_remove()
        else:
            self._across.grid(row=1, column=0, sticky="ew")

    def _head_clicked(self, place: int) -> None:
        """Upwards, then downwards, then as given."""
        name, (sorted_by, descending) = self.columns[place].name, self.sorting
        if name != sorted_by:
            self.sort_by(name)
        else:
            self.sort_by("" if descending else name, descending=not descending)

    def _cut_cell(self, x: int, y: int) -> tuple[tuple[int, int], str] | None:
        """The cell under the pointer when its text is cut."""
        place, column = self.place_at(y), self.column_at(x)
        if place is None or column is None or column < 0:
            return None
        text = self._shown.rows[place].cells[column]
        return ((place, column), text) if "\n" in text or self._heads.is_cut(column, text) else None
