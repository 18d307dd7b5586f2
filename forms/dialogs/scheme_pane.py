"""One part of the scheme: the list of what it holds, and beside it the form of the one that is chosen."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from forms import theme
from forms.dialogs.scheme_draft import ITEMS, TABLE, Draft
from forms.dialogs.scheme_part import SchemePart
from forms.dialogs.scheme_parts import PARTS
from forms.form import FormFrame
from forms.keys import shortcut
from forms.widgets.button import Button
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.sentence import Sentence
from ledger.errors import InputError
from ledger.fields import Context
from ledger.schemes.dump import Data

if TYPE_CHECKING:
    from forms.app import App

_COLUMNS = (ListColumn("name", "名称", 10, stretch=True), ListColumn("note", "说明", 6, stretch=True))
_LIST, _WIDEST, _SHARE = 250, 400, 0.36
"""Width of the list: least and most in pixels at zoom 1, and its share of the room between."""
_ALIKE = {ITEMS: (TABLE, "group"), "required": ("stage",), "duties": ("every",)}
"""What a new table of a part takes over from the one that was in front."""


class PartPane(ttk.Frame):
    """The part in front. `changed` hears of everything that is typed or done, `say(sentence, tone)` tells the clerk."""

    def __init__(
        self, parent: tk.Misc, app: App, draft: Draft, changed: Callable[[], None], say: Callable[[str, str], object]
    ) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self._app, self._draft, self._told, self._say = app, draft, changed, say
        self.part: SchemePart = PARTS[0]
        self.at: int | None = None
        self._forms: dict[str, FormFrame] = {}
        self._gone: list[tuple[SchemePart, int, Data]] = []
        self.columnconfigure(1, weight=1)
        self.rowconfigure(1, weight=1)
        self._words = Sentence(self, style="PanelSmallMuted.TLabel", width=1)
        self._words.grid(row=0, column=0, columnspan=2, sticky="ew", pady=(0, theme.px(6)))
        self._words.bind("<Configure>", lambda event: self._words.configure(wraplength=max(event.width, 200)))
        self._side = ttk.Frame(self, style="Panel.TFrame")
        self._side.grid(row=1, column=0, sticky="nsew", padx=(0, theme.px(6)))
        self._side.rowconfigure(1, weight=1)
        self._side.columnconfigure(0, weight=1)
        self._tools()
        self.listing = Listing(self._side, _COLUMNS, on_select=self._chosen, on_open=self._opened, multiple=False)
        self.listing.configure(width=theme.px(_LIST))
        self.listing.grid(row=1, column=0, sticky="nsew")
        self._place = ttk.Frame(self, style="Panel.TFrame")
        self._place.grid(row=1, column=1, sticky="nsew")
        self.bind("<Configure>", self._sized)

    @property
    def rows(self) -> list[Data]:
        """The tables of the part in front."""
        return self.part.rows(self._draft)

    @property
    def form(self) -> FormFrame | None:
        """The form of the part in front, once it was shown."""
        return self._forms.get(self.part.key)

    @property
    def dirty(self) -> bool:
        """Whether the form has something that is not in the draft."""
        return self.at is not None and self.form is not None and self.form.dirty

    def take(self, part: SchemePart) -> None:
        """Bring a part to the front, at its first table; what was typed must have been adopted."""
        if self.form is not None:
            self.form.pack_forget()
        self.part, self.at = part, None
        self._words.configure(text=part.told)
        if part.single:
            self._side.grid_remove()
        else:
            self._side.grid()
        self._list()
        self.go(0 if self.rows else None)

    def renew(self) -> None:
        """The whole draft is another: show the part in front anew."""
        self._gone.clear()
        self.take(self.part)

    def reread(self, key: str) -> None:
        """The tables of a part became fewer by another hand; its form shows what is at its place now."""
        if key == self.part.key:
            self._list()
            self.go(min(self.at or 0, len(self.rows) - 1) if self.rows else None)

    def go(self, place: int | None) -> None:
        """Show the table at a place, none for None."""
        self.at = place
        self.listing.select(() if place is None else (str(place),))
        self._enable()
        if place is None:
            if self.form is not None:
                self.form.pack_forget()
            return
        form = self._made()
        form.show(self.part.values(self.rows[place], self._draft))
        form.faults({})
        form.pack(fill="both", expand=True)

    def adopt(self) -> bool:
        """Put what is typed into the draft; False where something is wrong, which is told in the form then."""
        form, at = self.form, self.at
        if form is None or at is None:
            return True
        old = self.rows[at]
        if not form.dirty:
            if set(old) <= {"key"} and not self.part.single:  # a new one in which nothing was written
                del self.rows[at]
                self.at = None
                self._list()
                self._told()
            return True
        table, wrong = self.part.faults(form.everything(), old, self._draft)
        form.faults(wrong)
        if wrong:
            self._say(f"有{len(wrong)}处要改，见红字。", "Bad")
            return False
        self._draft.renamed(self.part.key, str(old.get("name", "")), str(table.get("name", "")))
        old.clear()
        old.update(table)
        form.adopt(self.part.values(old, self._draft), form.everything())
        self._list()
        self._told()
        return True

    def new(self) -> None:
        """Add a table and go to its form."""
        if self.part.single or not self.adopt():
            return
        before = self.rows[self.at] if self.at is not None and self.at < len(self.rows) else {}
        table = {"key": self._draft.new_key(self.part.key, self.part.stem)} if self.part.stem else {}
        self.rows.append(table)
        self._list()
        self.go(len(self.rows) - 1)
        form = self._made()
        shown = self.part.values(before, self._draft)
        form.restore({name: shown[name] for name in _ALIKE.get(self.part.key, ()) if shown.get(name)})
        self.focus_form()
        self._told()

    def remove(self) -> None:
        """Take the table in front out; it can be brought back as long as nothing is saved."""
        if self.part.single or self.at is None:
            return
        table, at = self.rows[self.at], self.at
        try:
            self._draft.refuse_removal(self.part.key, table)
        except InputError as error:
            self._say(str(error), "Bad")
            return
        del self.rows[at]
        self.at = None
        if not set(table) <= {"key"}:
            self._gone.append((self.part, at, table))
        self._list()
        self.go(min(at, len(self.rows) - 1) if self.rows else None)
        self._told()
        self._say(f"已删去“{table.get(self.part.called[-1], '')}”，按“恢复”可以放回来。", "Muted")

    def restore(self) -> None:
        """Bring back what was taken out last."""
        if self._gone and self.adopt():
            part, at, table = self._gone.pop()
            part.rows(self._draft).insert(at, table)
            self.take(part)
            self.go(at)
            self._told()

    def move(self, by: int) -> None:
        """Move the table in front up or down."""
        if self.at is None or not self.adopt() or self.at is None:
            return
        other = self.at + by
        if 0 <= other < len(self.rows):
            rows = self.rows
            rows[self.at], rows[other] = rows[other], rows[self.at]
            self.at = other
            self._list()
            self.listing.select((str(other),))
            self._enable()
            self._told()

    def focus_form(self) -> None:
        """Take the keyboard into the form."""
        if self.form is not None and self.at is not None:
            self.form.focus_field()

    # Inside

    def _tools(self) -> None:
        row = ttk.Frame(self._side, style="Panel.TFrame")
        row.grid(row=0, column=0, sticky="ew", pady=(0, theme.px(6)))
        self.adding = Button(row, "新增", self.new, key=shortcut("new"), width=52, height=28)
        self.removing = Button(row, "删除", self.remove, key="Delete", width=52, height=28)
        self.restoring = Button(row, "恢复", self.restore, key="放回刚删去的", width=52, height=28)
        self.up = Button(row, "↑", lambda: self.move(-1), key="上移", width=30, height=28)
        self.down = Button(row, "↓", lambda: self.move(1), key="下移", width=30, height=28)
        for button in (self.adding, self.removing, self.restoring, self.up, self.down):
            button.pack(side="left", padx=(0, 4))

    def _enable(self) -> None:
        at, count = self.at, len(self.rows)
        self.removing.enable(at is not None)
        self.restoring.enable(bool(self._gone))
        self.up.enable(at is not None and at > 0)
        self.down.enable(at is not None and at + 1 < count)

    def _list(self) -> None:
        part, draft = self.part, self._draft
        rows = []
        for place, table in enumerate(self.rows if not part.single else ()):
            words = (str(table.get(key, "")) for key in part.called)
            name = " ".join(word for word in words if word) or "（新的）"
            tone = "warn" if table.get("lost") or part.key == "lost" else ""
            rows.append(ListRow(str(place), (name, part.note(table, draft)), (name, place), tone))
        self.listing.empty = f"还没有{part.title}，按“新增”（{shortcut('new')}）加一项。"
        self.listing.put(rows)
        if self.at is not None:
            self.listing.select((str(self.at),))

    def _sized(self, event: tk.Event[Any]) -> None:
        if event.widget is self:
            width = max(theme.px(_LIST), min(theme.px(_WIDEST), round(event.width * _SHARE)))
            self.listing.configure(width=width)

    def _chosen(self, uid: str | None) -> None:
        """The clerk goes to another table; what is typed wrongly keeps him where he is."""
        if uid is None or int(uid) == self.at:
            return
        table, at = self.rows[int(uid)], self.at
        if not self.adopt():
            self.listing.select((str(at),))
            return
        # A new one in which nothing was written is gone now: places behind it moved.
        self.go(next(place for place, each in enumerate(self.rows) if each is table))

    def _opened(self, uid: str) -> None:
        self.focus_form()

    def _made(self) -> FormFrame:
        """The form of the part in front; made once."""
        if self.part.key not in self._forms:
            part = self.part
            self._forms[part.key] = FormFrame(
                self._place, part.kind, context=self._context, titles=lambda slug: [], on_change=self._told
            )
        return self._forms[self.part.key]

    def _context(self) -> Context:
        """What the editors ask: names of the draft, and the fields of the register that is typed in the form."""
        form = self.form
        typed: Any = ""
        if form is not None and any(entry.field.name == "kind" for entry in self.part.entries):
            typed = form.editor("kind").typed()
        return self._draft.context(str(typed or ""))
