"""A backup that has another passphrase than the library: compared, refused over other keys, restored over none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ledger.backup import backups
from ledger.book import Ledger
from ledger.library import Library
from ledger.protection import change_passphrase, protect, unprotect
from ledger.rehearsal import rehearse
from ledger.restore_preview import preview
from ledger.restoring import OtherPassphrase, restore
from tests.ledger.books import OPINION, START, as_scan, new_book

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


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A file to attach."""
    path = tmp_path / "签字.pdf"
    path.write_bytes(b"%PDF-1.7 one page")
    return path


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


def test_it_is_not_put_over_other_keys_when_only_its_own_passphrase_is_given(
    library: Library, foreign: Path, scan: Path
) -> None:
    with Ledger.open(library.folder, passphrase=MINE) as book:
        book.attach(book.records("opinion")[0].uid, scan, role="signed", inspect=as_scan)
        kept = book.backup().path
    with pytest.raises(OtherPassphrase, match="新建一个台帐库，恢复到那里"):
        restore(library.folder, foreign, who="", now=NOW, passphrase=THEIRS)
    assert count(library, MINE) == 1
    assert not rehearse(kept, now=NOW, passphrase=MINE).faults
    assert not library.lock.exists()


def test_a_backup_from_before_the_passphrase_was_changed_tells_that_the_old_one_counts_again(
    library: Library, scan: Path
) -> None:
    with Ledger.open(library.folder, passphrase=MINE) as book:
        book.attach(book.records("opinion")[0].uid, scan, role="signed", inspect=as_scan)
        kept = book.backup().path
    change_passphrase(library.folder, MINE, THEIRS, who="", now=NOW)
    done = restore(library.folder, kept, who="", now=NOW, passphrase=MINE)
    assert done.rekeyed and "请用备份的口令" in done.sentences[1]
    assert count(library, MINE) == 1
    done = restore(library.folder, kept, who="", now=NOW, passphrase=MINE)
    assert not done.rekeyed and len(done.sentences) == 1
