"""Records from a spreadsheet or the clipboard: previewed row by row, added as one change, the refused rows kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from forms.app import App
from forms.dialogs.importing import import_pasted, import_sheet
from ledger.kinds import kind_of
from tests.forms.window import driving
from tests.forms.window.sheets import Choosing, cells, lists, push, said, settle, top

PERSON = kind_of("person")
PASTED = "姓名\t职务\t在岗状态\t工号\n张三\t科员\t在岗\t1\n李 四\t科员\t\t2\n王五\t科员\t出差\t3\n林晓岚\t\t\t4\n"


def clipboard(app: App, text: str) -> None:
    """Put text on the clipboard."""
    app.root.clipboard_clear()
    app.root.clipboard_append(text)


def workbook(path: Path, rows: list[list[Any]]) -> Path:
    """A workbook with these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def names(app: App) -> set[str]:
    """The names on the roster."""
    return {person["name"] for person in app.desk.snapshot.of("person")}


def test_pasted_rows_are_previewed_added_together_and_undone(
    start: Callable[..., App], library: Path, tmp_path: Path
) -> None:
    app = start(library)
    before = names(app)
    clipboard(app, PASTED)
    import_pasted(app, PERSON)
    settle(app)
    accepted, rejected = (cells(each) for each in lists(app))
    assert [(row[0], row[2], row[3]) for row in accepted] == [("2", "张三", "科员"), ("3", "李 四", "科员")]
    assert "中间有空格" in accepted[1][1]
    assert [row[0] for row in rejected] == ["4", "5"]
    assert "出差" in rejected[0][1]
    assert "已有姓名“林晓岚”" in rejected[1][1]
    assert "可以导入2条，其中1条请核对" in said(app)
    assert "不导入：工号" in said(app)
    app.chooser = Choosing(saved=tmp_path)  # type: ignore[assignment]
    push(app, "导出被拒的行")
    push(app, "知道了")
    push(app, "导入2条")
    assert app.overlay.top is None
    assert names(app) - before == {"张三", "李 四"}
    assert len(app.desk.past) == 1
    app.undo()
    settle(app)
    assert names(app) == before
    sheet = load_workbook(tmp_path / "人员没有导入的行.xlsx").active
    words = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any("不能导入的原因" in row for row in words)
    assert any("王五" in row for row in words)


def test_a_workbook_is_read_apart_and_the_refused_rows_come_back(
    start: Callable[..., App], library: Path, tmp_path: Path
) -> None:
    app = start(library)
    rows = [
        ["姓名", "职务", "在岗状态"],
        *[[f"新人{number}", "科员", "在岗"] for number in range(40)],
        ["甲", "", "出差"],
    ]
    app.chooser = Choosing(workbook(tmp_path / "名单.xlsx", rows), tmp_path)  # type: ignore[assignment]
    import_sheet(app, PERSON)
    settle(app)
    push(app, "选择文件")
    assert "导入人员：名单.xlsx" in said(app)
    push(app, "导出被拒的行")
    push(app, "知道了")
    push(app, "导入40条")
    assert len(names(app) & {f"新人{number}" for number in range(40)}) == 40
    # The refused rows, put right, are imported as they were written.
    path = tmp_path / "人员没有导入的行.xlsx"
    book = load_workbook(path)
    for cell in (cell for row in book.active.iter_rows() for cell in row if cell.value == "出差"):
        cell.value = "在岗"
    book.save(path)
    app.chooser = Choosing(path)  # type: ignore[assignment]
    import_sheet(app, PERSON)
    settle(app)
    push(app, "选择文件")
    push(app, "导入1条")
    assert "甲" in names(app)


def test_the_empty_sheet_is_written_and_an_empty_one_refused(
    start: Callable[..., App], library: Path, tmp_path: Path
) -> None:
    app = start(library)
    app.chooser = Choosing(tmp_path / "意见建议空白表.xlsx", tmp_path)  # type: ignore[assignment]
    import_sheet(app, kind_of("opinion"))
    settle(app)
    push(app, "下载空白表")
    assert "空白表已写好" in said(app)
    push(app, "知道了")
    assert load_workbook(tmp_path / "意见建议空白表.xlsx").sheetnames == ["意见建议", "填写说明"]
    push(app, "选择文件")
    assert "表头下面没有内容" in said(app)
    driving.press(app.root, "<Escape>")
    assert app.overlay.top is None


def test_nothing_on_the_clipboard_or_no_head_is_told(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    clipboard(app, " \n")
    import_pasted(app, PERSON)
    settle(app)
    assert "剪贴板里没有可以粘贴的内容" in said(app)
    driving.press(app.root, "<Escape>")
    clipboard(app, "一\t二\n三\t四\n")
    import_pasted(app, kind_of("opinion"))
    settle(app)
    assert "表头" in said(app)
    assert app.desk.past == []


def test_without_a_row_that_can_be_added_nothing_can(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    clipboard(app, "林晓岚\n沈文君\n")
    import_pasted(app, PERSON)
    settle(app)
    assert "没有可以导入的行" in said(app)
    assert not driving.button(top(app), "导入0条").enabled  # type: ignore[attr-defined]
    with pytest.raises(AssertionError):
        driving.button(top(app), "导入2条")
