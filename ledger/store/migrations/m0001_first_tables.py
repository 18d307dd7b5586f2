"""The first tables."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    """CREATE TABLE "campaign" ("id" INTEGER NOT NULL PRIMARY KEY, "uid" TEXT NOT NULL, "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL, "year" INTEGER NOT NULL, "scheme_id" TEXT NOT NULL, "scheme_text" TEXT NOT NULL,
    "created" TEXT NOT NULL)""",
    'CREATE UNIQUE INDEX "campaign_uid" ON "campaign" ("uid")',
    """CREATE TABLE "record" ("id" INTEGER NOT NULL PRIMARY KEY, "uid" TEXT NOT NULL, "kind" TEXT NOT NULL,
    "campaign_id" INTEGER, "data" TEXT NOT NULL, "created" TEXT NOT NULL, "changed" TEXT NOT NULL,
    "revision" INTEGER NOT NULL, "deleted_at" TEXT,
    FOREIGN KEY ("campaign_id") REFERENCES "campaign" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "record_uid" ON "record" ("uid")',
    'CREATE INDEX "record_campaign_id" ON "record" ("campaign_id")',
    """CREATE TABLE "attachment_file" ("id" INTEGER NOT NULL PRIMARY KEY, "sha256" TEXT NOT NULL, "name" TEXT NOT NULL,
    "suffix" TEXT NOT NULL, "media" TEXT NOT NULL, "size" INTEGER NOT NULL, "pages" INTEGER NOT NULL)""",
    'CREATE UNIQUE INDEX "attachment_file_sha256" ON "attachment_file" ("sha256")',
    """CREATE TABLE "attachment" ("id" INTEGER NOT NULL PRIMARY KEY, "uid" TEXT NOT NULL, "record_id" INTEGER NOT NULL,
    "file_id" INTEGER NOT NULL, "role" TEXT NOT NULL, "name" TEXT NOT NULL, "position" INTEGER NOT NULL,
    "added" TEXT NOT NULL, "removed_at" TEXT,
    FOREIGN KEY ("record_id") REFERENCES "record" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("file_id") REFERENCES "attachment_file" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "attachment_uid" ON "attachment" ("uid")',
    'CREATE INDEX "attachment_record_id" ON "attachment" ("record_id")',
    'CREATE INDEX "attachment_file_id" ON "attachment" ("file_id")',
    """CREATE TABLE "change" ("id" INTEGER NOT NULL PRIMARY KEY, "subject" TEXT NOT NULL, "at" TEXT NOT NULL,
    "who" TEXT NOT NULL, "action" TEXT NOT NULL, "field" TEXT NOT NULL, "old" TEXT NOT NULL, "new" TEXT NOT NULL)""",
    'CREATE INDEX "change_subject" ON "change" ("subject")',
    """CREATE TABLE "scheme_change" ("id" INTEGER NOT NULL PRIMARY KEY, "at" TEXT NOT NULL, "who" TEXT NOT NULL,
    "key" TEXT NOT NULL, "old" TEXT NOT NULL, "new" TEXT NOT NULL, "reason" TEXT NOT NULL)""",
    "PRAGMA user_version = 1",
)


def up(migrator: Any, db: Any) -> None:
    """Make the tables; written out as SQL so that later changes of the models never change this step."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
