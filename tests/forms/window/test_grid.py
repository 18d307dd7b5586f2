"""Grids on the screen, filled in by the keyboard."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

import customtkinter as ctk
import pytest

from forms import theme
from forms.widgets.grid import CountGrid, GridColumn, GridRow
from tests.forms.window import driving

Press = Callable[..., None]
Pump = Callable[..., None]

COLUMNS = (
    GridColumn("point", "检查点", 12),
    GridColumn("checked", "检查数", 6, "number"),
    GridColumn("good", "合格数", 6, "number"),
    GridColumn("rate", "合格率", 6),
    GridColumn("result", "结果", 6, "choice", ("合格", "不合格", "不适用")),
    GridColumn("note", "说明", 8, "text"),
)
FAULT = "检查数是整数，例如 12：请改成数字，或按 Esc 恢复。"


def rows(count: int = 40) -> tuple[GridRow, ...]:
    made = [GridRow("h", ("便民标准", "", "", "", "", ""), heading=True)]
    made += [GridRow(f"p{place}", (f"第{place}点", "", "", "", "", "")) for place in range(count)]
    return tuple(made)


def accept(uid: str, column: str, text: str) -> str:
    return FAULT if column in ("checked", "good") and text and not text.isdecimal() else ""


@pytest.fixture
def told() -> list[tuple[str, str, str]]:
    return []


@pytest.fixture
def grid(frame: ttk.Frame, told: list[tuple[str, str, str]]) -> CountGrid:
    grid = CountGrid(
        frame, COLUMNS, accept=accept, changed=lambda *change: told.append(change), empty="这一轮还没有检查点。"
    )
    grid.pack(fill="both", expand=True)
    grid.put(rows())
    driving.focus(grid.line.entry)
    return grid


def shown(grid: CountGrid, uid: str, column: str) -> str:
    return str(grid.table.tree.set(uid, column))


def is_over(grid: CountGrid, uid: str, column: str) -> bool:
    """Whether the entry covers exactly this cell."""
    entry = grid.line.entry
    covers = (entry.winfo_x(), entry.winfo_y(), entry.winfo_width(), entry.winfo_height())
    return covers == grid.table.tree.bbox(uid, column)


def test_counts_are_typed_one_after_the_other(
    grid: CountGrid, told: list[tuple[str, str, str]], write: Callable[[str], None], pump: Pump
) -> None:
    assert grid.current == ("p0", "checked")
    write("12\n10\n")
    assert grid.current == ("p0", "result")
    assert told == [
        ("p0", "checked", "1"), ("p0", "checked", "12"), ("p0", "good", "1"), ("p0", "good", "10"),
    ]  # fmt: skip
    assert (shown(grid, "p0", "checked"), shown(grid, "p0", "good")) == ("12", "10")
    assert grid.values()["p0"] == {"checked": "12", "good": "10", "result": "", "note": ""}
    pump(lambda: is_over(grid, "p0", "result"))


def test_the_first_character_of_an_input_method_is_not_lost(grid: CountGrid, write: Callable[[str], None]) -> None:
    assert grid.go("p0", "note")
    write("已公布")
    assert shown(grid, "p0", "note") == "已公布"
    grid.go("p1", "checked")
    write("１２")
    assert grid.value("p1", "checked") == "12"
    assert grid.line.text == "１２"


def test_typing_replaces_what_stood_there_and_arrows_go_around(
    grid: CountGrid, press: Press, write: Callable[[str], None]
) -> None:
    write("7")
    press("<Down>")
    assert grid.current == ("p1", "checked")
    press("<Up>")
    assert (grid.current, grid.line.text) == (("p0", "checked"), "7")
    write("85")
    assert shown(grid, "p0", "checked") == "85"
    press("<Left>")
    assert grid.current == ("p0", "checked")
    press("<Right>", "<Right>")
    assert grid.current == ("p0", "good")
    press("<Right>", "<Right>")
    assert grid.current == ("p0", "note")
    press("<Right>")
    assert grid.current == ("p1", "checked")
    press("<Left>", "<Up>", "<Up>")
    assert grid.current == ("p0", "note")
    press("<Control-End>", "<Down>", "<Return>")
    assert grid.current == ("p39", "note")
    press("<Control-Home>", "<Shift-Return>")
    assert grid.current == ("p0", "checked")
    press("<Next>")
    assert int(grid.current[0][1:]) > 5
    press("<Prior>")
    assert grid.current == ("p0", "checked")


def test_a_choice_is_made_by_space_digit_and_click(
    grid: CountGrid, press: Press, told: list[tuple[str, str, str]], write: Callable[[str], None], pump: Pump
) -> None:
    grid.go("p0", "result")
    assert driving.texts(grid) == ["空格换一项；按数字选：1合格、2不合格、3不适用；退格清空。"]
    press("<space>", "<space>")
    assert grid.value("p0", "result") == "不合格"
    write("3")
    assert shown(grid, "p0", "result") == grid.line.text == "不适用"
    write("9x")
    assert grid.value("p0", "result") == "不适用"
    pump(lambda: is_over(grid, "p0", "result"))
    driving.click(grid.line.entry)
    assert grid.value("p0", "result") == "合格"
    press("<BackSpace>")
    assert [text for _, _, text in told] == ["合格", "不合格", "不适用", "合格", ""]
    press("<Control-z>")
    assert grid.value("p0", "result") == "合格"
    # A click on another choice goes there, and changes nothing yet.
    driving.click_row(grid.table.tree, "p3", "result")
    assert (grid.current, grid.value("p3", "result")) == (("p3", "result"), "")


def test_a_click_that_only_fetches_the_keyboard_changes_no_choice(grid: CountGrid, frame: ttk.Frame) -> None:
    other = ttk.Entry(frame)
    other.pack()
    grid.go("p0", "result")
    driving.focus(other)
    driving.click(grid.line.entry)
    assert grid.value("p0", "result") == ""


def test_what_is_not_accepted_is_not_told_and_keeps_the_keyboard(
    grid: CountGrid, press: Press, told: list[tuple[str, str, str]], write: Callable[[str], None]
) -> None:
    write("5x")
    assert told == [("p0", "checked", "5")]
    assert (grid.fault, driving.texts(grid)) == (FAULT, [FAULT])
    assert str(grid.line.entry.cget("foreground")) == theme.colour("bad")
    press("<Return>", "<Tab>", "<Down>", "<Right>")
    driving.click_row(grid.table.tree, "p4", "good")
    assert (grid.current, grid.line.text) == (("p0", "checked"), "5x")
    assert not grid.go("p1", "good")
    grid.set("p0", "rate", "80%")
    assert (shown(grid, "p0", "rate"), grid.line.text) == ("80%", "5x")
    press("<Escape>")
    assert (grid.fault, grid.line.text, driving.texts(grid)) == ("", "5", [])
    write("6x")
    press("<BackSpace>", "<Return>")
    assert (grid.value("p0", "checked"), grid.current) == ("6", ("p0", "good"))


def test_tab_goes_through_the_grid_and_leaves_it_at_its_ends(
    grid: CountGrid, frame: ttk.Frame, press: Press, root: ctk.CTk
) -> None:
    before, after = ttk.Entry(frame), ttk.Entry(frame)
    before.pack(side="top")
    before.lower()
    after.pack(side="bottom")
    press("<Tab>", "<Tab>", "<Shift-Tab>")
    assert grid.current == ("p0", "good")
    press("<Shift-Tab>", "<Shift-Tab>")
    assert driving.focused(root) is before
    press("<Tab>")
    assert driving.focused(root) is grid.line.entry
    press("<Control-End>", "<Tab>")
    assert driving.focused(root) is after


def test_sums_are_written_by_the_program_without_a_word(
    grid: CountGrid, told: list[tuple[str, str, str]], write: Callable[[str], None]
) -> None:
    write("4")
    grid.set("p0", "rate", "75%")
    grid.replace(GridRow("p1", ("第1点", "8", "", "", "", ""), tone="bad"))
    assert told == [("p0", "checked", "4")]
    assert (shown(grid, "p0", "rate"), shown(grid, "p0", "checked"), grid.line.text) == ("75%", "4", "4")
    assert grid.table.tree.item("p1", "tags") == ("bad",)
    grid.set("p0", "checked", "9")
    assert grid.line.text == "9"


def test_headings_and_read_columns_are_passed_over(grid: CountGrid) -> None:
    driving.click_row(grid.table.tree, "h", "checked")
    assert grid.current == ("p0", "checked")
    driving.click_row(grid.table.tree, "p2", "rate")
    assert grid.current == ("p2", "result")


def test_the_entry_follows_its_cell_and_keeps_the_keyboard_out_of_sight(
    grid: CountGrid, root: ctk.CTk, press: Press, write: Callable[[str], None], pump: Pump
) -> None:
    pump(lambda: is_over(grid, "p0", "checked"))
    for _ in range(30):
        grid.line.entry.event_generate("<Button-5>")
    pump(lambda: grid.line.entry.winfo_y() < 0)
    assert driving.focused(root) is grid.line.entry
    write("3")
    pump(lambda: is_over(grid, "p0", "checked"))
    assert grid.value("p0", "checked") == "3"
    assert grid.table.tree.bbox("h")
    theme.set_zoom(1.5)
    pump(lambda: grid.line.entry.winfo_height() == theme.px(28) and is_over(grid, "p0", "checked"))


def test_a_narrow_grid_scrolls_across_and_says_which_row_it_is(grid: CountGrid, press: Press, pump: Pump) -> None:
    grid.pack_forget()
    grid.place(x=0, y=0, width=420, height=500)
    pump(lambda: 1 < grid.table.tree.winfo_width() < 430)
    grid.go("p3", "note")
    driving.focus(grid.line.entry)
    pump(lambda: is_over(grid, "p3", "note"))
    right = grid.line.entry.winfo_x() + grid.line.entry.winfo_width()
    assert 0 < right <= grid.table.tree.winfo_width()
    grid.go("p4", "note")
    assert driving.texts(grid) == ["第4点"]
    press("<Control-Home>")
    pump(lambda: is_over(grid, "p0", "checked"))


def test_new_rows_keep_the_place_and_none_are_told_in_a_sentence(grid: CountGrid, pump: Pump) -> None:
    grid.go("p7", "good")
    grid.put(rows(20))
    assert grid.current == ("p7", "good")
    grid.put(rows(3))
    assert grid.current == ("p0", "checked")
    grid.put(())
    assert (grid.current, grid.values()) == (None, {})
    assert driving.texts(grid) == ["这一轮还没有检查点。"]
    assert grid.line.entry.winfo_manager() == ""
    grid.choose()
    grid.end(True)
    assert not grid.along(1)


def test_a_grid_of_words_only_takes_no_keyboard(frame: ttk.Frame, pump: Pump) -> None:
    grid = CountGrid(frame, COLUMNS[:1])
    grid.pack(fill="both", expand=True)
    grid.put([GridRow("a", ("只能看",))])
    pump()
    assert grid.current is None
    assert not isinstance(frame.tk_focusNext(), tk.Entry)
