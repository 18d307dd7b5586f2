"""The recycle bin: what was deleted, how long ago, what stands in it, and taking it back."""

from __future__ import annotations

import datetime as dt
import tkinter as tk
from collections.abc import Mapping, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.actions import Outcome, Restore
from forms.dialogs.exporting import pairs_of
from forms.moments import day, minute
from forms.screens import home_of
from forms.shell.page import Command, Page, Target
from forms.widgets.button import Button
from forms.widgets.filter_line import FilterLine
from forms.widgets.halves import Halves
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.reading import Reading
from ledger.records import Record
from ledger.snapshot import day_of

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

_COLUMNS = (
    ListColumn("kind", "种类", 7),
    ListColumn("title", "内容", 20, stretch=True),
    ListColumn("changed", "删除时间", 9),
    ListColumn("days", "已过天数", 5, "right"),
)
_EMPTY = "回收站是空的。删除的记录会先放到这里，随时可以恢复。"
_NONE = "选中一条，可以在这里看到它原来的内容。"


class Bin(Page):
    """Deleted records in a list, the contents of one beside it."""

    slug = "bin"
    title = "回收站"
    help = (
        "删除的记录都先放在这里，连同附件一起，不会自动清除。\n"
        "选中一条，右边看得到它原来的内容；按“恢复”，它就回到原来的地方。\n"
        "用 Shift 加方向键可以连着选几条，一起恢复；恢复错了按 Ctrl+Z。\n"
        "名册上已有同名的人时，删掉的那个人不能恢复：先给现有的改名，再来恢复。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, app)
        self.configure(padding=theme.px(16))
        self._records: dict[str, Record] = {}
        ttk.Label(self, text=self.title, style="Title.TLabel").pack(anchor="w", pady=(0, theme.px(10)))
        self._bar()
        self._halves()
        self._count()
        self._tell(None)

    def _bar(self) -> None:
        bar = ttk.Frame(self)
        bar.pack(fill="x", pady=(0, theme.px(8)))
        self._filter = FilterLine(bar, lambda words: self.listing.filter(words))
        self._filter.widget.pack(side="left")
        self._counted = ttk.Label(bar, style="SmallMuted.TLabel")
        self._counted.pack(side="left", padx=theme.px(8))
        self._back = Button(bar, "恢复", self.restore, role="main", key="Enter")
        self._back.pack(side="right")

    def _halves(self) -> None:
        halves = Halves(self, self.app, "bin", 0.6)
        halves.pack(fill="both", expand=True)
        self.listing = Listing(
            halves,
            _COLUMNS,
            name="bin",
            background=self.app.background,
            on_select=self._tell,
            on_open=self._ask,
            empty=_EMPTY,
        )
        self.listing.configure(width=theme.px(600))
        self.detail = Reading(halves)
        halves.add(self.listing, weight=1)
        halves.add(self.detail, weight=1)
        self.listing.bind("<<Shown>>", lambda _: self._count())

    def shown(self) -> None:
        """Put the keys into the list."""
        self.listing.focus_set()

    def refresh(self, changed: Changed | None) -> None:
        """Ask the ledger what is in the bin now."""
        self.app.desk.read(lambda ledger: ledger.records(deleted=True), self._put)

    def commands(self) -> Mapping[str, Command]:
        """The list is filtered by the keys."""
        return {"find": self._filter.focus, "cancel": self.listing.focus_set}

    def restore(self) -> None:
        """Take the chosen records out of the bin."""
        app, uids = self.app, self.listing.selection
        if not uids:
            app.say("请先选中要恢复的记录")
            return
        following = self.listing.neighbour(uids[-1]) if len(uids) == 1 else None

        def done(outcome: Outcome) -> None:
            app.say(f"已{outcome.words}，可按 Ctrl+Z 撤销", "good")
            self.listing.select((following,) if following else ())

        app.desk.change(Restore(uids), done)

    def _ask(self, uid: str) -> None:
        """Enter and a double click: what shall become of the record."""
        app, record = self.app, self._records[uid]
        kind = record.declared
        title = app.desk.snapshot.short(record, 40)
        buttons = (("yes", "恢复", "main"), ("go", "恢复并打开", "plain"), ("", "不恢复", "plain"))

        def opened(_: Outcome) -> None:
            app.go(home_of(kind.slug), Target(kind.slug, uid))

        def answered(key: str) -> None:
            if key == "yes":
                self.restore()
            elif key == "go":
                app.desk.change(Restore((uid,)), opened)

        app.ask("恢复记录", f"要恢复{kind.title}“{title}”吗？", buttons, answered)

    def _put(self, records: Sequence[Record]) -> None:
        today, snapshot = self.app.desk.today, self.app.desk.snapshot
        latest = sorted(records, key=lambda record: record.changed, reverse=True)
        self._records = {record.uid: record for record in latest}
        rows = [row_of(record, snapshot.short(record, 60), today) for record in latest]
        self.listing.put(rows)
        if rows and self.listing.focused not in self._records:
            self.listing.select((rows[0].uid,))
        self._tell(self.listing.focused)
        self._count()

    def _tell(self, uid: str | None) -> None:
        """Show what stands in a record."""
        record = self._records.get(uid or "")
        self._back.enable(record is not None)
        if record is None:
            self.detail.put([("", _NONE if self._records else "")])
            return
        pairs = list(pairs_of(record.declared, record, self.app.desk.snapshot))
        names = "、".join(each.name for each in record.attachments)
        self.detail.put([*pairs, ("附件", names)] if names else pairs)

    def _count(self) -> None:
        shown, total = self.listing.count, self.listing.total
        self._counted.configure(text=f"共{total}条" if shown == total else f"{shown}条，共{total}条")


def row_of(record: Record, title: str, today: dt.date) -> ListRow:
    """The row of a deleted record; its last change was its deletion."""
    kind = record.declared
    days = (today - day_of(record.changed)).days
    when = day(record.changed) if kind.secret else minute(record.changed)
    cells = (kind.title, title, when, str(days))
    return ListRow(record.uid, cells, (kind.title, title, record.changed, days))


PAGE = Bin
