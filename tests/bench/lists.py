"""Whether the window stays awake while a list of 100,000 rows works: `python -m tests.bench.lists`, under a screen."""

from __future__ import annotations

import datetime as dt
import sys
import threading
import time
import tkinter as tk
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tkinter import ttk

import customtkinter as ctk

from forms import screen_faces, theme
from forms.background import Background
from forms.widgets.listing import ListColumn, Listing, ListRow
from tests.bench.report import Figure, once, table
from tests.bench.timing import Spread
from tests.bench.words import Writer, names

ROWS, ROUNDS = 100_000, 7
MOST = 100
"""Milliseconds between two beats of the heart, which beats every ten."""
IDLE = "什么也不做，作对照"
COLUMNS = (
    ListColumn("no", "序号", 5, "right"),
    ListColumn("date", "日期", 8, "center"),
    ListColumn("title", "标题", 20, stretch=True),
    ListColumn("person", "责任人", 6),
    ListColumn("state", "状态", 5),
)
STATES = (("已完成", "good"), ("办理中", ""), ("逾期", "bad"), ("临近期限", "warn"))


class Heart:
    """Beats every ten milliseconds, and keeps the longest gap between two beats."""

    def __init__(self, root: tk.Misc) -> None:
        self._root = root
        self.longest, self._last = 0.0, time.perf_counter()
        self._beat()

    def rest(self) -> None:
        """Forget the gaps so far."""
        self.longest, self._last = 0.0, time.perf_counter()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now
        self._root.after(10, self._beat)


class Stage:
    """A window with a list, its heart, and the acts that are measured."""

    def __init__(self) -> None:
        screen_faces.prepare()
        theme.load()
        self.root = ctk.CTk()
        theme.dress(self.root, screen_faces.family(self.root))
        self.root.geometry("1200x700+0+0")
        self.listing = Listing(self.root, COLUMNS, background=Background(self.root, _fail))
        self.listing.pack(fill="both", expand=True)
        self.tree = next(child for child in self.listing.winfo_children() if isinstance(child, ttk.Treeview))
        self.heart = Heart(self.root)
        self.rows = rows(ROWS)
        # As after a change of the ledger, whose snapshot is made off the Tk thread.
        self.again = [ListRow(row.uid, row.cells, row.keys, row.tone) for row in self.rows]

    def measure(self, act: Callable[[], None]) -> tuple[float, float]:
        """The longest gap in milliseconds from the act until its result is on the screen, and the seconds till then."""
        self.pump(0.3)
        begun = time.perf_counter()
        self.heart.rest()
        act()
        self.settle()
        lasted = time.perf_counter() - begun
        self.pump(0.1)
        return self.heart.longest * 1000, lasted

    def acts(self) -> dict[str, Callable[[], None]]:
        """What the clerk does, in order."""
        return {
            # What the machine does to a window that does nothing: the others are read beside it.
            IDLE: lambda: self.pump(0.5),
            "打开": lambda: self.listing.put(self.rows),
            "按文字列排序": lambda: self.listing.sort_by("title"),
            "按日期列排序": lambda: self.listing.sort_by("date", descending=True),
            "逐字筛选三个字": self.type,
            "滚动两百格": self.wheel,
            "全选": self.listing.choose_all,
            "记录变动后再次打开": lambda: self.listing.put(self.again),
        }

    def type(self) -> None:
        """Type three characters, each before the last one's rows are there, then take them back."""
        for text in ("整", "整改", "整改情"):
            self.listing.filter(text)
            self.pump(0.12)
        self.settle()
        self.listing.filter("")

    def wheel(self) -> None:
        """Two hundred notches of the wheel, ten at a time."""
        for _ in range(20):
            for _ in range(10):
                self.tree.event_generate("<Button-5>", x=50, y=200, when="tail")
            self.pump(0.02)

    def pump(self, seconds: float) -> None:
        """Let the window live for a while."""
        over = tk.BooleanVar(self.root, False)
        self.root.after(round(seconds * 1000), lambda: over.set(True))
        self.root.wait_variable(over)

    def settle(self) -> None:
        """Let the window live until the list has done what it was asked for."""
        while self.listing.waiting:
            self.pump(0.02)


def rows(count: int) -> list[ListRow]:
    """Rows as a campaign has them, the same every time."""
    writer, people = Writer("lists"), names(40)
    titles = [writer.sentence() for _ in range(2000)]
    first = dt.date(2026, 1, 1)
    made = []
    for number in range(count):
        day = first + dt.timedelta(days=number * 7919 % 700)
        title = f"{titles[number * 31 % len(titles)]}（{number * 17 % count}号）"
        state, tone = STATES[number % len(STATES)]
        person = people[number % len(people)]
        cells = (str(number + 1), f"{day.year}年{day.month}月{day.day}日", title, person, state)
        made.append(ListRow(f"uid-{number}", cells, (number, day, title, person, state), tone))
    return made


@contextmanager
def busy(on: bool) -> Iterator[None]:
    """A thread that never lets the interpreter go of its own accord."""
    over = threading.Event()

    def labour() -> None:
        number = 0
        while not over.is_set():
            number += 1

    thread = threading.Thread(target=labour, daemon=True)
    if on:
        thread.start()
    yield
    over.set()
    if on:
        thread.join()


def main() -> int:
    """Measure and print; 1 when the longest gap of all rounds is longer than it may be."""
    stage, figures = Stage(), []
    for crowded in (False, True):
        with busy(crowded):
            done = [{name: stage.measure(act) for name, act in stage.acts().items()} for _ in range(ROUNDS)]
        for name in done[0]:
            figures.append(_figure(f"{name}{'，同时有线程在忙' if crowded else ''}", [each[name] for each in done]))
    stage.root.destroy()
    print(table(figures))
    return int(any(figure.met is False for figure in figures))


def _figure(name: str, measured: list[tuple[float, float]]) -> Figure:
    """What counts is the worst round: a window that sleeps once has slept."""
    gaps, lasted = (Spread.of([each[place] for each in measured]) for place in (0, 1))
    note = f"{len(measured)}轮中最长的一次；中位数{gaps.median:.0f}毫秒，全部用时中位数{lasted.median:.2f}秒"
    return Figure(f"十万行的列表：{name}", once(gaps.high), "毫秒", most=MOST, note=note)


def _fail(error: BaseException) -> None:
    raise error


if __name__ == "__main__":
    sys.exit(main())
