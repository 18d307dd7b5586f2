"""The timeline: where stages lie, what is said of them, and the keys that select and open them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from tkinter import ttk

import customtkinter as ctk
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import theme
from forms.widgets.time_axis import Axis, Due, State, axis_of, gaps_of, period, rows_of, state_of
from forms.widgets.timeline import Timeline
from ledger.schemes.model import Stage
from tests.forms.window import driving

Pump = Callable[..., None]
Press = Callable[..., None]
YEAR = 2026


def stage(name: str, first: tuple[int, int], last: tuple[int, int] | None) -> Stage:
    return Stage(name, name, "", dt.date(YEAR, *first), dt.date(YEAR, *last) if last else None)


def day(month: int, number: int) -> dt.date:
    return dt.date(YEAR, month, number)


STAGES = (
    stage("宣传发动", (5, 1), (5, 31)),
    stage("检查整改", (6, 1), (9, 30)),
    stage("考核评议", (10, 1), (11, 30)),
)
DONE = {"宣传发动": (4, 6), "检查整改": (5, 14), "考核评议": (0, 9)}
DUES = (
    Due(day(5, 20), "召开动员会议", done=True),
    Due(day(6, 5), "报送实施细则"),
    Due(day(6, 20), "自查小结"),
)


@pytest.fixture
def opened() -> list[str]:
    return []


@pytest.fixture
def timeline(frame: ttk.Frame, pump: Pump, opened: list[str]) -> Timeline:
    made = Timeline(frame, lambda stage: opened.append(stage.name))
    made.pack(fill="x")
    made.show(STAGES, DONE, day(6, 12), DUES)
    pump()
    return made


def written(line: Timeline) -> list[str]:
    return [line.itemcget(item, "text") for item in line.find_all() if line.type(item) == "text"]


@pytest.mark.parametrize(
    ("last", "done", "wanted", "today", "state"),
    [
        ((5, 31), 6, 6, (6, 1), State("已完成", "good")),
        ((5, 31), 0, 0, (6, 1), State("已完成", "good")),
        ((5, 31), 4, 6, (6, 1), State("已过期，缺2项", "bad")),
        ((5, 31), 4, 6, (5, 31), State("进行中，4/6 项", "accent")),
        ((5, 31), 6, 6, (5, 31), State("进行中，资料已齐", "good")),
        ((5, 31), 0, 0, (5, 1), State("进行中", "accent")),
        ((5, 31), 1, 6, (4, 30), State("未开始", "muted")),
        (None, 6, 6, (12, 31), State("已完成", "good")),
        (None, 5, 6, (12, 31), State("进行中，5/6 项", "accent")),
    ],
)
def test_how_a_stage_stands(
    last: tuple[int, int] | None, done: int, wanted: int, today: tuple[int, int], state: State
) -> None:
    assert state_of(stage("宣传发动", (5, 1), last), done, wanted, day(*today)) == state


def test_the_axis_has_whole_months_and_takes_in_a_today_that_is_near() -> None:
    assert axis_of(STAGES, day(6, 12)) == Axis(day(5, 1), day(11, 30))
    assert axis_of(STAGES, day(4, 15)) == Axis(day(4, 1), day(11, 30))
    assert axis_of(STAGES, dt.date(YEAR + 2, 1, 1)) == Axis(day(5, 1), day(11, 30))
    assert axis_of((stage("整改", (12, 5), None),), day(12, 6)).last == dt.date(YEAR + 1, 2, 28)


def test_days_lie_on_the_axis_to_the_day() -> None:
    axis = Axis(day(6, 1), day(6, 30))
    assert axis.share(day(6, 11)) == pytest.approx(10 / 30)
    assert axis.share(day(7, 1)) == 1.0
    assert axis.share(day(5, 1)) == 0.0
    assert list(Axis(day(11, 1), dt.date(YEAR + 1, 1, 31)).months()) == [
        day(11, 1),
        day(12, 1),
        dt.date(YEAR + 1, 1, 1),
    ]


def test_gaps_are_the_days_of_no_stage() -> None:
    stages = (stage("一", (4, 11), (4, 20)), stage("二", (4, 15), (6, 30)), stage("三", (8, 1), None))
    assert list(gaps_of(stages)) == [(day(7, 1), day(7, 31))]
    assert list(gaps_of(STAGES)) == []
    assert list(gaps_of((stage("一", (4, 1), None), stage("二", (6, 1), (6, 30))))) == []


def test_the_days_of_a_stage_in_words() -> None:
    assert period(STAGES[1]) == "6月1日—9月30日"
    assert period(STAGES[1], brief=True) == "6.1—9.30"
    assert period(stage("整改", (10, 1), None)) == "10月1日起"
    assert period(stage("整改", (10, 1), None), brief=True) == "10.1起"
    over = Stage("a", "整改", "", day(12, 1), dt.date(YEAR + 1, 1, 10))
    assert period(over) == f"12月1日—{YEAR + 1}年1月10日"


def test_a_task_tells_how_far_its_day_is() -> None:
    assert DUES[0].told(day(6, 12)) == "5月20日 召开动员会议（已完成）"
    assert DUES[1].told(day(6, 12)) == "6月5日 报送实施细则（已过期7天）"
    assert DUES[2].told(day(6, 12)) == "6月20日 自查小结（还有8天）"
    assert DUES[2].told(day(6, 20)) == "6月20日 自查小结（今天到期）"


days = st.dates(day(1, 1), day(12, 31))
some_stages = st.lists(st.tuples(days, st.none() | st.integers(0, 90)), min_size=1, max_size=7).map(
    lambda given: tuple(
        Stage(str(number), f"阶段{number}", "", first, None if long is None else first + dt.timedelta(days=long))
        for number, (first, long) in enumerate(given)
    )
)


@given(some_stages, days)
def test_no_stage_covers_another_and_all_lie_on_the_axis(stages: tuple[Stage, ...], today: dt.date) -> None:
    rows = rows_of(stages)
    assert sorted(each.key for row in rows for each in row) == sorted(each.key for each in stages)
    for row in rows:
        for before, after in itertools.pairwise(row):
            assert before.last is not None
            assert before.last < after.first
    axis = axis_of(stages, today)
    assert axis.first.day == 1
    assert (axis.last + dt.timedelta(days=1)).day == 1
    for each in stages:
        assert axis.holds(each.first)
        assert each.last is None or axis.holds(each.last)
    for first, last in gaps_of(stages):
        assert first <= last
        assert not any(each.holds(first) or each.holds(last) for each in stages)


def test_bars_words_months_and_today_are_drawn(timeline: Timeline) -> None:
    words = written(timeline)
    for name in ("宣传发动", "检查整改", "考核评议"):
        assert name in words
    for state in (
        "已过期，缺2项",
        "进行中，5/14 项",
        "未开始",
        "6月1日—9月30日",
        "今天 6月12日",
        f"{YEAR}年5月",
        "11月",
    ):
        assert state in words
    assert len(timeline.find_withtag("due")) == 3
    boxes = timeline.boxes
    assert boxes["宣传发动"][2] == boxes["检查整改"][0]
    width = boxes["考核评议"][2] - boxes["宣传发动"][0]
    assert (boxes["宣传发动"][2] - boxes["宣传发动"][0]) / width == pytest.approx(31 / 214, abs=0.005)
    assert timeline.winfo_height() == timeline.winfo_reqheight()


def test_the_line_at_the_foot_tells_what_is_next(timeline: Timeline) -> None:
    assert timeline.itemcget("told", "text") == "下一项：6月20日 自查小结（还有8天）"


def test_the_keyboard_alone_selects_and_opens(timeline: Timeline, press: Press, opened: list[str]) -> None:
    driving.focus(timeline)
    assert timeline.selected == STAGES[1], "today's stage comes first"
    press("<Return>", "<Right>", "<Return>", "<Right>", "<space>", "<Home>", "<Return>", "<Left>", "<Return>", "<End>")
    assert opened == ["检查整改", "考核评议", "考核评议", "宣传发动", "宣传发动"]
    assert timeline.selected == STAGES[2]
    assert timeline.itemcget("told", "text") == "考核评议（10月1日—11月30日）：未开始"


def test_tab_passes_through_in_one_step(frame: ttk.Frame, timeline: Timeline, press: Press, root: ctk.CTk) -> None:
    after = ttk.Entry(frame)
    after.pack()
    driving.focus(timeline)
    press("<Tab>")
    assert driving.focused(root) is after


def test_a_click_selects_and_a_double_click_opens(timeline: Timeline, opened: list[str]) -> None:
    left, top, right, foot = timeline.boxes["考核评议"]
    driving.click(timeline, int(left + right) // 2, int(top + foot) // 2)
    assert timeline.selected == STAGES[2]
    assert opened == []
    driving.click(timeline, int(left + right) // 2, int(top + foot) // 2, times=2)
    assert opened == ["考核评议"]
    driving.click(timeline, 3, timeline.winfo_height() - 3, times=2)
    assert opened == ["考核评议"], "beside the bars there is nothing to open"


def test_the_pointer_asks_about_marks_and_bars(timeline: Timeline, pump: Pump) -> None:
    x = int(timeline.x(day(6, 5)))
    timeline.event_generate("<Motion>", x=x, y=int(timeline.marks_at))
    pump()
    assert timeline.itemcget("told", "text") == "6月5日 报送实施细则（已过期7天）"
    left, top, _, _ = timeline.boxes["宣传发动"]
    timeline.event_generate("<Motion>", x=int(left) + 5, y=int(top) + 5)
    pump()
    assert timeline.itemcget("told", "text").startswith("宣传发动（5月1日—5月31日）：已过期，缺2项")


@pytest.mark.parametrize(("year", "words"), [(YEAR + 2, "今天 2028年6月12日 →"), (YEAR - 2, "← 今天 2024年6月12日")])
def test_a_today_far_off_is_shown_by_an_arrow(timeline: Timeline, pump: Pump, year: int, words: str) -> None:
    timeline.show(STAGES, DONE, dt.date(year, 6, 12))
    pump()
    assert words in written(timeline)
    left, _, right, _ = timeline.bbox("today")
    assert left >= -2
    assert right <= timeline.winfo_width() + 2


def test_an_open_end_reaches_the_edge_and_a_gap_is_named(timeline: Timeline, pump: Pump) -> None:
    stages = (stage("学习教育", (4, 11), (4, 20)), stage("查摆问题", (5, 6), (6, 30)), stage("整改落实", (8, 1), None))
    timeline.show(stages, {}, day(6, 12))
    pump()
    assert timeline.boxes["整改落实"][2] == timeline.x(timeline.axis.last + dt.timedelta(days=1))
    assert {"空档15天", "空档31天"} <= set(written(timeline))
    assert "学习教育" in written(timeline), "below its bar, which is too short for it"


def test_a_selection_outlives_new_figures_and_not_its_stage(timeline: Timeline, pump: Pump) -> None:
    driving.focus(timeline)
    timeline.show(STAGES, {**DONE, "检查整改": (14, 14)}, day(6, 12))
    pump()
    assert timeline.selected == STAGES[1]
    assert "进行中，资料已齐" in written(timeline)
    timeline.show(STAGES[:1], DONE, day(6, 12))
    assert timeline.selected is None
    timeline.show((), {}, day(6, 12))
    pump()
    assert timeline.find_all() == ()
    assert timeline._step(1) == "break"


def test_it_follows_mode_and_zoom(timeline: Timeline, pump: Pump) -> None:
    height = timeline.winfo_height()
    theme.set_mode("dark")
    pump()
    assert str(timeline["background"]) == theme.pair("panel")[1]
    assert timeline.itemcget("today", "fill") == theme.pair("series1")[1]
    theme.set_zoom(2.0)
    pump()
    pump()
    assert timeline.winfo_height() > 1.7 * height
