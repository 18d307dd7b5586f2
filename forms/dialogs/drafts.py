"""What was typed the last time and not saved, offered when the library is opened."""

from __future__ import annotations

from collections.abc import Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.actions import Restore
from forms.drafts import Draft, Found
from forms.moments import day, minute
from forms.screens import home_of
from forms.shell.overlay import Sheet
from forms.shell.page import Target
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.sentence import Sentence
from ledger.book import Ledger
from ledger.kinds import SECRET
from ledger.records import Record

if TYPE_CHECKING:
    from forms.app import App

_TITLE = "上次没有保存的内容"
_TOLD = "这些内容填了没有保存，一直替你留着。选一条“继续填写”，核对后保存；以后打开那条记录也会放回。"
_WIDTH = 720
_COLUMNS = (
    ListColumn("kind", "种类", 7),
    ListColumn("title", "内容", 14, stretch=True),
    ListColumn("at", "什么时候", 9),
    ListColumn("state", "现在的情况", 11),
)
GONE, CHANGED, NEW, SAME = "原记录已删除", "原记录后来改过", "新的一条，没有入账", "原记录没有变"


def offer(app: App, found: Found) -> None:
    """Let the desk know the drafts that were found, and ask what becomes of them; without any, nothing is shown."""
    app.drafting.found(found.drafts)
    if found.drafts:
        # The window is there before the records are: how they stand is known after them.
        app.desk.read(_nothing, lambda _: _Offer(app, found))
    elif found.faults:
        app.overlay.tell(_TITLE, "\n".join(found.faults))


def state_of(draft: Draft, record: Record | None) -> str:
    """How the record of a draft stands now."""
    if not draft.uid:
        return NEW
    if record is None:
        return GONE
    return SAME if record.revision == draft.revision else CHANGED


def when(draft: Draft) -> str:
    """When a draft was kept; of a secret kind the day."""
    return day(draft.at) if draft.kind in SECRET else minute(draft.at)


def _nothing(_: Ledger) -> None:
    """A question that only waits its turn."""


class _Offer:
    """The sheet with the list of drafts."""

    def __init__(self, app: App, found: Found) -> None:
        self._app, self._drafts, self._faults = app, {draft.key: draft for draft in found.drafts}, found.faults
        buttons = (("go", "继续填写", "main"), ("", "以后再说", "plain"), ("drop", "丢弃", "danger"))
        self._sheet: Sheet = app.overlay.show(_TITLE, self._fill, buttons, self._answered, width=_WIDTH)

    def _fill(self, body: ttk.Frame) -> ttk.Treeview:
        for sentence, style in ((_TOLD, "Panel.TLabel"), *((each, "PanelWarn.TLabel") for each in self._faults)):
            told = Sentence(body, text=sentence, style=style, wraplength=theme.px(_WIDTH - 10))
            told.pack(anchor="w", pady=(0, theme.px(6)))
        self._listing = Listing(body, _COLUMNS, on_open=lambda _: self._sheet.answer("go"))
        self._listing.configure(width=theme.px(_WIDTH), height=theme.px(240))
        self._listing.pack(fill="both", expand=True, pady=(theme.px(4), 0))
        self._list()
        return self._listing.tree

    def _list(self) -> None:
        snapshot = self._app.desk.snapshot
        titles = {kind.slug: kind.title for kind in snapshot.kinds}
        rows = []
        for key, draft in self._drafts.items():
            state = state_of(draft, snapshot.get(draft.uid))
            cells = (titles.get(draft.kind, "已删除的登记簿"), draft.title, when(draft), state)
            rows.append(ListRow(key, cells, tone="warn" if state in (GONE, CHANGED) else ""))
        self._listing.put(rows)
        if rows:
            self._listing.select((rows[0].uid,))

    def _answered(self, key: str) -> bool:
        """Whether the sheet closes."""
        chosen = [self._drafts[uid] for uid in self._listing.selection]
        if key and not chosen:
            return False
        if key == "drop":
            self._ask_drop(chosen)
            return False
        if key == "go":
            self._sheet.close()
            self._go(chosen[0])
        return True

    def _ask_drop(self, chosen: Sequence[Draft]) -> None:
        what = f"“{chosen[0].title}”" if len(chosen) == 1 else f"选中的{len(chosen)}份"
        sentence = f"要丢弃{what}没有保存的内容吗？丢弃以后找不回来；已经保存在台帐里的记录不受影响。"

        def answered(key: str) -> None:
            if key == "drop":
                self._drop(chosen)

        self._app.ask("丢弃草稿", sentence, (("", "留着", "main"), ("drop", "丢弃", "danger")), answered)

    def _drop(self, chosen: Sequence[Draft]) -> None:
        for draft in chosen:
            self._app.drafting.drop(draft.kind, draft.uid)
            del self._drafts[draft.key]
        self._app.say(f"已丢弃{len(chosen)}份没有保存的内容")
        if self._drafts:
            self._list()
        else:
            self._sheet.close()

    def _go(self, draft: Draft) -> None:
        app = self._app

        def show(_: object = None) -> None:
            app.go(home_of(draft.kind), Target(draft.kind, draft.uid))

        state = state_of(draft, app.desk.snapshot.get(draft.uid))
        if state == GONE:
            sentence = f"“{draft.title}”已经删除。要先从回收站恢复它，才能接着填写。"
            buttons = (("yes", "恢复并继续填写", "main"), ("", "不恢复", "plain"))

            def restored(key: str) -> None:
                if key == "yes":
                    app.desk.change(Restore((draft.uid,)), show)

            app.ask("原记录已删除", sentence, buttons, restored)
            return
        show()
        if state == CHANGED:
            app.say("这条记录在写草稿以后改过：已放回没有保存的内容，请逐处核对后再保存", "warn")
