"""The chart in the window: it appears without keeping Tk waiting, and follows data, width, mode and zoom."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from tkinter import ttk

import customtkinter as ctk
import pytest
from PIL import Image

from forms import charts, theme
from forms.background import Background
from forms.charts import ChartData, Look, Loss, Losses
from forms.widgets.chart import Chart

Pump = Callable[..., None]
DATA = Losses("失分在哪里", (Loss("日常考核", 4, 6, "10"), Loss("民主评议", 5, 0, "5")))


@pytest.fixture
def errors() -> list[BaseException]:
    return []


@pytest.fixture
def background(root: ctk.CTk, errors: list[BaseException]) -> Iterator[Background]:
    made = Background(root, errors.append)
    yield made
    made.finish()
    assert errors == []


@pytest.fixture
def chart(frame: ttk.Frame, background: Background) -> Chart:
    made = Chart(frame, background)
    made.pack(fill="x")
    return made


def words(chart: Chart) -> list[str]:
    return [chart.itemcget(item, "text") for item in chart.find_all() if chart.type(item) == "text"]


def size(chart: Chart) -> tuple[int, int]:
    """Of the picture that is shown."""
    (image,) = (chart.itemcget(item, "image") for item in chart.find_all() if chart.type(item) == "image")
    return int(chart.tk.call("image", "width", image)), int(chart.tk.call("image", "height", image))


def test_a_chart_appears_drawn_on_its_own_lane(chart: Chart, pump: Pump, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[str] = []
    real = charts.render

    def watched(data: ChartData, look: Look) -> Image.Image:
        threads.append(threading.current_thread().name)
        return real(data, look)

    monkeypatch.setattr(charts, "render", watched)
    chart.show(DATA)
    pump()
    assert words(chart) == ["正在画图……"]
    pump(lambda: chart.ready)
    assert words(chart) == []
    assert threads == ["lane charts"]
    pump()
    assert size(chart) == (chart.winfo_width(), chart.winfo_height())


def test_new_data_replaces_the_picture(chart: Chart, pump: Pump) -> None:
    chart.show(DATA)
    pump(lambda: chart.ready)
    before = size(chart)[1]
    chart.show(replace(DATA, bars=DATA.bars * 3))
    pump(lambda: chart.ready)
    assert size(chart)[1] > before
    pump()
    assert size(chart)[1] == chart.winfo_height()


def test_it_follows_the_width_the_mode_and_the_zoom(root: ctk.CTk, chart: Chart, pump: Pump) -> None:
    chart.show(DATA)
    pump(lambda: chart.ready)
    root.geometry("900x600+0+0")
    pump(lambda: chart.winfo_width() == 900)
    assert not chart.ready
    pump(lambda: chart.ready)
    assert size(chart)[0] == 900
    height = size(chart)[1]
    theme.set_mode("dark")
    pump(lambda: not chart.ready)
    pump(lambda: chart.ready)
    assert str(chart["background"]) == theme.pair("panel")[1]
    theme.set_zoom(1.5)
    pump(lambda: not chart.ready)
    pump(lambda: chart.ready)
    assert size(chart)[1] == pytest.approx(1.5 * height, abs=2)


def test_many_widths_in_a_row_are_drawn_once(
    root: ctk.CTk, chart: Chart, pump: Pump, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart.show(DATA)
    pump(lambda: chart.ready)
    widths: list[int] = []
    real = charts.render

    def watched(data: ChartData, look: Look) -> Image.Image:
        widths.append(look.width)
        return real(data, look)

    monkeypatch.setattr(charts, "render", watched)
    for width in (1300, 1250, 1200, 1150):
        root.geometry(f"{width}x700+0+0")
        root.update()
    pump(lambda: chart.winfo_width() == 1150 and chart.ready)
    assert widths[-1] == 1150
    assert len(widths) < 4


def test_without_data_it_says_so(chart: Chart, pump: Pump, background: Background) -> None:
    chart.show(DATA)
    pump(lambda: chart.ready)
    chart.show(Losses("失分", ()))
    pump()
    assert words(chart) == ["还没有可以画的数据。"]
    assert not background.busy
    chart.show(DATA)
    pump(lambda: chart.ready)
    assert words(chart) == []


def test_a_chart_that_fails_says_so_and_is_told(
    chart: Chart, pump: Pump, errors: list[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(data: ChartData, look: Look) -> Image.Image:
        raise RuntimeError("画不出来")

    monkeypatch.setattr(charts, "render", broken)
    chart.show(DATA)
    pump(lambda: errors)
    pump()
    assert [str(error) for error in errors] == ["画不出来"]
    assert words(chart) == ["图表没有画成，数字不受影响。"]
    errors.clear()
    monkeypatch.undo()
    chart.show(replace(DATA, caption="再画"))
    pump(lambda: chart.ready)


def test_a_chart_that_is_gone_gets_no_picture(chart: Chart, pump: Pump, background: Background) -> None:
    chart.show(DATA)
    pump(lambda: background.busy)
    chart.destroy()
    pump(lambda: not background.busy)
