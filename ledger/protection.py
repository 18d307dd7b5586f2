"""Giving a library a passphrase, another one, or none again; a process killed in between leaves it as it was, or done.

Every file is first written a second time in its new form, beside the old one. Then the database is written anew and
put in place by one rename, which is the moment of change: its first bytes tell which form is in force (see unlocking).
Only then the old forms go; what is left of them after a kill goes at the next `settle`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ledger.durable import PART, drop_from_memory, put_in_place, replace_file, sync_folder
from ledger.errors import InputError, LedgerError, StorageError
from ledger.kept_files import SEALED, KeptFile
from ledger.library import CannotAccess, Library
from ledger.lock import acquire
from ledger.sealing import BrokenSeal, is_sealed, open_whole, seal_whole
from ledger.sizes import size_in_words
from ledger.store.boundary import boundary
from ledger.store.converting import convert_database
from ledger.store.database import open_database
from ledger.unlocking import is_plain, is_protected, unlock
from ledger.vault import Vault, change_key, keep_key, new_vault

Tell = Callable[[int, int, str], object]
"""Takes files done, files in all, and what is being done now."""


class AlreadyProtected(InputError):
    """A library with a passphrase was to be given one."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"台帐库“{folder.name}”已经设有口令，没有任何改动：要换口令请用“更换口令”。")


