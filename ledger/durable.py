"""Putting files and folders on the disk for certain, so that a cut of power takes nothing that was reported as kept."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ledger.private import mode_of, opener

PART = ".part"
"""The end of the name of a file that is being written."""

_WAITS = (0.05, 0.2, 0.8, 1.6) if sys.platform == "win32" else ()
"""Seconds between tries: on Windows a virus scanner may hold a fresh file for a moment."""


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` at `path`, whole or not at all, in place of what is there; its folder must be there. Raises OSError.

    What a program that was killed meanwhile leaves behind ends in `PART`.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
    try:
        with open(part, "wb", opener=opener) as file:
            file.write(data)
        sync_file(part)
        put_in_place(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def put_in_place(part: Path, path: Path) -> None:
    """Give the written file `part` the name `path`, in place of what is there; the folder has to be synced yet.

    Waits a little where a virus scanner holds it. Raises OSError.
    """
    _in_tries(lambda: part.replace(path))


def name_folder(scratch: Path, dest: Path) -> None:
    """Give the folder `scratch`, or a file, the name `dest` that nothing has; `dest.parent` has to be synced yet.

    Waits a little where a virus scanner holds it or one of its files. Raises OSError.
    """
    _in_tries(lambda: scratch.rename(dest))


def _in_tries(rename: Callable[[], object]) -> None:
    for wait in _WAITS:
        try:
            rename()
        except PermissionError:
            time.sleep(wait)
        else:
            return
    rename()


def make_folders(folder: Path) -> None:
    """Make `folder` and what is missing above it, their names on the disk for certain. Raises OSError."""
    if not folder.is_dir():
        make_folders(folder.parent)
        folder.mkdir(mode_of(folder, 0o777), exist_ok=True)
        sync_folder(folder.parent)


def sync_file(path: Path) -> None:
    """Have the system write the content of `path` to the disk. Raises OSError."""
    # Windows syncs only what is open for writing.
    handle = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def drop_from_memory(path: Path) -> None:
    """Have the system forget what it holds of a file that was synced, so that it is read from the disk next.

    Where that cannot be asked for, nothing is done. Raises OSError.
    """
    if not hasattr(os, "posix_fadvise"):
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Have the system write the names in `folder` to the disk; does nothing where that cannot be asked for."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)
