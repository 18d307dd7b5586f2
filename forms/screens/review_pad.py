"""The place where ballots are typed one after the other: a large entry, what it stands for, and the last ones below."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk

from forms import theme
from forms.ballot_entry import is_back, is_key
from forms.widgets.button import Button, Segments
from forms.widgets.drawn import Drawn
from forms.widgets.line import Line
from forms.widgets.meter import cut
from forms.widgets.sentence import Sentence
from ledger.errors import InputError

LAST = 10
"""Ballots that are listed."""
_WIDE = 350
_KEYS = "没有小键盘：b 不了解，q 弃权，\nw 无效，退格取回。"
_MORE = "\nF2 写意见，Ctrl+Z 撤销，\nPgUp、PgDn 换组。"


_NARROWEST = 220
"""Pixels at zoom 1 that the last ballots need beside the line."""


@dataclass(frozen=True)
class Hands:
    """What the pad asks for: `lay` takes what was typed (raises InputError), with the identity and the comment."""

    lay: Callable[[str, str, str], object]
    take_back: Callable[[], object]
    step: Callable[[int], object]
    undo: Callable[[], object]
    redo: Callable[[], object]


@dataclass(frozen=True)
class Cell:
    """A ballot as it is listed: its number in this sitting, what stands on it, its comment, whether it is stored."""

    number: int
    words: str
    note: str = ""
    kept: bool = True


@dataclass(frozen=True)
class Shown:
    """What the pad says: the group, the number of the next ballot, the last ones, what is stored, and a warning."""

    title: str
    number: int
    cells: Sequence[Cell] = ()
    state: str = ""
    fault: str = ""
    warning: str = ""
    identities: tuple[str, ...] = ()


class LastOnes(Drawn):
    """The ballots entered last, the newest on top, large enough to be checked against the paper at a glance."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.cells: tuple[Cell, ...] = ()

    def show(self, cells: Sequence[Cell]) -> None:
        """Show these, first entered first."""
        if tuple(cells) != self.cells:
            self.cells = tuple(cells)
            self.later()

    def draw(self) -> None:
        if not self.cells:
            self.create_text(
                0, theme.px(4), text="还没有录入。", anchor="nw", font=theme.font("body"), fill=theme.colour("muted")
            )
        high = theme.px(34)
        for line, cell in enumerate(reversed(self.cells)):
            middle = line * high + high // 2
            newest = line == 0
            if newest:
                self.create_rectangle(
                    0, line * high, self.width, (line + 1) * high, fill=theme.colour("accent_soft"), width=0
                )
            tone = theme.colour("text" if cell.kept else "muted")
            small, large = theme.font("body"), theme.font("title")
            self.create_text(
                theme.px(72), middle, text=f"第{cell.number}张", anchor="e", font=small, fill=theme.colour("muted")
            )
            self.create_text(theme.px(88), middle, text=cell.words, anchor="w", font=large, fill=tone)
            taken = theme.px(88) + large.measure(cell.words) + theme.px(16)
            note = ("正在存　" if not cell.kept else "") + (f"意见：{cell.note}" if cell.note else "")
            words = cut(note.replace("\n", " "), self.width - taken, "small")
            self.create_text(
                taken, middle, text=words, anchor="w", font=theme.font("small"), fill=theme.colour("muted")
            )
        self.tall(high * LAST)


