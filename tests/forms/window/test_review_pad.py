"""The pad on which ballots are typed: what is a ballot by itself, what waits for Enter, and what is refused."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass, field
from tkinter import ttk

import pytest

from forms.ballot_entry import read_cast
from forms.screens.review_groups import GroupTiles, Tile
from forms.screens.review_pad import LAST, BallotPad, Cell, Hands, Shown
from tests.forms.ballots import FULL
from tests.forms.window import driving


@dataclass
class Table:
    """Takes what the pad hands over."""

    laid: list[tuple[str, str, str]] = field(default_factory=list)
    done: list[object] = field(default_factory=list)

    def lay(self, typed: str, identity: str, comment: str) -> None:
        self.laid.append((read_cast(typed, FULL).words, identity, comment))

    def hands(self) -> Hands:
        return Hands(
            self.lay,
            lambda: self.done.append("back"),
            self.done.append,
            lambda: self.done.append("undo"),
            lambda: self.done.append("redo"),
        )


@pytest.fixture
def table() -> Table:
    return Table()


@pytest.fixture
def pad(frame: ttk.Frame, table: Table) -> BallotPad:
    made = BallotPad(frame, table.hands(), comments=True)
    made.pack(fill="both", expand=True)
    made.show(Shown("党政领导班子", 1))
    driving.focus(made.line.entry)
    return made


def test_enter_lays_a_score_and_the_keypad_needs_no_enter(
    pad: BallotPad, table: Table, write: Callable[[str], None], press: Callable[..., None]
) -> None:
    write("88\n92.5\n/*+")
    write("81")
    press("<KP_Enter>", "<KP_Divide>")
    write("bqw")
    assert [words for words, _, _ in table.laid] == [
        "88", "92.5", "不了解", "弃权", "无效", "81", "不了解", "不了解", "弃权", "无效"
    ]  # fmt: skip
    assert pad.line.text == ""


def test_an_input_method_does_as_well(pad: BallotPad, table: Table, write: Callable[[str], None]) -> None:
    write("／８８\n－")
    assert [words for words, _, _ in table.laid] == ["不了解", "88"]
    assert table.done == ["back"]


def test_what_is_refused_stays_marked_and_is_typed_over(
    pad: BallotPad, table: Table, write: Callable[[str], None], root: tk.Tk
) -> None:
    write("180\n")
    assert table.laid == []
    assert any(text.startswith("“180”没有存") for text in driving.texts(pad))
    assert pad.line.text == "180" and pad.line.entry.selection_present()
    write("80\n")
    assert [words for words, _, _ in table.laid] == ["80"]
    assert not any("没有存" in text for text in driving.texts(pad))
    write("8/\n")
    assert len(table.laid) == 1
    write("/")
    assert table.laid[-1][0] == "不了解"


def test_minus_and_backspace_take_back_only_where_nothing_is_typed(
    pad: BallotPad, table: Table, write: Callable[[str], None], press: Callable[..., None]
) -> None:
    write("85")
    press("<BackSpace>", "<BackSpace>")
    assert table.done == []
    press("<BackSpace>")
    write("-")
    assert table.done == ["back", "back"]
    press("<Control-z>", "<Control-y>", "<Next>", "<Prior>")
    assert table.done[2:] == ["redo", 1, -1] or table.done[2:] == ["undo", "redo", 1, -1]


def test_an_opinion_belongs_to_the_present_ballot_only(
    pad: BallotPad, table: Table, write: Callable[[str], None]
) -> None:
    pad.comment()
    write("停车不便\n")
    assert driving.within(driving.focused(pad), pad.line.entry)
    write("88\n90\n")
    assert table.laid == [("88", "", "停车不便"), ("90", "", "")]


def test_identities_are_chosen_with_the_arrows_and_stay(
    pad: BallotPad, table: Table, write: Callable[[str], None], press: Callable[..., None]
) -> None:
    pad.show(Shown("代表", 1, identities=("党代表", "人大代表")))
    write("88\n")
    press("<Down>")
    write("90\n/")
    assert table.laid == [("88", "党代表", ""), ("90", "人大代表", ""), ("不了解", "人大代表", "")]
    pad.show(Shown("党政领导班子", 1))
    write("91\n")
    assert table.laid[-1] == ("91", "", "")


def test_the_buttons_do_what_the_keys_do(pad: BallotPad, table: Table, click: Callable[..., None]) -> None:
    for words in ("不了解 /", "弃权 *", "无效 +", "取回 -"):
        click(driving.button(pad, words))
    assert [words for words, _, _ in table.laid] == ["不了解", "弃权", "无效"]
    assert table.done == ["back"]
    assert driving.within(driving.focused(pad), pad.line.entry)


def test_the_last_ones_are_listed_the_newest_on_top(pad: BallotPad, pump: Callable[..., None]) -> None:
    cells = [Cell(number, str(60 + number), kept=number < 14) for number in range(1, 15)]
    pad.show(Shown("党政领导班子", 15, cells, "这次录入 14 张，已存 13 张", "没有存下", "多于收回"))
    pump()
    assert len(pad.last.cells) == LAST
    shown = [
        pad.last.itemcget(item, "text")
        for item in pad.last.find_all()
        if pad.last.type(item) == "text" and pad.last.itemcget(item, "text")
    ]
    assert shown[:4] == ["第14张", "74", "正在存　", "第13张"]
    assert {"第 15 张", "这次录入 14 张，已存 13 张", "没有存下", "多于收回"} <= set(driving.texts(pad))


def test_groups_are_chosen_by_click_and_arrows(
    frame: ttk.Frame, root: tk.Tk, pump: Callable[..., None], press: Callable[..., None], click: Callable[..., None]
) -> None:
    taken: list[str] = []
    tiles = GroupTiles(frame, taken.append)
    tiles.pack(fill="x")
    groups = [Tile("甲组", "收回 3"), Tile("很长的组名、" * 40, "已齐", "good"), Tile("丙组", "多录 1", "warn")]
    tiles.show(groups, "甲组")
    pump(lambda: tiles.find_all())
    pump()
    click(tiles, *tiles.middle_of("丙组"))
    driving.focus(tiles)
    press("<Down>", "<Up>")
    assert taken == ["丙组", groups[1].name]
