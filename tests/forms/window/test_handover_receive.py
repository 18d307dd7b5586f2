"""A package comes in: into an empty place, into the open library with conflicts chosen one by one, or not at all."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from exports.errors import CannotWrite
from exports.handover.receipts import read_receipt
from forms import taking_in
from forms.app import App
from forms.dialogs.merging_choices import Choices
from forms.screens.handover import Handover
from forms.screens.handover_receive import Receive
from forms.screens.handover_receiving import Receiving
from forms.shell.page import Target
from forms.taking_in import LANE
from ledger.book import Ledger
from ledger.handovers import handovers
from ledger.identity import utc_now
from ledger.library import Library
from ledger.protection import protect
from ledger.unlocking import is_protected
from tests.exports.bags import PAPER_PATH, bag, rich_library, zipped
from tests.forms.window import driving
from tests.forms.window.driving import below, button, click, press, pump, screenshot, texts
from tests.forms.window.sheets import Choosing, cells, lists, push, said, settle
from tests.ledger.books import OPINION

OURS, THEIRS = "延长周六办公时间到下午五点", "延长周六办公时间到中午十二点"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed library that both sides began with."""
    return rich_library(tmp_path_factory.mktemp("起点"))


@pytest.fixture
def own(base: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(base, tmp_path / "台帐库"))


def package_of(library: Path, stick: Path) -> Path:
    stick.mkdir()
    return bag(stick, library)


def edited(library: Path, content: str, *, new: str = "") -> None:
    """Change the first opinion, and add one."""
    with Ledger.open(library, who="对方同事") as book:
        first = next(each for each in book.records("opinion") if "䶮" in each["content"])
        book.edit(first.uid, {"content": content})
        if new:
            book.add("opinion", {**OPINION, "number": 9, "content": new})


def contents(library: Path) -> list[str]:
    with Ledger.open(library, read_only=True) as book:
        return sorted(each["content"] for each in book.records("opinion"))


def receiving(app: App) -> Receiving:
    page = app.go("handover", Target("receive"))
    settle(app)
    assert isinstance(page, Handover) and isinstance(page.front, Receive)
    return page.front.receiving


def looked_at(app: App, package: Path) -> Receiving:
    view = receiving(app)
    view.card.look_at(package)
    settle(app)
    return view


def reopened(app: App) -> Receiving:
    """After the library was closed and opened again."""
    pump(
        app.root, lambda: app.shell is not None and not app.background.busy and app.overlay.top is None, 30, "重新打开"
    )
    return receiving(app)


def test_from_the_welcome_screen_a_package_becomes_a_library_beside_and_is_opened(
    start: Callable[..., App], base: Path, tmp_path: Path
) -> None:
    locked = zipped(package_of(base, tmp_path / "U盘"), tmp_path / "U盘" / "包.zip", passphrase="Rain&Shine 2015")
    app = start(None)
    (tmp_path / "新电脑").mkdir()
    app.chooser = Choosing(opened=locked, inside=tmp_path / "新电脑")  # type: ignore[assignment]
    click(button(app.root, "接收移交包"))
    screenshot(app.root, "receive-welcome-empty")
    push(app, "选择压缩包……")
    assert "是加密的" in said(app)
    driving.write(app.root, "rain")
    press(app.root, "<Return>")
    settle(app)
    assert "口令打不开移交包" in said(app)
    screenshot(app.root, "receive-wrong-passphrase")
    driving.write(app.root, "Rain&Shine 2015")
    press(app.root, "<Return>")
    settle(app)
    assert "核对无误" in said(app) and "意见建议2条" in said(app) and "第五税务分局" in said(app)
    screenshot(app.root, "receive-welcome-whole")
    push(app, "另存为新的台帐库")
    assert "全部重新读出核对过" in said(app)
    screenshot(app.root, "receive-welcome-done")
    (receipt,) = (tmp_path / "U盘").glob("移交回执_*.json")
    assert read_receipt(receipt).action == "beside"
    click(button(app.root, "打开这个台帐库"))
    pump(app.root, lambda: app.shell is not None and not app.background.busy, 30, "台帐库打开")
    assert app.desk.path.parent == tmp_path / "新电脑"
    assert len(app.desk.snapshot.of("opinion")) == 2
    assert app.overlay.top is None


