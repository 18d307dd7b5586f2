"""The list from which a register is chosen: by groups, with what each holds and lacks, found by name or pinyin."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk

from forms import theme
from forms.widgets.filter_line import FilterLine
from forms.widgets.list_tip import CellTip

TONES = ("bad", "warn", "muted")
_NUMBERS = (("records", "条数", 54), ("gaps", "缺项", 42), ("late", "超期", 42))
"""Name, head and unscaled width of each figure."""
_NAME = 130
"""Unscaled pixels that a name needs at least."""
_GROUP = "group:"
"""Begins the names of the rows that are heads of groups; no slug has a colon."""
_NOTHING = "没有叫这个名称的登记簿。"


@dataclass(frozen=True)
class Choice:
    """A row: its key, its words, the figures beside them (blank for nothing), its tone, and what is told of it."""

    key: str
    words: str
    figures: tuple[str, str, str]
    tone: str = ""
    tip: str = ""


class RegisterChooser(ttk.Frame):
    """`chosen(key)` hears of the row that the clerk went to, `entered(key)` of Enter and a double click there.

    `sought(words)` hears of what is typed in the line above, and gives the rows anew by `put`. Letters typed in the
    list go to that line.
    """

    def __init__(
        self,
        parent: tk.Misc,
        *,
        chosen: Callable[[str], object],
        entered: Callable[[str], object],
        sought: Callable[[str], object],
    ) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self._chosen, self._entered, self._sought = chosen, entered, sought
        self._groups: tuple[tuple[str, tuple[Choice, ...]], ...] = ()
        self.taken = ""
        self._build()

    def put(self, groups: Sequence[tuple[str, tuple[Choice, ...]]]) -> None:
        """Show these rows under the names of their groups; what is chosen stays chosen."""
        groups = tuple(groups)
        if groups == self._groups:
            return
        same = self._names(groups) == self._names(self._groups)
        self._groups = groups
        self._tip.hide()
        if not same:
            self.tree.delete(*self.tree.get_children())
        for name, choices in groups:
            self._row(f"{_GROUP}{name}", (name, "", "", ""), ("group",))
            for choice in choices:
                self._row(choice.key, (f"  {choice.words}", *choice.figures), (choice.tone or "text",))
        if not groups:
            self._row(_GROUP, (_NOTHING, "", "", ""), ("group",))
        self.take(self.taken)

    def take(self, key: str) -> None:
        """Show `key` as chosen, without telling."""
        self.taken = key
        if key in self.rows:
            self.tree.selection_set(key)
            self.tree.focus(key)
            self.tree.see(key)
        else:
            self.tree.selection_set()
        self._mark()

    @property
    def rows(self) -> tuple[str, ...]:
        """The keys of the rows, from top to bottom."""
        return tuple(choice.key for _, choices in self._groups for choice in choices)

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is in the list or in the line above."""
        return str(self.tree.tk.call("focus")) in (str(self.tree), str(self.line.line.entry))

    def focus(self) -> None:
        """Take the keyboard."""
        self.tree.focus_set()

    def seek(self) -> None:
        """Take the keyboard to the line in which a name is typed."""
        self.line.focus()

    # -- workings

    def _build(self) -> None:
        self.rowconfigure(1, weight=1)
        self.columnconfigure(0, weight=1)
        self.line = FilterLine(self, self._sought, label="查找", width=100, grows=True)
        self.line.widget.grid(row=0, column=0, columnspan=2, sticky="ew", padx=theme.px(8), pady=theme.px(6))
        entry = self.line.line.entry
        entry.bind("<Down>", lambda _: self._from_line(enter=False))
        entry.bind("<Return>", lambda _: self._from_line(enter=True))
        entry.bind("<Escape>", self._give_up)
        names = [name for name, *_ in _NUMBERS]
        self.tree = tree = ttk.Treeview(self, columns=["title", *names], show="headings", selectmode="browse")
        tree.grid(row=1, column=0, sticky="nsew")
        bar = ttk.Scrollbar(self, command=tree.yview, takefocus=0)
        bar.grid(row=1, column=1, sticky="ns")
        tree.configure(yscrollcommand=lambda first, last: self._scrolled(bar, first, last))
        tree.heading("title", text="登记簿", anchor="w")
        for name, words, _ in _NUMBERS:
            tree.heading(name, text=words, anchor="e")
        self._mark_bar = tk.Frame(tree, width=theme.px(3), borderwidth=0, highlightthickness=0)
        self._bind(tree)
        self._tip = CellTip(tree, self._told)
        self._dress()
        theme.listen(tree, self._dress)

    def _scrolled(self, bar: ttk.Scrollbar, first: float, last: float) -> None:
        bar.set(first, last)
        self._mark()

    def _bind(self, tree: ttk.Treeview) -> None:
        for key, step in (
            ("<Up>", -1),
            ("<Down>", 1),
            ("<Prior>", -10),
            ("<Next>", 10),
            ("<Home>", -999),
            ("<End>", 999),
        ):
            tree.bind(key, lambda _, step=step: self._move(step))  # type: ignore[misc]
        tree.bind("<Return>", lambda _: self._enter())
        tree.bind("<KP_Enter>", lambda _: self._enter())
        tree.bind("<Right>", lambda _: self._enter())
        tree.bind("<Button-1>", self._clicked)
        tree.bind("<Double-Button-1>", self._clicked_twice)
        tree.bind("<Key>", self._letter)
        for event in ("<FocusIn>", "<FocusOut>"):
            tree.bind(event, lambda _: self._mark(), add="+")
        tree.bind("<Configure>", lambda _: self._fit(), add="+")

    def _row(self, iid: str, values: tuple[str, ...], tags: tuple[str, ...]) -> None:
        if self.tree.exists(iid):
            self.tree.item(iid, values=values, tags=tags)
        else:
            self.tree.insert("", "end", iid=iid, values=values, tags=tags)

    def _names(self, groups: Sequence[tuple[str, tuple[Choice, ...]]]) -> list[tuple[str, list[str]]]:
        return [(name, [choice.key for choice in choices]) for name, choices in groups]

    def _go(self, key: str) -> None:
        """The clerk went to a row."""
        if key != self.taken:
            self.take(key)
            self._chosen(key)

    def _move(self, step: int) -> str:
        keys = self.rows
        if keys:
            at = keys.index(self.taken) + step if self.taken in keys else 0
            self._go(keys[max(0, min(at, len(keys) - 1))])
        return "break"

    def _enter(self) -> str:
        if self.taken in self.rows:
            self._entered(self.taken)
        return "break"

    def _from_line(self, *, enter: bool) -> str:
        """From the line into the list: to what is chosen, else to the first that was found; on with `enter`."""
        self._sought(self.line.words)
        self.focus()
        if self.rows and self.taken not in self.rows:
            self._go(self.rows[0])
        return self._enter() if enter else "break"

    def _give_up(self, event: object) -> str:
        """Esc in the line: all names again, and into the list."""
        self.line.put("")
        self.focus()
        return "break"

    def _clicked(self, event: tk.Event[ttk.Treeview]) -> str | None:
        if str(self.tree.identify_region(event.x, event.y)) == "separator":
            return "break"
        self.tree.focus_set()
        key = str(self.tree.identify_row(event.y))
        if key in self.rows:
            self._go(key)
        return "break"

    def _clicked_twice(self, event: tk.Event[ttk.Treeview]) -> str:
        if str(self.tree.identify_row(event.y)) == self.taken:
            self._enter()
        return "break"

    def _letter(self, event: tk.Event[ttk.Treeview]) -> str | None:
        """What is typed in the list is sought."""
        control_or_alt = int(event.state) & 0x4 or int(event.state) & 0x8 or int(event.state) & 0x20000
        if len(event.char) != 1 or not event.char.isalnum() or control_or_alt:
            return None
        entry = self.line.line.entry
        entry.focus_set()
        entry.delete(0, "end")
        entry.insert("end", event.char)
        return "break"

    def _told(self, x: int, y: int) -> tuple[tuple[int, int], str] | None:
        """What is told of the row under the pointer."""
        key = str(self.tree.identify_row(y))
        found = (choice for _, choices in self._groups for choice in choices)
        tips = {choice.key: choice.tip for choice in found if choice.tip}
        return ((self.rows.index(key), 0), tips[key]) if key in tips else None

    def _mark(self) -> None:
        """A bar beside the chosen row while the keyboard is here."""
        box = self.tree.bbox(self.taken) if self.taken in self.rows else ""
        if box and str(self.tree.tk.call("focus")) == str(self.tree):
            self._mark_bar.place(x=0, y=box[1], height=box[3])
        else:
            self._mark_bar.place_forget()

    def _dress(self) -> None:
        """Colours, fonts and widths at the present mode and zoom."""
        tree = self.tree
        tree.column("title", width=theme.px(150), minwidth=theme.px(90), stretch=True, anchor="w")
        for name, _, wide in _NUMBERS:
            tree.column(name, width=theme.px(wide), minwidth=theme.px(wide), stretch=False, anchor="e")
        for tone in TONES:
            tree.tag_configure(tone, foreground=theme.colour(tone))
        tree.tag_configure("text", foreground=theme.colour("text"))
        tree.tag_configure(
            "group", foreground=theme.colour("muted"), background=theme.colour("ground"), font=theme.font("bold")
        )
        self._mark_bar.configure(background=theme.colour("accent"))
        self._fit()

    def _fit(self) -> None:
        """As many figures as there is room for beside the names; their colour tells of the others."""
        room = self.tree.winfo_width() - theme.px(_NAME)
        if room <= 1 - theme.px(_NAME):
            return  # not shown yet
        names = ["title"]
        for name, _, wide in _NUMBERS:
            if len(names) == 1 or theme.px(wide) <= room:
                names.append(name)
                room -= theme.px(wide)
            else:
                break
        self.tree.configure(displaycolumns=names)
        self.tree.column("title", width=theme.px(_NAME) + max(0, room))
        self._mark()
