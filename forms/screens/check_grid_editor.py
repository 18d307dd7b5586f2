"""What the grids of check rounds and acceptances share: the table of points, the running words, findings by one key."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Any, ClassVar

from forms import theme
from forms.form import FormFrame
from forms.widgets.button import Button
from forms.widgets.editor import EditorBase
from forms.widgets.grid import CountGrid, GridColumn
from forms.widgets.grid_model import GridRow
from ledger.fields import Context, Field
from ledger.kinds import Kind
from ledger.schemes.model import Scheme

KEY = "F8"
"""Makes a finding of the point that the keyboard is at."""
_LEAST, _BESIDE = 240, 116
"""Pixels at zoom 1: the least height of a grid, and what its words and buttons take."""


@dataclass(frozen=True)
class GridHands:
    """What the screen does for such a form: `shown` and `changed` hear of it, `follow` and `follow_all` are pressed.

    `add(then)` asks for a point that the scheme does not have, and calls `then` with its words.
    """

    scheme: Callable[[], Scheme]
    shown: Callable[[], object]
    changed: Callable[[], object]
    follow: Callable[[], object]
    follow_all: Callable[[], object]
    add: Callable[[Callable[[str], object]], object]


class PointGrid(EditorBase):
    """A grid of points of which failing ones become findings; `rows` are its points, known by their places there."""

    columns: ClassVar[Sequence[GridColumn]]
    empty: ClassVar[str]

    def __init__(self, parent: tk.Misc, context: Callable[[], Context], hands: GridHands) -> None:
        super().__init__(parent)
        self.context, self.hands = context, hands
        self.rows: list[dict[str, str]] = []
        self.followed: Mapping[int, str] = {}
        self._height = _LEAST
        self._build()

    # -- what each grid does its own way ------------------------------------------------------------------------

    def failing_rows(self) -> dict[int, dict[str, str]]:
        """The points that failed, by place, each with `point` and `found`, the words of what was found."""
        raise NotImplementedError

    def row_of(self, place: int) -> GridRow:
        """A point as the grid shows it."""
        raise NotImplementedError

    def running(self) -> tuple[str, str]:
        """The words over the grid, and their tone."""
        raise NotImplementedError

    def take(self, place: int, column: str, text: str) -> None:
        """The clerk wrote into a cell."""
        raise NotImplementedError

    def accept(self, place: int, column: str, text: str) -> str:
        """Why this may not stand in a cell; empty when it may."""
        return ""

    def words_of(self, place: int) -> str:
        """The whole words of a point, told while the keyboard is at it."""
        return self.rows[place]["point"]

    def tools(self, frame: ttk.Frame) -> None:
        """More buttons."""

    # -- what they share ----------------------------------------------------------------------------------------

    def focus(self) -> None:
        """See Editor."""
        self.grid_.focus_set()

    @property
    def at(self) -> int | None:
        """The place of the point that the keyboard is at."""
        return int(self.grid_.current[0]) if self.grid_.current is not None else None

    def failing(self) -> list[int]:
        """The places of the points that failed and are not followed yet."""
        return [place for place in self.failing_rows() if place not in self.followed]

    def tell_followed(self, words: Mapping[int, str]) -> None:
        """Show what became of failing points."""
        before, self.followed = self.followed, dict(words)
        for place in sorted({*before, *words}):
            if before.get(place) != words.get(place) and place < len(self.rows):
                self.grid_.replace(self.row_of(place))
        self.count()

    def fit(self, height: int) -> None:
        """Be as high as a form of this height shows at once, with the words over the grid and the buttons under it."""
        self._height = max(_LEAST, height * 1000 // theme.px(1000) - _BESIDE)
        self._sized()

    def mark(self, bad: bool) -> None:
        """Turn the frame red or back."""
        self._edge.configure(background=theme.colour("bad" if bad else "line"))

    def count(self) -> None:
        """Bring the running words and the buttons up to date."""
        words, tone = self.running()
        self._tally.configure(text=words, style=f"Panel{tone.title()}.TLabel" if tone else "PanelBold.TLabel")
        left = len(self.failing())
        self.all_following.configure(text=f"问题都记入整改（{left}）" if left else "问题都记入整改")
        self.all_following.enable(left > 0)

    def tell(self) -> None:
        """The clerk changed something."""
        self.changed()
        self.hands.changed()

    # Inside

    def _build(self) -> None:
        frame = ttk.Frame(self, style="Panel.TFrame")
        frame.grid(row=0, column=0, columnspan=9, sticky="ew")
        self._edge = tk.Frame(frame, padx=1, pady=1, borderwidth=0, background=theme.colour("line"))
        self.grid_ = CountGrid(
            self._edge,
            self.columns,
            accept=self._refused,
            changed=self._written,
            words=lambda uid: self.words_of(int(uid)),
            empty=self.empty,
        )
        self._tally = ttk.Label(frame, style="PanelBold.TLabel", justify="left")
        self._tally.pack(anchor="w", pady=(theme.px(5), theme.px(4)))
        self.bind("<Configure>", lambda event: self._tally.configure(wraplength=max(event.width, 200)), add="+")
        self._edge.pack(fill="x")
        self.grid_.pack(fill="x")
        row = ttk.Frame(frame, style="Panel.TFrame")
        row.pack(fill="x", pady=(theme.px(6), 0))
        self.following = Button(row, "记为问题", self.hands.follow, key=f"{KEY}：给当前要点建一条整改")
        self.all_following = Button(row, "问题都记入整改", self.hands.follow_all, key="还没有列入整改的问题，一次记入")
        self.following.pack(side="left")
        self.all_following.pack(side="left", padx=8)
        self.tools(row)
        self.grid_.line.entry.bind(f"<{KEY}>", self._pressed)
        theme.listen(self, self._sized)
        self._sized()

    def _pressed(self, event: object) -> str:
        self.hands.follow()
        return "break"

    def _refused(self, uid: str, column: str, text: str) -> str:
        return self.accept(int(uid), column, text)

    def _written(self, uid: str, column: str, text: str) -> None:
        self.take(int(uid), column, text)
        self.grid_.replace(self.row_of(int(uid)))
        self.count()
        self.tell()

    def _sized(self) -> None:
        self.mark(bool(self.sentence))
        self.grid_.configure(height=theme.px(self._height))


class GridForm(FormFrame):
    """The form of a kind whose `rows` stand in a grid of points; everything else is as in every form."""

    two_columns = 640
    grid_type: ClassVar[type[PointGrid]]

    def __init__(self, parent: tk.Misc, kind: Kind, *, hands: GridHands, **others: Any) -> None:
        self.hands = hands
        self.checks: PointGrid
        super().__init__(parent, kind, **others)
        self._area.canvas.bind("<Configure>", lambda event: self.checks.fit(event.height), add="+")

    def make_editor(self, parent: tk.Misc, field: Field) -> EditorBase:
        """The grid for the rows, for others what every form has."""
        if field.name != "rows":
            return super().make_editor(parent, field)
        self.checks = self.grid_type(parent, self._sources.context, self.hands)
        # The whole grid comes into sight with the keyboard, not only the cell that it is at.
        self.checks.grid_.line.entry.bind("<FocusIn>", lambda _: self._area.see(self.checks), add="+")
        return self.checks

    def _lay(self, columns: int) -> None:
        """The grid says itself what it is, and takes the room of its label too."""
        super()._lay(columns)
        place = self._places["rows"]
        place.label.grid_remove()
        if place.star is not None:
            place.star.grid_remove()
        place.editor.grid_configure(column=0, columnspan=columns * 4)

    def show(self, values: Mapping[str, Any] | None, preset: Mapping[str, object] | None = None) -> None:
        """See FormFrame; the screen hears of it."""
        super().show(values, preset)
        if values is None:
            self.checks.grid_.end(last=False)
        self.hands.shown()

    def adopt(self, values: Mapping[str, Any], sent: Mapping[str, Any]) -> None:
        """See FormFrame."""
        super().adopt(values, sent)
        self.hands.shown()

    def restore(self, draft: Mapping[str, Any]) -> None:
        """See FormFrame."""
        super().restore(draft)
        self.hands.shown()
