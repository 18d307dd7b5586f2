"""What the sheet of a merge says, and where it marks that two texts differ."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from forms.dialogs.merging_words import by_whom, differing, question_row, questions_of
from ledger.merging.comparison import Clash, Comparison, Conflict, Version

AT = dt.datetime(2015, 6, 11, 6, 30, tzinfo=dt.UTC)


def comparison(*conflicts: Conflict, clashes: tuple[Clash, ...] = ()) -> Comparison:
    return Comparison("甲分局", "创建活动", (), (), conflicts, clashes, (), "", 0, 0, changes=True)


def left(text: str, parts: tuple[tuple[int, int], ...]) -> str:
    """The text without these parts."""
    return "".join(char for at, char in enumerate(text) if not any(start <= at < end for start, end in parts))


@given(st.text(alphabet="一二三四", max_size=40), st.text(alphabet="一二三四", max_size=40))
def test_what_is_not_marked_is_the_same_on_both_sides(ours: str, theirs: str) -> None:
    mine, other = differing(ours, theirs)
    assert left(ours, mine.parts) == left(theirs, other.parts)
    assert ours[: mine.first] == theirs[: other.first] or not (mine.parts or other.parts)


def test_where_one_side_only_has_more_both_know_the_place() -> None:
    mine, other = differing("增设自助机。", "增设三台自助机。")
    assert (mine.parts, mine.first) == ((), 2)
    assert (other.parts, other.first) == (((2, 4),), 2)


def test_of_texts_that_differ_in_very_much_all_between_what_is_alike_is_marked() -> None:
    mine, other = differing(f"头{'一' * 2000}三尾", f"头{'二' * 2000}三尾")
    assert mine.parts == other.parts == ((1, 2001),)


def test_a_deletion_is_explained_and_nothing_of_it_is_marked() -> None:
    asked = Conflict(
        "u/-", "意见建议", "增加窗口", "是否删除", Version("已删除", "沈文君", AT), Version("没有删除，有改动")
    )
    (question,) = questions_of(comparison(asked))
    assert "回收站" in question.note
    assert [each.parts for each in question.marks] == [(), ()]
    assert question.heading == "意见建议“增加窗口”的“是否删除”"
    assert by_whom(asked.ours).startswith("沈文君") and by_whom(asked.theirs) == "没有记下是谁改的"


def test_of_two_records_that_may_not_both_stand_one_is_chosen() -> None:
    clash = Clash("a/b", "人员", "姓名", "陈晓东", "陈晓东", "陈晓东（征收科）")
    (question,) = questions_of(comparison(clashes=(clash,)))
    assert question.note == clash.sentence
    assert question_row(question, {}).cells == ("要选", "人员", "姓名：陈晓东", "重复")
    assert question_row(question, {"a/b": "theirs"}).cells[0] == "对方"


def test_the_heading_does_not_repeat_an_endless_title() -> None:
    asked = Conflict("u/content", "意见建议", "长" * 400, "内容", Version("一"), Version("二"))
    assert len(questions_of(comparison(asked))[0].heading) < 50
