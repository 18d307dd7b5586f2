"""A register that the clerk defines in the window, and everything that he does with one that came with the program."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from forms.actions import Add, Delete, Edit
from forms.form import FormFrame
from forms.widgets.viewer import Viewer
from ledger.book import Ledger
from tests.forms.window import driving
from tests.forms.window.own_registers import (
    COLUMNS,
    PATROL,
    Start,
    begin,
    cell,
    chosen,
    form_of,
    new_library,
    preview_of,
    registers,
    table,
    with_patrols,
)
from tests.forms.window.sheets import cells, laid, push, said, settle, top


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return new_library(tmp_path)


@pytest.fixture
def patrols(library: Path) -> Path:
    return with_patrols(library)


def test_a_register_is_designed_and_at_once_in_use(start: Start, library: Path) -> None:
    app = start(library)
    page = registers(app)
    begin(app, page)
    driving.write(app.root, "安全巡查册")
    assert form_of(app).editor("code").typed() == "aqxcc"
    driving.typing(cell(app, 3, 0), "（二楼）")
    push(app, "保存")
    assert app.overlay.top is None
    assert page.taken == "own-aqxcc"
    assert "自建登记簿" in [page.chooser.tree.item(each, "values")[0] for each in page.chooser.tree.get_children()]
    driving.press(app.root, "<Control-n>")
    settle(app)
    driving.write(app.root, "7.2\t查看消防通道\t沈文君\t")
    driving.press(app.root, "<Control-s>")
    settle(app)
    (record,) = app.desk.snapshot.of("own-aqxcc")
    assert (record["内容"], record["经办人"].name) == ("查看消防通道", "沈文君")
    assert page.panel.listing.count == 1
    driving.focus(page.panel.listing)
    driving.press(app.root, "<Control-z>", "<Control-z>")
    settle(app)
    assert app.desk.snapshot.of("own-aqxcc") == ()
    driving.press(app.root, "<Control-z>")
    settle(app)
    assert page.taken != "own-aqxcc", "登记簿撤销了，前面换成别的"


def test_the_preview_follows_what_is_typed(start: Start, library: Path) -> None:
    app = start(library)
    begin(app, registers(app))
    preview = preview_of(app)

    def labels() -> list[str]:
        (form,) = (each for each in driving.below(preview) if isinstance(each, FormFrame))
        return driving.texts(form)

    assert "日期" in labels()
    driving.typing(cell(app, 3, 0), "甲")
    driving.pump(app.root, lambda: "备注甲" in labels(), what="登记时的样子")
    driving.typing(cell(app, 3, 1), "没有这种")
    driving.pump(app.root, lambda: any("没有这种" in words for words in driving.texts(preview)), what="说明还不能预览")
    assert "还不能预览" in driving.texts(preview)
    driving.press(app.root, "<Control-a>")
    driving.write(app.root, "文字")
    driving.pump(app.root, lambda: "还不能预览" not in driving.texts(preview), what="又能预览")
    driving.click(driving.button(preview, "印出来的样子"))
    viewer = next(each for each in driving.below(preview) if isinstance(each, Viewer))
    driving.pump(app.root, lambda: viewer.count == 1, 30, "印出来的样子")
    assert "新登记簿" in driving.texts(viewer)
    driving.press(app.root, "<Escape>")
    push(app, "不保存")
    assert app.overlay.top is None
    assert app.desk.snapshot.of("own_register") == ()


@pytest.mark.parametrize(
    ("row", "column", "words", "where", "says"),
    [
        (1, 0, "日期", ("columns", 1, 0), "有两个栏目的名称都是“日期”"),
        (1, 3, "甲、乙", ("columns", 1, 3), "第2个栏目“内容”不是单选或多选"),
        (2, 0, "经{办}人", ("columns", 2, 0), "的名称里不能有“{”"),
        (0, 1, "", ("columns", 0, 1), "第1行的类型”"),
    ],
)
def test_what_cannot_be_is_told_at_its_cell(
    start: Start, library: Path, row: int, column: int, words: str, where: tuple[str, int, int], says: str
) -> None:
    app = start(library)
    begin(app, registers(app))
    driving.write(app.root, "安全巡查册")
    driving.focus(cell(app, row, column))
    driving.press(app.root, "<Control-a>", "<BackSpace>")
    driving.write(app.root, words)
    push(app, "保存")
    field, at, there = where
    assert says in form_of(app).editor(field).sentence
    assert table(app)._faulty == (at, there)
    assert driving.within(app.root.tk.call("focus"), cell(app, at, there))
    assert app.desk.snapshot.of("own_register") == ()


@pytest.mark.parametrize(
    ("name", "words", "says"),
    [
        ("title", "意见建议", "与已有的登记簿同名"),
        ("title", "安全巡查册", "安全巡查册"),
        ("title", "", "不能填空白"),
        ("code", "patrol", "已经给了“安全巡查册”"),
        ("code", "大写", "只能用小写字母"),
    ],
)
def test_a_name_or_code_that_cannot_be_is_told_at_its_field(
    start: Start, patrols: Path, name: str, words: str, says: str
) -> None:
    app = start(patrols)
    begin(app, registers(app))
    driving.write(app.root, "夜间巡查")
    form_of(app).editor(name).put(words)
    push(app, "保存")
    assert says in form_of(app).editor(name).sentence
    assert len(app.desk.snapshot.of("own_register")) == 1


def test_a_code_that_is_taken_gets_a_number_and_one_of_ones_own_stays(start: Start, library: Path) -> None:
    with Ledger.open(library) as book:
        book.add("own_register", {**PATROL, "code": "jj"})
    app = start(library)
    begin(app, registers(app))
    driving.write(app.root, "借机")
    code = form_of(app).editor("code")
    assert code.typed() == "jj-2"
    driving.focus(code.inner)
    driving.press(app.root, "<Control-a>")
    driving.write(app.root, "lend")
    driving.typing(form_of(app).editor("title").inner, "簿")
    assert code.typed() == "lend"


def test_columns_are_moved_renamed_added_and_keep_what_they_hold(start: Start, patrols: Path) -> None:
    app = start(patrols)
    page = registers(app, "own-patrol")
    record = chosen(app, page)
    driving.press(app.root, "<Escape>", "<F2>")
    laid(app, "修改登记簿")
    settle(app)
    driving.focus(cell(app, 3, 0))
    driving.press(app.root, "<Control-a>")
    driving.write(app.root, "隐患数")
    driving.click(driving.button(top(app), "上移"))
    driving.click(driving.button(top(app), "上移"))
    table(app).add()
    driving.typing(cell(app, 4, 0), "隐患")
    driving.typing(cell(app, 4, 1), "文字")
    push(app, "保存")
    assert app.overlay.top is None
    now = app.desk.snapshot.get(record.uid)
    assert now is not None
    assert [field.label for field in now.declared.fields] == ["日期", "隐患数", "地点", "结果", "隐患"]
    words = {field.label: field.show(now[field.name]) for field in now.declared.fields}
    assert (words["隐患数"], words["隐患"]) == ("10余", "")
    assert [column.label for column in page.panel.listing.columns] == ["日期", "隐患数", "地点", "结果", "隐患"]
    assert cells(page.panel.listing)[0][:3] == ("2015-07-02", "10余", "办税大厅")
    record = chosen(app, page)
    assert page.panel.pane.form is not None
    assert "隐患数" in driving.texts(page.panel.pane.form)
    begin(app, page, "修改登记簿")
    assert [row["label"] for row in table(app).typed()] == ["日期", "隐患数", "地点", "结果", "隐患"]
    push(app, "保存")
    assert app.overlay.top is None, "没有改动，不用保存"


def test_a_column_with_entries_is_not_taken_away(start: Start, patrols: Path) -> None:
    app = start(patrols)
    begin(app, registers(app, "own-patrol"), "修改登记簿")
    driving.focus(cell(app, 3, 1))
    driving.press(app.root, "<Control-a>")
    driving.write(app.root, "整数")
    push(app, "保存")
    sentence = form_of(app).editor("columns").sentence
    assert sentence == "“安全巡查册”的栏目“隐患”已有1条记录填写，不能删去或改类型。"
    assert table(app)._faulty == (3, 1)
    driving.focus(cell(app, 3, 0))
    driving.press(app.root, "<Control-Delete>")
    push(app, "保存")
    assert "不能删去或改类型" in form_of(app).editor("columns").sentence
    push(app, "取消")
    push(app, "继续填写")
    push(app, "取消")
    push(app, "不保存")
    assert app.overlay.top is None


def test_a_register_is_deleted_only_when_it_is_empty(start: Start, patrols: Path) -> None:
    app = start(patrols)
    page = registers(app, "own-patrol")
    record = chosen(app, page)
    begin(app, page, "修改登记簿")
    push(app, "删除登记簿")
    assert "还有1条记录，先删除这些记录才能删除登记簿" in said(app)
    push(app, "取消")
    app.desk.change(Delete((record.uid,)))
    settle(app)
    begin(app, page, "修改登记簿")
    push(app, "删除登记簿")
    assert app.overlay.top is None
    assert "own-patrol" not in page.chooser.rows
    assert page.taken != "own-patrol"
    assert not driving.button(page, "修改登记簿").enabled  # type: ignore[attr-defined]
    driving.press(app.root, "<Control-z>")
    settle(app)
    assert "own-patrol" in page.chooser.rows


def test_a_register_that_goes_behind_another_screens_kind_changes_nothing_in_front(start: Start, library: Path) -> None:
    app = start(library)
    page = registers(app)
    app.desk.change(Add("own_register", (PATROL,)))
    settle(app)
    page.take("own-patrol")
    page.take("minutes")
    app.undo()
    settle(app)
    assert page.taken == "minutes"
    assert "会议纪要" in driving.texts(page)
    assert page.panel.kind.slug != "own-patrol"


def test_what_is_typed_stays_when_the_register_is_defined_otherwise(start: Start, patrols: Path) -> None:
    app = start(patrols)
    page = registers(app, "own-patrol")
    chosen(app, page)
    assert page.panel.pane.form is not None
    driving.typing(page.panel.pane.form.editor("地点").inner, "二楼")
    (definition,) = app.desk.snapshot.of("own_register")
    wider = [*COLUMNS, {"label": "天气", "type": "文字"}]
    app.desk.change(Edit(((definition.uid, {"columns": wider}, None),)))
    settle(app)
    form = page.panel.pane.form
    assert form is not None
    assert form.typed() == {"地点": "办税大厅二楼"}
    assert "天气" in driving.texts(form)
    assert page.panel.pane.dirty
    gc.collect()


# In use, as any other
