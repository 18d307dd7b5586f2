"""Backups: checked before they have a name, listed newest first, and made only when something was written."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.backup import backups, is_needed
from ledger.book import Ledger
from ledger.library import CannotAccess, CopyNotWhole, DamagedLibrary, DiskFull, Library
from ledger.store import copying
from tests.ledger.books import OPINION, START, as_scan, closed_book, new_book


def contents(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return db.execute("SELECT uid, kind, data FROM record ORDER BY id").fetchall()


def test_a_backup_holds_every_record_and_bears_the_time_in_beijing(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.add_many("opinion", [OPINION] * 3)
        made = book.backup()
        assert contents(made.path) == contents(book.path / "ledger.db")
        assert len(contents(made.path)) == 3
        assert made.path.name.startswith("备份_20150601-16")
        assert made.size == made.path.stat().st_size > 0
        assert made.faults == ()
        assert backups(Library(book.path)) == (made,)


def test_a_backup_opens_as_a_ledger(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        records = book.add_many("opinion", [OPINION] * 3)
        made = book.backup()
    other = tmp_path / "另一处"
    other.mkdir()
    (other / "ledger.db").write_bytes(made.path.read_bytes())
    with Ledger.open(other) as again:
        assert again.records() == records


def test_backups_of_one_second_keep_their_order(tmp_path: Path) -> None:
    with Ledger.create(
        tmp_path / "台帐库", unit="第五税务分局", year=2015, scheme_id="qidong-2015", clock=lambda: START
    ) as book:
        made = [book.backup() for _ in range(3)]
        assert [each.path.name for each in made] == [
            "备份_20150601-160000.db",
            "备份_20150601-160000_2.db",
            "备份_20150601-160000_3.db",
        ]
        assert backups(Library(book.path)) == tuple(reversed(made))


def test_only_backups_are_listed_those_before_an_upgrade_too(tmp_path: Path) -> None:
    library = Library(closed_book(tmp_path))
    for name in (
        "升级前_第3版_20150602120000.db",
        "备份_20151345-000000.db",
        "备份_20150601-160000.db.12.part",
        "说明.txt",
    ):
        (library.backups / name).write_bytes(b"x")
    (library.backups / "备份_20150603-000000.db").mkdir()
    (found,) = backups(library)
    assert (found.upgrade, found.at) == (True, dt.datetime(2015, 6, 2, 12, tzinfo=dt.UTC))


def test_a_library_without_the_folder_has_none_and_gets_one(tmp_path: Path) -> None:
    library = Library(closed_book(tmp_path))
    library.backups.rmdir()
    assert backups(library) == ()
    with Ledger.open(library.folder) as book:
        made = book.backup()
    assert backups(library) == (made,)


def test_it_is_needed_only_after_something_was_written(tmp_path: Path) -> None:
    library = Library(closed_book(tmp_path))
    assert is_needed(library)
    with Ledger.open(library.folder) as book:
        book.backup()
    assert not is_needed(library)
    Ledger.open(library.folder).close()
    assert not is_needed(library)
    with Ledger.open(library.folder) as book:
        book.add("opinion", OPINION)
    os.utime(library.database)  # the clock of a disk may be as coarse as a backup is quick
    assert is_needed(library)


def test_it_can_be_made_beside_a_writer(tmp_path: Path) -> None:
    with new_book(tmp_path) as writer:
        writer.add("opinion", OPINION)
        with Ledger.open(writer.path, read_only=True) as reader:
            made = reader.backup()
        writer.add("opinion", OPINION)
        assert (len(contents(made.path)), len(writer.records())) == (1, 2)


def test_inside_an_action_it_is_refused(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        with book.together():
            book.add("opinion", OPINION)
            with pytest.raises(ValueError, match="writing"):
                book.backup()
        assert len(contents(book.backup().path)) == 1


def test_attachments_that_are_gone_are_told(tmp_path: Path) -> None:
    scan = tmp_path / "签字页.pdf"
    scan.write_bytes(b"%PDF scan")
    with new_book(tmp_path) as book:
        attachment = book.attach(book.add("opinion", OPINION).uid, scan, role="signed", inspect=as_scan)
        assert book.backup().faults == ()
        attachment.file.path.unlink()
        (fault,) = book.backup().faults
        assert "签字页.pdf" in fault.sentence


def test_a_copy_that_lost_a_row_is_refused_and_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with new_book(tmp_path) as book:
        book.add("opinion", OPINION)
        same = copying._same

        def loses_a_row(file: Path, part: Path) -> bool:
            with closing(sqlite3.connect(part)) as copy, copy:
                copy.execute("DELETE FROM record")
            return same(file, part)

        monkeypatch.setattr(copying, "_same", loses_a_row)
        with pytest.raises(CopyNotWhole, match="表 record 有1行，副本里0行.*没有保留"):
            book.backup()
        assert list((book.path / "backups").iterdir()) == []


def test_a_broken_database_is_blamed_and_the_older_backup_stays(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        good = book.backup()
        book._db.execute_sql("PRAGMA foreign_keys = 0")
        book.add("opinion", OPINION)
        book._db.execute_sql("UPDATE record SET campaign_id = 99")
        with pytest.raises(DamagedLibrary, match="关联断开"):
            book.backup()
        assert backups(Library(book.path)) == (good,)


def test_a_copy_that_does_not_fit_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    with new_book(tmp_path) as book:
        monkeypatch.setattr(copying, "sync_file", full)
        with pytest.raises(DiskFull):
            book.backup()
        assert list((book.path / "backups").iterdir()) == []


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    library = Library(closed_book(tmp_path))
    library.backups.rmdir()
    library.backups.write_bytes(b"")
    assert backups(library) == ()
    with Ledger.open(library.folder) as book, pytest.raises(CannotAccess, match="backups"):
        book.backup()
