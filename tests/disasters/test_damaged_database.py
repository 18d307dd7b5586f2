"""The database file is not whole, not a database, or not one of ours."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.library import DamagedLibrary, NewerLibrary, NotALibrary
from tests.ledger.books import OPINION, closed_book


def flipped_pages(data: bytes) -> bytes:
    """Every page but the first is overwritten, as a failing disk does it."""
    return data[:4096] + b"\xa5" * (len(data) - 4096)


def truncated(data: bytes) -> bytes:
    """The second half is missing, as after a stick was pulled out."""
    return data[: len(data) // 2]


def truncated_oddly(data: bytes) -> bytes:
    """The end is missing, in the middle of a page."""
    return data[:-1000]


def header_flipped(data: bytes) -> bytes:
    """The first bytes are wrong."""
    return b"\x00" * 16 + data[16:]


def replaced(data: bytes) -> bytes:
    """Something else stands under the name."""
    return "这不是数据库".encode() * 1000


def emptied(data: bytes) -> bytes:
    """No byte is left."""
    return b""


@pytest.mark.parametrize("harm", [flipped_pages, truncated, truncated_oddly, header_flipped, replaced, emptied])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_damaged_database_is_told_and_left_as_it_is(tmp_path: Path, harm: object, read_only: bool) -> None:
    library = closed_book(tmp_path, *({**OPINION, "note": "长" * 1000} for _ in range(30)))
    database = library / "ledger.db"
    damaged = harm(database.read_bytes())  # type: ignore[operator]
    database.write_bytes(damaged)
    with pytest.raises(DamagedLibrary, match="备份") as refused:
        Ledger.open(library, read_only=read_only)
    assert refused.value.exit_code == 4
    assert database.read_bytes() == damaged
    assert not (library / "ledger.lock").exists()


def test_damage_that_shows_only_later_is_told_too(tmp_path: Path) -> None:
    library = closed_book(tmp_path, *({**OPINION, "note": "长" * 1000} for _ in range(30)))
    with Ledger.open(library) as book:
        database = library / "ledger.db"
        database.write_bytes(flipped_pages(database.read_bytes()))
        book._db.execute_sql("PRAGMA shrink_memory")
        with pytest.raises(DamagedLibrary):
            book.records()


def test_a_library_without_its_campaign_is_damaged(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    with closing(sqlite3.connect(library / "ledger.db")) as db:
        db.executescript("UPDATE record SET campaign_id = NULL; DELETE FROM campaign;")
    with pytest.raises(DamagedLibrary, match="没有创建活动"):
        Ledger.open(library)
    assert not (library / "ledger.lock").exists()


def test_a_library_of_a_newer_program_is_named_with_both_versions_and_not_touched(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    with closing(sqlite3.connect(library / "ledger.db")) as db:
        db.execute("PRAGMA user_version = 77")
    before = (library / "ledger.db").read_bytes()
    with pytest.raises(NewerLibrary, match="第77版.*第4版") as refused:
        Ledger.open(library)
    assert refused.value.exit_code == 3
    assert (library / "ledger.db").read_bytes() == before
    assert not (library / "ledger.lock").exists()


def test_the_database_of_another_program_is_no_library(tmp_path: Path) -> None:
    folder = tmp_path / "别的"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "ledger.db")) as db:
        db.execute("CREATE TABLE notes (text)")
    before = (folder / "ledger.db").read_bytes()
    with pytest.raises(NotALibrary, match="别的程序") as refused:
        Ledger.open(folder)
    assert refused.value.exit_code == 2
    assert (folder / "ledger.db").read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["ledger.db"]
