"""Tidying up where backups lie: those that need not be kept any longer go, and the files that no kept one needs."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from ledger.attachments import kept_names
from ledger.durable import PART
from ledger.library import Library
from ledger.processes import process_mark
from ledger.safekeeping.file_store import FileStore
from ledger.safekeeping.keeping import Dated, kept
from ledger.safekeeping.names import key_beside
from ledger.store.closed import UnreadableBackup, files_in
from ledger.store.files import StoredFile

_PARTS = re.compile(rf"\.(\d+){re.escape(PART)}(-journal)?$")


class Lying(Dated, Protocol):
    """A backup with its place."""

    @property
    def path(self) -> Path:
        """The copy of the database."""


def remove_old(backups: Sequence[Lying], now: dt.datetime) -> tuple[Lying, ...]:
    """Remove the backups that the rule does not keep; those that stay. Raises OSError."""
    stay = kept(backups, now)
    for each in backups:
        if each not in stay:
            each.path.unlink(missing_ok=True)
            key_beside(each.path).unlink(missing_ok=True)
    return stay


def remove_unneeded(library: Library, store: FileStore, backups: Iterable[Lying], own: Iterable[StoredFile]) -> int:
    """Remove the files that neither the library (`own`) nor a backup speaks of; how many went.

    Where a backup cannot be read, as one with another passphrase, all files stay: it may need them.
    """
    unneeded = set(store.names()) - {name for file in own for name in kept_names(library, file)}
    key = library.vault.database_key if library.vault is not None else ""
    for each in backups:
        if not unneeded:
            return 0
        try:
            unneeded -= {name for file in files_in(each.path, key) for name in kept_names(library, file)}
        except (UnreadableBackup, OSError):
            return 0
    store.remove(unneeded)
    return len(unneeded)


def clear_parts(folder: Path) -> None:
    """Remove what programs that were killed had not finished: copies of databases, and of files on their way."""
    for path in folder.iterdir():
        match = _PARTS.search(path.name)
        if match and process_mark(int(match[1])) is None:
            # One that cannot be removed now (a virus scanner looks into it) goes the next time.
            with contextlib.suppress(OSError):
                path.unlink()
