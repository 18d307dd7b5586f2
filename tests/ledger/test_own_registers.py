"""Registers that the clerk defines himself behave like the built-in ones, or are refused with the place."""

from __future__ import annotations

import pickle
import re
from pathlib import Path
from typing import Any

import pytest

from exports.papers.generic import register_blocks
from ledger.book import Ledger
from ledger.completeness import find_gaps
from ledger.filing import arrange
from ledger.own_registers import BadDefinition, RegisterDeleted, StillHeld
from ledger.refusals import DuplicateValue
from tests.ledger.books import new_book

COLUMNS: list[dict[str, Any]] = [
    {"label": "巡查日期", "type": "日期", "required": "是"},
    {"label": "地点", "type": "文字", "required": "是"},
    {"label": "结果", "type": "单选", "choices": "正常、异常"},
    {"label": "隐患", "type": "约数"},
]
PATROL = {"title": "安全巡查", "code": "patrol", "paper": "安全巡查登记簿", "columns": COLUMNS}
ONE = {"巡查日期": "2015年7月1日", "地点": "𠮷安路窗口", "结果": "正常", "隐患": "10余"}


def book_with(folder: Path, **changes: object) -> Ledger:
    book = new_book(folder)
    book.add("own_register", {**PATROL, **changes})
    return book


def test_a_register_of_ones_own_is_kept_listed_found_and_printed(tmp_path: Path) -> None:
    with book_with(tmp_path) as book:
        added = book.add("own-patrol", ONE)
        assert added.declared.title == "安全巡查"
        assert book.records("own-patrol") == (added,) == book.search("𠮷安路")
        snapshot = book.snapshot()
        assert snapshot.title(added) == "𠮷安路窗口"
        assert str(snapshot.day(added)) == "2015-07-01"
        words = repr(register_blocks(snapshot, snapshot.kind("own-patrol")))
        assert "安全巡查登记簿" in words and "10余" in words
        items = [item.title for volume in arrange(snapshot) for item in volume.items]
        assert "安全巡查登记簿" in items


def test_it_is_checked_edited_deleted_and_restored_like_any_other(tmp_path: Path) -> None:
    with book_with(tmp_path, proof="现场照片") as book:
        record = book.add("own-patrol", {"地点": "大厅"})
        codes = {gap.code: gap.sentence for gap in find_gaps(book.snapshot()) if record.uid in gap.records}
        assert "巡查日期" in codes["incomplete"]
        assert "现场照片" in codes["unproven"]
        book.edit(record.uid, {"巡查日期": "7月2日"})
        assert [change.field for change in book.history(record.uid)] == ["", "巡查日期"]
        book.delete(record.uid)
        assert [each.uid for each in book.records(deleted=True)] == [record.uid]
        assert book.restore(record.uid)["地点"] == "大厅"


def test_it_goes_to_other_processes_with_the_snapshot(tmp_path: Path) -> None:
    with book_with(tmp_path) as book:
        book.add("own-patrol", ONE)
        there = pickle.loads(pickle.dumps(book.snapshot()))
    (record,) = there.of("own-patrol")
    assert record.declared == there.kind("own-patrol")
    assert there.title(record) == "𠮷安路窗口"


def test_it_is_there_when_the_library_is_opened_again(tmp_path: Path) -> None:
    with book_with(tmp_path) as book:
        book.add("own-patrol", ONE)
        path = book.path
    with Ledger.open(path, read_only=True) as book:
        assert book.records("own-patrol")[0]["结果"] == "正常"
        assert book.kinds[-1].slug == "own-patrol"


def test_a_blank_code_is_made_of_the_title(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        made = book.add("own_register", {"title": "安全巡查", "columns": COLUMNS})
        assert re.fullmatch("[0-9a-f]{8}", made["code"])
        assert book.add(f"own-{made['code']}", ONE)["地点"] == ONE["地点"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "Patrol"}, "的代号“Patrol”只能用小写字母"),
        ({"title": "会议记录"}, "与已有的登记簿同名"),
        ({"columns": [{"label": "结果", "type": "单选"}]}, "第1个栏目“结果”是单选，要写出两个以上"),
        ({"columns": [{"label": "结果", "type": "文字", "choices": "甲、乙"}]}, "第1个栏目“结果”不是单选或多选"),
        ({"columns": [*COLUMNS, {"label": "地点", "type": "文字"}]}, "两个栏目的名称都是“地点”"),
        ({"columns": [{"label": "地{点", "type": "文字"}]}, "名称里不能有“{”"),
        ({"columns": [{"label": f"栏{n}", "type": "文字"} for n in range(41)]}, "有41个，最多40个"),
    ],
)
def test_what_cannot_be_a_register_is_refused_and_nothing_is_kept(
    tmp_path: Path, changes: dict[str, object], words: str
) -> None:
    with new_book(tmp_path) as book:
        with pytest.raises(BadDefinition, match=words) as refused:
            book.add("own_register", {**PATROL, **changes})
        assert refused.value.exit_code == 2
        assert book.records() == ()


def test_a_code_or_title_that_is_taken_is_refused(tmp_path: Path) -> None:
    with book_with(tmp_path) as book:
        with pytest.raises(BadDefinition, match="代号“patrol”已经给了“安全巡查”"):
            book.add("own_register", {**PATROL, "title": "夜间巡查"})
        with pytest.raises((BadDefinition, DuplicateValue), match="安全巡查"):
            book.add("own_register", {**PATROL, "code": "night"})


def test_a_field_that_records_fill_is_not_taken_away_but_may_be_renamed(tmp_path: Path) -> None:
    with book_with(tmp_path) as book:
        record = book.add("own-patrol", ONE)
        definition = book.records("own_register")[0]
        for columns in (COLUMNS[:3], [*COLUMNS[:3], {"label": "隐患", "type": "整数"}]):
            with pytest.raises(BadDefinition, match="“隐患”已有1条记录填写，不能删去或改类型"):
                book.edit(definition.uid, {"columns": columns})
        renamed = [*COLUMNS[:3], {"label": "隐患数", "type": "约数", "key": "隐患"}]
        book.edit(definition.uid, {"columns": renamed})
        again = book.get(record.uid)
        assert again.declared.field("隐患").label == "隐患数"
        assert again["隐患"] == record["隐患"]


def test_the_code_stays_and_the_register_too_while_it_holds_records(tmp_path: Path) -> None:
    with book_with(tmp_path) as book:
        record = book.add("own-patrol", ONE)
        definition = book.records("own_register")[0]
        with pytest.raises(BadDefinition, match="已有1条记录，代号不能再改"):
            book.edit(definition.uid, {"code": "night"})
        with pytest.raises(StillHeld, match="还有1条记录，先删除这些记录"):
            book.delete(definition.uid)
        book.delete(record.uid)
        book.delete(definition.uid)
        assert book.records(deleted=True)  # both are in the recycle bin, and can be read there
        with pytest.raises(RegisterDeleted, match="“安全巡查”已在回收站，请先恢复登记簿"):
            book.restore(record.uid)
        book.restore(definition.uid)
        assert book.restore(record.uid)["地点"] == ONE["地点"]
