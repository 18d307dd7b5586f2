from __future__ import annotations

import pytest

from ledger.consistency import CHECKS
from ledger.consistency.stars import one_a_month
from tests.ledger.snapshots import record, snapshot


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ((("沈文君", "7月", "当选"), ("周启明", "7月", "候选")), []),
        ((("沈文君", "7月", "当选"), ("沈文君", "8月", "当选")), []),
        (
            (("沈文君", "7月", "当选"), ("周启明", "7月", "当选")),
            ["2015年7月当选服务之星的有2名（沈文君、周启明）。"],
        ),
        ((("沈文君", "7月", "候选"),), []),
    ],
)
def test_one_star_is_chosen_a_month(chosen: tuple[tuple[str, str, str], ...], told: list[str]) -> None:
    records = [
        record("service_star", str(place), person=person, month=month, won=won)
        for place, (person, month, won) in enumerate(chosen)
    ]
    assert [problem.sentence for problem in one_a_month(snapshot(*records))] == told


def test_the_check_is_made_with_the_others() -> None:
    assert one_a_month in CHECKS
