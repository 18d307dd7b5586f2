"""Lists on the screen: their empty sentence, widths, tips and colours, and long ones that are arranged on a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from tkinter import ttk

import customtkinter as ctk
import pytest

from forms import theme
from forms.background import Background
from forms.widgets.listing import Listing, ListRow
from tests.forms.window import driving
from tests.forms.window.listings import EMPTY, made, on_screen, rows

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


def test_without_rows_a_sentence_stands_in_the_middle(listing: Listing, pump: Pump) -> None:
    assert driving.texts(listing) == []
    listing.filter("没有的字样")
    pump()
    assert driving.texts(listing) == ["没有符合筛选的记录。清空筛选，可看到全部200条。"]
    listing.put([])
    pump()
    assert driving.texts(listing) == [EMPTY]
    label = next(each for each in listing.winfo_children() if each.winfo_class() == "TLabel")
    middle = label.winfo_x() + label.winfo_width() / 2
    assert abs(middle - listing.tree.winfo_width() / 2) < 3
    listing.put(rows(1))
    listing.filter("")
    pump()
    assert driving.texts(listing) == []


def test_widths_are_unscaled_and_follow_the_zoom(listing: Listing, root: ctk.CTk, pump: Pump) -> None:
    before = listing.widths()
    listing.set_widths({"state": 150, "unknown": 40})
    assert listing.widths() == before | {"state": 150}
    theme.set_zoom(1.5)
    pump(lambda: listing.tree.column("state", "width") == theme.px(150))
    pump(lambda: sum(listing.tree.column(name, "width") for name in before) == listing.tree.winfo_width())
    _, y, _, high = listing.tree.bbox(listing.tree.get_children()[-1])
    assert y + high <= listing.tree.winfo_height() < y + 2 * high
    assert listing.widths()["state"] == 150


def test_a_dragged_head_is_told_and_remembered(listing: Listing, pump: Pump) -> None:
    told: list[object] = []
    listing.bind("<<Widths>>", told.append)
    edge = listing.tree.column("no", "width")
    driving.drag(listing.tree, (edge, 10), (edge + 40, 10))
    assert len(told) == 1
    assert listing.widths()["no"] == round(listing.tree.column("no", "width") / theme.scale()) > edge / theme.scale()


def test_the_whole_text_of_a_cut_cell_is_shown_at_the_pointer(listing: Listing, root: ctk.CTk, pump: Pump) -> None:
    listing.set_widths({"state": 40})
    listing.put([ListRow("a", ("1", "短", "逾期三十个工作日")), ListRow("b", ("2", "短", ""))])
    pump()
    x, y, _, high = listing.tree.bbox("r0", "state")

    def shown() -> bool:
        # A redraw of the window takes the text away; a hand is never quite still.
        listing.tree.event_generate("<Motion>", x=x + 5, y=y + 5)
        return "逾期三十个工作日" in driving.texts(root)

    pump(shown)
    listing.tree.event_generate("<Motion>", x=x + 5, y=y + high + 5)
    pump()
    assert driving.texts(root) == []
    assert listing._cut_cell(x - 20, y + 5) is None


def test_colours_of_tones_follow_the_mode(listing: Listing, pump: Pump) -> None:
    assert listing.tree.item("r1", "tags") == ("bad",)
    light = str(listing.tree.tag_configure("bad", "foreground"))
    theme.set_mode("dark")
    pump(lambda: str(listing.tree.tag_configure("bad", "foreground")) == theme.colour("bad") != light)


def test_the_bar_tells_which_row_the_keyboard_is_at(listing: Listing, frame: ttk.Frame, press: Press) -> None:
    other = ttk.Entry(frame)
    other.pack()
    driving.focus(listing.tree)
    press("<Down>", "<Down>")
    (bar,) = listing.tree.winfo_children()
    assert bar.winfo_manager() == "place"
    assert int(bar.place_info()["y"]) == listing.tree.bbox("r1")[1]
    driving.focus(other)
    assert bar.winfo_manager() == ""


def test_a_list_is_one_stop_of_tab(frame: ttk.Frame, press: Press, root: ctk.CTk) -> None:
    first, listing, last = ttk.Entry(frame), made(frame), ttk.Entry(frame)
    first.pack(side="top")
    last.pack(side="bottom")
    first.lower()
    driving.focus(first)
    press("<Tab>")
    assert driving.focused(root) is listing.tree
    press("<Tab>")
    assert driving.focused(root) is last


def test_many_rows_are_arranged_on_a_thread_and_only_the_last_wish_counts(
    frame: ttk.Frame, background: Background, pump: Pump
) -> None:
    listing = made(frame, 0, background=background)
    told: list[int] = []
    listing.bind("<<Shown>>", lambda event: told.append(listing.count))
    listing.put(rows(20_000))
    assert listing.waiting
    # Rows are on their way: nobody says that there are none.
    pump()
    assert driving.texts(listing) == []
    told.clear()  # the first rows may have arrived by now
    listing.put(rows(20_000))
    listing.select(["u19999"])
    listing.filter("第")
    listing.filter("第9次")
    listing.sort_by("no", descending=True)
    pump(lambda: not listing.waiting)
    pump(lambda: not background.busy)
    assert told == [2000]
    assert on_screen(listing)[:2] == ["20000", "19990"]
    assert listing.selection == ("u19999",)


def test_a_list_that_is_taken_away_is_told_nothing_any_more(
    frame: ttk.Frame, background: Background, pump: Pump
) -> None:
    listing = made(frame, 0, background=background)
    listing.put(rows(20_000))
    listing.destroy()
    pump(lambda: not background.busy)
    assert not listing.waiting
