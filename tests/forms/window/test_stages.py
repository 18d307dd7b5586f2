"""The campaign on a timeline: a stage opened on it narrows the lists, demanded papers lead to where they are made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from forms.actions import Edit
from forms.app import App
from forms.records_panel import RecordsPanel
from forms.screens.stage_list_papers import RequiredPapers
from forms.screens.stage_list_standards import Standards
from forms.screens.stages import Stages
from forms.shell.page import Target
from tests.forms.window import driving
from tests.forms.window.sheets import settle


@pytest.fixture
def app(start: Callable[..., App], library: Path) -> App:
    return start(library)


def page_of(app: App) -> Stages:
    page = app.go("stages")
    settle(app)
    assert isinstance(page, Stages)
    return page


def papers(page: Stages) -> RequiredPapers:
    page.take("papers")
    settle(page.app)
    assert isinstance(page.front, RequiredPapers)
    return page.front


def test_the_timeline_knows_the_papers_and_the_tasks(app: App) -> None:
    page = page_of(app)
    assert page.timeline.done == {"宣传发动": (6, 6), "检查整改": (3, 8), "考核评议": (4, 4)}
    late = [due for due in page.timeline.dues if not due.done]
    assert [due.words for due in late] == ["针对反馈意见抓好整改"]
    task = next(each for each in app.desk.snapshot.of("stage_task") if each["status"] != "已完成")
    app.desk.change(Edit(((task.uid, {"status": "已完成"}, task.revision),)))
    settle(app)
    assert all(due.done for due in page.timeline.dues)


def test_a_click_on_a_stage_narrows_the_lists_and_says_what_is_lacking(app: App) -> None:
    page = page_of(app)
    tasks = page.front
    assert isinstance(tasks, RecordsPanel)
    assert tasks.listing.total == 10
    left, top, right, foot = map(int, page.timeline.boxes["检查整改"])
    driving.click(page.timeline, (left + right) // 2, (top + foot) // 2)
    settle(app)
    assert {row.cells[1] for row in tasks.listing.shown_rows()} == {"检查整改"}
    assert "必备资料3/8件已齐，还要补：" in "".join(driving.texts(page)).replace("\n", "")
    listed = papers(page).listing
    assert {row.cells[0] for row in listed.shown_rows()} == {"检查整改"}
    driving.click(driving.button(page, "全部阶段"))
    settle(app)
    assert listed.total == len(app.desk.scheme.required)
    page.take("stage_task")
    assert tasks.listing.total == 10


def test_keys_narrow_too_and_a_view_without_time_gives_way(app: App) -> None:
    page = page_of(app)
    page.take("standards")
    assert not page.timeline.winfo_viewable()
    page.take("stage_task")
    driving.pump(app.root)
    driving.focus(page.timeline)
    driving.press(app.root, "<End>", "<Return>")
    settle(app)
    assert page.stage is not None
    assert page.stage.name == "考核评议"
    page.take("rules")
    page.narrow(app.desk.scheme.stages[0])
    assert page.taken == "papers"


def test_a_missing_paper_leads_to_its_form_and_a_faulty_one_to_its_record(app: App) -> None:
    view = papers(page_of(app))
    rows = {row.uid: row for row in view.listing.shown_rows()}
    assert (rows["summary-rectify"].cells[2:4], rows["summary-rectify"].tone) == (("0/1", "缺"), "bad")
    assert (rows["plan"].cells[2:4], rows["plan"].tone) == (("1/1", "已齐"), "good")
    assert rows["study"].cells[3] == "没签字"
    view.listing.select(("summary-rectify",))
    driving.focus(view.listing)
    driving.press(app.root, "<Return>")
    settle(app)
    page = page_of(app)
    assert page.taken == "reports"
    assert isinstance(page.front, RecordsPanel)
    assert page.front.pane.form is not None
    assert page.front.pane.record is None
    assert page.front.pane.form.typed() == {"stage": "检查整改"}
    view.go("study")
    settle(app)
    assert app.shell is not None
    assert app.shell.front is not None
    assert app.shell.front.slug == "meetings"


def test_a_record_of_another_stage_is_listed_among_all(app: App) -> None:
    page = page_of(app)
    page.narrow(app.desk.scheme.stages[2])
    task = next(each for each in app.desk.snapshot.of("stage_task") if each["stage"] == "宣传发动")
    app.go("stages", Target("stage_task", task.uid))
    settle(app)
    assert page.stage is None
    assert isinstance(page.front, RecordsPanel)
    assert page.front.listing.selection == (task.uid,)


def test_standards_show_what_the_last_check_found(app: App) -> None:
    page = page_of(app)
    page.take("standards")
    view = page.front
    assert isinstance(view, Standards)
    tops = view.tree.get_children()
    assert [view.tree.item(top, "text") for top in tops] == [each.name for each in app.desk.scheme.standards]
    points = {view.tree.item(each, "text"): view.tree.item(each, "values") for each in view.tree.get_children(tops[3])}
    assert tuple(points["群众满意率高"]) == ("不符合", "停车位不足，群众意见较多")
    view.focus_set()
    assert view.tree.selection() == (tops[0],)


def test_the_timeline_folds_and_is_folded_in_a_low_window(start: Callable[..., App], library: Path) -> None:
    app = start(library, zoom=1.5)
    page = page_of(app)
    assert not page.timeline.winfo_viewable()
    driving.click(driving.button(page, "展开时间轴"))
    driving.pump(app.root)
    assert page.timeline.winfo_viewable()
    driving.click(driving.button(page, "收起时间轴"))
    driving.pump(app.root)
    assert not page.timeline.winfo_viewable()
    right = page.segments.winfo_rootx() + page.segments.winfo_width()
    assert right <= page.winfo_rootx() + page.winfo_width()
