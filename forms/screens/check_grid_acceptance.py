"""The form of an acceptance: the check table as a grid that is filled in by the keyboard and scored at once."""

from __future__ import annotations

from collections.abc import Mapping
from tkinter import ttk
from typing import Any

from forms.screens.check_grid_counts import (
    completed,
    grid_rows,
    headings,
    incomplete,
    is_failing,
    point_row,
    points_in,
    refusal,
    score_words,
    scored,
    settled,
    stored,
    stranger_row,
)
from forms.screens.check_grid_editor import GridForm, PointGrid
from forms.widgets.button import Button
from forms.widgets.grid import GridColumn
from forms.widgets.grid_model import GridRow
from ledger.acceptance_scores import TableScore
from ledger.acceptances import deduction_words
from ledger.schemes.model import CheckTable, Scheme


def table_named(scheme: Scheme, name: str) -> CheckTable | None:
    """The table of this name; the only one of a scheme whatever it is called, None when there is no such."""
    if len(scheme.tables) == 1:
        return scheme.tables[0]
    return next((table for table in scheme.tables if table.name == name), None)


class AcceptanceGrid(PointGrid):
    """Every point of the table, with what was found of it; only points of which something was typed are stored."""

    columns = (
        GridColumn("point", "项目和要点", 15),
        GridColumn("rule", "扣分标准", 10),
        GridColumn("value", "次数或实测", 6, "number"),
        GridColumn("grounds", "扣分依据", 9, "text"),
        GridColumn("score", "得分", 5),
        GridColumn("followed", "整改", 6),
        GridColumn("note", "备注", 6, "text"),
    )
    empty = "请先选一张检查表。活动方案没有验收评分表的，请把自己的评分表作为资料归档。"
    table: CheckTable | None = None
    score: TableScore | None = None
    _heads: Mapping[str, GridRow] = {}

    def typed(self) -> list[dict[str, str]]:
        """The points of which something was typed, from top to bottom."""
        return stored(self.rows)

    def put(self, typed: Any) -> None:
        """See Editor."""
        self.rows = completed(self.table, typed or ())
        self.followed = {}
        self._show()
        self.fault("")

    def use(self, table: CheckTable | None) -> None:
        """Fill in another table, or the same of a scheme that was changed; what was typed stays."""
        if table is not self.table or table is None:
            typed = self.typed()
            self.table = table
            self.put(typed)
        else:
            self._show()

    def fault(self, sentence: str) -> None:
        """See Editor; a count that is missing is named by its point, where the keyboard goes."""
        place = incomplete(self.rows) if sentence else None
        if place is not None:
            sentence = f"“{self.rows[place]['point']}”写了依据或备注，还没有填次数或实测；没有问题的请把这一行清空。"
            self.grid_.go(str(place), "value")
        super().fault(sentence)

    def failing_rows(self) -> dict[int, dict[str, str]]:
        """See PointGrid."""
        pairs = points_in(self.table)
        return {
            place: {"point": row["point"], "found": row["grounds"]}
            for place, ((_, point), row) in enumerate(zip(pairs, self.rows, strict=False))
            if is_failing(point, row["value"])
        }

    def row_of(self, place: int) -> GridRow:
        """See PointGrid."""
        pairs, followed = points_in(self.table), self.followed.get(place, "")
        if place >= len(pairs):
            return stranger_row(place, self.rows[place], followed)
        return point_row(self.hands.scheme(), place, pairs[place][1], self.rows[place], followed)

    def accept(self, place: int, column: str, text: str) -> str:
        """See PointGrid."""
        pairs = points_in(self.table)
        return refusal(pairs[place][1], text) if column == "value" and place < len(pairs) else ""

    def take(self, place: int, column: str, text: str) -> None:
        """See PointGrid."""
        pairs = points_in(self.table)
        if column == "value" and place < len(pairs):
            text = settled(pairs[place][1], text)
        self.rows[place] = {**self.rows[place], column: text}

    def running(self) -> tuple[str, str]:
        """The score of the whole table."""
        if self.table is None or self.score is None:
            return "验收评分", ""
        return score_words(self.table, self.score)

    def words_of(self, place: int) -> str:
        """See PointGrid."""
        row, pairs = self.rows[place], points_in(self.table)
        if place >= len(pairs):
            return f"{row['point']}　检查表里没有这一条，或者登记了两次而不能合计：请改到对的要点上，再去掉这行。"
        point = pairs[place][1]
        wrong = refusal(point, row["value"])
        told = f"　“{row['value']}”不对：{wrong}" if wrong else ""
        return f"{row['point']}（{deduction_words(point)}）{told}"

    def tools(self, frame: ttk.Frame) -> None:
        """See PointGrid."""
        self.removing = Button(frame, "去掉这行", self.remove, key="去掉当前一行不能计分的登记")

    def remove(self) -> None:
        """Take the row that the keyboard is at off the sheet, if the table does not have it."""
        at = self.at
        if at is not None and at >= len(points_in(self.table)):
            self.rows = [*self.rows[:at], *self.rows[at + 1 :]]
            self._show()
            self.tell()
            self.focus()

    def count(self) -> None:
        """Score anew, and show what changed of it."""
        self._score()
        for uid, row in headings(self.table, self.score).items():
            if self._heads.get(uid) != row:
                self.grid_.replace(row)
                self._heads = {**self._heads, uid: row}
        super().count()
        if len(self.rows) > len(points_in(self.table)):
            self.removing.pack(side="left")
        else:
            self.removing.pack_forget()

    def _score(self) -> None:
        self.score = scored(self.hands.scheme(), self.table, self.rows) if self.table is not None else None

    def _show(self) -> None:
        self._score()
        self._heads = headings(self.table, self.score)
        rows = [self.row_of(place) for place in range(len(self.rows))]
        self.grid_.put(grid_rows(self.table, rows, self._heads))
        self.count()


class AcceptanceForm(GridForm):
    """The form of an acceptance; the grid follows the table that is chosen."""

    grid_type = AcceptanceGrid
    checks: AcceptanceGrid

    def __init__(self, *positional: Any, **others: Any) -> None:
        super().__init__(*positional, **others)
        self.editor("table").on_change(self._table_chosen)

    def show(self, values: Mapping[str, Any] | None, preset: Mapping[str, object] | None = None) -> None:
        """See FormFrame; the table is known before its rows are put."""
        self._take_table(str((values or {}).get("table") or (preset or {}).get("table") or ""))
        super().show(values, preset)

    def restore(self, draft: Mapping[str, Any]) -> None:
        """See FormFrame."""
        if draft.get("table"):
            self._take_table(str(draft["table"]))
        super().restore(draft)

    def rescore(self) -> None:
        """The scheme was changed: its rules, its amounts or its table."""
        self.checks.use(table_named(self.hands.scheme(), str(self.editor("table").typed())))
        self.hands.shown()

    def _take_table(self, name: str) -> None:
        self.checks.table = table_named(self.hands.scheme(), name)

    def _table_chosen(self) -> None:
        self.rescore()
