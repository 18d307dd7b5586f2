"""Time limits in years whose holidays nobody knows yet are told once, until the clerk enters the days."""

from __future__ import annotations

from ledger.consistency.years import unknown_years
from ledger.records import Record
from tests.ledger.snapshots import record, snapshot


def case(uid: str, day: str) -> Record:
    return record("case", uid, number=uid, received=day, papers=day, days=3)


def test_a_case_in_a_known_year_is_certain() -> None:
    assert not list(unknown_years(snapshot(case("one", "2015年7月6日"))))


def test_all_cases_of_unknown_years_are_told_together() -> None:
    (found,) = unknown_years(
        snapshot(case("one", "2041年7月8日"), case("two", "2042年7月8日"), case("old", "2015年7月6日"))
    )
    assert "2041、2042年只按周一至周五推算工作日" in found.sentence
    assert found.records == ("one", "two")
    assert "放假与调休" in found.next_step


def test_a_year_for_which_days_were_entered_is_taken_for_known() -> None:
    off = record("holiday", "h", date="2041年10月1日", sort="放假")
    assert not list(unknown_years(snapshot(off, case("one", "2041年7月8日"))))
