"""Charts as pictures: what is drawn and where, without a window."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from exports.diagrams import BarSeries, HeatMap, HeatRow, UprightBars
from exports.page import StackedBar, StackedBars
from exports.palette import SERIES
from forms import charts
from forms.charts import Assessed, ChartData, Course, Look, Loss, Losses, ScoreBar, ScoreBars

ROOT = Path(__file__).resolve().parents[3]
LIGHT = {"panel": "#ffffff", "text": "#1b2430", "muted": "#5a6675", "line": "#c9d1db"} | {
    f"series{number}": each.light for number, each in enumerate(SERIES, 1)
}
LOOK = Look(640, 1.0, LIGHT)
DAY = dt.date(2026, 5, 10)

SHARES = StackedBars(
    "各组有效票的构成",
    ("满意", "基本满意", "不满意", "不了解", "弃权"),
    (StackedBar("服务对象", (40, 22, 3, 5, 2), "有效72张"), StackedBar("机关人员", (0, 0, 0, 0, 0), "有效0张")),
)
SCORES = ScoreBars(
    "各组得分",
    (ScoreBar("服务对象", "权重 40%", 50, "50"), ScoreBar("机关人员", "权重 60%", None, "没有票")),
    threshold=85,
)
COURSE = Course("日常考核", (Assessed(DAY, 82, "82"), Assessed(DAY.replace(month=9), 93.5, "93.5")), threshold=85)
LOSSES = Losses("失分", (Loss("日常考核", 4, 6, "10"), Loss("民主评议", 5, 0, "5")))
MONTHS = UprightBars(
    "各月办结（件）",
    "月份",
    ("7月\n上期4月", "8月\n上期5月", "9月\n上期6月"),
    (
        BarSeries("2015年第3季度", (40, 20, None), ("40", "20", "—")),
        BarSeries("2015年第2季度", (0, 10, 5), ("0", "10", "5")),
    ),
)
HOURS = HeatMap(
    "客流",
    "时段",
    ("周一", "周二"),
    (HeatRow("8:00—9:00", (8, 0)), HeatRow("9:00—10:00", (2, 4)), HeatRow("10:00—11:00", (6, 1))),
)
ALL = (SHARES, SCORES, COURSE, LOSSES, MONTHS, HOURS)


def pixels(picture: Image.Image, colour: str) -> list[tuple[int, int]]:
    """Where a picture has exactly this colour."""
    wanted, width = ImageColor.getrgb(colour), picture.width
    found = picture.tobytes()
    return [
        (number % width, number // width)
        for number in range(width * picture.height)
        if tuple(found[3 * number : 3 * number + 3]) == wanted
    ]


def runs(picture: Image.Image, colour: str) -> set[int]:
    """The lengths of the longest stretch of a colour in each line of the picture that has a long one."""
    lines: dict[int, list[int]] = {}
    for x, y in pixels(picture, colour):
        lines.setdefault(y, []).append(x)
    stretches = {max(xs) - min(xs) + 1 for xs in lines.values()}
    return {stretch for stretch in stretches if stretch > 40}


@pytest.mark.parametrize("data", ALL, ids=lambda data: type(data).__name__)
@pytest.mark.parametrize(("width", "scale"), [(240, 1.0), (640, 1.0), (1300, 2.0), (333, 0.8)])
def test_a_picture_is_as_wide_as_asked_and_nothing_touches_its_edges(data: ChartData, width: int, scale: float) -> None:
    picture = charts.render(data, Look(width, scale, LIGHT))
    assert picture.width == width
    assert 60 * scale < picture.height < 400 * scale
    ground = Image.new("RGB", picture.size, "#ffffff")
    assert picture.tobytes() != ground.tobytes()
    foot = picture.crop((0, picture.height - 1, width, picture.height))
    assert foot.getcolors() == [(width, (255, 255, 255))], "something is cut off at the foot"


def test_shares_fill_the_bar_by_their_counts() -> None:
    picture = charts.render(SHARES, LOOK)
    (satisfied,) = {max(runs(picture, SERIES[0].light))}
    frame = [x for x, _ in pixels(picture, LIGHT["line"])]
    whole = max(frame) - min(frame)  # of the bar without counts
    assert satisfied / whole == pytest.approx(40 / 72, abs=0.01)
    for number in (1, 3, 4):
        assert pixels(picture, SERIES[number].light), f"entry {number} is not seen"


def test_a_month_is_as_high_as_its_count_and_what_is_not_known_has_no_bar() -> None:
    picture = charts.render(MONTHS, LOOK)
    foot = picture.crop((0, 70, picture.width, picture.height))  # without the legend
    heights: dict[int, int] = {}
    for x, _ in pixels(foot, SERIES[0].light):
        heights[x] = heights.get(x, 0) + 1
    july, august = (max(high for x, high in heights.items() if x // 213 == third) for third in (0, 1))
    assert july / august == pytest.approx(2, abs=0.05)
    assert not any(x // 213 == 2 for x in heights)
    assert {x // 213 for x, _ in pixels(foot, SERIES[1].light)} == {1, 2}


def test_months_without_any_count_are_not_drawn() -> None:
    nothing = UprightBars("", "月份", ("1月",), (BarSeries("2015年", (None,), ("—",)),))
    assert charts.is_empty(nothing) and not charts.is_empty(MONTHS)
    assert charts.is_empty(HeatMap("", "时段", ("周一",), (HeatRow("8:00—9:00", (0,)),)))


def test_the_busiest_hour_is_the_darkest_and_an_hour_without_visitors_is_plain() -> None:
    picture = charts.render(HOURS, LOOK).crop((100, 60, 640, 200))  # without the legend and the labels
    dark = pixels(picture, SERIES[0].light)
    top, foot = min(y for _, y in dark), max(y for _, y in dark)
    assert foot - top <= 26 and len({x for x, _ in dark}) > 150  # of one hour only
    beside = max(x for x, _ in dark) + 20
    assert {picture.getpixel((x, y)) for x in range(beside, beside + 20) for y in range(top + 2, foot - 2)} == {
        (255, 255, 255)
    }


def test_a_score_is_as_long_as_its_share_of_the_full_mark() -> None:
    picture = charts.render(SCORES, LOOK)
    frame = [x for x, _ in pixels(picture, LIGHT["line"])]
    assert max(runs(picture, SERIES[0].light)) / (max(frame) - min(frame)) == pytest.approx(0.5, abs=0.02)


def test_points_lost_share_one_scale() -> None:
    picture = charts.render(LOSSES, LOOK)
    lengths = sorted(runs(picture, SERIES[0].light))
    assert lengths[0] / lengths[-1] == pytest.approx(4 / 5, abs=0.02)


def test_a_picture_follows_the_colours_of_the_mode() -> None:
    dark = {**LIGHT, "panel": "#1e242c", "text": "#e5e9ef"} | {
        f"series{number}": each.dark for number, each in enumerate(SERIES, 1)
    }
    picture = charts.render(SHARES, Look(640, 1.0, dark))
    assert picture.getpixel((0, 0)) == (0x1E, 0x24, 0x2C)
    assert pixels(picture, SERIES[0].dark)
    assert not pixels(picture, SERIES[0].light)


def test_the_minus_sign_and_a_character_of_no_face_do_no_harm() -> None:
    """Warnings are errors here, and no bundled face has U+2212 or the second character."""
    bars = (Loss("扣分𠮷䶮", 1, 0, "−1.5"), Loss("\U0010fffd", 1, 0, "-1.5"))
    first, second = (charts.render(Losses("", (bar,)), LOOK) for bar in bars)
    right = (first.width - 40, 0, first.width, first.height)
    assert first.crop(right).tobytes() == second.crop(right).tobytes(), "both minus signs look the same"


def test_dollar_signs_are_words_and_no_formula() -> None:
    charts.render(Losses("", (Loss("a$b_1$", 1, 0, r"$\frac$"),)), LOOK)


@pytest.mark.parametrize(
    ("data", "empty"),
    [
        (StackedBars("", ("满意",), ()), True),
        (StackedBars("", (), (StackedBar("一", (), ""),)), True),
        (ScoreBars("", ()), True),
        (Course("", ()), True),
        (Losses("", ()), True),
        *((data, False) for data in ALL),
    ],
)
def test_what_has_nothing_to_draw_is_known(data: ChartData, empty: bool) -> None:
    assert charts.is_empty(data) is empty


scores = st.floats(0, 100).map(lambda value: round(value, 2))


@settings(max_examples=15)
@given(st.lists(st.tuples(st.dates(dt.date(2026, 1, 1), dt.date(2027, 6, 30)), scores), min_size=1, max_size=30))
def test_any_course_can_be_drawn(points: list[tuple[dt.date, float]]) -> None:
    data = Course("", tuple(Assessed(day, value, f"{value:g}") for day, value in points), threshold=60)
    assert charts.render(data, Look(400, 1.0, LIGHT)).width == 400


@settings(max_examples=15)
@given(st.lists(st.tuples(st.text(max_size=40), scores, scores), min_size=1, max_size=6))
def test_any_losses_can_be_drawn(given: list[tuple[str, float, float]]) -> None:
    bars = tuple(Loss(label, lost, open_, f"{lost + open_:g}") for label, lost, open_ in given)
    assert charts.render(Losses("", bars), Look(400, 1.0, LIGHT)).width == 400


def test_labels_are_broken_into_lines_that_fit() -> None:
    charts.render(LOSSES, LOOK)  # loads matplotlib as it is to be loaded
    from forms.chart_sheet import Sheet

    sheet = Sheet(LOOK)
    words = "村（社区）干部和群众代表组（含企业负责人）"
    for room in (30, 100, 200, 1000):
        lines = sheet.lines(words, room)
        assert 1 <= len(lines) <= 3
        assert all(sheet.measure(line) <= room for line in lines)
        assert "".join(lines).rstrip("…") == words[: len("".join(lines).rstrip("…"))]
    assert sheet.lines(words, 1000) == [words]
    assert sheet.lines("", 100) == [""]


FRESH = """
import os, sys
from forms import charts
from tests.forms.window.test_charts import LOOK, LOSSES
assert "matplotlib" not in sys.modules
charts.render(LOSSES, LOOK)
import matplotlib
from matplotlib import font_manager
print(sorted({entry.name for entry in font_manager.fontManager.ttflist}))
print("tkinter" in sys.modules, "matplotlib.pyplot" in sys.modules, os.environ.get("MPLCONFIGDIR"))
"""


def fresh(home: Path) -> subprocess.CompletedProcess[str]:
    """A first chart in a process of its own, for a user with this home."""
    environ = {name: value for name, value in os.environ.items() if name not in ("MPLCONFIGDIR", "XDG_CONFIG_HOME")}
    environ |= {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "LOCALAPPDATA": str(home / "cache")}
    environ |= {"PYTHONPATH": str(ROOT), "TMPDIR": str(home / "temporary")}
    command = [sys.executable, "-W", "error", "-c", FRESH]
    return subprocess.run(command, env=environ, cwd=home, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="where caches lie is of the system")
def test_the_first_chart_reads_no_fonts_of_the_system_and_writes_in_one_place(tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    for _ in range(2):
        done = fresh(tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines() == ["['GW Hei', 'GW Rare', 'GW Song', 'GW Song More']", "False False None"]
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    # matplotlib would have written a list of its own, had it not taken this one.
    assert [path.relative_to(tmp_path).as_posix() for path in written] == [
        f"cache/taizhang/matplotlib/fontlist-v{charts.FONT_LIST}.json"
    ]
    assert json.loads(written[0].read_text(encoding="utf-8"))["ttflist"] == []


@pytest.mark.skipif(sys.platform != "linux", reason="where caches lie is of the system")
def test_a_cache_that_cannot_be_written_hinders_no_chart(tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    (tmp_path / "cache").touch()
    done = fresh(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_settings_of_the_environment_are_given_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))
    charts.render(LOSSES, LOOK)
    assert os.environ["MPLCONFIGDIR"] == str(tmp_path)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.delenv("MPLCONFIGDIR")
    charts.render(LOSSES, LOOK)
    assert "MPLCONFIGDIR" not in os.environ


def test_all_kinds_look_different() -> None:
    pictures = [charts.render(data, LOOK).tobytes() for data in ALL]
    assert all(one != other for one, other in itertools.combinations(pictures, 2))
