"""Far more records than a campaign ever has."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.entries import RowProblems
from tests.ledger.books import OPINION, closed_book


def test_ten_thousand_records_are_added_at_once_and_listed_in_order(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    days = [f"2015-{month:02}-{day:02}" for month in (9, 7, 8) for day in range(1, 29)]
    rows = [{**OPINION, "number": number, "date": days[number % len(days)]} for number in range(1, 10_001)]
    with Ledger.open(library) as book:
        added = book.add_many("opinion", rows)
        assert [record["number"] for record in added] == list(range(1, 10_001))
    with Ledger.open(library, read_only=True) as book:
        records = book.records("opinion")
        assert len(records) == 10_001
        assert [record["date"] for record in records] == sorted(record["date"] for record in records)
        assert len(book.search("2015年8月3日")) == len([row for row in rows if row["date"] == "2015-08-03"])
        assert book.history(added[-1].uid)[0].new == "建议增加午间值班窗口"


def test_one_wrong_record_among_ten_thousand_keeps_all_out(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    rows = [{**OPINION, "number": number} for number in range(1, 10_001)]
    rows[9_998]["date"] = "2015年13月1日"
    with Ledger.open(library) as book:
        with pytest.raises(RowProblems, match="第9999条"):
            book.add_many("opinion", rows)
        assert len(book.records("opinion")) == 1
