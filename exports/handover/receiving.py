"""Receiving a package: a look inside, its library opened beside one's own, and a private copy for merging."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from exports.handover.bag_numbers import LIBRARY_FRONT
from exports.handover.layout import Purpose
from exports.handover.library_inside import private_room
from exports.handover.package_contents import Contents
from exports.handover.reading import opened
from exports.handover.refusals import NoLibraryInside
from exports.handover.unpacking import (
    below,
    disk_errors,
    refuse_full,
    refuse_place,
    reread,
    take,
    verified_whole,
    watch,
)
from exports.handover.verifying import Tell, Verified, never, silent
from exports.sink import FolderSink
from ledger.book import Ledger
from ledger.foreign_library import bring_up_to_date
from ledger.library import Library, OlderLibrary


@dataclass(frozen=True)
class Inside:
    """What a whole package holds, for the one who decides what to do with it.

    `records` counts the living records by the title of their kind, empty without a library; `version` is that of the
    library's tables, 0 without one. `files` and `bytes` count the whole payload.
    """

    package: str
    purpose: Purpose
    unit: str
    year: int
    campaign: str
    campaign_name: str
    scheme: str
    records: Mapping[str, int]
    deleted: int
    files: int
    bytes: int
    made: dt.datetime
    by: str
    version: int
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Received:
    """A library that came out of a package and stands at `folder`; `files` and `bytes` are what was copied."""

    folder: Path
    files: int
    bytes: int
    verified: Verified


def inside(verified: Verified) -> Inside:
    """What is in a package that was found whole. Raises ValueError for one that was not."""
    info, library = verified.info, verified.library
    if info is None or not verified.whole:
        raise ValueError("only a whole package is looked into")
    return Inside(
        package=info.package,
        purpose=info.purpose,
        unit=info.unit,
        year=info.year,
        campaign=info.campaign,
        campaign_name=info.campaign_name,
        scheme=info.scheme if library is None else library.scheme,
        records={} if library is None else library.records,
        deleted=0 if library is None else library.deleted,
        files=verified.counts.files,
        bytes=verified.counts.bytes,
        made=info.made,
        by=info.by,
        version=0 if library is None else library.version,
        notes=verified.notes,
    )


def receive_beside(
    package: Path,
    target: Path,
    *,
    passphrase: str | None = None,
    now: dt.datetime | None = None,
    tell: Tell = silent,
    stopped: Callable[[], bool] = never,
) -> Received:
    """Put the library of the package to the new folder `target`; nothing of the package itself is changed.

    It is verified first, and again while it is copied and read back. Raises PackageNotWhole, NoLibraryInside,
    PlaceTaken, PlaceInLibrary, PlaceInPackage, NoRoomHere, TakenOtherwise, CannotWrite and what verify raises; then
    nothing is left.
    """
    target = target.absolute()
    refuse_place(target)
    with opened(package, passphrase) as contents:
        verified = verified_whole(contents, package.name, now=now, tell=tell, stopped=stopped)
        files = _library_files(verified, package.name)
        size = sum(contents.files[LIBRARY_FRONT + path] for path in files)
        refuse_full(target, size)
        with disk_errors(target), FolderSink(target) as sink:
            _make_private(sink.path("ledger.db").parent)
            _copy(contents, files, sink.path, tell, stopped)
            scratch = sink.path("ledger.db").parent
            for folder in ("attachments", "backups"):
                (scratch / folder).mkdir(exist_ok=True)
            _look_once_more(scratch)
    return Received(target, len(files), size, verified)


@contextmanager
def library_in(
    package: Path,
    *,
    passphrase: str | None = None,
    now: dt.datetime | None = None,
    scratch: Path | None = None,
    tell: Tell = silent,
    stopped: Callable[[], bool] = never,
) -> Iterator[Received]:
    """The library of a package as a verified, private, read-only copy, gone when the block ends.

    The copy lies below `scratch` (the system's temporary folder when None) and is of the tables' latest version, so
    that it can be opened for reading only. Raises as receive_beside does.
    """
    with opened(package, passphrase) as contents:
        verified = verified_whole(contents, package.name, now=now, tell=tell, stopped=stopped)
        files = _library_files(verified, package.name)
        size = sum(contents.files[LIBRARY_FRONT + path] for path in files)
        with private_room(scratch or Path(tempfile.gettempdir())) as folder:
            refuse_full(folder, size)
            with disk_errors(folder):
                _copy(contents, files, _places(folder), tell, stopped)
                for name in ("attachments", "backups"):
                    (folder / name).mkdir(exist_ok=True)
            bring_up_to_date(Library(folder), now=now or dt.datetime.now(dt.UTC))
            _forbid_writing(folder)
            yield Received(folder, len(files), size, verified)


def _library_files(verified: Verified, name: str) -> dict[str, str]:
    """The SHA-256 of the library's files by their path below it. Raises NoLibraryInside."""
    if verified.library is None:
        raise NoLibraryInside(name)
    return below(verified.digests, LIBRARY_FRONT)


def _copy(
    contents: Contents,
    files: Mapping[str, str],
    place: Callable[[str], Path],
    tell: Tell,
    stopped: Callable[[], bool],
) -> None:
    on = watch((contents.files[LIBRARY_FRONT + path] for path in files), tell, stopped)
    for path, sha256 in files.items():
        take(contents, LIBRARY_FRONT + path, place(path), sha256, on)
    reread(((place(path), sha256) for path, sha256 in files.items()), on)


def _places(folder: Path) -> Callable[[str], Path]:
    def place(path: str) -> Path:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    return place


def _look_once_more(folder: Path) -> None:
    """Open the copy as a ledger and read it; one of an older version was read after its private copy was upgraded."""
    with contextlib.suppress(OlderLibrary), Ledger.open(folder, read_only=True) as ledger:
        ledger.records()


def _make_private(folder: Path) -> None:
    # On Windows the folder has the rights of the one it stands in.
    if os.name == "posix":
        folder.chmod(stat.S_IRWXU)


def _forbid_writing(folder: Path) -> None:
    # Windows could not remove such files afterwards.
    for path in folder.rglob("*") if os.name == "posix" else ():
        if path.is_file():
            path.chmod(stat.S_IRUSR)
