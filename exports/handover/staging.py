"""Where a package is made and how it gets its name: folders of one's own, removed afterwards, and renaming last."""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from exports.errors import CannotRead
from exports.handover.bag import Step
from exports.handover.errors import CannotPackage
from exports.handover.job import Tell
from exports.handover.layout import how_to_open_name, package_name
from exports.handover.volumes import numbered
from exports.sink import HELD, is_held, lock, remove_leftovers
from ledger.durable import name_folder, sync_folder
from ledger.processes import process_mark

PART = ".移交包.part-"
"""How the folder begins in which a package is written, beside where it will stand."""
SHOP = "taizhang-移交-"
"""How the folder of this computer begins in which the submission is made, and the bag of what is encrypted."""
_BLOCK = 1 << 20  # bytes
_NEW = "." if os.name == "posix" else ""


def named(paths: tuple[Path, ...], dest: Path) -> tuple[Path, ...]:
    """What was written at its place under its name, the last of `paths`, without which the others are nothing, last."""
    done: list[Path] = []
    try:
        for path in paths:
            target = dest / path.name
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
            name_folder(path, target)
            done.append(target)
        sync_folder(dest)
    except BaseException:
        for place in done:
            if place.is_dir():
                shutil.rmtree(place, ignore_errors=True)
            else:
                place.unlink(missing_ok=True)
        raise
    return tuple(reversed(done))


def free_name(dest: Path, unit: str, now: dt.datetime) -> str:
    """The first name of the day that nothing in `dest` has."""
    taken = {path.name for path in dest.iterdir()}
    number = 1
    while True:
        name = package_name(unit, now, number)
        if taken.isdisjoint({name, f"{name}.zip", numbered(f"{name}.zip", 1), how_to_open_name(name)}):
            return name
        number += 1


def write(place: Path, data: bytes) -> None:
    """A new file with its folders. Raises OSError."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def blocks_of(path: Path) -> Iterator[bytes]:
    """The content of a file in pieces. Raises CannotRead."""
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                yield block
    except OSError as error:
        raise CannotRead(path, error) from error


def counter(tell: Tell, total: int) -> Step:
    """Counts bytes for a meter."""
    done = 0

    def step(size: int, words: str) -> None:
        nonlocal done
        done += size
        tell(done, total, words)

    return step


@contextmanager
def room(parent: Path, prefix: str) -> Iterator[Path]:
    """A folder of one's own in `parent`, removed afterwards; those of runs that were killed are removed now.

    Its marker is locked, not only written: what a stick that was pulled out brings back is nobody's. Raises OSError.
    """
    remove_leftovers(parent, prefix)
    _remove_nameless(parent, prefix)
    folder = Path(tempfile.mkdtemp(prefix=f"{_NEW}{prefix}{os.getpid()}-", dir=parent))
    try:
        marker = lock(folder / HELD)
        if os.name == "posix":
            # Under its name only once it is locked: another program might just be clearing leftovers away. Windows
            # renames no folder in which a file is open.
            folder = folder.rename(folder.with_name(folder.name.removeprefix(_NEW)))
        try:
            yield folder
        finally:
            with suppress(OSError):  # of a stick that is gone
                os.close(marker)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_nameless(parent: Path, prefix: str) -> None:
    """Remove the rooms of runs that were killed before these got their names, which say whose they were."""
    front = f"{_NEW}{prefix}"
    for found in sorted(parent.glob(f"{front}*")):
        maker = found.name.removeprefix(front).partition("-")[0]
        alive = maker.isascii() and maker.isdigit() and process_mark(int(maker)) is not None
        if not alive and not is_held(found):
            shutil.rmtree(found, ignore_errors=True)


def clear(*places: Path) -> None:
    """Remove what runs that were ended by force left on this computer and in `places`; what cannot be read stays."""
    for folder, prefix in ((Path(tempfile.gettempdir()), SHOP), *((place, PART) for place in places)):
        with suppress(OSError):  # a stick that is gone has nothing to be removed
            remove_leftovers(folder, prefix)


@contextmanager
def disk_errors(place: Path) -> Iterator[None]:
    """What the disk at `place` refuses inside becomes CannotPackage."""
    try:
        yield
    except OSError as error:
        raise CannotPackage(place, error) from error
