"""Numbered steps that bring a library's tables up to date, one transaction each.

A step is a module with `up(migrator, db)` that ends by setting `user_version` to its own number. Steps are never
changed once released; they name tables and columns literally and do not import `tables.py`.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

from peewee import SqliteDatabase
from playhouse.migrations import Migration, Runner

from ledger.store.migrations import (
    m0001_first_tables,
    m0002_reasons_and_normal_pictures,
    m0003_exports,
    m0004_merging,
)

STEPS: tuple[ModuleType, ...] = (
    m0001_first_tables,
    m0002_reasons_and_normal_pictures,
    m0003_exports,
    m0004_merging,
)

LATEST = len(STEPS)
"""The version of the tables this program writes."""

HISTORY = "schema_migration"
"""The table in which the runner notes the steps taken."""


class _Step(Migration):  # type: ignore[misc]  # the library comes without types
    """A step out of STEPS; found by import, not by file, so that a frozen program has it too."""

    def load(self) -> ModuleType:
        number: int = self.idx
        return STEPS[number - 1]


class _Steps(Runner):  # type: ignore[misc]
    """The library's runner, over STEPS."""

    def migrations(self) -> list[Any]:
        return [_Step(number, _name(step), _name(step), None) for number, step in enumerate(STEPS, 1)]


def _name(step: ModuleType) -> str:
    return step.__name__.rpartition(".")[2]


def run(db: SqliteDatabase, version: int = LATEST) -> None:
    """Take every step up to `version`, each inside the runner's `migration_context()`.

    That spares the children of rebuilt tables: SQLite deletes them on DROP TABLE while foreign keys are on.
    """
    _Steps(db, table_name=HISTORY).up(target=_name(STEPS[version - 1]))
