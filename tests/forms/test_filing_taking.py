"""Files taken in as one action, with what could not be taken, undone and done again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from forms.actions import NoneAttached
from forms.screens.filing_taking import TakeIn, Wanted
from ledger.book import Ledger
from tests.ledger.books import OPINION, new_book


def picture(folder: Path, name: str, shade: int) -> Path:
    path = folder / name
    Image.new("RGB", (40, 30), (shade, 0, 0)).save(path)
    return path


def held(book: Ledger) -> dict[str, list[str]]:
    """The names of the files of every living record, by its title."""
    snapshot = book.snapshot()
    return {snapshot.title(record): [each.name for each in record.attachments] for record in snapshot.records}


def test_files_go_to_records_and_make_papers_and_one_undoing_takes_it_all_back(tmp_path: Path) -> None:
    one, other, more = (picture(tmp_path, name, place) for place, name in enumerate(("1.png", "2.png", "3.png")))
    told: list[tuple[int, int, str]] = []
    with new_book(tmp_path) as book:
        uid = book.add("opinion", OPINION).uid
        before = held(book)
        files = (
            Wanted(one, "annex", uid),
            Wanted(other, "signed", "", {"title": "来文", "date": "2015-05-11"}),
            Wanted(more, "annex", uid),
        )
        outcome = TakeIn(files, lambda *words: told.append(words)).perform(book)
        after = held(book)
        assert list(after.values()) == [["1.png", "3.png"], ["2.png"]]
        assert told == [(0, 3, "1.png"), (1, 3, "2.png"), (2, 3, "3.png")]
        assert (outcome.words, len(outcome.come), outcome.failures) == ("添加3个扫描件", 2, ())
        assert outcome.inverse is not None
        back = outcome.inverse.perform(book)
        assert held(book) == before
        assert back.inverse is not None
        again = back.inverse.perform(book)
        assert held(book) == after
        assert again.inverse is not None
        again.inverse.perform(book)
        assert held(book) == before


def test_a_file_that_cannot_be_taken_leaves_no_paper_and_keeps_no_other_out(tmp_path: Path) -> None:
    good, bad = picture(tmp_path, "好.png", 9), tmp_path / "坏.pdf"
    bad.write_bytes(b"no PDF")
    with new_book(tmp_path) as book:
        uid = book.add("opinion", OPINION).uid
        files = (
            Wanted(bad, "signed", "", {"title": "坏"}),
            Wanted(good, "annex", uid),
            Wanted(good, "annex", uid),
            Wanted(good, "signed", "", {"title": "又一份"}),
        )
        outcome = TakeIn(files).perform(book)
        assert [each.name for each in outcome.attachments] == ["好.png", "好.png"]
        assert ["坏.pdf" in str(outcome.failures[0]), "内容完全相同" in str(outcome.failures[1])] == [True, True]
        assert [record["title"] for record in book.records("filed_paper")] == ["又一份"]
        assert book.records(deleted=True) == ()


def test_when_none_can_be_taken_nothing_is_changed(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        with pytest.raises(NoneAttached) as caught:
            TakeIn((Wanted(tmp_path / "没有.pdf", "signed", "", {"title": "没有"}),)).perform(book)
        assert "没有.pdf" in str(caught.value.failures[0])
        assert book.records() == ()


def test_files_of_one_paper_stand_together_or_are_not_taken_at_all(tmp_path: Path) -> None:
    first, second, third = (picture(tmp_path, name, place) for place, name in enumerate(("1.png", "2.png", "3.png")))
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"no PDF")
    files = (
        Wanted(first, "signed", "", {"title": "两页"}),
        Wanted(second, "signed", head=first),
        Wanted(bad, "signed", "", {"title": "坏"}),
        Wanted(third, "signed", head=bad),
    )
    with new_book(tmp_path) as book:
        outcome = TakeIn(files).perform(book)
        assert held(book) == {"两页": ["1.png", "2.png"]}
        assert "它要并入的“坏.pdf”没有添加成" in str(outcome.failures[1])
        assert outcome.inverse is not None
        outcome.inverse.perform(book)
        assert held(book) == {}
