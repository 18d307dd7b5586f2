from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ledger.records import Record
from ledger.schemes.load import load_scheme
from ledger.schemes.model import Scheme
from ledger.schemes.provisions import Provisions, Target
from ledger.statistics import TargetResult, checked_targets, wanted
from tests.ledger.cases import YEAR, case, instant, reported, ruled
from tests.ledger.snapshots import QIDONG, record, snapshot


def scheme(rate: str, op: str, value: str | None, unit: str = "%", words: str = "", **rules: object) -> Scheme:
    target = Target("target", "指标", op, None if value is None else Decimal(value), words, unit, rate)
    return replace(ruled(**rules), provisions=Provisions(targets=(target,)))


def checked(scheme: Scheme, *records: Record) -> TargetResult:
    (result,) = checked_targets(snapshot(*records, scheme=scheme), YEAR)
    return result


KEPT = [case(number, finished="7月10日") for number in range(7)]
LATE = case("late", finished="7月31日")
"""7 of 8 on time are 87.5 %."""


@pytest.mark.parametrize(
    ("op", "value", "met", "verdict"),
    [
        (">=", "87.5", True, "达到"),
        (">", "87.5", False, "未达到"),
        ("=", "100", False, "未达到"),
        ("<=", "87.5", True, "达到"),
        (">=", "87.51", False, "未达到"),
    ],
)
def test_a_rate_is_compared_as_the_target_says(op: str, value: str, met: bool, verdict: str) -> None:
    result = checked(scheme("on_time_rate", op, value), *KEPT, LATE)
    assert (result.met, result.verdict, result.words) == (met, verdict, "本期87.50%")


def test_a_target_is_held_against_the_unrounded_figure_unless_the_rule_says_shown() -> None:
    two_of_three = [case(1, finished="7月10日"), case(2, finished="7月10日"), LATE]  # 66.666… %
    assert checked(scheme("on_time_rate", ">=", "66.67"), *two_of_three).met is False
    assert checked(scheme("on_time_rate", ">=", "66.67", threshold_value="shown"), *two_of_three).met is True


@pytest.mark.parametrize(
    ("op", "value", "finished", "met"),
    [
        (">=", "70", "150余", True),
        (">=", "80", "150余", None),
        ("<=", "70", "150余", False),
        ("<=", "80", "150余", None),
        (">=", "80", "近150", False),
        (">=", "70", "近150", None),
        ("<=", "80", "近150", True),
        (">", "75", "近150", False),
        ("=", "100", "近150", False),
        (">=", "70", "约150", None),
    ],
)
def test_of_a_half_known_figure_only_what_is_certain_is_told(
    op: str, value: str, finished: str, met: bool | None
) -> None:
    result = checked(scheme("finish_rate", op, value), reported(finished=finished, accepted="200"))
    assert result.met is met
    assert ("不能断定" in result.words) == (met is None)


def test_nothing_to_compute_meets_nothing() -> None:
    result = checked(scheme("on_time_rate", "=", "100"))
    assert (result.met, result.verdict) == (None, "不能计算")
    assert "没有登记办件" in result.words


def test_a_target_without_a_number_is_told_in_its_words() -> None:
    result = checked(scheme("finish_rate", ">=", None, words="进一步提高"), *KEPT)
    assert (result.met, result.wanted, result.words) == (None, "进一步提高", "方案没有写数值，本期100.00%")


def test_a_rate_that_is_not_known_is_named() -> None:
    assert checked(scheme("colour", ">=", "1"), *KEPT).words == "没有这种指标"


def test_targets_that_name_no_rate_are_left_out() -> None:
    assert checked_targets(snapshot(scheme=scheme("", ">=", "1")), YEAR) == ()


def test_every_survey_has_to_reach_the_line_by_itself() -> None:
    halves = [
        record("satisfaction", score, date=day, name="测评", period=half, score=score)
        for day, half, score in (("6月24日", "上半年", "84"), ("12月1日", "下半年", "90"))
    ]
    wanting = scheme("social_satisfaction", ">=", "86", "分")
    result = checked(wanting, *halves)
    assert (result.met, result.words) == (False, "每次都要达到，上半年84分未达到")
    assert result.rate is not None and result.rate.shown == "87.00分"
    assert checked(wanting, halves[1]).met is True


def test_the_targets_of_a_shipped_scheme_are_checked() -> None:
    """A19: at least 80 % at once, at most 4 working days on average, all on time, none over time."""
    hall = load_scheme("hall-pledges", 2015)
    cases = [*(instant(number) for number in range(4)), case("slow", days=5, finished="7月10日")]
    results = {each.target.rate: each for each in checked_targets(snapshot(*cases, scheme=hall), YEAR)}
    assert {key: (each.verdict, each.rate.shown if each.rate else "") for key, each in results.items()} == {
        "instant_share": ("达到", "80.00%"),
        "mean_promise": ("未达到", "5.00个工作日"),
        "on_time_rate": ("达到", "100.00%"),
        "overdue": ("达到", "0件"),
    }
    assert results["mean_promise"].wanted == "不高于4工作日"


def test_what_a_target_wants_is_told_in_words() -> None:
    assert wanted(Target("t", "指标", ">=", Decimal("86"), unit="分")) == "不低于86分"
    assert QIDONG.targets == ()
