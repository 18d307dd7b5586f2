"""Restoring a library from a backup, or putting another library in its place: either the old state stands or the new.

What is put in place is checked and made ready beside the library; then the present state is kept, even a damaged one;
then files that are missing come back; and last the database is exchanged, in one step (see safekeeping/swapping.py).
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ledger import backup as backups
from ledger.causes import reason
from ledger.durable import PART, name_folder, sync_file, sync_folder
from ledger.errors import DamageError, InputError, StorageError
from ledger.kept_files import SEALED
from ledger.library import Library, NewerLibrary, NotALibrary, UpgradeFailed
from ledger.lock import Lock, acquire
from ledger.records import Change
from ledger.safekeeping import swapping
from ledger.safekeeping.course import Course
from ledger.safekeeping.file_store import FileStore
from ledger.safekeeping.names import read_name
from ledger.safekeeping.source import (
    Source,
    files_of,
    made_ready,
    of_backup,
    of_library,
    pieces,
    put_files,
    sealed_otherwise,
)
from ledger.session import Session
from ledger.snapshot import BEIJING
from ledger.store.boundary import boundary
from ledger.store.closed import living_in
from ledger.unlocking import PassphraseNeeded, TooSoon
from ledger.vault import Vault, WrongPassphrase

SUBJECT = "library"
"""What the history of a library as a whole is kept under, as “scheme” is that of its rules."""
ASIDE = "恢复前原样"
"""Begins the name of the folder in which a database that cannot be read is kept as it was, byte for byte."""

_UNREADABLE = (DamageError, NotALibrary, NewerLibrary, UpgradeFailed, PassphraseNeeded, WrongPassphrase, TooSoon)
"""Why a present state cannot be kept as a backup, and is kept as it lies."""


class RestoreWaits(StorageError):
    """The new state is ready, but the database could not be exchanged; whoever opens the library next does it."""

    def __init__(self, folder: Path, why: str) -> None:
        self.folder, self.why = folder, why
        super().__init__(
            f"台帐库“{folder}”的恢复还差最后一步，新的内容没有换上（{why}）："
            "请检查磁盘，关闭可能占用它的别的程序，再打开台帐库，会自动接着做完。"
        )


class SameLibrary(InputError):
    """A library was to be put in place of itself."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"“{folder}”就是这个台帐库本身，没有改动：请选另一个台帐库。")


class OtherPassphrase(InputError):
    """What shall come has another key than the library, whose kept files would then be taken for its own."""

    def __init__(self, folder: Path, shown: Path) -> None:
        self.folder = folder
        super().__init__(
            f"“{shown.name}”是用另一个口令加密的，和台帐库“{folder.name}”现在的不同，没有恢复："
            "请先取消台帐库的口令（它的备份会一起解密），再恢复一次；口令忘了的，新建一个台帐库，恢复到那里。"
        )


