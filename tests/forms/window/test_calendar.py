"""Days: typed in any form, or picked from the calendar by keys and by mouse."""

from __future__ import annotations

import datetime as dt
import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

import pytest

from forms.widgets.calendar import Calendar
from forms.widgets.date_box import DateBox
from forms.widgets.popup import Popup
from ledger.fields import Date
from tests.forms.window.answers import context
from tests.forms.window.driving import focused

Do = Callable[..., None]


@pytest.fixture
def box(frame: ttk.Frame, pump: Do) -> DateBox:
    made = DateBox(frame, Date(name="date", label="日期"), context)
    made.pack()
    tk.Entry(frame).pack()
    pump()
    return made


def popups(root: tk.Tk) -> list[Popup]:
    """What has dropped down."""
    return [child for child in root.winfo_children() if isinstance(child, Popup)]


@pytest.mark.parametrize("typed", ["20150611", "6.11", "6月11日", "2015-6-11", "二〇一五年六月十一日"])
def test_a_day_is_shown_as_documents_write_it_when_left(box: DateBox, typing: Do, press: Do, typed: str) -> None:
    typing(box.entry, typed)
    assert box.typed() == typed
    press("<Tab>")
    assert box.typed() == "2015年6月11日" and box.sentence == ""


def test_what_is_no_day_stays_and_is_told(box: DateBox, typing: Do, press: Do) -> None:
    typing(box.entry, "2.30")
    press("<Tab>")
    assert box.typed() == "2.30" and "没有这一天" in box.sentence
    typing(box.entry, "x")
    assert box.sentence == ""


def test_a_day_may_be_blank(box: DateBox, typing: Do, press: Do) -> None:
    box.put("2015年6月11日")
    typing(box.entry, "")
    press("<Control-a>", "<Delete>", "<Tab>")
    assert box.typed() == "" and box.sentence == ""


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        (("<Right>",), "2015年6月12日"),
        (("<Left>",), "2015年6月10日"),
        (("<Down>", "<Down>"), "2015年6月25日"),
        (("<Up>",), "2015年6月4日"),
        (("<Prior>",), "2015年5月11日"),
        (("<Next>", "<Next>"), "2015年8月11日"),
    ],
)
def test_keys_move_in_the_calendar_while_the_entry_has_the_focus(
    box: DateBox, root: tk.Tk, typing: Do, press: Do, keys: tuple[str, ...], day: str
) -> None:
    typing(box.entry, "6.11")
    press("<F4>", *keys)
    assert focused(root) is box.entry and len(popups(root)) == 1
    press("<Return>")
    assert box.typed() == day and popups(root) == []


def test_escape_closes_the_calendar_and_changes_nothing(box: DateBox, root: tk.Tk, typing: Do, press: Do) -> None:
    typing(box.entry, "6.11")
    press("<Alt-Down>", "<Right>", "<Escape>")
    assert box.typed() == "6.11" and popups(root) == []


def test_the_calendar_follows_what_is_typed_and_goes_with_the_focus(
    box: DateBox, root: tk.Tk, typing: Do, press: Do
) -> None:
    typing(box.entry, "6.1")
    press("<F4>")
    typing(box.entry, "1")
    (calendar,) = popups(root)
    assert isinstance(calendar, Calendar) and calendar.day == dt.date(2015, 6, 11)
    press("<Tab>")
    assert popups(root) == []


def test_a_click_takes_a_day_and_the_arrows_turn_the_month(box: DateBox, root: tk.Tk, pump: Do, click: Do) -> None:
    box.put("2015年6月11日")
    box.toggle()
    pump()
    (calendar,) = popups(root)
    (canvas,) = calendar.winfo_children()
    wide, high = canvas.winfo_width() // 7, canvas.winfo_height() // 8
    click(canvas, wide * 6 + wide // 2, high // 2)
    assert isinstance(calendar, Calendar) and calendar.day == dt.date(2015, 7, 11)
    click(canvas, wide * 2 + wide // 2, high * 2 + high // 2)  # Wednesday of the first week
    assert box.typed() == "2015年7月1日" and popups(root) == []


def test_the_calendar_stays_inside_the_window(root: tk.Tk, frame: ttk.Frame, pump: Do) -> None:
    box = DateBox(frame, Date(name="date", label="日期"), context)
    box.place(relx=1.0, rely=1.0, anchor="se")
    pump()
    box.toggle()
    (calendar,) = popups(root)
    pump()
    assert calendar.winfo_y() + calendar.winfo_height() <= box.winfo_rooty() - root.winfo_rooty()
    assert calendar.winfo_x() + calendar.winfo_width() <= root.winfo_width()


def test_a_click_elsewhere_closes_it(box: DateBox, root: tk.Tk, frame: ttk.Frame, click: Do) -> None:
    box.toggle()
    click(frame, 5, 500)
    assert popups(root) == []


def test_the_last_day_of_a_month_and_the_ends_of_time_are_kept(frame: ttk.Frame) -> None:
    calendar = Calendar(frame, dt.date(2015, 1, 31), lambda day: None)
    calendar.key("Next")
    assert calendar.day == dt.date(2015, 2, 28)
    calendar.show(dt.date.max)
    assert calendar.key("Right") and calendar.key("Next")
    assert calendar.day == dt.date.max
    assert not calendar.key("x")
