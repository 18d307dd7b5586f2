"""Two or three copies of one library that go on apart, merged and compared deep."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ledger.book import Ledger
from ledger.identity import random_uid
from ledger.merging.comparison import Comparison
from ledger.merging.merge import Merged, compare, merge
from ledger.restoring import SUBJECT as LIBRARY
from tests.ledger.books import START, new_book

NOON = START + dt.timedelta(days=30)


def clock_from(start: dt.datetime) -> Any:
    """A clock that goes on by one minute each time it is looked at."""
    moment = start

    def tick() -> dt.datetime:
        nonlocal moment
        moment += dt.timedelta(minutes=1)
        return moment

    return tick


def copies(folder: Path, count: int = 2, *, at: Any = None, fill: Any = None) -> list[Ledger]:
    """Open copies of one library, of 甲, 乙 and so on; `fill` writes into it before it is copied."""
    with new_book(folder) as book:
        path = book.path
        book._new_uid = random_uid
        if fill is not None:
            fill(book)
    found = []
    for number, name in enumerate("甲乙丙丁"[:count]):
        shutil.copytree(path, folder / name)
        clock = at or clock_from(START + dt.timedelta(days=1, seconds=number))
        found.append(Ledger.open(folder / name, who=name, clock=clock))
    return found


def merged(mine: Ledger, theirs: Ledger, choices: Mapping[str, str] | None = None, otherwise: str = "") -> Merged:
    """Merge what the other has into the first; the other is open for reading only, as it is in use."""
    with Ledger.open(theirs.path, read_only=True) as other:
        made = merge(mine._session, other._session, choices or {}, mine._who, NOON, otherwise=otherwise)
    mine._lookup = None
    return made


def seen(mine: Ledger, theirs: Ledger, **more: Any) -> Comparison:
    """What merging would do."""
    with Ledger.open(theirs.path, read_only=True) as other:
        return compare(mine._session, other._session, **more)


def state(book: Ledger) -> dict[str, Any]:
    """Everything that a library holds, deep, without what each keeps for itself: its own notes and row numbers."""
    run = book._db.execute_sql
    own = "(SELECT min(id) FROM campaign)"
    records = run(
        f"SELECT uid, kind, campaign_id = {own}, data, created, deleted_at IS NOT NULL FROM record"
    ).fetchall()
    changes = run("SELECT uid, subject, at, who, action, field, old, new, reason FROM change").fetchall()
    bound = run(
        "SELECT a.uid, r.uid, f.sha256, a.role, a.name, a.added, a.removed_at IS NOT NULL FROM attachment a"
        " JOIN record r ON r.id = a.record_id JOIN attachment_file f ON f.id = a.file_id"
    ).fetchall()
    scheme = run("SELECT at, who, key, old, new, reason FROM scheme_change").fetchall()
    return {
        "records": {row[0]: (row[1], row[2], _loaded(row[3]), *row[4:]) for row in records},
        "history": {row for row in changes if row[1] != LIBRARY},
        "attachments": set(bound),
        "scheme": sorted(scheme),
        "in force": book._kept.in_force(),
    }


def _loaded(text: str) -> Any:
    import json

    return json.loads(text)


def bytes_of(book: Ledger) -> bytes:
    """The database as it lies on the disk."""
    return (book.path / "ledger.db").read_bytes()
