"""The database of a stranger, looked at before the ledger opens it: nothing in it may run, hide or be unknown."""

from __future__ import annotations

import functools
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import peewee

from ledger.library import DamagedLibrary, Library
from ledger.store import migrations
from ledger.store.database import uri_of

_MAGIC = b"SQLite format 3\x00"
_MOST = 200
"""Tables and indexes that are looked at; a ledger has some thirty."""
_TABLE = re.compile(r"CREATE TABLE\b", re.IGNORECASE)
_EXPRESSION = -2  # what index_xinfo says of a column that is none


def refuse_strange(library: Library) -> None:
    """Raise DamagedLibrary when the database holds anything but tables of a ledger, or is not whole.

    The file must be a private copy: it is read past all locks and journals, and nothing is written. Views and
    triggers would run when the ledger reads or writes, virtual tables and generated columns run code of SQLite's
    extensions, and an unknown table is none of ours. Raises OSError.
    """
    path = library.database
    with path.open("rb") as stream:
        if stream.read(len(_MAGIC)) != _MAGIC:
            raise DamagedLibrary(library.folder, "它不是数据库文件" if path.stat().st_size else "ledger.db 是空的")
    try:
        with closing(_connected(path)) as db:
            fault = _fault_of_schema(db) or _fault_of_pages(db)
    except sqlite3.Error as error:
        raise DamagedLibrary(library.folder, "数据库内部结构不一致") from error
    if fault:
        raise DamagedLibrary(library.folder, fault)


def _connected(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{uri_of(path.resolve(), 'ro')}&immutable=1", uri=True)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON", "mmap_size = 0"):
        db.execute(f"PRAGMA {pragma}")
    return db


def _fault_of_schema(db: sqlite3.Connection) -> str:
    known = _known_columns()
    schema = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master LIMIT ?", (_MOST + 1,)).fetchall()
    if len(schema) > _MOST:
        return "里面的表太多"
    for sort, name, table, sql in schema:
        if sort not in ("table", "index"):
            return "里面有触发器或视图"
        if table not in known or (sort == "table" and name != table):
            return "里面有不认识的表"
        if sort == "table" and not _TABLE.match(str(sql)):
            return "里面有虚拟表"
        if sort == "index" and _fault_of_index(db, str(name)):
            return "里面有不认识的索引"
    found = {str(table) for sort, _, table, _ in schema if sort == "table"}
    return next(filter(None, (_fault_of_table(db, table, known[table]) for table in sorted(found))), "")


def _fault_of_table(db: sqlite3.Connection, table: str, known: frozenset[str]) -> str:
    # Every known name is ours and has no quote in it.
    columns = db.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
    strange = any(hidden or name not in known for _, name, _, _, _, _, hidden in columns)
    return "表里有不认识的栏" if strange else ""


def _fault_of_index(db: sqlite3.Connection, name: str) -> bool:
    """Whether the index is partial or over an expression, which would be computed."""
    listed = db.execute(
        "SELECT partial FROM sqlite_master AS m, pragma_index_list(m.tbl_name) AS l WHERE m.name = ? AND l.name = ?",
        (name, name),
    ).fetchall()
    columns = db.execute("SELECT cid FROM pragma_index_xinfo(?)", (name,)).fetchall()
    return listed != [(0,)] or any(cid == _EXPRESSION for (cid,) in columns)


def _fault_of_pages(db: sqlite3.Connection) -> str:
    if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        return "数据库内部结构不一致"
    broken = db.execute("PRAGMA foreign_key_check").fetchmany(1)
    return "有的关联断开了" if broken else ""


@functools.cache
def _known_columns() -> dict[str, frozenset[str]]:
    """The columns by table that a ledger has, after the latest step and after those before it."""
    known: dict[str, frozenset[str]] = {}
    db = peewee.SqliteDatabase(":memory:")
    with db.connection_context():
        for version in range(1, migrations.LATEST + 1):
            migrations.run(db, version)
            for table in db.get_tables():
                columns = {column.name for column in db.get_columns(table)}
                known[table] = known.get(table, frozenset()) | columns
    # SQLite makes it for itself where a number is never to be given twice.
    return {**known, "sqlite_sequence": frozenset({"name", "seq"})}
