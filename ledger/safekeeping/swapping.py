"""Putting another state of a library in place of its own: prepared beside it, and swapped in file by file.

What is ready gets the name PENDING in one rename; from then on the new state holds. Whoever opens the library next
finishes the swapping first, however often it was cut off: each step can be done again, and the database comes last.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

from ledger.durable import make_folders, name_folder, put_in_place, replace_file, sync_file, sync_folder
from ledger.library import Library, ReadOnlyLibrary, UnfinishedLibrary
from ledger.lock import acquire
from ledger.store.boundary import boundary

PENDING = ".恢复待换"
_SCRATCH = ".恢复.part-"


@contextlib.contextmanager
def prepared(library: Library) -> Iterator[Path]:
    """An empty folder in the library to prepare another state in; it goes unless it was made to `hold`.

    What is left of others that were cut off goes first. Only for the one who holds the lock.
    """
    _clear(library)
    scratch = library.folder / f"{_SCRATCH}{uuid.uuid4().hex[:8]}"
    scratch.mkdir()
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def hold(library: Library, scratch: Path) -> None:
    """Make the state in `scratch` hold from now on: a database, its key if it has one, and files in `attachments`."""
    for path in sorted(scratch.rglob("*"), reverse=True):
        (sync_folder if path.is_dir() else sync_file)(path)
    sync_folder(scratch)
    name_folder(scratch, library.folder / PENDING)
    sync_folder(library.folder)


def finish_pending(library: Library, *, who: str, now: dt.datetime) -> None:
    """Finish a swapping that was cut off, if there is one, holding the lock meanwhile.

    Raises LibraryBusy while it is under way, UnfinishedLibrary where nothing can be written.
    """
    if not (library.folder / PENDING).is_dir():
        return
    try:
        with boundary(library.folder):
            lock = acquire(library.lock, who=who, now=now)
            try:
                swap(library)
            finally:
                lock.release()
    except ReadOnlyLibrary as error:
        raise UnfinishedLibrary(library.folder) from error


def swap(library: Library) -> None:
    """Put in place what is held ready. Only for the one who holds the lock. Raises OSError; then it is done later."""
    pending = library.folder / PENDING
    if not pending.is_dir():
        return
    ready = Library(pending)
    for path in sorted(ready.attachments.rglob("*")):
        if path.is_file():
            target = library.attachments / path.relative_to(ready.attachments)
            make_folders(target.parent)
            put_in_place(path, target)
            sync_folder(target.parent)
    if ready.key.is_file():
        replace_file(library.key, ready.key.read_bytes())
    if ready.database.is_file():
        # A journal of the old database would be taken for one of the new.
        library.database.with_name(f"{library.database.name}-journal").unlink(missing_ok=True)
        sync_folder(library.folder)
        put_in_place(ready.database, library.database)
        sync_folder(library.folder)
    if not ready.key.is_file():
        library.key.unlink(missing_ok=True)
    # Renamed first: were it cut off among its files, it would be taken for another state to put in place.
    done = library.folder / f"{_SCRATCH}{uuid.uuid4().hex[:8]}"
    name_folder(pending, done)
    sync_folder(library.folder)
    shutil.rmtree(done, ignore_errors=True)


def _clear(library: Library) -> None:
    for path in library.folder.iterdir():
        if path.name.startswith(_SCRATCH) and path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
