"""The library inside a package: a private copy of its database is looked into, and its files are held against it."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from exports.errors import CannotWrite
from exports.handover.bag_numbers import DATABASE_PATH, LIBRARY_FRONT
from exports.handover.findings import Altered, Finding, Unexpected, Unreadable, Unsafe
from exports.handover.layout import DATABASE
from exports.handover.package_contents import Contents
from exports.handover.staging import room
from ledger.errors import LedgerError, StorageError
from ledger.foreign_library import ForeignLibrary, look_into

_PREFIX = "taizhang-接收-"
"""How the folders of this computer begin in which a stranger's library is looked into."""
_BESIDE = tuple(f"{DATABASE_PATH}{ending}" for ending in ("-journal", "-wal", "-shm"))
"""Files that SQLite would take for a part of the database and play back into it."""

Look = tuple[ForeignLibrary | None, tuple[Finding, ...], tuple[str, ...]]
"""What the library holds, what is wrong with it, and sentences that are no faults."""


def library_faults(contents: Contents, digests: Mapping[str, str], now: dt.datetime) -> Look:
    """Look into the library of a package whose files have these `digests` for certain. Raises StorageError."""
    beside = tuple(Unsafe(path, "它会被当成数据库没写完的部分") for path in _BESIDE if path in contents.files)
    if beside:
        return None, beside, ()
    with private_room(Path(tempfile.gettempdir())) as folder:
        _copied(contents, folder / DATABASE)
        try:
            library = look_into(folder, now=now)
        except LedgerError as error:
            if isinstance(error, StorageError) and isinstance(error.__cause__, OSError):
                raise  # the disk of this computer refused, which says nothing of the package
            return None, (Unreadable(DATABASE_PATH, _why(error, folder)),), ()
    return library, tuple(_piece_faults(library, digests)), tuple(_notes(library, digests))


@contextmanager
def private_room(place: Path) -> Iterator[Path]:
    """A folder in `place` that nobody else can read, removed in the end; what killed runs left goes now.

    Raises CannotWrite.
    """
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(room(place, _PREFIX)) / "台帐库"
            folder.mkdir()
        except OSError as error:
            raise CannotWrite(place, error) from error
        yield folder.resolve()


def _copied(contents: Contents, target: Path) -> None:
    try:
        with target.open("xb") as stream:
            for block in contents.blocks(DATABASE_PATH):
                stream.write(block)
    except OSError as error:
        raise CannotWrite(target, error) from error


def _why(error: LedgerError, folder: Path) -> str:
    """What an error about the private copy says, told of the library in the package; its advice is for one's own."""
    first = str(error).partition("。")[0].replace(f"“{folder}”", "")
    front, bracket, why = first.removesuffix("）").rpartition("（")
    return f"{front}：{why}" if bracket else first


def _piece_faults(library: ForeignLibrary, digests: Mapping[str, str]) -> Iterator[Finding]:
    known = {LIBRARY_FRONT + piece.path: piece.sha256 for piece in library.pieces}
    for path, digest in digests.items():
        if path.startswith(LIBRARY_FRONT) and path != DATABASE_PATH:
            if path not in known:
                yield Unexpected(path)
            elif known[path] and known[path] != digest:
                yield Altered(path, "与台帐库里登记的校验值不同")


def _notes(library: ForeignLibrary, digests: Mapping[str, str]) -> Iterator[str]:
    """What the sender's own library lacked already: it is told, and the rest is taken."""
    for piece in library.pieces:
        if LIBRARY_FRONT + piece.path not in digests:
            yield f"移交方的台帐库里就缺少附件“{piece.name}”的文件：其余内容不受影响，可请移交方另行补交。"
    if library.unread:
        yield f"移交方的台帐库里有{library.unread}条记录的个别栏目读不出来：打开后会逐条说明。"
