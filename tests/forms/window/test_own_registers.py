"""A register that the clerk defines in the window, and everything that he does with one that came with the program."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PIL import Image

from forms.actions import Add, Attach, Delete, Edit
from forms.app import App
from forms.dialogs.bulk import edit_many
from forms.dialogs.register_columns import ColumnsBox, DefinitionForm
from forms.dialogs.register_preview import RegisterPreview
from forms.form import FormFrame
from forms.screens.registers import Registers
from forms.shell.page import Target
from forms.widgets.viewer import Viewer
from ledger.book import Ledger
from tests.forms.window import driving
from tests.forms.window.sheets import Choosing, cells, laid, lists, push, said, settle, top
from tests.forms.window.test_bulk import fill
from tests.ledger.books import new_book

Start = Callable[..., App]

COLUMNS: list[dict[str, Any]] = [
    {"label": "日期", "type": "日期", "required": "是"},
    {"label": "地点", "type": "文字", "required": "是"},
    {"label": "结果", "type": "单选", "choices": "正常、异常"},
    {"label": "隐患", "type": "约数"},
]
PATROL = {"title": "安全巡查册", "code": "patrol", "columns": COLUMNS, "proof": "现场照片"}
ONE = {"日期": "2015.7.2", "地点": "办税大厅", "结果": "正常", "隐患": "10余"}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    with new_book(tmp_path) as book:
        book.add_many("person", [{"name": "沈文君"}, {"name": "周启明"}])
        return book.path


@pytest.fixture
def patrols(library: Path) -> Path:
    """A library with a register of one's own and an entry in it."""
    with Ledger.open(library) as book:
        book.add("own_register", PATROL)
        book.add("own-patrol", ONE)
    return library


def registers(app: App, slug: str = "") -> Registers:
    page = app.go("registers")
    settle(app)
    assert isinstance(page, Registers)
    if slug:
        page.take(slug)
        settle(app)
    return page


def form_of(app: App) -> DefinitionForm:
    """The form on the sheet on top."""
    return next(each for each in driving.below(top(app)) if isinstance(each, DefinitionForm))


def preview_of(app: App) -> RegisterPreview:
    return next(each for each in driving.below(top(app)) if isinstance(each, RegisterPreview))


def table(app: App) -> ColumnsBox:
    return form_of(app).columns


def cell(app: App, row: int, column: int) -> Any:
    """The entry of a cell of the columns' table, counted from 0."""
    return table(app)._strip(row).cells[column].inner


def begin(app: App, page: Registers, words: str = "新建登记簿") -> None:
    driving.click(driving.button(page, words))
    laid(app, words)
    settle(app)


def chosen(app: App, page: Registers, place: int = 0) -> Any:
    driving.focus(page.panel.listing)
    driving.press(app.root, "<Home>", *["<Down>"] * place)
    settle(app)
    return page.panel.pane.record


# Designing


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


def test_entries_are_copied_changed_binned_restored_and_have_a_history(start: Start, patrols: Path) -> None:
    app = start(patrols)
    page = registers(app, "own-patrol")
    record = chosen(app, page)
    driving.press(app.root, "<Control-d>")
    settle(app)
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert [each["地点"] for each in app.desk.snapshot.of("own-patrol")] == ["办税大厅", "办税大厅"]
    chosen(app, page)
    assert page.panel.pane.form is not None
    driving.focus(page.panel.pane.form.editor("地点").inner)
    driving.press(app.root, "<Control-a>")
    driving.write(app.root, "二楼𠮷字间")
    driving.press(app.root, "<Control-s>")
    settle(app)
    page.panel._history()
    settle(app)
    assert "地点" in {row[3] for row in cells(lists(app)[0])}
    driving.press(app.root, "<Escape>")
    driving.focus(page.panel.listing)
    driving.press(app.root, "<Delete>")
    settle(app)
    assert len(app.desk.snapshot.of("own-patrol")) == 1
    bin_: Any = app.go("bin")
    settle(app)
    assert [row[0] for row in cells(bin_.listing)] == ["安全巡查册"]
    driving.focus(bin_.listing.tree)
    driving.press(app.root, "<Home>", "<Return>")
    push(app, "恢复并打开")
    assert app.shell is not None and app.shell.front is page
    assert page.panel.pane.record is not None and page.panel.pane.record.uid == record.uid


def test_several_are_changed_at_once(start: Start, patrols: Path) -> None:
    app = start(patrols)
    app.desk.change(Add("own-patrol", ({**ONE, "地点": "后院"}, {**ONE, "地点": "档案室"})))
    settle(app)
    page = registers(app, "own-patrol")
    chosen(app, page)
    driving.press(app.root, "<Control-a>")
    edit_many(app, page.panel.kind, page.panel.listing.selection)
    settle(app)
    fill(app, "结果", "异常")
    assert "将修改选中的3条中的3条" in said(app)
    push(app, "修改")
    assert {each["结果"] for each in app.desk.snapshot.of("own-patrol")} == {"异常"}
    assert {row[2] for row in cells(page.panel.listing)} == {"异常"}