def test_conflicts_are_chosen_side_by_side_and_only_then_merged_with_a_backup_and_a_receipt(
    start: Callable[..., App], base: Path, own: Path, tmp_path: Path
) -> None:
    theirs = Path(shutil.copytree(base, tmp_path / "对方"))
    edited(theirs, THEIRS, new="窗口增加遮阳棚")
    edited(own, OURS)
    package = package_of(theirs, tmp_path / "U盘")
    app = start(own)
    view = looked_at(app, package)
    assert "同一次活动" in " ".join(texts(view))
    assert not view.ways.buttons["branch"].enabled
    screenshot(app.root, "receive-ways")
    click(view.ways.buttons["merge"])
    settle(app)
    screenshot(app.root, "merge-choices")
    assert "还有1处要选" in said(app)
    assert not app.overlay.top.buttons["merge"].enabled
    pane = next(each for each in below(app.overlay.top.frame) if isinstance(each, Choices))
    shown = [side.text.get("1.0", "end-1c") for side in pane.sides.values()]
    assert shown == [OURS, THEIRS]
    marked = pane.sides["ours"].text.tag_ranges("other")
    assert pane.sides["ours"].text.get(*marked[:2]) in OURS
    assert contents(own)[0] == OURS
    press(app.root, "<Left>")
    settle(app)
    press(app.root, "<Escape>")
    assert app.overlay.top is None and OURS in contents(own)
    click(view.ways.buttons["merge"])
    settle(app)
    pane = next(each for each in below(app.overlay.top.frame) if isinstance(each, Choices))
    assert list(pane.choices.values()) == ["ours"], "what was chosen is not asked again"
    press(app.root, "<Right>")
    settle(app)
    assert pane.choices == {pane.shown.key: "theirs"}
    assert app.overlay.top.buttons["merge"].enabled
    screenshot(app.root, "merge-chosen")
    push(app, "逐条看变动")
    assert ("新增", "意见建议") in [row[:2] for each in lists(app) if each.winfo_viewable() for row in cells(each)]
    screenshot(app.root, "merge-shifts")
    push(app, "各类记录")
    screenshot(app.root, "merge-counts")
    click(app.overlay.top.buttons["merge"])
    view = reopened(app)
    screenshot(app.root, "merge-done")
    assert "已合并“第五税务分局”的台帐：新增1条" in view.ways.words and "备份" in view.ways.words
    assert contents(own) == contents(theirs)
    assert len(app.desk.snapshot.of("opinion")) == 3
    (receipt,) = (tmp_path / "U盘").glob("移交回执_*.json")
    assert receipt.name in view.ways.words and read_receipt(receipt).action == "merge"
    with Ledger.open(own, read_only=True) as book:
        assert [each.direction for each in handovers(book.session)] == ["in"]

    view = looked_at(app, package)
    click(view.ways.buttons["merge"])
    settle(app)
    assert app.overlay.top is None
    assert "没有本台帐还没有的内容" in view.ways.words and "以前接收过" in view.ways.words
    assert len(list((tmp_path / "U盘").glob("移交回执_*.json"))) == 1


def test_an_altered_package_is_refused_by_name_and_nothing_can_be_received(
    start: Callable[..., App], base: Path, own: Path, tmp_path: Path
) -> None:
    package = package_of(base, tmp_path / "U盘")
    (package / PAPER_PATH).write_bytes(b"%PDF-1.4 other")
    (package / "data" / "工具.exe").write_bytes(b"MZ")
    app = start(own)
    view = looked_at(app, package)
    assert "2处问题" in view.card.words and "不能接收" in view.card.words
    assert [row[:2] for row in cells(view.findings.listing)] == [
        ("内容被改动", PAPER_PATH), ("多出文件", "data/工具.exe"),
    ]  # fmt: skip
    assert not view.ways.winfo_viewable()
    assert view.card.package is None
    screenshot(app.root, "receive-altered")
    (tmp_path / "空").mkdir()
    view.card.look_at(tmp_path / "空")
    settle(app)
    assert "bagit.txt" in view.card.words
    view.card.look_at(base)
    settle(app)
    assert "是一个台帐库，不是移交包" in view.card.words


