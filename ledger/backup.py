"""Backups of a library: checked copies of its database in its own folder, named so that they sort by time."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from ledger import attachments
from ledger.attachments import FileFault
from ledger.durable import PART
from ledger.library import Library
from ledger.processes import process_mark
from ledger.session import Session
from ledger.snapshot import BEIJING
from ledger.store.boundary import boundary
from ledger.store.database import copy_database
from ledger.store.files import list_attachments

_NAME = "备份_{at:%Y%m%d-%H%M%S}{again}.db"
_NAMES = (
    (re.compile(r"备份_(\d{8}-\d{6})(?:_\d+)?\.db"), "%Y%m%d-%H%M%S", BEIJING),
    (re.compile(r"升级前_第\d+版_(\d{14})\.db"), "%Y%m%d%H%M%S", dt.UTC),
)
"""Names of backups, and of the copies made before an upgrade: the time in them, how it is written, and where."""
_PARTS = re.compile(rf"\.(\d+){re.escape(PART)}(-journal)?$")


@dataclass(frozen=True)
class Backup:
    """A checked copy of the database: when it was made (UTC), and its size in bytes.

    `upgrade` tells one made before an upgrade. `faults` are the attachments that were missing or of another length
    when it was made; they are known only of the one just made. Attachments themselves are not in a backup.
    """

    path: Path
    at: dt.datetime
    size: int
    upgrade: bool = False
    faults: tuple[FileFault, ...] = ()


def keep(session: Session, now: dt.datetime) -> Backup:
    """Copy the database into the library's backups; the copy gets its name only after it was checked.

    It may be asked for beside a writer, too. Raises DiskFull, ReadOnlyLibrary, CannotAccess, DamagedLibrary, and
    CopyNotWhole; then no new backup is there, and the older ones are untouched. Raises ValueError inside an action.
    """
    if session.db.in_transaction():
        raise ValueError("SQLite copies no database in which the same program is writing")
    library = session.library
    with boundary(library.folder):
        library.backups.mkdir(exist_ok=True)
        _clear(library.backups)
        target = _free(library.backups, now)
        with session.reading():
            copy_database(session.db, target)
            bound = list_attachments(session.db)
        faults = attachments.faults((attachments.given_out(library, each) for each in bound), hashed=False)
        return Backup(target, now.replace(microsecond=0), target.stat().st_size, faults=faults)


def backups(library: Library) -> tuple[Backup, ...]:
    """The backups of a library, the newest first. Raises CannotAccess."""
    with boundary(library.folder):
        names = library.backups.iterdir() if library.backups.is_dir() else ()
        found = [backup for path in names if (backup := _backup_at(path)) is not None]
    return tuple(sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True))


def is_needed(library: Library) -> bool:
    """Whether the database was written after the last backup of it, or there is none. Raises CannotAccess."""
    last = next(iter(backups(library)), None)
    with boundary(library.folder):
        return last is None or library.database.stat().st_mtime_ns > last.path.stat().st_mtime_ns


def _backup_at(path: Path) -> Backup | None:
    """The backup at `path`; None for files of another name, and for what is no file."""
    for number, (pattern, form, place) in enumerate(_NAMES):
        match = pattern.fullmatch(path.name)
        # A name may have the digits of no day, and a backup may be taken away at any moment.
        with contextlib.suppress(ValueError, FileNotFoundError):
            if match and path.is_file():
                at = dt.datetime.strptime(match[1], form).replace(tzinfo=place).astimezone(dt.UTC)
                return Backup(path, at, path.stat().st_size, upgrade=number == 1)
    return None


def _free(folder: Path, now: dt.datetime) -> Path:
    """A place that is not taken, named by the second."""
    at, number = now.astimezone(BEIJING), 1
    while (path := folder / _NAME.format(at=at, again=f"_{number}" if number > 1 else "")).exists():
        number += 1
    return path


def _clear(folder: Path) -> None:
    """Remove what programs that were killed had not finished."""
    for path in folder.iterdir():
        match = _PARTS.search(path.name)
        if match and process_mark(int(match[1])) is None:
            # One that cannot be removed now (a virus scanner looks into it) goes the next time.
            with contextlib.suppress(OSError):
                path.unlink()
