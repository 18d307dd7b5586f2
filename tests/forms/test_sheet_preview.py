"""Before a table is imported every row of it is told: what it would become, or why it cannot be taken."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from forms.clipboard_table import read_table
from forms.sheet_preview import EmptyTable, HeadNeeded, preview_file, preview_pasted
from forms.spreadsheets import NoRows
from ledger.book import Ledger
from ledger.kinds import kind_of
from tests.ledger.books import closed_book
from tests.ledger.snapshots import record, snapshot

OPINION, PERSON, BALLOT = kind_of("opinion"), kind_of("person"), kind_of("ballot")
HEADS = ("序号", "日期", "来源", "意见建议内容", "承办人", "状态")
GOOD = (1, "2015.7.2", "座谈会", "建议增加午间值班窗口", "沈文君", "办理中")
LEDGER = snapshot(
    record("person", "p1", name="沈文君"),
    record(
        "opinion", "o1", **dict(zip(("number", "date", "source", "content", "handler", "status"), GOOD, strict=True))
    ),
)


def sheet_of(path: Path, *rows: Sequence[Any]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def test_each_row_is_taken_or_refused_with_its_cells_and_why(tmp_path: Path) -> None:
    wrong = (2, "2015.13.40", "路边", "停车难", "周启明", "办理中")
    path = sheet_of(tmp_path / "意见.xlsx", ("意见台帐",), HEADS, (3, *GOOD[1:3], "空调太冷", *GOOD[4:]), wrong, ())
    seen = preview_file(path, OPINION, LEDGER)
    assert (seen.source, seen.kind, seen.ignored) == ("意见.xlsx", "opinion", ())
    assert seen.labels == HEADS
    (taken,) = seen.accepted
    assert (taken.number, taken.title, taken.doubt) == (3, "空调太冷", "")
    assert taken.cells == ("3", "2015.7.2", "座谈会", "空调太冷", "沈文君", "办理中")
    (refused,) = seen.rejected
    assert (refused.number, refused.cells[1:3]) == (4, ("2015.13.40", "路边"))
    lines = refused.sentence.split("\n")
    assert [line[:2] for line in lines] == ["B列", "C列"]
    assert "“日期”不能填“2015.13.40”" in lines[0]


def test_what_is_accepted_can_be_added(tmp_path: Path) -> None:
    with Ledger.open(closed_book(tmp_path)) as book:
        path = sheet_of(tmp_path / "意见.xlsx", HEADS, (2, *GOOD[1:3], "空调太冷", *GOOD[4:]), GOOD)
        seen = preview_file(path, OPINION, book.snapshot())
        added = book.add_many(seen.kind, [row.data for row in seen.accepted])
        assert [OPINION.title_of(dict(each.values)) for each in added] == [row.title for row in seen.accepted]


def test_columns_of_other_heads_are_left_out_and_told() -> None:
    seen = preview_pasted([[*HEADS, "年龄", "评分"], [*map(str, GOOD), "41", "5"]], OPINION, LEDGER)
    assert seen.ignored == ("年龄", "评分")
    assert len(seen.accepted[0].cells) == len(HEADS)


def test_rows_that_are_there_already_are_doubted_but_can_be_added() -> None:
    other = [*map(str, GOOD)]
    other[3] = "空调太冷"
    seen = preview_pasted([HEADS, [*map(str, GOOD)], other, other], OPINION, LEDGER)
    assert [row.doubt[:8] for row in seen.accepted] == ["台帐里已有完全相", "", "与第3行完全相同"]


def test_a_person_stands_once_in_the_ledger_and_in_the_table() -> None:
    rows = [["姓名", "职务"], ["林晓岚", "分局长"], ["沈文君", "科员"], ["林晓岚", "科员"], ["周 明", "科员"]]
    seen = preview_pasted(rows, PERSON, LEDGER)
    assert [row.title for row in seen.accepted] == ["林晓岚", "周 明"]
    assert "中间有空格" in seen.accepted[1].doubt
    assert [row.number for row in seen.rejected] == [3, 4]
    assert seen.rejected[0].sentence.startswith("A列：人员中已有姓名“沈文君”")
    assert "与第2行重复" in seen.rejected[1].sentence


def test_ballots_may_be_alike() -> None:
    base = snapshot(record("review", "r", title="2015年度民主评议", date="2015.12.1"))
    title = kind_of("review").title_of(dict(base.of("review")[0].values))
    row = [title, "党政领导班子", "88"]
    seen = preview_pasted([["评议", "组别", "得分"], row, row], BALLOT, base)
    assert [each.doubt for each in seen.accepted] == ["", ""]


PEOPLE = {
    "names": ("林晓岚\n周启明\n", [("林晓岚", None), ("周启明", None)]),
    "names in one cell": ("林晓岚、周启明，王海\n", [("林晓岚", None), ("周启明", None), ("王海", None)]),
    "names and posts": ("林晓岚\t分局长\n周启明\t科员\n", [("林晓岚", "分局长"), ("周启明", "科员")]),
    "names and posts in text": (
        "林晓岚 分局长\n周 明　科员\n王海\n",
        [("林晓岚", "分局长"), ("周 明", "科员"), ("王海", None)],
    ),
    "serial numbers": ("1\t林晓岚\t分局长\n2\t周启明\t\n", [("林晓岚", "分局长"), ("周启明", None)]),
    "a character of a name apart": ("林　岚\n", [("林　岚", None)]),
}


@pytest.mark.parametrize(("text", "people"), PEOPLE.values(), ids=PEOPLE)
def test_people_are_pasted_without_a_head(text: str, people: list[tuple[str, str | None]]) -> None:
    seen = preview_pasted(read_table(text), PERSON, LEDGER)
    assert seen.rejected == ()
    assert [(row.data["name"], row.data.get("post")) for row in seen.accepted] == people


def test_telephones_and_states_of_people_are_told_from_posts() -> None:
    text = "1\t林晓岚\t分局长\t在岗\t主持全面工作\t0513-12345678\t\n2\t周启明\t科员\t调离\t\t13900000000\t"
    seen = preview_pasted(read_table(text), PERSON, LEDGER)
    assert seen.labels == ("姓名", "职务", "在岗状态", "岗位职责", "联系电话")
    assert seen.accepted[1].cells == ("周启明", "科员", "调离", "", "13900000000")


def test_people_with_a_head_are_read_by_it() -> None:
    seen = preview_pasted([["职务", "姓名"], ["分局长", "林晓岚"]], PERSON, LEDGER)
    assert [dict(row.data) for row in seen.accepted] == [{"name": "林晓岚", "post": "分局长"}]


def test_a_table_that_cannot_be_told_is_refused() -> None:
    with pytest.raises(HeadNeeded, match=f"“粘贴的表格”前几行里没有“{OPINION.title}”的表头"):
        preview_pasted([["空调太冷", "沈文君"]], OPINION, LEDGER)
    for kind in (PERSON, OPINION):
        with pytest.raises(EmptyTable, match="里没有内容"):
            preview_pasted([["", " "]], kind, LEDGER)
    with pytest.raises(NoRows):
        preview_pasted([HEADS], OPINION, LEDGER)


def test_of_two_columns_with_the_same_head_the_first_is_taken_and_the_other_told() -> None:
    seen = preview_pasted([["姓名", "姓名"], ["甲", "乙"]], PERSON, LEDGER)
    assert [row.title for row in seen.accepted] == ["甲"]
    assert [column.field for column in seen.columns] == ["name", ""]
    assert seen.ignored == ("姓名",)


def test_a_preview_passes_between_processes(tmp_path: Path) -> None:
    path = sheet_of(tmp_path / "意见.xlsx", HEADS, GOOD, (2, "#REF!", "路边"))
    seen = preview_file(path, OPINION, LEDGER)
    assert pickle.loads(pickle.dumps(seen)) == seen
