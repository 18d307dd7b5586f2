"""The view in which the ballots of a review are typed from their piles."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.ballot_counting import Counting
from forms.ballot_entry import read_cast
from forms.screens.review_groups import GroupSide, Tile
from forms.screens.review_pad import BallotPad, Cell, Hands, Shown
from forms.screens.views import Part
from forms.shell.page import Command
from forms.widgets.empty import Empty
from ledger.records import Record

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

NONE_YET = "录票之前，先登记这次评议：时间、组织单位，各组发出、收回和无效的票数。"


class BallotEntry(Part):
    """The groups at the left, the pad beside them. `register` shows the form of a new review."""

    def __init__(self, parent: tk.Misc, app: App, counting: Counting, register: Callable[[], object]) -> None:
        super().__init__(parent)
        self.app, self.counting = app, counting
        self._empty = Empty(self, "还没有登记民主评议", NONE_YET, "登记评议情况", register)
        self._work = ttk.Frame(self)
        self.side = GroupSide(self._work, counting, self._tile, self.focus_set)
        self.side.pack(side="left", fill="y", padx=(0, theme.px(12)))
        hands = Hands(self._lay, self._take_back, counting.step, self._undo, app.redo)
        self.pad = BallotPad(self._work, hands, comments=True)
        self.pad.pack(side="left", fill="both", expand=True)
        counting.listen(self._show)

    def refresh(self, changed: Changed | None) -> None:
        """Show how things stand; the counting itself follows the ledger."""
        self._show()

    def commands(self) -> Mapping[str, Command]:
        """F2 goes to the opinion, Esc leaves nothing half-typed."""
        return {"new": self.pad.focus_set, "edit": self.pad.comment, "cancel": self.pad.clear, "print": self._print}

    def focus_set(self) -> None:
        """Put the keyboard where ballots are typed."""
        self.pad.focus_set()

    # Inside

    def _lay(self, typed: str, identity: str, comment: str) -> None:
        count = self.counting.count
        if count is not None:
            self.counting.sitting.lay(read_cast(typed, count.full, identity, comment.strip()))

    def _take_back(self) -> None:
        cast = self.counting.sitting.take_back()
        if cast is None:
            self.app.say("这次还没有在这一组录入，没有可以取回的票", "warn")
        else:
            self.app.say(f"已取回上一张：{cast.said}")

    def _undo(self) -> None:
        """Ballots that are on their way are stored first: they are what is undone."""
        self.app.desk.read(lambda ledger: None, lambda _: self.app.undo())

    def _print(self) -> None:
        from forms.dialogs.preview import preview_print

        if self.counting.review is not None:
            preview_print(self.app, "ballot-calling", self.counting.review)

    def _tile(self, name: str) -> Tile:
        count = next(each for each in self.counting.counts if each.name == name)
        tone = "warn" if count.warning else "good" if count.left == 0 else ""
        return Tile(name, count.words, tone)

    def _show(self) -> None:
        if not self.winfo_manager():
            return  # another view is in front; it is brought up to date when this one comes there
        if self.counting.review is None or not self.counting.counts:
            self._work.pack_forget()
            if not self.app.desk.reading:
                self._empty.pack(fill="both", expand=True)
            return
        self._empty.pack_forget()
        self._work.pack(fill="both", expand=True)
        self.side.refresh()
        self.pad.show(shown_of(self.counting, self.counting.review))


def shown_of(counting: Counting, review: Record) -> Shown:
    """What the pad says of the group at hand."""
    sitting, count = counting.sitting, counting.count
    lines = sitting.lines
    before = (count.entered if count is not None else 0) - sitting.kept
    cells = [Cell(number, each.cast.said, each.cast.comment, each.kept) for number, each in enumerate(lines, 1)]
    state = f"这次录入 {len(lines)} 张，已存 {sitting.kept} 张"
    if before > 0:
        state += f"；以前录入 {before} 张"
    fault = f"有 {sitting.waiting} 张还没有存下：{sitting.fault}再录一张时会再试。" if sitting.fault else ""
    return Shown(
        counting.group,
        len(lines) + 1,
        cells,
        state,
        fault,
        count.warning if count is not None else "",
        count.identities if count is not None else (),
    )
