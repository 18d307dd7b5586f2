"""The tiny numbers typed after binding: how they are read, and what is said of a stack that is not as exported."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.exported import BoundPaper, BoundVolume
from ledger.twin import Trouble, Typed, check, read


def bound(*sides: int, duplex: bool = True) -> BoundVolume:
    """Papers 01-0001, 01-0002 … with that many sides, after a cover, each on fresh sheets."""
    papers = [BoundPaper("cover", "", "封面", 0, 1, ("c",))]
    place = 3
    for number, count in enumerate(sides, 1):
        papers.append(BoundPaper(f"k{number}", f"01-{number:04d}", f"第{number}件", 1, place, ("x",) * count))
        place += count + (count % 2 if duplex else 0)
    return BoundVolume("0" * 64, place - 1, duplex, True, "upper", tuple(papers))


def told(stack: BoundVolume, text: str) -> list[tuple[str, int, str]]:
    return [(each.trouble.value, each.line, each.mark) for each in check(stack, *read(text, stack))]


@pytest.mark.parametrize(
    "line",
    [
        "01-0002 2/3", "  01-0002   2 / 3  ", "０１－０００２　２／３", "01—0002 2/3", "1-2 2/3", "01-00022/3",
        "01 - 0002 2/3", "01-0002，2/3", "01-0002\t2\\3", "01_0002: 2/3",
    ],
)  # fmt: skip
def test_a_tiny_number_is_read_however_it_is_typed(line: str) -> None:
    assert read(f"\n{line}\n", bound(3, 3)) == ((Typed(2, "01-0002", 2, 3),), ())


@pytest.mark.parametrize(
    "line", ["甲", "01-0009 1/3", "01-0002", "01-0002 4/3", "01-0002 0/3", "2/3", "/", "01-0002 2/"]
)
def test_a_line_that_is_no_tiny_number_of_the_stack_is_named_with_its_text(line: str) -> None:
    stack = bound(3, 3)
    typed, (unread,) = read(f"01-0001 3/3\n{line}\n", stack)
    assert len(typed) == 1
    assert (unread.line, unread.text) == (2, line)
    finding = check(stack, typed, [unread])[0]
    assert (finding.trouble, finding.line) == (Trouble.UNREAD, 2)
    assert f"第2行“{line}”" in finding.sentence


def test_marks_with_letters_are_read_in_any_case() -> None:
    stack = BoundVolume("", 2, True, True, "upper", (BoundPaper("k", "A1-0001", "甲", 1, 1, ("x", "x")),))
    assert read("a1-0001 2/2", stack)[0] == (Typed(1, "A1-0001", 2, 2),)


def test_a_whole_stack_in_order_has_nothing_wrong() -> None:
    assert told(bound(5, 3, 1), "01-0001 5/5\n01-0002 3/3\n01-0003 1/1\n") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("01-0001 4/5\n01-0002 2/2\n01-0003 1/1", [("sheets", 1, "01-0001")]),
        ("01-0001 5/5\n01-0002 1/2\n01-0003 1/1", [("back", 2, "01-0002")]),
        ("01-0001 5/5\n01-0003 1/1", [("missing", 0, "01-0002")]),
        ("01-0001 5/5\n01-0001 5/5\n01-0002 2/2\n01-0003 1/1", [("doubled", 2, "01-0001")]),
        ("01-0001 6/6\n01-0002 2/2\n01-0003 1/1", [("stale", 1, "01-0001")]),
        ("01-0003 1/1\n01-0001 5/5\n01-0002 2/2", [("misplaced", 1, "01-0003")]),
        ("01-0002 2/2\n01-0003 1/1\n01-0001 5/5", [("misplaced", 3, "01-0001")]),
        ("甲\n01-0002 2/2\n01-0001 3/5", [
            ("unread", 1, ""), ("misplaced", 2, "01-0002"), ("sheets", 3, "01-0001"), ("missing", 0, "01-0003"),
        ]),
    ],
)  # fmt: skip
def test_each_trouble_is_told_at_its_line(text: str, found: list[Any]) -> None:
    assert told(bound(5, 2, 1), text) == found


def test_missing_sheets_are_counted_on_both_sides_or_on_one() -> None:
    (both,) = check(bound(5), [Typed(1, "01-0001", 2, 5)])
    assert (both.sides, both.sheets) == ((3, 4, 5), 2)
    assert both.sentence == "第1行 01-0001“第1件”只到 2/5，后面缺2张：请找回或补印第3—5面。"
    (one,) = check(bound(5, duplex=False), [Typed(1, "01-0001", 2, 5)])
    assert (one.sides, one.sheets) == ((3, 4, 5), 3)


def test_a_paper_that_begins_on_the_back_of_another_has_its_sheets_counted_from_there() -> None:
    papers = (BoundPaper("a", "01-0001", "甲", 1, 1, ("x",)), BoundPaper("b", "01-0002", "乙", 2, 2, ("x", "x", "x")))
    stack = BoundVolume("", 4, True, False, "upper", papers)
    found = check(stack, [Typed(1, "01-0001", 1, 1), Typed(2, "01-0002", 1, 3)])
    assert [(each.trouble, each.sheets) for each in found] == [(Trouble.SHEETS, 1)]
    found = check(stack, [Typed(1, "01-0001", 1, 1), Typed(2, "01-0002", 2, 3)])
    assert [each.trouble for each in found] == [Trouble.BACK]


def test_a_blank_last_side_is_not_missed() -> None:
    papers = (BoundPaper("a", "01-0001", "甲", 1, 1, ("x", "x", "")),)
    assert check(BoundVolume("", 3, True, True, "upper", papers), [Typed(1, "01-0001", 2, 3)]) == ()


@given(st.data())
def test_a_shuffled_and_thinned_stack_is_fully_explained(data: st.DataObject) -> None:
    """Whoever does what the findings say has the stack that was exported."""
    sides = data.draw(st.lists(st.integers(1, 6), min_size=1, max_size=8))
    stack = bound(*sides)
    papers = [paper for paper in stack.papers if paper.mark]
    lying = data.draw(st.lists(st.sampled_from(papers), max_size=10))
    typed = [
        Typed(line, paper.mark, data.draw(st.integers(1, len(paper.sides))), len(paper.sides))
        for line, paper in enumerate(lying, 1)
    ]
    found = check(stack, typed)
    by_line = {(each.line, each.trouble): each for each in found}
    ends = {each.mark: each.last for each in typed if (each.line, Trouble.DOUBLED) not in by_line}
    order = [
        each.mark
        for each in typed
        if (each.line, Trouble.DOUBLED) not in by_line and (each.line, Trouble.MISPLACED) not in by_line
    ]
    for finding in sorted((each for each in found if each.trouble is Trouble.MISPLACED), key=lambda each: each.mark):
        order.insert(order.index(finding.after) + 1 if finding.after else 0, finding.mark)
    assert order == sorted(order)
    for finding in found:
        if finding.trouble in (Trouble.SHEETS, Trouble.BACK):
            ends[finding.mark] += len(finding.sides)
        if finding.trouble is Trouble.MISSING:
            ends[finding.mark] = len(finding.sides)
            order.append(finding.mark)
    assert sorted(order) == [paper.mark for paper in papers]
    assert ends == {paper.mark: len(paper.sides) for paper in papers}


@given(st.permutations(range(7)))
def test_no_paper_is_moved_in_vain(order: list[int]) -> None:
    stack = bound(*[1] * 7)
    typed = [Typed(line, f"01-{place + 1:04d}", 1, 1) for line, place in enumerate(order, 1)]
    moved = {each.mark for each in check(stack, typed)}
    for mark in moved:
        rest = [each.mark for each in typed if each.mark not in moved or each.mark == mark]
        assert rest != sorted(rest)
