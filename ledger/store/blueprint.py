"""The tables of a ledger's database, as its migrations make them, and writing rows into a new one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import peewee

from ledger.durable import sync_file, sync_folder
from ledger.store import driver, migrations
from ledger.store.database import APPLICATION_ID
from ledger.store.leaf_pages import Column, Value

Row = dict[str, Value]

Refused = tuple[str, Row]
"""A row that a database did not take, and its table."""


def known_tables(version: int) -> dict[str, tuple[Column, ...]]:
    """The tables that the program makes in a library of this version, with their columns; without the runner's own."""
    db = empty_database(version)
    with closing(db):
        return {
            name: columns_of(db, name) for name, sort in names_of(db) if sort == "table" and name != migrations.HISTORY
        }


def write(target: Path, tables: Mapping[str, Sequence[Row]], version: int, key: str = "") -> tuple[Refused, ...]:
    """A new database of `version` at `target` with these rows; those that it refused, with their tables.

    A row is refused when it lacks what it must have, or has a uid twice, or links to one that is not there.
    Raises OSError and what the driver raises for a full disk.
    """
    refused, error = [], driver.driver_of(key).IntegrityError
    with closing(empty_database(version)) as plan, driver.connection(target, key) as db:
        db.executescript(_script(plan, version))
        db.execute("PRAGMA foreign_keys = ON")
        with db:
            for table in _parents_first(plan, tables):
                for row in tables[table]:
                    try:
                        _insert(db, table, row)
                    except error:
                        refused.append((table, row))
    sync_file(target)
    sync_folder(target.parent)
    return tuple(refused)


def empty_database(version: int) -> sqlite3.Connection:
    """An empty database in memory with the tables of `version`."""
    db = peewee.SqliteDatabase(":memory:")
    db.connect()
    with closing(db):
        migrations.run(db, version)
        source: sqlite3.Connection = db.connection()  # type: ignore[no-untyped-call]  # the stubs leave it untyped
        plan = sqlite3.connect(":memory:")
        source.backup(plan)
    return plan


def columns_of(db: Any, table: str) -> tuple[Column, ...]:
    """The columns of a table as it is declared in an open database."""
    rows = db.execute(f'PRAGMA table_info("{table}")').fetchall()
    return tuple(Column(str(row[1]), "INT" in str(row[2]).upper(), not row[3] and not row[5]) for row in rows)


def _script(plan: sqlite3.Connection, version: int) -> str:
    """The statements that make the tables of `plan`, with the steps that the runner noted."""
    pragmas = f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {version};"
    return "\n".join((*plan.iterdump(), pragmas))


def _parents_first(plan: sqlite3.Connection, tables: Mapping[str, object]) -> Iterator[str]:
    """The names of `tables`, each after those that it links to."""
    waiting = list(tables)
    while waiting:
        for name in waiting:
            parents = {str(row[2]) for row in plan.execute(f'PRAGMA foreign_key_list("{name}")')} - {name}
            if not parents & set(waiting):
                waiting.remove(name)
                yield name
                break
        else:
            raise ValueError(f"tables link in a ring: {waiting}")


def names_of(db: Any) -> list[tuple[str, str]]:
    """Name and sort of everything in an open database that was made by name."""
    rows = db.execute("SELECT name, type FROM sqlite_master WHERE name NOT LIKE 'sqlite_autoindex%'").fetchall()
    return [(str(name), str(sort)) for name, sort in rows]


def _insert(db: Any, table: str, row: Row) -> None:
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    db.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(row.values()))
