"""The editor of what a check round found: a grid of all points, filled in by the keyboard, with a running tally."""

from __future__ import annotations

from collections.abc import Sequence
from tkinter import ttk
from typing import Any

from forms.screens.check_grid_editor import GridForm, PointGrid
from forms.screens.check_grid_rows import FAILING, RESULTS, completed, grid_row, grid_rows, tally, untouched
from forms.widgets.button import Button
from forms.widgets.grid import GridColumn
from forms.widgets.grid_model import GridRow


class CheckGrid(PointGrid):
    """Every point of the scheme with its result and what was found; blank as long as nothing was judged."""

    columns = (
        GridColumn("point", "检查要点", 12),
        GridColumn("result", "结果", 5, "choice", RESULTS),
        GridColumn("found", "发现的问题", 13, "text"),
        GridColumn("followed", "整改", 8),
    )
    empty = "本活动方案没有列出检查要点。按“加一条要点”，写上这次要查的。"
    _points: Sequence[str] = ()
    _blank = True

    def typed(self) -> list[dict[str, str]]:
        """All rows; none when it was blank and still is."""
        return [] if self._blank and untouched(self.rows) else [dict(row) for row in self.rows]

    def put(self, typed: Any) -> None:
        """See Editor."""
        self._points = self.context().choices("points")
        self._blank = not typed
        self.rows = completed(self._points, typed or ())
        self.followed = {}
        self._show()
        self.fault("")

    def failing_rows(self) -> dict[int, dict[str, str]]:
        """See PointGrid."""
        return {place: row for place, row in enumerate(self.rows) if row["result"] in FAILING}

    def row_of(self, place: int) -> GridRow:
        """See PointGrid."""
        return grid_row(place, self.rows[place], place < len(self._points), self.followed.get(place, ""))

    def running(self) -> tuple[str, str]:
        """How many points have each result."""
        words = "　".join(f"{result} {count}" for result, count in tally(self.rows).items())
        return f"检查情况　共{len(self.rows)}条：{words}", ""

    def take(self, place: int, column: str, text: str) -> None:
        """See PointGrid."""
        self.rows[place] = {**self.rows[place], column: text or (RESULTS[-1] if column == "result" else "")}

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

    def tools(self, frame: ttk.Frame) -> None:
        """See PointGrid."""
        self.adding = Button(frame, "加一条要点", lambda: self.hands.add(self.add), key="方案以外的要点")
        self.removing = Button(frame, "去掉这条", self.remove, key="去掉当前一条方案以外的要点")
        self.adding.pack(side="left")

    def count(self) -> None:
        """See PointGrid."""
        super().count()
        if len(self.rows) > len(self._points):
            self.removing.pack(side="left", padx=(8, 0))
        else:
            self.removing.pack_forget()

    def _show(self) -> None:
        self.grid_.put(grid_rows(self.rows, self._points, self.followed))
        self.count()

    def _change(self, rows: list[dict[str, str]]) -> None:
        """Show other rows, as a change by the clerk."""
        self.rows = rows
        self._show()
        self.tell()


class RoundForm(GridForm):
    """The form of a check round: the points of the scheme stand in a grid."""

    grid_type = CheckGrid
    checks: CheckGrid
