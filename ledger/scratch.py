"""Scratch folders of libraries that are being made: held by a lock while their maker lives, cleared away afterwards."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ledger.library import Library
from ledger.lock import LibraryBusy, acquire


@contextmanager
def held(library: Library, *, who: str, now: dt.datetime) -> Iterator[Library]:
    """Hold the library's lock, so that nobody takes it for a leftover. Raises LibraryBusy."""
    lock = acquire(library.lock, who=who, now=now)
    try:
        yield library
    finally:
        lock.release()


def remove_leftovers(parent: Path, prefix: str, *, who: str, now: dt.datetime) -> None:
    """Remove the scratch folders in `parent` whose names begin with `prefix`, unless their makers are at work."""
    for leftover in sorted(parent.iterdir()):
        if leftover.name.startswith(prefix) and leftover.is_dir() and not leftover.is_symlink():
            # One that is held, or that belongs to somebody else, harms nobody by staying.
            with suppress(LibraryBusy, OSError), held(Library(leftover), who=who, now=now):
                shutil.rmtree(leftover)
