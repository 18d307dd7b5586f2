"""The head of a table is found wherever it stands, and its words are known loosely."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from forms.sheet_cells import Cell, Grid
from forms.tables.heads import bare, field_named, find_head, first_row, importable, plain
from ledger.kinds import KINDS, Kind, kind_of

OPINION, FINDING, VISIT, PERSON = map(kind_of, ("opinion", "finding", "visit", "person"))


def grid(*rows: Sequence[str]) -> Grid:
    """Cells of these rows; “<” is merged with the cell before it, “^” with the one above."""
    cells: Grid = {}
    for number, row in enumerate(rows, 1):
        for column, words in enumerate(row, 1):
            if words == "<":
                cells[number][column] = cells[number][column - 1]
            elif words == "^":
                cells.setdefault(number, {})[column] = cells[number - 1][column]
            elif words:
                cells.setdefault(number, {})[column] = Cell(words, False)
    return cells


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("意见建议内容", OPINION, "content"),
        (" 意 见\n建议　内容 ", OPINION, "content"),
        ("意見建議內容", OPINION, "content"),
        ("*日期：", OPINION, "date"),
        ("ＤＡＴＥ", OPINION, "date"),
        ("提出人(單位)", OPINION, "who"),
        ("提出人", OPINION, "who"),
        ("意见建议内容【摘要】", OPINION, "content"),
        ("答复时限（3天内）", OPINION, "deadline"),
        ("登记时间", OPINION, "date"),
        ("渠道", OPINION, "source"),
        ("手机号码", OPINION, "phone"),
        ("走访时间", VISIT, "date"),
        ("存在的问题", FINDING, None),
        ("存在问题", FINDING, "problem"),
        ("整改责任人", FINDING, "owner"),
        ("接件日期", kind_of("case"), "received"),
        ("受理时间", kind_of("case"), "accepted"),
        ("年龄", PERSON, None),
        ("", PERSON, None),
    ],
)
def test_words_of_a_head(words: str, kind: Kind, name: str | None) -> None:
    assert field_named(words, kind) == name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_every_label_and_alias_names_its_own_field(kind: Kind) -> None:
    for field in importable(kind):
        for words in (field.label, field.name, *field.aliases):
            assert field_named(words, kind) == field.name, words


def test_marks_and_brackets() -> None:
    assert plain("＊金 額（萬元）：") == "金额(万元)"
    assert bare("金额（万元）") == "金额"
    assert bare("（空）") == "(空)"


HEADS = ("序号", "日期", "来源", "意见建议内容")


@pytest.mark.parametrize("above", range(10))
def test_the_head_may_stand_in_any_of_the_first_rows(above: int) -> None:
    head = find_head(grid(*[("某局意见台帐",)] * above, HEADS, ("1", "7月2日", "走访", "停车难")), OPINION)
    assert head is not None
    assert (head.top, head.bottom) == (above + 1, above + 1)
    assert list(head.names.values()) == ["number", "date", "source", "content"]


def test_further_down_there_is_no_head() -> None:
    assert find_head(grid(*[("某局意见台帐",)] * 10, HEADS), OPINION) is None


def test_a_head_of_two_rows_is_read_together() -> None:
    head = find_head(
        grid(
            ("意见台帐", "<", "<", "<", "<"),
            ("序号", "基本情况", "<", "办理情况", "<"),
            ("^", "日期", "意见建议内容", "办理与答复", "答复日期"),
            ("1", "7月2日", "停车难", "已答复", "7月3日"),
        ),
        OPINION,
    )
    assert head is not None
    assert (head.top, head.bottom) == (2, 3)
    assert head.words == {
        1: "序号", 2: "基本情况·日期", 3: "基本情况·意见建议内容", 4: "办理情况·办理与答复", 5: "办理情况·答复日期",
    }  # fmt: skip
    assert list(head.names.values()) == ["number", "date", "content", "reply", "replied"]


def test_a_head_of_two_rows_without_merged_cells() -> None:
    rows = (
        ("序号", "基本情况", "", "状态"), ("", "日期", "意见建议内容", ""), ("1", "7月2日", "停车难", "办理中"),
    )  # fmt: skip
    head = find_head(grid(*rows), OPINION)
    assert head is not None
    assert (head.top, head.bottom) == (1, 2)
    assert list(head.names.values()) == ["number", "date", "content", "status"]


def test_a_record_whose_words_are_names_of_fields_is_no_second_row_of_the_head() -> None:
    head = find_head(grid(("序号", "来源", "意见建议内容", "某列"), ("1", "电话", "时间", "备注")), OPINION)
    assert head is not None
    assert (head.top, head.bottom) == (1, 1)


def test_of_columns_alike_the_best_is_taken_then_the_first() -> None:
    head = find_head(grid(("时间", "日期", "日期", "电话", "联系电话")), OPINION)
    assert head is not None
    assert head.names == {2: "date", 5: "phone"}
    assert head.doubled == (3,)


def test_words_asked_for_make_a_head_known() -> None:
    cells = grid(("登记表",), ("甲列", "乙列"), ("1", "2"))
    assert find_head(cells, OPINION) is None
    head = find_head(cells, OPINION, ["乙列"])
    assert head is not None
    assert (head.bottom, head.names, head.known) == (2, {}, 1)


def test_the_row_that_looks_like_a_head() -> None:
    head = first_row(grid(("登记表", "<", "<"), ("甲列", "乙列", "丙列"), ("1", "2", "3")))
    assert head is not None
    assert (head.bottom, head.words) == (2, {1: "甲列", 2: "乙列", 3: "丙列"})
    assert first_row(grid(("登记表",), ("甲",))) is None
    assert first_row({}) is None


def test_a_title_that_might_loosely_name_a_field_is_no_head() -> None:
    people = grid(("人员", "<"), ("何人", "何事"), ("周启明", "科员"))
    assert find_head(people, PERSON) is None
    assert find_head(people, PERSON, ["何人"]) is not None
    bare_list = find_head(grid(("人员",), ("周启明",)), PERSON)
    assert bare_list is not None
    assert bare_list.names == {1: "name"}