class BallotPad(ttk.Frame):
    """Types go to `hands`; `comments` offers a line for the opinion on the present ballot."""

    def __init__(self, parent: tk.Misc, hands: Hands, *, comments: bool) -> None:
        super().__init__(parent, style="Panel.TFrame", padding=theme.px(16))
        self.hands = hands
        self._identities: tuple[str, ...] = ()
        self.identity: Segments | None = None
        self.columnconfigure(1, weight=1)
        self.rowconfigure(0, weight=1)
        self._left = ttk.Frame(self, style="Panel.TFrame", width=theme.px(_WIDE))
        self._left.grid(row=0, column=0, sticky="ns", padx=(0, theme.px(24)))
        self._right = right = ttk.Frame(self, style="Panel.TFrame")
        right.grid(row=0, column=1, sticky="nsew")
        self.bind("<Configure>", self._fit)
        ttk.Label(right, text="最近录入", style="PanelHead.TLabel").pack(anchor="w", pady=(0, theme.px(8)))
        self.last = LastOnes(right)
        told = _KEYS + (_MORE if comments else "")
        keys = Sentence(right, text=told, style="PanelSmallMuted.TLabel")
        keys.pack(side="bottom", fill="x")
        keys.bind("<Configure>", lambda event: keys.configure(wraplength=event.width))
        self.last.pack(fill="x")
        self._entry_side(comments)
        theme.listen(self, self._spaced)
        self._spaced()

    def _fit(self, event: tk.Event[tk.Misc]) -> None:
        """In a window too narrow for both, only the side that is typed into; it counts the ballots too."""
        if event.width < theme.px(_WIDE + _NARROWEST):
            self._right.grid_remove()
        else:
            self._right.grid()

    def show(self, shown: Shown) -> None:
        """Show how things stand; what is being typed stays."""
        self._title.configure(text=shown.title)
        self._number.configure(text=f"第 {shown.number} 张")
        self.last.show(shown.cells[-LAST:])
        self._state.configure(text=shown.state)
        self._refused.configure(text=shown.fault)
        self._warned.configure(text=shown.warning)
        if shown.identities != self._identities:
            self._ask_identity(shown.identities)

    def focus_set(self) -> None:
        """Take the keyboard."""
        self.line.entry.focus_set()

    def comment(self) -> None:
        """Go to the line for the opinion."""
        if self.remark is not None:
            self.remark.entry.focus_set()

    def clear(self) -> None:
        """Leave nothing half-typed."""
        self.line.put("")
        if self.remark is not None:
            self.remark.put("")
        self._say("")
        self.focus_set()

    # Inside

    def _entry_side(self, comments: bool) -> None:
        left = self._left
        self._title = ttk.Label(left, style="PanelHead.TLabel", justify="left")
        self._title.pack(anchor="w")
        self._number = ttk.Label(left, style="PanelMuted.TLabel")
        self._number.pack(anchor="w", pady=(theme.px(10), theme.px(4)))
        self._above = ttk.Frame(left, style="Panel.TFrame")
        self._above.pack(fill="x")
        self.line = Line(left, width=_WIDE - 10)
        self.line.widget.configure(height=72, font=theme.ctk_font("figure"), justify="center")
        self.line.widget.pack(anchor="w")
        # Its room is kept, so that nothing moves when it speaks.
        self._room = ttk.Frame(left, style="Panel.TFrame")
        self._room.pack(fill="x", pady=(theme.px(4), 0))
        self._fault = ttk.Label(self._room, style="PanelBad.TLabel", justify="left")
        self._fault.pack(anchor="w")
        keys = ttk.Frame(left, style="Panel.TFrame")
        keys.pack(anchor="w", pady=(theme.px(6), 0))
        for column, (words, typed) in enumerate((("不了解 /", "/"), ("弃权 *", "*"), ("无效 +", "+"), ("取回 -", "-"))):
            button = Button(keys, words, lambda typed=typed: self._press(typed))  # type: ignore[misc]
            button._canvas.configure(takefocus=0)  # the keys are nearer than Tab
            button.grid(row=0, column=column, padx=(0, 6))
        self.remark = self._remark(left) if comments else None
        self._state = ttk.Label(left, style="PanelMuted.TLabel", justify="left")
        self._state.pack(anchor="w", pady=(theme.px(14), 0))
        self._refused = ttk.Label(left, style="PanelBad.TLabel", justify="left")
        self._refused.pack(anchor="w")
        self._warned = ttk.Label(left, style="PanelWarn.TLabel", justify="left")
        self._warned.pack(anchor="w", pady=(theme.px(4), 0))
        self._bind_keys()

    def _remark(self, left: ttk.Frame) -> Line:
        row = ttk.Frame(left, style="Panel.TFrame")
        row.pack(fill="x", pady=(theme.px(14), 0))
        ttk.Label(row, text="意见（F2）", style="PanelMuted.TLabel").pack(side="left", padx=(0, theme.px(8)))
        line = Line(row, width=_WIDE - 90)
        line.widget.pack(side="left")
        for key in ("<Return>", "<KP_Enter>"):
            line.entry.bind(key, lambda _: self._back_to_entry())
        return line

    def _bind_keys(self) -> None:
        entry = self.line.entry
        for key in ("<Return>", "<KP_Enter>"):
            entry.bind(key, lambda _: self._enter())
        entry.bind("<BackSpace>", lambda _: None if self.line.text else self._press("-"))
        for key, step in (("<Prior>", -1), ("<Next>", 1)):
            entry.bind(key, lambda _, step=step: self._step(step))  # type: ignore[misc]
        for key, step in (("<Up>", -1), ("<Down>", 1)):
            entry.bind(key, lambda _, step=step: self._turn(step))  # type: ignore[misc]
        entry.bind("<Control-z>", lambda _: self.line.undo() or self._do(self.hands.undo))
        for key in ("<Control-y>", "<Control-Z>"):
            entry.bind(key, lambda _: self.line.redo() or self._do(self.hands.redo))
        self.line.on_change(self._typed)

    def _typed(self) -> None:
        """A key that is a ballot by itself is taken at once, from an input method too."""
        text = self.line.text
        if is_key(text):
            self._press(text)
        else:
            self._say("")

    def _enter(self) -> str:
        self._lay(self.line.text)
        return "break"

    def _press(self, typed: str) -> str:
        if is_back(typed):
            self.line.put("")
            self._say("")
            self.hands.take_back()
        else:
            self._lay(typed)
        self.focus_set()
        return "break"

    def _lay(self, typed: str) -> None:
        identity = self.identity.taken if self.identity is not None else ""
        try:
            self.hands.lay(typed, identity, self.remark.text if self.remark is not None else "")
        except InputError as error:
            self._say(str(error))
            self.line.entry.selection_range(0, "end")
            return
        self.line.put("")
        if self.remark is not None:
            self.remark.put("")
        self._say("")

    def _say(self, fault: str) -> None:
        self._fault.configure(text=fault)
        self.line.mark(bool(fault))

    def _back_to_entry(self) -> str:
        self.focus_set()
        return "break"

    def _step(self, by: int) -> str:
        self.hands.step(by)
        return "break"

    def _turn(self, by: int) -> str:
        if self.identity is not None:
            self.identity._step(by)
            self.focus_set()
        return "break"

    def _do(self, act: Callable[[], object]) -> str:
        act()
        return "break"

    def _ask_identity(self, identities: tuple[str, ...]) -> None:
        """Where ballots are counted by identity each has one; the last one stays for the next ballot."""
        self._identities, self.identity = identities, None
        for child in self._above.winfo_children():
            child.destroy()
        if identities:
            ttk.Label(self._above, text="身份类别（↑↓）", style="PanelMuted.TLabel").pack(anchor="w")
            choices = [(each, each) for each in identities]
            self.identity = Segments(self._above, choices, lambda _: self.focus_set())
            self.identity.pack(anchor="w", pady=(theme.px(4), theme.px(8)))
        else:
            ttk.Frame(self._above, style="Panel.TFrame", height=1).pack()

    def _spaced(self) -> None:
        self._left.configure(width=theme.px(_WIDE))
        self._left.pack_propagate(False)
        self._room.configure(height=2 * theme.font("body").metrics("linespace"))
        self._room.pack_propagate(False)
        for label in (self._title, self._fault, self._refused, self._warned, self._state):
            label.configure(wraplength=theme.px(_WIDE - 10))
