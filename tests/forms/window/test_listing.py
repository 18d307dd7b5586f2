"""Lists on the screen: how keys and mouse move in them, and what they tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from tkinter import ttk

import customtkinter as ctk
import pytest

from forms.background import Background
from forms.widgets.listing import Listing, ListRow
from tests.forms.window import driving
from tests.forms.window.listings import made, marked, on_screen, rows

Press = Callable[..., None]
Pump = Callable[..., None]


@pytest.fixture
def listing(frame: ttk.Frame) -> Listing:
    listing = made(frame)
    driving.focus(listing.tree)
    return listing


@pytest.fixture
def background(root: ctk.CTk) -> Iterator[Background]:
    errors: list[BaseException] = []
    made = Background(root, errors.append)
    yield made
    made.finish()
    assert errors == []


def test_tk_knows_only_rows_that_are_wholly_visible(listing: Listing, root: ctk.CTk) -> None:
    items = listing.tree.get_children()
    assert 10 < len(items) < 40
    _, y, _, high = listing.tree.bbox(items[-1])
    assert y + high <= listing.tree.winfo_height() < y + 2 * high
    assert listing.tree.yview() == (0.0, 1.0)
    listing.pack_forget()
    listing.place(x=0, y=0, width=800, height=333)
    driving.pump(root, lambda: len(listing.tree.get_children()) < len(items))
    _, y, _, high = listing.tree.bbox(listing.tree.get_children()[-1])
    assert y + high <= listing.tree.winfo_height() < y + 2 * high


def test_keys_move_and_tell(listing: Listing, press: Press) -> None:
    screen = len(listing.tree.get_children())
    press("<Down>", "<Down>")
    assert (listing.focused, listing.selection) == ("u1", ("u1",))
    press("<Up>", "<Up>", "<Up>")
    assert listing.focused == "u0"
    press("<End>")
    assert listing.focused == "u199"
    assert on_screen(listing)[-1] == "200"
    press("<Prior>")
    assert listing.focused == f"u{199 - screen + 1}"
    press("<Home>", "<Next>")
    assert listing.focused == f"u{screen - 1}"
    assert listing.told.selected == [  # type: ignore[attr-defined]
        "u0", "u1", "u0", "u0", "u0", "u199", f"u{200 - screen}", "u0", f"u{screen - 1}",
    ]  # fmt: skip
    assert marked(listing) == [str(screen)]


def test_shift_extends_and_control_a_takes_all(listing: Listing, press: Press) -> None:
    press("<Down>", "<Down>", "<Shift-Down>", "<Shift-Down>")
    assert listing.selection == ("u1", "u2", "u3")
    assert marked(listing) == ["2", "3", "4"]
    press("<Shift-Up>", "<Shift-Up>", "<Shift-Up>")
    assert listing.selection == ("u0", "u1")
    press("<Shift-End>")
    assert listing.selection == tuple(f"u{place}" for place in range(1, 200))
    press("<Control-a>")
    assert len(listing.selection) == 200
    press("<space>")
    assert listing.selection == tuple(f"u{place}" for place in range(199))


def test_the_mouse_chooses_one_more_and_all_between(listing: Listing) -> None:
    driving.click_row(listing.tree, "r2")
    assert listing.selection == ("u2",)
    x, y, *_ = listing.tree.bbox("r5")
    listing.tree.event_generate("<Control-Button-1>", x=x + 5, y=y + 5)
    assert listing.selection == ("u2", "u5")
    x, y, *_ = listing.tree.bbox("r8")
    listing.tree.event_generate("<Shift-Button-1>", x=x + 5, y=y + 5)
    assert listing.selection == ("u5", "u6", "u7", "u8")
    driving.click_row(listing.tree, "r3", times=2)
    assert listing.selection == ("u3",)
    assert listing.told.opened == ["u3"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["<Return>", "<KP_Enter>", "<F2>"])
def test_keys_open_the_row(listing: Listing, press: Press, key: str) -> None:
    press(key)
    assert listing.told.opened == []  # type: ignore[attr-defined]
    press("<Down>", key)
    assert listing.told.opened == ["u0"]  # type: ignore[attr-defined]


def test_one_row_at_a_time(frame: ttk.Frame, press: Press) -> None:
    listing = made(frame, multiple=False)
    driving.focus(listing.tree)
    press("<Down>", "<Shift-Down>", "<Control-a>", "<space>")
    assert listing.selection == ("u1",)


def test_check_marks_stay_while_the_clerk_moves_and_filters(frame: ttk.Frame, press: Press) -> None:
    listing = made(frame, checks=True)
    driving.focus(listing.tree)
    press("<Down>", "<space>", "<Down>", "<Down>")
    assert (listing.checked, listing.focused) == (("u0",), "u2")
    assert on_screen(listing)[:3] == ["√", "□", "□"]
    driving.click_row(listing.tree, "r4")
    assert listing.checked == ("u0", "u4")
    driving.click_row(listing.tree, "r4", "#3")
    assert listing.checked == ("u0", "u4")
    listing.filter("第4次")
    assert listing.selection == ("u4",)
    listing.filter("第7次")
    assert (listing.checked, listing.selection) == ((), ())
    listing.filter("")
    assert listing.checked == ("u0", "u4")
    driving.click(listing.tree, 15, 10)
    assert len(listing.checked) == 200
    driving.click(listing.tree, 15, 10)
    # Without a check mark the row that the keyboard is at counts.
    assert (listing.checked, listing.selection) == ((), ("u4",))


def test_the_wheel_scrolls_and_leaves_the_selection(listing: Listing, press: Press, pump: Pump) -> None:
    press("<Down>")
    for _ in range(4):
        listing.tree.event_generate("<Button-5>", x=50, y=100)
    pump()
    assert on_screen(listing)[0] == "13"
    assert (listing.selection, marked(listing)) == (("u0",), [])
    listing.tree.event_generate("<MouseWheel>", delta=120, x=50, y=100)
    pump()
    assert on_screen(listing)[0] == "10"
    for _ in range(9):
        listing.tree.event_generate("<Button-4>", x=50, y=100)
    pump()
    assert (on_screen(listing)[0], marked(listing)) == ("1", ["1"])
    press("<Down>")
    assert listing.focused == "u1"


def test_the_scrollbar_goes_through_all_rows(listing: Listing, pump: Pump) -> None:
    bar = next(each for each in listing.winfo_children() if each.winfo_class() == "TScrollbar")
    command = str(bar.cget("command"))
    listing.tk.call(command, "moveto", "0.5")
    assert on_screen(listing)[0] == "101"
    listing.tk.call(command, "scroll", "1", "units")
    assert on_screen(listing)[0] == "102"
    listing.tk.call(command, "scroll", "-1", "pages")
    assert on_screen(listing)[0] == str(102 - len(on_screen(listing)) + 1)
    listing.tk.call(command, "moveto", "1.0")
    assert on_screen(listing)[-1] == "200"
    assert bar.get()[1] == 1.0


def test_a_head_sorts_up_down_and_as_given(listing: Listing) -> None:
    def click() -> list[str]:
        driving.click_heading(listing.tree, "title")
        return [row.uid for row in listing.shown_rows()][:3]

    assert click() == ["u0", "u10", "u20"]
    assert listing.tree.heading("title", "text") == "标题 ▲"
    assert click() == ["u9", "u19", "u29"]
    assert (listing.tree.heading("title", "text"), listing.sorting) == ("标题 ▼", ("title", True))
    assert click() == ["u0", "u1", "u2"]
    assert (listing.tree.heading("title", "text"), listing.sorting) == ("标题", ("", False))
    listing.sort_by("state")
    assert on_screen(listing, 2)[0] == "已完成"
    assert listing.shown_rows()[-1].cells[2] == ""
    with pytest.raises(ValueError, match="colour"):
        listing.sort_by("colour")


def test_new_rows_keep_selection_sorting_filter_and_place(listing: Listing, press: Press, pump: Pump) -> None:
    listing.select(["u103", "u105"])
    listing.sort_by("no", descending=True)
    listing.filter("第3次")
    assert (listing.count, listing.total, listing.selection) == (20, 200, ("u103",))
    listing.filter("")
    listing.scroll(30)
    top = on_screen(listing)[0]
    assert listing.selection == ("u105", "u103")
    listing.put(rows(210, word="座谈"))
    assert on_screen(listing)[0] == top
    assert on_screen(listing, 1)[0].endswith("座谈")
    assert (listing.selection, listing.sorting) == (("u105", "u103"), ("no", True))


def test_single_rows_are_replaced_and_removed(listing: Listing, press: Press) -> None:
    press("<Down>")
    listing.replace(ListRow("u0", ("1", "改过的标题", "")))
    assert on_screen(listing, 1)[0] == "改过的标题"
    assert listing.neighbour("u0") == "u1"
    assert listing.neighbour("u199") == "u198"
    assert listing.neighbour("x") is None
    listing.told.selected.clear()  # type: ignore[attr-defined]
    listing.remove("u0")
    assert (on_screen(listing)[0], listing.focused, listing.selection) == ("2", None, ())
    assert listing.told.selected == [None]  # type: ignore[attr-defined]


def test_a_row_that_the_filter_hides_is_not_gone(listing: Listing, press: Press) -> None:
    press("<Down>")
    listing.filter("第7次")
    assert (listing.focused, listing.selection) == ("u0", ())
    assert listing.told.selected == ["u0"]  # type: ignore[attr-defined]
    press("<Down>")
    assert listing.focused == "u7"


def test_a_row_can_be_selected_before_it_is_there(listing: Listing) -> None:
    listing.select(["new"])
    listing.filter("会议")
    assert listing.focused == "new"
    listing.put([*rows(200), ListRow("new", ("201", "新的会议", ""))])
    assert listing.selection == ("new",)
    assert marked(listing) == ["201"]
    listing.put(rows(200))
    assert listing.focused is None


def test_control_c_copies_the_selected_rows_for_a_table(listing: Listing, press: Press, root: ctk.CTk) -> None:
    listing.put([ListRow("a", ("1", "两行\n的\t标题", "逾期")), ListRow("b", ("2", "𠮷家", ""))])
    press("<Control-a>", "<Control-c>")
    assert root.clipboard_get() == "序号\t标题\t状态\n1\t两行 的 标题\t逾期\n2\t𠮷家\t\n"
    listing.select([])
    press("<Control-c>")
    assert root.clipboard_get().startswith("序号")
