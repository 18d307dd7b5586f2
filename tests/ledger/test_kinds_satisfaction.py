"""Rules of surveys, questionnaires, callbacks and evaluators (B3), with what was typed beside what comes of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ledger.entries import refilled
from ledger.fields import Context
from ledger.kinds import kind_of
from ledger.workdays import Calendar
from tests.ledger.kind_entries import doubts, entry, shown

FORMS = {"issued": 210, "returned": 205, "valid": 200, "satisfied": 168, "fairly": 26, "unsatisfied": 4, "unknown": 2}
COUNTS = {"finished": 42, "excellent": 30, "satisfied": 8, "fairly": 2, "unsatisfied": 0}


@pytest.mark.parametrize(
    ("date", "score", "period", "passed"),
    [("6.30", "86", "上半年", "达到"), ("7.1", "85.99", "下半年", "未达到"), ("12.31", "100", "下半年", "达到")],
)
def test_the_social_survey_is_of_its_half_year_and_wants_86(date: str, score: str, period: str, passed: str) -> None:
    values = entry("satisfaction", name="测评", date=date, score=score)
    assert (values["period"], values["passed"]) == (period, passed)


def test_a_survey_reported_after_its_half_year_keeps_the_half_year_typed() -> None:
    assert entry("satisfaction", name="测评", date="7.3", period="上半年")["period"] == "上半年"


def test_a_verdict_against_the_score_of_the_survey_is_told() -> None:
    told = doubts("satisfaction", name="测评", score="85", passed="达到")
    assert told == ["测评得分85，目标86分，结论却是“达到”"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"returned": 210, "valid": 200}, []),
        ({"returned": 211}, ["收回份数多于发放份数"]),
        ({"valid": 206, "unknown": 8}, ["有效份数多于收回份数"]),
        ({"satisfied": 169}, ["各等次合计多于有效份数"]),
        ({"satisfied": 167}, ["各等次合计199，少于有效份数200"]),
        ({"issued": "200余"}, []),  # 205 may be fewer than 200余
        ({"issued": "近200"}, ["收回份数多于发放份数"]),
        ({"returned": "210余"}, []),
        ({"returned": "220余"}, ["收回份数多于发放份数"]),
        ({"returned": "2*5"}, []),  # a masked number tells nothing
        ({"valid": "约150"}, []),
        ({"valid": None, "satisfied": 180}, ["各等次合计多于收回份数"]),
        ({"returned": None, "valid": 211, "unknown": 13}, ["有效份数多于发放份数"]),
    ],
)
def test_no_more_forms_come_back_than_went_out_and_no_more_are_valid_than_came_back(
    changes: dict[str, object], told: list[str]
) -> None:
    assert doubts("questionnaire", name="问卷", **{**FORMS, **changes}) == told


@pytest.mark.parametrize(
    ("rule", "changes", "rate", "reached"),
    [
        ("yes", {}, "97.00", "是"),
        ("no", {}, "84.00", "否"),
        ("", {}, "97.00", "是"),
        ("no", {"satisfied": 170, "fairly": 24}, "85.00", "是"),
        ("yes", {"satisfied": 1, "fairly": 1, "unsatisfied": 1, "unknown": 0, "valid": 3}, "66.67", "否"),
        ("yes", {"fairly": None}, "84.00", "否"),
        ("yes", {"satisfied": "160余"}, None, None),
        ("yes", {"valid": "约200"}, None, None),
        ("yes", {"valid": 0}, None, None),
    ],
)
def test_the_rate_of_satisfaction_is_of_valid_forms_by_the_reading_of_the_scheme_and_only_of_exact_numbers(
    rule: str, changes: dict[str, object], rate: str | None, reached: str | None
) -> None:
    values = entry("questionnaire", rules={"fairly_satisfied": rule}, name="问卷", **{**FORMS, **changes})
    assert values["rate"] == (None if rate is None else Decimal(rate))
    assert values["reached"] == reached


def test_a_rate_of_neither_reading_is_told() -> None:
    assert doubts("questionnaire", name="问卷", rate="84%", reached="否", **FORMS) == []
    assert doubts("questionnaire", name="问卷", rate="90%", **FORMS) == ["满意率90%与按份数算出的84.00%或97.00%不符"]
    assert doubts("questionnaire", name="问卷", rate="97%", reached="否", **FORMS) == [
        "满意率97%，“85%以上”一栏却填“否”"
    ]


def test_forms_of_which_only_the_number_issued_is_known_are_kept_as_written() -> None:
    assert shown("questionnaire", "issued", {"name": "公开测评和征求意见表", "issued": "210份"}) == "210份"
    assert doubts("questionnaire", name="征求意见表", issued="40余") == []


@pytest.mark.parametrize(
    ("served", "due"),
    [
        ("7.6", dt.date(2015, 7, 7)),
        ("7.10", dt.date(2015, 7, 13)),  # a Friday
        ("6.19", dt.date(2015, 6, 23)),  # before the Monday off of the Dragon Boat Festival
        ("9.30", dt.date(2015, 10, 8)),
        ("10.9", dt.date(2015, 10, 10)),  # a Saturday that was worked
    ],
)
def test_who_was_served_is_called_on_the_next_working_day(served: str, due: dt.date) -> None:
    assert entry("callback", person="办事员", service_date=served)["due"] == due


def test_the_units_own_days_off_put_the_call_off() -> None:
    off = Calendar(off=frozenset({dt.date(2015, 7, 7)}))
    assert entry("callback", own_days=off, person="办事员", service_date="7.6")["due"] == dt.date(2015, 7, 8)


@pytest.mark.parametrize(
    ("called", "kept", "told"),
    [
        ("7.7", "按时", []),
        ("7.6", "按时", []),
        ("7.8", "逾期", ["回访日期2015年7月8日晚于应回访日期2015年7月7日"]),
        ("7.5", "按时", ["回访日期2015年7月5日早于业务日期2015年7月6日"]),
    ],
)
def test_a_call_later_than_the_next_working_day_is_late(called: str, kept: str, told: list[str]) -> None:
    typed = {"person": "办事员", "service_date": "7.6", "date": called}
    assert entry("callback", **typed)["kept"] == kept
    assert doubts("callback", **typed) == told


@pytest.mark.parametrize(
    ("due", "expected"), [(None, (dt.date(2015, 7, 9), "逾期")), ("7.10", (dt.date(2015, 7, 10), "按时"))]
)
def test_a_day_due_that_the_clerk_typed_stays_and_one_worked_out_follows_the_service(
    due: str | None, expected: tuple[dt.date, str]
) -> None:
    old = entry("callback", person="办事员", service_date="7.6", date="7.10", due=due)
    given = refilled(kind_of("callback"), old, {"service_date": dt.date(2015, 7, 8)}, Context(year=2015))
    new = {**old, **given}
    assert (new["due"], new["kept"]) == expected


def test_a_call_that_is_called_timely_and_was_not_is_told() -> None:
    told = doubts("callback", person="办事员", service_date="7.6", date="7.8", kept="按时")
    assert told[-1] == "“是否按时”填“按时”，与回访日期、应回访日期不符"


@pytest.mark.parametrize("score", ["1", "10", "9.5", "10分"])
def test_a_score_of_a_call_is_1_to_10(score: str) -> None:
    assert entry("callback", person="办事员", score=score)["score"] == Decimal(score.removesuffix("分"))


@pytest.mark.parametrize("score", ["0", "11", "100", "9.55"])
def test_a_score_of_a_call_outside_1_to_10_is_refused(score: str) -> None:
    with pytest.raises(Exception, match="“评分”不能填"):
        entry("callback", person="办事员", score=score)


@pytest.mark.parametrize(
    ("changes", "rule", "total", "unrated", "rate"),
    [
        ({}, "yes", 40, 2, "100.00"),
        ({}, "no", 40, 2, "95.00"),
        ({"unsatisfied": 2}, "", 42, 0, "95.24"),
        ({"finished": None}, "yes", 40, None, "100.00"),
        ({"excellent": 50}, "yes", 60, None, "100.00"),
        ({name: 0 for name in ("excellent", "satisfied", "fairly")}, "yes", 0, 42, None),
    ],
)
def test_evaluations_add_up_and_those_not_given_are_counted(
    changes: dict[str, object], rule: str, total: int, unrated: int | None, rate: str | None
) -> None:
    values = entry("evaluator", rules={"fairly_satisfied": rule}, window="一号", **{**COUNTS, **changes})
    assert (values["total"], values["unrated"]) == (total, unrated)
    assert values["rate"] == (None if rate is None else Decimal(rate))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"total": 41}, ["评价合计填41，四个等次相加是40"]),
        ({"excellent": 33}, ["评价43次，多于办结的42件"]),
        ({"unrated": 1}, ["评价40次加未评价1件，不等于办结的42件"]),
        ({"rate": "98%"}, ["满意率98%与按评价次数算出的不符"]),
        ({}, []),
    ],
)
def test_evaluations_that_do_not_add_up_are_told(changes: dict[str, object], told: list[str]) -> None:
    assert doubts("evaluator", window="一号", **{**COUNTS, **changes}) == told
