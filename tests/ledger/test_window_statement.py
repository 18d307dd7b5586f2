"""What was reported of a window, and what cannot be true of it."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.entries import read_entry
from ledger.fields import Context
from ledger.kinds import kind_of
from tests.ledger.samples import sample_of

KIND = kind_of("window_statement")


def taken(**typed: object) -> dict[str, Any]:
    whole = {"title": "月报", "sort": "月报", "first": "6月1日", "last": "6月30日", "date": "7月3日", **typed}
    return read_entry(KIND, whole, Context(year=2015))


def doubts(**typed: object) -> list[str]:
    assert KIND.doubts is not None
    return list(KIND.doubts(taken(**typed)))


def test_the_sample_is_whole_and_without_doubts() -> None:
    assert KIND.doubts is not None
    values = read_entry(KIND, sample_of("window_statement"), Context(year=2015))
    assert list(KIND.doubts(values)) == []
    assert all(values[field.name] is not None for field in KIND.fields)


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [
        ({"last": "5月31日"}, "统计的止日早于起日"),
        ({"received": "10", "accepted": "11"}, "受理数多于接件数"),
        ({"accepted": "10", "finished": "11"}, "办结数多于受理数"),
        ({"accepted": "10", "finished": "20余"}, "办结数多于受理数"),
        ({"finished": "10", "on_time": "11"}, "按时办结数多于办结数"),
        ({"on_time": "10", "early": "11"}, "提前办结数多于按时办结数"),
        ({"received": "1170", "accepted": "1158", "refused": "13"}, "受理数与不予受理数之和多于接件数"),
        ({"satisfaction": "101%"}, "满意率超过100%"),
        ({"indicators": [{"indicator": "上传率", "part": "3", "whole": "2"}]}, "专项指标第1行的符合数多于总数"),
    ],
)
def test_what_cannot_be_is_doubted(typed: dict[str, object], doubt: str) -> None:
    assert doubts(**typed) == [doubt]


@pytest.mark.parametrize(
    "typed",
    [
        {"received": "1170", "accepted": "1158", "refused": "12", "finished": "1*3", "instant": "22"},  # D08
        {"received": "3899", "finished": "3848"},  # D01
        {"accepted": "10", "finished": "约11"},
    ],
)
def test_what_may_be_is_not_doubted(typed: dict[str, object]) -> None:
    assert doubts(**typed) == []


def test_what_was_not_over_time_was_on_time() -> None:
    """A04: 3848 finished, none over time."""
    assert KIND.field("on_time").show(taken(finished="3848", overdue="0")["on_time"]) == "3848"
    assert KIND.field("on_time").show(taken(finished="40", overdue="3")["on_time"]) == "37"


@pytest.mark.parametrize(("finished", "overdue"), [("1*3", "0"), ("40余", "0"), ("40", "约2"), ("3", "4")])
def test_nothing_is_worked_out_of_what_is_half_known(finished: str, overdue: str) -> None:
    assert taken(finished=finished, overdue=overdue)["on_time"] is None