@dataclass(frozen=True)
class Restored:
    """What stands now: how many living records, how many files came back, and the files that are lost, by name.

    `safety` is the backup of the state before, or the folder where it lies as it was; None when there was none.
    `unlocked` tells that the library had a passphrase and has none now, `rekeyed` that it has that of its backup now.
    """

    records: int
    put_back: int
    lost: tuple[str, ...]
    safety: Path | None
    unlocked: bool = False
    rekeyed: bool = False

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was done, for the clerk."""
        before = f"恢复前的状态留在“{self.safety.name}”" if self.safety else "恢复前没有可留的数据库"
        files = f"，补回{self.put_back}个附件文件" if self.put_back else ""
        lost = (f"附件“{name}”的文件在备份里也没有，请从纸质原件补回。" for name in self.lost)
        bare = ("现在的台帐库没有口令，谁都能打开：需要时请重新设置口令。",) if self.unlocked else ()
        old = ("台帐库的口令也回到这份备份的：打开时请用备份的口令。",) if self.rekeyed else ()
        return (f"已恢复：现在有{self.records}条记录{files}；{before}。", *bare, *old, *lost)


def restore(
    folder: Path,
    backup: Path,
    *,
    who: str,
    now: dt.datetime,
    passphrase: str | Vault = "",
    backup_passphrase: str | Vault | None = None,
    course: Course | None = None,
) -> Restored:
    """Put the state of `backup` in place of that of the library at `folder`, which nobody may have open.

    A `backup_passphrase` is given for a backup that has another one than the library.
    Raises NotALibrary, UnreadableBackup, PassphraseNeeded, WrongPassphrase, OtherPassphrase, LibraryBusy, and
    StorageError when the present state cannot be kept or the disk refuses, and RestoreStopped when the `course` says
    so: then the library is as it was. RestoreWaits: see there.
    """
    named = read_name(backup.name)
    made = f"（{named[1].astimezone(BEIJING):%Y-%m-%d %H:%M}）" if named else ""
    entry = Change(SUBJECT, now, who, "restore", "", "", backup.name, f"从备份恢复{made}")
    source = of_backup(backup, passphrase if backup_passphrase is None else backup_passphrase)
    return _Placing(Library(folder.resolve()), source, who, now, passphrase).placed(backups.RESTORE, entry, course)


def replace_by(
    folder: Path,
    other: Path,
    *,
    who: str,
    now: dt.datetime,
    passphrase: str | Vault = "",
    other_passphrase: str | Vault = "",
    course: Course | None = None,
) -> Restored:
    """Put the whole library at `other`, which stays as it is, in place of the one at `folder`; nobody has them open.

    Raises SameLibrary and what restore raises; then the library at `folder` is as it was.
    """
    if folder.resolve() == other.resolve():
        raise SameLibrary(folder)
    source = of_library(other, now, other_passphrase)
    entry = Change(SUBJECT, now, who, "restore", "", "", other.name, "用另一个台帐库替换")
    return _Placing(Library(folder.resolve()), source, who, now, passphrase).placed(backups.REPLACE, entry, course)


class _Placing:
    """One putting in place on its way."""

    def __init__(self, library: Library, source: Source, who: str, now: dt.datetime, passphrase: str | Vault) -> None:
        self._library, self._source = library, source
        self._who, self._now, self._passphrase = who, now, passphrase

    def placed(self, why: str, entry: Change, course: Course | None) -> Restored:
        """Do all of it."""
        library, source = self._library, self._source
        if not library.folder.is_dir():
            raise NotALibrary(library.folder, "没有这个文件夹")
        swapping.finish_pending(library, who=self._who, now=self._now)
        with boundary(library.folder), self._held() as session, swapping.prepared(library) as scratch:
            self._refuse_other_key(session)
            ready = made_ready(source, scratch, self._now, entry)
            locked = library.key.is_file()
            rekeyed = locked and source.key is not None and library.key.read_bytes() != source.key.read_bytes()
            safety = self._kept(session, why)
            if session is not None:
                session.db.close()
            files = files_of(source, ready)
            library.attachments.mkdir(exist_ok=True)
            count, lost = put_files(source, files, library.attachments, ready.attachments, course)
            records = living_in(ready.database, source.database_key)
            swapping.hold(library, scratch)
            self._swapped()
            self._drop_other_forms(source, [name for file in files for name, _ in pieces(source, file)])
        names = tuple(file.name for file in lost)
        return Restored(records, count, names, safety, locked and source.vault is None, rekeyed)

    def _refuse_other_key(self, session: Session | None) -> None:
        """Raise OtherPassphrase when files that the library keeps are sealed with another key than what comes.

        They would be taken for its own, and no backup made from then on would hold them. Where the present state
        cannot be opened, as the passphrase given is that of the backup alone, the files themselves tell it.
        """
        library, vault = self._library, self._source.vault
        if vault is None:
            return
        if session is not None:
            other = session.library.vault not in (None, vault)
        else:
            kept = (library.attachments, FileStore(library.backups).folder)
            other = any(sealed_otherwise(each, vault) for each in kept)
        if other:
            raise OtherPassphrase(library.folder, self._source.database)

    @contextmanager
    def _held(self) -> Iterator[Session | None]:
        """The lock, and the present state where it can be opened."""
        session, lock = self._opened()
        try:
            yield session
        finally:
            if session is not None:
                session.db.close()
            lock.release()

    def _opened(self) -> tuple[Session | None, Lock]:
        library, who, now = self._library, self._who, self._now
        with suppress(*_UNREADABLE):
            session = Session.open(library, who=who, read_only=False, now=now, passphrase=self._passphrase)
            if session.lock is not None:
                return session, session.lock
        return None, acquire(library.lock, who=who, now=now)

    def _kept(self, session: Session | None, why: str) -> Path | None:
        """Keep the present state: as a backup, or as it lies when it cannot be read."""
        if session is not None:
            with suppress(DamageError):
                return backups.keep(session, self._now, why=why).path
        return _set_aside(self._library, self._now)

    def _swapped(self) -> None:
        try:
            swapping.swap(self._library)
        except OSError as error:  # on Windows somebody reads it
            raise RestoreWaits(self._library.folder, reason(error)) from error

    def _drop_other_forms(self, source: Source, names: list[str]) -> None:
        """Remove what lies plain beside a sealed file, or sealed beside a plain one: nothing speaks of it any more."""
        for name in names:
            path = self._library.attachments / name
            other = path.with_name(path.name.removesuffix(SEALED) if source.vault else path.name + SEALED)
            if path.is_file():
                with suppress(OSError):  # one that cannot be removed harms nothing
                    other.unlink(missing_ok=True)


def _set_aside(library: Library, now: dt.datetime) -> Path | None:
    """Keep a database that cannot be read byte for byte, with its journal and key; None when there is none.

    It is a copy: the library stays as it is until the new state holds.
    """
    journal = library.database.with_name(f"{library.database.name}-journal")
    there = [path for path in (library.database, journal, library.key) if path.is_file()]
    if not there or there == [library.key]:
        return None
    library.backups.mkdir(exist_ok=True)
    stem, number = f"{ASIDE}_{now.astimezone(BEIJING):%Y%m%d-%H%M%S}", 1
    while (folder := library.backups / f"{stem}{f'_{number}' if number > 1 else ''}").exists():
        number += 1
    part = folder.with_name(f".{folder.name}{PART}")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    for path in there:
        shutil.copyfile(path, part / path.name)
        sync_file(part / path.name)
    sync_folder(part)
    name_folder(part, folder)
    sync_folder(library.backups)
    return folder
