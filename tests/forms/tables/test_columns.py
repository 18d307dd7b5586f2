"""Columns are shown as they would be read, and what was chosen for them is found again under the same head."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.import_memory import remembered, with_choice
from forms.preferences import Preferences
from forms.sheet_cells import Cell, Table
from forms.sheet_preview import preview_pasted
from forms.spreadsheets import sheet_of
from forms.tables.columns import Column, Wishes, as_read, columns_of, known_fields, memory_key
from forms.tables.heads import Head
from ledger.fields import Context
from ledger.kinds import kind_of
from tests.ledger.snapshots import record, snapshot

OPINION, PERSON = kind_of("opinion"), kind_of("person")
LEDGER = snapshot(record("person", "p1", name="沈文君"))
OLDER = ["登记时间", "何处", "群众说了什么"]
ROWS = [["7月2日", "走访", "停车难"], ["7月3日", "电话", "空调冷"]]


def head(*words: str) -> Head:
    """A head of these words in the first row."""
    return Head(1, 1, dict(enumerate(words, 1)), {})


def test_the_first_cells_are_shown_as_the_field_would_show_them() -> None:
    grid = {
        number: {column: Cell(words, False) for column, words in enumerate(row, 1)}
        for number, row in enumerate(
            [["序号", "日期"], ["1", "7.2"], ["合计", "9"], ["2", ""], ["3", "7月33日"], ["4", "x"]], 1
        )
    }
    serial, date = columns_of(sheet_of(Table(1, "", grid), Path("意见.csv"), OPINION))
    assert (date.number, date.place, date.head, date.field) == (2, "B列", "日期", "date")
    assert as_read(serial, serial.field, OPINION, Context(year=2015)) == (("1", "2", "3"), "")
    shown, why = as_read(date, "date", OPINION, Context(year=2015))
    assert shown == ("2015年7月2日", "", "7月33日")
    assert "“日期”不能填“7月33日”" in why
    assert as_read(date, "", OPINION, Context()) == (("7.2", "", "7月33日"), "")


def test_a_cell_without_a_column_is_blank() -> None:
    column = Column(1, "A列", "姓名", "name", (None, Cell(7, False)))
    shown, why = as_read(column, "name", PERSON, Context())
    assert shown == ("", "7")
    assert "没有这一项就分不清" in why


def test_a_choice_is_remembered_under_the_same_head_of_the_same_kind() -> None:
    key = memory_key(OPINION, head(*OLDER))
    assert key == memory_key(OPINION, head("登記時間：", "何 处", "群众说了什么"))
    assert key != memory_key(PERSON, head(*OLDER))
    assert key != memory_key(OPINION, head(*OLDER[:2]))
    kept = with_choice(Preferences(), key, ["date", "source", "content"])
    seen = preview_pasted([OLDER, *ROWS], OPINION, LEDGER, Wishes(remembered=remembered(kept)))
    assert seen.key == key
    assert seen.remembered
    assert [column.field for column in seen.columns] == ["date", "source", "content"]
    assert [row.title for row in seen.accepted] == ["停车难", "空调冷"]


def test_what_was_chosen_counts_before_what_the_head_says() -> None:
    seen = preview_pasted([OLDER, *ROWS], OPINION, LEDGER, Wishes(chosen={1: "", 2: "who", 3: "content"}))
    assert [column.field for column in seen.columns] == ["", "who", "content"]
    assert seen.ignored == ("登记时间",)
    assert not seen.remembered


@pytest.mark.parametrize("names", [["date"], ["date", "date", ""], ["date", "gone", ""], ["decisions", "", ""]])
def test_a_choice_that_no_longer_suits_is_forgotten(names: list[str]) -> None:
    assert known_fields(names, head(*OLDER), OPINION) == {}


def test_the_oldest_choices_are_forgotten_and_nonsense_passed_over() -> None:
    kept = Preferences()
    for number in range(70):
        kept = with_choice(kept, f"opinion:{number}", [str(number)])
    kept = with_choice(kept, "opinion:30", ["again"])
    assert list(remembered(kept)) == [f"opinion:{number}" for number in range(10, 70) if number != 30] + ["opinion:30"]
    assert remembered(Preferences(screens={"import": {"columns": {"a": 1, "b": [1], "c": ["date"]}}})) == {
        "c": ("date",)
    }
    assert remembered(Preferences(screens={"import": {"columns": "x"}})) == {}


def test_a_table_without_a_known_head_waits_for_the_clerk() -> None:
    rows = [["某局花名册"], ["甲", "乙"], ["周启明", "科员"]]
    seen = preview_pasted(rows, OPINION, LEDGER, Wishes(asking=True))
    assert seen.unmatched
    assert (seen.accepted, seen.rejected) == ((), ())
    assert [column.head for column in seen.columns] == ["甲", "乙"]
    chosen = preview_pasted(rows, OPINION, LEDGER, Wishes(chosen={1: "content", 2: ""}, asking=True))
    assert [row.title for row in chosen.accepted] == ["周启明"]


def test_a_table_is_hopeless_when_what_tells_records_apart_has_no_column() -> None:
    assert preview_pasted([["日期", "来源"], ["7月2日", "走访"]], OPINION, LEDGER).hopeless
    assert not preview_pasted([["日期", "意见建议内容"], ["7月2日", ""]], OPINION, LEDGER).hopeless
