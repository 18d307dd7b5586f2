"""Entries of the history are known by uid, so that two libraries can be merged; handing over is remembered."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

STATEMENTS = (
    'DROP INDEX "change_subject"',
    'ALTER TABLE "change" RENAME TO "change_before"',
    """CREATE TABLE "change" ("id" INTEGER NOT NULL PRIMARY KEY, "uid" TEXT NOT NULL, "subject" TEXT NOT NULL,
    "at" TEXT NOT NULL, "who" TEXT NOT NULL, "action" TEXT NOT NULL, "field" TEXT NOT NULL, "old" TEXT NOT NULL,
    "new" TEXT NOT NULL, "reason" TEXT NOT NULL)""",
    """CREATE TABLE "handover" ("id" INTEGER NOT NULL PRIMARY KEY, "package" TEXT NOT NULL, "direction" TEXT NOT NULL,
    "at" TEXT NOT NULL, "who" TEXT NOT NULL, "purpose" TEXT NOT NULL, "digest" TEXT NOT NULL,
    "records" INTEGER NOT NULL, "files" INTEGER NOT NULL, "bytes" INTEGER NOT NULL, "place" TEXT NOT NULL,
    "received_at" TEXT, "received_by" TEXT NOT NULL, "result" TEXT NOT NULL)""",
    'CREATE UNIQUE INDEX "handover_package_direction" ON "handover" ("package", "direction")',
)

AFTERWARDS = (
    'DROP TABLE "change_before"',
    'CREATE UNIQUE INDEX "change_uid" ON "change" ("uid")',
    'CREATE INDEX "change_subject" ON "change" ("subject")',
    "PRAGMA user_version = 4",
)

_WORDS = '"subject", "at", "who", "action", "field", "old", "new", "reason"'


def up(migrator: Any, db: Any) -> None:
    """Give every entry a uid made of what it says, the same in every copy of a library that is brought up to date.

    Of entries that say the same (ballots entered on one day) the place among them counts; so does the campaign, as
    the ballots of another unit may have been entered on that day, too.
    """
    for statement in STATEMENTS:
        db.execute_sql(statement)
    first = db.execute_sql('SELECT "uid" FROM "campaign" ORDER BY "id" LIMIT 1').fetchone()
    alike: Counter[tuple[str, ...]] = Counter()
    for number, *words in db.execute_sql(f'SELECT "id", {_WORDS} FROM "change_before" ORDER BY "id"').fetchall():
        alike[tuple(words)] += 1
        said = [first[0] if first else "", *words, alike[tuple(words)]]
        uid = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode("utf-8")).hexdigest()
        db.execute_sql(
            f'INSERT INTO "change" ("id", "uid", {_WORDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', (number, uid, *words)
        )
    for statement in AFTERWARDS:
        db.execute_sql(statement)
