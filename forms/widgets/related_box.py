"""What belongs to a record, below its form: the records it is linked with, and what may follow from it."""

from __future__ import annotations

import tkinter as tk
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from forms.background import THINK
from forms.screens import home_of
from forms.shell.page import Target
from forms.widgets.button import Button
from ledger.follow_ons import FollowOn, beginning, choices_of, follow_ons, linked, looked_through
from ledger.records import Record

if TYPE_CHECKING:
    from forms.app import App

RELATED, FOLLOWING = "相关", "由此新建"

_SHOWN = 24
"""Characters with which a menu names a record or a row."""
_FEW = 500
"""Records that are looked into at once; more would be felt."""
_MOST = 30
"""Records that the menu lists; more are seen in their registers."""


class RelatedBox(ttk.Frame):
    """A button whose menu opens what is linked with the record, and begins what follows. Hidden without either."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self.app = app
        self.record: Record | None = None
        self._linked: tuple[Record, ...] = ()
        self.button = Button(self, FOLLOWING, self._open)

    def show(self, record: Record | None) -> None:
        """What belongs to this record; nothing for a new one. Among many records it is looked for off the Tk thread."""
        self.record, snapshot = record, self.app.desk.snapshot
        if record is None:
            self._tell(())
        elif looked_through(snapshot, record.kind) <= _FEW:
            self._tell(linked(snapshot, record))
        else:
            self._tell(())
            self.app.background.run(lambda: linked(snapshot, record), partial(self._found, record), lane=THINK)

    def _found(self, record: Record, found: tuple[Record, ...]) -> None:
        if self.record is record and self.winfo_exists():
            self._tell(found)

    def _tell(self, found: tuple[Record, ...]) -> None:
        self._linked = found
        if self.record is None or not (found or follow_ons(self.record.kind)):
            self.button.pack_forget()
            # A frame that held something keeps its size.
            self.configure(width=1, height=1)
            return
        self.button.configure(text=f"{RELATED}（{len(found)}）" if found else FOLLOWING)
        self.button.pack()

    def entries(self) -> tuple[tuple[str, Target], ...]:
        """What the menu lists: the words, and where they lead."""
        snapshot = self.app.desk.snapshot
        found = self._linked[:_MOST]
        return tuple(
            (f"{each.declared.title}　{snapshot.short(each, _SHOWN)}", Target(each.kind, each.uid)) for each in found
        )

    def offers(self) -> tuple[tuple[str, FollowOn, int], ...]:
        """What the menu offers: the words, what follows, and from which row."""
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

    def _open(self) -> None:
        menu = tk.Menu(self, tearoff=False)
        entries, offers = self.entries(), self.offers()
        for words, target in entries:
            menu.add_command(label=words, command=partial(self.app.go, home_of(target.kind), target))
        if entries and offers:
            menu.add_separator()
        for words, follow_on, row in offers:
            menu.add_command(label=f"{FOLLOWING}　{words}", command=partial(self.follow, follow_on, row))
        if entries or offers:
            menu.tk_popup(self.button.winfo_rootx(), self.button.winfo_rooty() + self.button.winfo_height())
        else:
            self.app.say("表格里还没有内容，填好并保存后再新建")
