from __future__ import annotations

from ledger.records import Record
from ledger.statistics import Period, flow
from tests.ledger.snapshots import record, snapshot

JULY = Period(2015, "month", 7)


def seen(day: str, hour: str, count: int, window: str = "一号窗口") -> Record:
    return record("visitor_flow", f"{day}-{hour}-{window}", date=day, hour=hour, count=count, window=window)


DAY = [seen("7月6日", "8", 40), seen("7月6日", "10", 27), seen("7月6日", "13", 20), seen("7月6日", "15", 13)]
"""A17: of 100 visitors of a Monday 67 came in the morning."""


def test_the_morning_has_67_percent_of_the_day() -> None:
    found = flow(snapshot(*DAY), JULY)
    assert (found.morning.division, found.morning.shown) == ("67÷100", "67.00%")
    assert found.morning.denominator_words == "全天人次"


def test_visitors_stand_by_weekday_and_hour() -> None:
    found = flow(snapshot(*DAY, seen("7月14日", "8", 5), seen("7月13日", "8", 1)), JULY)
    assert found.hours == (8, 10, 13, 15)
    assert found.counts[:3] == ((41, 27, 20, 13), (5, 0, 0, 0), (0, 0, 0, 0))
    assert (found.by_weekday[:2], found.by_hour, found.total) == ((101, 5), (46, 27, 20, 13), 106)


def test_the_busiest_hour_is_told_and_every_one_of_equals() -> None:
    assert [(each.weekday, each.hour, each.visitors) for each in flow(snapshot(*DAY), JULY).busiest] == [
        ("周一", 8, 40)
    ]
    ties = flow(snapshot(*DAY, seen("7月10日", "9", 40)), JULY).busiest
    assert [(each.weekday, each.hour) for each in ties] == [("周一", 8), ("周五", 9)]


def test_a_window_is_looked_at_alone_and_noon_is_no_morning() -> None:
    found = flow(
        snapshot(*DAY, seen("7月6日", "12", 9, "二号窗口"), seen("7月6日", "11", 1, "二号窗口")),
        JULY,
        window="二号窗口",
    )
    assert (found.total, found.morning.division) == (10, "1÷10")


def test_without_visitors_there_is_no_share_and_no_busiest_hour() -> None:
    found = flow(snapshot(seen("8月3日", "9", 30)), JULY)
    assert (found.busiest, found.morning.value, found.total, found.hours) == ((), None, 0, ())


def test_an_entry_without_a_number_is_left_out_and_counted() -> None:
    blank = record("visitor_flow", "blank", date="7月6日", hour="9", window="一号窗口")
    assert flow(snapshot(*DAY, blank), JULY).left_out == 1
