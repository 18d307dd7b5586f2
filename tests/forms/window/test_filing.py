"""Papers and their filing: items beside their files and indexes, order, numbers for good, the plan and the boxes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from forms.app import App
from forms.screens.filing import Filing
from forms.screens.filing_arranging import Arranging
from ledger.book import Ledger
from ledger.exported import BoundPaper, BoundVolume
from ledger.filing import arrange
from ledger.filing_settings import filing_plan
from tests.forms.window import driving
from tests.forms.window.sheets import cells, lists, push, said, settle

Start = Callable[..., App]


def opened(start: Start, library: Path) -> tuple[App, Filing, Arranging]:
    app = start(library)
    page: Any = app.go("filing")
    settle(app)
    return app, page, page.arranging


def at(app: App, view: Arranging, title: str) -> str:
    """Put the keyboard on the item of a title; its key."""
    (row,) = [row for row in view.listing.shown_rows() if row.cells[1] == title]
    view.listing.select((row.uid,))
    driving.focus(view.listing.tree)
    view._tell()
    settle(app)
    return row.uid


def marks(view: Arranging, *titles: str) -> list[str]:
    by_title = {row.cells[1]: row.cells[0] for row in view.listing.shown_rows()}
    return [by_title[title] for title in titles]


def without_plan(library: Path) -> Path:
    with Ledger.open(library) as book:
        for record in book.records("filing_plan"):
            book.delete(record.uid)
    return library


MEETING, MINUTES = "领导小组第一次会议记录", "领导小组第一次会议纪要"


def test_items_stand_in_their_volumes_with_what_they_lack(start: Start, library: Path) -> None:
    app, _, view = opened(start, library)
    shown = cells(view.listing)
    assert shown[0][:2] == ("01", "组织领导（3件，定期30年）")
    states = {row[1]: row[5] for row in shown}
    assert states["九月学习会会议记录"] == "缺签字件"
    assert len(shown) == len(view.filing.filed) + 5 if view.filing else 0
    driving.focus(view.listing.tree)
    driving.press(app.root, "<Control-l>")
    driving.write(app.root, "学习会")
    driving.press(app.root, "<Return>")
    assert {row[1] for row in cells(view.listing)} > {"六月学习会会议记录"}
    assert all("学习会" in row[1] for row in cells(view.listing))


def test_the_files_of_an_item_are_looked_at_and_what_has_none_says_so(start: Start, library: Path) -> None:
    app, _, view = opened(start, library)
    at(app, view, "创建活动动员会会议记录")
    beside = view.beside
    driving.pump(app.root, lambda: beside.viewer.count == 1, what="第一张照片")
    signed = next(each for each in beside.box._attachments() if each.role == "signed")
    driving.click_row(beside.box.files, signed.uid)
    driving.pump(app.root, lambda: signed.name in driving.texts(beside.viewer.bar), what="扫描件")
    at(app, view, "阶段任务表")
    assert beside.viewer.count == 0
    at(app, view, "九月学习会会议记录")
    assert beside.box.adding.winfo_viewable()


def test_the_indexes_are_those_that_would_be_printed(start: Start, library: Path) -> None:
    app, _, view = opened(start, library)
    key = at(app, view, MINUTES)
    driving.click(driving.button(view.beside, "卷内目录"))
    settle(app)
    index = view.beside.index
    assert index is not None
    assert index.columns[0].label == "顺序号"
    assert (index.focused, index.count) == (key, 11)
    driving.click(driving.button(view.beside, "归档文件目录"))
    settle(app)
    assert view.beside.index is not None
    assert view.beside.index.count == 38  # of all volumes kept for ten years
    assert "W108-WS·2015-D10-XCFD-0002" in {row[1] for row in cells(view.beside.index)}
    assert "还没有导出过" in view.beside.words.words


def test_an_item_moves_by_keys_and_back_by_undoing(start: Start, library: Path) -> None:
    app, _, view = opened(start, library)
    key = at(app, view, MINUTES)
    driving.press(app.root, "<Alt-Up>")
    settle(app)
    assert marks(view, MINUTES, MEETING) == ["02-0001", "02-0002"]
    assert view.listing.focused == key
    driving.press(app.root, "<Alt-Up>")  # it is the first
    settle(app)
    assert len(app.desk.past) == 1
    driving.press(app.root, "<Control-z>")
    settle(app)
    assert marks(view, MINUTES, MEETING) == ["02-0002", "02-0001"]
    view.listing.sort_by("title")
    settle(app)
    driving.press(app.root, "<Alt-Down>")
    assert app.shell is not None and "才能移动" in app.shell.status.said


def test_an_item_is_pulled_to_another_place_of_its_volume_only(start: Start, library: Path) -> None:
    app, _, view = opened(start, library)
    tree = view.listing.tree
    rows = [row.cells[1] for row in view.listing.shown_rows()]

    def middle(title: str) -> tuple[int, int]:
        x, y, _, height = tree.bbox(tree.get_children()[rows.index(title)], "#2")
        return x + 20, y + height // 2

    driving.drag(tree, middle("创建活动动员会会议记录"), middle(MEETING))
    settle(app)
    assert marks(view, "创建活动动员会会议记录", MEETING, MINUTES) == ["02-0001", "02-0002", "02-0003"]
    driving.drag(tree, middle(MEETING), middle("创建活动领导小组名册"))
    settle(app)
    assert len(app.desk.past) == 1


def test_an_order_makes_the_plan_that_keeps_it(start: Start, library: Path) -> None:
    app, page, view = opened(start, without_plan(library))
    at(app, view, MEETING)
    driving.press(app.root, "<Alt-Down>")
    settle(app)
    assert marks(view, MINUTES, MEETING) == ["02-0001", "02-0002"]
    assert filing_plan(app.desk.snapshot) is not None
    page.take("filing_plan")
    settle(app)
    driving.click(driving.button(page.front, "恢复自动次序"))
    settle(app)
    page.take("arranging")
    settle(app)
    assert marks(view, MEETING, MINUTES) == ["02-0001", "02-0002"]


def test_numbers_are_fixed_after_they_were_shown(start: Start, library: Path) -> None:
    app, _, view = opened(start, library)
    view.fix_numbers()
    settle(app)
    (listed,) = lists(app)
    assert (listed.count, "从此不变" in said(app)) == (44, True)
    assert ("01-0001", "W108-WS·2015-D30-ZZLD-0001") in {row[:2] for row in cells(listed)}
    push(app, "编定44件")
    plan = filing_plan(app.desk.snapshot)
    assert plan is not None and len(plan["fixed"]) == 44
    at(app, view, MINUTES)
    driving.press(app.root, "<Alt-Up>")
    assert app.shell is not None and "已经编定" in app.shell.status.said
    view.fix_numbers()
    settle(app)
    assert app.overlay.top is None
    driving.press(app.root, "<Control-z>")
    settle(app)
    assert not (filing_plan(app.desk.snapshot) or {"fixed": ()})["fixed"]


def test_without_a_plan_the_way_to_it_is_shown(start: Start, library: Path) -> None:
    app, page, view = opened(start, without_plan(library))
    view.fix_numbers()
    settle(app)
    push(app, "去填归档设置")
    assert page.taken == "filing_plan"
    page.front.focus_set()
    driving.write(app.root, "B208")
    driving.press(app.root, "<Control-s>")
    settle(app)
    plan = filing_plan(app.desk.snapshot)
    assert plan is not None and plan["fonds"] == "B208"


def test_enter_opens_an_item_where_it_is_kept_and_the_plan_opens_by_its_record(start: Start, library: Path) -> None:
    app, page, view = opened(start, library)
    at(app, view, MEETING)
    driving.press(app.root, "<Return>")
    settle(app)
    assert app.shell is not None and app.shell.front is not None
    assert (app.shell.front.slug, app.shell.front.panel.pane.record["title"]) == ("meetings", "领导小组第一次会议")
    app.go("filing")
    at(app, view, "[政务公开栏照片]")
    driving.press(app.root, "<F2>")
    settle(app)
    assert (app.shell.front.slug, page.taken) == ("filing", "filed_paper")
    front: Any = page.front
    assert front.pane.record["title"] == "政务公开栏照片"


def test_the_boxes_are_those_that_hold_the_items(start: Start, library: Path) -> None:
    app, page, _ = opened(start, library)
    page.take("boxes")
    settle(app)
    boxes: Any = page.front
    assert [row[1] for row in cells(boxes.listing)] == [volume.name for volume in arrange(app.desk.snapshot)]
    assert [row[8] for row in cells(boxes.listing)] == [""] * 5
    assert "共5盒、44件" in boxes.words.words and "每平方米70克" in boxes.foot.words
    driving.press(app.root, "<Control-p>")
    assert "请先在“报送”里导出一次" in said(app).replace("\n", "")
    push(app, "先不打印")


def test_after_an_export_its_pages_are_shown_and_the_labels_printed(start: Start, library: Path) -> None:
    with Ledger.open(library) as book:
        items = [item for volume in arrange(book.snapshot()) for item in volume.items]
        papers = tuple(
            BoundPaper(item.key, "", item.title, place, place, ("x",)) for place, item in enumerate(items, 1)
        )
        book.note_export(BoundVolume("0" * 64, len(items), True, True, "upper", papers), library / "报送")
    app, page, view = opened(start, library)
    assert {row[3] for row in cells(view.listing)} == {"", "1"}
    page.take("boxes")
    settle(app)
    assert "页数是第1次导出的" in page.front.words.words
    driving.press(app.root, "<Control-p>")
    sheet = app.overlay.top
    assert sheet is not None
    driving.pump(app.root, lambda: sheet.buttons["print"].enabled, 30, "排好盒脊签")
    driving.click(driving.button(sheet.frame, "盒内备考表"))
    driving.pump(app.root, lambda: sheet.buttons["print"].enabled and "共5页" in said(app), 30, "排好备考表")
    driving.press(app.root, "<Escape>")
    assert app.overlay.top is None
