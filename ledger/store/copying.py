"""A copy of an open database, by SQLite's own backup, proven whole before it gets its name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee

from ledger.causes import sqlite_reason
from ledger.durable import PART, put_in_place, sync_file, sync_folder
from ledger.library import CopyNotWhole, DamagedLibrary
from ledger.private import reserve
from ledger.store import driver, migrations

_BLOCK = 1 << 18  # bytes; two of them stay in the processor's memory
_OWN = ((24, 28), (40, 44), (92, 96))
"""Bytes of the header that count how often the file and its schema were written (SQLite file format, 1.3): a copy has
its own."""


def copy_database(db: peewee.SqliteDatabase, target: Path) -> None:
    """A whole copy of the open database at `target`, on the disk for certain, under its name only when proven.

    Inside a transaction it is what the transaction sees. Raises CopyNotWhole, DamagedLibrary.
    """
    with proven_copy(db, target) as part:
        give_name(part, target)


@contextmanager
def proven_copy(db: peewee.SqliteDatabase, target: Path) -> Iterator[Path]:
    """A proven copy beside `target`, for `give_name`; without its name it goes again. Raises as copy_database."""
    part = target.with_name(f"{target.name}.{os.getpid()}{PART}")
    part.unlink(missing_ok=True)
    key = driver.key_of(db)
    try:
        reserve(part)
        try:
            with db.atomic():  # one state: no writer can change the file while somebody reads it
                _copied(db, part, key, target)
        except driver.driver_of(key).Error as error:
            # The copy is written past peewee, whose names for these errors the boundary knows.
            raise peewee.OperationalError(str(error)) from error
        yield part
    finally:
        part.unlink(missing_ok=True)


def give_name(part: Path, target: Path) -> None:
    """Make the proven copy appear as `target`. Raises OSError."""
    put_in_place(part, target)
    sync_folder(target.parent)


def _copied(db: peewee.SqliteDatabase, part: Path, key: str, target: Path) -> None:
    """Write `part`, and prove it.

    While it is written other threads check the database; a copy that reads byte for byte like a database that was
    found whole is whole, and has as many rows. An encrypted one never reads the same, and is checked itself.
    """
    source: Any = db.connection()  # type: ignore[no-untyped-call]  # the stubs leave it untyped
    file = database_file(db)
    fault = ""
    with ThreadPoolExecutor(3, "copy") as beside:
        checks = [] if key else [beside.submit(_asked, file, question) for question in (_torn, _unlinked)]
        with driver.connection(part, key) as copy:
            # One that was cut off is thrown away, and it is put on the disk below.
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            source.backup(copy)
        on_disk = beside.submit(sync_file, part)
        if key or not _same(file, part):
            with driver.connection(part, key) as copy:
                fault = fault_of(copy) or miscounted(copy, row_counts(db))
        on_disk.result()
        blamed = next(filter(None, (check.result() for check in checks)), "")
    if blamed:
        raise DamagedLibrary(file.parent, blamed)
    if fault:
        with driver.connection(file, key) as own:
            why = fault_of(own)
        raise DamagedLibrary(file.parent, why) if why else CopyNotWhole(target, fault)


def fault_of(db: Any) -> str:
    """What is wrong with the database of a connection, "" when it is whole and every link in it holds."""
    return _torn(db) or _unlinked(db)


def _torn(db: Any) -> str:
    said = str(db.execute("PRAGMA integrity_check(1)").fetchone()[0])
    return "" if said == "ok" else sqlite_reason(said)


def _unlinked(db: Any) -> str:
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    return f"{len(broken)}处关联断开" if broken else ""


def _asked(file: Path, question: Callable[[Any], str]) -> str:
    with driver.connection(file, "") as db:
        return question(db)


def miscounted(db: Any, counts: dict[str, int]) -> str:
    """Which table of a connection's database has not the rows it shall have, "" when all have."""
    for table, count in counts.items():
        found = db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
        if found != count:
            return f"表 {table} 有{count}行，副本里{found}行"
    return ""


def row_counts(db: peewee.SqliteDatabase) -> dict[str, int]:
    """How many rows every table holds, the runner's own table left out."""
    tables = [name for name in db.get_tables() if name != migrations.HISTORY]
    return {name: int(_rows(db, f'SELECT count(*) FROM "{name}"')[0][0]) for name in sorted(tables)}


def database_file(db: peewee.SqliteDatabase) -> Path:
    """The file of the open database."""
    return Path(str(_rows(db, "PRAGMA database_list")[0][2]))


def _rows(db: Any, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a statement; `db` is Any because peewee's stubs leave plain SQL untyped."""
    return list(db.execute_sql(sql).fetchall())


def _same(one: Path, other: Path) -> bool:
    """Whether two databases have the same bytes but for those that each has of its own."""
    mine, theirs = bytearray(_BLOCK), bytearray(_BLOCK)
    with one.open("rb", 0) as first, other.open("rb", 0) as second:
        if os.fstat(first.fileno()).st_size != os.fstat(second.fileno()).st_size:
            return False
        own: Iterable[tuple[int, int]] = _OWN
        while size := first.readinto(mine):
            if second.readinto(theirs) != size:
                return False
            for begin, end in own:
                mine[begin:end] = theirs[begin:end]
            if mine != theirs:  # behind the last block both hold what they held before
                return False
            own = ()
    return True
