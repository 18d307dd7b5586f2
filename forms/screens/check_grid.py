"""The editor of what a check round found: a grid of all points, filled in by the keyboard, with a running tally."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Any

from forms import theme
from forms.form import FormFrame
from forms.screens.check_grid_rows import (
    FAILING,
    RESULTS,
    completed,
    divided,
    grid_row,
    grid_rows,
    tally,
    untouched,
)
from forms.widgets.button import Button
from forms.widgets.editor import EditorBase
from forms.widgets.grid import CountGrid, GridColumn
from ledger.fields import Context, Field
from ledger.kinds import Kind

KEY = "F8"
"""Makes a finding of the point that the keyboard is at."""
_TALL = 320
"""Pixels of the grid at zoom 1."""
_COLUMNS = (
    GridColumn("point", "检查要点", 12),
    GridColumn("result", "结果", 5, "choice", RESULTS),
    GridColumn("found", "发现的问题", 13, "text"),
    GridColumn("followed", "整改", 8),
)


@dataclass(frozen=True)
class RoundHands:
    """What the screen does for the form of a round: `shown` and `changed` hear of it, the others are pressed.

    `add(then)` asks for a point that the scheme does not have, and calls `then` with its words.
    """

    shown: Callable[[], object]
    changed: Callable[[], object]
    follow: Callable[[], object]
    follow_all: Callable[[], object]
    add: Callable[[Callable[[str], object]], object]


class CheckGrid(EditorBase):
    """Every point of the scheme with its result and what was found; blank as long as nothing was judged."""

    def __init__(self, parent: tk.Misc, context: Callable[[], Context], hands: RoundHands) -> None:
        super().__init__(parent)
        self._context, self._hands = context, hands
        self._points: tuple[str, ...] = ()
        self._blank = True
        self.rows: list[dict[str, str]] = []
        self.followed: Mapping[int, str] = {}
        self._build()

    def typed(self) -> list[dict[str, str]]:
        """All rows; none when it was blank and still is."""
        return [] if self._blank and untouched(self.rows) else [dict(row) for row in self.rows]

    def put(self, typed: Any) -> None:
        """See Editor."""
        self._points = self._context().choices("points")
        self._blank = not typed
        self.rows = completed(self._points, typed or ())
        self.followed = {}
        self._show()
        self.fault("")

    def focus(self) -> None:
        """See Editor."""
        self.grid_.focus_set()

    @property
    def at(self) -> int | None:
        """Which row the keyboard is at."""
        return int(self.grid_.current[0]) if self.grid_.current is not None else None

    def failing(self) -> list[int]:
        """The places of the points that failed and are not followed yet."""
        return [place for place, row in enumerate(self.rows) if row["result"] in FAILING and place not in self.followed]

    def add(self, point: str) -> None:
        """List a point that the scheme does not have, and go to it; one that is listed is only gone to."""
        points = [row["point"] for row in self.rows]
        if point not in points:
            self._change([*self.rows, {"point": point, "result": RESULTS[-1], "found": ""}])
            points.append(point)
        self.focus()
        self.grid_.go(str(points.index(point)), "result")

    def remove(self) -> None:
        """Take the point that the keyboard is at off the list, if it is none of the scheme's."""
        at = self.at
        if at is not None and at >= len(self._points):
            self._change([*self.rows[:at], *self.rows[at + 1 :]])
            self.focus()

    def tell_followed(self, words: Mapping[int, str]) -> None:
        """Show what became of failing points."""
        before, self.followed = self.followed, dict(words)
        for place in sorted({*before, *words}):
            if before.get(place) != words.get(place):
                self._replace(place)
        self._count()

    def mark(self, bad: bool) -> None:
        """Turn the frame red or back."""
        self._edge.configure(background=theme.colour("bad" if bad else "line"))

    def _build(self) -> None:
        frame = ttk.Frame(self, style="Panel.TFrame")
        frame.grid(row=0, column=0, columnspan=9, sticky="ew")
        self._edge = tk.Frame(frame, padx=1, pady=1, borderwidth=0, background=theme.colour("line"))
        self.grid_ = CountGrid(self._edge, _COLUMNS, changed=self._typed, empty="本活动方案没有列出检查要点。")
        self._tally = ttk.Label(frame, style="PanelBold.TLabel")
        self._tally.pack(anchor="w", pady=(theme.px(5), theme.px(4)))
        self._edge.pack(fill="x")
        self.grid_.pack(fill="x")
        row = ttk.Frame(frame, style="Panel.TFrame")
        row.pack(fill="x", pady=(theme.px(6), 0))
        self.following = Button(row, "记为问题", self._hands.follow, key=f"{KEY}：给当前要点建一条整改")
        self.all_following = Button(row, "问题都记入整改", self._hands.follow_all, key="还没有列入整改的问题，一次记入")
        self.adding = Button(row, "加一条要点", lambda: self._hands.add(self.add), key="方案以外的要点")
        self.removing = Button(row, "去掉这条", self.remove, key="去掉当前一条方案以外的要点")
        self.following.pack(side="left")
        self.all_following.pack(side="left", padx=8)
        self.adding.pack(side="left")
        self.grid_.line.entry.bind(f"<{KEY}>", self._pressed)
        theme.listen(self, self._sized)
        self._sized()

    def _pressed(self, event: object) -> str:
        self._hands.follow()
        return "break"

    def _show(self) -> None:
        self.grid_.put(grid_rows(self.rows, self._points, self.followed))
        self._count()

    def _change(self, rows: list[dict[str, str]]) -> None:
        """Show other rows, as a change by the clerk."""
        self.rows = rows
        self._show()
        self.changed()
        self._hands.changed()

    def _typed(self, uid: str, column: str, text: str) -> None:
        place = int(uid)
        self.rows[place] = {**self.rows[place], column: text or (RESULTS[-1] if column == "result" else "")}
        self._replace(place)
        self._count()
        self.changed()
        self._hands.changed()

    def _replace(self, place: int) -> None:
        row = self.rows[place]
        self.grid_.replace(grid_row(place, row, place < len(self._points), self.followed.get(place, "")))

    def _count(self) -> None:
        counts = tally(self.rows)
        words = "　".join(f"{result} {count}" for result, count in counts.items())
        left = len(self.failing())
        self._tally.configure(text=f"检查情况　共{len(self.rows)}条：{words}")
        self.all_following.configure(text=f"问题都记入整改（{left}）" if left else "问题都记入整改")
        self.all_following.enable(left > 0)
        if len(self.rows) > len(self._points):
            self.removing.pack(side="left", padx=(8, 0))
        else:
            self.removing.pack_forget()

    def _sized(self) -> None:
        self.mark(bool(self.sentence))
        self.grid_.configure(height=theme.px(_TALL))


class RoundForm(FormFrame):
    """The form of a check round: as every form, but the points of the scheme stand in a grid."""

    two_columns = 640

    def __init__(self, parent: tk.Misc, kind: Kind, *, hands: RoundHands, **others: Any) -> None:
        self._hands = hands
        self.checks: CheckGrid
        super().__init__(parent, kind, **others)

    def make_editor(self, parent: tk.Misc, field: Field) -> EditorBase:
        """The grid for the rows, for others what every form has."""
        if field.name != "rows":
            return super().make_editor(parent, field)
        self.checks = CheckGrid(parent, self._sources.context, self._hands)
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
        self._hands.shown()

    def adopt(self, values: Mapping[str, Any], sent: Mapping[str, Any]) -> None:
        """See FormFrame."""
        super().adopt(values, sent)
        self._hands.shown()

    def restore(self, draft: Mapping[str, Any]) -> None:
        """See FormFrame."""
        super().restore(draft)
        self._hands.shown()


def named(rows: Sequence[Mapping[str, str]], place: int) -> str:
    """A point in the words of a sentence."""
    return f"“{divided(rows[place]['point'])[1]}”"
