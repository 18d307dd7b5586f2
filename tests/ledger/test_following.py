from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ledger.following import Standing, standing
from tests.ledger.books import OPINION, new_book


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
        record = book.add("opinion", {**OPINION, "status": status, "deadline": deadline})
        assert standing(record, dt.date(*day)) is stands


def test_what_is_not_followed_has_no_standing(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        assert standing(book.add("person", {"name": "沈文君"}), dt.date(2015, 7, 6)) is None
