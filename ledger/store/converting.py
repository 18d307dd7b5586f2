"""A database written anew with another key, or with none: every row is compared before the copy gets its name."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Any

import peewee

from ledger.causes import sqlite_reason
from ledger.durable import PART, put_in_place, sync_file, sync_folder
from ledger.library import CopyNotWhole
from ledger.store import driver

_BATCH = 500  # rows


def convert_database(source: Path, old: str, target: Path, new: str) -> None:
    """Write the closed database `source`, whose key is `old`, to `target` with the key `new`; "" is no key.

    Nobody may write meanwhile. Raises CopyNotWhole, OSError and what reading raises; then `target` is as it was.
    """
    part = target.with_name(f"{target.name}.{os.getpid()}{PART}")
    part.unlink(missing_ok=True)
    errors = driver.driver_of(old or new).Error
    try:
        _write(source, old, part, new)
        fault = _difference(source, old, part, new)
        if fault:
            raise CopyNotWhole(target, fault)
        sync_file(part)
        put_in_place(part, target)
        sync_folder(target.parent)
    except errors as error:
        raise peewee.OperationalError(str(error)) from error
    finally:
        part.unlink(missing_ok=True)


def _write(source: Path, old: str, part: Path, new: str) -> None:
    with _opened(source, old) as db:
        db.execute("ATTACH DATABASE ? AS target KEY ?", (str(part), new))
        db.execute("SELECT sqlcipher_export('target')")
        for name in ("application_id", "user_version"):
            db.execute(f"PRAGMA target.{name} = {db.execute(f'PRAGMA {name}').fetchone()[0]}")
        db.execute("DETACH DATABASE target")


def _opened(path: Path, key: str) -> closing[Any]:
    """A connection of SQLCipher, which knows encrypted databases and others; it closes itself."""
    from sqlcipher3 import dbapi2

    found = dbapi2.connect(path, isolation_level=None)
    driver.give_key(found, key)
    return closing(found)


def _difference(source: Path, old: str, part: Path, new: str) -> str:
    """What the copy has otherwise than its source, "" when it is the same."""
    with _opened(source, old) as before, _opened(part, new) as after:
        said = str(after.execute("PRAGMA integrity_check(1)").fetchone()[0])
        if said != "ok":
            return sqlite_reason(said)
        if _made(before) != _made(after):
            return "表的样子不一样"
        for name in _tables(before):
            if not _same_rows(before, after, name):
                return f"表 {name} 的内容不一样"
    return ""


def _made(db: Any) -> list[Any]:
    return list(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"))


def _tables(db: Any) -> list[str]:
    return [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]


def _same_rows(before: Any, after: Any, name: str) -> bool:
    sql = f'SELECT rowid, * FROM "{name}" ORDER BY rowid'
    one, other = before.execute(sql), after.execute(sql)
    while True:
        rows = one.fetchmany(_BATCH)
        if rows != other.fetchmany(_BATCH):
            return False
        if not rows:
            return True
