"""The library of somebody else, looked into before it is taken in: whether it is whole, and what is in it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ledger.attachments import normal_file, original_file
from ledger.book import Ledger
from ledger.library import DamagedLibrary, Library
from ledger.records import Campaign, Record
from ledger.session import Session
from ledger.store.boundary import boundary
from ledger.store.files import StoredFile, list_files
from ledger.store.strangers import refuse_strange

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"(\.[A-Za-z0-9]{1,8})?")


@dataclass(frozen=True)
class KeptPiece:
    """A file that the database speaks of: its path below the library's folder (with /), and its name for the clerk.

    `sha256` is "" for the upright picture made of an original, of which the database keeps no digest.
    """

    path: str
    name: str
    sha256: str = ""


@dataclass(frozen=True)
class ForeignLibrary:
    """What a library holds that was found whole; `version` is that of its tables as it came.

    `records` counts the living ones by the title of their kind, `deleted` those in the recycle bin; `unread` counts
    those in which a value was spoilt. `pieces` are the files that belong to it, `bytes` the sum of the originals.
    """

    campaign: Campaign
    scheme: str
    version: int
    records: Mapping[str, int]
    deleted: int
    unread: int
    pieces: tuple[KeptPiece, ...]
    bytes: int


def look_into(folder: Path, *, now: dt.datetime) -> ForeignLibrary:
    """Check the database of the private copy at `folder`, and read everything in it; attachments need not be there.

    A copy of an older version is brought up to date on the way. Raises DamagedLibrary, NotALibrary, NewerLibrary and
    whatever else opening a library raises.
    """
    library = Library(folder.resolve())
    with boundary(library.folder):
        library.check()
        refuse_strange(library)
    version = bring_up_to_date(library, now=now)
    with Ledger.open(library.folder, read_only=True) as ledger:
        living, deleted = ledger.records(), ledger.records(deleted=True)
        unread = sum(1 for record in (*living, *deleted) if _is_spoilt(record))
        counts = Counter(record.declared.title for record in living)
        campaign, scheme = ledger.campaign, ledger.scheme.name
    files = _files(library, now)
    pieces = tuple(piece for file in files for piece in _pieces(library, file))
    size = sum(file.size for file in files)
    return ForeignLibrary(campaign, scheme, version, dict(counts), len(deleted), unread, pieces, size)


def _is_spoilt(record: Record) -> bool:
    # What was spoilt is known once the values were read.
    return bool(record.values is None or record.unread)


def bring_up_to_date(library: Library, *, now: dt.datetime) -> int:
    """Open a private copy once as one who may write; the version it had before. Raises what opening raises."""
    with boundary(library.folder), library.database.open("rb") as stream:
        version = int.from_bytes(stream.read(64)[60:], "big")  # user_version (SQLite file format, 1.3)
    Session.open(library, who="", read_only=False, now=now).close()
    return version


def _files(library: Library, now: dt.datetime) -> list[StoredFile]:
    """The files that the database speaks of, each of which must have a name of ours: a path is made of it."""
    session = Session.open(library, who="", read_only=True, now=now)
    try:
        with session.reading():
            files = list_files(session.db)
    finally:
        session.close()
    for file in files:
        if not (_SHA256.fullmatch(file.sha256) and _SUFFIX.fullmatch(file.suffix)):
            raise DamagedLibrary(library.folder, "有的附件登记得不对")
    return files


def _pieces(library: Library, file: StoredFile) -> Iterator[KeptPiece]:
    yield KeptPiece(_below(library, original_file(library, file).path), file.name, file.sha256)
    picture = normal_file(library, file)
    if picture is not None:
        yield KeptPiece(_below(library, picture.path), f"{file.name}（转正图片）")


def _below(library: Library, path: Path) -> str:
    return str(PurePosixPath(path.relative_to(library.folder)))
