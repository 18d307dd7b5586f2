from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ledger.following import Standing, standing
from tests.ledger.books import OPINION, new_book
from tests.ledger.cases import case
from tests.ledger.snapshots import record, snapshot


@pytest.mark.parametrize(
    ("status", "deadline", "day", "stands"),
    [
        ("办理中", "2015.7.5", (2015, 6, 27), Standing.OPEN),
        ("办理中", "2015.7.5", (2015, 6, 28), Standing.SOON),
        ("办理中", "2015.7.5", (2015, 7, 5), Standing.SOON),
        ("办理中", "2015.7.5", (2015, 7, 6), Standing.OVERDUE),
        ("已答复", "2015.7.5", (2015, 7, 6), Standing.CLOSED),
        ("", "", (2015, 7, 6), Standing.OPEN),
    ],
)
def test_an_entry_stands_by_its_status_and_deadline(
    tmp_path: Path, status: str, deadline: str, day: tuple[int, int, int], stands: Standing
) -> None:
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", {**OPINION, "status": status, "deadline": deadline})
        assert standing(opinion, dt.date(*day)) is stands


def test_what_is_not_followed_has_no_standing(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        assert standing(book.add("person", {"name": "沈文君"}), dt.date(2015, 7, 6)) is None


def test_a_case_is_due_soon_by_the_working_days_of_the_unit() -> None:
    open_case = case(1, "9月15日", due="9月24日")
    day = dt.date(2015, 9, 21)  # a Monday, three working days before
    assert standing(open_case, day) is Standing.OPEN
    own = record("holiday", "own", sort="放假", name="设备检修", date="9月23日")
    assert standing(open_case, day, snapshot(open_case, own).calendar) is Standing.SOON
    weekend = dt.date(2015, 9, 18)  # of the days until Wednesday two are no working days
    assert standing(case(2, "9月15日", due="9月22日"), weekend) is Standing.SOON