def test_a_table_comes_in_and_the_list_goes_out(start: Start, patrols: Path, tmp_path: Path) -> None:
    app = start(patrols)
    page = registers(app, "own-patrol")
    book = Workbook()
    for row in (["日期", "地点", "结果", "隐患"], ["7.5", "后院", "异常", "约3"], ["7.6", "档案室", "正常", ""]):
        book.active.append(row)
    book.save(tmp_path / "巡查.xlsx")
    app.chooser = Choosing(tmp_path / "巡查.xlsx", tmp_path)  # type: ignore[assignment]
    page.panel._import()
    settle(app)
    push(app, "下载空白表")
    assert (tmp_path / "安全巡查册空白表.xlsx").exists()
    while app.overlay.top is not None and "选择文件" not in "".join(driving.texts(top(app))):
        driving.press(app.root, "<Escape>")
    push(app, "选择文件")
    push(app, "导入2条")
    assert [row[1] for row in cells(page.panel.listing)] == ["办税大厅", "后院", "档案室"]
    page.panel._export()
    settle(app)
    (written,) = [path for path in tmp_path.glob("*.xlsx") if "空白" not in path.name and path.name != "巡查.xlsx"]
    values = [cell.value for row in load_workbook(written).active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert {"后院", "约3", "隐患"} <= set(values)


def test_rows_are_pasted_and_the_register_is_looked_at(start: Start, patrols: Path) -> None:
    app = start(patrols)
    page = registers(app, "own-patrol")
    app.root.clipboard_clear()
    app.root.clipboard_append("日期\t地点\n7.8\t车库\n")
    driving.focus(page.panel.listing)
    driving.press(app.root, "<Control-v>")
    settle(app)
    push(app, "导入1条")
    assert len(app.desk.snapshot.of("own-patrol")) == 2
    page.panel.pane.clear()
    driving.press(app.root, "<Control-p>")
    sheet = app.overlay.top
    assert sheet is not None
    driving.pump(app.root, lambda: sheet.buttons["print"].enabled, 30, "排好版")
    assert "安全巡查册" in driving.texts(sheet.frame)
    assert "共1页" in driving.texts(sheet.frame)


def test_a_file_is_attached_and_the_gap_is_gone(start: Start, patrols: Path, tmp_path: Path) -> None:
    app = start(patrols)
    page = registers(app, "own-patrol")
    record = chosen(app, page)
    assert str(page.chooser.tree.item("own-patrol", "values")[2]) == "1", "没有现场照片"
    photo = tmp_path / "现场.jpg"
    Image.new("RGB", (320, 240), "gray").save(photo)
    app.desk.change(Attach(record.uid, ((photo, "photo"),)))
    settle(app)
    assert str(page.chooser.tree.item("own-patrol", "values")[2]) == ""
    files = page.panel.pane._files.files
    assert [files.item(each, "values")[1] for each in files.get_children()] == ["现场.jpg"]


def test_the_workbench_and_the_search_lead_to_it(start: Start, patrols: Path) -> None:
    app = start(patrols)
    bench: Any = app.go("workbench")
    settle(app)
    driving.pump(app.root, lambda: bench.worklist.count > 0, what="差什么补什么")
    uid = next(uid for uid, each in bench._entries.items() if each.target.kind == "own-patrol")
    bench.worklist.select((uid,))
    driving.focus(bench.worklist)
    driving.press(app.root, "<Return>")
    settle(app)
    page = registers(app)
    assert page.taken == "own-patrol"
    assert page.panel.pane.record is not None
    app.go("people")
    box = app.shell.header.box  # type: ignore[union-attr]
    driving.typing(box._line.line.entry, "办税大厅")
    driving.pump(app.root, lambda: box.hits, what="搜到")
    assert [hit.sort for hit in box.hits] == ["安全巡查册"]
    driving.press(app.root, "<Return>")
    settle(app)
    assert app.shell is not None and app.shell.front is page


def test_what_is_typed_and_not_saved_is_there_after_a_restart(start: Start, patrols: Path) -> None:
    app = start(patrols)
    app.go("registers", Target("own-patrol"))
    settle(app)
    driving.write(app.root, "7.9\t锅炉房")
    app.quit()
    app = start(patrols)
    settle(app)
    assert "安全巡查册" in said(app) or "安全巡查册" in "".join("".join(row) for row in cells(lists(app)[0]))
    lists(app)[0].choose_all()
    push(app, "继续填写")
    page: Any = app.shell.front if app.shell is not None else None
    assert page.taken == "own-patrol"
    assert page.panel.pane.form.typed()["地点"] == "锅炉房"


def test_what_belongs_to_a_register_that_is_deleted_says_so(start: Start, patrols: Path) -> None:
    app = start(patrols)
    (record,), (definition,) = (app.desk.snapshot.of(slug) for slug in ("own-patrol", "own_register"))
    app.desk.change(Delete((record.uid,)))
    app.desk.change(Delete((definition.uid,)))
    settle(app)
    app.go("registers", Target("own-patrol", record.uid))
    laid(app, "登记簿已删除")
    assert "恢复登记簿" in said(app)
    driving.press(app.root, "<Escape>")
    bin_: Any = app.go("bin")
    settle(app)
    assert {row[0] for row in cells(bin_.listing)} == {"安全巡查册", "自建登记簿"}
    bin_.listing.select((record.uid,))
    bin_.restore()
    settle(app)
    assert "登记簿“安全巡查册”已在回收站，请先恢复登记簿" in said(app)


def test_a_definition_is_opened_by_what_leads_to_it(start: Start, patrols: Path) -> None:
    app = start(patrols)
    (definition,) = app.desk.snapshot.of("own_register")
    app.go("registers", Target("own_register", definition.uid))
    laid(app, "修改登记簿")
    assert form_of(app).editor("title").typed() == "安全巡查册"
    driving.press(app.root, "<Escape>")
    assert app.overlay.top is None
