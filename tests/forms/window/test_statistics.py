"""The screen of statistics: periods by keys, windows side by side, readings of rates, and what is taken along."""

from __future__ import annotations

import io
import threading
import tkinter as tk
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from forms import paper_making
from forms.actions import Add
from forms.screens.statistics import Statistics
from forms.screens.statistics_board import FiguresPart
from ledger.book import Ledger
from ledger.statistics import Period
from tests.forms.window import driving
from tests.forms.window.sheets import laid

if TYPE_CHECKING:
    from forms.app import App

WINDOWS = ("一号窗口", "二号窗口")


def cases() -> Iterator[dict[str, object]]:
    """Six cases: two in June, four in the third quarter, of which one ended late and one is open."""
    for number, received, finished, window in (
        (1, "2015-06-01", "2015-06-03", 0),
        (2, "2015-06-02", "2015-06-05", 1),
        (3, "2015-07-06", "2015-07-08", 0),
        (4, "2015-07-07", "2015-07-30", 1),
        (5, "2015-08-03", "2015-08-05", 0),
        (6, "2015-09-01", "", 1),
    ):
        yield {
            "number": str(number),
            "item": "减免税审批",
            "sort": "限时件",
            "received": received,
            "accepted": received,
            "papers": received,
            "days": "5",
            "finished": finished,
            "result": "办结" if finished else "在办",
            "window": WINDOWS[window],
            "handler": "沈文君",
        }


def fill(library: Path) -> None:
    """Put cases, visitors and a star into a library."""
    with Ledger.open(library) as ledger:
        ledger.add_many("case", list(cases()))
        for day, count in ((6, "12"), (7, "30")):
            flow = {"date": f"2015-07-{day:02d}", "hour": "8", "count": count, "window": WINDOWS[0]}
            ledger.add("visitor_flow", flow)
        ledger.add("service_star", {"month": "2015-07", "person": "沈文君", "won": "当选", "stars": "五星"})


