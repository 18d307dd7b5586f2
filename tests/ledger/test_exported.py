"""What the library remembers of an export, and what it says has changed since."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.exported import BoundPaper, BoundVolume, Difference, Pair, UnknownExport, difference, export_of
from ledger.library import ReadOnlyLibrary
from tests.ledger.books import OPINION, START, as_scan, new_book

COVER = BoundPaper("cover", "", "封面", 0, 1, ("c0",))
PLAN = BoundPaper("record:a", "01-0001", "实施方案", 1, 3, ("a1", "", "a2"), "A123 0001")
NOTICE = BoundPaper("record:b", "01-0002", "通知", 3, 7, ("b1",), "A123 0002")


def bound(*papers: BoundPaper) -> BoundVolume:
    return BoundVolume("0" * 64, 8, True, True, "upper", papers)


def test_what_is_noted_comes_back_as_it_was(tmp_path: Path) -> None:
    with new_book(tmp_path, who="周启明") as book:
        first = book.note_export(bound(COVER, PLAN, NOTICE), tmp_path / "报送")
        second = book.note_export(bound(COVER), tmp_path / "报送二")
        path = book.path
    assert (first.number, first.who, first.folder) == (1, "周启明", str(tmp_path / "报送"))
    assert first.at > START
    with Ledger.open(path, read_only=True) as book:
        assert book.exports() == (first, second)
        assert book.exports()[0].bound == bound(COVER, PLAN, NOTICE)
        assert book.last_export() == second
        with pytest.raises(ReadOnlyLibrary):
            book.note_export(bound(COVER), tmp_path / "报送三")


def test_nothing_is_noted_of_a_new_library(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        assert book.exports() == ()
        assert book.last_export() is None


def test_thousands_of_papers_are_kept_in_their_order(tmp_path: Path) -> None:
    papers = tuple(replace_key(PLAN, number) for number in range(2000, 0, -1))
    with new_book(tmp_path) as book:
        book.note_export(bound(*papers), tmp_path)
        assert book.exports()[0].bound.papers == papers


def replace_key(paper: BoundPaper, number: int) -> BoundPaper:
    return paper._replace(key=f"record:{number}", mark=f"01-{number:04d}")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ((PLAN,), (PLAN, NOTICE), {"new": (NOTICE,)}),
        ((PLAN, NOTICE), (NOTICE,), {"gone": (PLAN,)}),
        ((PLAN,), (PLAN._replace(title="新方案"),), {"retitled": (Pair(PLAN, PLAN._replace(title="新方案")),)}),
        ((PLAN,), (PLAN._replace(sides=("x",)),), {"changed": (Pair(PLAN, PLAN._replace(sides=("x",))),)}),
        ((PLAN,), (PLAN._replace(stamp="B 1"),), {"changed": (Pair(PLAN, PLAN._replace(stamp="B 1")),)}),
        ((PLAN,), (PLAN._replace(first=9),), {"moved": (Pair(PLAN, PLAN._replace(first=9)),)}),
        ((PLAN,), (PLAN._replace(mark="01-0007", stamp="A123 0007"),),
         {"moved": (Pair(PLAN, PLAN._replace(mark="01-0007", stamp="A123 0007")),)}),
        ((PLAN,), (PLAN._replace(place=99),), {}),
        ((COVER,), (COVER._replace(sides=("c9",)),), {}),
    ],
)  # fmt: skip
def test_each_change_of_an_item_is_told_once_and_covers_and_indexes_are_no_items(
    old: tuple[BoundPaper, ...], new: tuple[BoundPaper, ...], found: dict[str, tuple[object, ...]]
) -> None:
    told = difference(old, new)
    lists = {"new": (), "gone": (), "retitled": (), "changed": (), "moved": (), **found}
    assert {name: getattr(told, name) for name in lists} == lists
    assert bool(told) == bool(found)


def test_the_last_side_is_the_last_on_which_something_stands() -> None:
    assert PLAN.last == 3
    assert PLAN._replace(sides=("a1", "")).last == 1
    assert PLAN._replace(sides=("",)).last == 0


def test_an_export_is_found_by_its_number(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.note_export(bound(), tmp_path)
        assert export_of(book.exports(), 1).bound.papers == ()
        with pytest.raises(UnknownExport, match="没有第2次导出，记下的是第1次到第1次"):
            export_of(book.exports(), 2)
    with pytest.raises(UnknownExport, match="还没有记下任何一次导出：请先用 taizhang export"):
        export_of((), 1)


def test_what_was_changed_after_an_export_is_known(tmp_path: Path) -> None:
    scan = tmp_path / "扫描件.pdf"
    scan.write_bytes(b"%PDF")
    with new_book(tmp_path) as book:
        assert not book.changed_since(START)
        opinion = book.add("opinion", OPINION)
        moment = book.note_export(bound(), tmp_path).at
        assert not book.changed_since(moment)
        kept = book.attach(opinion.uid, scan, role="annex", inspect=as_scan)
        assert book.changed_since(moment)
        moment = book.note_export(bound(), tmp_path).at
        assert not book.changed_since(moment)
        book.detach(kept.uid)
        assert book.changed_since(moment)
        moment = book.note_export(bound(), tmp_path).at
        book.change_scheme({"rule.unknown": "zero"}, "试一试")
        assert book.changed_since(moment)


def test_the_same_items_are_no_difference() -> None:
    assert difference([COVER, PLAN], [PLAN]) == Difference((), (), (), (), ())
