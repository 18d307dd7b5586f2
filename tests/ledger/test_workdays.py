"""Working days by the official calendar, by weekdays beyond it, and by what the unit entered itself."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.workdays import FIRST_YEAR, LAST_YEAR, Calendar, known

OFFICIAL = Calendar()
DAYS = st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (dt.date(2015, 10, 1), False),  # National Day
        (dt.date(2015, 10, 10), True),  # a Saturday worked for it
        (dt.date(2015, 9, 3), False),  # the parade of 2015, off in that year only
        (dt.date(2014, 9, 3), True),
        (dt.date(2015, 5, 16), False),  # a plain Saturday
    ],
)
def test_days_are_worked_as_the_state_council_arranged(day: dt.date, worked: bool) -> None:
    assert OFFICIAL.is_workday(day) is worked


@pytest.mark.parametrize(
    ("start", "days", "counted", "end"),
    [
        (dt.date(2015, 9, 30), 1, False, dt.date(2015, 10, 8)),  # over the seven days of October
        (dt.date(2015, 9, 30), 3, False, dt.date(2015, 10, 10)),  # the Saturday is worked
        (dt.date(2015, 9, 30), 1, True, dt.date(2015, 9, 30)),
        (dt.date(2015, 10, 3), 1, True, dt.date(2015, 10, 8)),  # a day off cannot be counted
        (dt.date(2015, 9, 30), 0, False, dt.date(2015, 9, 30)),
    ],
)
def test_a_limit_ends_where_a_hand_counts_it(start: dt.date, days: int, counted: bool, end: dt.date) -> None:
    assert OFFICIAL.after(start, days, counted=counted) == end


def test_what_the_unit_entered_goes_before_the_calendar() -> None:
    day, saturday = dt.date(2015, 5, 14), dt.date(2015, 5, 16)
    own = Calendar(off=frozenset({day}), on=frozenset({saturday}))
    assert not own.is_workday(day)
    assert own.is_workday(saturday)


def test_a_year_that_is_not_known_goes_by_weekdays_and_says_so() -> None:
    day = dt.date(2041, 10, 1)
    assert not known(2041)
    assert OFFICIAL.is_workday(day)  # a Tuesday
    assert "2041年只按周一至周五推算" in OFFICIAL.doubt(day, dt.date(2015, 1, 1))
    assert OFFICIAL.doubt(dt.date(2015, 1, 1)) == ""


@given(DAYS, st.integers(1, 60), st.booleans())
def test_a_limit_has_as_many_working_days_as_it_says(start: dt.date, days: int, counted: bool) -> None:
    end = OFFICIAL.after(start, days, counted=counted)
    assert OFFICIAL.is_workday(end)
    assert OFFICIAL.between(start, end, counted=counted) == days


@given(DAYS, DAYS)
def test_backwards_is_the_same_number_below_zero(one: dt.date, other: dt.date) -> None:
    assert OFFICIAL.between(one, other) == -OFFICIAL.between(other, one)


def test_a_limit_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        OFFICIAL.after(dt.date(2015, 1, 5), -1)
