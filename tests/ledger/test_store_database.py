"""Opening, checking and copying the database."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from ledger.book import Ledger
from ledger.library import DamagedLibrary, Library
from ledger.store import copying, database
from ledger.store.boundary import boundary
from tests.ledger.books import START, closed_book


def test_every_connection_is_as_safe_as_sqlite_can_be(tmp_path: Path) -> None:
    library = Library(closed_book(tmp_path))
    for read_only in (False, True):
        db = database.open_database(library, read_only=read_only, now=START)
        assert db.pragma("journal_mode") == "delete"
        assert db.pragma("synchronous") == 3
        assert db.pragma("foreign_keys") == 1
        db.close()


NAMES = ["有 空格", "百分号%20", "井号#1", "𬀩堂", "O'Brien"]


@pytest.mark.parametrize("name", NAMES if sys.platform == "win32" else [*NAMES, "问号?mode=memory"])
def test_a_library_may_have_any_name(tmp_path: Path, name: str) -> None:
    library = closed_book(tmp_path)
    moved = library.rename(tmp_path / name)
    for read_only in (False, True):
        with Ledger.open(moved, read_only=read_only) as book:
            assert len(book.records()) == 2
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_copy_is_whole_and_appears_only_when_finished(tmp_path: Path) -> None:
    library = Library(closed_book(tmp_path))
    db = database.open_database(library, read_only=False, now=START)
    target = tmp_path / "副本.db"
    copying.copy_database(db, target)
    rows = copying.row_counts(db)
    db.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["副本.db", "台帐库"]
    library.database.unlink()
    database.put_back(target, library.database)
    again = database.open_database(library, read_only=True, now=START)
    assert copying.row_counts(again) == rows
    again.close()


def test_a_copy_of_a_damaged_database_is_refused_and_not_left(tmp_path: Path) -> None:
    library = Library(closed_book(tmp_path))
    db = database.open_database(library, read_only=False, now=START)
    whole = library.database.read_bytes()
    library.database.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    db.execute_sql("PRAGMA shrink_memory")
    with pytest.raises(DamagedLibrary), boundary(library.folder):
        copying.copy_database(db, tmp_path / "副本.db")
    db.close()
    assert [path.name for path in tmp_path.iterdir()] == ["台帐库"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PureWindowsPath("C:/台帐 库/ledger.db"), "file:///C:/%E5%8F%B0%E5%B8%90%20%E5%BA%93/ledger.db?mode=ro"),
        (PureWindowsPath("//server/share/ledger.db"), "file:////server/share/ledger.db?mode=ro"),
        (PurePosixPath("/data/a?b#c/ledger.db"), "file:///data/a%3Fb%23c/ledger.db?mode=ro"),
    ],
)
def test_drives_shares_and_odd_names_are_written_as_sqlite_reads_them(path: PurePath, uri: str) -> None:
    assert database.uri_of(path, "ro") == uri


def test_a_database_without_tables_is_damaged(tmp_path: Path) -> None:
    library = Library(closed_book(tmp_path))
    library.database.unlink()
    with closing(sqlite3.connect(library.database)) as db:
        db.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    with pytest.raises(DamagedLibrary, match="没有表"):
        Ledger.open(library.folder)
