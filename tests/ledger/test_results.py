"""The score of a ledger: what its records become as a case."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ledger.records import Record
from ledger.results import case_of, last_review, result_of
from ledger.schemes.load import read_scheme
from ledger.scoring.case import Ballot, GroupBallots
from tests.ledger.snapshots import NOON, QIDONG, complete_but, filled, record, snapshot

GROUPS = {group.key: group.name for node in QIDONG.nodes for group in node.groups}


def ballot(uid: str, group: str = "leaders", review: str = "r", **typed: object) -> Record:
    return record("ballot", uid, review=review, group=GROUPS[group], **typed)


def review(uid: str = "r", **typed: object) -> Record:
    return filled("review", uid, **{"groups": [], **typed})


def counts(group: str, issued: int, returned: int, void: int) -> dict[str, object]:
    return {"group": GROUPS[group], "issued": issued, "returned": returned, "void": void}


def test_a_whole_ledger_gives_a_whole_result() -> None:
    result = result_of(complete_but())
    # 30 % of 92 and 70 % of three groups that all gave 88.
    assert (result.node("daily").exact, result.node("review").exact) == (92, 88)
    assert (result.node("total").exact, result.node("total").shown) == (Decimal("89.2"), "89.20")


def test_an_empty_ledger_gives_no_result_and_says_why() -> None:
    result = result_of(snapshot())
    assert case_of(snapshot()).values == {} and case_of(snapshot()).ballots == {}
    assert all(node.exact is None and node.why for node in result.nodes)


def test_a_ledger_without_a_review_still_has_its_daily_assessment() -> None:
    result = result_of(complete_but("review"))
    assert (result.node("daily").exact, result.node("review").exact, result.node("total").exact) == (92, None, None)


def assessed(uid: str, day: str, score: str) -> Record:
    return filled("daily_assessment", uid, title=uid, date=day, score=score)


def test_several_assessments_count_in_order_of_time_as_their_mean() -> None:
    given = snapshot(assessed("c", "10月20日", "95"), assessed("a", "7月1日", "90.5"), assessed("b", "9月1日", "88"))
    assert case_of(given).values == {"daily": (Decimal("90.5"), Decimal(88), Decimal(95))}
    assert result_of(given).node("daily").shown == "91.17"  # 273.5 / 3


def test_an_undated_assessment_is_never_the_last_and_one_without_a_score_is_none() -> None:
    given = snapshot(assessed("u", "", "60"), assessed("a", "7月1日", "90"), assessed("b", "9月1日", ""))
    assert case_of(given).values == {"daily": (Decimal(60), Decimal(90))}


def test_a_score_of_zero_is_a_score() -> None:
    assert case_of(snapshot(assessed("a", "7月1日", "0"))).values == {"daily": (Decimal(0),)}


@pytest.mark.parametrize(
    ("typed", "cast"),
    [
        ({"score": "88.5"}, Ballot(Decimal("88.5"))),
        ({"score": "0"}, Ballot(Decimal(0))),
        ({"mark": "不了解"}, Ballot(None)),
        ({"mark": "弃权"}, Ballot(None, abstained=True)),
        ({"score": "90", "identity": "党政领导班子"}, Ballot(Decimal(90), "党政领导班子")),
        ({"score": "90", "mark": "不了解"}, Ballot(None)),
    ],
)
def test_each_ballot_is_counted_for_what_it_says(typed: dict[str, object], cast: Ballot) -> None:
    assert case_of(snapshot(review(), ballot("b", **typed))).ballots["leaders"].ballots == (cast,)


@pytest.mark.parametrize("typed", [{"mark": "无效"}, {"mark": "无效", "score": "90"}, {}])
def test_void_and_blank_ballots_are_no_valid_ones(typed: dict[str, object]) -> None:
    assert case_of(snapshot(review(), ballot("b", **typed))).ballots["leaders"].ballots == ()


def test_issued_returned_and_void_are_those_written_down() -> None:
    given = snapshot(
        review(groups=[counts("leaders", 5, 4, 1)]),
        *(ballot(f"b{place}", score="80") for place in range(3)),
        ballot("void", mark="无效"),
    )
    case = case_of(given)
    assert case.ballots["leaders"] == GroupBallots((Ballot(Decimal(80)),) * 3, issued=5, returned=4, void=1)
    group = result_of(given).node("review").groups[0]
    assert (group.issued, group.returned, group.valid, group.void, group.scored) == (5, 4, 3, 1, 3)


def test_without_counts_only_the_void_ballots_are_counted() -> None:
    given = snapshot(review(), ballot("b", score="80"), ballot("v", mark="无效"), ballot("w", mark="无效"))
    assert case_of(given).ballots["leaders"] == GroupBallots((Ballot(Decimal(80)),), void=2)


def test_ballots_go_to_their_group_and_their_review() -> None:
    given = snapshot(
        review(),
        ballot("a", "leaders", score="80"),
        ballot("b", "public", score="90"),
        ballot("c", review="x", score="1"),
    )
    scores = {key: [each.score for each in group.ballots] for key, group in case_of(given).ballots.items()}
    assert scores == {"leaders": [80], "representatives": [], "public": [90]}


def test_counts_that_contradict_the_ballots_leave_the_review_without_a_score_but_with_a_reason() -> None:
    review_node = result_of(complete_but("ballot-leaders")).node("review")
    assert review_node.exact is None and "党政领导班子" in review_node.why


def test_the_last_review_counts() -> None:
    first, second = review("first", date="9月1日"), review("second", date="11月6日")
    undated = review("undated", date="")
    for given in (snapshot(second, first), snapshot(first, undated, second)):
        found = last_review(given)
        assert found is not None and found.uid == "second"
    assert last_review(snapshot(undated)) == undated
    assert last_review(snapshot()) is None


def test_of_two_reviews_on_one_day_the_later_entered_counts() -> None:
    first, second = review("z", created=NOON), review("a", created=NOON.replace(hour=13))
    assert last_review(snapshot(second, first)) == second


def test_assessments_are_the_value_of_the_node_that_demands_them() -> None:
    other = replace(QIDONG.node("daily"), key="other", name="另行考核", threshold=Decimal(60))
    scheme = replace(QIDONG, nodes=(*QIDONG.nodes, other))
    assert case_of(snapshot(assessed("a", "7月1日", "90"), scheme=scheme)).values == {"daily": (Decimal(90),)}
    elsewhere = replace(QIDONG.required[0], key="elsewhere", kind="meeting", node="other")
    demanding = replace(scheme, required=(*QIDONG.required, elsewhere))
    assert list(case_of(snapshot(assessed("a", "7月1日", "90"), scheme=demanding)).values) == ["daily"]
    silent = replace(scheme, required=())
    assert case_of(snapshot(assessed("a", "7月1日", "90"), scheme=silent)).values == {}, "nobody says which"
    alone = replace(QIDONG, required=())
    assert case_of(snapshot(assessed("a", "7月1日", "90"), scheme=alone)).values == {"daily": (Decimal(90),)}


def test_a_scheme_without_a_review_takes_no_ballots() -> None:
    text = (Path(__file__).parents[1] / "data/counter-small.toml").read_text(encoding="utf-8")
    scheme = read_scheme(text, 2015)
    assert case_of(snapshot(review(), scheme=scheme)).ballots == {}
