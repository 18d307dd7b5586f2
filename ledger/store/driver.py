"""Which SQLite opens a database: that of the standard library, or SQLCipher for one that is encrypted."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import peewee

_KEY = "passphrase"  # as playhouse calls it; ours is a raw key, written as SQLCipher takes one
_SILENT = ("cipher_log_level", "NONE")
"""SQLCipher would write of every page that it cannot decrypt on standard error, in English."""


def database(uri: str, pragmas: dict[str, Any], key: str, timeout: float) -> peewee.SqliteDatabase:
    """The database of a SQLite URI, not yet connected; `key` is "" for one that is not encrypted."""
    options: dict[str, Any] = {"timeout": timeout, "autoconnect": False, "uri": True}
    if not key:
        return peewee.SqliteDatabase(uri, pragmas=pragmas, **options)
    from playhouse.sqlcipher_ext import SqlCipherDatabase

    encrypted: peewee.SqliteDatabase = SqlCipherDatabase(
        uri, pragmas=[_SILENT, *pragmas.items()], **options, **{_KEY: key}
    )
    return encrypted


def key_of(db: peewee.SqliteDatabase) -> str:
    """The key of an open database, "" when it is not encrypted."""
    return str(db.connect_params.get(_KEY, ""))


def driver_of(key: str) -> ModuleType:
    """The driver whose connections and errors are meant where `key` is used."""
    if not key:
        return sqlite3
    from sqlcipher3 import dbapi2

    driver: ModuleType = dbapi2
    return driver


def connection(path: Path, key: str) -> closing[Any]:
    """A bare connection to the file at `path`, made when it is not there; it closes itself."""
    bare = driver_of(key).connect(path)
    give_key(bare, key)
    return closing(bare)


def give_key(bare: Any, key: str) -> None:
    """Tell a fresh bare connection of the driver the key; nothing where it is ""."""
    if key:
        bare.execute(f"PRAGMA {' = '.join(_SILENT)}")
        bare.execute(f"PRAGMA key = {_quoted(key)}")


def _quoted(text: str) -> str:
    """`text` as a literal of SQL, for the few statements that take no parameters."""
    return "'" + text.replace("'", "''") + "'"
