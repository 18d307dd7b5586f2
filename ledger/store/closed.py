"""Databases that nobody has open, such as backups: what is wrong with one, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ledger.errors import DamageError
from ledger.store import driver, migrations
from ledger.store.copying import fault_of
from ledger.store.files import StoredFile, file_of

_FILES = "SELECT sha256, name, suffix, media, size, pages, {normal} FROM attachment_file ORDER BY id"


class UnreadableBackup(DamageError):
    """A backup that cannot be read: damaged, of another program, or with another passphrase."""

    def __init__(self, path: Path, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"备份“{path}”不能用：{why}。台帐库没有改动，请换一份备份。")


def fault_of_closed(path: Path, key: str) -> str:
    """What is wrong with the database at `path`, "" when it is whole. Raises UnreadableBackup, OSError."""
    with _opened(path, key) as db:
        return fault_of(db)


def files_in(path: Path, key: str) -> tuple[StoredFile, ...]:
    """The files that the database at `path` speaks of, of whatever version it is. Raises UnreadableBackup, OSError."""
    with _opened(path, key) as db:
        columns = {row[1] for row in db.execute('PRAGMA table_info("attachment_file")')}
        # Before the second version no upright pictures were made.
        found = db.execute(_FILES.format(normal="has_normal" if "has_normal" in columns else "0")).fetchall()
    return tuple(map(file_of, found))


def version_in(path: Path, key: str) -> int:
    """The version of the tables of the database at `path`. Raises UnreadableBackup, OSError."""
    with _opened(path, key) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def rows_in(path: Path, key: str) -> dict[str, int]:
    """How many rows every table of the database at `path` holds. Raises UnreadableBackup, OSError."""
    with _opened(path, key) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        ours = [name for name in names if name != migrations.HISTORY and not name.startswith("sqlite_")]
        return {name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in ours}


def living_in(path: Path, key: str) -> int:
    """How many of the ledger's own records in the database at `path` are not in the recycle bin.

    Raises UnreadableBackup, OSError.
    """
    own = "campaign_id IS NULL OR campaign_id = (SELECT min(id) FROM campaign)"
    with _opened(path, key) as db:
        return int(db.execute(f"SELECT count(*) FROM record WHERE deleted_at IS NULL AND ({own})").fetchone()[0])


@contextmanager
def _opened(path: Path, key: str) -> Iterator[Any]:
    path.stat()  # SQLite would make it
    try:
        with driver.connection(path, key) as db:
            yield db
    except driver.driver_of(key).Error as error:
        raise UnreadableBackup(path, "读不出来，可能已损坏，或设有别的口令") from error
