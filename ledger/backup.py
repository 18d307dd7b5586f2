"""Backups of a library: a checked copy of its database, and beside it every attachment that the copy speaks of.

They lie in the library's own folder and, where one was chosen, in a second place. Files come first and the database
last, so that a backup that has its name is whole.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from ledger import attachments
from ledger.attachments import FileFault
from ledger.durable import make_folders, replace_file
from ledger.library import Library
from ledger.safekeeping import second_place
from ledger.safekeeping.file_store import FileStore
from ledger.safekeeping.names import (
    BULK,
    IMPORT,
    KEY,
    MERGE,
    PLAIN,
    REPLACE,
    RESTORE,
    UPGRADE,
    WHYS,
    free_name,
    key_beside,
    read_name,
)
from ledger.safekeeping.second_place import Second
from ledger.safekeeping.tidying import clear_parts, remove_old, remove_unneeded
from ledger.session import Session
from ledger.store.boundary import boundary
from ledger.store.closed import files_in
from ledger.store.copying import give_name, proven_copy
from ledger.store.files import StoredFile, list_attachments, list_files, mark_of_files

__all__ = ["BULK", "IMPORT", "MERGE", "PLAIN", "REPLACE", "RESTORE", "Backup", "backups", "is_needed", "keep"]


@dataclass(frozen=True)
class Backup:
    """A checked copy of the database: when it was made (UTC), its size in bytes, and before what (`why`).

    Its attachments lie in `files` beside it, where all backups share them. Known only of the one just made are
    `faults`, the attachments that were missing or spoilt in the library, and `second`, what became of it in the
    second place (None when none was chosen).
    """

    path: Path
    at: dt.datetime
    size: int
    why: str = PLAIN
    faults: tuple[FileFault, ...] = ()
    second: Second | None = None

    @property
    def upgrade(self) -> bool:
        """Whether it was made before an upgrade of the database."""
        return self.why == UPGRADE


def keep(session: Session, now: dt.datetime, *, why: str = PLAIN, tidy: bool = True) -> Backup:
    """Keep everything that the library holds in its backups; `why` is one of WHYS, the risky act that follows.

    It may be asked for beside a writer, too. With `tidy` what need not be kept any longer goes afterwards. Raises
    DiskFull, ReadOnlyLibrary, CannotAccess, DamagedLibrary, and CopyNotWhole; then no new backup is there, and the
    older ones are untouched. What goes wrong in the second place is told, not raised. Raises ValueError inside an
    action.
    """
    if session.db.in_transaction():
        raise ValueError("SQLite copies no database in which the same program is writing")
    if why not in WHYS:
        raise ValueError(f"no reason for a backup: {why}")
    library = session.library
    with boundary(library.folder):
        make_folders(library.backups)
        if tidy:
            clear_parts(library.backups)
        made, own = _kept(session, now, why)
        if tidy:
            _tidied(FileStore(library.backups, library.vault), library, own, now)
    return replace(made, second=_second(library, made, own, now))


def _kept(session: Session, now: dt.datetime, why: str) -> tuple[Backup, list[StoredFile]]:
    """Keep the files, and beside that make the copy, which gets its name when all files are there; with the files."""
    library = session.library
    with session.reading():
        files, mark = list_files(session.db), mark_of_files(session.db)
    store = FileStore(library.backups, library.vault)
    target = free_name(library.backups, why, now)
    with ThreadPoolExecutor(1, "files") as beside:
        taking = beside.submit(store.take, library, files)
        with ExitStack() as copy:
            # Nobody can write while it is copied; the files may take longer, and that keeps nobody from writing.
            with session.reading():
                written = library.database.stat().st_mtime_ns
                more = [] if mark_of_files(session.db) == mark else list_files(session.db)
                part = copy.enter_context(proven_copy(session.db, target))
            lost = {*taking.result(), *store.take(library, more)}
            if library.vault is not None:
                replace_file(library.backups / KEY, library.key.read_bytes())
            # Not when it was made but of which state it is: so a clock that is set makes no difference to is_needed.
            os.utime(part, ns=(written, written))
            give_name(part, target)
    with session.reading():
        faults = _faults(session, lost)
    return Backup(target, now.replace(microsecond=0), target.stat().st_size, why, faults), more or files


def discard(made: Backup) -> None:
    """Remove a backup of before something that was refused then, so that nothing changed. Raises StorageError."""
    with boundary(made.path.parent):
        for path in (made.path, made.second.path if made.second is not None else None):
            if path is not None:
                path.unlink(missing_ok=True)
                key_beside(path).unlink(missing_ok=True)


def backups(library: Library, folder: Path | None = None) -> tuple[Backup, ...]:
    """The backups of a library, the newest first; or those in another `folder`. Raises CannotAccess."""
    place = library.backups if folder is None else folder
    with boundary(library.folder):
        names = place.iterdir() if place.is_dir() else ()
        found = [backup for path in names if (backup := _backup_at(path)) is not None]
    return tuple(sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True))


def is_needed(library: Library) -> bool:
    """Whether no backup is of the state that the database is in. Raises CannotAccess."""
    with boundary(library.folder):
        written = library.database.stat().st_mtime_ns
        return all(backup.path.stat().st_mtime_ns != written for backup in backups(library))


def tidy_up(library: Library, now: dt.datetime) -> None:
    """Remove what need not be kept any longer, as after a `keep` that left it. Raises StorageError, DamageError."""
    with boundary(library.folder):
        if library.backups.is_dir():
            clear_parts(library.backups)
            _tidied(FileStore(library.backups, library.vault), library, None, now)


def second_backups(library: Library) -> tuple[Backup, ...]:
    """The backups in the second place, the newest first; none when none was chosen or it is not there."""
    place = second_place.second_place(library)
    return () if place is None else backups(library, place.folder)


def _faults(session: Session, lost: Collection[str]) -> tuple[FileFault, ...]:
    """What is wrong with the attachments whose files could not be kept."""
    if not lost:
        return ()
    bound = (each for each in list_attachments(session.db) if each.file.sha256 in lost)
    return attachments.faults((attachments.given_out(session.library, each) for each in bound), hashed=True)


def _tidied(store: FileStore, library: Library, own: Collection[StoredFile] | None, now: dt.datetime) -> None:
    """Remove backups by the rule and, when any went, the files that are not needed any more."""
    found = backups(library, store.place)
    stay = remove_old(found, now)
    if len(stay) < len(found):
        key = library.vault.database_key if library.vault is not None else ""
        remove_unneeded(library, store, stay, files_in(library.database, key) if own is None else own)


def _second(library: Library, made: Backup, own: Collection[StoredFile], now: dt.datetime) -> Second | None:
    """Keep the backup in the second place, too; what goes wrong there is told."""
    place = second_place.second_place(library)
    if place is None:
        return None
    if not place.chosen.is_dir():
        return second_place.away(place.chosen)
    try:
        place.folder.mkdir(exist_ok=True)
        clear_parts(place.folder)
        store = FileStore(place.folder, library.vault, apart=True)
        store.take(library, own)
        if library.vault is not None:
            replace_file(key_beside(place.folder / made.path.name), library.key.read_bytes())
        target = second_place.mirrored(made.path, place.folder)
        _tidied(store, library, own, now)
    except OSError as error:
        return second_place.told(place.chosen, error)
    return Second(target)


def _backup_at(path: Path) -> Backup | None:
    """The backup at `path`; None for files of another name, and for what is no file."""
    read = read_name(path.name)
    # A backup may be taken away at any moment.
    with contextlib.suppress(FileNotFoundError):
        if read is not None and path.is_file():
            return Backup(path, read[1], path.stat().st_size, read[0])
    return None
