"""Rows read straight from pages are those that SQLite reads; rubbish is never taken for a row, and never raises."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.store.blueprint import known_tables, write
from ledger.store.journals import belongs, journal_of
from ledger.store.leaf_pages import Column, rows_in_pages
from ledger.store.migrations import LATEST
from ledger.store.salvage import salvage

COLUMNS = (Column("id", True, False), Column("words", False, False), Column("count", True, True))
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=3000)
ROWS = st.lists(st.tuples(TEXTS, st.none() | st.integers(-(2**63), 2**63 - 1)), max_size=30)


def database(rows: list[tuple[str, int | None]], size: int) -> bytes:
    """A database file with one table of these rows."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"PRAGMA page_size = {size}")
        db.execute("CREATE TABLE told (id INTEGER NOT NULL PRIMARY KEY, words TEXT NOT NULL, count INTEGER)")
        db.executemany("INSERT INTO told (words, count) VALUES (?, ?)", rows)
        db.commit()
        return db.serialize()


@given(ROWS, st.sampled_from([512, 1024, 4096, 65536]))
def test_every_row_is_found_whatever_its_length(rows: list[tuple[str, int | None]], size: int) -> None:
    found = dict((row[0], row[1:]) for _, row in rows_in_pages(database(rows, size), {"told": COLUMNS}))
    assert found == {number: row for number, row in enumerate(rows, 1)}


@given(ROWS, st.data())
def test_spoilt_bytes_raise_nothing(rows: list[tuple[str, int | None]], chance: st.DataObject) -> None:
    data = bytearray(database(rows, 512))
    for _ in range(20):
        data[chance.draw(st.integers(0, len(data) - 1))] = chance.draw(st.integers(0, 255))
    for _, row in rows_in_pages(bytes(data), {"told": COLUMNS}):
        assert isinstance(row[0], int) and isinstance(row[1], str | bytes)


@given(st.binary(max_size=5000))
def test_rubbish_raises_nothing(data: bytes) -> None:
    assert isinstance(list(rows_in_pages(data, {"told": COLUMNS})), list)


@pytest.mark.parametrize("version", range(1, LATEST + 1))
def test_the_tables_of_every_version_are_known_and_can_be_written(tmp_path: Path, version: int) -> None:
    assert {"record", "change", "campaign"} <= known_tables(version).keys()
    assert write(tmp_path / "new.db", {}, version) == ()
    found = salvage(tmp_path / "new.db")
    assert (found.version, found.fits, found.faults, found.strange) == (version, version, (), ())


def test_a_row_that_a_table_does_not_take_is_given_back(tmp_path: Path) -> None:
    entry = {"id": 1, "at": "2015", "who": "", "key": "k", "old": "", "new": "", "reason": ""}
    lacking = {"id": 2, "at": "2015"}
    assert write(tmp_path / "new.db", {"scheme_change": (entry, lacking)}, LATEST) == (("scheme_change", lacking),)
    assert salvage(tmp_path / "new.db").rows("scheme_change") == (entry,)


def hot_journals(path: Path, *, spilling: bool) -> Iterator[bytes]:
    """Journals as they lie beside `path` in the middle of an action."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        for number in range(30 if spilling else 1):
            db.execute("UPDATE told SET words = words || 'x' WHERE id % 30 = ?", (number,))
        yield journal_of(path).read_bytes()
        db.execute("ROLLBACK")


@pytest.mark.parametrize("spilling", [False, True])
def test_a_journal_is_told_from_that_of_another_state(tmp_path: Path, spilling: bool) -> None:
    path, other = tmp_path / "ledger.db", tmp_path / "other.db"
    rows: list[tuple[str, int | None]] = [("words" * 100, number) for number in range(60)]
    path.write_bytes(database(rows, 4096))
    other.write_bytes(database(rows * 3, 4096))
    with closing(sqlite3.connect(other)) as db:
        db.executescript("DELETE FROM told WHERE id < 40; UPDATE told SET count = 1;")
    for data in hot_journals(path, spilling=spilling):
        assert belongs(path, journal_of(path))
        (tmp_path / "kept").write_bytes(data)
    assert belongs(path, tmp_path / "kept")
    for data in hot_journals(other, spilling=spilling):
        (tmp_path / "kept").write_bytes(data)
    if spilling:
        assert not belongs(path, tmp_path / "kept")


@given(st.binary(max_size=600))
def test_a_journal_of_rubbish_is_left_to_sqlite(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("journals")
    (folder / "ledger.db").write_bytes(database([], 512))
    (folder / "ledger.db-journal").write_bytes(data)
    assert belongs(folder / "ledger.db", folder / "ledger.db-journal")
