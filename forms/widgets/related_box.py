"""What belongs to a record, under its form: the records that name it or that it names, and what may follow from it."""

from __future__ import annotations

import tkinter as tk
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.screens import home_of
from forms.shell.page import Target
from forms.widgets.button import Button
from ledger.follow_ons import FollowOn, beginning, choices_of, follow_ons, linked
from ledger.records import Record

if TYPE_CHECKING:
    from forms.app import App

_SHOWN = 24
"""Characters with which a menu names a record or a row."""
_MOST = 30
"""Records that the menu lists; more are seen in their registers."""


class RelatedBox(ttk.Frame):
    """A line with two menus: “相关记录” opens what is linked, “由此新建” begins what follows. Hidden without either."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self.app = app
        self.record: Record | None = None
        self._inner = ttk.Frame(self, style="Panel.TFrame", padding=(theme.px(16), theme.px(4)))
        self.related = Button(self._inner, "相关记录", self._open_related, height=26)
        self.following = Button(self._inner, "由此新建", self._open_following, height=26)
        self._told = ttk.Label(self._inner, style="PanelSmallMuted.TLabel")
        self.related.pack(side="left")
        self.following.pack(side="left", padx=6)
        self._told.pack(side="left", padx=theme.px(8))

    def show(self, record: Record | None) -> None:
        """What belongs to this record; nothing for a new one."""
        self.record = record
        found = linked(self.app.desk.snapshot, record) if record is not None else ()
        offered = follow_ons(record.kind) if record is not None else ()
        if not found and not offered:
            self._inner.pack_forget()
            # A frame that held something keeps its height.
            self.configure(height=1)
            return
        self.related.enable(bool(found))
        self.following.enable(bool(offered))
        self._told.configure(text=f"相关记录{len(found)}条" if found else "")
        self._inner.pack(fill="x")

    def entries(self) -> tuple[tuple[str, Target], ...]:
        """What “相关记录” lists: the words, and where they lead."""
        snapshot = self.app.desk.snapshot
        found = linked(snapshot, self.record)[:_MOST] if self.record is not None else ()
        return tuple(
            (f"{each.declared.title}　{snapshot.short(each, _SHOWN)}", Target(each.kind, each.uid)) for each in found
        )

    def offers(self) -> tuple[tuple[str, FollowOn, int], ...]:
        """What “由此新建” lists: the words, what follows, and from which row."""
        record = self.record
        if record is None:
            return ()
        lines: list[tuple[str, FollowOn, int]] = []
        for each in follow_ons(record.kind):
            if each.rows:
                rows = choices_of(each, record)
                lines += [(f"{each.words}：{words[:_SHOWN]}", each, row) for row, words in enumerate(rows)]
            else:
                lines.append((each.words, each, 0))
        return tuple(lines)

    def follow(self, follow_on: FollowOn, row: int = 0) -> None:
        """Begin a new record that follows from the one that is shown."""
        record, snapshot = self.record, self.app.desk.snapshot
        if record is None:
            return
        begun = beginning(snapshot, follow_on, record, row)
        self.app.go(home_of(follow_on.target), Target(follow_on.target, preset=begun))
        self.app.say(f"新的“{snapshot.kind(follow_on.target).title}”，已填好能带过来的内容，请补全后保存")

    # Inside

    def _open_related(self) -> None:
        menu = tk.Menu(self, tearoff=False)
        for words, target in self.entries():
            menu.add_command(label=words, command=partial(self.app.go, home_of(target.kind), target))
        self._popup(menu, self.related)

    def _open_following(self) -> None:
        menu = tk.Menu(self, tearoff=False)
        for words, follow_on, row in self.offers():
            menu.add_command(label=words, command=partial(self.follow, follow_on, row))
        if not self.offers():
            self.app.say("表格里还没有内容，填好并保存后再新建")
            return
        self._popup(menu, self.following)

    def _popup(self, menu: tk.Menu, button: Button) -> None:
        menu.tk_popup(button.winfo_rootx(), button.winfo_rooty() + button.winfo_height())
