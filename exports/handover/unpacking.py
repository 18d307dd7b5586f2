"""Taking verified files out of a package: into a scratch folder beside the place, hashed twice, renamed last."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from exports.errors import CannotRead, CannotWrite
from exports.handover.package_contents import BLOCK, BrokenEntry, Contents
from exports.handover.reading import opened
from exports.handover.refusals import NoRoomHere, PackageNotWhole, PlaceInLibrary, PlaceTaken, TakenOtherwise
from exports.handover.verifying import Tell, Verified, VerifyingStopped, never, silent, verify_contents
from exports.sink import FolderSink
from ledger.places import library_around, refuse_in_package


@dataclass(frozen=True)
class Unpacked:
    """A package that stands as a plain folder now: its files and their size in bytes."""

    folder: Path
    files: int
    size: int
    verified: Verified


@dataclass(frozen=True)
class Watch:
    """Who is told of the progress, and who is asked whether to go on; each byte counts twice, written and read back."""

    tell: Tell
    stopped: Callable[[], bool]
    total: int
    done: list[int]

    def step(self, size: int, words: str) -> None:
        """Some bytes more. Raises VerifyingStopped."""
        if self.stopped():
            raise VerifyingStopped
        self.done[0] += size
        self.tell(min(self.done[0], self.total), self.total, words)


def watch(files: Iterable[int], tell: Tell, stopped: Callable[[], bool]) -> Watch:
    """A watch over files of these sizes."""
    return Watch(tell, stopped, max(1, 2 * sum(files)), [0])


def unpack(
    package: Path,
    dest: Path,
    *,
    passphrase: str | None = None,
    now: dt.datetime | None = None,
    tell: Tell = silent,
    stopped: Callable[[], bool] = never,
) -> Unpacked:
    """Put a package as a plain, unencrypted folder to `dest`, as the archive wants it (档发〔2012〕7号).

    Raises PackageNotWhole, what refuse_place and verify raise, NoRoomHere, TakenOtherwise, CannotWrite.
    """
    dest = dest.absolute()
    refuse_place(dest)
    with opened(package, passphrase) as contents:
        verified = verified_whole(contents, package.name, now=now, tell=tell, stopped=stopped)
        refuse_full(dest, sum(contents.files.values()))
        on = watch(contents.files.values(), tell, stopped)
        with disk_errors(dest), FolderSink(dest) as sink:
            for path in contents.files:
                take(contents, path, sink.path(path), verified.digests[path], on)
            reread(((sink.path(path), verified.digests[path]) for path in contents.files), on)
    return Unpacked(dest, len(contents.files), sum(contents.files.values()), verified)


def verified_whole(
    contents: Contents, name: str, *, now: dt.datetime | None, tell: Tell, stopped: Callable[[], bool]
) -> Verified:
    """What verifying the package found, when that is nothing wrong. Raises PackageNotWhole."""
    verified = verify_contents(contents, now=now, tell=tell, stopped=stopped)
    if not verified.whole:
        raise PackageNotWhole(name, verified.findings)
    return verified


def refuse_place(dest: Path) -> None:
    """Raise PlaceTaken, PlaceInLibrary or PlaceInPackage."""
    if os.path.lexists(dest):
        raise PlaceTaken(dest)
    library = library_around(dest)
    if library is not None:
        raise PlaceInLibrary(dest, library)
    refuse_in_package(dest)


def refuse_full(dest: Path, need: int) -> None:
    """Raise NoRoomHere when `dest` has less room than `need` bytes; CannotRead when its folder is not there."""
    try:
        room = shutil.disk_usage(dest.parent).free
    except OSError as error:
        raise CannotRead(dest.parent, error) from error
    if room < need:
        raise NoRoomHere(dest, room, need)


@contextmanager
def disk_errors(dest: Path) -> Iterator[None]:
    """Turn what the disk of `dest` refuses into CannotWrite; what the package's refuses is CannotRead by then."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(dest, error) from error


def take(contents: Contents, path: str, target: Path, sha256: str, on: Watch) -> None:
    """Copy one file to the new file `target`, on the disk for certain. Raises TakenOtherwise, OSError of the disk."""
    digest = hashlib.sha256()
    with target.open("xb") as stream:
        blocks = contents.blocks(path)
        while block := _next(blocks, path):
            digest.update(block)
            stream.write(block)
            on.step(len(block), f"复制{target.name}")
        stream.flush()
        os.fsync(stream.fileno())
    if digest.hexdigest() != sha256:
        raise TakenOtherwise(path)


def _next(blocks: Iterable[bytes], path: str) -> bytes:
    """The next block, b"" behind the last; the medium's errors are kept apart from those of the disk written to."""
    try:
        return next(iter(blocks), b"")
    except BrokenEntry as error:
        raise TakenOtherwise(path) from error
    except OSError as error:
        raise CannotRead(Path(path), error) from error


def reread(files: Iterable[tuple[Path, str]], on: Watch) -> None:
    """Read what was written once more, from the disk where that can be had. Raises TakenOtherwise, OSError."""
    for path, sha256 in files:
        digest = hashlib.sha256()
        with path.open("rb") as stream:
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            while block := stream.read(BLOCK):
                digest.update(block)
                on.step(len(block), "重新读出核对")
        if digest.hexdigest() != sha256:
            raise TakenOtherwise(path.name)


def below(digests: Mapping[str, str], front: str) -> dict[str, str]:
    """The files whose path begins with `front`, by the rest of it."""
    return {path[len(front) :]: digest for path, digest in digests.items() if path.startswith(front)}
