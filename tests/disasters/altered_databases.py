"""Alterations of the library inside a package, of which everything else in it says that it is right."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from exports.handover.findings import Unexpected, Unreadable
from tests.disasters.alterations import Alteration, changed, emptied, truncated
from tests.disasters.altered_folders import LIBRARY, scan_of
from tests.exports.bags import DATABASE_PATH, put_database


def _bytes(change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    return lambda package: put_database(package, change((package / DATABASE_PATH).read_bytes()))


def _sql(*statements: str) -> Callable[[Path], object]:
    def done(package: Path) -> None:
        with closing(sqlite3.connect(package / DATABASE_PATH)) as db:
            db.execute("PRAGMA writable_schema = ON")
            for statement in statements:
                db.execute(statement)
            db.commit()
        put_database(package, (package / DATABASE_PATH).read_bytes())

    return done


def _other(data: bytes) -> bytes:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE notes (text)")
        return bytes(db.serialize())


def _torn(data: bytes) -> bytes:
    """Every second page but the first lost its second half, as after a cut of power."""
    pages = [data[start : start + 4096] for start in range(0, len(data), 4096)]
    return b"".join(page[:2048] + b"\xa5" * 2048 if number % 2 else page for number, page in enumerate(pages))


STRANGER = f"{LIBRARY}/attachments/00/{'0' * 64}.pdf"


def _renamed_scan(package: Path) -> None:
    (package / STRANGER).parent.mkdir(exist_ok=True)
    (package / scan_of(package)).rename(package / STRANGER)
    put_database(package, (package / DATABASE_PATH).read_bytes())


HARMS: dict[str, Callable[[Path], object]] = {
    "another database": _bytes(_other),
    "emptied": _bytes(emptied),
    "cut": _bytes(truncated),
    "torn pages": _bytes(_torn),
    "no database": _bytes(lambda _: "这不是数据库".encode() * 500),
    "encrypted": _bytes(lambda data: bytes(byte ^ 0x5A for byte in data)),
    "header only": _bytes(lambda data: data[:100]),
    "a trigger": _sql("CREATE TRIGGER t AFTER INSERT ON record BEGIN DELETE FROM change; END"),
    "a view": _sql("CREATE VIEW v AS SELECT * FROM record"),
    "a view in place of a table": _sql("ALTER TABLE export RENAME TO e", "CREATE VIEW export AS SELECT * FROM e"),
    "a table more": _sql("CREATE TABLE notes (text)"),
    "a virtual table": _sql("CREATE VIRTUAL TABLE notes USING fts5 (text)"),
    "a column more": _sql("ALTER TABLE record ADD COLUMN notes TEXT"),
    "a generated column": _sql("ALTER TABLE record ADD COLUMN notes TEXT AS (upper(data))"),
    "an index with a condition": _sql("CREATE INDEX i ON record (kind) WHERE kind > 'a'"),
    "an index over an expression": _sql("CREATE INDEX i ON record (upper(kind))"),
    "of another program": _sql("PRAGMA application_id = 7"),
    "of a later program": _sql("PRAGMA user_version = 77"),
    "of no version": _sql("PRAGMA user_version = 0"),
    "a broken link": _sql("PRAGMA foreign_keys = OFF", "UPDATE attachment SET record_id = 999"),
    "no campaign": _sql("PRAGMA foreign_keys = OFF", "UPDATE record SET campaign_id = NULL", "DELETE FROM campaign"),
    "a spoilt scheme": _sql("UPDATE campaign SET scheme_text = 'x = ['"),
    "a record of no JSON": _sql("UPDATE record SET data = '{'"),
    "a path as a suffix": _sql("UPDATE attachment_file SET suffix = '/../../../evil'"),
    "a path as a digest": _sql("UPDATE attachment_file SET sha256 = '../../evil' WHERE id = 1"),
    "a schema that is none": _sql("UPDATE sqlite_master SET sql = 'CREATE TABLE' WHERE name = 'change'"),
}

ALTERATIONS = (
    *(Alteration(f"database: {name}", changed(harm), Unreadable, DATABASE_PATH) for name, harm in HARMS.items()),
    Alteration("scan under another name", changed(_renamed_scan), Unexpected, STRANGER),
)
