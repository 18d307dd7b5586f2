"""The picture of a ledger after a definition of the clerk's own registers was added, changed or taken away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ledger.book import Ledger
from ledger.renewal import renewed
from tests.ledger.books import new_book

COLUMNS: list[dict[str, Any]] = [{"label": "地点", "type": "文字", "required": "是"}, {"label": "隐患", "type": "整数"}]
DAYS = [*COLUMNS, {"label": "日期", "type": "日期"}]


def define(book: Ledger, code: str, title: str) -> Any:
    return book.add("own_register", {"title": title, "code": code, "columns": COLUMNS})


def test_a_register_and_its_records_may_come_by_one_action(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        last = book.snapshot()
        definition, record = define(book, "patrol", "安全巡查"), book.add("own-patrol", {"地点": "大厅"})
        made = renewed(last, (definition, record), (), book.records)
        assert made == book.snapshot()
        assert made.of("own-patrol") == (record,)


def test_records_are_read_as_their_register_is_defined_now(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        definition = define(book, "patrol", "安全巡查")
        for place in ("大厅", "二楼"):
            book.add("own-patrol", {"地点": place})
        last = book.snapshot()
        changed = book.edit(definition.uid, {"title": "夜间巡查", "columns": DAYS})
        made = renewed(last, (changed,), (), book.records)
        assert made == book.snapshot()
        assert {record.declared.title for record in made.of("own-patrol")} == {"夜间巡查"}
        assert made.of("own-patrol")[0].declared.has("日期")


def test_a_register_that_goes_and_comes_back_stands_where_it_stood(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        first, _ = define(book, "one", "甲册"), define(book, "two", "乙册")
        last = book.snapshot()
        book.delete(first.uid)
        without = renewed(last, (), (first.uid,), book.records)
        assert [kind.slug for kind in without.kinds[-2:]] == ["own_register", "own-two"]
        again = renewed(without, (book.restore(first.uid),), (), book.records)
        assert again == book.snapshot()
        assert [kind.slug for kind in again.kinds[-2:]] == ["own-one", "own-two"]
