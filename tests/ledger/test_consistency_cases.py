"""Cases against the list of matters, the register of delays, and the notices that were issued."""

from __future__ import annotations

import pytest

from ledger.consistency import cases
from ledger.records import Record
from tests.ledger.problems import found, one
from tests.ledger.snapshots import record, snapshot

CASE = {
    "number": "JJ-1",
    "item": "减免税审批",
    "sort": "限时件",
    "received": "9.14",
    "papers": "9.14",
    "days": 5,
    "due": "9.21",
    "result": "在办",
}


def case(uid: str = "c", **typed: object) -> Record:
    return record("case", uid, **{**CASE, **typed})


def delay(uid: str, sort: str, **typed: object) -> Record:
    return record("case_delay", uid, case="c", sort=sort, reason="需外单位配合", **typed)


@pytest.mark.parametrize(("days", "told"), [(4, 1), (5, 0), (10, 0), (None, 0)])
def test_a_case_is_not_given_longer_than_the_list_of_matters_promises(days: int | None, told: int) -> None:
    item = record("service_item", "i", name="减免税审批", days=days)
    assert len(found(cases.longer_than_promised, snapshot(case(), item))) == told


def test_a_case_of_a_matter_that_is_not_listed_promises_what_it_likes() -> None:
    item = record("service_item", "i", name="延期申报", days=1)
    assert found(cases.longer_than_promised, snapshot(case(), item)) == ()


def test_a_longer_limit_is_told_with_both_figures() -> None:
    item = record("service_item", "i", name="减免税审批", days=4)
    told = one(cases.longer_than_promised, snapshot(case(), item))
    assert told.sentence == "办件“JJ-1 减免税审批”承诺5个工作日，长于事项目录公布的4个工作日。"
    assert told.records == ("c", "i")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ([], "extended-without-reason"),
        ([("超时", "")], "extended-without-reason"),
        ([("延期", "9.28")], "extended-otherwise"),
        ([("延期", "9.25")], None),
        ([("延期", "9.23"), ("延期", "9.25")], None),  # extended twice: the last day is in force
    ],
)
def test_an_extension_is_on_record_with_the_same_day(typed: list[tuple[str, str]], code: str | None) -> None:
    delays = [delay(str(number), sort, extended=until) for number, (sort, until) in enumerate(typed)]
    told = [each.code for each in found(cases.delays, snapshot(case(extended="9.25"), *delays))]
    assert told == ([code] if code else [])


@pytest.mark.parametrize(
    ("finished", "kept", "told"),
    [("9.22", [], 1), ("9.22", ["延期"], 1), ("9.22", ["超时"], 0), ("9.21", [], 0)],
)
def test_a_late_case_is_reported_and_excused(finished: str, kept: list[str], told: int) -> None:
    delays = [delay(sort, sort) for sort in kept]
    late = case(finished=finished, result="办结")
    assert [each.code for each in found(cases.delays, snapshot(late, *delays))] == ["late-unexcused"] * told


def test_an_open_case_over_its_day_is_a_gap_and_no_contradiction() -> None:
    assert found(cases.delays, snapshot(case())) == ()


def test_all_defects_are_told_at_once() -> None:
    slips = [record("case_notice", uid, sort="一次性告知单", number=uid, case="c") for uid in ("a", "b")]
    told = one(cases.told_more_than_once, snapshot(case(), *slips))
    assert told.sentence == "办件“JJ-1 减免税审批”出具了2份一次性告知单。"
    other = record("case_notice", "d", sort="一次性告知单", number="d", case="e")
    assert found(cases.told_more_than_once, snapshot(case(), case("e", number="JJ-2"), slips[0], other)) == ()
