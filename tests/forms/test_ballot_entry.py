"""Ballots typed from a pile: read, and brought into the ledger behind the typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from forms.actions import Action, Outcome
from forms.ballot_counts import GroupCount, ballots_of, counts_of
from forms.ballot_entry import NotABallot, Sitting, is_back, is_key, read_cast
from ledger.book import Ledger
from ledger.library import DiskFull
from tests.forms.ballots import FULL, GROUP, cast, kept, opened, reviewed


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("88", "88"), (" 92.50 ", "92.5"), ("９２．５", "92.5"), ("92。5", "92.5"), ("100", "100"),
        ("0", "0"), ("88分", "88"),
        ("/", "不了解"), ("／", "不了解"), ("b", "不了解"), ("B", "不了解"), ("不了解", "不了解"),
        ("*", "弃权"), ("＊", "弃权"),
        ("q", "弃权"), ("+", "无效"), ("w", "无效"),
    ],
)  # fmt: skip
def test_what_is_typed_is_read(typed: str, words: str) -> None:
    assert read_cast(typed, FULL).words == words


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("180", "“180”没有存：应填0到100之间的数"), ("-5", "“-5”没有存"), ("8/", "“8/”没有存"), ("优", "“优”没有存"),
        ("88.12345", "最多保留4位小数"), ("", "空白没有存：还没有输入分数"),
    ],
)  # fmt: skip
def test_what_is_no_ballot_is_refused_with_what_to_do(typed: str, why: str) -> None:
    with pytest.raises(NotABallot, match=why) as refused:
        read_cast(typed, FULL)
    assert str(refused.value).endswith("请看原票重新输入。")


def test_the_full_mark_is_the_scheme_s() -> None:
    assert read_cast("10", Decimal(10)).words == "10"
    with pytest.raises(NotABallot, match="0到10之间"):
        read_cast("11", Decimal(10))


def test_only_single_keys_need_no_enter() -> None:
    assert [each for each in ("/", "*", "+", "-", "b", "＋", "8", "88", "8/", "") if is_key(each)] == list("/*+-b＋")
    assert is_back("－") and not is_back("/")


# A sitting, whose actions wait until the test lets them go on


class Lane:
    """Takes actions as the desk does, and does them when told; `refuses` is raised instead."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.waiting: list[tuple[Action, Callable[[Outcome], object], Callable[[Exception], object]]] = []
        self.done: list[Action] = []
        self.refuses: Exception | None = None
        self.told = 0

    def change(self, action: Action, done: Callable[[Outcome], object], failed: Callable[[Exception], object]) -> None:
        self.waiting.append((action, done, failed))

    def go(self, most: int = 99) -> None:
        """Do what waits, and what is asked for meanwhile."""
        while self.waiting and most:
            most -= 1
            action, done, failed = self.waiting.pop(0)
            if self.refuses is not None:
                failed(self.refuses)
            else:
                self.done.append(action)
                done(action.perform(self.ledger))

    def tell(self) -> None:
        self.told += 1


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with opened(tmp_path) as made:
        yield made


@pytest.fixture
def review(ledger: Ledger) -> str:
    return reviewed(ledger)


@pytest.fixture
def lane(ledger: Ledger) -> Lane:
    return Lane(ledger)


@pytest.fixture
def sitting(lane: Lane, review: str) -> Sitting:
    return Sitting(lane.change, review, GROUP, lane.tell)


def test_ballots_wait_for_no_disk_and_go_together(lane: Lane, sitting: Sitting, ledger: Ledger, review: str) -> None:
    for typed in ("88", "90", "/", "88"):
        sitting.lay(cast(typed))
    assert (sitting.kept, sitting.waiting) == (0, 4)
    assert len(lane.waiting) == 1
    lane.go()
    assert [len(action.data) for action in lane.done] == [1, 3]
    assert (sitting.kept, sitting.waiting) == (4, 0)
    assert kept(ledger, review) == ["88", "88", "90", "不了解"]
    assert [each.cast.words for each in sitting.lines] == ["88", "90", "不了解", "88"]


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_the_last_one_is_taken_back_wherever_it_is(
    lane: Lane, sitting: Sitting, ledger: Ledger, review: str, steps: int
) -> None:
    """Still waiting, on its way, or stored."""
    sitting.lay(cast(88))
    if steps == 0:
        sitting.lay(cast(90))
    elif steps == 1:
        lane.go()
        sitting.lay(cast(90))
    else:
        sitting.lay(cast(90))
        lane.go()
    taken = sitting.take_back()
    assert taken is not None and taken.words == "90"
    assert [each.cast.words for each in sitting.lines] == ["88"]
    lane.go()
    assert kept(ledger, review) == ["88"]
    assert (sitting.kept, sitting.waiting) == (1, 0)


