"""An acceptance in the window: the check table as a grid, scored while counts are typed; failings become findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from forms.app import App
from forms.screens.check_grid_acceptance import AcceptanceForm, AcceptanceGrid
from forms.screens.check_grid_panel import AcceptancesPanel
from forms.screens.checks import Checks
from forms.shell.page import Target
from ledger.book import Ledger
from ledger.records import Record
from tests.forms.window import driving
from tests.forms.window.sheets import settle
from tests.ledger.counter_acceptance import COUNTER, FAILINGS, GROUPS, ROWS, TYPED, words

NOON = dt.datetime(2011, 9, 18, 4, 0, tzinfo=dt.UTC)


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """A library of the post-office scheme with two people."""
    with Ledger.create(
        tmp_path / "三创",
        unit="某邮政局",
        year=2011,
        scheme_id="post-counter-2011",
        who="测试员",
        clock=lambda: NOON,
    ) as book:
        book.add_many("person", [{"name": "沈文君"}, {"name": "周启明"}])
        return book.path


@pytest.fixture
def app(start: Callable[..., App], post: Path) -> App:
    return start(post)


def opened(app: App, record: Record | None = None) -> AcceptancesPanel:
    """The acceptances in front, with one that is shown or a new one."""
    page = app.go("checks", Target("acceptance", record.uid if record is not None else ""))
    settle(app)
    assert isinstance(page, Checks)
    assert isinstance(page.front, AcceptancesPanel)
    return page.front


def grid(panel: AcceptancesPanel) -> AcceptanceGrid:
    """The grid of the form."""
    assert isinstance(panel.form, AcceptanceForm)
    return panel.form.checks


def at(checks: AcceptanceGrid, no: str, place: int, column: str = "value") -> None:
    """Take the keyboard to a cell."""
    checks.focus()
    driving.pump(checks)
    uid = next(place_ for place_, row in enumerate(checks.rows) if row["point"] == words(no, place))
    assert checks.grid_.go(str(uid), column)
    driving.pump(checks)


def stored(app: App) -> Record:
    """The only acceptance of the ledger."""
    (record,) = app.desk.snapshot.of("acceptance")
    return record


def add(app: App, **changes: object) -> Record:
    """An acceptance entered elsewhere."""
    from forms.actions import Add

    app.desk.change(Add("acceptance", ({**TYPED, **changes},)))
    settle(app)
    return stored(app)


def test_a_blank_acceptance_shows_the_whole_table_with_full_points(app: App) -> None:
    panel = opened(app)
    checks = grid(panel)
    assert len(checks.rows) == sum(len(item.points) for item in COUNTER.items)
    assert "营业示范窗口验收标准　得分 100.00　满分 100" in driving.texts(checks)
    tree = checks.grid_.table.tree
    heads = [tree.set(uid, "point") for uid in tree.get_children() if uid.startswith("group:")]
    assert heads == [f"【{name}】" for name in GROUPS]
    assert len([uid for uid in tree.get_children() if uid.startswith("item:")]) == len(COUNTER.items)
    assert tree.set("item:2.0", "rule") == "合格或不合格"
    assert not panel.pane.dirty
    assert checks.typed() == []


def test_the_keyboard_is_at_the_top_of_a_new_one_and_headings_are_seen_with_their_points(app: App) -> None:
    panel = opened(app, add(app))
    checks = grid(panel)
    at(checks, "3.1", 1)
    tree = checks.grid_.table.tree
    assert tree.bbox("group:服务设施", "point") and tree.bbox("item:3.1", "point")
    panel.new()
    settle(app)
    assert checks.grid_.current == ("0", "value")
    assert tree.bbox("group:组织管理", "point")


def test_numbers_go_down_the_column_and_the_score_follows_at_once(app: App) -> None:
    panel = opened(app)
    checks = grid(panel)
    tree = checks.grid_.table.tree
    at(checks, "3.1", 1)
    driving.write(app.root, "3")
    assert (tree.set("item:3.1", "score"), tree.set("group:服务设施", "score")) == ("1.5分", "8.5分")
    driving.press(app.root, "<Down>")
    driving.write(app.root, "2")
    assert tree.set("item:3.1", "score") == "0.5分"
    assert "营业示范窗口验收标准　得分 97.50　满分 100" in driving.texts(checks)
    driving.press(app.root, "<Return>")
    driving.write(app.root, "资费表未更新")
    assert checks.typed() == [
        {"point": words("3.1", 1), "value": "3", "grounds": "", "note": ""},
        {"point": words("3.1", 2), "value": "2", "grounds": "资费表未更新", "note": ""},
    ]
    assert words("3.1", 2) in "".join(driving.texts(checks))


def test_a_veto_is_typed_by_a_digit_and_told_over_the_table(app: App) -> None:
    checks = grid(opened(app))
    at(checks, "2.0", 1)
    driving.write(app.root, "1")
    assert checks.typed()[0]["value"] == "是"
    assert "营业示范窗口验收标准　得分 100.00　满分 100　有一票否决项，不合格" in driving.texts(checks)
    assert checks.grid_.table.tree.set("item:2.0", "score") == "不合格"
    driving.press(app.root, "<Control-a>", "<BackSpace>")
    assert checks.typed() == []


def test_what_a_point_does_not_take_turns_its_cell_red_and_is_not_taken(app: App) -> None:
    checks = grid(opened(app))
    at(checks, "8.1", 1)
    driving.write(app.root, "9x")
    assert checks.grid_.fault == "应填实际达到的百分数，如 83.5。"
    assert checks.typed()[0]["value"] == "9"
    driving.press(app.root, "<Escape>")
    driving.write(app.root, "96.5")
    assert checks.grid_.table.tree.set("item:8.1", "score") == "1.5分"


def test_a_whole_acceptance_typed_by_keys_is_stored_and_scored_as_summed_by_hand(app: App) -> None:
    panel = opened(app)
    checks = grid(panel)
    for no, place, value, grounds in FAILINGS:
        at(checks, no, place)
        driving.write(app.root, value)
        if grounds:
            driving.press(app.root, "<Return>")
            driving.write(app.root, grounds)
    tree = checks.grid_.table.tree
    for name, (full, left) in GROUPS.items():
        assert (tree.set(f"group:{name}", "rule"), tree.set(f"group:{name}", "score")) == (f"共{full}分", f"{left}分")
    assert "营业示范窗口验收标准　得分 66.70　满分 100" in driving.texts(checks)
    assert panel.form is not None
    driving.typing(panel.form.editor("title").inner, "第三季度")
    driving.press(app.root, "<Control-s>")
    settle(app)
    made = stored(app)
    assert made["table"] == COUNTER.name
    assert [(row["point"], row["value"], row["grounds"]) for row in made["rows"]] == [
        (row["point"], row["value"], row["grounds"] or None) for row in ROWS
    ]
    assert not panel.pane.dirty


def test_grounds_without_a_count_are_told_at_the_point_and_not_saved(app: App) -> None:
    panel = opened(app)
    checks = grid(panel)
    at(checks, "2.1", 1, "grounds")
    driving.write(app.root, "没有引导员")
    assert panel.form is not None
    driving.typing(panel.form.editor("title").inner, "第三季度")
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert app.desk.snapshot.of("acceptance") == ()
    assert f"“{words('2.1', 1)}”写了依据或备注，还没有填次数或实测" in checks.sentence
    assert checks.grid_.current == (str(checks.at), "value")
    assert checks.rows[checks.at or 0]["point"] == words("2.1", 1)


def test_rows_that_cannot_be_counted_are_red_and_keep_the_score_away(app: App) -> None:
    wrong = [{"point": words("2.1", 1), "value": "许多"}, {"point": "9.9 旧表：要点", "value": "1"}]
    panel = opened(app, add(app, rows=wrong))
    checks = grid(panel)
    tree = checks.grid_.table.tree
    told = "".join(driving.texts(checks))
    assert "不能计分" in told
    places = [place for place, row in enumerate(checks.rows) if row["value"]]
    assert [tree.item(str(place), "tags")[-1] for place in places] == ["bad", "bad"]
    checks.focus()
    checks.grid_.go(str(places[0]), "value")
    assert any("“许多”不对：应填不合格的次数（整数）。" in text for text in driving.texts(checks))
    checks.grid_.go(str(places[1]), "value")
    assert any("检查表里没有这一条" in text for text in driving.texts(checks))
    driving.click(driving.button(panel, "去掉这行"))
    at(checks, "2.1", 1)
    driving.write(app.root, "1")
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert [(row["point"], row["value"]) for row in stored(app)["rows"]] == [(words("2.1", 1), "1")]
    assert "营业示范窗口验收标准　得分 98.00　满分 100" in driving.texts(checks)


def test_a_failing_becomes_a_finding_by_one_key_and_is_known_by_its_point(app: App) -> None:
    accepted = add(app)
    panel = opened(app, accepted)
    checks = grid(panel)
    at(checks, "4.4", 2)
    driving.press(app.root, "<F8>")
    settle(app)
    assert app.shell is not None
    assert app.shell.front is not None
    assert app.shell.front.slug == "findings"
    driving.press(app.root, "<Control-s>")
    settle(app)
    (finding,) = app.desk.snapshot.of("finding")
    names = ("number", "source", "acceptance", "point", "problem", "found", "status")
    assert [finding[name] for name in names] == [
        1,
        "日常考核",
        accepted.uid,
        words("4.4", 2),
        "走有送声",
        dt.date(2011, 9, 18),
        "未整改",
    ]
    opened(app, accepted)
    place = next(place for place, row in enumerate(checks.rows) if row["point"] == words("4.4", 2))
    assert dict(checks.followed) == {place: "已列入，办理中"}
    assert checks.grid_.table.tree.set(str(place), "followed") == "已列入，办理中"
    at(checks, "4.4", 2)
    driving.click(driving.button(panel, f"问题都记入整改（{len(FAILINGS) - 1}）"))
    settle(app)
    assert len(app.desk.snapshot.of("finding")) == len(FAILINGS)
    assert {each["point"] for each in app.desk.snapshot.of("finding")} == {row["point"] for row in ROWS}
    assert checks.failing() == []


def test_a_point_in_order_becomes_no_finding(app: App) -> None:
    panel = opened(app, add(app))
    at(grid(panel), "1.1", 1)
    driving.press(app.root, "<F8>")
    settle(app)
    assert app.shell is not None
    assert app.shell.front is panel.master.master
    assert "“成立活动领导小组”没有查出问题" in app.shell.status.said


def test_a_scheme_without_a_table_keeps_acceptances_behind_the_others(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    panel = opened(app)
    checks = grid(panel)
    assert (checks.rows, checks.grid_.current) == ([], None)
    assert any("没有验收评分表" in text for text in driving.texts(checks))
    page = panel.master.master
    assert isinstance(page, Checks)
    assert [view.key for view in page.views()] == ["rounds", "daily", "acceptances"]
