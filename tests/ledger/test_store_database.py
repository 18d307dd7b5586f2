"""Opening, checking and copying the database."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.library import DamagedLibrary, Library
from ledger.store import database
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


@pytest.mark.parametrize("name", ["a?b#c%20", "有 空格", "百分号%", "𬀩堂", "O'Brien"])
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
    database.copy_database(db, target)
    rows = database.row_counts(db)
    db.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["副本.db", "台帐库"]
    library.database.unlink()
    database.put_back(target, library.database)
    again = database.open_database(library, read_only=True, now=START)
    assert database.row_counts(again) == rows
    again.close()


def test_a_copy_of_a_damaged_database_is_refused_and_not_left(tmp_path: Path) -> None:
    library = Library(closed_book(tmp_path))
    db = database.open_database(library, read_only=False, now=START)
    whole = library.database.read_bytes()
    library.database.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    db.execute_sql("PRAGMA shrink_memory")
    with pytest.raises(DamagedLibrary), boundary(library.folder):
        database.copy_database(db, tmp_path / "副本.db")
    db.close()
    assert [path.name for path in tmp_path.iterdir()] == ["台帐库"]
