"""Scans put where they belong: guesses corrected by the keyboard, added at once, undone at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from forms.app import App
from forms.widgets.listing import Listing
from tests.forms.window import driving
from tests.forms.window.sheets import cells, lists, push, said, settle

Start = Callable[..., App]
NAMES = ("动员会签到表2015-05-15.png", "学习会会议记录.png", "上级关于防汛的通知2015.7.6.png", "多余的.png")


def scans(folder: Path, *names: str) -> tuple[Path, ...]:
    paths = []
    for shade, name in enumerate(names):
        path = folder / name
        Image.new("RGB", (120, 160), (200, 220, shade)).save(path)
        paths.append(path)
    return tuple(paths)


def adding(start: Start, library: Path, paths: tuple[Path, ...]) -> tuple[App, Any, Listing]:
    """The screen, and the list of the sheet that asks where the files belong."""
    app = start(library)
    page: Any = app.go("filing")
    settle(app)
    page.arranging.add_files(paths)
    settle(app)
    return app, page, lists(app)[0]


def test_guesses_are_corrected_by_the_keyboard_and_added_as_one(start: Start, library: Path, tmp_path: Path) -> None:
    app, page, listing = adding(start, library, scans(tmp_path, *NAMES))
    before = {record.uid: len(record.attachments) for record in app.desk.snapshot.records}
    assert [row[1] for row in cells(listing)] == [
        "创建活动动员会签到表", "新：学习会会议记录", "新：上级关于防汛的通知", "新：多余的",
    ]  # fmt: skip
    assert "有几条都像" in cells(listing)[1][3]
    driving.press(app.root, "<Down>", "<Return>")
    driving.write(app.root, "九月学习会")
    driving.press(app.root, "<Return>", "<Return>")  # takes what is offered, goes to the next file
    assert (cells(listing)[1][1], listing.focused) == ("九月学习会会议记录", "2")
    driving.press(app.root, "<Down>", "<Delete>")
    assert cells(listing)[3][1] == "不添加"
    push(app, "添加3个")
    assert app.overlay.top is None
    snapshot = app.desk.snapshot
    more = [each for each in snapshot.records if len(each.attachments) > before.get(each.uid, 0)]
    assert {snapshot.title(each) for each in more} == {
        "创建活动动员会签到表", "九月学习会会议记录", "上级关于防汛的通知",
    }  # fmt: skip
    new = next(each for each in more if each.uid not in before)
    assert str(new["date"]) == "2015-07-06"
    assert page.arranging.chosen.item.title == "创建活动动员会签到表"
    driving.press(app.root, "<Control-z>")
    settle(app)
    assert {record.uid: len(record.attachments) for record in app.desk.snapshot.records} == before


def test_a_new_paper_gets_the_fields_that_are_typed_and_must_have_a_title(
    start: Start, library: Path, tmp_path: Path
) -> None:
    app, _, listing = adding(start, library, scans(tmp_path, "扫描0001.png"))
    driving.press(app.root, "<Return>", "<Tab>")
    driving.press(app.root, "<Control-a>", "<BackSpace>")
    app.overlay.confirm()
    settle(app)
    assert "要有题名" in said(app)
    driving.write(app.root, "防汛值班表")
    assert cells(listing)[0][1] == "新：防汛值班表"
    driving.press(app.root, "<Tab>")
    driving.write(app.root, "2015.7.6")
    push(app, "添加1个")
    (made,) = [each for each in app.desk.snapshot.of("filed_paper") if each["title"] == "防汛值班表"]
    assert (str(made["date"]), made.attachments[0].role) == ("2015-07-06", "signed")


def test_several_files_are_changed_together_and_a_word_that_names_nothing_changes_none(
    start: Start, library: Path, tmp_path: Path
) -> None:
    app, _, listing = adding(start, library, scans(tmp_path, "甲甲.png", "乙乙.png", "丙丙.png"))
    driving.press(app.root, "<Shift-Down>", "<Return>")
    driving.write(app.root, "六月学习会")
    driving.press(app.root, "<Return>")
    assert [row[1] for row in cells(listing)] == ["六月学习会会议记录", "六月学习会会议记录", "新：丙丙"]
    driving.press(app.root, "<Control-a>", "<BackSpace>")
    driving.write(app.root, "qq88")
    driving.press(app.root, "<Return>")
    assert [row[1] for row in cells(listing)] == ["六月学习会会议记录", "六月学习会会议记录", "新：丙丙"]
    driving.press(app.root, "<Escape>")
    assert app.overlay.top is None
    assert app.desk.past == []


def test_a_file_that_cannot_be_taken_is_named(start: Start, library: Path, tmp_path: Path) -> None:
    bad = tmp_path / "坏的.pdf"
    bad.write_bytes(b"no PDF")
    app, *_ = adding(start, library, (*scans(tmp_path, "好的.png"), bad))
    push(app, "添加2个")
    assert "1个已添加，1个没有添加" in said(app) and "坏的.pdf" in said(app)
    assert [each["title"] for each in app.desk.snapshot.of("filed_paper") if each["title"] in ("好的", "坏的")] == [
        "好的"
    ]


def test_files_of_one_paper_are_put_together(start: Start, library: Path, tmp_path: Path) -> None:
    app, _, listing = adding(start, library, scans(tmp_path, "值班表一.png", "值班表二.png", "值班表三.png"))
    driving.press(app.root, "<Return>")
    driving.write(app.root, "并入")
    driving.press(app.root, "<Return>")
    assert cells(listing)[0][1] == "新：值班表一"  # before it there is none
    driving.focus(listing.tree)
    driving.press(app.root, "<Down>", "<Shift-Down>", "<Return>")
    driving.write(app.root, "并入")
    driving.press(app.root, "<Return>")
    assert [row[1] for row in cells(listing)] == ["新：值班表一", "并入上一件", "并入上一件"]
    push(app, "添加3个")
    (made,) = [each for each in app.desk.snapshot.of("filed_paper") if each["title"].startswith("值班表")]
    assert [each.name for each in made.attachments] == ["值班表一.png", "值班表二.png", "值班表三.png"]
