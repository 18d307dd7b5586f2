"""A register of the clerk's own is used in the window as any other: copied, changed, imported, found, printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PIL import Image

from forms.actions import Add, Attach, Delete
from forms.dialogs.bulk import edit_many
from forms.shell.page import Target
from tests.forms.window import driving
from tests.forms.window.own_registers import ONE, Start, chosen, form_of, new_library, registers, with_patrols
from tests.forms.window.sheets import Choosing, cells, laid, lists, push, said, settle, top
from tests.forms.window.test_bulk import fill


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return new_library(tmp_path)


@pytest.fixture
def patrols(library: Path) -> Path:
    return with_patrols(library)


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
