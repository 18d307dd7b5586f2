"""A copy of a whole library at another place, on a USB stick too: read again and compared before it gets its name."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ledger.attachments import normal_file, original_file
from ledger.causes import reason
from ledger.durable import drop_from_memory, make_folders, name_folder, sync_file, sync_folder
from ledger.errors import InputError, StorageError
from ledger.kept_files import KeptFile
from ledger.library import Library
from ledger.places import library_around, refuse_in_package
from ledger.private import make_folder
from ledger.scratch import held, remove_leftovers
from ledger.sealing import BrokenSeal
from ledger.session import Session
from ledger.sizes import size_in_words
from ledger.store.boundary import boundary
from ledger.store.converting import convert_database
from ledger.store.copying import copy_database
from ledger.store.files import StoredFile, list_files

Tell = Callable[[int, int, str], object]
"""Takes bytes done, bytes in all, and what is being done now; each byte is written once and read once."""

_PREFIX = ".台帐库副本.part-"


class CopyTaken(InputError):
    """There is something already where the copy shall be."""

    def __init__(self, dest: Path) -> None:
        self.dest = dest
        super().__init__(f"“{dest}”已经存在，没有复制任何内容：请换一个名称或位置。")


class CopyInside(InputError):
    """The copy would stand inside a library."""

    def __init__(self, dest: Path, library: Path) -> None:
        self.dest, self.library = dest, library
        super().__init__(f"“{dest}”在台帐库“{library}”里面，没有复制任何内容：请选台帐库以外的位置，最好是U盘。")


class CopyStopped(InputError):
    """The clerk stopped the copying."""

    def __init__(self) -> None:
        super().__init__("已停止复制，没有留下任何文件：需要时可以重新复制。")


class CannotCopy(StorageError):
    """The disk refused the copy, or gives it back otherwise; nothing of it was left."""

    def __init__(self, dest: Path, why: str, cure: str) -> None:
        self.dest, self.why = dest, why
        super().__init__(f"没有复制到“{dest}”：{why}，没有留下半份副本。请{cure}。")


@dataclass(frozen=True)
class NotCopied:
    """A file of the library that could not be copied, as it is missing or spoilt there: its name and what is wrong."""

    name: str
    why: str

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for the clerk."""
        return f"附件“{self.name}”没有复制：台帐库里的文件{self.why}。请从备份或纸质原件补回，再重新添加。"


@dataclass(frozen=True)
class WholeCopy:
    """A copy that stands at `folder` and opens by itself: its files, their size in bytes, and what was not copied."""

    folder: Path
    files: int
    size: int
    faults: tuple[NotCopied, ...]


@dataclass(frozen=True)
class _Piece:
    """A file to be copied: from where, to where below the copy, and its SHA-256 where that is known."""

    name: str
    source: KeptFile
    target: KeptFile
    sha256: str = ""


def copy_library(
    session: Session,
    dest: Path,
    *,
    who: str,
    now: dt.datetime,
    tell: Tell,
    stopped: Callable[[], bool],
    open_to_all: bool = False,
) -> WholeCopy:
    """Copy the database and every kept file to the new folder `dest`; backups, drafts and the cache stay behind.

    The copy has the passphrase of the library; with `open_to_all` it has none. It may be done beside a writer.
    `stopped` is asked between blocks. Raises what refuse_place raises, CopyStopped, CannotCopy, and what reading the
    database raises; then nothing of it is left at `dest`.
    """
    dest = dest.absolute()
    refuse_place(dest)
    with session.reading():
        need = session.library.database.stat().st_size + sum(file.size for file in list_files(session.db))
    with disk_errors(dest):
        refuse_full(dest, need)
        remove_leftovers(dest.parent, _PREFIX, who=who, now=now)
        scratch = dest.with_name(f"{_PREFIX}{uuid.uuid4().hex[:8]}")
        make_folder(scratch)
        try:
            vault = None if open_to_all else session.library.vault
            with held(Library(scratch, vault), who=who, now=now) as copy:
                made = _Work(session, copy, dest, tell, stopped).done()
            refuse_place(dest)
            name_folder(scratch, dest)
            sync_folder(dest.parent)
        except BaseException:
            shutil.rmtree(scratch, ignore_errors=True)
            raise
    return made


