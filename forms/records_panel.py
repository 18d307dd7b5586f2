"""A list of records with the form beside it: what most screens are made of."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from forms import theme
from forms.actions import Delete, told
from forms.backups import guarded
from forms.keys import shortcut
from forms.record_pane import MakeForm, RecordPane
from forms.rows import columns_of, rows_of
from forms.shell.page import Command, Target
from forms.widgets.button import Button, Segments
from forms.widgets.filter_line import FilterLine
from forms.widgets.halves import Halves
from forms.widgets.listing import Listing, ListRow
from forms.widgets.tool_row import ToolRow
from forms.widths import keep_widths
from ledger.backup import BULK
from ledger.following import followed
from ledger.kinds import Kind
from ledger.own_registers import OWN_REGISTER
from ledger.records import Record
from ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

READING = "正在读取台帐……"

Chosen = Callable[[Snapshot], Sequence[Record]]


class RecordsPanel(ttk.Frame):
    """The records of some kinds.

    `chosen` gives the records of a kind that are listed, all when it is not given; in a long register it is called off
    the Tk thread. `forms` are the forms of kinds that have one of their own (see RecordPane). `taken` hears of the kind
    whose list came to the front.
    """

    def __init__(
        self,
        parent: tk.Misc,
        app: App,
        kinds: Sequence[str],
        *,
        name: str,
        chosen: Mapping[str, Chosen] | None = None,
        saved: Callable[[Record], object] | None = None,
        forms: Mapping[str, MakeForm] | None = None,
        taken: Callable[[str], object] | None = None,
        share: float = 0.47,
    ) -> None:
        super().__init__(parent)
        self.app, self.name, self._share = app, name, share
        self.kinds = tuple(app.desk.snapshot.kind(slug) for slug in kinds)
        self.kind: Kind = self.kinds[0]
        self._chosen, self._told, self._forms, self._taken = chosen or {}, saved, forms, taken
        self._listings: dict[str, Listing] = {}
        self._listed: dict[str, Kind] = {}
        self._kept: dict[str, dict[str, tuple[Record, ListRow]]] = {}
        self._build()

    @property
    def listing(self) -> Listing:
        """The list in front."""
        return self._listings[self.kind.slug]

    def refresh(self, changed: Changed | None) -> None:
        """List the present records again when they may have changed."""
        if changed is None or OWN_REGISTER in changed:
            self._redefine()
        counted = {slug for slug in self._kept if _in_workdays(slug)} if changed and "holiday" in changed else set()
        for slug in counted:
            self._kept[slug].clear()
        links = {getattr(field, "kind", "") for field in self.kind.fields}
        if changed is None or changed & {self.kind.slug, *links} or self.kind.slug in counted:
            self._list()
        for slug in self._kept:
            if slug != self.kind.slug and (changed is None or slug in changed or slug in counted):
                self._stale.add(slug)
        self.pane.follow()

    def open(self, target: Target) -> None:
        """Show a record, or a new one of a kind."""

        def show() -> None:
            record = self.app.desk.snapshot.get(target.uid)
            if record is not None:
                self.take(record.kind)
                self._see(record)
            elif target.kind:
                self.take(target.kind)
                self.pane.new(self.app.desk.snapshot.kind(target.kind), target.preset)
            if target.field and self.pane.form is not None:
                self.pane.form.focus_field(target.field)

        self.pane.leave(show)

    def take(self, slug: str) -> None:
        """Bring the list of a kind to the front."""
        if self.kind.slug == slug and slug in self._listings:
            return
        if self.kind.slug in self._listings:
            self.listing.pack_forget()
        self.kind = self.app.desk.snapshot.kind(slug)
        if slug not in self._listings:
            self._listings[slug] = self._made(self.kind)
            self._stale.add(slug)
        self.listing.pack(fill="both", expand=True)
        if self._segments is not None:
            self._segments.put(slug)
        if slug in self._stale:
            self._list()
        self._filter.put("")
        self._count()
        if self._taken is not None:
            self._taken(slug)

    def new(self) -> None:
        """A blank form of the kind in front."""
        self.pane.leave(lambda: self.pane.new(self.kind))

    def copy(self) -> None:
        """A new record like the one that is shown."""
        record = self.pane.record
        if record is None:
            self.app.say("请先选中要复制的记录")
            return
        self.pane.leave(lambda: self.pane.copy(record))

    def delete(self) -> None:
        """Put the selected records into the recycle bin; more than one is asked about."""
        if self.app.desk.changing:
            return  # the key was held down: the next record is not in front yet
        uids = self.listing.selection or ((self.pane.record.uid,) if self.pane.record else ())
        if not uids:
            self.app.say("请先选中要删除的记录")
            return
        if len(uids) == 1:
            self._delete(uids)
            return
        records = [record for uid in uids if (record := self.app.desk.snapshot.get(uid))]
        sentence = f"要把选中的{told(records)}放进回收站吗？以后可以从回收站恢复。"
        buttons = (("yes", "放进回收站", "danger"), ("", "不删除", "plain"))
        self.app.ask("删除", sentence, buttons, lambda key: self._delete(uids) if key == "yes" else None)

    def commands(self) -> dict[str, Command]:
        """What the keys do while this panel is in front."""
        return {
            "new": self.new,
            "save": self.pane.save,
            "copy": self.copy,
            "edit": self._edit,
            "delete": self.delete,
            "print": self.print,
            "find": self._filter.focus,
            "cancel": self._cancel,
        }

    def print(self) -> None:
        """Look at the paper of the record that is shown, and print it; a register as a whole."""
        from forms.dialogs.preview import preview_record, preview_register

        def show() -> None:
            if self.pane.record is not None:
                preview_record(self.app, self.pane.record)
            else:
                preview_register(self.app, self.kind)

        self.pane.leave(show)

    # Inside

    def _build(self) -> None:
        self._segments: Segments | None = None
        self._stale: set[str] = set()
        bar = ToolRow(self)
        bar.pack(fill="x", pady=(0, theme.px(8)))
        if len(self.kinds) > 1:
            choices = [(kind.slug, kind.title) for kind in self.kinds]
            self._segments = Segments(bar.left, choices, self._switch)
            self._segments.pack(side="left", padx=(0, theme.px(12)))
        self._filter = FilterLine(bar.left, self._filtered)
        self._filter.widget.pack(side="left")
        self._counted = ttk.Label(bar.left, style="SmallMuted.TLabel")
        self._counted.pack(side="left", padx=theme.px(8))
        self._tools(bar.right)
        self.halves = halves = Halves(self, self.app, self.name, self._share)
        halves.pack(fill="both", expand=True)
        self._left = ttk.Frame(halves, style="Panel.TFrame")
        self.pane = RecordPane(halves, self.app, self._saved, self._forms)
        halves.add(self._left, weight=1)
        halves.add(self.pane, weight=1)
        self._listings[self.kind.slug] = self._made(self.kind)
        self.listing.pack(fill="both", expand=True)

    def _tools(self, frame: ttk.Frame) -> None:
        tools = (
            ("新增", self.new, "main", "new"),
            ("复制", self.copy, "plain", "copy"),
            ("删除", self.delete, "plain", "delete"),
            ("打印", self.print, "plain", "print"),
            ("更多", self._more, "plain", ""),
        )
        for place, (words, command, role, name) in enumerate(tools):
            key = "Delete" if name == "delete" else shortcut(name)
            button = Button(frame, words, command, role=role, key=key)
            button.grid(row=0, column=place, padx=(0 if place == 0 else 6, 0))
        self._last_tool = button

    def _more(self) -> None:
        """What is done less often: history, several at once, import and export."""
        menu = tk.Menu(self, tearoff=False)
        for words, command in (
            ("修改历史", self._history),
            ("批量修改选中的记录", self._edit_many),
            ("从表格导入（Excel、CSV、Word）", self._import),
            ("粘贴表格中的行", self._paste),
            ("导出这个列表（Excel）", self._export),
        ):
            menu.add_command(label=words, command=command)
        x = self._last_tool.winfo_rootx()
        menu.tk_popup(x, self._last_tool.winfo_rooty() + self._last_tool.winfo_height())

    def _history(self) -> None:
        from forms.dialogs.history import show_history

        if self.pane.record is None:
            self.app.say("请先选中一条记录")
        else:
            show_history(self.app, self.pane.record)

    def _edit_many(self) -> None:
        from forms.dialogs.bulk import edit_many

        edit_many(self.app, self.kind, self.listing.selection)

    def _import(self) -> None:
        from forms.dialogs.importing import import_sheet

        import_sheet(self.app, self.kind)

    def _paste(self) -> None:
        from forms.dialogs.importing import import_pasted

        import_pasted(self.app, self.kind)

    def _export(self) -> None:
        from forms.dialogs.exporting import export_list

        export_list(self.app, self.kind, self.listing)

    def _made(self, kind: Kind) -> Listing:
        listing = Listing(
            self._left,
            columns_of(kind),
            name=f"{self.name}.{kind.slug}",
            background=self.app.background,
            on_select=self._selected,
            on_open=lambda _: self._edit(),
            empty=_empty(kind),
        )
        self._listed[kind.slug] = kind
        keep_widths(self.app, listing)
        listing.tree.bind("<Control-v>", lambda _: self._paste())
        listing.bind("<<Shown>>", lambda _: self._count())
        return listing

    def _redefine(self) -> None:
        """Lists and forms of the clerk's own registers that are defined otherwise by now are made anew, or go."""
        kinds = {kind.slug: kind for kind in self.app.desk.snapshot.kinds}
        for slug in [slug for slug, kind in self._listed.items() if kinds.get(slug) != kind]:
            self._listings.pop(slug).destroy()
            self._listed.pop(slug)
            self._kept.pop(slug, None)
            self._stale.discard(slug)
            self.pane.redefine(slug)
            if slug == self.kind.slug:
                self.take(slug if slug in kinds else self.kinds[0].slug)

    def _list(self) -> None:
        """Bring the list in front up to date."""
        slug, desk = self.kind.slug, self.app.desk
        snapshot, day = desk.snapshot, desk.today
        chosen = self._chosen.get(slug, lambda shot: shot.of(slug))
        kept = self._kept.setdefault(slug, {})
        self._stale.discard(slug)
        listing = self.listing
        listing.empty = READING if desk.reading else _empty(self.kind)
        self.app.background.gone_through(
            len(snapshot.of(slug)), lambda: rows_of(chosen(snapshot), snapshot, day, kept), listing.put
        )
        self._count()

    def _count(self) -> None:
        shown, total = self.listing.count, self.listing.total
        self._counted.configure(text=f"共{total}条" if shown == total else f"{shown}条，共{total}条")

    def _see(self, record: Record) -> None:
        self.listing.select((record.uid,))
        self.pane.show(record)

    def _selected(self, uid: str | None) -> None:
        record = self.app.desk.snapshot.get(uid)
        if record is None or (self.pane.record is not None and record.uid == self.pane.record.uid):
            return
        self.pane.leave(lambda: self.pane.show(record), self._back)

    def _back(self) -> None:
        """The list at the record that is still being filled in."""
        if self.pane.record is not None:
            self.listing.select((self.pane.record.uid,))

    def _saved(self, record: Record) -> None:
        shown = self.pane.record
        if record.kind == self.kind.slug and shown is not None and shown.uid == record.uid:
            self.listing.select((record.uid,))
        if self._told is not None:
            self._told(record)

    def _delete(self, uids: tuple[str, ...]) -> None:
        following = self.listing.neighbour(uids[-1]) if len(uids) == 1 else None

        def done(outcome: Any) -> None:
            self.app.say(f"已{outcome.words}，可按 Ctrl+Z 撤销", "good")
            record = self.app.desk.snapshot.get(following)
            if record is not None:
                self._see(record)

        self.app.desk.change(guarded(BULK, Delete(uids), len(uids)), done)

    def _edit(self) -> None:
        if self.pane.form is not None:
            self.pane.form.focus_field()

    def _cancel(self) -> None:
        """Esc: from the form back to the list; what was typed stays."""
        self.listing.focus_set()

    def _switch(self, slug: str) -> None:
        def switch() -> None:
            self.take(slug)
            self.pane.clear()

        before = self.kind.slug
        self.pane.leave(switch)
        if self.kind.slug == before and self._segments is not None:
            self._segments.put(before)

    def _filtered(self, words: str) -> None:
        self.listing.filter(words)


def _in_workdays(slug: str) -> bool:
    """Whether how a record stands depends on the days that are worked."""
    rule = followed(slug)
    return rule is not None and rule.workdays > 0


def _empty(kind: Kind) -> str:
    """What a list without records says: what to do first."""
    return f"还没有{kind.title}。按“新增”（Ctrl+N）登记第一条，或从“更多”里导入以前的表格。"
