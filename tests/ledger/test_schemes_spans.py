"""Periods as schemes write them, turned into days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.schemes.spans import days_of


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        ("5月", dt.date(2015, 5, 1), dt.date(2015, 5, 31)),
        ("5月份", dt.date(2015, 5, 1), dt.date(2015, 5, 31)),
        ("6—9月", dt.date(2015, 6, 1), dt.date(2015, 9, 30)),
        ("6-9月份", dt.date(2015, 6, 1), dt.date(2015, 9, 30)),
        ("６—９月", dt.date(2015, 6, 1), dt.date(2015, 9, 30)),
        ("2月下旬", dt.date(2015, 2, 21), dt.date(2015, 2, 28)),
        ("8月上旬", dt.date(2015, 8, 1), dt.date(2015, 8, 10)),
        ("8月中旬", dt.date(2015, 8, 11), dt.date(2015, 8, 20)),
        ("8月下旬至9月上旬", dt.date(2015, 8, 21), dt.date(2015, 9, 10)),
        ("2015-06-11", dt.date(2015, 6, 11), dt.date(2015, 6, 11)),
        ("2015-06-11—2015-07-02", dt.date(2015, 6, 11), dt.date(2015, 7, 2)),
        ("2015-06-11-2015-07-02", dt.date(2015, 6, 11), dt.date(2015, 7, 2)),
        ("2015年6月11日到6月20日", dt.date(2015, 6, 11), dt.date(2015, 6, 20)),
        ("12月—次年1月", dt.date(2015, 12, 1), dt.date(2016, 1, 31)),
        ("10月中旬以后", dt.date(2015, 10, 11), None),
        ("6月11日起", dt.date(2015, 6, 11), None),
    ],
)
def test_a_period_gives_its_days(span: str, first: dt.date, last: dt.date | None) -> None:
    assert days_of(span, 2015) == (first, last)


def test_the_third_part_of_february_ends_with_the_leap_day() -> None:
    assert days_of("2月下旬", 2016) == (dt.date(2016, 2, 21), dt.date(2016, 2, 29))


@pytest.mark.parametrize("span", ["13月", "2月30日", "2015-02-29", "0月", "2015-01-01至9999-12-31", "0001-01-01"])
def test_a_day_that_does_not_exist_is_refused(span: str) -> None:
    with pytest.raises(ValueError, match="不是实有的日期"):
        days_of(span, 2015)


@pytest.mark.parametrize("span", ["", "夏天", "夏天以后", "5月—", "—5月", "第三季度", "5"])
def test_words_without_days_are_refused_with_examples(span: str) -> None:
    with pytest.raises(ValueError, match="看不懂.*8月中旬"):
        days_of(span, 2015)


def test_an_end_before_the_beginning_is_refused() -> None:
    with pytest.raises(ValueError, match="结束早于开始"):
        days_of("9—6月", 2015)


@given(st.integers(2000, 2050), st.integers(1, 12))
def test_the_three_parts_of_a_month_join_without_gap(year: int, month: int) -> None:
    early, middle, late = (days_of(f"{month}月{part}旬", year) for part in "上中下")
    assert early[1] is not None and middle[1] is not None
    assert early[1] + dt.timedelta(days=1) == middle[0]
    assert middle[1] + dt.timedelta(days=1) == late[0]
    assert (early[0], late[1]) == days_of(f"{month}月", year)
