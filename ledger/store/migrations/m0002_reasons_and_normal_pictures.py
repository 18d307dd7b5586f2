"""History keeps the reason of a change, files say whether an upright picture was made, and listing has its index."""

from __future__ import annotations

from typing import Any

from peewee import BooleanField, TextField


def up(migrator: Any, db: Any) -> None:
    """Add the columns and the index; both tables are rebuilt, which is why the runner turns foreign keys off."""
    migrator.migrate(
        migrator.add_column("change", "reason", TextField(default="")),
        migrator.add_column("attachment_file", "has_normal", BooleanField(default=False)),
        migrator.add_index("record", ("kind", "deleted_at")),
    )
    db.execute_sql("PRAGMA user_version = 2")
