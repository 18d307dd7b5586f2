"""A restore and a rehearsal tell how far they are, and leave everything as it was when they are stopped."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ledger.attachments import Inspected
from ledger.backup import backups
from ledger.book import Ledger
from ledger.library import Library
from ledger.rehearsal import rehearse
from ledger.restoring import restore
from ledger.safekeeping.course import Course, RestoreStopped
from tests.ledger.books import OPINION, START, new_book

NOW = START + dt.timedelta(days=3)


def as_text(path: Path) -> Inspected:
    """An inspector that takes everything for a plain file."""
    return Inspected("application/pdf", ".pdf", 1, None)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library with one opinion and two files, backed up, and changed since."""
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        for name, data in (("甲.pdf", b"1234"), ("乙.pdf", b"123456")):
            (tmp_path / name).write_bytes(data)
            book.attach(opinion.uid, tmp_path / name, role="annex", inspect=as_text)
        book.backup()
        book.edit(opinion.uid, {"content": "改过的内容"})
        return Library(book.path)


def content(library: Library) -> str:
    with Ledger.open(library.folder, read_only=True) as book:
        return str(book.records("opinion")[0]["content"])


def test_every_file_is_told_before_it_is_looked_at(library: Library) -> None:
    told: list[tuple[int, int, str]] = []
    course = Course(lambda *each: told.append(each))
    restore(library.folder, backups(library)[0].path, who="", now=NOW, course=course)
    assert [each[:2] for each in told] in ([(0, 10), (4, 10)], [(0, 10), (6, 10)])
    assert {each[2] for each in told} == {"附件甲.pdf", "附件乙.pdf"}
    assert content(library) == OPINION["content"]


@pytest.mark.parametrize("files", [0, 1], ids=["before the files", "between two files"])
def test_a_restore_that_is_stopped_leaves_the_library_as_it_was(library: Library, files: int) -> None:
    looked: list[str] = []
    course = Course(lambda *each: looked.append(each[2]), lambda: len(looked) >= files)
    with pytest.raises(RestoreStopped):
        restore(library.folder, backups(library)[0].path, who="", now=NOW, course=course)
    assert content(library) == "改过的内容"
    assert not [path.name for path in library.folder.iterdir() if path.name.startswith(".")]
    assert not library.lock.exists()


def test_a_rehearsal_can_be_stopped(library: Library) -> None:
    with pytest.raises(RestoreStopped, match="没有改动"):
        rehearse(backups(library)[0].path, now=NOW, course=Course(stopped=lambda: True))
