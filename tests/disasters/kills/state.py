"""What a library holds, as one digest, and what is wrong with it: two ways in which a kill could have harmed it."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from ledger.book import Ledger
from ledger.library import Library
from ledger.unlocking import is_plain

_UID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}(?![0-9a-f])")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00:00|Z)?")

PLACE = "处"
"""The name of the folder that an operation works in: what stands before it in a path is of no account."""
_PLACE = re.compile(rf'[^"]*[/\\]{PLACE}(?=[/\\])')

LEFTOVERS = re.compile(r"\.part|\.lock|-journal$|\.正在")
"""In the names of what only a program at work has."""


def state_of(library: Path, passphrase: str = "") -> str:
    """A digest of every row of every table and of every attachment's content; moments are left out.

    Uids count by their order: a second run gives others.
    """
    with Ledger.open(library, passphrase=passphrase) as book:
        db = book._db
        tables = sorted(db.get_tables())
        rows = [[name, *db.execute_sql(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()] for name in tables]
        held = sorted({each.sha256 for record in book.records() for each in record.attachments})
        faults = [fault.sentence for fault in book.file_faults(hashed=True)]
    text = json.dumps([rows, held, faults], ensure_ascii=False, default=str)
    return hashlib.sha256(_neutral(text).encode("utf-8")).hexdigest()


def _neutral(text: str) -> str:
    """The same text wherever and whenever it was made."""
    order: dict[str, str] = {}
    text = _MOMENT.sub("T", _PLACE.sub("", text))
    return _UID.sub(lambda found: order.setdefault(found[0], f"uid {len(order)}"), text)


def faults_of(library: Path, passphrase: str = "") -> Iterator[str]:
    """What is wrong with a library after a kill, and with every backup in it, in English for the one who mends it."""
    with Ledger.open(library, passphrase=passphrase) as book:
        yield from (f"attachment: {fault.sentence}" for fault in book.file_faults(hashed=True))
        for name in ("integrity_check", "foreign_key_check"):
            said = [row for row in book._db.execute_sql(f"PRAGMA {name}").fetchall() if row != ("ok",)]
            yield from (f"{name}: {row}" for row in said)
    for path in sorted((library / "backups").glob("*.db")):
        if Library(library).key.is_file() and not is_plain(path):
            continue  # one that still has the passphrase: it has no other form yet, or shall have none
        yield from (f"{path.name}: {fault}" for fault in _faults_of_file(path))


def _faults_of_file(path: Path) -> Iterator[str]:
    """What is wrong with a database by itself."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            for name in ("integrity_check", "foreign_key_check"):
                yield from (f"{name}: {row}" for row in db.execute(f"PRAGMA {name}") if row != ("ok",))
            if not db.execute("SELECT count(*) FROM campaign").fetchone()[0]:
                yield "no campaign"
    except sqlite3.Error as error:
        yield str(error)


def leftovers_of(place: Path) -> list[str]:
    """The names of what only a program at work has, below `place`."""
    return sorted(str(path.relative_to(place)) for path in place.rglob("*") if LEFTOVERS.search(path.name))
