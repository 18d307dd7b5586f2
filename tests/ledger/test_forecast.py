from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from ledger.book import Ledger
from ledger.forecast import Forecast, forecast
from ledger.results import result_of
from tests.ledger.books import new_book


def of(book: Ledger) -> Forecast:
    shot = book.snapshot()
    return forecast(shot.scheme, result_of(shot))


def test_without_scores_everything_is_still_possible(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        found = of(book)
    assert (found.now, found.possible, found.full) == (0, 100, 100)
    assert [(share.name, share.worth, share.earned) for share in found.shares] == [
        ("日常考核", 30, None),
        ("民主评议", 70, None),
    ]
    assert all(share.why for share in found.shares)


def test_what_is_scored_bounds_what_is_possible(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.add("daily_assessment", {"title": "第一次", "date": "2015.7.1", "score": "92", "assessor": "某镇人民政府"})
        found = of(book)
    # 92 of 100 points, worth 30 of the result; the review's 70 are open.
    assert found.now == Fraction(276, 10)
    assert found.possible == Fraction(976, 10)
