"""Two entries of one pile of ballots: what differs, and how the ledger is put right."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.actions import Edit
from forms.ballot_comparing import Decided, Difference, aligned, amended, by_count, by_order, correction
from forms.ballot_counts import ballots_of
from forms.ballot_entry import cast_of
from ledger.book import Ledger
from ledger.records import Record
from ledger.refusals import RecordChanged
from tests.forms.ballots import GROUP, cast, casts, kept, opened, reviewed


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with opened(tmp_path) as made:
        yield made


@pytest.fixture
def review(ledger: Ledger) -> str:
    return reviewed(ledger)


@pytest.fixture
def piled(ledger: Ledger, review: str) -> Callable[..., list[Record]]:
    """The records of ballots in the order given."""

    def make(*typed: object) -> list[Record]:
        data = []
        for each in casts(*typed):
            score = "" if each.score is None else str(each.score)
            data.append({"review": review, "group": GROUP, "score": score, "mark": each.mark})
        return list(ledger.add_many("ballot", data))

    return make


def said(differences: Sequence[Difference]) -> list[tuple[int, str, str]]:
    return [
        (each.number, each.first.words if each.first else "", each.second.words if each.second else "")
        for each in differences
    ]


def test_the_nth_is_compared_with_the_nth(piled: Callable[..., list[Record]]) -> None:
    ballots = piled(88, 90, "/", 77, 60)
    assert said(by_order(ballots, casts(88, 90, "/", 77, 60))) == []
    assert said(by_order(ballots, casts(88, 9, "/", "*", 60))) == [(2, "90", "9"), (4, "77", "弃权")]


def test_one_left_out_is_one_difference_and_not_all_that_follow(piled: Callable[..., list[Record]]) -> None:
    ballots = piled(88, 90, 91, 77, 60)
    assert said(by_order(ballots, casts(88, 91, 77, 60))) == [(2, "90", "")]
    assert said(by_order(ballots, casts(88, 90, 90, 91, 77, 60)))[0][1:] == ("", "90")
    assert len(by_order(ballots, casts(88, 90, 90, 91, 77, 60))) == 1


def test_what_is_not_entered_yet_is_no_difference(piled: Callable[..., list[Record]]) -> None:
    ballots = piled(88, 90, 91, 77, 60)
    assert said(by_order(ballots, casts(88, 99), partly=True)) == [(2, "90", "99")]
    assert len(by_order(ballots, casts(88, 99))) == 4


def test_without_order_the_counts_are_compared(piled: Callable[..., list[Record]]) -> None:
    ballots = piled(88, 88, 90, "/", 60)
    assert said(by_count(ballots, casts(60, "/", 88, 90, 88))) == []
    assert said(by_count(ballots, casts(60, "/", 88, 91, 89))) == [(0, "88", "89"), (0, "90", "91")]
    assert said(by_count(ballots, casts(60, "/", 88, 90))) == [(0, "88", "")]


def test_of_ballots_that_read_alike_one_without_a_comment_is_corrected(ledger: Ledger, review: str) -> None:
    ballot = {"review": review, "group": GROUP, "score": "88"}
    spoken, plain = ledger.add("ballot", {**ballot, "comment": "很好"}), ledger.add("ballot", ballot)
    for ballots in ([spoken, plain], [plain, spoken]):
        (difference,) = by_count(ballots, casts(88, 90))
        assert difference.ballot == plain


def test_the_correction_is_one_action_that_can_be_undone(
    piled: Callable[..., list[Record]], ledger: Ledger, review: str
) -> None:
    ballots = piled(88, 90, 91, 77, 60, 61, 62)
    second = casts(88, 9, 91, 77, 61, 62, "+")
    found = by_order(ballots, second)
    assert said(found) == [(2, "90", "9"), (5, "60", ""), (7, "", "无效")]
    decided = [Decided(found[0], cast(89)), Decided(found[1], None), Decided(found[2], found[2].second)]
    action = correction(decided, review, GROUP)
    assert action is not None
    before = {each.uid: cast_of(each).words for each in ballots_of(ledger.snapshot(), review, GROUP)}
    outcome = action.perform(ledger)
    assert outcome.words == f"核对“{GROUP}”的评议票，改正3张"
    assert kept(ledger, review) == ["61", "62", "77", "88", "89", "91", "无效"]
    assert outcome.inverse is not None
    outcome.inverse.perform(ledger)
    assert {each.uid: cast_of(each).words for each in ballots_of(ledger.snapshot(), review, GROUP)} == before
    assert [each.words for each in amended(second, decided)] == ["88", "89", "91", "77", "61", "62", "无效"]


def test_a_mark_takes_the_place_of_a_score(piled: Callable[..., list[Record]], ledger: Ledger, review: str) -> None:
    (ballot,) = piled(88)
    action = correction([Decided(by_order([ballot], casts("/"))[0], cast("/"))], review, GROUP)
    assert action is not None
    action.perform(ledger)
    now = ledger.get(ballot.uid)
    assert (now["score"], now["mark"]) == (None, "不了解")


def test_where_the_first_was_right_nothing_is_changed(piled: Callable[..., list[Record]], review: str) -> None:
    found = by_order(piled(88), casts(90))
    assert correction([Decided(found[0], found[0].first)], review, GROUP) is None
    assert [each.words for each in amended(casts(90), [Decided(found[0], found[0].first)])] == ["88"]


def test_a_ballot_changed_meanwhile_is_not_overwritten(
    piled: Callable[..., list[Record]], ledger: Ledger, review: str
) -> None:
    found = by_order(piled(88), casts(90))
    action = correction([Decided(found[0], cast(90))], review, GROUP)
    assert action is not None and found[0].ballot is not None
    Edit(((found[0].ballot.uid, {"score": "70"}, None),)).perform(ledger)
    with pytest.raises(RecordChanged):
        action.perform(ledger)
    assert kept(ledger, review) == ["70"]


KEYS = st.lists(st.sampled_from([("1", ""), ("2", ""), ("3", "")]), max_size=9)


@given(KEYS, KEYS)
def test_alignment_keeps_both_orders_and_is_the_shortest(
    first: list[tuple[str, str]], second: list[tuple[str, str]]
) -> None:
    pairs = aligned(first, second)
    assert [left for left, _ in pairs if left is not None] == list(range(len(first)))
    assert [right for _, right in pairs if right is not None] == list(range(len(second)))
    differing = sum(left is None or right is None or first[left] != second[right] for left, right in pairs)
    assert differing == distance(first, second)


def distance(first: Sequence[object], second: Sequence[object]) -> int:
    """The edit distance, the slow and plain way."""
    if not first or not second:
        return len(first) + len(second)
    swapped = distance(first[1:], second[1:]) + (first[0] != second[0])
    if first[0] == second[0]:
        return swapped
    return min(swapped, 1 + distance(first[1:], second), 1 + distance(first, second[1:]))


@given(st.lists(st.sampled_from("1234/"), max_size=12), st.lists(st.sampled_from("1234/"), max_size=12))
def test_taking_the_second_everywhere_gives_the_second(first: list[str], second: list[str]) -> None:
    records = [_loose(number, each) for number, each in enumerate(first)]
    pile = casts(*second)
    for found in (by_order(records, pile), by_count(records, pile)):
        result = Counter(cast_of(each).counted for each in records)
        for each in found:
            if each.first is not None:
                result[each.first.counted] -= 1
            if each.second is not None:
                result[each.second.counted] += 1
        assert +result == Counter(each.counted for each in pile)
        assert amended(pile, [Decided(each, each.second) for each in found]) == pile


def _loose(number: int, typed: str) -> Record:
    at = dt.datetime(2015, 11, 6, tzinfo=dt.UTC)
    read = cast(typed)
    return Record(f"b{number}", "ballot", {"score": read.score, "mark": read.mark or None}, at, at, 1)
