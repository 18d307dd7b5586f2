"""The ledger of a branch comes in by its package, is ranked beside one's own, and the table is exported and printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from exports.handover.layout import Purpose
from exports.handover.receipts import read_receipt
from forms.app import App
from forms.screens.handover import Handover
from forms.screens.handover_branches import Branches
from forms.screens.handover_receive import Receive
from forms.shell.page import Target
from ledger.book import Ledger
from tests.exports.bags import bag
from tests.forms.window.driving import button, click, pump, screenshot, texts
from tests.forms.window.sheets import Choosing, cells, push, said, settle


def library(folder: Path, unit: str, daily: str = "") -> Path:
    """A closed ledger of a unit; with a mark of the daily assessment and the ballots it has a result."""
    with Ledger.create(folder / unit, unit=unit, year=2015, scheme_id="qidong-2015") as book:
        if daily:
            scored(book, daily)
        return book.path


def scored(book: Ledger, daily: str) -> None:
    book.add("daily_assessment", {"title": "日常考核", "date": "2015-09-30", "score": daily, "assessor": "考核组"})
    groups = [group.name for node in book.scheme.nodes for group in node.groups]
    rows = [{"group": group, "issued": 1, "returned": 1, "void": 0} for group in groups]
    review = book.add("review", {"date": "2015-10-20", "title": "民主评议", "groups": rows})
    book.add_many("ballot", [{"review": review.uid, "group": group, "score": "90"} for group in groups])


def part(app: App, key: str) -> object:
    page = app.go("handover", Target(key))
    settle(app, 30)
    assert isinstance(page, Handover)
    return page.front


def branches(app: App) -> Branches:
    front = part(app, "branches")
    assert isinstance(front, Branches)
    return front


def taken_in(app: App, package: Path) -> Receive:
    """Receive the package of a branch by the buttons."""
    front = part(app, "receive")
    assert isinstance(front, Receive)
    front.receiving.card.look_at(package)
    settle(app)
    click(front.receiving.ways.buttons["branch"])
    settle(app)
    screenshot(app.root, "branch-sheet")
    push_and_wait(app)
    front = part(app, "receive")
    assert isinstance(front, Receive)
    return front


def push_and_wait(app: App) -> None:
    assert app.overlay.top is not None
    click(app.overlay.top.buttons["merge"])

    def there() -> bool:
        return app.shell is not None and not app.background.busy and app.overlay.top is None

    pump(app.root, there, 30, "重新打开")


def test_branches_come_in_by_their_packages_and_are_ranked(start: Callable[..., App], tmp_path: Path) -> None:
    own, branch = library(tmp_path, "县局"), library(tmp_path, "甲分局", "90")
    (tmp_path / "U盘").mkdir()
    package = bag(tmp_path / "U盘", branch, purpose=Purpose.BRANCH)
    app = start(own)
    view = branches(app)
    assert "还没有收入下级单位的台帐" in texts(view)
    screenshot(app.root, "branches-empty")
    front = taken_in(app, package)
    assert "已收入“甲分局”的台帐" in front.receiving.ways.words
    (receipt,) = (tmp_path / "U盘").glob("移交回执_*.json")
    assert read_receipt(receipt).action == "branch"

    view = branches(app)
    rows = [row[:2] for row in cells(view.listing)]
    assert rows == [("1", "甲分局"), ("", "县局（本单位）")]
    assert cells(view.listing)[1][-1], "why one's own has no rank"
    screenshot(app.root, "branches")

    app.chooser = Choosing(saved=tmp_path)  # type: ignore[assignment]
    click(button(view, "导出Excel……"))
    settle(app)
    assert "已导出2个单位" in said(app)
    push(app, "知道了")
    book = load_workbook(tmp_path / "得分排名表.xlsx")
    assert "甲分局" in [cell.value for row in book.active for cell in row]
    click(button(view, "打印预览"))
    settle(app, 60)
    screenshot(app.root, "branches-paper")
    push(app, "另存为PDF")
    assert (tmp_path / "得分排名表.pdf").read_bytes().startswith(b"%PDF")
    app.overlay.dismiss()


def test_a_branch_is_brought_up_to_date_by_receiving_it_again(start: Callable[..., App], tmp_path: Path) -> None:
    own, branch = library(tmp_path, "县局"), library(tmp_path, "甲分局", "90")
    (tmp_path / "U盘").mkdir()
    (tmp_path / "U盘二").mkdir()
    first = bag(tmp_path / "U盘", branch, purpose=Purpose.BRANCH)
    with Ledger.open(branch) as book:
        book.add("person", {"name": "新来的人"})
    second = bag(tmp_path / "U盘二", branch, purpose=Purpose.BRANCH)
    app = start(own)
    taken_in(app, first)
    before = int(cells(branches(app).listing)[0][6])
    taken_in(app, second)
    assert int(cells(branches(app).listing)[0][6]) == before + 1
    assert len(cells(branches(app).listing)) == 2
