"""Buttons, check boxes and segments by keyboard and by mouse."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

import pytest

from forms.shell.focus import guide
from forms.widgets.button import Button, Check, Segments
from tests.forms.window.driving import focused

Press = Callable[..., None]


@pytest.fixture(autouse=True)
def way(root: tk.Tk) -> None:
    """Tab goes as in the program."""
    guide(root, lambda: root)


def test_tab_goes_through_buttons_in_order_and_skips_what_cannot_be_pressed(
    frame: ttk.Frame, press: Press, pump: Press
) -> None:
    pressed: list[str] = []
    for words in ("一", "二", "三"):
        button = Button(frame, words, lambda words=words: pressed.append(words))  # type: ignore[misc]
        button.pack()
        button.enable(words != "二")
    pump()
    press("<Tab>", "<space>", "<Tab>", "<Return>", "<Shift-Tab>", "<space>")
    assert pressed == ["一", "三", "一"]


@pytest.mark.parametrize("role", ["plain", "main", "danger", "quiet"])
def test_a_focused_button_shows_a_ring(frame: ttk.Frame, press: Press, pump: Press, role: str) -> None:
    button = Button(frame, "保存", lambda: None, role=role)
    button.pack()
    other = Button(frame, "别的", lambda: None)
    other.pack()
    pump()
    before = (button.cget("border_width"), button.cget("border_color"))
    press("<Tab>")
    ringed = (button.cget("border_width"), button.cget("border_color"))
    assert ringed[0] > before[0] and ringed[1] != before[1]
    press("<Tab>")
    assert (button.cget("border_width"), button.cget("border_color")) == before


def test_an_unknown_role_is_refused(frame: ttk.Frame) -> None:
    with pytest.raises(KeyError):
        Button(frame, "保存", lambda: None, role="loud")


def test_a_click_presses_and_takes_the_focus(frame: ttk.Frame, click: Press, root: tk.Tk) -> None:
    pressed: list[int] = []
    button = Button(frame, "保存", lambda: pressed.append(1))
    button.pack()
    click(button)
    assert pressed == [1] and str(focused(root)).startswith(str(button))
    button.enable(False)
    assert not button.enabled
    click(button)
    assert pressed == [1]


def test_a_button_may_take_itself_away(frame: ttk.Frame, click: Press, pump: Press) -> None:
    button = Button(frame, "关闭", lambda: button.destroy())
    button.pack()
    click(button)
    pump()
    assert not button.winfo_exists()


def test_the_tooltip_tells_the_shortcut_and_goes_with_the_button(frame: ttk.Frame, root: tk.Tk, pump: Press) -> None:
    button = Button(frame, "保存", lambda: None, key="Ctrl+S")
    button.pack()
    pump()
    assert button.tooltip is not None
    button.tooltip.show()
    pump()
    shown = [child.cget("text") for child in root.winfo_children() if isinstance(child, tk.Label)]
    assert shown == ["Ctrl+S"]
    button.destroy()
    pump()
    assert not [child for child in root.winfo_children() if isinstance(child, tk.Label)]


def test_a_check_box_is_changed_by_keys_and_tells(frame: ttk.Frame, press: Press, pump: Press) -> None:
    told: list[bool] = []
    check = Check(frame, "只看缺项", told.append)
    check.pack()
    check.put(True)
    assert check.on and told == []
    pump()
    press("<Tab>", "<space>", "<Return>")
    assert told == [False, True] and check.on
    check.enable(False)
    press("<space>")
    assert told == [False, True]


def test_segments_are_one_stop_and_arrows_move(frame: ttk.Frame, press: Press, pump: Press) -> None:
    told: list[str] = []
    before, after = Button(frame, "前", lambda: told.append("前")), Button(frame, "后", lambda: told.append("后"))
    before.pack()
    segments = Segments(frame, (("a", "按月"), ("b", "按阶段"), ("c", "全部")), told.append, taken="b")
    segments.pack()
    after.pack()
    after.lift()
    pump()
    press("<Tab>", "<Tab>", "<Left>", "<Left>", "<Right>")
    assert told == ["a", "b"] and segments.taken == "b"
    press("<Tab>", "<space>")
    assert told == ["a", "b", "后"]
    with pytest.raises(KeyError):
        segments.put("x")
