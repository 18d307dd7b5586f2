"""Meters, cards and empty states: what they say, what is drawn, and that they follow size, mode and zoom."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from decimal import Decimal
from tkinter import ttk

import customtkinter as ctk
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import theme
from forms.widgets.cards import Card
from forms.widgets.drawn import hatching
from forms.widgets.empty import Empty
from forms.widgets.meter import Meter, ScoreMeter, cut
from tests.forms.window import driving

Pump = Callable[..., None]


def written(canvas: tk.Canvas) -> list[str]:
    """The words on a canvas."""
    return [canvas.itemcget(item, "text") for item in canvas.find_all() if canvas.type(item) == "text"]


def inside(canvas: tk.Canvas) -> bool:
    """Whether all words lie within the canvas."""
    boxes = [canvas.bbox(item) for item in canvas.find_all() if canvas.type(item) == "text"]
    right, foot = canvas.winfo_width() + 1, canvas.winfo_height() + 1
    return all(box[0] >= -1 and box[1] >= -1 and box[2] <= right and box[3] <= foot for box in boxes)


def boxes(canvas: tk.Canvas, colour: str) -> list[list[float]]:
    """The rectangles filled with a colour of the theme."""
    found = [item for item in canvas.find_all() if canvas.type(item) == "rectangle"]
    return [canvas.coords(item) for item in found if canvas.itemcget(item, "fill") == theme.colour(colour)]


@pytest.mark.parametrize(
    ("done", "wanted", "words", "share", "tone"),
    [
        (5, 14, "5/14 项，缺9项", 5 / 14, "accent"),
        (6, 6, "6/6 项，已齐", 1.0, "good"),
        (7, 6, "7/6 项，已齐", 1.0, "good"),
        (0, 9, "0/9 项，缺9项", 0.0, "accent"),
        (0, 0, "没有要求", 0.0, "accent"),
    ],
)
def test_a_meter_says_and_draws_how_much_is_there(
    frame: ttk.Frame, pump: Pump, done: int, wanted: int, words: str, share: float, tone: str
) -> None:
    meter = Meter(frame, "宣传发动")
    meter.pack(fill="x")
    meter.show(done, wanted)
    pump()
    assert written(meter) == ["宣传发动", words]
    assert inside(meter)
    ends = [box[2] / meter.winfo_width() for box in boxes(meter, tone)]
    assert ends == pytest.approx([share] if share else [], abs=0.01)


def test_a_long_label_leaves_room_for_the_numbers(frame: ttk.Frame, pump: Pump) -> None:
    holder = ttk.Frame(frame, width=260, height=60)
    holder.pack_propagate(False)
    holder.pack()
    meter = Meter(holder, "检查整改（自查自纠、未评先改、边评边改，搜集信息，走访重点企业）")
    meter.pack(fill="x")
    meter.show(5, 14)
    pump()
    label, words = (item for item in meter.find_all() if meter.type(item) == "text")
    assert meter.itemcget(label, "text").endswith("…")
    assert meter.bbox(label)[2] < meter.bbox(words)[0]


def test_the_score_is_parted_into_now_possible_and_lost(frame: ttk.Frame, pump: Pump) -> None:
    meter = ScoreMeter(frame)
    meter.pack(fill="x")
    meter.show(Decimal("61.40"), Decimal("94.25"), Decimal(100), Decimal(85))
    pump()
    assert written(meter) == [
        "现在 61.4 分",
        "还可争取 32.85 分，最高 94.25 分",
        "已失去 5.75 分",
        "0",
        "达标线 85",
        "满分 100",
    ]
    assert inside(meter)
    widest = max(boxes(meter, "accent"), key=lambda box: box[2])
    assert widest[2] / meter.winfo_width() == pytest.approx(0.614, abs=0.01)


def test_without_a_score_nothing_is_filled(frame: ttk.Frame, pump: Pump) -> None:
    meter = ScoreMeter(frame)
    meter.pack(fill="x")
    meter.show(None, Decimal(100), Decimal(100))
    pump()
    assert written(meter)[0] == "还没有得分"
    assert "达标线" not in "".join(written(meter))
    assert max(box[2] for box in boxes(meter, "accent")) < 30  # the swatch of the legend alone


@pytest.mark.parametrize("threshold", [0, 1, 50, 85, 99, 100])
@pytest.mark.parametrize("width", [240, 420, 900])
def test_no_words_of_the_score_meter_overlap_or_leave_it(
    frame: ttk.Frame, pump: Pump, threshold: int, width: int
) -> None:
    holder = ttk.Frame(frame, width=width, height=200)
    holder.pack_propagate(False)
    holder.pack()
    meter = ScoreMeter(holder)
    meter.pack(fill="x")
    meter.show(Decimal("88"), Decimal("90"), Decimal(100), Decimal(threshold))
    pump()
    assert inside(meter)
    texts = [meter.bbox(item) for item in meter.find_all() if meter.type(item) == "text"]
    for number, one in enumerate(texts):
        for other in texts[:number]:
            apart = one[0] >= other[2] - 2 or other[0] >= one[2] - 2 or one[1] >= other[3] - 2 or other[1] >= one[3] - 2
            assert apart, (one, other)


def test_a_meter_follows_mode_and_zoom(root: ctk.CTk, frame: ttk.Frame, pump: Pump) -> None:
    meter = Meter(frame, "宣传发动")
    meter.pack(fill="x")
    meter.show(5, 14)
    pump()
    height = meter.winfo_height()
    theme.set_mode("dark")
    pump()
    assert str(meter["background"]) == theme.pair("panel")[1]
    assert boxes(meter, "accent")
    theme.set_zoom(2.0)
    pump()
    pump()
    assert meter.winfo_height() > 1.7 * height


def test_one_that_is_gone_before_it_is_drawn_leaves_no_timer(frame: ttk.Frame, pump: Pump) -> None:
    meter = Meter(frame, "宣传发动")
    meter.show(1, 2)
    meter.destroy()
    pump()  # the sweep after the test finds a timer that outlived its widget


sides = st.integers(0, 300)


@given(sides, sides, sides, sides, st.integers(3, 12))
def test_a_hatching_stays_in_its_box(left: int, top: int, width: int, height: int, step: int) -> None:
    for x, y, end, up in hatching((left, top, left + width, top + height), step):
        assert left <= x < end <= left + width
        assert top <= up < y <= top + height
        assert end - x == y - up


@pytest.mark.parametrize("text", ["", "台", "各阶段资料", "检查整改 abc 一二三（自查自纠、未评先改）"])
@pytest.mark.parametrize("room", [0, 20, 60, 150, 1000])
def test_what_is_cut_fits(root: ctk.CTk, text: str, room: int) -> None:
    shown = cut(text, room, "body")
    assert theme.font("body").measure(shown) <= room or shown == "…"
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


def test_a_card_has_a_title_a_note_and_room(frame: ttk.Frame, pump: Pump) -> None:
    card = Card(frame, "现在的得分", "按6月12日的资料")
    card.pack(fill="both", expand=True)
    ttk.Label(card.body, text="内容", style="Panel.TLabel").pack()
    pump()
    assert driving.texts(card) == ["现在的得分", "按6月12日的资料", "内容"]
    card.title("得分")
    card.note("")
    pump()
    assert "得分" in driving.texts(card)
    before = card.body.winfo_x()
    theme.set_zoom(2.0)
    pump()
    assert card.body.winfo_x() == 2 * before


def test_an_empty_state_says_what_to_do_and_does_it(frame: ttk.Frame, pump: Pump, press: Callable[..., None]) -> None:
    done: list[str] = []
    empty = Empty(frame, "还没有会议", "先登记动员会议。", "新建会议", lambda: done.append("new"))
    empty.pack(fill="both", expand=True)
    pump()
    assert driving.texts(empty) == ["还没有会议", "先登记动员会议。", "新建会议"]
    assert empty.button is not None
    empty.button.focus()
    press("<space>")
    assert done == ["new"]
    empty.say("没有找到", "换一个词再找。")
    pump()
    assert driving.texts(empty)[:2] == ["没有找到", "换一个词再找。"]


def test_an_empty_state_without_a_command_has_no_button(frame: ttk.Frame, pump: Pump) -> None:
    empty = Empty(frame, "没有待办", "需要办的都办完了。", ground="panel")
    empty.pack(fill="both", expand=True)
    pump()
    assert empty.button is None
    assert driving.texts(empty) == ["没有待办", "需要办的都办完了。"]
