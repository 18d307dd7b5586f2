"""The files of a record under its form: what is shown of which kind, adding, looking, taking off, by keys and drops."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from PIL import Image

from forms import theme
from forms.dialogs.attaching import suggested
from forms.widgets.attachments_box import UNSAVED, UNSIGNED, AttachmentsBox
from ledger.kinds import kind_of
from ledger.records import Record
from tests.forms.window import driving

if TYPE_CHECKING:
    from forms.app import App


@pytest.fixture
def app(opened: App) -> Iterator[App]:
    chooser = opened.chooser
    yield opened
    while opened.overlay.dismiss():
        pass
    while opened.desk.past:
        opened.desk.undo()
        settled(opened)
    opened.desk.future.clear()
    opened.chooser = chooser


@pytest.fixture
def box(app: App) -> Iterator[AttachmentsBox]:
    """A box over the window, which follows its record as a form does."""
    cover = ttk.Frame(app.root, style="Panel.TFrame")
    cover.place(x=0, y=0, relwidth=1, relheight=0.5)
    made = AttachmentsBox(cover, app)
    made.pack(fill="x")

    def follow(_: object) -> None:
        if made.winfo_exists() and made.record is not None:
            made.show(app.desk.snapshot.get(made.record.uid))

    app.desk.listen(follow)
    yield made
    cover.destroy()


class Files:
    """Stands for the dialog of the system."""

    def __init__(self, *paths: Path) -> None:
        self.paths = paths

    def files(self, title: str, types: Any = ()) -> tuple[Path, ...]:
        return self.paths


def settled(app: App) -> None:
    driving.pump(app.root, lambda: not app.background.busy, 30)


def choose(app: App, *paths: Path) -> None:
    app.chooser = Files(*paths)  # type: ignore[assignment]


def pdf(path: Path, pages: int = 1) -> Path:
    """A PDF unlike any other."""
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        made.docinfo["/Title"] = str(path)
        made.save(path)
    return path


def picture(path: Path) -> Path:
    Image.new("RGB", (40, 30), (len(str(path)) % 256, 90, 120)).save(path)
    return path


def listed(box: AttachmentsBox) -> list[tuple[str, ...]]:
    return [tuple(map(str, box.files.item(iid, "values"))) for iid in box.files.get_children()]


def bare(app: App, slug: str) -> Record:
    """A record of a kind without any file."""
    return next(each for each in app.desk.snapshot.of(slug) if not each.attachments)


def held(app: App, role: str = "") -> Record:
    """A record that has files."""
    return next(
        each for each in app.desk.snapshot.records if any(not role or file.role == role for file in each.attachments)
    )


def heading(app: App) -> list[str]:
    sheet = app.overlay.top
    return driving.texts(sheet.frame) if sheet is not None else []


def said(app: App) -> str:
    assert app.shell is not None
    return app.shell.status.said


def test_files_are_listed_with_role_name_and_pages(app: App, box: AttachmentsBox) -> None:
    record = held(app, "signed")
    box.show(record)
    signed = next(file for file in record.attachments if file.role == "signed")
    assert ("签字扫描件", signed.name, f"{signed.pages}页") in listed(box)
    assert box.chosen == record.attachments[0]
    assert UNSIGNED not in driving.texts(box)


def test_what_must_be_signed_says_so_until_it_is(app: App, box: AttachmentsBox, tmp_path: Path) -> None:
    box.show(bare(app, "meeting"))
    driving.pump(app.root)
    assert UNSIGNED in driving.texts(box)
    choose(app, pdf(tmp_path / "会议记录 签字.pdf", 3))
    driving.click(driving.button(box, "添加附件"))
    assert "会议记录 签字.pdf" in heading(app)
    driving.screenshot(app.root, "添加附件")
    driving.press(app.root, "<Return>")
    settled(app)
    assert listed(box) == [("签字扫描件", "会议记录 签字.pdf", "3页")]
    assert UNSIGNED not in driving.texts(box)
    assert said(app) == "已添加1个附件"
    app.desk.undo()
    settled(app)
    assert listed(box) == []
    assert UNSIGNED in driving.texts(box)


@pytest.mark.parametrize("slug", ["person", "ballot"])
def test_kinds_without_files_show_nothing(app: App, box: AttachmentsBox, slug: str) -> None:
    box.show(held(app))
    driving.pump(app.root)
    assert box.winfo_height() > theme.px(30)
    box.show(app.desk.snapshot.of(slug)[0])
    driving.pump(app.root, lambda: box.winfo_height() <= 2)
    box.show(held(app))
    driving.pump(app.root, lambda: box.winfo_height() > theme.px(30))
    box.show(None, kind_of(slug))
    driving.pump(app.root, lambda: box.winfo_height() <= 2)
    box.show(None)
    driving.pump(app.root)
    assert driving.texts(box) == []


def test_a_new_record_is_saved_first(app: App, box: AttachmentsBox, tmp_path: Path) -> None:
    box.show(None, kind_of("meeting"))
    driving.pump(app.root)
    assert UNSAVED in driving.texts(box)
    assert not box.adding.enabled
    box._dropped((pdf(tmp_path / "甲.pdf"),))
    assert app.overlay.top is None
    assert said(app) == UNSAVED


def test_it_is_at_most_four_lines_high(app: App, box: AttachmentsBox, tmp_path: Path) -> None:
    box.show(bare(app, "meeting"))
    driving.pump(app.root)
    choose(app, *(pdf(tmp_path / f"{number}.pdf") for number in range(6)))
    driving.click(driving.button(box, "添加附件"))
    driving.press(app.root, "<Return>")
    settled(app)
    assert len(listed(box)) == 6
    driving.pump(app.root)
    assert box.winfo_height() <= 4 * theme.px(32) + theme.px(12)
    driving.focus(box.files)
    driving.press(app.root, *["<Down>"] * 5)
    assert box.chosen is not None
    assert box.chosen.name == "5.pdf"
    assert box.files.bbox(box.chosen.uid)
    driving.screenshot(app.root, "六个附件")


def test_enter_looks_at_the_chosen_file_and_escape_comes_back(app: App, box: AttachmentsBox) -> None:
    record = held(app, "signed")
    box.show(record)
    driving.focus(box.files)
    driving.press(app.root, "<Return>")
    settled(app)
    assert record.attachments[0].name in heading(app)
    driving.press(app.root, "<Escape>")
    assert driving.focused(app.root) is box.files


def test_delete_takes_the_chosen_file_off_and_no_record(app: App, box: AttachmentsBox) -> None:
    record = held(app, "photo")
    count, records = len(record.attachments), len(app.desk.snapshot.records)
    box.show(record)
    chosen = box.chosen
    assert chosen is not None
    driving.focus(box.files)
    driving.press(app.root, "<Delete>")
    settled(app)
    assert len(listed(box)) == count - 1
    assert len(app.desk.snapshot.records) == records
    assert said(app) == f"已取下附件“{chosen.name}”，可按 Ctrl+Z 撤销"
    driving.press(app.root, "<Control-z>")
    settled(app)
    assert len(listed(box)) == count


def test_a_click_chooses_and_a_second_one_looks(app: App, box: AttachmentsBox) -> None:
    record = next(each for each in app.desk.snapshot.records if len(each.attachments) > 1)
    box.show(record)
    driving.click_row(box.files, record.attachments[1].uid)
    assert box.chosen == record.attachments[1]
    driving.click_row(box.files, record.attachments[1].uid, times=2)
    settled(app)
    assert record.attachments[1].name in heading(app)


def test_the_choice_stays_when_the_record_is_shown_again(app: App, box: AttachmentsBox) -> None:
    record = next(each for each in app.desk.snapshot.records if len(each.attachments) > 1)
    box.show(record)
    box.files.selection_set(record.attachments[1].uid)
    box.show(record)
    assert box.chosen == record.attachments[1]
    other = held(app, "signed") if held(app, "signed").uid != record.uid else bare(app, "meeting")
    box.show(other)
    assert box.chosen == next(iter(other.attachments), None)


def test_what_a_file_is_can_be_said(app: App, box: AttachmentsBox, tmp_path: Path) -> None:
    box.show(bare(app, "meeting"))
    driving.pump(app.root)
    choose(app, pdf(tmp_path / "附.pdf"))
    driving.click(driving.button(box, "添加附件"))
    sheet = app.overlay.top
    assert sheet is not None
    driving.click(driving.button(sheet.frame, "附件"))
    driving.click(driving.button(sheet.frame, "添加"))
    settled(app)
    assert listed(box) == [("附件", "附.pdf", "1页")]


def test_pictures_of_a_meeting_are_photos_and_the_rest_its_scan(app: App, box: AttachmentsBox, tmp_path: Path) -> None:
    meeting = bare(app, "meeting")
    box.show(meeting)
    box._dropped((picture(tmp_path / "会场.jpg"), pdf(tmp_path / "签到.pdf")))
    assert heading(app)[0].startswith("给“")
    sheet = app.overlay.top
    assert sheet is not None
    driving.button(sheet.frame, "图片作照片，其余作签字扫描件")
    driving.press(app.root, "<Return>")
    settled(app)
    assert sorted(listed(box)) == [("照片", "会场.jpg", "1页"), ("签字扫描件", "签到.pdf", "1页")]
    assert suggested(meeting, Path("A.JPG")) == "photo"
    assert suggested(app.desk.snapshot.get(meeting.uid) or meeting, Path("b.pdf")) == "annex"
    assert suggested(bare(app, "finding"), Path("c.jpg")) == "annex"


def test_thinking_better_of_it_adds_nothing(app: App, box: AttachmentsBox, tmp_path: Path) -> None:
    box.show(bare(app, "meeting"))
    driving.pump(app.root)
    choose(app)
    driving.click(driving.button(box, "添加附件"))
    assert app.overlay.top is None
    choose(app, pdf(tmp_path / "甲.pdf"))
    driving.click(driving.button(box, "添加附件"))
    driving.press(app.root, "<Escape>")
    settled(app)
    assert listed(box) == []
    assert not app.desk.past


def test_files_that_cannot_be_taken_are_named_one_by_one_and_the_rest_is_kept(
    app: App, box: AttachmentsBox, tmp_path: Path
) -> None:
    (tmp_path / "空.pdf").write_bytes(b"")
    (tmp_path / "稿.txt").write_text("不是扫描件", encoding="utf-8")
    box.show(bare(app, "meeting"))
    driving.pump(app.root)
    choose(app, pdf(tmp_path / "好.pdf"), tmp_path / "空.pdf", tmp_path / "稿.txt")
    driving.click(driving.button(box, "添加附件"))
    driving.press(app.root, "<Return>")
    settled(app)
    assert [row[1] for row in listed(box)] == ["好.pdf"]
    told = "\n".join(heading(app))
    assert "1个已添加，2个没有添加：" in told
    assert "“空.pdf”不能作为附件" in told
    assert "“稿.txt”不能作为附件" in told


@pytest.mark.parametrize("names", [("空.pdf",), ("空.pdf", "另一.pdf")])
def test_when_none_can_be_taken_each_says_why(
    app: App, box: AttachmentsBox, tmp_path: Path, names: tuple[str, ...]
) -> None:
    for name in names:
        (tmp_path / name).write_bytes(b"")
    box.show(bare(app, "meeting"))
    driving.pump(app.root)
    choose(app, *(tmp_path / name for name in names))
    driving.click(driving.button(box, "添加附件"))
    driving.press(app.root, "<Return>")
    settled(app)
    told = "\n".join(heading(app))
    for name in names:
        assert f"“{name}”不能作为附件" in told
    assert said(app) == "没有添加附件"
    assert listed(box) == []
    assert not app.desk.past


def test_nothing_is_taken_while_a_sheet_lies_over_it(app: App, box: AttachmentsBox, tmp_path: Path) -> None:
    box.show(bare(app, "meeting"))
    driving.pump(app.root)
    app.overlay.tell("别的事", "先读完这句话。")
    box._dropped((pdf(tmp_path / "甲.pdf"),))
    driving.press(app.root, "<Escape>")
    assert app.overlay.top is None


def test_tab_goes_through_the_buttons_and_then_the_list(app: App, box: AttachmentsBox) -> None:
    box.show(held(app, "signed"))
    driving.focus(box.adding._canvas)
    way = []
    for _ in range(3):
        driving.press(app.root, "<Tab>")
        way.append(driving.focused(app.root))
    assert way == [box.looking._canvas, box.taking._canvas, box.files]
    assert str(box._edge.cget("highlightcolor")) == theme.colour("accent")
    driving.press(app.root, "<Shift-Tab>")
    assert str(box._edge.cget("highlightbackground")) == theme.colour("line")


def test_colours_and_sizes_follow_mode_and_zoom(app: App, box: AttachmentsBox) -> None:
    box.show(held(app, "signed"))
    theme.set_mode("dark")
    theme.set_zoom(1.5)
    driving.pump(app.root)
    assert str(box._edge.cget("background")) == theme.colour("panel")
    assert box.files.column("role", "width") >= theme.px(90)
    theme.set_mode("light")
    theme.set_zoom(1.0)
    driving.pump(app.root)
    assert str(box._edge.cget("background")) == theme.colour("panel")
