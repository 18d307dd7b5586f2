"""What was done since the library was opened, and going back to any point of it, step by step."""

from __future__ import annotations

from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.desk import NothingToUndo
from forms.moments import second
from forms.shell.overlay import Sheet
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.sentence import Sentence

if TYPE_CHECKING:
    from forms.app import App

_COLUMNS = (
    ListColumn("at", "时间", 6),
    ListColumn("words", "做了什么", 24, stretch=True),
    ListColumn("state", "情况", 5),
)
_WIDTH = 640
_EMPTY = "打开台帐库以后还没有改动过。新增、修改、删除以后，可以在这里一次撤销几步。"
_TOLD = "最近做的在最上面。“撤销到这里”撤销选中的一步和它以后的各步；撤销了的是灰字。"


def show_done(app: App) -> None:
    """Show what was done and undone in this session."""
    _DoneList(app)


class _DoneList:
    """The sheet; the uid of a row is "past" or "future" and its place there."""

    def __init__(self, app: App) -> None:
        self._app, self._turning = app, False
        buttons = (("undo", "撤销到这里", "main"), ("redo", "重做到这里", "plain"), ("", "关闭", "plain"))
        self._sheet: Sheet = app.overlay.show("操作记录", self._fill, buttons, self._answered, width=_WIDTH)
        self._list()
        self._enable()

    def _fill(self, body: ttk.Frame) -> ttk.Treeview:
        told = Sentence(body, text=_TOLD, style="PanelMuted.TLabel", wraplength=theme.px(_WIDTH))
        told.pack(anchor="w", pady=(0, theme.px(8)))
        self._listing = Listing(
            body, _COLUMNS, multiple=False, empty=_EMPTY, on_select=lambda _: self._enable(), on_open=self._turn
        )
        self._listing.configure(width=theme.px(_WIDTH), height=theme.px(320))
        self._listing.pack(fill="both", expand=True)
        return self._listing.tree

    def _list(self) -> None:
        desk = self._app.desk
        rows = [
            ListRow(f"future {place}", (second(done.at), done.words, "已撤销"), tone="muted")
            for place, done in enumerate(desk.future)
        ]
        rows += [
            ListRow(f"past {place}", (second(done.at), done.words, ""))
            for place, done in reversed(list(enumerate(desk.past)))
        ]
        self._listing.put(rows)
        first = next((row for row in rows if row.uid.startswith("past")), rows[0] if rows else None)
        self._listing.select((first.uid,) if first else ())

    def _chosen(self) -> tuple[str, int]:
        """Where the row that the keyboard is at stands: "past", "future" or "", and its place."""
        which, _, place = (self._listing.focused or "").partition(" ")
        return which, int(place or 0)

    def _enable(self) -> None:
        which, _ = self._chosen()
        self._sheet.buttons["undo"].enable(which == "past" and not self._turning)
        self._sheet.buttons["redo"].enable(which == "future" and not self._turning)

    def _answered(self, key: str) -> bool:
        """Whether the sheet closes."""
        if key:
            self._turn()
        return not key

    def _turn(self, _: object = None) -> None:
        """Undo or redo up to the chosen row, with it."""
        which, place = self._chosen()
        if self._turning or not which:
            return
        desk = self._app.desk
        steps = len(desk.past if which == "past" else desk.future) - place
        self._turning = True
        self._enable()
        self._step("撤销" if which == "past" else "重做", desk.undo if which == "past" else desk.redo, steps, 0)

    def _step(self, verb: str, turn: Callable[..., None], left: int, done: int) -> None:
        """One step, and the others after it."""
        if left == 0:
            self._over(f"已{verb}{done}步", "good")
            return

        def failed(error: Exception) -> None:
            self._over(f"{verb}了{done}步，这一步没有做成", "warn")
            self._app.fail(error)

        try:
            turn(lambda _: self._step(verb, turn, left - 1, done + 1), failed)
        except NothingToUndo:  # another change is being made just now
            self._over(f"{verb}了{done}步，另有改动正在保存，请稍等再试", "warn")

    def _over(self, sentence: str, tone: str) -> None:
        self._turning = False
        self._app.say(sentence, tone)
        if self._sheet.frame.winfo_exists():
            self._list()
            self._enable()
            self._listing.focus_set()
