"""Names completed by part or pinyin."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

import pytest

from forms.widgets.person_box import PeopleBox, PersonBox
from forms.widgets.popup import Popup
from ledger.fields import People, Person
from tests.forms.window.answers import context, names
from tests.forms.window.driving import focused

Do = Callable[..., None]


@pytest.fixture
def one(frame: ttk.Frame, pump: Do) -> PersonBox:
    made = PersonBox(frame, Person(name="host", label="主持人"), context, names)
    made.pack()
    tk.Entry(frame).pack()
    pump()
    return made


@pytest.fixture
def several(frame: ttk.Frame, pump: Do) -> PeopleBox:
    made = PeopleBox(frame, People(name="present", label="实到人员"), context, names)
    made.pack()
    tk.Entry(frame).pack()
    pump()
    return made


@pytest.mark.parametrize("key", ["<Return>", "<Tab>"])
@pytest.mark.parametrize(("typed", "name"), [("zxl", "张晓丽"), ("sxx", "单雄信"), ("dxx", "单雄信"), ("岚", "林晓岚")])
def test_a_name_is_taken_at_once(one: PersonBox, typing: Do, press: Do, typed: str, name: str, key: str) -> None:
    typing(one.entry, typed)
    press(key)
    assert one.typed() == name


def test_the_list_appears_while_the_entry_keeps_the_focus(one: PersonBox, root: tk.Tk, typing: Do, pump: Do) -> None:
    typing(one.entry, "zxl")
    pump(lambda: one.popup is not None)
    assert focused(root) is one.entry and one.typed() == "zxl"


def test_arrows_choose_and_escape_closes(one: PersonBox, typing: Do, press: Do) -> None:
    typing(one.entry, "zxl")
    press("<Down>", "<Escape>")
    assert one.typed() == "zxl" and one.popup is None
    typing(one.entry, "")
    press("<F4>", "<Down>", "<Down>", "<Return>")
    assert one.typed() == "沈文君"


def test_a_click_takes_a_name(one: PersonBox, root: tk.Tk, click: Do, pump: Do) -> None:
    one.toggle()
    pump()
    assert one.popup is not None
    lines = one.popup.winfo_children()[0]
    click(lines, 20, 10)
    assert one.typed() == "林晓岚" and focused(root) is one.entry and one.popup is None


def test_a_name_that_may_be_meant_is_not_replaced(one: PersonBox, typing: Do, press: Do) -> None:
    typing(one.entry, "晓丽")
    press("<Tab>")
    assert one.typed() == "晓丽" and one.sentence == "人员名册里没有晓丽"


def test_a_name_of_the_roster_is_not_remarked_upon(one: PersonBox, typing: Do, press: Do) -> None:
    typing(one.entry, "张晓丽")
    press("<Tab>")
    assert one.typed() == "张晓丽" and one.sentence == ""


def test_changes_are_told_but_not_what_is_put(one: PersonBox, typing: Do, press: Do) -> None:
    told: list[object] = []
    one.on_change(lambda: told.append(one.typed()))
    one.put("林晓岚")
    assert told == []
    press("<Control-a>")
    typing(one.entry, "，")
    assert told == ["林晓岚，"]


def test_the_last_of_several_names_is_completed(several: PeopleBox, typing: Do, press: Do) -> None:
    typing(several.entry, "lxl")
    press("<Return>")
    typing(several.entry, "、zqm")
    press("<Return>")
    assert several.typed() == "林晓岚、周启明"


def test_a_name_in_the_middle_is_completed_behind_a_rare_character(several: PeopleBox, typing: Do, press: Do) -> None:
    several.put("张𠮷三、、周启明")
    typing(several.entry, "")
    press("<End>")
    while several.line.parts()[0] != "张𠮷三、":
        press("<Left>")
    typing(several.entry, "swj")
    press("<Return>")
    assert several.typed() == "张𠮷三、沈文君、周启明"
    assert several.line.parts()[0] == "张𠮷三、沈文君"


def test_who_stands_there_is_not_offered_again(several: PeopleBox, typing: Do) -> None:
    several.put("林晓岚、沈文君、")
    typing(several.entry, "")
    assert set(several.words()) == {"周启明", "张晓丽", "赵晓雷", "单雄信"}


def test_a_name_twice_is_a_fault(several: PeopleBox, typing: Do, press: Do) -> None:
    typing(several.entry, "林晓岚、林晓岚")
    press("<Tab>")
    assert "写了两遍" in several.sentence


def test_what_is_open_goes_with_the_box(one: PersonBox, root: tk.Tk, typing: Do, pump: Do) -> None:
    typing(one.entry, "zx")
    one.toggle()
    one.destroy()
    pump()
    assert not [child for child in root.winfo_children() if isinstance(child, Popup)]
