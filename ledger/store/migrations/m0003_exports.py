"""The library remembers what was exported: each export, and every paper of its bound PDF."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    """CREATE TABLE "export" ("id" INTEGER NOT NULL PRIMARY KEY, "at" TEXT NOT NULL, "who" TEXT NOT NULL,
    "folder" TEXT NOT NULL, "sha256" TEXT NOT NULL, "sides" INTEGER NOT NULL, "duplex" INTEGER NOT NULL,
    "fresh_sheet" INTEGER NOT NULL, "corner" TEXT NOT NULL)""",
    'CREATE INDEX "export_sha256" ON "export" ("sha256")',
    """CREATE TABLE "exported_paper" ("id" INTEGER NOT NULL PRIMARY KEY, "export_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL, "mark" TEXT NOT NULL, "title" TEXT NOT NULL, "first" INTEGER NOT NULL,
    "place" INTEGER NOT NULL, "sides" TEXT NOT NULL, "stamp" TEXT NOT NULL, "stamp_side" INTEGER NOT NULL,
    FOREIGN KEY ("export_id") REFERENCES "export" ("id") ON DELETE RESTRICT)""",
    'CREATE INDEX "exported_paper_export_id" ON "exported_paper" ("export_id")',
    "PRAGMA user_version = 3",
)


def up(migrator: Any, db: Any) -> None:
    """Make the two tables; those that are there stay as they are."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