def test_closing_the_window_in_the_middle_of_choosing_leaves_nothing_and_changes_nothing(
    start: Callable[..., App], base: Path, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = Path(shutil.copytree(base, tmp_path / "对方"))
    edited(theirs, THEIRS)
    edited(own, OURS)
    package = package_of(theirs, tmp_path / "U盘")
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    app = start(own)
    view = looked_at(app, package)
    click(view.ways.buttons["merge"])
    settle(app)
    assert list((tmp_path / "temp").rglob("ledger.db"))
    press(app.root, "<Left>")
    app.quit()
    assert not list((tmp_path / "temp").rglob("ledger.db"))
    assert OURS in contents(own)
    assert not list((tmp_path / "U盘").glob("移交回执_*"))


@pytest.mark.usefixtures("cheap_passphrases")
def test_a_library_with_a_passphrase_is_merged_into_and_stays_locked(
    start: Callable[..., App], base: Path, own: Path, tmp_path: Path
) -> None:
    theirs = Path(shutil.copytree(base, tmp_path / "对方"))
    edited(theirs, THEIRS)
    package = package_of(theirs, tmp_path / "U盘")
    protect(own, "qiao shi deng", who="", now=utc_now())
    app = start(None)
    app.open(own, passphrase="qiao shi deng")
    pump(app.root, lambda: app.shell is not None and not app.background.busy, 30, "台帐库打开")
    view = looked_at(app, package)
    click(view.ways.buttons["merge"])
    settle(app)
    press(app.root, "<Return>")
    view = reopened(app)
    assert "已合并" in view.ways.words
    assert is_protected(Library(own))
    assert THEIRS in [each["content"] for each in app.desk.snapshot.of("opinion")]


def test_a_receipt_that_cannot_be_put_beside_the_package_is_written_elsewhere(
    start: Callable[..., App], base: Path, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(folder: Path, receipt: object) -> Path:
        raise CannotWrite(folder, PermissionError(13, "write protected"))

    package = package_of(base, tmp_path / "U盘")
    monkeypatch.setattr(taking_in, "write_receipt", locked)
    app = start(own)
    view = looked_at(app, package)
    (tmp_path / "桌面").mkdir()
    app.chooser = Choosing(inside=tmp_path / "桌面")  # type: ignore[assignment]
    click(view.ways.buttons["beside"])
    settle(app)
    assert "写不进回执" in view.ways.words
    click(button(view, "把回执另存到……"))
    settle(app)
    assert len(list((tmp_path / "桌面").glob("移交回执_*.json"))) == 1
    assert "回执写好了" in said(app)


def test_replacing_asks_twice_and_keeps_what_was(
    start: Callable[..., App], base: Path, own: Path, tmp_path: Path
) -> None:
    package = package_of(base, tmp_path / "U盘")
    with Ledger.open(own) as book:
        book.add("opinion", {**OPINION, "number": 8, "content": "只在本机"})
    app = start(own)
    view = looked_at(app, package)
    click(view.ways.buttons["replace"])
    settle(app)
    screenshot(app.root, "replace-asked")
    assert "1条会消失" in said(app)
    assert "备份留不成，就不替换" in said(app)
    assert ("会消失", "意见建议", "只在本机") in [row for each in lists(app) for row in cells(each)]
    click(app.overlay.top.buttons["yes"])
    pump(app.root, lambda: app.overlay.top is not None and "真的用" in said(app), what="再问一遍")
    click(button(app.overlay.top.frame, "替换"))
    view = reopened(app)
    screenshot(app.root, "replace-done")
    assert "已替换：现在是移交包里的5条记录" in view.ways.words and "替换前_" in view.ways.words
    assert "只在本机" not in contents(own)
    assert list((own / "backups").glob("*"))


def test_a_verifying_on_its_way_can_be_stopped_and_a_dropped_package_is_looked_at(
    start: Callable[..., App], base: Path, own: Path, tmp_path: Path
) -> None:
    package = package_of(base, tmp_path / "U盘")
    app = start(own)
    view = receiving(app)
    held = threading.Event()
    app.background.run(held.wait, lane=LANE)  # it cannot be over before it is stopped
    view.card.dropped(tuple(sorted(each for each in package.iterdir() if each.is_file())))
    pump(app.root)
    press(app.root, "<Escape>")
    held.set()
    settle(app)
    assert "已停止核对移交包" in view.card.words
    view.card.dropped((package / "bagit.txt",))
    settle(app)
    assert view.card.package is not None and view.card.package.path == package
    held.clear()
    app.background.run(held.wait, lane=LANE)
    click(view.ways.buttons["merge"])
    view.card.look_at(tmp_path / "另一个")
    assert view.card.package is not None, "no other is looked at while one is taken in"
    press(app.root, "<Escape>")
    held.set()
    settle(app)
    assert app.overlay.top is None
    assert "已停止" in view.ways.words and view.ways.buttons["merge"].winfo_viewable()


def test_of_what_is_only_to_be_kept_the_arrival_is_confirmed(
    start: Callable[..., App], own: Path, tmp_path: Path
) -> None:
    (tmp_path / "U盘").mkdir()
    package = bag(tmp_path / "U盘")
    app = start(own)
    view = looked_at(app, package)
    assert list(view.ways.buttons) == ["kept"]
    click(view.ways.buttons["kept"])
    settle(app)
    (receipt,) = (tmp_path / "U盘").glob("移交回执_*.json")
    assert read_receipt(receipt).action == "kept"
    assert "没有改动任何台帐" in view.ways.words
