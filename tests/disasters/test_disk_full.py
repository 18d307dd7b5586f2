"""The disk has no room left."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger import kept_files, lock, session, whole_copy
from ledger.backup import backups
from ledger.book import Ledger
from ledger.library import DiskFull, Library
from ledger.store import database
from ledger.whole_copy import CannotCopy
from tests.ledger.books import OPINION, as_scan, closed_book, new_book

# Runs in its own process: a large addition fails after SQLite has written to the file, and nobody looks afterwards.
TOO_MUCH = """
import sys
from pathlib import Path
from ledger.book import Ledger
from ledger.errors import StorageError
from tests.ledger.books import OPINION

if sys.argv[2:]:
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
with Ledger.open(Path(sys.argv[1])) as book:
    try:
        book.add_many("opinion", [{**OPINION, "content": "很长的意见" * 200} for _ in range(2000)])
    except StorageError as error:
        print(type(error).__name__)
"""


def too_much(library: Path, *limit: str) -> str:
    """Add more to the library than fits, in a process of its own; the name of the error."""
    root = Path(__file__).parent.parent.parent
    command = [sys.executable, "-c", TOO_MUCH, str(library), *limit]
    child = subprocess.run(command, cwd=root, capture_output=True, check=True, encoding="utf-8")
    return child.stdout.strip()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 600 KB."""
    place = tmp_path / "小盘"
    place.mkdir()
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("only root of a Linux computer can make a small disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(place)], capture_output=True).returncode:
        pytest.skip("this computer does not let root make a disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def no_room(*arguments: object, **options: object) -> None:
    """What a write does on a full disk."""
    raise OSError(errno.ENOSPC, "No space left on device")


def test_records_that_do_not_fit_are_refused_whole_and_the_rest_stays(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        book._db.execute_sql(f"PRAGMA max_page_count = {book._db.pragma('page_count') + 2}")
        with pytest.raises(DiskFull, match="磁盘已满") as refused:
            book.add_many("opinion", [{**OPINION, "note": "长" * 2000} for _ in range(50)])
        assert refused.value.exit_code == 3
        assert refused.value.__cause__ is not None
        assert book.records() == (opinion,)
    with Ledger.open(tmp_path / "台帐库") as again:
        assert again.records() == (opinion,)
        assert again.add("opinion", OPINION).revision == 1


def test_after_a_full_disk_the_library_is_as_before_and_can_be_read_at_once(small_disk: Path) -> None:
    library = closed_book(small_disk)
    before = (library / "ledger.db").read_bytes()
    assert too_much(library) == "DiskFull"
    assert (library / "ledger.db").read_bytes() == before
    assert sorted(path.name for path in library.iterdir()) == ["attachments", "backups", "ledger.db"]
    with Ledger.open(library, read_only=True) as book:
        assert len(book.records()) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit on the size of a file")
def test_after_a_file_grew_too_large_the_library_is_as_before_and_can_be_read_at_once(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    before = (library / "ledger.db").read_bytes()
    assert too_much(library, "400000") == "CannotAccess"
    assert (library / "ledger.db").read_bytes() == before
    assert sorted(path.name for path in library.iterdir()) == ["attachments", "backups", "ledger.db"]
    with Ledger.open(library, read_only=True) as book:
        assert len(book.records()) == 2


def test_a_scan_that_does_not_fit_leaves_no_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = tmp_path / "签字页.pdf"
    scan.write_bytes(b"%PDF scan")
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        with monkeypatch.context() as patched:
            patched.setattr(kept_files.os, "fsync", no_room)
            with pytest.raises(DiskFull):
                book.attach(opinion.uid, scan, role="signed", inspect=as_scan)
        assert [path for path in (book.path / "attachments").rglob("*") if path.is_file()] == []
        assert book.get(opinion.uid).attachments == ()


def test_a_scan_whose_row_does_not_fit_is_taken_back(tmp_path: Path) -> None:
    scan = tmp_path / "签字页.pdf"
    scan.write_bytes(b"%PDF scan")
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", {**OPINION, "note": "长" * 3000})
        book._db.execute_sql(f"PRAGMA max_page_count = {book._db.pragma('page_count')}")
        with pytest.raises(DiskFull):
            for number in range(200):
                scan.write_bytes(f"%PDF {number}".encode())
                book.attach(opinion.uid, scan, role="signed", inspect=as_scan)
        kept = book.get(opinion.uid).attachments
        stored = {path.name for path in (book.path / "attachments").rglob("*") if path.is_file()}
        assert stored == {attachment.file.path.name for attachment in kept}


def test_a_library_that_does_not_fit_is_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database.migrations, "run", no_room)
    with pytest.raises(DiskFull):
        new_book(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_new_library_that_cannot_be_opened_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(session, "acquire", no_room)
        with pytest.raises(DiskFull, match="已整个撤销"):
            new_book(tmp_path)
    assert list(tmp_path.iterdir()) == []
    new_book(tmp_path).close()


def test_a_lock_that_does_not_fit_is_not_left_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = closed_book(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(lock.os, "fsync", no_room)
        with pytest.raises(DiskFull):
            Ledger.open(library)
    assert not (library / "ledger.lock").exists()
    Ledger.open(library).close()


def test_a_backup_that_does_not_fit_is_none(small_disk: Path) -> None:
    library = closed_book(small_disk)
    with Ledger.open(library) as book:
        while shutil.disk_usage(small_disk).free > (library / "ledger.db").stat().st_size:
            made = book.backup()
        with pytest.raises(DiskFull):
            book.backup()
        assert backups(Library(library))[0] == made
        assert all(path.suffix == ".db" for path in (library / "backups").iterdir())


def test_a_copy_of_the_library_that_does_not_fit_is_none(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = small_disk.parent / "签字页.pdf"
    scan.write_bytes(os.urandom(590_000))
    with new_book(small_disk.parent) as book:
        book.attach(book.add("opinion", OPINION).uid, scan, role="signed", inspect=as_scan)
        with pytest.raises(CannotCopy, match="磁盘只剩"):
            book.copy_to(small_disk / "副本")
        monkeypatch.setattr(whole_copy, "refuse_full", lambda *_: None)  # as when the disk fills meanwhile
        with pytest.raises(CannotCopy, match="空间不足.*没有留下半份副本"):
            book.copy_to(small_disk / "副本")
    assert list(small_disk.iterdir()) == []
