"""Older papers in the window: which table, which column is which field, by the keyboard, and remembered."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from forms.app import App
from forms.dialogs.importing import import_pasted, import_sheet
from forms.widgets.choice_box import ChoiceBox
from ledger.kinds import kind_of
from tests.forms.tables.documents import table_in
from tests.forms.window import driving
from tests.forms.window.sheets import Choosing, cells, lists, push, said, settle, top

OPINION = kind_of("opinion")
OLDER = ("登记时间", "何处", "群众说了什么", "承办人", "满意否")
ROWS = (("7月2日", "走访", "停车难", "沈文君", "是"), ("7月33日", "电话", "空调冷", "沈文君", ""))


def csv_file(path: Path) -> Path:
    """A table with heads of its own."""
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([OLDER, *ROWS])
    return path


def begin(app: App, path: Path) -> None:
    """Choose the file."""
    app.chooser = Choosing(path, path.parent)  # type: ignore[assignment]
    import_sheet(app, OPINION)
    settle(app)
    push(app, "选择文件")


def boxes(app: App) -> list[ChoiceBox]:
    """The choices on the sheet on top, one for each column."""
    return [each for each in driving.below(top(app)) if isinstance(each, ChoiceBox)]


def choose(app: App, place: int, words: str) -> None:
    """Type another field for a column."""
    driving.focus(boxes(app)[place].entry)
    driving.press(app.root, "<Control-a>", "<BackSpace>")
    driving.write(app.root, words)
    driving.press(app.root, "<Tab>")


def test_columns_are_chosen_by_the_keyboard_and_remembered(
    start: Callable[..., App], library: Path, tmp_path: Path
) -> None:
    app = start(library)
    before = len(app.desk.snapshot.of("opinion"))
    begin(app, csv_file(tmp_path / "意见.csv"))
    # What records are told by has no column: that is asked first.
    assert "还没有哪一列登记到“意见建议内容”" in said(app)
    assert [box.typed() for box in boxes(app)] == ["日期", "不导入", "不导入", "承办人", "不导入"]
    assert "2015年7月2日｜7月33日" in said(app)
    assert "“日期”不能填“7月33日”" in said(app)
    choose(app, 1, "来源")
    choose(app, 2, "来源")
    assert "“来源”只能由一列填" in said(app)
    assert not driving.button(top(app), "按此核对各行").enabled  # type: ignore[attr-defined]
    choose(app, 2, "意见建议内容")
    choose(app, 4, "没有这一栏")
    assert "没有“没有这一栏”这一栏，请从列出的里面选" in said(app)
    choose(app, 4, "")
    driving.focus(boxes(app)[4].entry)
    driving.press(app.root, "<Return>")
    settle(app)
    accepted, rejected = (cells(each) for each in lists(app))
    assert ["停车难" in row for row in accepted] == [True]
    assert "7月33日" in rejected[0][1]
    assert "不导入：满意否" in said(app)
    push(app, "导入1条")
    assert len(app.desk.snapshot.of("opinion")) == before + 1
    # The next time the same heads are known.
    begin(app, tmp_path / "意见.csv")
    assert "各列照上次的选择对应栏目" in said(app)
    push(app, "改栏目对应")
    assert [box.typed() for box in boxes(app)] == ["日期", "来源", "意见建议内容", "承办人", "不导入"]
    driving.press(app.root, "<Escape>")
    assert "可以导入1条" in said(app)
    driving.press(app.root, "<Escape>")
    assert app.overlay.top is None


def test_one_of_several_tables_of_a_document_is_chosen(
    start: Callable[..., App], library: Path, tmp_path: Path
) -> None:
    app = start(library)
    made = docx.Document()
    for title, content in (("一季度", "停车难"), ("二季度", "空调冷")):
        made.add_heading(title, 1)
        table_in(made, ("日期", "来源", "意见建议内容"), ("7月2日", "走访", content), ("合计", "", "1条"))
    made.save(str(tmp_path / "意见.docx"))
    begin(app, tmp_path / "意见.docx")
    (offered,) = lists(app)
    assert [row[:2] for row in cells(offered)] == [("1", "一季度"), ("2", "二季度")]
    driving.press(app.root, "<Down>", "<Return>")
    settle(app)
    assert any("空调冷" in row for row in cells(lists(app)[0]))
    assert "第3行是合计，不导入" in said(app)
    assert "这是文件里的第2张表“二季度”，共2张" in said(app)
    push(app, "换一张表")
    driving.press(app.root, "<Up>", "<Return>")
    settle(app)
    assert any("停车难" in row for row in cells(lists(app)[0]))


def test_a_pasted_table_without_a_known_head_asks_for_its_columns(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    app.root.clipboard_clear()
    app.root.clipboard_append("何人\t何事\n某公司\t停车难\n")
    import_pasted(app, OPINION)
    settle(app)
    assert "看作表头的是“何人、何事”这一行" in said(app)
    assert "请至少给一列选登记到哪一栏" in said(app)
    choose(app, 1, "意见建议内容")
    push(app, "按此核对各行")
    assert any("停车难" in row for row in cells(lists(app)[0]))


def test_a_file_that_cannot_be_read_is_told_and_nothing_changes(
    start: Callable[..., App], library: Path, tmp_path: Path
) -> None:
    app = start(library)
    path = tmp_path / "意见.csv"
    path.write_bytes("日期,意见建议内容\n7月2日,停车难\n".encode() + "7月3日,难停车\n".encode("gb18030"))
    begin(app, path)
    assert "第3行第2个字处" in said(app)
    assert "另存为“CSV UTF-8（逗号分隔）”" in said(app)
    driving.press(app.root, "<Escape>")
    assert app.overlay.top is None
    assert app.desk.past == []


@pytest.mark.parametrize(("mode", "zoom"), [("light", 1.0), ("dark", 1.0), ("light", 1.5)])
def test_all_of_a_sheet_is_within_the_window(
    start: Callable[..., App], library: Path, tmp_path: Path, mode: str, zoom: float
) -> None:
    app = start(library, mode=mode, zoom=zoom)
    begin(app, csv_file(tmp_path / "意见.csv"))
    driving.screenshot(app.root, f"栏目对应-{mode}-{zoom}")
    for each in driving.below(top(app)):
        if each.winfo_viewable() and each.winfo_class() in ("TLabel", "Canvas"):
            right = each.winfo_rootx() - app.root.winfo_rootx() + each.winfo_width()
            assert right <= app.root.winfo_width(), each
    for words in ("按此核对各行", "取消"):
        button = driving.button(top(app), words)
        assert button.winfo_rooty() - app.root.winfo_rooty() + button.winfo_height() <= app.root.winfo_height()
    choose(app, 2, "意见建议内容")
    push(app, "按此核对各行")
    driving.screenshot(app.root, f"逐行核对-{mode}-{zoom}")
