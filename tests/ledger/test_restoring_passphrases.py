"""A backup that has another passphrase than the library: compared, refused over other keys, restored over none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ledger.backup import backups
from ledger.book import Ledger
from ledger.library import Library
from ledger.protection import protect, unprotect
from ledger.restore_preview import preview
from ledger.restoring import OtherPassphrase, restore
from tests.ledger.books import OPINION, START, new_book

pytestmark = pytest.mark.usefixtures("cheap_passphrases")
NOW = START + dt.timedelta(days=3)
MINE, THEIRS = "wo de kou ling", "bie ren de kou ling"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library with a passphrase and one opinion."""
    with new_book(tmp_path / "甲") as book:
        book.add("opinion", OPINION)
    protect(book.path, MINE, who="", now=START)
    return Library(book.path)


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A backup that has another passphrase."""
    with new_book(tmp_path / "乙") as book:
        book.add_many("opinion", [OPINION, {**OPINION, "number": 2, "content": "另一条"}])
    protect(book.path, THEIRS, who="", now=START)
    with Ledger.open(book.path, passphrase=THEIRS) as ledger:
        return ledger.backup().path


def count(library: Library, passphrase: str) -> int:
    with Ledger.open(library.folder, read_only=True, passphrase=passphrase) as book:
        return len(book.records("opinion"))


def test_it_is_compared_with_both_passphrases(library: Library, foreign: Path) -> None:
    told = preview(library.folder, foreign, now=NOW, passphrase=MINE, backup_passphrase=THEIRS)
    assert (told.unreadable, told.records, told.changes) == ("", 2, 1)


def test_it_is_not_put_over_a_library_that_has_other_keys(library: Library, foreign: Path) -> None:
    before = backups(library)
    with pytest.raises(OtherPassphrase, match="请先取消台帐库的口令"):
        restore(library.folder, foreign, who="", now=NOW, passphrase=MINE, backup_passphrase=THEIRS)
    assert count(library, MINE) == 1
    assert backups(library) == before
    assert not library.lock.exists()


def test_it_comes_over_a_library_without_and_what_was_there_comes_back(library: Library, foreign: Path) -> None:
    unprotect(library.folder, MINE, who="", now=NOW)
    done = restore(library.folder, foreign, who="", now=NOW, passphrase="", backup_passphrase=THEIRS)
    assert count(library, THEIRS) == 2
    assert done.safety is not None
    restore(library.folder, done.safety, who="", now=NOW + dt.timedelta(days=1), passphrase=THEIRS)
    assert count(library, "") == 1
