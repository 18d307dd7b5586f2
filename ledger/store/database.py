"""Opening the database of a library: pragmas, checks, and bringing it up to date behind a safety copy."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any, Literal
from urllib.parse import quote

import peewee

from ledger.causes import sqlite_reason
from ledger.durable import put_in_place, sync_file, sync_folder
from ledger.library import (
    DamagedLibrary,
    Library,
    NewerLibrary,
    NotALibrary,
    OlderLibrary,
    UnfinishedLibrary,
    UpgradeFailed,
)
from ledger.private import reserve
from ledger.store import driver, migrations
from ledger.store.boundary import boundary, undo_rest
from ledger.store.copying import copy_database, row_counts
from ledger.store.journals import belongs, journal_of
from ledger.store.tables import TABLES

Database = peewee.SqliteDatabase

Mode = Literal["ro", "rw", "rwc"]
"""To be read, to be written, to be made."""

APPLICATION_ID = 0x545A4C31  # "TZL1": tells a ledger from any other SQLite file

PAGE = 8192
"""Bytes of a page of a new database: twice SQLite's own, for a copy is checked and written faster so."""

PATIENCE = 5
"""Seconds to wait for another program, such as a backup, that holds the file for a moment."""

# One file, no shared memory, and the directory entry of the journal is synced too: a cut of power loses nothing.
# What the schema of a file from outside says shall call no function, and no cell is trusted in its length.
_PRAGMAS = {
    "journal_mode": "DELETE",
    "synchronous": "EXTRA",
    "foreign_keys": 1,
    "temp_store": "MEMORY",
    "trusted_schema": 0,
    "cell_size_check": 1,
}


def make_database(path: Path) -> peewee.SqliteDatabase:
    """A connected new database at `path` with the latest tables."""
    reserve(path)
    db = _connected(path, "rwc")
    try:
        db.pragma("page_size", PAGE)  # first: with the first write it is fixed
        db.pragma("application_id", APPLICATION_ID)
        migrations.run(db)
    except BaseException:
        db.close()
        raise
    return db


def open_database(library: Library, *, read_only: bool, now: dt.datetime) -> peewee.SqliteDatabase:
    """The library's database, connected, checked and up to date.

    Raises DamagedLibrary, NotALibrary, NewerLibrary, UpgradeFailed, and when it is to be read
    only OlderLibrary and UnfinishedLibrary.
    """
    with boundary(library.folder), _undone_elsewhere(library, read_only):
        if not read_only:
            _refuse_foreign_journal(library)
        db = _connected(library.database, "ro" if read_only else "rw", _key(library))
        try:
            # One transaction, so that no writer can lengthen the file between two looks.
            with db.atomic():
                version = _check(library, db)
            if version < migrations.LATEST:
                if read_only:
                    raise OlderLibrary(library.folder, version, migrations.LATEST)
                _upgrade(library, db, version, now)
        except BaseException:
            db.close()
            raise
        return db


def undo_cut_off(library: Library) -> None:
    """Have SQLite undo what a writer that was cut off left: it does so at the first look by one who may write.

    Raises DamagedLibrary when what lies there is the journal of another database.
    """
    _refuse_foreign_journal(library)
    db = _connected(library.database, "rw", _key(library))
    try:
        undo_rest(db)
    finally:
        db.close()


def _refuse_foreign_journal(library: Library) -> None:
    """Raise DamagedLibrary when SQLite would undo by another database's journal; only for one who holds the lock."""
    journal = journal_of(library.database)
    if library.vault is None and journal.is_file() and not belongs(library.database, journal):
        raise DamagedLibrary(library.folder, f"旁边的 {journal.name} 是另一个数据库的，照它撤销会毁掉这个台帐库")


@contextmanager
def _undone_elsewhere(library: Library, read_only: bool) -> Iterator[None]:
    """Raise UnfinishedLibrary when reading would first have to undo a cut-off action."""
    try:
        yield
    except peewee.OperationalError as error:
        if read_only and library.database.with_name("ledger.db-journal").exists():
            raise UnfinishedLibrary(library.folder) from error
        raise


def _key(library: Library) -> str:
    return library.vault.database_key if library.vault is not None else ""


def _connected(path: Path, mode: Mode, key: str = "") -> peewee.SqliteDatabase:
    pragmas = dict(_PRAGMAS)
    if mode == "ro":
        # A journal mode would have to be written into the file.
        del pragmas["journal_mode"]
    db = driver.database(uri_of(path.resolve(), mode), pragmas, key, PATIENCE)
    db.connect()
    return db