class _Work:
    """One copying on its way."""

    def __init__(self, session: Session, copy: Library, dest: Path, tell: Tell, stopped: Callable[[], bool]) -> None:
        self._session, self._copy, self._dest = session, copy, dest
        self._tell, self._stopped = tell, stopped
        self._bytes, self._total = 0, 1
        self._digests: dict[KeptFile, str] = {}
        self._faults: list[NotCopied] = []

    def done(self) -> WholeCopy:
        """Write everything, then read everything again."""
        for folder in (self._copy.attachments, self._copy.backups):
            make_folder(folder)
        files = self._database()
        pieces = list(self._pieces(files))
        size = self._copy.database.stat().st_size
        self._total = 2 * (size + sum(_length(piece.source) for piece in pieces))
        self._step(size, "数据库")
        for piece in pieces:
            self._take(piece)
        written = {file.path for file in self._digests}
        for folder in {path.parent for path in written} | {self._copy.folder, self._copy.attachments}:
            sync_folder(folder)
        for file in self._digests:
            self._reread(file)
        return WholeCopy(self._dest, len(written), sum(map(_length, self._digests)), tuple(self._faults))

    def _database(self) -> list[StoredFile]:
        """Copy the database; the files that it knows of."""
        library, target = self._session.library, self._copy.database
        with boundary(self._dest, new=True), self._session.db.atomic():  # what the disk refuses, it refuses there
            copy_database(self._session.db, target)
            files = list_files(self._session.db)
        if library.vault is not None and self._copy.vault is None:
            with boundary(self._dest, new=True):
                convert_database(target, library.vault.database_key, target, "")
        copied = [target]
        if self._copy.vault is not None:
            shutil.copyfile(library.key, self._copy.key)
            copied.append(self._copy.key)
        for path in copied:
            with path.open("rb") as stream:
                self._digests[KeptFile(path)] = hashlib.file_digest(stream, "sha256").hexdigest()
        return files

    def _pieces(self, files: list[StoredFile]) -> Iterator[_Piece]:
        library = self._session.library
        for file in files:
            yield _Piece(file.name, original_file(library, file), original_file(self._copy, file), file.sha256)
            source, target = normal_file(library, file), normal_file(self._copy, file)
            if source is not None and target is not None:
                yield _Piece(f"{file.name}（转正图片）", source, target)

    def _take(self, piece: _Piece) -> None:
        """Copy one file; one that is missing or spoilt is noted and left out."""
        try:
            piece.source.path.open("rb").close()
        except FileNotFoundError:
            self._faults.append(NotCopied(piece.name, "不见了"))
            return
        except OSError as error:
            self._faults.append(NotCopied(piece.name, f"读不出来（{reason(error)}）"))
            return
        make_folders(piece.target.path.parent)
        digest = hashlib.sha256()
        try:
            piece.target.write(self._passed(piece, digest))
        except BrokenSeal:
            digest = hashlib.sha256()
        if piece.sha256 and digest.hexdigest() != piece.sha256:
            piece.target.path.unlink()
            self._faults.append(NotCopied(piece.name, "内容变了"))
            return
        self._digests[piece.target] = digest.hexdigest()

    def _passed(self, piece: _Piece, digest: hashlib._Hash) -> Iterator[bytes]:
        """The blocks of a file, each put into the digest and told."""
        for block in piece.source.blocks():
            digest.update(block)
            yield block
            self._step(len(block), f"复制{piece.name}")

    def _reread(self, file: KeptFile) -> None:
        """Read a file of the copy again, from the disk where the system can be made to, and compare."""
        sync_file(file.path)
        drop_from_memory(file.path)
        digest = hashlib.sha256()
        for block in file.blocks():
            digest.update(block)
            self._step(len(block), "重新读出核对")
        if digest.hexdigest() != self._digests[file]:
            raise CannotCopy(self._dest, "写进去的内容再读出来不一样", "检查这个磁盘，或换一个U盘再复制")

    def _step(self, size: int, words: str) -> None:
        if self._stopped():
            raise CopyStopped
        self._bytes += size
        self._tell(min(self._bytes, self._total), self._total, words)


def _length(file: KeptFile) -> int:
    """Bytes that a file holds, 0 when it is not there."""
    with contextlib.suppress(OSError):
        return file.size()
    return 0


def refuse_place(dest: Path) -> None:
    """Raise CopyTaken, CopyInside or PlaceInPackage."""
    if os.path.lexists(dest):
        raise CopyTaken(dest)
    library = library_around(dest)
    if library is not None:
        raise CopyInside(dest, library)
    refuse_in_package(dest)


def refuse_full(dest: Path, need: int) -> None:
    """Raise CannotCopy when there is not enough room for `need` bytes."""
    room = shutil.disk_usage(dest.parent).free
    if room < need:
        why = f"磁盘只剩{size_in_words(room)}，这个台帐库要{size_in_words(need)}"
        raise CannotCopy(dest, why, "腾出空间，或换一个U盘")


@contextmanager
def disk_errors(dest: Path) -> Iterator[None]:
    """What the disk of `dest` refuses inside becomes CannotCopy."""
    try:
        yield
    except OSError as error:
        raise CannotCopy(dest, reason(error), "检查这个磁盘或U盘，再复制一次") from error
