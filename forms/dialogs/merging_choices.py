"""Choosing, one by one, which side's version of what both changed is kept: side by side, by click or by arrow keys."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from tkinter import ttk

from forms import theme
from forms.dialogs.merging_words import QUESTIONS, Marks, Question, by_whom, question_row
from forms.widgets.button import Button
from forms.widgets.listing import Listing
from forms.widgets.sentence import Sentence
from ledger.merging.comparison import CHOICES, OURS, THEIRS, Version

_VERBS = {OURS: "← 用本台帐的", THEIRS: "用对方的 →"}
_TAKEN = {OURS: "✓ 已选本台帐的", THEIRS: "✓ 已选对方的"}


class Choices(ttk.Frame):
    """The questions at the left, the two versions of one at the right.

    `changed()` hears of every choice, `entered()` of Enter in the list.
    """

    def __init__(self, parent: tk.Misc, changed: Callable[[], object], entered: Callable[[], object]) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self._changed = changed
        self.choices: dict[str, str] = {}
        self._questions: dict[str, Question] = {}
        self.columnconfigure(0, weight=4, uniform="half")
        self.columnconfigure(1, weight=6, uniform="half")
        self.rowconfigure(0, weight=1)
        self.listing = Listing(
            self,
            QUESTIONS,
            name="merging",
            multiple=False,
            on_select=lambda _: self._show(),
            on_open=lambda _: entered(),
        )
        self.listing.grid(row=0, column=0, sticky="nsew", padx=(0, theme.px(14)))
        for key, answer in (("<Left>", OURS), ("<Right>", THEIRS)):
            self.listing.tree.bind(key, lambda _, answer=answer: self._by_key(answer))  # type: ignore[misc]
        right = ttk.Frame(self, style="Panel.TFrame")
        right.grid(row=0, column=1, sticky="nsew")
        self._fill(right)

    @property
    def shown(self) -> Question | None:
        """The question that is shown."""
        return self._questions.get(self.listing.focused or "")

    @property
    def open(self) -> tuple[str, ...]:
        """The keys of what is not chosen yet."""
        return tuple(key for key in self._questions if key not in self.choices)

    def put(self, questions: Sequence[Question]) -> None:
        """Show these questions; what was chosen stays, where it is still asked."""
        self._questions = {each.key: each for each in questions}
        self.choices = {key: each for key, each in self.choices.items() if key in self._questions}
        self._rows()
        if self.listing.focused not in self._questions:
            self.go_to_open()
        self._show()

    def recall(self, choices: Mapping[str, str]) -> bool:
        """Choose again what was chosen before, as far as it is still asked; False when nothing is."""
        known = {key: answer for key, answer in choices.items() if key in self._questions}
        self.choices |= known
        self._rows()
        if known and self.open:
            self.go_to_open()
        self._show()
        return bool(known)

    def choose(self, answer: str, *, onward: bool = True) -> None:
        """Answer the question that is shown, and go on to the next that is open."""
        asked = self.shown
        if asked is None:
            return
        self.choices[asked.key] = answer
        self.listing.replace(question_row(asked, self.choices))
        if onward and self.open:
            self.go_to_open()
        self._show()
        self._changed()

    def choose_rest(self, answer: str) -> None:
        """Give everything that is open the same answer."""
        self.choices |= dict.fromkeys(self.open, answer)
        self._rows()
        self._show()
        self._changed()

    def go_to_open(self) -> None:
        """Show the next question that is open, else the first."""
        keys = [row.uid for row in self.listing.shown_rows()]
        at = keys.index(self.listing.focused) if self.listing.focused in keys else -1
        around = [*keys[at + 1 :], *keys[: at + 1]]
        found = next((key for key in around if key not in self.choices), next(iter(keys), None))
        if found is not None:
            self.listing.select((found,))

    def step(self, by: int) -> None:
        """Show the question before or after this one."""
        keys = [row.uid for row in self.listing.shown_rows()]
        at = keys.index(self.listing.focused) if self.listing.focused in keys else 0
        if keys:
            self.listing.select((keys[max(0, min(at + by, len(keys) - 1))],))
            self._show()

    # Inside

    def _fill(self, right: ttk.Frame) -> None:
        self._head = Sentence(right, style="PanelBold.TLabel")
        self._head.pack(anchor="w")
        self._note = Sentence(right, style="PanelSmallMuted.TLabel")
        row = ttk.Frame(right, style="Panel.TFrame")
        row.pack(side="bottom", fill="x", pady=(theme.px(10), 0))
        self.rest = {
            answer: Button(row, f"其余都用{words}的", lambda answer=answer: self.choose_rest(answer), role="quiet")  # type: ignore[misc]
            for answer, words in CHOICES.items()
        }
        steps = (Button(row, "上一处", lambda: self.step(-1)), Button(row, "下一处", lambda: self.step(1)))
        for place, button in enumerate(steps):
            button.pack(side="left", padx=(0 if place == 0 else 8, 0))
        for button in reversed(self.rest.values()):
            button.pack(side="right")
        sides = ttk.Frame(right, style="Panel.TFrame")
        sides.pack(fill="both", expand=True, pady=(theme.px(8), 0))
        sides.rowconfigure(0, weight=1)
        self.sides = {answer: _Side(sides, answer, self.choose) for answer in CHOICES}
        for place, side in enumerate(self.sides.values()):
            sides.columnconfigure(place, weight=1, uniform="side")
            side.grid(row=0, column=place, sticky="nsew", padx=(0 if place == 0 else theme.px(10), 0))
        right.bind("<Configure>", lambda event: self._wrap(event.width), add="+")

    def _wrap(self, width: int) -> None:
        for label in (self._head, self._note):
            label.configure(wraplength=max(width - theme.px(6), 120))

    def _rows(self) -> None:
        self.listing.put([question_row(each, self.choices) for each in self._questions.values()])

    def _by_key(self, answer: str) -> str:
        self.choose(answer)
        return "break"

    def _show(self) -> None:
        asked = self.shown
        if asked is None:
            return
        self._head.configure(text=asked.heading)
        self._note.configure(text=asked.note)
        if asked.note:
            self._note.pack(anchor="w", pady=(theme.px(4), 0), after=self._head)
        else:
            self._note.pack_forget()
        versions = (asked.ours, asked.theirs)
        chosen = self.choices.get(asked.key, "")
        for side, version, marks in zip(self.sides.values(), versions, asked.marks, strict=True):
            side.show(version, marks, chosen, known=asked.of_one)
        for button in self.rest.values():
            button.enable(bool(self.open))


class _Side(ttk.Frame):
    """One side's version, with its button."""

    def __init__(self, parent: tk.Misc, answer: str, choose: Callable[[str], object]) -> None:
        super().__init__(parent, style="Line.TFrame", padding=1)
        self._answer = answer
        inner = ttk.Frame(self, style="Panel.TFrame", padding=theme.px(10))
        inner.pack(fill="both", expand=True)
        top = ttk.Frame(inner, style="Panel.TFrame")
        top.pack(fill="x", pady=(0, theme.px(6)))
        ttk.Label(top, text=CHOICES[answer], style="PanelHead.TLabel").pack(side="left")
        self._who = ttk.Label(top, style="PanelSmallMuted.TLabel")
        self._who.pack(side="right")
        self.button = Button(inner, _VERBS[answer], lambda: choose(answer))
        self.button.pack(side="bottom", fill="x", pady=(theme.px(8), 0))
        middle = ttk.Frame(inner, style="Panel.TFrame")
        middle.pack(fill="both", expand=True)
        middle.rowconfigure(0, weight=1)
        middle.columnconfigure(0, weight=1)
        bar = self._bar = ttk.Scrollbar(middle, takefocus=0)
        self.text = tk.Text(
            middle, wrap="char", borderwidth=0, highlightthickness=1, takefocus=1, width=10, height=3, state="disabled",
            yscrollcommand=self._scrolled, cursor="arrow",
        )  # fmt: skip
        bar.configure(command=self.text.yview)
        self.text.grid(row=0, column=0, sticky="nsew")
        self._marks = Marks()
        self.text.bind("<Configure>", lambda _: self._see(), add="+")
        # Long texts are measured only when Tk has time; until then it does not know that they are long.
        self.text.bind("<<WidgetViewSync>>", lambda _: self._scrolled(*self.text.yview()), add="+")
        theme.listen(self.text, self._dress)
        self._dress()

    def show(self, version: Version, marks: Marks, chosen: str, *, known: bool) -> None:
        """Show a version, with the parts marked that the other has not."""
        self._who.configure(text=by_whom(version) if known else "")
        self.text.configure(state="normal")
        self.text.delete("1.0", "end")
        self.text.insert("1.0", version.words or "（空白）", () if version.words else ("blank",))
        for start, end in marks.parts:
            self.text.tag_add("other", f"1.0 + {start} chars", f"1.0 + {end} chars")
        self.text.configure(state="disabled")
        self._marks = marks
        self._see()
        mine = chosen == self._answer
        self.button.configure(text=(_TAKEN if mine else _VERBS)[self._answer])
        self.configure(style="Taken.TFrame" if mine else "Line.TFrame", padding=2 if mine else 1)

    def _see(self) -> None:
        """Scroll to the first difference."""
        self.text.see(f"1.0 + {self._marks.first} chars")

    def _scrolled(self, first: float, last: float) -> None:
        """The bar, only where there is more than can be seen."""
        self._bar.set(first, last)
        if float(first) <= 0 and float(last) >= 1:
            self._bar.grid_remove()
        else:
            self._bar.grid(row=0, column=1, sticky="ns")

    def _dress(self) -> None:
        colour = theme.colour
        ttk.Style(self).configure("Taken.TFrame", background=colour("accent"))
        self.text.configure(
            font=theme.font("body"), background=colour("panel"), foreground=colour("text"),
            selectbackground=colour("accent_soft"), selectforeground=colour("text"), spacing2=theme.px(3),
            highlightbackground=colour("panel"), highlightcolor=colour("accent"),
        )  # fmt: skip
        self.text.tag_configure("other", background=colour("warn_soft"))
        self.text.tag_configure("blank", foreground=colour("muted"))
