from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.statistics import BadPeriod, Period

PERIODS = st.builds(
    lambda year, span_part: Period(year, *span_part),
    st.integers(1900, 2200),
    st.one_of(
        st.tuples(st.just("month"), st.integers(1, 12)),
        st.tuples(st.just("quarter"), st.integers(1, 4)),
        st.tuples(st.just("half"), st.integers(1, 2)),
        st.just(("year", 1)),
    ),
)


@pytest.mark.parametrize(
    ("words", "name", "first", "last"),
    [
        ("2015-07", "2015年7月", dt.date(2015, 7, 1), dt.date(2015, 7, 31)),
        ("201502", "2015年2月", dt.date(2015, 2, 1), dt.date(2015, 2, 28)),
        ("2016年2月", "2016年2月", dt.date(2016, 2, 1), dt.date(2016, 2, 29)),
        ("2015-Q3", "2015年第3季度", dt.date(2015, 7, 1), dt.date(2015, 9, 30)),
        ("2015q1", "2015年第1季度", dt.date(2015, 1, 1), dt.date(2015, 3, 31)),
        ("2015年第四季度", "2015年第4季度", dt.date(2015, 10, 1), dt.date(2015, 12, 31)),
        ("2015-H2", "2015年下半年", dt.date(2015, 7, 1), dt.date(2015, 12, 31)),
        ("2015年上半年", "2015年上半年", dt.date(2015, 1, 1), dt.date(2015, 6, 30)),
        ("２０１５", "2015年", dt.date(2015, 1, 1), dt.date(2015, 12, 31)),
        ("2015年度", "2015年", dt.date(2015, 1, 1), dt.date(2015, 12, 31)),
    ],
)
def test_a_period_is_read_named_and_bounded(words: str, name: str, first: dt.date, last: dt.date) -> None:
    period = Period.read(words)
    assert (period.name, period.first, period.last) == (name, first, last)


@pytest.mark.parametrize(
    "words",
    ["", "2015-13", "2015-00", "2015-Q5", "2015-H3", "Q3", "七月", "20*年", "0000", "9999", "9999-12", "2015-Q"],
)
def test_what_names_no_period_is_refused_with_how_to_write_one(words: str) -> None:
    with pytest.raises(BadPeriod, match="2015-07（月）、2015-Q3（季度）"):
        Period.read(words)


@pytest.mark.parametrize(("span", "part"), [("month", 13), ("quarter", 0), ("half", 3), ("year", 2)])
def test_no_year_has_such_a_part(span: str, part: int) -> None:
    with pytest.raises(ValueError, match=span):
        Period(2015, span, part)


@pytest.mark.parametrize(
    ("words", "before"),
    [("2015-01", "2014-12"), ("2015-08", "2015-07"), ("2015-Q1", "2014-Q4"), ("2015-H2", "2015-H1"), ("2015", "2014")],
)
def test_the_period_before_is_of_the_same_span(words: str, before: str) -> None:
    assert Period.read(words).previous == Period.read(before)


def test_a_day_that_is_not_known_lies_in_no_period() -> None:
    assert not Period(2015).holds(None)


@given(PERIODS)
def test_a_period_is_read_from_its_short_name_and_its_chinese_name(period: Period) -> None:
    assert Period.read(period.short) == period
    assert Period.read(period.name) == period


@given(PERIODS, st.integers(-400, 400))
def test_periods_follow_one_another_without_a_gap(period: Period, days: int) -> None:
    assert period.previous.last + dt.timedelta(days=1) == period.first
    day = period.first + dt.timedelta(days=days)
    assert period.holds(day) == (Period.of(day, period.span) == period)


@given(PERIODS)
def test_its_months_make_up_a_period(period: Period) -> None:
    months = period.months
    assert (months[0].first, months[-1].last) == (period.first, period.last)
    assert all(one == after.previous for one, after in itertools.pairwise(months))
