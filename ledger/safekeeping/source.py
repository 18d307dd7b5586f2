"""What may be put in place of a library's state: a backup, or another library; and how it is made ready."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ledger.attachments import holds, kept_names
from ledger.durable import make_folders, sync_folder
from ledger.errors import LedgerError
from ledger.kept_files import SEALED, KeptFile
from ledger.library import DamagedLibrary, Library, NewerLibrary
from ledger.records import Change
from ledger.safekeeping.course import Course
from ledger.safekeeping.file_store import FileStore, copied
from ledger.safekeeping.names import keys_of
from ledger.sealing import BrokenSeal
from ledger.store.boundary import boundary
from ledger.store.closed import UnreadableBackup, fault_of_closed, files_in
from ledger.store.database import open_database
from ledger.store.files import StoredFile
from ledger.store.rows import insert_changes
from ledger.store.strangers import refuse_strange
from ledger.unlocking import PassphraseNeeded, is_plain, is_protected, unlock
from ledger.vault import Vault, WrongPassphrase, opened_key

_TRIED = 20
"""Sealed files that are tried before it is said that their key is another: not all of them will be damaged."""


@dataclass(frozen=True)
class Source:
    """A database that nobody writes, where its files lie (named as below `attachments`), and its keys if it has any."""

    database: Path
    files: Path
    key: Path | None = None
    vault: Vault | None = None

    @property
    def database_key(self) -> str:
        """The key of the database, "" for one without."""
        return self.vault.database_key if self.vault is not None else ""

    def file(self, name: str, root: Path | None = None) -> KeptFile:
        """A file of the source, or the one of that name below another `root`."""
        return KeptFile((root or self.files) / name, self.vault.files_key if self.vault is not None else b"")


def of_backup(path: Path, passphrase: str | Vault = "") -> Source:
    """The backup at `path`; `passphrase` is needed for one that has any, and may be the keys themselves.

    Raises UnreadableBackup, PassphraseNeeded, WrongPassphrase, DamagedKey.
    """
    try:
        plain, size = is_plain(path), path.stat().st_size
    except OSError as error:
        raise UnreadableBackup(path, "这里没有这个文件，或者读不出来") from error
    if not size:
        raise UnreadableBackup(path, "它是空的")
    if plain:
        return Source(path, FileStore(path.parent).folder)
    keys = [key for key in keys_of(path) if key.is_file()]
    if not keys:
        raise UnreadableBackup(path, "它不是台帐的备份，或者少了同名的 .key 文件")
    key, vault = _unlocked(path, keys, passphrase)
    apart = FileStore(path.parent, vault, apart=True).folder
    return Source(path, apart if apart.is_dir() else FileStore(path.parent, vault).folder, key, vault)


def _unlocked(path: Path, keys: Sequence[Path], passphrase: str | Vault) -> tuple[Path, Vault]:
    """The first key that the passphrase opens."""
    if isinstance(passphrase, Vault):
        return keys[0], passphrase
    if not passphrase:
        raise PassphraseNeeded(path)
    for key in keys:
        vault = opened_key(key, passphrase)
        if vault is not None:
            return key, vault
    raise WrongPassphrase(path)


def of_library(folder: Path, now: dt.datetime, passphrase: str | Vault = "") -> Source:
    """The library at `folder`, which nobody may have open. Raises NotALibrary, and as of_backup does."""
    library = Library(folder.resolve())
    library.check()
    if not is_protected(library):
        return Source(library.database, library.attachments)
    if not passphrase:
        raise PassphraseNeeded(library.folder)
    vault = passphrase if isinstance(passphrase, Vault) else unlock(library, passphrase, now)
    return Source(library.database, library.attachments, library.key, vault)


def made_ready(source: Source, folder: Path, now: dt.datetime, entry: Change | None = None) -> Library:
    """A library in the empty `folder` with the database of `source`, checked, up to date, and `entry` in its history.

    Its attachments are not there yet. Raises UnreadableBackup for what is damaged, strange or of a later program.
    """
    library = Library(folder, source.vault)
    _copy(source.database, library.database)
    journal = source.database.with_name(f"{source.database.name}-journal")
    if journal.is_file():
        _copy(journal, folder / f"{library.database.name}-journal")
    if source.key is not None:
        _copy(source.key, library.key)
    try:
        with boundary(folder):
            if source.vault is None:
                refuse_strange(library)
            db = open_database(library, read_only=False, now=now)
            try:
                if entry is not None:
                    insert_changes(db, [entry])
            finally:
                db.close()
        fault = fault_of_closed(library.database, source.database_key)
    except (DamagedLibrary, NewerLibrary, UnreadableBackup) as error:
        raise UnreadableBackup(source.database, _why(error)) from error
    if fault:
        raise UnreadableBackup(source.database, f"数据库已损坏（{fault}）")
    shutil.rmtree(library.backups, ignore_errors=True)  # made when it was brought up to date
    return library


def _copy(source: Path, target: Path) -> None:
    if not copied(source, KeptFile(target)):
        raise UnreadableBackup(source, "读不出来")


def _why(error: LedgerError) -> str:
    match error:
        case NewerLibrary(found=found, known=known):
            return f"它是第{found}版格式，本程序只认到第{known}版，请换用新版本的程序"
        case DamagedLibrary(why=why):
            return f"数据库已损坏（{why}）"
        case UnreadableBackup(why=why):
            return why
    return str(error)


def sealed_otherwise(folder: Path, vault: Vault) -> bool:
    """Whether there are sealed files below `folder` and `vault` opens none of them; some may be damaged."""
    tried = [_opens(KeptFile(each, vault.files_key)) for each in islice(folder.rglob(f"*{SEALED}"), _TRIED)]
    return bool(tried) and not any(tried)


def _opens(file: KeptFile) -> bool:
    try:
        return next(file.blocks(), None) is not None
    except OSError:
        return False


def files_of(source: Source, ready: Library) -> tuple[StoredFile, ...]:
    """The files that a database that was made ready speaks of."""
    return files_in(ready.database, source.database_key)


def put_files(
    source: Source,
    files: tuple[StoredFile, ...],
    target: Path,
    instead: Path | None = None,
    course: Course | None = None,
) -> tuple[int, tuple[StoredFile, ...]]:
    """Put files of `source` below `target` unless they are there and right; how many were put, and which are lost.

    One that lies there otherwise is put below `instead`, to be exchanged later. Raises OSError when the disk refuses,
    and RestoreStopped.
    """
    course = course or Course()
    make_folders(target)
    course.begin(files)
    put, lost, folders = 0, list[StoredFile](), set[Path]()
    for file in files:
        course.step(file)
        for name, sha256 in pieces(source, file):
            there = source.file(name, target)
            if is_right(there, sha256, source.file(name)):
                continue
            place = source.file(name, instead) if instead is not None and there.path.exists() else there
            if copied(source.file(name).path, place, sha256, target):
                put += 1
                folders |= {place.path.parent, place.path.parent.parent}
            elif sha256 or not there.is_file():
                lost.append(file)
    for folder in folders:
        sync_folder(folder)
    return put, tuple(dict.fromkeys(lost))


def pieces(source: Source, file: StoredFile) -> Iterator[tuple[str, str]]:
    """The original with its SHA-256, and the upright picture, of which none is known."""
    for number, name in enumerate(kept_names(Library(source.files, source.vault), file)):
        yield name, "" if number else file.sha256


def is_right(there: KeptFile, sha256: str, other: KeptFile) -> bool:
    """Whether a file holds what it shall; one whose SHA-256 is not known, whether it has the length of the `other`."""
    if not there.is_file():
        return False
    if sha256:
        return holds(there, sha256)
    try:
        return there.path.stat().st_size == other.path.stat().st_size if other.is_file() else bool(there.read_bytes())
    except BrokenSeal:
        return False
