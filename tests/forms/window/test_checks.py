"""Checking: a round is filled in by the keyboard, and its failing points become findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from forms.app import App
from forms.screens.check_grid_panel import RoundsPanel
from forms.screens.checks import Checks
from forms.shell.page import Target
from ledger.records import Record
from tests.forms.window import driving
from tests.forms.window.sheets import settle


@pytest.fixture
def app(start: Callable[..., App], library: Path) -> App:
    return start(library)


def rounds(app: App, record: Record | None = None) -> RoundsPanel:
    """The check rounds in front, with one that is shown."""
    target = Target("check_round", record.uid) if record is not None else Target("check_round")
    page = app.go("checks", target)
    settle(app)
    assert isinstance(page, Checks)
    assert isinstance(page.front, RoundsPanel)
    return page.front


def judge(app: App, panel: RoundsPanel, place: int, key: str, found_: str = "") -> None:
    """Go to a point, press the key of its result, and write what was found."""
    assert panel.form is not None
    panel.form.checks.focus()
    driving.pump(app.root)
    assert panel.form.checks.grid_.go(str(place), "result")
    driving.press(app.root, f"<Key-{key}>")
    if found_:
        driving.press(app.root, "<Return>")
        driving.write(app.root, found_)


def test_a_new_round_lists_every_point_and_keys_judge_them(app: App) -> None:
    panel = rounds(app)
    assert panel.form is not None
    checks = panel.form.checks
    assert [row["result"] for row in checks.rows] == ["未检查"] * 22
    assert not panel.pane.dirty
    checks.focus()
    driving.press(app.root, "<Key-1>", "<Down>", "<Key-2>", "<Return>")
    driving.write(app.root, "笔记不全")
    driving.press(app.root, "<Down>", "<Left>", "<Key-3>")
    assert [row["result"] for row in checks.rows[:4]] == ["符合", "基本符合", "不符合", "未检查"]
    assert "共22条：符合 1　基本符合 1　不符合 1　未检查 19" in "".join(driving.texts(checks))
    driving.typing(panel.form.editor("title").inner, "第五次自查自纠")
    driving.press(app.root, "<Control-s>")
    settle(app)
    made = next(each for each in app.desk.snapshot.of("check_round") if each["title"] == "第五次自查自纠")
    assert len(made["rows"]) == 22
    assert made["rows"][1]["found"] == "笔记不全"
    assert made["rows"][21]["result"] == "未检查"


def test_a_round_of_which_nothing_was_judged_keeps_no_rows(app: App) -> None:
    panel = rounds(app)
    assert panel.form is not None
    checks = panel.form.checks
    checks.focus()
    driving.press(app.root, "<Key-1>", "<BackSpace>")
    assert checks.rows[0]["result"] == "未检查"
    assert not panel.pane.dirty
    driving.typing(panel.form.editor("title").inner, "空的一次")
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert panel.pane.record is not None
    assert panel.pane.record["rows"] is None


def test_a_failing_point_becomes_a_finding_and_says_so_afterwards(app: App) -> None:
    round_ = app.desk.snapshot.of("check_round")[0]
    panel = rounds(app, round_)
    assert panel.form is not None
    judge(app, panel, 0, "3", "领导没有带头发言")
    driving.press(app.root, "<F8>")
    settle(app)
    page = app.shell.front if app.shell is not None else None
    assert page is not None
    assert page.slug == "findings"
    driving.press(app.root, "<Control-s>")
    settle(app)
    finding = next(each for each in app.desk.snapshot.of("finding") if each["number"] == 21)
    names = ("number", "found", "source", "round", "point", "standard", "problem", "status")
    values = {name: finding[name] for name in names}
    assert values == {
        "number": 21,
        "found": dt.date(2015, 6, 25),
        "source": "自查",
        "round": round_.uid,
        "point": "学习扎实深入：领导带头、全员参加",
        "standard": "学习扎实深入",
        "problem": "领导没有带头发言",
        "status": "未整改",
    }
    saved = app.desk.snapshot.get(round_.uid)
    assert saved is not None
    assert saved["rows"][0]["found"] == "领导没有带头发言"
    rounds(app, round_)
    assert panel.form.checks.followed[0] == "已列入，办理中"
    panel.form.checks.focus()
    panel.form.checks.grid_.go("0", "result")
    driving.press(app.root, "<F8>")
    settle(app)
    assert page.panel.pane.record.uid == finding.uid


def test_a_point_that_passed_is_no_problem(app: App) -> None:
    panel = rounds(app, app.desk.snapshot.of("check_round")[0])
    assert panel.form is not None
    panel.form.checks.focus()
    panel.form.checks.grid_.go("0", "result")
    driving.press(app.root, "<F8>")
    settle(app)
    assert app.shell is not None
    assert app.shell.front is not None
    assert app.shell.front.slug == "checks"
    assert "“领导带头、全员参加”没有查出问题" in app.shell.status.said


def test_all_problems_of_a_round_are_noted_at_once_and_taken_back(app: App) -> None:
    panel = rounds(app, app.desk.snapshot.of("check_round")[0])
    assert panel.form is not None
    checks = panel.form.checks
    assert checks.failing() == []
    assert not checks.all_following.enabled
    judge(app, panel, 0, "3", "领导没有带头发言")
    judge(app, panel, 20, "2", "家访没有记录")
    assert checks.failing() == [0, 20]
    driving.click(driving.button(panel, "问题都记入整改（2）"))
    settle(app)
    made = [each for each in app.desk.snapshot.of("finding") if each["number"] > 20]
    assert [(each["number"], each["problem"]) for each in made] == [(21, "领导没有带头发言"), (22, "家访没有记录")]
    assert checks.failing() == []
    assert app.shell is not None
    assert "2条（第21—22号）" in app.shell.status.said
    app.undo()
    settle(app)
    assert len(app.desk.snapshot.of("finding")) == 20
    assert checks.failing() == [0, 20]


def test_a_point_that_the_scheme_does_not_have_is_added_and_taken_off(app: App) -> None:
    panel = rounds(app)
    assert panel.form is not None
    checks = panel.form.checks
    checks.focus()
    driving.click(driving.button(panel, "加一条要点"))
    settle(app)
    driving.write(app.root, "停车场有人引导")
    driving.press(app.root, "<Return>")
    settle(app)
    assert (checks.at, checks.rows[22]["point"]) == (22, "停车场有人引导")
    driving.press(app.root, "<Key-2>")
    assert checks.rows[22]["result"] == "基本符合"
    driving.typing(panel.form.editor("title").inner, "第五次自查自纠")
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert panel.pane.record is not None
    assert panel.pane.record["rows"][22]["point"] == "停车场有人引导"
    checks.focus()
    checks.grid_.go("0", "result")
    checks.remove()
    assert len(checks.rows) == 23
    checks.grid_.go("22", "result")
    driving.click(driving.button(panel, "去掉这条"))
    assert len(checks.rows) == 22
    assert panel.pane.dirty
    assert "去掉这条" not in driving.texts(panel)
