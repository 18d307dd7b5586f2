"""A report drafted in the window: chosen, read, opened as a form, saved; its figures lead to their registers."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path

import pytest

from forms.app import App
from forms.dialogs.report_choices import candidates, fitting, periods
from forms.dialogs.report_draft import DraftText, draft_report
from forms.records_panel import RecordsPanel
from forms.screens.registers import Registers
from forms.screens.stages import Stages
from forms.widgets.choice_box import ChoiceBox
from ledger.kinds.work_report import OPEN
from tests.forms.window import driving
from tests.forms.window.sheets import cells, laid, lists, push, said, settle, top


@pytest.fixture
def app(start: Callable[..., App], library: Path) -> App:
    return start(library)


def stages(app: App) -> Stages:
    page = app.go("stages")
    settle(app)
    assert isinstance(page, Stages)
    return page


def drafting(app: App) -> DraftText:
    """The text on the sheet, when it was drafted."""
    laid(app, "起草的对话")
    settle(app)
    return next(each for each in driving.below(top(app)) if isinstance(each, DraftText))


def boxes(app: App) -> dict[str, ChoiceBox]:
    found = [each for each in driving.below(top(app)) if isinstance(each, ChoiceBox)]
    return {each.field.name: each for each in found}


def choose(app: App, name: str, words: str) -> None:
    """Type other words into a line of the sheet."""
    box = boxes(app)[name]
    driving.focus(box.entry)
    box.entry.select_range(0, "end")
    driving.press(app.root, "<BackSpace>")
    driving.write(app.root, words)
    driving.press(app.root, "<Tab>")
    settle(app)


def shown_choices(app: App) -> set[str]:
    return {name for name, box in boxes(app).items() if box.winfo_viewable()}


def test_a_yearly_report_is_drafted_read_and_saved(app: App) -> None:
    page = stages(app)
    page.list_of("work_report")
    driving.pump(app.root)
    driving.click(driving.button(page, "从记录起草……"))
    text = drafting(app)
    assert [boxes(app)[name].typed() for name in ("sort", "period", "outline")] == ["年度总结", "2015年度", "通用提纲"]
    assert "召开会议15次" in text.words and "【待补：服务办件情况" in text.words
    assert text.text.tag_ranges("open") and "4处“【待补】”" in said(app)
    driving.screenshot(app.root, "report-draft")
    push(app, "起草")
    panel = page.front
    assert isinstance(panel, RecordsPanel) and panel.pane.form is not None
    assert panel.pane.dirty and app.overlay.top is None
    assert "召开会议15次" in panel.pane.form.editor("chapters").typed()[0]["text"]
    driving.screenshot(app.root, "report-form")
    panel.pane.form.focus_field("chapters")
    driving.pump(app.root)
    driving.screenshot(app.root, "report-form-chapters")
    driving.press(app.root, "<Control-s>")
    settle(app)
    (saved,) = app.desk.snapshot.of("work_report")
    assert saved["title"] == "2015年度“人民满意服务示范窗口”创建活动工作总结"
    assert saved["chapters"][0]["title"] == "组织领导情况"
    assert len(saved["sources"]) > 40
    panel.print()
    driving.pump(app.root, lambda: "没有补写，补好以后再印正式件" in said(app), 60, "排好版")
    driving.screenshot(app.root, "report-preview")
    driving.press(app.root, "<Escape>")
    page.sources()
    laid(app, "数字出处")
    assert lists(app)[0].total == len(saved["sources"])
    push(app, "关闭")


def test_a_figure_leads_to_its_register(app: App) -> None:
    draft_report(app)
    drafting(app)
    (listing,) = lists(app)
    rows = cells(listing)
    assert ("组织领导情况", "召开会议15次", "会议记录", "15") in rows
    place = next(place for place, row in enumerate(rows) if row[1] == "征集意见建议30条")
    listing.select((str(place),))
    driving.focus(listing.tree)
    driving.press(app.root, "<Return>")
    settle(app)
    page = app.go("registers")
    assert isinstance(page, Registers)
    assert app.overlay.top is None and page.taken == "opinion"


def test_of_a_stage_the_stage_is_told_and_wrong_words_are_said(app: App) -> None:
    page = stages(app)
    page.narrow(app.desk.scheme.stages[1])
    page.take("reports")
    page.draft()
    text = drafting(app)
    assert [boxes(app)[name].typed() for name in ("sort", "period")] == ["阶段小结", "检查整改阶段"]
    assert "召开会议10次" in text.words and "接受民主评议" not in text.words
    choose(app, "period", "2015年7月")
    assert "召开会议3次" in text.words
    box = boxes(app)["period"]
    box.put("没有的时段")
    box.changed()
    settle(app)
    assert "请从列表里选种类、报告期和提纲。" in said(app)
    assert not driving.button(top(app), "起草").enabled  # type: ignore[attr-defined]
    driving.press(app.root, "<Escape>")
    assert app.overlay.top is None and not app.desk.snapshot.of("work_report")


def test_a_summary_that_the_scheme_demands_opens_its_own_form(app: App) -> None:
    page = stages(app)
    page.narrow(app.desk.scheme.stages[1])
    page.draft()
    drafting(app)
    push(app, "起草")
    panel = page.front
    assert isinstance(panel, RecordsPanel) and panel.kind.slug == "stage_summary" and panel.pane.form is not None
    assert panel.pane.form.editor("stage").typed() == "检查整改"
    assert "（一）组织领导情况\n召开会议10次" in panel.pane.form.editor("achievements").typed()
    driving.screenshot(app.root, "report-stage")
    page.sources()
    assert app.overlay.top is None  # a summary keeps no sources
    panel.pane.discard()


def test_the_deeds_of_a_recommendation_open_its_form(app: App) -> None:
    draft_report(app, sort="典型推荐表")
    text = drafting(app)
    assert shown_choices(app) == {"sort", "period", "candidate"}
    assert "请先填推荐对象" in said(app)
    name = candidates(app.desk.snapshot)[0]
    choose(app, "candidate", name)
    assert "参加会议15次" in text.words and OPEN in text.words
    assert ("主要事迹", "参加会议15次", "会议记录", "15") in cells(lists(app)[0])
    driving.screenshot(app.root, "report-deeds")
    push(app, "起草")
    page = app.go("registers")
    assert isinstance(page, Registers) and page.taken == "nomination" and page.panel.pane.form is not None
    assert page.panel.pane.form.editor("candidate").typed() == name
    page.panel.pane.discard()


def test_what_is_chosen_by_itself_fits_the_sort(app: App) -> None:
    scheme, day = app.desk.scheme, app.desk.scheme.stages[1].first
    assert fitting(scheme, "阶段小结", None, day) == "检查整改阶段"
    assert fitting(scheme, "工作汇报", None, day) == "2015年度"
    assert list(periods(scheme))[:5] == ["宣传发动阶段", "检查整改阶段", "考核评议阶段", "2015年度", "2015年上半年"]


@pytest.mark.parametrize(("zoom", "mode"), [(1.0, "dark"), (1.5, "light")])
def test_the_sheet_fits_the_window_at_every_zoom(app: App, zoom: float, mode: str) -> None:
    from forms import theme

    theme.set_mode(mode)
    theme.set_zoom(zoom)
    page = stages(app)
    page.list_of("work_report")
    driving.pump(app.root)
    driving.screenshot(app.root, f"report-page-{mode}-{zoom}")
    page.draft()
    text = drafting(app)
    driving.screenshot(app.root, f"report-draft-{mode}-{zoom}")
    button = driving.button(top(app), "起草")
    assert _inside(app.root, button) and _inside(app.root, text)
    assert text.winfo_height() > theme.px(120)


def _inside(root: tk.Misc, widget: tk.Misc) -> bool:
    right, foot = widget.winfo_rootx() + widget.winfo_width(), widget.winfo_rooty() + widget.winfo_height()
    return right <= root.winfo_rootx() + root.winfo_width() and foot <= root.winfo_rooty() + root.winfo_height()