def uri_of(path: PurePath, mode: Mode) -> str:
    """The absolute `path` as SQLite's own URI, to be opened in `mode`.

    A share is written //server/share, which Path.as_uri() does not.
    """
    words = quote(path.as_posix(), safe="/:")
    if not words.startswith("/"):
        words = "/" + words
    return f"file://{words}?mode={mode}"


def _check(library: Library, db: peewee.SqliteDatabase) -> int:
    """The version of the tables; raises when the file is not a whole ledger of a version known here."""
    if library.database.stat().st_size == 0:
        raise DamagedLibrary(library.folder, "ledger.db 是空的")
    if db.pragma("application_id") != APPLICATION_ID:
        raise NotALibrary(library.folder, "ledger.db 是别的程序的数据库")
    version = int(db.pragma("user_version"))
    if version > migrations.LATEST:
        raise NewerLibrary(library.folder, version, migrations.LATEST)
    if library.database.stat().st_size < int(db.pragma("page_count")) * int(db.pragma("page_size")):
        # SQLite reads what is missing of the last page as zeros and finds nothing wrong with it.
        raise DamagedLibrary(library.folder, "ledger.db 的末尾缺失")
    faults = [row[0] for row in _rows(db, "PRAGMA quick_check(3)")]
    if faults != ["ok"]:
        raise DamagedLibrary(library.folder, sqlite_reason(str(faults[0])))
    if version < 1:
        raise DamagedLibrary(library.folder, "里面没有表")
    strange = strangers(db)
    if strange:
        raise DamagedLibrary(library.folder, f"里面有本程序不认识的“{strange[0]}”，可能被别的程序改过")
    lacking = _lacking(db) if version == migrations.LATEST else ""
    if lacking:
        raise DamagedLibrary(library.folder, f"表 {lacking} 缺了栏目")
    return version


def _lacking(db: peewee.SqliteDatabase) -> str:
    """The first table that lacks a column, "" when none does: a flipped letter in the schema makes another name."""
    for table in TABLES:
        name = str(table._meta.table_name)
        found = {str(row[1]) for row in _rows(db, f'PRAGMA table_info("{name}")')}
        if not {str(column) for column in table._meta.columns} <= found:
            return name
    return ""


def strangers(db: peewee.SqliteDatabase) -> list[str]:
    """Names in the schema that no program of ours made: foreign tables, and any view or trigger, which would run."""
    known = {table._meta.table_name for table in TABLES} | {migrations.HISTORY}
    found = _rows(db, "SELECT type, name, tbl_name, sql FROM sqlite_master")
    return [
        str(name)
        for sort, name, table, sql in found
        if sort not in ("table", "index") or table not in known or str(sql or "").upper().startswith("CREATE VIRTUAL")
    ]


def _upgrade(library: Library, db: peewee.SqliteDatabase, version: int, now: dt.datetime) -> None:
    """Run the missing steps; on any difference in row counts or broken link, put the safety copy back."""
    backup = library.backups / f"升级前_第{version}版_{now:%Y%m%d%H%M%S}.db"
    before = row_counts(db)
    library.backups.mkdir(exist_ok=True)
    copy_database(db, backup)
    cause: peewee.PeeweeException | None = None
    try:
        migrations.run(db)
        fault = _difference(before, row_counts(db), db)
    except peewee.PeeweeException as error:
        fault, cause = str(error), error
    if fault:
        undo_rest(db)
        db.close()
        put_back(backup, library.database)
        raise UpgradeFailed(library.folder, backup, fault) from cause


def _difference(before: dict[str, int], after: dict[str, int], db: peewee.SqliteDatabase) -> str:
    for table, count in before.items():
        if after.get(table) != count:
            return f"表 {table} 原有{count}行，升级后{after.get(table, 0)}行"
    broken = _rows(db, "PRAGMA foreign_key_check")
    return f"{len(broken)}处关联断开" if broken else ""


def _rows(db: Any, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a statement; `db` is Any because peewee's stubs leave plain SQL untyped."""
    return list(db.execute_sql(sql).fetchall())


def put_back(backup: Path, database: Path) -> None:
    """Replace the closed `database` by `backup`, in one rename."""
    part = database.with_name(database.name + ".part")
    try:
        reserve(part)
        shutil.copyfile(backup, part)
        sync_file(part)
        put_in_place(part, database)
    finally:
        part.unlink(missing_ok=True)
    database.with_name(database.name + "-journal").unlink(missing_ok=True)
    sync_folder(database.parent)
