"""The files of a record under its form: a list of a few lines, adding, looking at and taking off."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING, Literal

from forms import dropping, theme
from forms.actions import Detach
from forms.widgets.button import Button
from ledger.attachments import ROLES
from ledger.kinds import Form, Kind
from ledger.records import Attachment, Record

if TYPE_CHECKING:
    from pathlib import Path

    from forms.app import App

_LINES = 3
"""Files that are seen at once; more are scrolled."""
_COLUMNS: tuple[tuple[str, int, Literal["w", "e"]], ...] = (("role", 96, "w"), ("name", 60, "w"), ("pages", 64, "e"))
UNSIGNED = "这种记录要有签字（盖章）扫描件"
UNSAVED = "保存后可以添加附件"


class AttachmentsBox(ttk.Frame):
    """Shows the files of one record. Enter looks at the chosen file, Delete takes it off; files may be dropped here.

    It hides itself for kinds that have no files.
    """

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self.app = app
        self.record: Record | None = None
        self._dropping = False
        self._inner = ttk.Frame(self, style="Panel.TFrame", padding=(theme.px(16), theme.px(4)))
        self._head()
        self._list()
        self._colour()
        theme.listen(self, self._colour)
        self.show(None)

    def show(self, record: Record | None, kind: Kind | None = None) -> None:
        """Show the files of a record; without one, what a new record of `kind` will have, or nothing."""
        same = record is not None and self.record is not None and record.uid == self.record.uid
        kept = self.chosen if same else None
        self.record = record
        kind = record.declared if record is not None else kind
        if kind is None or (kind.form is Form.DATA and not (record and record.attachments)):
            self._hide()
            return
        self._tell(kind)
        self._fill(kept.uid if kept is not None else "")
        self._inner.pack(fill="x")
        self._accept_drops()

    @property
    def chosen(self) -> Attachment | None:
        """The file that the list is at."""
        uid = next(iter(self.files.selection()), "")
        return next((each for each in self._attachments() if each.uid == uid), None)

    def add(self) -> None:
        """Let the clerk choose files, say what they are, and attach them."""
        if self.record is None:
            self.app.say(UNSAVED)
            return
        self._take(self.app.chooser.files("添加附件"))

    def look(self) -> None:
        """Look at the chosen file."""
        from forms.dialogs.preview import preview_file

        chosen = self.chosen
        if chosen is None:
            self.app.say("请先在附件里选中要看的文件")
        else:
            preview_file(self.app, chosen)

    def detach(self) -> None:
        """Take the chosen file off; it can be undone."""
        chosen = self.chosen
        if chosen is None:
            self.app.say("请先在附件里选中要取下的文件")
            return
        words = f"已取下附件“{chosen.name}”，可按 Ctrl+Z 撤销"
        self.app.desk.change(Detach((chosen.uid,)), lambda _: self.app.say(words, "good"))

    # Inside

    def _head(self) -> None:
        head = ttk.Frame(self._inner, style="Panel.TFrame")
        head.pack(fill="x")
        ttk.Label(head, text="附件", style="PanelBold.TLabel").pack(side="left")
        self.note = ttk.Label(head, style="PanelSmallMuted.TLabel")
        self.note.pack(side="left", padx=theme.px(8))
        row = ttk.Frame(head, style="Panel.TFrame")
        row.pack(side="right")
        self.adding = Button(row, "添加附件", self.add, height=26)
        self.looking = Button(row, "看", self.look, key="Enter", height=26)
        self.taking = Button(row, "取下", self.detach, key="Delete", height=26)
        for place, button in enumerate((self.adding, self.looking, self.taking)):
            button.grid(row=0, column=place, padx=(6 if place else 0, 0))

    def _list(self) -> None:
        self._edge = tk.Frame(self._inner, highlightthickness=1, borderwidth=0)
        self.files = ttk.Treeview(
            self._edge, columns=[name for name, *_ in _COLUMNS], show="", selectmode="browse", height=1
        )
        for name, _, anchor in _COLUMNS:
            self.files.column(name, anchor=anchor, stretch=name == "name")
        self._bar = ttk.Scrollbar(self._edge, orient="vertical", command=self.files.yview)
        self.files.configure(yscrollcommand=self._bar.set)
        self.files.pack(side="left", fill="both", expand=True)
        for key in ("<Return>", "<KP_Enter>", "<Double-Button-1>"):
            self.files.bind(key, lambda _: self._key(self.look))
        self.files.bind("<Delete>", lambda _: self._key(self.detach))
        self.files.bind("<<TreeviewSelect>>", lambda _: self._enable())
        self.files.bind("<FocusIn>", lambda _: self._focused(True), add="+")
        self.files.bind("<FocusOut>", lambda _: self._focused(False), add="+")

    def _key(self, command: object) -> str:
        assert callable(command)
        command()
        return "break"

    def _attachments(self) -> tuple[Attachment, ...]:
        return self.record.attachments if self.record is not None else ()

    def _fill(self, kept: str) -> None:
        self.files.delete(*self.files.get_children())
        attachments = self._attachments()
        for each in attachments:
            self.files.insert("", "end", iid=each.uid, values=(ROLES[each.role], each.name, f"{each.pages}页"))
        if attachments:
            self.files.configure(height=min(len(attachments), _LINES))
            uid = kept if kept in self.files.get_children() else attachments[0].uid
            self.files.selection_set(uid)
            self.files.focus(uid)
            self.files.see(uid)
            self._edge.pack(fill="x", pady=(theme.px(4), 0))
        else:
            self._edge.pack_forget()
        (self._bar.pack if len(attachments) > _LINES else self._bar.pack_forget)(**_beside(len(attachments)))
        self._enable()

    def _tell(self, kind: Kind) -> None:
        signed = any(kind.scanned or each.role == "signed" for each in self._attachments())
        words = UNSAVED if self.record is None else UNSIGNED if kind.signed and not signed else ""
        tone = "Warn" if words == UNSIGNED else "Muted"
        self.note.configure(text=words, style=f"PanelSmall{tone}.TLabel")

    def _enable(self) -> None:
        self.adding.enable(self.record is not None)
        for button in (self.looking, self.taking):
            button.enable(self.chosen is not None)

    def _focused(self, on: bool) -> None:
        # Tk draws the one or the other as it thinks that the frame has the focus, which is in the list.
        colour = theme.colour("accent" if on else "line")
        self._edge.configure(highlightbackground=colour, highlightcolor=colour)

    def _hide(self) -> None:
        self._inner.pack_forget()
        self.configure(height=1)

    def _colour(self) -> None:
        self._focused(False)
        self._edge.configure(background=theme.colour("panel"))
        for name, width, _ in _COLUMNS:
            self.files.column(name, width=theme.px(width))

    def _accept_drops(self) -> None:
        """The library for it is loaded when the first box is shown, not when the program starts."""
        if not self._dropping:
            self._dropping = True
            dropping.accept_files(self, self._dropped, self._focused)

    def _dropped(self, paths: tuple[Path, ...]) -> None:
        if self.record is None:
            self.app.say(UNSAVED)
        elif self.app.overlay.top is None:
            self._take(paths)

    def _take(self, paths: tuple[Path, ...]) -> None:
        from forms.dialogs.attaching import attach_files

        if paths and self.record is not None:
            attach_files(self.app, self.record, paths)


def _beside(count: int) -> dict[str, str]:
    return {"side": "right", "fill": "y"} if count > _LINES else {}