def test_nothing_is_taken_back_from_an_empty_sitting(sitting: Sitting) -> None:
    assert sitting.take_back() is None


def test_a_refused_ballot_is_kept_and_tried_again(
    lane: Lane, sitting: Sitting, ledger: Ledger, review: str, tmp_path: Path
) -> None:
    lane.refuses = DiskFull(tmp_path)
    sitting.lay(cast(88))
    lane.go()
    assert "磁盘已满" in sitting.fault
    assert (sitting.kept, sitting.waiting, lane.waiting) == (0, 1, [])
    lane.refuses = None
    sitting.lay(cast(90))
    lane.go()
    assert sitting.fault == ""
    assert kept(ledger, review) == ["88", "90"]


def test_an_error_of_the_program_is_not_swallowed(lane: Lane, sitting: Sitting) -> None:
    lane.refuses = ZeroDivisionError()
    sitting.lay(cast(88))
    with pytest.raises(ZeroDivisionError):
        lane.go()
    assert sitting.waiting == 1


def test_what_waits_goes_at_once_when_the_window_closes(
    lane: Lane, sitting: Sitting, ledger: Ledger, review: str
) -> None:
    for typed in (88, 90, 91):
        sitting.lay(cast(typed))
    sitting.send(all_of_it=True)
    for action, _, _ in lane.waiting:  # nobody hears of it any more
        action.perform(ledger)
    assert kept(ledger, review) == ["88", "90", "91"]


def test_undo_and_redo_are_followed(lane: Lane, sitting: Sitting, ledger: Ledger) -> None:
    sitting.lay(cast(88))
    lane.go()
    uid = sitting.lines[0].uid
    ledger.delete(uid)
    sitting.follow(ledger.snapshot())
    assert sitting.lines == []
    ledger.restore(uid)
    sitting.follow(ledger.snapshot())
    assert [each.cast.words for each in sitting.lines] == ["88"]
    ledger.edit(uid, {"score": "89"})
    sitting.follow(ledger.snapshot())
    assert [each.cast.words for each in sitting.lines] == ["89"]


def test_the_ledger_learns_no_order_and_no_time(lane: Lane, sitting: Sitting, ledger: Ledger, review: str) -> None:
    for typed in (99, 60, 80):
        sitting.lay(cast(typed))
        lane.go()
    records = ballots_of(ledger.snapshot(), review, GROUP)
    assert [str(each["score"]) for each in records] == ["60", "80", "99"]
    assert {(each.created.hour, each.created.minute, each.changed.minute) for each in records} == {(0, 0, 0)}


# Numbers


def test_counts_say_what_is_left_and_what_is_too_many(ledger: Ledger, review: str) -> None:
    def count() -> GroupCount:
        snapshot = ledger.snapshot()
        record = snapshot.get(review)
        assert record is not None
        return next(each for each in counts_of(snapshot, record) if each.name == GROUP)

    ballot = {"review": review, "group": GROUP}
    assert count().words == "收回 5　已录 0　还差 5"
    ledger.add_many("ballot", [{**ballot, "score": "88"}] * 3 + [{**ballot, "mark": "无效"}] * 2)
    assert count().words == "收回 5　已录 5　已齐"
    assert count().warning.startswith("已录无效票2张，多于登记的1张")
    ledger.add("ballot", {**ballot, "score": "88"})
    assert count().words == "收回 5　已录 6　多录 1"
    assert count().warning.startswith("已录6张，多于登记收回的5张")


def test_groups_that_are_not_registered_can_be_entered(ledger: Ledger, review: str) -> None:
    snapshot = ledger.snapshot()
    record = snapshot.get(review)
    assert record is not None
    counts = counts_of(snapshot, record)
    assert len(counts) == 3
    assert counts[1].words == "没有登记收回数，已录 0"
    assert counts[1].identities == ()


def test_identities_are_asked_only_where_they_count(ledger: Ledger, review: str) -> None:
    ledger.change_scheme({"rule.pooling": "identity"}, "按身份先平均")
    snapshot = ledger.snapshot()
    record = snapshot.get(review)
    assert record is not None
    assert counts_of(snapshot, record)[1].identities[:2] == ("党代表", "人大代表")
