"""The harness itself: hands that type and click, waiting, and errors that nobody took."""

from __future__ import annotations

import logging
import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

import customtkinter as ctk
import pytest

from forms import theme
from tests.forms.window import driving
from tests.forms.window.conftest import Stage
from tests.forms.window.faults import Faults, orphans


@pytest.mark.parametrize("kind", [tk.Entry, ttk.Entry, ctk.CTkEntry, ttk.Combobox])
def test_what_is_typed_arrives(kind: type, frame: ttk.Frame, typing: Callable[[tk.Misc, str], None]) -> None:
    entry = kind(frame)
    entry.pack()
    text = 'Abc 2015-05-04 (1/2), "x"; 会议记录 a_b@c.d:+=?!#%&\'*〔2015〕3号'
    typing(entry, text)
    assert entry.get() == text


def test_a_text_takes_lines_and_undoes_them(root: tk.Tk, frame: ttk.Frame) -> None:
    text = tk.Text(frame, undo=True)
    text.pack()
    driving.typing(text, "第一行\nsecond")
    assert text.get("1.0", "end-1c") == "第一行\nsecond"
    driving.press(root, "<BackSpace>")
    assert text.get("1.0", "end-1c") == "第一行\nsecon"


def test_keys_go_to_what_has_the_focus_and_tab_moves_it(
    root: tk.Tk, frame: ttk.Frame, press: Callable[..., None]
) -> None:
    entries = [ttk.Entry(frame) for _ in range(2)]
    for entry in entries:
        entry.pack()
    saved = []
    root.bind("<Control-s>", lambda event: saved.append(event.widget))
    driving.focus(entries[0])
    press("<Control-s>", "<Tab>", "<Control-s>", "<Shift-Tab>", "<Control-s>")
    assert saved == [entries[0], entries[1], entries[0]]


def test_a_click_presses_the_button_that_lies_there(frame: ttk.Frame, click: Callable[..., None]) -> None:
    pressed = []
    plain = ttk.Button(frame, text="平", command=lambda: pressed.append("平"))
    round_ = ctk.CTkButton(frame, text="圆", command=lambda: pressed.append("圆"))
    plain.pack()
    round_.pack()
    click(plain)
    click(driving.button(frame, "圆"))
    assert pressed == ["平", "圆"]
    cover = tk.Frame(frame, bg="red")
    cover.place(relwidth=1, relheight=1)
    with pytest.raises(AssertionError, match="盖住"):
        click(plain)


def test_rows_and_headings_of_a_list_are_clicked(frame: ttk.Frame) -> None:
    sorted_by = []
    tree = ttk.Treeview(frame, columns=("name", "day"), show="headings", height=5)
    for column, title in (("name", "姓名"), ("day", "日期")):
        tree.heading(column, text=title, command=lambda column=column: sorted_by.append(column))
    for number in range(50):
        tree.insert("", "end", iid=str(number), values=(f"第{number}人", number))
    tree.pack()
    driving.click_row(tree, "40", "day")
    assert tree.selection() == ("40",)
    driving.click_heading(tree, "day")
    assert sorted_by == ["day"]


def test_waiting_ends_when_it_holds_and_else_says_where(root: tk.Tk, pump: Callable[..., None]) -> None:
    seen: list[int] = []
    root.after(20, lambda: seen.append(1))
    pump(lambda: seen)
    with pytest.raises(AssertionError, match=r"test_harness\.py 第 \d+ 行"):
        pump(until=lambda: False, seconds=0.02)
    with pytest.raises(AssertionError, match="没有等到：名单"):
        pump(until=lambda: False, seconds=0.02, what="名单")


def test_an_error_in_a_callback_is_found(root: tk.Tk, pump: Callable[..., None], faults: Faults) -> None:
    root.after(1, lambda: [].pop())
    pump(lambda: faults.found)
    assert "IndexError" in faults.take()[0]


def test_a_background_error_of_tcl_is_found_and_shows_no_dialog(
    root: tk.Tk, pump: Callable[..., None], faults: Faults
) -> None:
    root.tk.call("after", "1", "no_such_command 1")
    pump(lambda: faults.found)
    assert 'invalid command name "no_such_command"' in faults.take()[0]
    assert root.winfo_children() == []


def test_what_is_logged_as_an_error_is_found(faults: Faults) -> None:
    logging.getLogger("forms.anything").warning("轻")
    logging.getLogger("forms.anything").error("重")
    assert faults.take() == ["日志：重"]


def test_a_timer_that_outlives_its_widget_is_found(stage: Stage, root: tk.Tk, faults: Faults) -> None:
    label = ttk.Label(root)
    label.after(100_000, lambda: None)
    assert orphans(root) == []
    label.destroy()
    assert len(orphans(root)) == 1
    stage.sweep()
    assert "活得久" in faults.take()[0]
    assert orphans(root) == []


def test_what_a_test_leaves_is_swept(stage: Stage, root: tk.Tk) -> None:
    label = ttk.Label(root)
    label.after(100_000, lambda: None)
    root.bind("<F5>", lambda _event: None)
    theme.set_zoom(1.5)
    theme.set_mode("dark")
    stage.sweep()
    assert root.winfo_children() == []
    assert "<Key-F5>" not in root.bind()
    assert theme.px(100) == 100
    assert not theme.is_dark()


def test_a_root_can_be_ended_and_made_anew(stage: Stage) -> None:
    first = stage.root()
    ctk.CTkEntry(first).pack()
    stage.clear()
    second = stage.root()
    assert second is not first
    entry = ctk.CTkEntry(second)
    entry.pack()
    driving.typing(entry, "again")
    assert entry.get() == "again"
    theme.set_zoom(1.25)
    driving.pump(second)
    stage.sweep()


def test_the_screen_is_large_enough_for_every_size(root: tk.Tk) -> None:
    assert (root.winfo_screenwidth(), root.winfo_screenheight()) >= (1920, 1080)
    assert (root.winfo_width(), root.winfo_height()) == (1366, 768)


@pytest.mark.tool("xdotool")
def test_keys_of_the_screen_itself_arrive(root: tk.Tk, frame: ttk.Frame, pump: Callable[..., None]) -> None:
    entries = [ttk.Entry(frame) for _ in range(2)]
    for entry in entries:
        entry.pack()
    driving.focus(entries[0])
    driving.xdotool(root, "type", "--delay", "4", "95")
    driving.xdotool(root, "key", "Tab", "8", "8", "BackSpace")
    pump(lambda: [entry.get() for entry in entries] == ["95", "8"])
