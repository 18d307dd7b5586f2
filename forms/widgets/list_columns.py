"""The columns of a list on the screen: heads, widths that follow the zoom, and which cells are cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from tkinter import ttk
from typing import Literal

from forms import theme
from forms.widgets.list_model import ListColumn
from forms.widgets.list_screen import CHECK

_ANCHORS: Mapping[str, Literal["w", "e", "center"]] = {"left": "w", "right": "e", "center": "center"}
_ARROWS = {False: " ▲", True: " ▼"}
_LETTER = 14
"""The width of a full-width character in the letters of the body, in unscaled pixels."""
_PADDING = 12
_LEAST, _LEAST_STRETCHED = 24, 112
_CHECK_WIDTH = 34


class ListColumns:
    """Sets up the columns of `tree`; `clicked(place)` hears of a click on a head."""

    def __init__(
        self, tree: ttk.Treeview, columns: Sequence[ListColumn], clicked: Callable[[int], None], *, checks: bool
    ) -> None:
        self.tree, self.columns, self.checks = tree, tuple(columns), checks
        self._clicked = clicked
        self._widths = {column.name: column.width * _LETTER + _PADDING for column in columns}
        names = [column.name for column in columns]
        tree.configure(columns=[CHECK, *names] if checks else names, show="headings", selectmode="none")

    @property
    def widths(self) -> dict[str, int]:
        """The width of each column in unscaled pixels."""
        return dict(self._widths)

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Give columns these unscaled widths; names that are none of the list's are passed over."""
        self._widths |= {name: max(_LEAST, width) for name, width in widths.items() if name in self._widths}
        self.restyle()

    def read(self) -> bool:
        """Take over the widths to which the clerk dragged the columns; whether one of them is another now."""
        scale = theme.scale()
        found = {name: round(int(self.tree.column(name, "width")) / scale) for name in self._widths}
        # A pixel more or less comes from rounding at this zoom.
        changed = any(abs(found[name] - width) > 1 for name, width in self._widths.items())
        self._widths = found if changed else self._widths
        return changed

    def restyle(self) -> None:
        """Give the columns their widths at the present zoom."""
        if self.checks:
            wide = theme.px(_CHECK_WIDTH)
            self.tree.column(CHECK, width=wide, minwidth=wide, stretch=False, anchor="center")
        for column in self.columns:
            self.tree.column(
                column.name,
                width=theme.px(self._widths[column.name]),
                minwidth=theme.px(min(_LEAST_STRETCHED, self._widths[column.name]) if column.stretch else _LEAST),
                stretch=column.stretch,
                anchor=_ANCHORS[column.align],
            )
        self.stretch()

    def stretch(self) -> None:
        """Fill the list."""
        fill(self.tree, [column.name for column in self.columns if column.stretch])

    def show_heads(self, sorted_by: int | None, descending: bool) -> None:
        """Label the heads, the one that the rows are sorted by with an arrow."""
        if self.checks:
            self.tree.heading(CHECK, text="选")
        for place, column in enumerate(self.columns):
            arrow = _ARROWS[descending] if place == sorted_by else ""
            self.tree.heading(
                column.name,
                text=column.label + arrow,
                anchor=_ANCHORS[column.align],
                command=lambda place=place: self._clicked(place),  # type: ignore[misc]
            )

    def at(self, x: int) -> int | None:
        """Which column is at `x`: its place, -1 for the check marks, None beside the columns."""
        name = str(self.tree.identify_column(x))
        if not name or name == "#0":
            return None
        return int(name[1:]) - 1 - self.checks

    def is_cut(self, column: int, text: str) -> bool:
        """Whether `text` does not find room in a column."""
        room = int(self.tree.column(self.columns[column].name, "width")) - theme.px(8)
        return theme.font("body").measure(text) > room


def fill(tree: ttk.Treeview, stretched: Sequence[str]) -> None:
    """Share the room that is left (or lacking) among columns: Tk does it only when the list gets another width."""
    wide = tree.winfo_width()
    if stretched and wide > 1:
        spare = wide - sum(int(tree.column(name, "width")) for name in tree.cget("columns"))
        for name in stretched if spare else ():
            now, least = (int(tree.column(name, option)) for option in ("width", "minwidth"))  # type: ignore[call-overload]
            tree.column(name, width=max(least, now + spare // len(stretched)))
