"""Papers and files looked at in the window: choosing, printing, saving, and closing while they are made."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from forms import printer
from forms.actions import Delete
from forms.dialogs.preview import preview_file, preview_print, preview_record, preview_register
from forms.dialogs.preview_sheet import PreviewSheet
from forms.printer import CannotPrint, Sent
from forms.shell.overlay import Sheet
from ledger.kinds import kind_of
from tests.forms.window import driving

if TYPE_CHECKING:
    from forms.app import App

Sends = list[tuple[str, bytes, int]]


@pytest.fixture
def app(opened: App) -> Iterator[App]:
    chooser = opened.chooser
    yield opened
    while opened.overlay.dismiss():
        pass
    opened.chooser = chooser
    settled(opened)


@pytest.fixture
def sends(monkeypatch: pytest.MonkeyPatch) -> Sends:
    """What was handed over to the printer: name, content, copies."""
    found: Sends = []

    def send(path: Path, copies: int = 1, printer: str = "") -> Sent:
        found.append((path.name, path.read_bytes(), copies))
        return Sent(f"已把“{path.name}”交给打印机“HP_M104”。")

    monkeypatch.setattr(printer, "send", send)
    return found


class Choices:
    """Stands for the dialogs of the system."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.asked: list[str] = []

    def save(self, title: str, name: str, types: Any) -> Path | None:
        self.asked.append(name)
        return self.path

    def folder(self, title: str) -> Path | None:
        self.asked.append(title)
        return self.path


def shown(app: App) -> Sheet:
    """The sheet on top, as soon as its document can be printed."""
    sheet = app.overlay.top
    assert sheet is not None
    driving.pump(app.root, lambda: sheet.buttons["print"].enabled and not app.background.busy, 30, "排好版")
    return sheet


def entry(sheet: Sheet, label: str) -> tk.Misc:
    """The entry that stands behind a label."""
    frame = next(each.master for each in driving.below(sheet.frame) if _says(each, label))
    assert frame is not None
    return next(each for each in driving.below(frame) if each.winfo_class() == "Entry" and each.winfo_viewable())


def _says(widget: tk.Misc, text: str) -> bool:
    return widget.winfo_class() == "TLabel" and str(widget.cget("text")) == text


def settled(app: App) -> None:
    driving.pump(app.root, lambda: not app.background.busy, 30)


def test_a_record_is_made_looked_at_and_printed(app: App, sends: Sends) -> None:
    meeting = app.desk.snapshot.of("meeting")[0]
    preview_record(app, meeting)
    sheet = app.overlay.top
    assert sheet is not None
    assert not sheet.buttons["print"].enabled
    shown(app)
    title = app.desk.snapshot.title(meeting)
    assert title in driving.texts(sheet.frame)
    assert "共1页" in driving.texts(sheet.frame)
    driving.screenshot(app.root, "打印预览")
    driving.click(driving.button(sheet.frame, "打印"))
    settled(app)
    ((name, data, copies),) = sends
    assert name == f"{title}.pdf"
    assert data.startswith(b"%PDF-")
    assert copies == 1
    assert f"已把“{name}”交给打印机“HP_M104”。" in driving.texts(sheet.frame)
    driving.press(app.root, "<Escape>")
    assert app.overlay.top is None


def test_by_the_keyboard_another_paper_is_chosen_and_printed_twice(app: App, sends: Sends) -> None:
    preview_record(app, app.desk.snapshot.of("meeting")[0])
    sheet = shown(app)
    driving.focus(driving.button(sheet.frame, "会议记录")._canvas)  # type: ignore[attr-defined]
    driving.press(app.root, "<Right>")
    shown(app)
    driving.press(app.root, "<Tab>", "<Control-a>")
    driving.write(app.root, "2")
    driving.focus(sheet.buttons["print"]._canvas)
    driving.press(app.root, "<space>")
    settled(app)
    assert [(name, copies) for name, _, copies in sends] == [("领导小组第一次会议签到表.pdf", 2)]


def test_ctrl_p_on_the_pages_prints(app: App, sends: Sends) -> None:
    preview_record(app, app.desk.snapshot.of("notice")[0])
    shown(app)
    driving.press(app.root, "<Control-p>")
    settled(app)
    assert len(sends) == 1


