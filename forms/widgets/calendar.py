"""A month to pick a day from: Monday first, today marked, by mouse or by keys that its entry hands on."""

from __future__ import annotations

import calendar
import datetime as dt
import tkinter as tk
from collections.abc import Callable
from typing import Any

from forms import theme
from forms.widgets.popup import Popup

_WEEK = "一二三四五六日"
_CELL = (34, 28)
"""Width and height of a day, unscaled."""
_WEEKS = 6


class Calendar(Popup):
    """Drops down under `anchor` with `day` chosen; `picked(day)` hears of a click, and of Enter by `key`."""

    def __init__(
        self, anchor: tk.Misc, day: dt.date, picked: Callable[[dt.date], object], today: dt.date | None = None
    ) -> None:
        super().__init__(anchor)
        self.day, self._picked, self._today = day, picked, today or dt.date.today()
        self._wide, self._high = (theme.px(each) for each in _CELL)
        self._canvas = tk.Canvas(
            self,
            width=self._wide * 7,
            height=self._high * (_WEEKS + 2),
            background=theme.colour("panel"),
            highlightthickness=0,
            takefocus=0,
        )
        self._canvas.pack(padx=theme.px(6), pady=theme.px(4))
        self._canvas.bind("<ButtonPress-1>", self._clicked)
        self._canvas.bind("<MouseWheel>", lambda event: self._turn(-1 if event.delta > 0 else 1))
        self._canvas.bind("<Button-4>", lambda event: self._turn(-1))
        self._canvas.bind("<Button-5>", lambda event: self._turn(1))
        self.show(day)
        self.drop()

    def show(self, day: dt.date) -> None:
        """Choose `day` and show its month."""
        self.day = day
        canvas = self._canvas
        canvas.delete("all")
        self._text(3, 0, f"{day.year}年{day.month}月", "bold", "text")
        self._text(0, 0, "◀", "small", "accent")
        self._text(6, 0, "▶", "small", "accent")
        for column, name in enumerate(_WEEK):
            self._text(column, 1, name, "small", "muted")
        for row, week in enumerate(self._weeks(), 2):
            for column, each in enumerate(week):
                self._day(column, row, each)

    def key(self, keysym: str) -> bool:
        """Do what a key means here; False when it means nothing."""
        days = {"Left": -1, "Right": 1, "Up": -7, "Down": 7}
        if keysym in days:
            self.show(_moved(self.day, days[keysym]))
        elif keysym in ("Prior", "Next"):
            self._turn(-1 if keysym == "Prior" else 1)
        elif keysym in ("Return", "KP_Enter"):
            self._pick(self.day)
        elif keysym == "Escape":
            self.close()
        else:
            return False
        return True

    def _weeks(self) -> list[list[dt.date | None]]:
        """The days of the month in weeks, None where a week belongs to another month."""
        weeks = calendar.Calendar(firstweekday=0).monthdayscalendar(self.day.year, self.day.month)
        return [[self.day.replace(day=number) if number else None for number in week] for week in weeks]

    def _day(self, column: int, row: int, day: dt.date | None) -> None:
        if day is None:
            return
        chosen, today = day == self.day, day == self._today
        if chosen or today:
            left, top = column * self._wide, row * self._high
            self._canvas.create_rectangle(
                left + 2,
                top + 1,
                left + self._wide - 3,
                top + self._high - 2,
                fill=theme.colour("accent" if chosen else "panel"),
                outline=theme.colour("accent"),
            )
        tone = "accent_text" if chosen else "muted" if column > 4 else "text"
        self._text(column, row, str(day.day), "bold" if today else "body", tone)

    def _text(self, column: int, row: int, words: str, role: str, tone: str) -> None:
        x, y = round((column + 0.5) * self._wide), round((row + 0.5) * self._high)
        self._canvas.create_text(x, y, text=words, font=theme.font(role), fill=theme.colour(tone))

    def _clicked(self, event: tk.Event[Any]) -> str:
        column, row = event.x // self._wide, event.y // self._high - 2
        if row == -2 and column in (0, 1, 5, 6):
            self._turn(-1 if column < 2 else 1)
        weeks = self._weeks()
        if 0 <= row < len(weeks) and 0 <= column < 7:
            day = weeks[row][column]
            if day is not None:
                self._pick(day)
        return "break"

    def _turn(self, months: int) -> str:
        number = self.day.year * 12 + self.day.month - 1 + months
        year, month = divmod(number, 12)
        if dt.MINYEAR <= year <= dt.MAXYEAR:
            last = calendar.monthrange(year, month + 1)[1]
            self.show(dt.date(year, month + 1, min(self.day.day, last)))
        return "break"

    def _pick(self, day: dt.date) -> None:
        self.close()
        self._picked(day)


def _moved(day: dt.date, days: int) -> dt.date:
    """`day` moved, or itself at the ends of time."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return day