class NotProtected(InputError):
    """A library without a passphrase was to get another one, or to lose it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"台帐库“{folder.name}”没有设口令，没有任何改动：需要时请先设置口令。")


class NoRoomToConvert(StorageError):
    """Both forms of every file must find room for a while."""

    def __init__(self, folder: Path, need: int, room: int) -> None:
        super().__init__(
            f"磁盘只剩{size_in_words(room)}，改写“{folder.name}”里的文件要{size_in_words(need)}，没有任何改动："
            "请先腾出空间再做。"
        )


@dataclass(frozen=True)
class Protected:
    """A library that has a passphrase now: the code that opens it when that is forgotten, and files left as they were.

    `unread` names files that could not be read; they stay as they were, and can still be read by anybody.
    """

    recovery: str
    unread: tuple[str, ...]


def protect(folder: Path, passphrase: str, *, who: str, now: dt.datetime, tell: Tell = lambda *_: None) -> Protected:
    """Encrypt the closed library at `folder` with a new passphrase: database, attachments, backups and drafts.

    Raises WeakPassphrase, AlreadyProtected, NoRoomToConvert, LibraryBusy and what opening a database raises; then the
    library is as it was.
    """
    with _held(folder, who, now) as library:
        if is_protected(library):
            raise AlreadyProtected(folder)
        vault = new_vault()
        recovery = keep_key(library.key, vault, passphrase)
        try:
            _switch(library, Library(library.folder, vault), now, tell)
        except BaseException:
            if not is_protected(library):
                _drop_twins(library, plain=False)
                library.key.unlink(missing_ok=True)
                library.settling.unlink(missing_ok=True)
            raise
        return Protected(recovery, settle(Library(library.folder, vault), None, tell))


def unprotect(
    folder: Path, passphrase: str, *, who: str, now: dt.datetime, tell: Tell = lambda *_: None
) -> tuple[str, ...]:
    """Decrypt the closed library at `folder`; names of files that could not be read, which stay sealed.

    Raises WrongPassphrase, TooSoon, NotProtected, NoRoomToConvert, LibraryBusy; then the library is as it was. One that
    was killed after the change of the database finishes its work when it is asked for again.
    """
    with _held(folder, who, now) as library:
        if not library.key.is_file():
            raise NotProtected(folder)
        vault = unlock(library, passphrase, now)
        if is_protected(library):
            try:
                _switch(Library(library.folder, vault), library, now, tell)
            except BaseException:
                if is_protected(library):
                    _drop_twins(library, plain=True)
                    library.settling.unlink(missing_ok=True)
                raise
        unread = settle(library, vault, tell)
        if not unread:
            # Last: until then what is left sealed can be opened.
            (library.backups / library.key.name).unlink(missing_ok=True)
            library.key.unlink(missing_ok=True)
        return unread


def change_passphrase(folder: Path, old: str, new: str, *, who: str, now: dt.datetime) -> None:
    """Give the library another passphrase; only its key is written again, at once or not at all.

    Raises WeakPassphrase, WrongPassphrase, TooSoon, NotProtected, LibraryBusy.
    """
    with _held(folder, who, now) as library:
        if not is_protected(library):
            raise NotProtected(folder)
        change_key(library.key, unlock(library, old, now), new)


def settle(library: Library, old: Vault | None, tell: Tell = lambda *_: None) -> tuple[str, ...]:
    """Bring everything beside the database into the form that is in force; names of files that could not be read.

    `library` has the keys in force, `old` are those of before, when it had any. It may be done again and again: the
    change itself is made, so that what the disk refuses now is named, and is done at a later opening.
    """
    new = library.vault
    works = [(path, _replace_twin) for path in _files(library, plain=new is not None)]
    works += [(path, _settle_backup) for path in sorted(library.backups.glob("*.db"))]
    works += [(path, _settle_draft) for path in sorted(library.drafts.glob("*"))]
    unread = []
    for number, (path, work) in enumerate(works):
        tell(number, len(works), "清理旧文件")
        try:
            with boundary(library.folder):
                work(path, old, new)
        except LedgerError:
            unread.append(path.name)
    if new is not None:
        shutil.rmtree(library.cache, ignore_errors=True)
    if not unread:
        library.settling.unlink(missing_ok=True)
    return tuple(unread)


@contextmanager
def _held(folder: Path, who: str, now: dt.datetime) -> Iterator[Library]:
    library = Library(folder.resolve())
    with boundary(library.folder):
        library.check()
        lock = acquire(library.lock, who=who, now=now)
        try:
            yield library
        finally:
            lock.release()


def _switch(source: Library, target: Library, now: dt.datetime, tell: Tell) -> None:
    """Write every file in its new form beside the old one, then exchange the database."""
    files = list(_files(source, plain=source.vault is None))
    need = sum(path.stat().st_size for path in files) + 2 * source.database.stat().st_size
    room = shutil.disk_usage(source.folder).free
    if room < need:
        raise NoRoomToConvert(source.folder, need, room)
    open_database(source, read_only=False, now=now).close()  # whole, up to date, and nothing of it left undone
    for number, path in enumerate(files):
        tell(number, len(files) + 1, f"改写{path.name[:12]}……")
        with suppress(BrokenSeal):  # settle names it
            _twin(path, source.vault, target.vault)
    tell(len(files), len(files) + 1, "改写数据库")
    target.settling.touch()
    convert_database(source.database, _key(source.vault), source.database, _key(target.vault))


def _replace_twin(path: Path, old: Vault | None, new: Vault | None) -> None:
    _twin(path, old, new)
    path.unlink()


def _twin(path: Path, old: Vault | None, new: Vault | None) -> None:
    """Write the file at `path` in its other form beside it, unless it is there and whole. Raises BrokenSeal."""
    source = KeptFile(path, old.files_key if old else b"")
    name = path.name + SEALED if new else path.name.removesuffix(SEALED)
    target = KeptFile(path.with_name(name), new.files_key if new else b"")
    wanted = _digest(source)
    if target.is_file() and _holds(target, wanted):
        return
    part = KeptFile(path.with_name(f"{name}.{os.getpid()}{PART}"), target.key)
    part.path.unlink(missing_ok=True)
    try:
        part.write(source.blocks())
        drop_from_memory(part.path)
        if not _holds(part, wanted):
            raise CannotAccess(target.path, "写进去的内容再读出来不一样")
        put_in_place(part.path, target.path)
    finally:
        part.path.unlink(missing_ok=True)
    sync_folder(path.parent)


def _digest(file: KeptFile) -> bytes:
    digest = hashlib.sha256()
    for block in file.blocks():
        digest.update(block)
    return digest.digest()


def _holds(file: KeptFile, digest: bytes) -> bool:
    try:
        return _digest(file) == digest
    except BrokenSeal:
        return False


def _files(library: Library, *, plain: bool) -> Iterator[Path]:
    """The attachments, and those kept with the backups, that lie there plain or sealed; scratch files are passed by."""
    for root in (library.attachments, library.backups / "files"):
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.name.endswith(PART) and path.name.endswith(SEALED) is not plain:
                yield path


def _drop_twins(library: Library, *, plain: bool) -> None:
    """Remove the second forms after a failure: those of which the form in force is beside them."""
    for path in list(_files(library, plain=plain)):
        other = path.with_name(path.name + SEALED if plain else path.name.removesuffix(SEALED))
        if other.is_file():
            path.unlink()


def _settle_backup(path: Path, old: Vault | None, new: Vault | None) -> None:
    if is_plain(path) is (new is None):
        return
    stat = path.stat()
    convert_database(path, _key(old), path, _key(new))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # when a backup was made is asked of its file, too


def _settle_draft(path: Path, old: Vault | None, new: Vault | None) -> None:
    data = path.read_bytes()
    if is_sealed(data) is (new is not None):
        return
    stat = path.stat()
    plain = open_whole(old.files_key if old else b"", data)
    replace_file(path, seal_whole(new.files_key if new else b"", plain))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _key(vault: Vault | None) -> str:
    return vault.database_key if vault is not None else ""
