"""The rules of complaints: when an answer is due, what closes the loop, the box for opinions, who answers for it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.book import Ledger
from ledger.completeness import find_gaps
from ledger.fields import Context
from ledger.following import Standing, standing
from ledger.kinds import kind_of
from ledger.kinds.complaint import due
from tests.ledger.books import new_book
from tests.ledger.kind_entries import added
from tests.ledger.kind_entries import partly_doubted as doubts
from tests.ledger.samples import add_sample
from tests.ledger.snapshots import filled, record, snapshot

KINDS = ("complaint", "suggestion_box", "accountability")
DAYS = st.dates(min_value=dt.date(2012, 1, 1), max_value=dt.date(2024, 12, 1))


def under(reading: str) -> Context:
    """A ledger whose scheme reads 三天 so."""
    return Context(year=2015, rule=lambda key: reading if key == "three_days" else "")


@pytest.mark.parametrize("slug", KINDS)
def test_a_sample_is_whole_and_contradicts_nothing(slug: str, tmp_path: Path) -> None:
    kind, sample = kind_of(slug), added(tmp_path, slug)
    assert [field.name for field in kind.fields if sample[field.name] in (None, "", ())] == []
    assert kind.doubts and list(kind.doubts(sample.values)) == []


@pytest.mark.parametrize(
    ("taken", "complexity", "reading", "last"),
    [
        ("2015-07-06", "一般", "calendar", "2015-07-09"),
        ("2015-07-10", "一般", "calendar", "2015-07-13"),
        ("2015-07-10", "一般", "", "2015-07-13"),
        ("2015-07-10", "一般", "working", "2015-07-15"),
        ("2015-09-30", "一般", "working", "2015-10-10"),
        ("2015-07-06", "复杂", "calendar", "2015-07-13"),
        ("2015-09-30", "复杂", "calendar", "2015-10-13"),
    ],
)
def test_an_answer_is_due_in_three_days_or_in_five_working_days(
    taken: str, complexity: str, reading: str, last: str
) -> None:
    assert due(dt.date.fromisoformat(taken), complexity, under(reading)) == dt.date.fromisoformat(last)


@given(DAYS)
def test_three_working_days_are_never_fewer_than_three_days(day: dt.date) -> None:
    context = under("working")
    plain, long = due(day, "一般", context), due(day, "复杂", context)
    assert due(day, "一般", under("calendar")) == day + dt.timedelta(days=3) <= plain < long
    assert context.calendar.is_workday(plain) and context.calendar.between(day, long) == 5


def test_the_deadline_is_filled_in_and_follows_the_complexity(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        complaint = add_sample(book, "complaint", date="2015年7月6日", deadline="", complexity="一般")
        assert complaint["deadline"] == dt.date(2015, 7, 9)
        harder = book.edit(complaint.uid, {"complexity": "复杂"})
        assert harder["deadline"] == dt.date(2015, 7, 13)
        agreed = book.edit(complaint.uid, {"deadline": "7月10日"})
        assert book.edit(agreed.uid, {"date": "7月7日"})["deadline"] == dt.date(2015, 7, 10)


def test_the_reading_of_three_days_is_that_of_the_scheme_in_force(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        before = add_sample(book, "complaint", date="2015年7月10日", deadline="", replied="7月10日")
        book.change_scheme({"rule.three_days": "working"}, "镇里按工作日计算")
        after = add_sample(book, "complaint", number=2, date="2015年7月10日", deadline="", replied="7月10日")
        assert (before["deadline"], after["deadline"]) == (dt.date(2015, 7, 13), dt.date(2015, 7, 15))


DONE = {
    "unit": "办税服务厅",
    "cause": "临时离岗",
    "measure": "双人值班",
    "called_back": "7月15日",
    "lesson": "一并改为双人",
}


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ({"date": "7月6日", "deadline": "7月5日"}, "答复时限早于受理日期"),
        ({"date": "7月6日", "replied": "7月5日"}, "答复日期早于受理日期"),
        ({"deadline": "7月9日", "replied": "7月10日"}, "答复日期晚于答复时限"),
        ({"date": "7月6日", "rectified": "7月5日"}, "整改完成日期早于受理日期"),
        ({"replied": "7月8日", "called_back": "7月7日"}, "回访日期早于答复日期"),
        ({"status": "办理中", "replied": "7月8日"}, "填了答复日期，状态却是办理中"),
        ({"status": "已答复"}, "状态是已答复，却没有填答复日期、处理结果"),
        ({"status": "已答复", "replied": "7月8日"}, "状态是已答复，却没有填处理结果"),
        (
            {"status": "已办结", "replied": "7月8日", "result": "已致歉"},
            "状态是已办结，却没有填责任单位、原因、整改措施、回访日期、总结",
        ),
        (
            {"status": "已办结", "replied": "7月8日", "result": "已致歉", **DONE, "lesson": ""},
            "状态是已办结，却没有填总结",
        ),
    ],
)
def test_a_complaint_that_contradicts_itself_is_told(typed: dict[str, object], clause: str) -> None:
    assert doubts("complaint", **typed) == [clause]


@pytest.mark.parametrize(
    "typed",
    [
        {"date": "7月6日", "deadline": "7月9日", "replied": "7月9日"},
        {"status": "办理中"},
        {"status": "已答复", "replied": "7月8日", "result": "已致歉"},
        {"status": "已办结", "replied": "7月8日", "result": "已致歉", **DONE},
    ],
)
def test_a_complaint_answered_in_time_and_closed_step_by_step_is_in_order(typed: dict[str, object]) -> None:
    assert doubts("complaint", **typed) == []


@pytest.mark.parametrize(
    ("status", "day", "stands"),
    [
        ("办理中", (2015, 7, 6), Standing.SOON),
        ("办理中", (2015, 7, 9), Standing.SOON),
        ("办理中", (2015, 7, 10), Standing.OVERDUE),
        ("已答复", (2015, 7, 10), Standing.CLOSED),
        ("已办结", (2015, 7, 10), Standing.CLOSED),
    ],
)
def test_a_complaint_is_followed_until_it_is_answered(status: str, day: tuple[int, int, int], stands: Standing) -> None:
    complaint = record("complaint", "c", date="7月6日", deadline="7月9日", content="窗口无人", status=status)
    assert standing(complaint, dt.date(*day)) is stands


def test_an_answered_complaint_stays_a_gap_until_cause_rectification_callback_and_lesson_are_there() -> None:
    left = {"cause": "", "measure": "", "called_back": "", "lesson": ""}
    answered = filled("complaint", "c", status="已答复", replied="7月8日", result="已致歉", **left)
    (gap,) = (gap for gap in find_gaps(snapshot(answered), dt.date(2015, 7, 20)) if gap.records == ("c",))
    assert gap.code == "incomplete"
    assert gap.sentence.endswith("还有4项没填：原因、整改措施、回访日期、总结。")


@pytest.mark.parametrize("repeated", ["否", "重复", "升级"])
def test_a_complaint_is_the_first_or_repeated_or_escalated(repeated: str) -> None:
    assert filled("complaint", "c", repeated=repeated)["repeated"] == repeated


@pytest.mark.parametrize(
    ("parts", "count"), [({"opinions": 2, "complaints": 1, "praises": 1, "others": 0}, 4), ({"opinions": 3}, 3)]
)
def test_the_sheets_in_a_box_are_those_of_all_sorts(parts: dict[str, int], count: int, tmp_path: Path) -> None:
    blank = {"opinions": "", "complaints": "", "praises": "", "others": ""}
    assert added(tmp_path, "suggestion_box", count="", **{**blank, **parts})["count"] == count


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        ({"count": 2, "opinions": 3}, ["意见建议3份合计3份，与取出的2份不符"]),
        (
            {"count": 5, "opinions": 3, "complaints": 1, "praises": 0, "others": 0},
            ["意见建议3份、投诉1份、表扬0份、其他0份合计4份，与取出的5份不符"],
        ),
        ({"count": 5, "opinions": 3}, []),
        ({"count": 0, "opinions": 0, "complaints": 0, "praises": 0, "others": 0}, []),
    ],
)
def test_a_box_whose_sheets_do_not_add_up_is_told(typed: dict[str, object], clauses: list[str]) -> None:
    assert doubts("suggestion_box", **typed) == clauses


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ({"happened": "7月6日", "date": "7月5日"}, "决定日期早于事情发生的日期"),
        ({"heard": "7月10日", "date": "7月9日"}, "决定日期早于听取申辩的日期"),
        ({"date": "7月17日", "delivered": "7月16日"}, "送达日期早于决定日期"),
        ({"person": "周启明", "approver": "周启明"}, "批准人就是被追究的人"),
    ],
)
def test_a_decision_that_contradicts_itself_is_told(typed: dict[str, object], clause: str) -> None:
    assert doubts("accountability", **typed) == [clause]


def test_a_decision_is_linked_to_the_complaint_that_led_to_it(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        complaint = add_sample(book, "complaint", content="窗口无人应答")
        decided = add_sample(book, "accountability", complaint="窗口无人应答")
        assert decided["complaint"] == complaint.uid
        assert (decided["reason"], decided["treatment"]) == ("违诺", "行政处理")


@pytest.mark.parametrize(("scheme_id", "deadline"), [("post-counter-2011", "2011-07-07"), ("qidong-2015", None)])
def test_an_opinion_has_a_deadline_only_where_the_scheme_sets_one(
    tmp_path: Path, scheme_id: str, deadline: str | None
) -> None:
    with Ledger.create(tmp_path / "库", unit="某单位", year=2011, scheme_id=scheme_id) as book:
        opinion = book.add("opinion", {"date": "2011年7月4日", "content": "建议增加午间值班窗口"})
    assert str(opinion["deadline"]) == str(deadline)
