"""A folder that appears whole or not at all: written in a scratch folder beside it and renamed last."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import TracebackType

from exports.errors import DISK_ERRNOS, CannotWrite, NameCollision, NotWhole, TargetExists
from exports.names import fold
from ledger.causes import number_of
from ledger.durable import name_folder, sync_file, sync_folder

HELD = ".正在导出"
"""Marker file inside a scratch folder; while its writer lives it is locked, so leftovers can be told from live work."""


class FolderSink:
    """Writes the files of one folder; the folder stands at `dest` only after the `with` block ends without an error.

    Leaving the block by an exception, a cancel included, removes everything written. Scratch folders left by an
    earlier run that was killed are removed on entering; those of a run still alive are left alone.

    Raises TargetExists before anything is written when `dest` is there, CannotWrite when the disk refuses.
    """

    def __init__(self, dest: Path) -> None:
        self.dest = dest.absolute()
        self._scratch: Path | None = None
        self._marker: int | None = None
        self._given: dict[str, str] = {}
        self._folders: set[Path] = set()
        self.written: dict[str, tuple[int, str]] = {}
        """Size and SHA-256 of what was written from memory, by its name; it was read back."""

    def __enter__(self) -> FolderSink:
        _refuse_existing(self.dest)
        prefix = f".{self.dest.name}.part-"
        try:
            with _disk_errors(self.dest):
                remove_leftovers(self.dest.parent, prefix)
                self._scratch = self.dest.parent / (prefix + secrets.token_hex(4))
                self._scratch.mkdir()
                self._marker = lock(self._scratch / HELD)
        except BaseException:  # Ctrl+C too, which may come between any two of these lines
            self._discard()
            raise
        return self

    def path(self, rel: str) -> Path:
        """The scratch place of the file `rel` (relative, with `/`), its folders made; `rel` may be asked for again.

        Raises NameCollision when Windows would take `rel` for another file of this folder, ValueError when `rel`
        leads out of the folder.
        """
        scratch, known = self._open(), self._given.setdefault(fold(rel), rel)
        if known != rel:
            raise NameCollision(rel, known)
        target = scratch / _inside(rel)
        if target.parent not in self._folders:
            with _disk_errors(self.dest):
                target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        return target

    def write(self, rel: str, data: bytes) -> Path:
        """Writes `data` as the new file `rel` and returns its scratch place. Raises NameCollision when it is there."""
        target = self.path(rel)
        self.written[rel] = _write_checked(target, data, self.dest, rel)
        return target

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        scratch = self._open()
        try:
            if error is None:
                self._finish(scratch)
        finally:
            self._discard()
        if isinstance(error, OSError) and _comes_from(error, scratch):
            raise CannotWrite(self.dest, error) from error

    def _discard(self) -> None:
        """Remove the scratch folder.

        What is still open elsewhere (on Windows) goes when the next export enters.
        """
        self._release()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = None

    def _open(self) -> Path:
        if self._scratch is None:
            raise ValueError("the sink is used outside its with block")
        return self._scratch

    def _finish(self, scratch: Path) -> None:
        with _disk_errors(self.dest):
            sync_tree(scratch)
            _refuse_existing(self.dest)
            self._release()
            sync_folder(scratch)
            name_folder(scratch, self.dest)
            sync_folder(self.dest.parent)

    def _release(self) -> None:
        if self._marker is not None and self._scratch is not None:
            os.close(self._marker)
            self._marker = None
            (self._scratch / HELD).unlink(missing_ok=True)


def _refuse_existing(dest: Path) -> None:
    if os.path.lexists(dest):
        raise TargetExists(dest)


def _inside(rel: str) -> PurePosixPath:
    """`rel` as a path; raises ValueError when any system would read it as leading elsewhere."""
    path, windows = PurePosixPath(rel), PureWindowsPath(rel)
    if not path.parts or "\\" in rel or ".." in path.parts or path.is_absolute() or windows.drive or windows.root:
        raise ValueError(f"not a relative path inside the folder: {rel!r}")
    return path


@contextmanager
def _disk_errors(dest: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWrite(dest, error) from error


def _comes_from(error: OSError, scratch: Path) -> bool:
    """Whether `error` is about what is written here rather than about a file being read."""
    if number_of(error) in DISK_ERRNOS:
        return True
    return isinstance(error.filename, str | os.PathLike) and Path(error.filename).is_relative_to(scratch)


def remove_leftovers(parent: Path, prefix: str) -> None:
    """Remove the scratch folders in `parent` whose names begin with `prefix`, but those whose writers live (`HELD`).

    Raises OSError.
    """
    if parent.exists() and not parent.is_dir():  # Windows has several words for this
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(parent))
    for found in sorted(parent.iterdir()):
        if found.name.startswith(prefix) and found.is_dir() and not found.is_symlink() and not is_held(found):
            shutil.rmtree(found, ignore_errors=True)


def is_held(scratch: Path) -> bool:
    """Whether the writer of a scratch folder lives."""
    marker = scratch / HELD
    try:
        if not marker.exists():
            return False
        os.close(lock(marker))
    except OSError:
        return True
    return False


def lock(path: Path) -> int:
    """Opens `path` and locks it until closed; the system drops the lock of a killed process. OSError when locked."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if sys.platform != "win32" and error.errno in {errno.ENOLCK, errno.ENOTSUP}:
            return handle  # Some network and stick file systems know no locks; the export itself can still be made.
        os.close(handle)
        raise
    return handle


def _write_checked(target: Path, data: bytes, dest: Path, rel: str) -> tuple[int, str]:
    """Writes a new file and reads it back; returns its size and SHA-256.

    Raises NameCollision when it is there, NotWhole when it reads back differently, CannotWrite when the disk refuses.
    """
    with _disk_errors(dest):
        try:
            with target.open("x+b") as file:
                file.write(data)
                file.seek(0)
                if file.read() != data:
                    raise NotWhole(f"“{rel}”读回的内容与写入的不同")
        except FileExistsError as error:
            raise NameCollision(rel, rel) from error
    return len(data), hashlib.sha256(data).hexdigest()


def sync_tree(folder: Path) -> None:
    """Makes the system put every file below `folder`, and the folders' own entries, on the disk. Raises OSError.

    Thousands of files go there much faster all at once; only asking for each tells whether its disk took it.
    """
    places = [(Path(place), files) for place, _, files in os.walk(folder)]
    if hasattr(os, "sync") and sum(len(files) for _, files in places) > _MANY:
        os.sync()
    for place, files in places:
        for name in sorted(files):
            sync_file(place / name)
        sync_folder(place)


_MANY = 100
"""Files from which on the system is asked to put everything on its disks."""
