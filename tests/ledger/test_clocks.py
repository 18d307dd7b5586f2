"""The clock of a case: its start, its due day over holidays and pauses, and each of its states on each side."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.clocks import HANDED_ON, JOINT_REVIEW, Clock, Readings, State, clock_of, due_of, limit_of, start_of
from ledger.fields import Context
from ledger.kinds import kind_of
from ledger.workdays import Calendar
from tests.ledger.snapshots import QIDONG

OFFICIAL = Calendar()
USUAL = Readings()


def day(words: str) -> dt.date:
    """9.30 of 2015."""
    month, number = words.split(".")
    return dt.date(2015, int(month), int(number))


def case(**given: Any) -> dict[str, Any]:
    """A limited case of these values; days as 9.30."""
    dates = ("received", "papers", "accepted", "due", "extended", "finished")
    read = {name: day(value) if name in dates and value else value for name, value in given.items()}
    return {"sort": "限时件", "result": "在办", **read}


def paused(*spans: tuple[str, str]) -> tuple[dict[str, Any], ...]:
    """Suspensions from day to day, both included; "" for one that has not ended."""
    return tuple({"start": day(start), "end": day(end) if end else None} for start, end in spans)


def clock(values: dict[str, Any], today: str, readings: Readings = USUAL) -> Clock:
    return clock_of(values, OFFICIAL, readings, day(today))


@pytest.mark.parametrize(
    ("start", "days", "first_day", "end"),
    [
        ("9.28", 4, "exclude", "10.9"),  # 29, 30, then seven days of holiday, 8 October, 9 October
        ("9.28", 5, "exclude", "10.10"),  # and the Saturday that is worked for it
        ("9.28", 6, "exclude", "10.12"),  # the Sunday is not
        ("9.28", 5, "include", "10.9"),  # the first day counts: one day sooner
        ("10.1", 1, "exclude", "10.8"),
        ("10.1", 1, "include", "10.8"),  # a day off cannot be counted
        ("10.10", 1, "exclude", "10.12"),
        ("9.30", HANDED_ON, "exclude", "10.9"),  # A23: papers to the related windows within 2 working days
        ("9.1", HANDED_ON, "exclude", "9.6"),  # 3 to 5 September were off in 2015, the Sunday after was worked
        ("9.14", JOINT_REVIEW, "exclude", "9.21"),  # A19: joint annual review, over one weekend
    ],
)
def test_a_limit_ends_on_the_day_counted_by_hand(start: str, days: int, first_day: str, end: str) -> None:
    assert limit_of(day(start), days, OFFICIAL, Readings(first_day=first_day)) == day(end)


def test_a_limit_runs_over_the_turn_of_the_year() -> None:
    # 29, 30, 31 December, then New Year's Day and the weekend behind it, 4 and 5 January
    assert limit_of(day("12.28"), 5, OFFICIAL, USUAL) == dt.date(2016, 1, 5)


def test_a_limit_without_a_start_or_a_number_of_days_has_no_end() -> None:
    assert limit_of(None, 5, OFFICIAL, USUAL) is None
    assert limit_of(day("9.14"), None, OFFICIAL, USUAL) is None


@pytest.mark.parametrize(
    ("given", "reading", "start"),
    [
        ({"received": "9.1", "papers": "9.9", "accepted": "9.10"}, "papers", "9.9"),
        ({"received": "9.1", "papers": "9.9", "accepted": "9.10"}, "accepted", "9.10"),
        ({"received": "9.1", "accepted": "9.10"}, "papers", "9.10"),
        ({"received": "9.1", "papers": "9.9"}, "accepted", "9.9"),
        ({"received": "9.1"}, "papers", None),
        ({"received": "9.1", "sort": "即办件"}, "papers", "9.1"),
        ({"received": "9.1", "papers": "9.9", "result": "不予受理"}, "papers", None),
    ],
)
def test_the_clock_starts_with_the_papers_or_with_acceptance(
    given: dict[str, str], reading: str, start: str | None
) -> None:
    found = start_of(case(**given), Readings(clock_start=reading))
    assert found == (day(start) if start else None)


@pytest.mark.parametrize(
    ("spans", "reading", "due"),
    [
        ((), "stop", "9.21"),  # from 14 September, five working days
        ((("9.16", "9.17"),), "stop", "9.23"),
        ((("9.16", "9.17"),), "run", "9.21"),
        ((("9.16", "9.17"), ("9.17", "9.18")), "stop", "9.24"),  # the 17th stands in both and is lost once
        ((("9.19", "9.20"),), "stop", "9.21"),  # a weekend stops nothing
        ((("9.22", "9.30"),), "stop", "9.21"),  # after the limit
        ((("9.16", ""),), "stop", None),  # not gone on yet
        ((("9.22", ""),), "stop", "9.21"),
        ((("9.30", "10.9"),), "stop", "9.21"),
    ],
)
def test_a_suspension_stops_the_clock_on_both_of_its_days(
    spans: tuple[tuple[str, str], ...], reading: str, due: str | None
) -> None:
    values = case(received="9.14", papers="9.14", days=5, suspensions=paused(*spans))
    assert due_of(values, OFFICIAL, Readings(suspension=reading)) == (day(due) if due else None)


LIMITED = {"received": "9.14", "papers": "9.14", "accepted": "9.14", "days": 5}  # due on 21 September


@pytest.mark.parametrize(
    ("given", "today", "state", "kept"),
    [
        ({}, "9.16", State.PENDING, None),  # 17, 18 and 21 September are left
        ({}, "9.17", State.SOON, None),
        ({}, "9.21", State.SOON, None),
        ({}, "9.22", State.OVERDUE, False),
        ({"finished": "9.18", "result": "办结"}, "9.30", State.EARLY, True),
        ({"finished": "9.21", "result": "办结"}, "9.30", State.ON_TIME, True),
        ({"finished": "9.22", "result": "办结"}, "9.30", State.LATE, False),
        ({"finished": "9.22", "result": "退办"}, "9.30", State.LATE, False),
        ({"extended": "9.25"}, "9.22", State.PENDING, None),
        ({"extended": "9.25"}, "9.28", State.OVERDUE, False),
        ({"extended": "9.25", "finished": "9.22", "result": "办结"}, "9.30", State.ON_TIME, True),
        ({"extended": "9.25", "finished": "9.18", "result": "办结"}, "9.30", State.EARLY, True),
        ({"extended": "9.25", "finished": "9.28", "result": "办结"}, "9.30", State.LATE, False),
        ({"due": "9.30"}, "9.22", State.PENDING, None),  # what was promised in writing goes before the sum
        ({"result": "不予受理"}, "9.30", State.UNTIMED, None),
        ({"result": "办结"}, "9.30", State.UNTIMED, None),  # over, but nobody wrote when
        ({"days": None}, "9.30", State.UNTIMED, None),
        ({"papers": "", "accepted": ""}, "9.30", State.UNTIMED, None),
        ({"suspensions": paused(("9.16", ""))}, "9.30", State.PENDING, None),
    ],
)
def test_a_limited_case_stands_on_each_side_of_its_limit(
    given: dict[str, Any], today: str, state: State, kept: bool | None
) -> None:
    found = clock(case(**{**LIMITED, **given}), today)
    assert (found.state, found.kept) == (state, kept)


@pytest.mark.parametrize(
    ("given", "reading", "state", "kept"),
    [
        ({"finished": "9.14", "on_spot": "否"}, "day", State.UNTIMED, True),  # A19: the same day at the window
        ({"finished": "9.14", "on_spot": "否"}, "spot", State.LATE, False),  # A21: on the spot
        ({"finished": "9.14", "on_spot": "是"}, "spot", State.UNTIMED, True),
        ({"finished": "9.15", "on_spot": "否"}, "day", State.LATE, False),
        ({"finished": "9.15", "papers": "9.15"}, "day", State.UNTIMED, True),  # A20: at once when the papers are there
        ({}, "day", State.UNTIMED, None),
    ],
)
def test_an_instant_case_has_its_day_or_the_spot(
    given: dict[str, str], reading: str, state: State, kept: bool | None
) -> None:
    values = case(sort="即办件", received="9.14", result="办结" if given.get("finished") else "在办", **given)
    found = clock(values, "9.14", Readings(instant=reading))
    assert (found.state, found.kept, found.promised) == (state, kept, 0)


def test_an_instant_case_left_lying_is_overdue_the_next_day() -> None:
    assert clock(case(sort="即办件", received="9.14"), "9.15").state is State.OVERDUE


def test_the_days_used_are_working_days_on_which_the_clock_ran() -> None:
    values = case(received="9.14", papers="9.14", days=10, finished="10.9", suspensions=paused(("9.17", "9.18")))
    # 15, 16, 21 to 25, 28 to 30 September, 8 and 9 October
    assert clock(values, "12.31") == Clock(day("9.14"), day("9.30"), 10, 12, State.LATE, day("10.9"))
    assert clock(values, "12.31", Readings(first_day="include")).used == 13
    assert clock(values, "12.31", Readings(suspension="run")).used == 14
    assert clock(case(received="9.14", papers="9.14", days=10, finished="9.1"), "12.31").used == 0


def test_the_units_own_day_off_moves_the_due_day() -> None:
    values = case(received="9.14", papers="9.14", days=5)
    assert due_of(values, Calendar(off=frozenset({day("9.16")})), USUAL) == day("9.22")


def test_a_slip_of_the_pen_in_the_year_ends_in_no_day_and_not_in_an_error() -> None:
    values = {**case(days=5), "papers": dt.date(9999, 12, 30)}
    assert due_of(values, OFFICIAL, USUAL) is None
    assert clock_of(values, OFFICIAL, USUAL, day("9.30")).state is State.PENDING


def test_readings_are_taken_from_the_rules_and_have_defaults() -> None:
    rules = {"clock_start": "accepted", "first_day": "include", "suspension": "run", "instant": "spot"}
    assert Readings.of(lambda key: rules[key]) == Readings("accepted", "include", "run", "spot")
    assert Readings.of(lambda key: "") == Readings("papers", "exclude", "stop", "day")
    assert Readings.of(QIDONG.rule) == Readings(), "the defaults of the rules are those of the clock"


def test_a_case_is_filled_with_its_due_day_by_the_rules_of_the_scheme() -> None:
    fill = kind_of("case").fill
    assert fill is not None
    values = case(received="9.28", papers="9.28", days=5)
    assert fill(values, Context()) == {"due": day("10.10")}
    assert fill(values, Context(rule=lambda key: {"first_day": "include"}.get(key, ""))) == {"due": day("10.9")}
    assert fill(case(received="9.28"), Context()) == {}


STARTS = st.dates(dt.date(2010, 1, 1), dt.date(2020, 12, 31))
LIMITS = st.integers(1, 60)
READINGS = st.builds(
    Readings,
    first_day=st.sampled_from(["exclude", "include"]),
    suspension=st.sampled_from(["stop", "run"]),
)


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """A limited case with up to three pauses that have ended."""
    start = draw(STARTS)
    rows = []
    for _ in range(draw(st.integers(0, 3))):
        first = start + dt.timedelta(days=draw(st.integers(0, 60)))
        rows.append({"start": first, "end": first + dt.timedelta(days=draw(st.integers(0, 20)))})
    return {"sort": "限时件", "result": "在办", "papers": start, "days": draw(LIMITS), "suspensions": tuple(rows)}


@given(values=cases(), readings=READINGS)
def test_on_the_due_day_all_of_the_limit_is_used_and_the_day_before_one_less(
    values: dict[str, Any], readings: Readings
) -> None:
    due = due_of(values, OFFICIAL, readings)
    assert due is not None
    yesterday = due - dt.timedelta(days=1)
    assert clock_of(values, OFFICIAL, readings, due).used == values["days"]
    assert clock_of(values, OFFICIAL, readings, yesterday).used == values["days"] - (
        1 if due >= values["papers"] else 0
    )
    assert OFFICIAL.is_workday(due)


@given(values=cases(), readings=READINGS, more=st.integers(1, 20))
def test_more_days_or_a_pause_never_end_a_limit_sooner(values: dict[str, Any], readings: Readings, more: int) -> None:
    due = due_of(values, OFFICIAL, readings)
    longer = due_of({**values, "days": values["days"] + more}, OFFICIAL, readings)
    running = due_of({**values, "suspensions": ()}, OFFICIAL, readings)
    counted = due_of(values, OFFICIAL, Readings(first_day="include", suspension=readings.suspension))
    assert due and longer and running and counted
    assert running <= due < longer
    assert counted <= due


@given(values=cases(), readings=READINGS, after=st.integers(0, 200))
def test_a_finished_case_is_early_on_time_or_late_by_the_due_day_alone(
    values: dict[str, Any], readings: Readings, after: int
) -> None:
    due = due_of(values, OFFICIAL, readings)
    assert due is not None
    finished = values["papers"] + dt.timedelta(days=after)
    state = clock_of({**values, "finished": finished, "result": "办结"}, OFFICIAL, readings, finished).state
    wanted = State.EARLY if finished < due else State.ON_TIME if finished == due else State.LATE
    assert state is wanted


@given(values=cases(), readings=READINGS, after=st.integers(0, 200))
def test_an_open_case_only_gets_worse_with_time(values: dict[str, Any], readings: Readings, after: int) -> None:
    order = (State.PENDING, State.SOON, State.OVERDUE)
    today = values["papers"] + dt.timedelta(days=after)
    now = clock_of(values, OFFICIAL, readings, today)
    later = clock_of(values, OFFICIAL, readings, today + dt.timedelta(days=1))
    assert order.index(now.state) <= order.index(later.state)