@pytest.fixture(scope="module")
def shared(stage: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """One window on a library with cases, for all tests of this file; they put back what they change."""
    folder = tmp_path_factory.mktemp("statistics")
    library = folder / "台帐库"
    with Ledger.create(library, unit="第五税务分局", year=2015, scheme_id="qidong-2015", who="测试员"):
        pass
    fill(library)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TAIZHANG_CONFIG", str(folder / "config"))
        yield stage.start(library)
        stage.clear()


@pytest.fixture
def page(shared: App) -> Iterator[Statistics]:
    made = shared.go("statistics")
    assert isinstance(made, Statistics)
    made.bar.bys._take("")
    made.bar.spans._take("year")
    made.take("statement")
    counted(made)
    yield made
    while shared.overlay.dismiss():
        pass
    show(made, Period(2015))


def counted(page: Statistics) -> None:
    """Wait until the figures that are asked for are shown."""
    driving.pump(
        page.app.root,
        lambda: (
            not page._timer
            and page.figures is not None
            and page.figures.asked == page.asked
            and not page.app.background.busy
        ),
        20,
        "统计算出来",
    )


def table(page: Statistics) -> dict[str, tuple[str, ...]]:
    """What stands in the table in front, by the first cell."""
    front = page.front
    assert isinstance(front, FiguresPart) and front.tabled is not None
    return {row[0]: row[1:] for row in front.tabled.rows}


def said(page: Statistics) -> list[str]:
    """What can be read on the screen, when it has been drawn."""
    driving.pump(page.app.root)
    return driving.texts(page)


def show(page: Statistics, period: Period) -> None:
    """Choose a period, wherever the screen stands."""
    page.bar.spans._take(period.span)
    while page.asked.period != period:
        page.bar.step(1 if page.asked.period < period else -1)


def third_quarter(page: Statistics) -> None:
    show(page, Period(2015, "quarter", 3))
    counted(page)


def test_the_year_is_shown_first_and_a_year_without_a_ledger_has_no_numbers(page: Statistics) -> None:
    assert page.asked.period == Period(2015)
    assert table(page)["接件"] == ("件", "6", "—", "—")
    assert any("2014年不在本台帐的年度内" in words for words in said(page))


def test_a_shorter_span_begins_where_the_ledger_ends(page: Statistics) -> None:
    page.bar._moved = False
    page.refresh(None)
    counted(page)
    page.bar.spans._take("month")
    counted(page)
    assert page.asked.period == Period(2015, "month", 9)  # of the case of the 1st of September


def test_periods_are_chosen_by_keys(page: Statistics) -> None:
    third_quarter(page)
    driving.focus(page.front.items.listing.tree)
    assert table(page)["接件"] == ("件", "4", "2", "+2")
    driving.press(page.app.root, "<F6>")
    counted(page)
    assert page.asked.period.name == "2015年第2季度"
    assert table(page)["接件"] == ("件", "2", "0", "+2")
    driving.press(page.app.root, "<F7>", "<F7>")
    counted(page)
    assert page.asked.period.name == "2015年第4季度"
    driving.press(page.app.root, "<F7>")
    assert page.asked.period == Period(2016, "quarter", 1)
    segment = page.bar.spans._buttons["quarter"]
    driving.focus(segment._canvas)
    driving.press(page.app.root, "<Left>")
    counted(page)
    assert page.asked.period == Period(2016, "month", 1)


def test_a_row_shows_its_months(page: Statistics) -> None:
    third_quarter(page)
    driving.focus(page.front.items.listing.tree)
    driving.press(page.app.root, "<Home>", "<Down>")
    chart = page.front.chart
    driving.pump(page.app.root, lambda: chart.ready, 20, "画好图")
    assert page.front.card._title.cget("text") == "各月接件（件）"
    assert [each.shown for each in chart._data.series] == [("2", "1", "1"), ("0", "0", "2")]


def test_windows_stand_side_by_side_and_one_is_opened_and_left_by_keys(page: Statistics) -> None:
    page.bar.bys._take("window")
    counted(page)
    assert [(name, row[1]) for name, row in table(page).items()] == [("一号窗口", "3"), ("二号窗口", "3")]
    board = page.front.parts
    driving.focus(board.listing.tree)
    driving.press(page.app.root, "<End>", "<Return>")
    counted(page)
    assert page.asked.name == "二号窗口"
    assert table(page)["按时办结"][1] == "1"
    page.take("rates")
    assert table(page)["按时办结率"][:3] == ("50.00%", "1÷2", "已办结的件数")
    driving.press(page.app.root, "<Escape>")
    counted(page)
    assert page.asked.name == ""
    assert table(page)["一号窗口"][0] == "100.00%"


def test_persons_are_compared_too(page: Statistics) -> None:
    page.bar.bys._take("person")
    counted(page)
    assert [(name, *row[:4]) for name, row in table(page).items()] == [("沈文君", "6", "6", "0", "5")]
    page.take("rates")
    assert table(page)["沈文君"] == ("80.00%", "83.33%", "0.00%", "80.00%", "0.00%", "2件")


def test_a_rate_tells_its_division_and_follows_a_changed_reading(page: Statistics) -> None:
    app = page.app
    page.take("rates")
    assert table(page)["按时办结率"] == (
        "80.00%",
        "4÷5",
        "已办结的件数",
        "若以接件数为分母则为66.67%（4÷6）；若以已到期的件数为分母则为66.67%（4÷6）",
    )
    assert table(page)["满意率"][0] == "不能计算"
    driving.focus(page.front.rates.listing.tree)
    driving.press(app.root, "<Home>", "<F2>")
    laid(app, "改读法")
    sheet = app.overlay.top
    assert sheet is not None
    assert "依据：政务服务中心创建（A04）" in "".join(driving.texts(sheet.frame))
    assert "现在的读法：按时办结率的分母为“已办结的件数”；也可以取“接件数”、“已到期的件数”。" in said(page)
    entries = [each for each in driving.below(sheet.frame) if isinstance(each, tk.Entry)]
    entries[0].delete(0, "end")
    driving.typing(entries[0], "接件数")
    sheet.buttons["save"].invoke()
    assert app.overlay.top is sheet and any("写明理由" in words for words in driving.texts(sheet.frame))
    driving.typing(entries[1], "上级答复按接件数算")
    sheet.buttons["save"].invoke()
    driving.pump(app.root, lambda: app.desk.scheme.rule("on_time_base") == "received", what="规则改好")
    counted(page)
    driving.pump(app.root, lambda: table(page)["按时办结率"][0] == "66.67%", what="按新读法重算")
    assert table(page)["按时办结率"][1:3] == ("4÷6", "接件数")
    assert any(words.startswith("4 ÷ 6（接件数）＝ 66.67%") for words in said(page))
    app.undo()
    driving.pump(app.root, lambda: table(page)["按时办结率"][0] == "80.00%", what="撤销后重算")


def test_a_rate_with_one_reading_says_so(page: Statistics) -> None:
    page.take("rates")
    page.front.rates.go(2)
    page.front.change()
    assert page.app.overlay.top is None
    assert "只有一种算法" in page.app.shell.status.said


def test_the_rules_are_one_button_away(page: Statistics) -> None:
    page.take("rates")
    page.front._all_rules()
    driving.pump(page.app.root, lambda: not page.app.background.busy)
    assert (page.app.shell.front.slug, page.app.shell.front.taken) == ("stages", "rules")


def test_visitors_are_mapped_and_told(page: Statistics) -> None:
    page.take("flow")
    driving.pump(page.app.root, lambda: page.front.map.ready and page.front.hours.ready, 20, "画好图")
    assert table(page)["8:00—9:00"] == ("12", "30", "0", "0", "0", "0", "0", "42")
    assert "共42人次，最忙的是周二8:00—9:00（30人次）。上午占100.00%（42÷42）。" in said(page)


def test_people_and_limits_say_what_is_there_and_what_is_not(page: Statistics) -> None:
    page.take("people")
    assert table(page)["2015年7月"] == ("沈文君", "")
    assert any("星级：1人＝五星1人" in words for words in said(page))
    assert page.front.boards["points"].listing.count == 0
    page.take("limits")
    assert any("平均承诺时限：30 ÷ 6（受理的承诺件数）＝ 5.00个工作日" in words for words in said(page))


def test_a_scheme_without_targets_says_so(page: Statistics) -> None:
    page.take("targets")
    assert "活动方案没有写可以用数字比对的目标。" in said(page)
    assert not page.front.targets.winfo_viewable()


def test_an_empty_period_has_words_and_no_percentages(page: Statistics) -> None:
    page.bar.spans._take("month")
    while page.asked.period != Period(2015, "month", 2):
        page.bar.step(-1)
    counted(page)
    assert table(page) == {}
    assert "没有可以统计的登记" in page.front.items.listing._sentence.cget("text")
    for action in (page.print, page.export, page.copy):
        action()
        assert page.app.overlay.top is None
        assert "没有可以" in page.app.shell.status.said
    page.take("rates")
    assert {row[0] for row in table(page).values()} == {"不能计算"}
    page.take("flow")
    assert any("没有登记分时段的客流" in words for words in said(page))


def test_the_table_is_copied_and_exported(page: Statistics, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    third_quarter(page)
    driving.focus(page.front.items.listing.tree)
    driving.press(page.app.root, "<Control-d>")
    lines = page.clipboard_get().splitlines()
    assert lines[0] == "项目\t单位\t本期\t上期\t增减" and "接件\t件\t4\t2\t+2" in lines
    path = tmp_path / "统计.xlsx"
    asked: list[str] = []

    def save(title: str, name: str, types: object) -> Path:
        asked.append(name)
        return path

    monkeypatch.setattr(page.app.chooser, "save", save)
    page.export()
    driving.pump(page.app.root, lambda: page.app.overlay.top is not None, what="导出完成")
    assert asked == ["2015年第3季度窗口服务统计.xlsx"]
    rows = list(openpyxl.load_workbook(io.BytesIO(path.read_bytes())).active.values)
    assert ("接件", "件", 4, 2) in [row[:4] for row in rows]


def test_the_statement_of_the_period_is_looked_at_and_printed(page: Statistics) -> None:
    third_quarter(page)
    driving.focus(page.front.items.listing.tree)
    driving.press(page.app.root, "<Control-p>")
    sheet = page.app.overlay.top
    assert sheet is not None
    driving.pump(page.app.root, lambda: sheet.buttons["print"].enabled, 40, "排好版")
    wish = paper_making.PaperWish(page.app.desk.snapshot, "statement", period=page.asked.period)
    made = paper_making.make(wish, lambda *_: None, threading.Event())
    assert "2015年第3季度窗口服务统计表.docx" in made.files


def test_new_records_are_counted_at_once(page: Statistics) -> None:
    app = page.app
    assert table(page)["投诉"][1] == "0"
    content = {"date": "2015-07-02", "content": "排队时间长", "window": "一号窗口"}
    app.desk.change(Add("complaint", (content,)))
    driving.pump(app.root, lambda: table(page)["投诉"][1] == "1", what="算进投诉")
    app.undo()
    driving.pump(app.root, lambda: table(page)["投诉"][1] == "0", what="撤销后重算")
