"""An order of the unit's own within a volume: what follows it, and what it leaves as it is."""

from __future__ import annotations

from hypothesis import given as supposing
from hypothesis import strategies as st

from ledger.filing import arrange
from ledger.filing_order import in_own_order, movable, order_rows, own_order
from ledger.records import Record
from ledger.snapshot import Snapshot
from tests.ledger.snapshots import filled, snapshot

VOLUME = "02"


def scan(uid: str, day: str, **typed: object) -> Record:
    return filled("filed_paper", uid, title=uid, date=day, stage="宣传发动", **typed)


SCANS = (scan("a", "5月11日"), scan("b", "5月12日"), scan("c", "5月13日"))


def ordered(*keys: str, fixed: list[dict[str, object]] | None = None) -> Record:
    """The filing plan with an order of these papers."""
    rows = [{"volume": VOLUME, "paper": f"record:{key}"} for key in keys]
    return filled("filing_plan", "plan", order=rows, fixed=fixed or [])


def filed(given: Snapshot) -> list[tuple[str, int]]:
    return [(item.record, item.number) for each in arrange(given) if each.no == VOLUME for item in each.items]


def test_papers_stand_as_the_plan_has_them_and_are_numbered_so() -> None:
    assert filed(snapshot(*SCANS)) == [("a", 1), ("b", 2), ("c", 3)]
    assert filed(snapshot(*SCANS, ordered("c", "a", "b"))) == [("c", 1), ("a", 2), ("b", 3)]


def test_a_paper_that_came_later_stands_behind_the_one_before_it_in_time() -> None:
    plan = ordered("c", "a", "b")
    given = snapshot(*SCANS, scan("a2", "5月11日"), scan("first", "5月1日"), plan)
    assert [uid for uid, _ in filed(given)] == ["first", "c", "a", "a2", "b"]


def test_papers_that_are_gone_or_filed_elsewhere_do_no_harm() -> None:
    elsewhere = filled("filed_paper", "x", title="x", date="7月1日", stage="检查整改")
    given = snapshot(*SCANS, elsewhere, ordered("gone", "x", "c", "b", "a"))
    assert [uid for uid, _ in filed(given)] == ["c", "b", "a"]


def test_numbers_that_were_given_stay() -> None:
    fixed: list[dict[str, object]] = [{"volume": VOLUME, "paper": "record:a", "number": 1}]
    given = snapshot(SCANS[0], scan("b", "5月12日", item_no="4"), SCANS[2], scan("d", "5月14日"))
    given = snapshot(*given.records, ordered("d", "c", "b", "a", fixed=fixed))
    assert filed(given) == [("a", 1), ("d", 2), ("c", 3), ("b", 4)]
    keys = tuple(f"record:{uid}" for uid in "abcd")
    assert movable(given, VOLUME, keys) == ("record:c", "record:d")


def test_the_order_of_other_volumes_is_kept() -> None:
    given = snapshot(*SCANS, ordered("c", "a", "b"))
    rows = order_rows(given, "03", ["record:y", "record:x"])
    assert rows == [
        *({"volume": "02", "paper": f"record:{uid}"} for uid in "cab"),
        {"volume": "03", "paper": "record:y"},
        {"volume": "03", "paper": "record:x"},
    ]
    again = snapshot(*SCANS, filled("filing_plan", "plan", order=rows))
    assert own_order(again) == {"02": ("record:c", "record:a", "record:b"), "03": ("record:y", "record:x")}


KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@supposing(KEYS, KEYS)
def test_every_paper_stands_once_and_those_named_in_the_order_named(papers: list[str], order: list[str]) -> None:
    placed = in_own_order(papers, order)
    assert sorted(placed) == sorted(papers)
    assert [key for key in placed if key in order] == [key for key in order if key in papers]
    assert in_own_order(papers, []) == papers
    assert in_own_order(papers, placed) == placed
