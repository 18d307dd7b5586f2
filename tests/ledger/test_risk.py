"""What papers can cost of the result."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ledger.completeness import Gap, find_gaps, points_at_risk
from ledger.records import Record
from ledger.risk import risk_of, share_of
from ledger.schemes.model import Required
from tests.ledger.snapshots import QIDONG, complete, snapshot

AFTER = dt.date(2016, 1, 10)
"""When every stage is over."""


def paper(key: str) -> Required:
    return next(each for each in QIDONG.required if each.key == key)


def test_without_an_inspection_an_unsigned_review_costs_nothing_directly() -> None:
    risk = risk_of(replace(QIDONG, inspection=""), paper("review"), missing=False)
    assert (risk.node, risk.points, risk.words) == ("", None, "方案没有写明影响哪一项得分，不直接扣分")


def test_points_that_the_scheme_states_are_turned_into_points_of_the_result() -> None:
    risk = risk_of(QIDONG, replace(paper("plan"), points=Decimal(5)), missing=False)
    assert (risk.node, risk.points) == ("daily", Decimal("1.5"))
    assert risk.words == "方案规定扣日常考核5分，折合总分1.5分"


def test_a_part_that_the_result_does_not_depend_on_costs_nothing() -> None:
    side = replace(QIDONG.node("daily"), key="side", name="另行考核", threshold=Decimal(60))
    risk = risk_of(replace(QIDONG, nodes=(*QIDONG.nodes, side)), replace(paper("plan"), node="side"), missing=True)
    assert (risk.points, risk.words) == (None, "属另行考核，该项不计入总分")


def test_shares_follow_the_weights() -> None:
    assert [share_of(QIDONG, key) for key in ("total", "daily", "review", "nothing")] == [100, 30, 70, 0]


def gap_at(node: str, risk: int | None) -> Gap:
    return Gap("missing", "", "", "", "", node=node, risk=None if risk is None else Decimal(risk))


def test_a_part_never_loses_more_than_it_is_worth() -> None:
    assert points_at_risk((gap_at("daily", 30), gap_at("daily", 30)), QIDONG) == 30
    assert points_at_risk((gap_at("daily", 10), gap_at("review", 70)), QIDONG) == 80
    assert points_at_risk((gap_at("total", 100), gap_at("daily", 30)), QIDONG) == 100
    assert points_at_risk((gap_at("total", 10), gap_at("daily", 30)), QIDONG) == 40
    assert points_at_risk((gap_at("", None),), QIDONG) == 0


GAPS = st.lists(st.builds(gap_at, st.sampled_from(["total", "daily", "review"]), st.none() | st.integers(0, 100)))


@given(GAPS, GAPS)
def test_points_at_risk_never_pass_full_marks_and_never_fall_when_more_is_missing(
    few: list[Gap], more: list[Gap]
) -> None:
    less, all_of_it = points_at_risk(tuple(few), QIDONG), points_at_risk((*few, *more), QIDONG)
    assert 0 <= less <= all_of_it <= 100


SETS = st.sets(st.sampled_from(sorted(complete())))


@given(SETS, SETS)
def test_taking_records_away_never_lowers_the_risk(gone: set[str], more: set[str]) -> None:
    def risk(without: set[str]) -> Decimal:
        rest: list[Record] = [each for uid, each in complete().items() if uid not in without]
        return points_at_risk(find_gaps(snapshot(*rest), AFTER), QIDONG)

    assert risk(gone) <= risk(gone | more) <= 100
