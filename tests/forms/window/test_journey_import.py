"""Journey (f): a sheet with bad rows is read: the good rows come in, the bad ones come back with their reasons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook, load_workbook

from forms.app import App
from ledger.book import Ledger
from tests.forms.window import driving
from tests.forms.window.sheets import Choosing, cells, lists, push, said, settle

HEAD = ["序号", "日期", "来源", "提出人（单位）", "意见建议内容", "承办人", "状态"]
GOOD = [
    [1, "2015.7.2", "座谈会", "某纺织公司", "建议增加午间值班窗口", "沈文君", "已答复"],
    [2, "7月3日", "走访", "某建材店", "希望延长办税时间", "周启明", "办理中"],
    [3, "20150706", "意见箱", "匿名", "老花镜度数不够𠮷", "沈文君", "办理中"],
]
BAD = [
    (5, [4, "2015.2.30", "座谈会", "某药店", "取号排队太久", "沈文君", "办理中"], "日期"),
    (7, [5, "7.8", "微信群", "某商户", "发票领取不便", "沈文君", "办理中"], "来源"),
    (8, [6, "7.9", "走访", "某工厂", "", "沈文君", "办理中"], "意见建议内容"),
]


def sheet(path: Path) -> Path:
    """A workbook as clerks keep them: a title above the head, good and bad rows mixed, an empty row between."""
    book = Workbook()
    page = book.active
    page.append(["2015年意见建议台帐"])
    page.append(HEAD)
    for row in (GOOD[0], GOOD[1], BAD[0][1], [], BAD[1][1], BAD[2][1], GOOD[2]):
        page.append(row)
    book.save(path)
    return path


def test_good_rows_come_in_and_bad_ones_back_with_why(start: Callable[..., App], tmp_path: Path) -> None:
    library = tmp_path / "台帐库"
    with Ledger.create(library, unit="第五税务分局", year=2015, scheme_id="qidong-2015") as book:
        book.add_many("person", [{"name": "沈文君"}, {"name": "周启明"}])
    app = start(library)
    app.go("registers")
    settle(app)
    assert app.shell is not None
    panel = app.shell.front.panel  # type: ignore[union-attr]
    panel.take("opinion")
    settle(app)
    app.chooser = Choosing(sheet(tmp_path / "意见.xlsx"), tmp_path)  # type: ignore[assignment]
    panel._import()
    settle(app)
    push(app, "选择文件")
    accepted, rejected = (cells(each) for each in lists(app))
    assert [row[0] for row in accepted] == ["3", "4", "9"]
    assert [int(row[0]) for row in rejected] == [number for number, _, _ in BAD]
    for row, (_, _, label) in zip(rejected, BAD, strict=True):
        assert label in row[1], row
    assert "可以导入3条" in said(app)

    push(app, "导出被拒的行")
    push(app, "知道了")
    push(app, "导入3条")
    assert app.overlay.top is None
    assert [record["content"] for record in app.desk.snapshot.of("opinion")] == [row[4] for row in GOOD]
    assert panel.listing.count == 3
    assert len(app.desk.past) == 1

    returned = load_workbook(tmp_path / "意见建议没有导入的行.xlsx").active
    words = [[str(cell.value or "") for cell in row] for row in returned.iter_rows()]
    assert sum("取号排队太久" in row for row in words) == 1
    assert any("2015.2.30" in cell for row in words for cell in row)

    driving.focus(panel.listing)
    driving.press(app.root, "<Control-z>")
    settle(app)
    assert app.desk.snapshot.of("opinion") == ()
    driving.press(app.root, "<Control-y>")
    settle(app)
    app.quit()
    with Ledger.open(library, read_only=True) as book:
        assert len(book.records("opinion")) == 3
        assert "𠮷" in str(book.records("opinion")[2]["content"])