def test_a_number_of_copies_that_is_none_is_not_printed(app: App, sends: Sends) -> None:
    preview_record(app, app.desk.snapshot.of("notice")[0])
    sheet = shown(app)
    driving.click(driving.button(sheet.frame, "打印"))
    settled(app)
    driving.focus(entry(sheet, "份数"))
    driving.press(app.root, "<Control-a>")
    driving.write(app.root, "x")
    driving.click(driving.button(sheet.frame, "打印"))
    settled(app)
    assert len(sends) == 1
    assert "份数请填整数，例如 1" in driving.texts(sheet.frame)


def test_what_the_printer_refuses_is_told_and_can_be_tried_again(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, copies: int = 1, printer: str = "") -> Sent:
        raise CannotPrint(path.name, "系统里没有打印机", "请先在系统设置里添加打印机")

    monkeypatch.setattr(printer, "send", refuse)
    preview_record(app, app.desk.snapshot.of("notice")[0])
    sheet = shown(app)
    driving.click(driving.button(sheet.frame, "打印"))
    settled(app)
    assert any("没有打印：系统里没有打印机" in text for text in driving.texts(sheet.frame))
    assert sheet.buttons["print"].enabled


def test_a_paper_is_saved_where_the_clerk_says(app: App, tmp_path: Path) -> None:
    preview_register(app, kind_of("finding"))
    sheet = shown(app)
    for words, start in (("另存为PDF", b"%PDF-"), ("另存为Word", b"PK")):
        target = tmp_path / words
        target.write_bytes(b"old")
        choices = app.chooser = Choices(target)  # type: ignore[assignment]
        driving.click(driving.button(sheet.frame, words))
        settled(app)
        assert choices.asked[0].startswith("整改台帐.")
        assert target.read_bytes().startswith(start)
        assert f"已存为“{target}”" in driving.texts(sheet.frame)


def test_thinking_better_of_saving_changes_nothing(app: App) -> None:
    preview_register(app, kind_of("finding"))
    sheet = shown(app)
    before = driving.texts(sheet.frame)
    app.chooser = Choices(None)  # type: ignore[assignment]
    driving.click(driving.button(sheet.frame, "另存为PDF"))
    settled(app)
    assert driving.texts(sheet.frame) == before


def test_a_paper_that_cannot_be_saved_is_told(app: App, tmp_path: Path) -> None:
    preview_register(app, kind_of("finding"))
    sheet = shown(app)
    app.chooser = Choices(tmp_path / "没有" / "甲.pdf")  # type: ignore[assignment]
    driving.click(driving.button(sheet.frame, "另存为PDF"))
    settled(app)
    assert any(text.startswith("无法写入") for text in driving.texts(sheet.frame))


def test_ballots_are_as_many_as_is_typed_each_group_printed_by_itself(app: App, sends: Sends, tmp_path: Path) -> None:
    preview_print(app, "ballots", app.desk.snapshot.of("review")[0])
    sheet = shown(app)
    pages = next(text for text in driving.texts(sheet.frame) if text.startswith("共"))
    driving.typing(entry(sheet, "每组张数（不填按发出数）"), "2")
    driving.pump(app.root, lambda: "共4页，4个文件，分别打印" in driving.texts(sheet.frame), 60, "重新排版")
    shown(app)
    assert pages != "共4页，4个文件，分别打印"
    driving.click(driving.button(sheet.frame, "打印"))
    settled(app)
    assert len(sends) == 4
    app.chooser = Choices(tmp_path)  # type: ignore[assignment]
    driving.click(driving.button(sheet.frame, "另存为Word"))
    settled(app)
    assert len(list((tmp_path / "民主评议票").glob("*.docx"))) == 4


def test_a_number_of_ballots_that_is_none_is_told(app: App) -> None:
    preview_print(app, "ballots", app.desk.snapshot.of("review")[0])
    sheet = shown(app)
    driving.typing(entry(sheet, "每组张数（不填按发出数）"), "0")
    driving.pump(app.root, lambda: "张数请填1到5000的整数，或者不填" in driving.texts(sheet.frame))


