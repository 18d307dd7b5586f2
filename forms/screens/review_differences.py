"""What differs between two entries of a pile: for each the clerk says which is right, then the ledger is corrected."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from forms import theme
from forms.ballot_comparing import Decided, Difference
from forms.ballot_counting import Counting
from forms.ballot_entry import Cast, NotABallot, is_key, read_cast
from forms.keys import shortcut
from forms.widgets.button import Button, Segments
from forms.widgets.line import Line
from forms.widgets.listing import ListColumn, Listing, ListRow

_COLUMNS = (
    ListColumn("number", "原票", 6),
    ListColumn("first", "第一遍（1）", 9),
    ListColumn("second", "第二遍（2）", 9),
    ListColumn("right", "以这个为准", 10, stretch=True),
)
_NONE = "没有这张"
_TOLD = "对照原票：1 第一遍对，2 第二遍对；都不对的按回车，输入正确的分数或 /、*、+，再按回车。"
_BY_COUNT = "按票数比对时分不清是第几张，两边多出的按分数大小排在一起，请在原票里找到那几张再定。"


class Differences(ttk.Frame):
    """`closed(note)` is called when the comparison is over: with a note when the entries agree now, else with ""."""

    def __init__(self, parent: tk.Misc, counting: Counting, closed: Callable[[str], object]) -> None:
        super().__init__(parent, style="Panel.TFrame", padding=theme.px(16))
        self.counting, self._closed = counting, closed
        self._partly, self._busy, self._settled = False, False, 0
        self.found: tuple[Difference, ...] = ()
        self.right: dict[int, Cast | None] = {}
        """What was decided, by the place of the difference."""
        self._build()

    def begin(self, *, partly: bool) -> None:
        """Compare anew; `partly` when the second entry is not at its end."""
        self._partly, self._busy, self._settled = partly, False, 0
        self.right.clear()
        self.found = ()
        self.way.put("order" if self.counting.in_order is not None else "count")
        self.show()

    def show(self) -> None:
        """Compare as things stand now; what was decided stays as long as the differences do."""
        ordered = self.counting.in_order is not None
        if not ordered and self.way.taken == "order":
            self.way.put("count")
        found = self.counting.differences(ordered=self.way.taken == "order", partly=self._partly)
        if found != self.found:
            self.found = found
            self.right.clear()
        (self.way.pack if ordered and not self._partly else lambda **_: self.way.pack_forget())(side="right")
        self._list()
        if found and self.listing.focused is None:
            self.listing.select(("0",))

    def onwards(self) -> None:
        """Correct the ledger when all is decided, or close the comparison when nothing differs."""
        left = len(self.found) - len(self.right)
        if self._busy:
            return
        if left:
            self.counting.app.say(f"还有{left}处没有定哪一遍对", "warn")
            return
        self._settled += len(self.found)
        self._busy = True
        decided = [Decided(each, self.right[place]) for place, each in enumerate(self.found)]
        self.counting.correct(decided, self._corrected)

    def decide(self, right: Cast | None) -> None:
        """What is right at the line at hand; then on to the next."""
        place = self._place
        if place is None:
            return
        self.right[place] = right
        self._list()
        after = [*range(place + 1, len(self.found)), *range(place)]
        following = next((each for each in after if each not in self.right), place)
        self.listing.select((str(following),))
        self.listing.focus_set()

    def focus_set(self) -> None:
        """Take the keyboard."""
        if self.found:
            self.listing.focus_set()
        else:
            self.main.focus()

    # Inside

    def _build(self) -> None:
        head = ttk.Frame(self, style="Panel.TFrame")
        head.pack(fill="x")
        self._title = ttk.Label(head, style="PanelHead.TLabel")
        self._title.pack(side="left")
        self.way = Segments(head, (("order", "按原票顺序"), ("count", "按各分数的张数")), lambda _: self.show())
        self._told = ttk.Label(self, style="PanelMuted.TLabel", justify="left")
        self._told.pack(anchor="w", pady=theme.px(8))
        foot = ttk.Frame(self, style="Panel.TFrame")
        foot.pack(side="bottom", fill="x", pady=(theme.px(10), 0))
        self.main = Button(foot, "改正台帐", self.onwards, role="main", key=shortcut("save"))
        self.main.pack(side="left")
        self.back = Button(foot, "接着录第二遍", lambda: self._closed(""), key="Esc")
        self.back.pack(side="left", padx=8)
        self._value()
        self.listing = Listing(self, _COLUMNS, on_open=lambda _: self.line.entry.focus_set(), multiple=False)
        self.listing.pack(fill="both", expand=True)
        for digit in "12":
            for key in (digit, f"KP_{digit}"):
                self.listing.tree.bind(f"<Key-{key}>", lambda _, digit=digit: self._pick(digit))  # type: ignore[misc]
        self.bind("<Configure>", lambda event: self._told.configure(wraplength=max(200, event.width - theme.px(40))))

    def _value(self) -> None:
        row = ttk.Frame(self, style="Panel.TFrame")
        row.pack(side="bottom", fill="x", pady=(theme.px(10), 0))
        ttk.Label(row, text="都不对，正确的是", style="Panel.TLabel").pack(side="left", padx=(0, theme.px(8)))
        self.line = Line(row, width=120)
        self.line.widget.pack(side="left")
        self._fault = ttk.Label(row, style="PanelBad.TLabel")
        self._fault.pack(side="left", padx=theme.px(10))
        for key in ("<Return>", "<KP_Enter>"):
            self.line.entry.bind(key, lambda _: self._typed())
        self.line.on_change(self._changed)

    @property
    def _place(self) -> int | None:
        uid = self.listing.focused
        return int(uid) if uid is not None and int(uid) < len(self.found) else None

    def _pick(self, digit: str) -> str:
        if self._place is not None:
            difference = self.found[self._place]
            self.decide(difference.first if digit == "1" else difference.second)
        return "break"

    def _changed(self) -> None:
        if is_key(self.line.text):
            self._typed()

    def _typed(self) -> str:
        place, count = self._place, self.counting.count
        if place is None or count is None:
            return "break"
        difference = self.found[place]
        like = difference.first or difference.second or Cast()
        try:
            right = read_cast(self.line.text, count.full, like.identity)
        except NotABallot as error:
            self._fault.configure(text=str(error))
            self.line.entry.selection_range(0, "end")
            return "break"
        self._fault.configure(text="")
        self.line.put("")
        self.decide(right)
        return "break"

    def _list(self) -> None:
        rows = [self._row(place, each) for place, each in enumerate(self.found)]
        second = self.counting.second
        casts = len(second.casts) if second is not None else 0
        self.listing.empty = "两遍一致，没有不同的票。"
        self.listing.put(rows)
        first = f"第一遍{len(self.counting.ballots)}张，第二遍{casts}张"
        part = "（只比已录的）" if self._partly else ""
        state = f"{len(self.found)}处不同，已定{len(self.right)}处" if self.found else "两遍一致"
        self._title.configure(text=f"{first}{part}：{state}")
        by_count = self.way.taken == "count"
        self._told.configure(text=(_TOLD + (_BY_COUNT if by_count else "")) if self.found else "")
        words = "改正台帐" if self.found else "接着录" if self._partly else "结束核对"
        self.main.configure(text=words)
        self.main.enable(len(self.right) == len(self.found))

    def _row(self, place: int, difference: Difference) -> ListRow:
        number = f"第{difference.number}张" if difference.number else "—"
        words = [_NONE if each is None else each.said for each in (difference.first, difference.second)]
        right = "还没有定" if place not in self.right else _said(self.right[place])
        return ListRow(str(place), (number, *words, right), tone="good" if place in self.right else "")

    def _corrected(self) -> None:
        self._busy = False
        if self._partly:
            self._closed("")
            return
        second = self.counting.second
        who, casts = (second.who, len(second.casts)) if second is not None else ("", 0)
        settled = f"{self._settled}处不同，已对照原票改定" if self._settled else "两遍一致"
        self._closed(f"第二遍由{who}录入，共{casts}张，{settled}。")


def _said(right: Cast | None) -> str:
    return _NONE if right is None else right.said
