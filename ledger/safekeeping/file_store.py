"""The attachments of backups: each content once, as it lies in the library, in `files` beside the backups.

Below it the names are those below `attachments`. Inside the library they change their form along with it when it gets
a passphrase. In another place they do not: there sealed files lie in a folder of their own for each key.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ledger.attachments import holds, kept_names
from ledger.durable import PART, drop_from_memory, make_folders, put_in_place, sync_folder
from ledger.kept_files import KeptFile
from ledger.library import Library
from ledger.private import opener
from ledger.store.files import StoredFile
from ledger.vault import Vault

FILES = "files"
_BLOCK = 1 << 20  # bytes
_ID = 12  # characters


@dataclass(frozen=True)
class FileStore:
    """The files of the backups in `place`, of a library with these keys or with none; `apart` from the library."""

    place: Path
    vault: Vault | None = None
    apart: bool = False

    @property
    def folder(self) -> Path:
        """Where the files lie."""
        base = self.place / FILES
        if self.vault is None or not self.apart:
            return base
        return base / hashlib.sha256(b"taizhang backup files" + self.vault.files_key).hexdigest()[:_ID]

    def file(self, name: str) -> KeptFile:
        """The file called `name` below the folder."""
        return KeptFile(self.folder / name, self.vault.files_key if self.vault else b"")

    def take(self, library: Library, files: Iterable[StoredFile]) -> tuple[str, ...]:
        """Keep every file of the library that is not there yet; the SHA-256 of those that could not be.

        A file that is there with the right length is neither copied nor read. Raises OSError when the disk of the
        store refuses; what is missing or spoilt in the library is no error.
        """
        source, target = f"{library.attachments}/", f"{self.folder}/"
        lost, fresh = list[str](), set[Path]()
        for file in files:
            for number, name in enumerate(kept_names(library, file)):
                size = _size(source + name)
                if size >= 0 and size == _size(target + name):
                    continue
                kept = self.file(name)
                if size >= 0 and copied(Path(source, name), kept, "" if number else file.sha256, self.place):
                    fresh.add(kept.path.parent)
                else:
                    lost.append(file.sha256)
        for folder in fresh:
            sync_folder(folder)
        return tuple(dict.fromkeys(lost))

    def names(self) -> Iterator[str]:
        """The names of all files that are there, whatever their form."""
        for front in ("", "normal/"):
            for inner in _entries(f"{self.folder}/{front}"):
                if len(inner) == 2:
                    yield from (f"{front}{inner}/{name}" for name in _entries(f"{self.folder}/{front}{inner}"))

    def remove(self, names: Collection[str]) -> None:
        """Remove files; one that cannot be removed now (a virus scanner looks into it) goes the next time."""
        for name in names:
            with contextlib.suppress(OSError):
                (self.folder / name).unlink()


def copied(source: Path, target: KeptFile, sha256: str = "", scratch: Path | None = None) -> bool:
    """Copy a file as it lies, and read it again; False when the source cannot be read or has not the content it shall.

    Then nothing was changed. It is written in the folder `scratch` of the same disk, else beside its place. Raises
    OSError when the disk of the target refuses. The folder of the target has to be synced yet.
    """
    path = target.path
    make_folders(path.parent)
    part = (scratch or path.parent) / f"{path.name}.{os.getpid()}{PART}"
    part.unlink(missing_ok=True)
    try:
        digest = _copy(source, part)
        drop_from_memory(part)
        if digest is None or digest != _digest(part) or (sha256 and not holds(KeptFile(part, target.key), sha256)):
            return False
        put_in_place(part, path)
    finally:
        part.unlink(missing_ok=True)
    return True


def _size(path: str) -> int:
    """Bytes of the file, -1 when there is none; with pathlib it takes four times as long, and there are thousands."""
    try:
        return os.stat(path).st_size  # noqa: PTH116
    except OSError:
        return -1


def _entries(folder: str) -> list[str]:
    """What is in the folder, nothing when there is none."""
    try:
        return os.listdir(folder)  # noqa: PTH208  as above
    except (FileNotFoundError, NotADirectoryError):
        return []


def _copy(source: Path, part: Path) -> str | None:
    """Copy bytes, on the disk for certain; their SHA-256, None when the source cannot be read."""
    digest = hashlib.sha256()
    unread: list[OSError] = []
    with open(part, "xb", opener=opener) as target:
        for block in _blocks(source, unread):
            digest.update(block)
            target.write(block)
        target.flush()
        os.fsync(target.fileno())
    return None if unread else digest.hexdigest()


def _blocks(source: Path, unread: list[OSError]) -> Iterator[bytes]:
    """What a file holds; what the disk says against it is put into `unread`, apart from what the target's disk says."""
    try:
        with source.open("rb") as stream:
            while block := stream.read(_BLOCK):
                yield block
    except OSError as error:
        unread.append(error)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
