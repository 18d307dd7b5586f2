"""Who changed a record, when, and from which words to which."""

from __future__ import annotations

from collections.abc import Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.moments import day, minute
from forms.shell.overlay import words
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.reading import Reading
from ledger.kinds import Kind
from ledger.records import Change, Record

if TYPE_CHECKING:
    from forms.app import App

DONE = {
    "add": "新增",
    "edit": "修改",
    "delete": "删除",
    "restore": "恢复",
    "attach": "添加附件",
    "detach": "取下附件",
    "scheme": "修改规则",
}
"""What the actions of a history are called on the screen."""
BLANK = "（空）"
_COLUMNS = (
    ListColumn("at", "时间", 9),
    ListColumn("who", "谁", 5),
    ListColumn("action", "做了什么", 6),
    ListColumn("field", "栏目", 8),
    ListColumn("old", "原来", 12, stretch=True),
    ListColumn("new", "改成", 12, stretch=True),
)
_TOLD = 3
"""The column from which on the words are shown in full."""
_WIDTH = 900
_SECRET = "“{title}”是无记名的：修改历史只按天记下做了几次，不记是哪一张、几点几分、写了什么。"


def show_history(app: App, record: Record) -> None:
    """Show the changes of a record; of a secret kind those of all its records, as the ledger keeps them."""
    kind = record.declared
    subject = kind.slug if kind.secret else record.uid
    title = kind.title if kind.secret else app.desk.snapshot.short(record, 40)
    app.desk.read(lambda ledger: ledger.history(subject), lambda changes: _show(app, kind, title, changes))


def cells_of(change: Change, kind: Kind) -> tuple[str, ...]:
    """A change in the words of the list."""
    at = day(change.at) if kind.secret else minute(change.at)
    label = kind.field(change.field).label if kind.has(change.field) else change.field
    old, new = change.old, change.new
    if change.action == "edit" and not kind.secret:
        old, new = old or BLANK, new or BLANK
    return at, change.who or "没有填姓名", DONE[change.action], label, old, new


def _show(app: App, kind: Kind, title: str, changes: Sequence[Change]) -> None:
    rows = [ListRow(str(place), cells_of(change, kind)) for place, change in enumerate(reversed(changes))]

    def fill(body: ttk.Frame) -> ttk.Treeview:
        if kind.secret:
            words(body, _SECRET.format(title=kind.title))
        return _fill(body, rows)

    app.overlay.show(f"修改历史：{title}", fill, (("ok", "关闭", "main"),), width=_WIDTH)


def _fill(body: ttk.Frame, rows: Sequence[ListRow]) -> ttk.Treeview:
    """The list, and under it the words of the row that the keyboard is at."""
    halves = ttk.Frame(body, style="Panel.TFrame")
    halves.pack(fill="both", expand=True)
    halves.columnconfigure(0, weight=1)
    for row, weight in ((0, 3), (1, 2)):  # in a low window both give way
        halves.rowconfigure(row, weight=weight)
    detail = Reading(halves, lines=6)

    def tell(uid: str | None) -> None:
        cells = rows[int(uid)].cells if uid else ("",) * len(_COLUMNS)
        told = zip(_COLUMNS[_TOLD:], cells[_TOLD:], strict=True)
        detail.put([(column.label, cell) for column, cell in told if cell])

    listing = Listing(halves, _COLUMNS, on_select=tell, multiple=False, empty="这条记录还没有修改历史。")
    listing.configure(width=theme.px(_WIDTH), height=theme.px(270))
    listing.grid(row=0, column=0, sticky="nsew", pady=(theme.px(4), theme.px(8)))
    detail.grid(row=1, column=0, sticky="nsew")
    detail.lift(listing)  # in reading order for Tab
    listing.put(rows)
    if rows:
        listing.select(("0",))
        tell("0")
    return listing.tree
