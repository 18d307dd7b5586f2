"""Statistics of a real library that holds the sample of every kind: what they say is read off the samples."""

from __future__ import annotations

from pathlib import Path

from ledger.statistics import Period, performances, points, rates, stars, statement
from tests.ledger.books import new_book
from tests.ledger.samples import add_sample

KINDS = (
    "case",
    "questionnaire",
    "satisfaction",
    "callback",
    "service_item",
    "visitor_flow",
    "publicity",
    "consultation",
    "fee",
    "praise",
    "complaint",
    "special_service",
    "service_star",
    "performance",
    "points_card",
    "timing",
    "evaluator",
    "window_statement",
)


def test_the_sample_of_every_kind_is_counted_as_it_stands(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        for slug in KINDS:
            if not book.records(slug):
                add_sample(book, slug)
        snapshot = book.snapshot()
    year = Period(2015)
    shown = {rate.key: rate.shown for rate in rates(snapshot, year) if rate.value is not None}
    assert shown == {
        "on_time_rate": "100.00%",  # the clerk extended it to 15 October, it was finished on the 12th
        "finish_rate": "100.00%",
        "on_spot_rate": "0.00%",
        "early_rate": "0.00%",
        "instant_share": "0.00%",
        "mean_promise": "10.00个工作日",
        "overdue": "0件",
        "satisfaction_rate": "97.00%",
        "social_satisfaction": "88.50分",
        "upload_rate": "98.00%",
        "ad_share": "20.00%",
        "morning_share": "100.00%",
        "callback_mean": "10.00分",
        "compression": "50.00%",
        "timing_rate": "100.00%",
    }
    counted = {row.key: row.now.written for row in statement(snapshot, year).whole.rows if row.now.value != 0}
    assert counted == {
        "visitors": "36",
        "received": "1",
        "accepted": "1",
        "finished": "1",
        "on_time": "1",
        "consultations": "1",
        "complaints": "1",
        "pennants": "1",
        "services": "1",
        "charges": "12800",
    }
    assert [each.person for each in (*performances(snapshot, year), *points(snapshot, year))] == ["沈文君", "周启明"]
    assert stars(snapshot, year).words == "1人＝五星1人＋四星0人＋三星0人"
