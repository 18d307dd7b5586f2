"""Ballots that do not reconcile."""

from __future__ import annotations

import pytest

from ledger.consistency import ballots
from ledger.records import Record
from tests.ledger.problems import found, one
from tests.ledger.snapshots import QIDONG, filled, record, snapshot

GROUPS = [group.name for node in QIDONG.nodes for group in node.groups]
LEADERS = GROUPS[0]


def row(group: str, issued: int = 2, returned: int = 2, void: int = 0) -> dict[str, object]:
    return {"group": group, "issued": issued, "returned": returned, "void": void}


def review(*rows: dict[str, object]) -> Record:
    """A review with the rows given, and ordinary ones for the groups that they do not name."""
    named = [each["group"] for each in rows]
    return filled("review", "r", groups=[*rows, *(row(name) for name in GROUPS if name not in named)])


def votes(group: str = LEADERS, scored: int = 2, void: int = 0) -> list[Record]:
    """Ballots of a group, and two for each of the others."""
    made = [record("ballot", f"{group}{each}", review="r", group=group, score="88") for each in range(scored)]
    made += [record("ballot", f"{group}void{each}", review="r", group=group, mark="无效") for each in range(void)]
    for other in GROUPS:
        if other != group:
            made += [record("ballot", f"{other}{each}", review="r", group=other, score="90") for each in range(2)]
    return made


def test_issued_returned_void_and_entered_ballots_reconcile() -> None:
    assert found(ballots.reconcile, snapshot(review(), *votes())) == ()
    all_void = review(row(LEADERS, void=2))
    assert found(ballots.reconcile, snapshot(all_void, *votes(scored=0, void=2))) == ()
    some_void = review(row(LEADERS, issued=5, returned=4, void=1))
    assert found(ballots.reconcile, snapshot(some_void, *votes(scored=3, void=1))) == ()


@pytest.mark.parametrize(
    ("counts", "scored", "void", "words"),
    [
        ((2, 3, 0), 3, 0, "收回3张，多于发出的2张。"),
        ((2, 2, 3), 2, 0, "无效3张，多于收回的2张。"),
        ((3, 3, 0), 2, 0, "收回3张，实际录入2张（无效票也要录入）。"),
        ((2, 2, 0), 3, 0, "收回2张，实际录入3张（无效票也要录入）。"),
        ((3, 3, 1), 3, 0, "登记无效1张，录入的票里有0张无效。"),
        ((3, 3, 0), 2, 1, "登记无效0张，录入的票里有1张无效。"),
    ],
)
def test_each_way_of_not_reconciling_is_told(counts: tuple[int, int, int], scored: int, void: int, words: str) -> None:
    problems = found(ballots.reconcile, snapshot(review(row(LEADERS, *counts)), *votes(LEADERS, scored, void)))
    assert {(each.code, each.records) for each in problems} == {("ballots", ("r",))}
    assert f"“2015年度民主评议汇总表”党政领导班子组的票数对不上：{words}" in [each.sentence for each in problems]


def test_a_group_written_down_twice_is_told_once() -> None:
    problem = one(ballots.reconcile, snapshot(review(row(LEADERS), row(LEADERS, 3, 3)), *votes()))
    assert problem.sentence.endswith("党政领导班子组的票数对不上：票数登记了2行。")


def test_ballots_of_a_group_without_counts_are_told() -> None:
    two = filled("review", "r", groups=[row(name) for name in GROUPS[1:]])
    problem = one(ballots.reconcile, snapshot(two, *votes()))
    assert problem.sentence.endswith("党政领导班子组的票数对不上：录入了2张票，却没有登记发出和收回的票数。")


def test_a_group_without_counts_and_ballots_is_told() -> None:
    two = filled("review", "r", groups=[row(name) for name in GROUPS[1:]])
    problem = one(ballots.reconcile, snapshot(two, *votes(scored=0)))
    assert problem.sentence.endswith("党政领导班子组的票数对不上：没有登记票数。")


def test_a_review_without_any_counts_is_a_gap_and_no_contradiction() -> None:
    assert found(ballots.reconcile, snapshot(filled("review", "r", groups=[]))) == ()


def test_ballots_of_another_review_are_not_counted() -> None:
    other = record("ballot", "other", review="earlier", group=LEADERS, score="60")
    assert found(ballots.reconcile, snapshot(review(), *votes(), other)) == ()


@pytest.mark.parametrize(("score", "mark"), [("88", "不了解"), ("0", "无效"), ("", "")])
def test_a_ballot_has_a_score_or_a_mark(score: str, mark: str) -> None:
    wrong = [record("ballot", uid, review="r", group=LEADERS, score=score, mark=mark) for uid in ("b1", "b2")]
    problem = one(ballots.scores, snapshot(review(), *votes(), *wrong))
    assert (problem.code, problem.records) == ("ballot-score", ("b1", "b2"))
    assert problem.sentence.startswith("“2015年度民主评议汇总表”有2张票同时填了得分和不计分的原因，或两样都没有填")


@pytest.mark.parametrize(("score", "mark"), [("0", ""), ("88", ""), ("", "不了解"), ("", "弃权"), ("", "无效")])
def test_a_ballot_with_one_of_them_is_in_order(score: str, mark: str) -> None:
    right = record("ballot", "b", review="r", group=LEADERS, score=score, mark=mark)
    assert found(ballots.scores, snapshot(review(), right)) == ()


def test_ballots_of_a_deleted_review_are_told_without_its_title() -> None:
    problem = one(ballots.scores, snapshot(record("ballot", "b", review="gone", group=LEADERS)))
    assert problem.sentence.startswith("已删除的评议有1张票")


def test_an_identity_belongs_to_its_group() -> None:
    wrong = record("ballot", "b", review="r", group=LEADERS, identity="外商", score="88")
    problem = one(ballots.identities, snapshot(review(), wrong))
    assert (problem.code, problem.records) == ("ballot-identity", ("b",))
    assert "党政领导班子组有1张票的身份类别是外商" in problem.sentence
    right = [
        record("ballot", "b1", review="r", group=GROUPS[2], identity="外商", score="88"),
        record("ballot", "b2", review="r", group=GROUPS[2], score="88"),
    ]
    assert found(ballots.identities, snapshot(review(), *right)) == ()
