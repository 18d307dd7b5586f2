"""Where faults of the disk and of SQLite become sentences, once for every action."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee

from ledger.causes import reason, sqlite_reason
from ledger.errors import LedgerError
from ledger.library import CannotAccess, DamagedLibrary, DiskFull, LibraryGone, LibraryHeld, ReadOnlyLibrary
from ledger.store.rows import BrokenRow

_DRIVERS = {"sqlite3", "sqlcipher3"}
_GARBLED = "could not decode"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


@contextmanager
def boundary(folder: Path, *, new: bool = False) -> Iterator[None]:
    """Turn what the disk or SQLite raises inside into an error about the library `folder`, the original chained.

    `new` says that the library is only being made: that it is not there yet is no fault.
    Mistakes of the program itself (such as a broken constraint) are let through unchanged.
    """
    try:
        yield
    except LedgerError:
        raise
    except OSError as error:
        raise of_disk(error, folder) from error
    except peewee.DatabaseError as error:
        sentence = next(filter(None, (of_database(each, folder) for each in _chain(error))), None)
        if sentence is None:
            raise
        if isinstance(sentence, ReadOnlyLibrary | CannotAccess) and not new and _gone(folder):
            sentence = LibraryGone(folder)  # SQLite calls it read-only when its file has another place now
        raise sentence from error
    except Exception as error:
        # Rows are fetched past peewee, so that the errors of either driver come under their own names.
        driver = type(error).__module__.partition(".")[0]
        # What SQLite says of a schema that is no text any more is none either, and cannot be read by the driver.
        garbled = isinstance(error, UnicodeDecodeError)
        words = _GARBLED if garbled else str(error)
        fault = of_database(peewee.DatabaseError(words), folder) if garbled or driver in _DRIVERS else None
        if fault is None:
            raise
        raise fault from error


@contextmanager
def transaction(db: peewee.SqliteDatabase, folder: Path) -> Iterator[None]:
    """All of the body is kept, or nothing; the right to write is taken at the start, not at the first change."""
    with boundary(folder):
        begun = False
        try:
            with db.atomic("IMMEDIATE"):
                begun = True
                yield
        except BaseException:
            # Where another program holds the file nothing was begun, and a look would only wait for it once more.
            if begun:
                undo_rest(db)
            raise


def undo_rest(db: peewee.SqliteDatabase) -> None:
    """Have SQLite finish the undoing of a failed transaction, and give the disk its room back.

    When a write fails SQLite only lets go of the file; what was written, and the journal that undoes it, stay until
    the next look at the database. Where even that fails, the next opening does it.
    """
    with contextlib.suppress(peewee.DatabaseError):
        db.get_tables()


def _chain(error: BaseException | None) -> Iterator[peewee.DatabaseError]:
    """`error` and what it came out of: on a full disk SQLite has rolled back already, and peewee's rollback fails."""
    while error is not None:
        if isinstance(error, peewee.DatabaseError):
            yield error
        error = error.__context__


def _gone(folder: Path) -> bool:
    """Whether there is no such folder; not when the disk does not even answer that."""
    try:
        folder.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def of_disk(error: OSError, folder: Path) -> LedgerError:
    """The error that says what `error` means for the library `folder`."""
    if error.errno in _FULL:
        return DiskFull(folder)
    if error.errno in _READ_ONLY:
        return ReadOnlyLibrary(folder)
    place = Path(str(error.filename)) if error.filename else folder
    return CannotAccess(place, reason(error))


def of_database(error: peewee.DatabaseError, folder: Path) -> LedgerError | None:
    """The error that says what SQLite's `error` means, None when it is a mistake of the program."""
    words = str(error).lower()
    if "full" in words:
        return DiskFull(folder)
    if _GARBLED in words:
        return DamagedLibrary(folder, "里面有读不出来的文字")
    if isinstance(error, BrokenRow) or "malformed" in words or "not a database" in words:
        why = str(error) if isinstance(error, BrokenRow) else sqlite_reason(words)
        return DamagedLibrary(folder, why)
    if "readonly" in words or "read-only" in words:
        return ReadOnlyLibrary(folder)
    if "locked" in words or "busy" in words:
        return LibraryHeld(folder)
    if "disk i/o error" in words or "unable to open" in words:
        return CannotAccess(folder, sqlite_reason(words))
    return None