def test_photos_are_four_or_six_to_a_page(app: App) -> None:
    meeting = next(
        each for each in app.desk.snapshot.of("meeting") if sum(file.role == "photo" for file in each.attachments) > 1
    )
    preview_print(app, "photos", meeting)
    sheet = shown(app)
    driving.click(driving.button(sheet.frame, "6张"))
    shown(app)
    driving.screenshot(app.root, "照片页")
    assert any(text.startswith("共") for text in driving.texts(sheet.frame))


def test_what_is_no_paper_says_so(app: App) -> None:
    preview_record(app, app.desk.snapshot.of("person")[0])
    sheet = app.overlay.top
    assert sheet is not None
    assert any("“人员”没有单独的纸面，不能打印" in text for text in driving.texts(sheet.frame))


def test_without_a_record_a_kind_of_single_papers_asks_for_one(app: App) -> None:
    preview_register(app, kind_of("minutes"))
    assert app.overlay.top is None
    assert app.shell is not None
    assert app.shell.status.said == "请先选中要打印的会议纪要"


def test_an_empty_register_is_told_in_its_sheet(app: App) -> None:
    assert app.overlay.top is None
    app.desk.change(Delete(tuple(each.uid for each in app.desk.snapshot.of("visit"))))
    settled(app)
    preview_register(app, kind_of("visit"))
    sheet = app.overlay.top
    assert sheet is not None
    driving.pump(app.root, lambda: any("请先登记，再打印" in text for text in driving.texts(sheet.frame)), 30)
    assert not sheet.buttons["print"].enabled
    app.desk.undo()


def test_the_window_lives_while_a_paper_is_made_and_closing_forgets_it(app: App) -> None:
    beats: list[int] = []
    preview_record(app, app.desk.snapshot.of("campaign_plan")[0])
    sheet = app.overlay.top
    assert sheet is not None

    def beat() -> None:
        beats.append(1)
        if sheet.frame.winfo_exists():
            app.root.after(10, beat)

    beat()
    driving.pump(app.root, lambda: len(beats) > 3)
    assert not sheet.buttons["print"].enabled
    driving.press(app.root, "<Escape>")
    assert app.overlay.top is None
    settled(app)
    preview_record(app, app.desk.snapshot.of("campaign_plan")[0])
    shown(app)


def test_a_paper_already_made_in_the_sheet_is_there_at_once(app: App) -> None:
    preview_record(app, app.desk.snapshot.of("finding")[0])
    sheet = shown(app)
    for words in ("整改通知书", "整改台帐"):
        driving.click(driving.button(sheet.frame, words))
        if words == "整改台帐":
            assert sheet.buttons["print"].enabled
        shown(app)


@pytest.mark.parametrize("role", ["signed", "photo"])
def test_an_attached_file_is_looked_at_printed_and_saved(app: App, sends: Sends, tmp_path: Path, role: str) -> None:
    record, file = next(
        (record, file) for record in app.desk.snapshot.records for file in record.attachments if file.role == role
    )
    preview_file(app, file)
    sheet = shown(app)
    assert file.name in driving.texts(sheet.frame)
    assert any(app.desk.snapshot.title(record)[:20] in text for text in driving.texts(sheet.frame))
    driving.click(driving.button(sheet.frame, "打印"))
    app.chooser = Choices(tmp_path / "另存")  # type: ignore[assignment]
    driving.click(driving.button(sheet.frame, "另存为"))
    settled(app)
    assert sends == [(file.name, file.file.read_bytes(), 1)]
    assert (tmp_path / "另存").read_bytes() == file.file.read_bytes()


def test_what_is_heard_after_closing_is_told_in_the_status_line(app: App, sends: Sends) -> None:
    preview_record(app, app.desk.snapshot.of("notice")[0])
    sheet = shown(app)
    sheet.buttons["print"].invoke()
    app.overlay.dismiss()
    settled(app)
    assert app.shell is not None
    assert "交给打印机" in app.shell.status.said
    assert len(sends) == 1


def test_a_sheet_says_nothing_of_its_own_accord(app: App) -> None:
    sheet = PreviewSheet(app, "空", (), lambda key: None)
    assert sheet.printed() == ()
    sheet.print()
    assert not app.background.busy
    app.overlay.dismiss()
