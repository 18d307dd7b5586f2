"""A folder made into a BagIt 1.0 bag (RFC 8493) with SHA-256, and a bag read back against its manifests."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import bagit

from exports.handover.layout import BAGIT, MANIFEST, PAGE, PAYLOAD, TAG_MANIFEST

logging.getLogger("bagit").addHandler(logging.NullHandler())  # its English must not reach the clerk

_VERSION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
"""The library writes 0.97, which is the same but for what 1.0 forbids and no bag of ours has."""
_BLOCK = 1 << 20  # bytes

Step = Callable[[int, str], object]
"""Takes the bytes just done and what is being done; may raise to stop."""


def make_bag(folder: Path, info: Mapping[str, str], page: bytes) -> None:
    """Move all that is in `folder` below data/ and write manifests, tag files and the page beside it.

    The library changes the working directory meanwhile: no other thread of the process may care. Raises OSError.
    """
    try:
        with _same_place(folder):
            bagit.make_bag(str(folder), dict(info), checksums=["sha256"])
            (folder / BAGIT).write_bytes(_VERSION.encode("utf-8"))
            (folder / PAGE).write_bytes(page)
            bagit.Bag(str(folder)).save()
    except bagit.BagError as error:  # only of rights to files that were just written
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder)) from error
    _sort(folder / TAG_MANIFEST)


@contextmanager
def _same_place(folder: Path) -> Iterator[None]:
    """The working directory is the same afterwards: the library leaves it in the bag when the disk fails it.

    A working directory that was removed is none; the library asks for it all the same.
    """
    try:
        before = Path.cwd()
    except FileNotFoundError:
        before = Path(folder.anchor)
        os.chdir(before)
    try:
        yield
    finally:
        os.chdir(before)


def bag_info(unit: str, words: str, package: str, made: dt.datetime, program: str) -> dict[str, str]:
    """bag-info.txt; Payload-Oxum is added by the library."""
    return {
        "Source-Organization": unit,
        "External-Description": words,
        "External-Identifier": package,
        "Bagging-Date": made.date().isoformat(),
        "Bag-Software-Agent": f"taizhang {program}".strip(),
    }


def _sort(manifest: Path) -> None:
    """The library lists tag files as the disk gives them, which is another order on every disk."""
    lines = manifest.read_text(encoding="utf-8").splitlines()
    ordered = sorted(lines, key=lambda line: line.split(None, 1)[1])
    manifest.write_bytes("".join(f"{line}\n" for line in ordered).encode("utf-8"))


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a bag of ours by its path with `/`; of its tagmanifest as it is on the disk."""
    found: dict[str, str] = {}
    for manifest in (MANIFEST, TAG_MANIFEST):
        for line in (folder / manifest).read_text(encoding="utf-8").splitlines():
            digest, path = line.split(None, 1)
            found[path] = digest
    found[TAG_MANIFEST] = hashlib.sha256((folder / TAG_MANIFEST).read_bytes()).hexdigest()
    return found


def files_of(folder: Path) -> Iterator[str]:
    """Every file below `folder`, with `/`, sorted."""
    yield from sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def first_difference(folder: Path, meant: Mapping[str, str], step: Step) -> str:
    """The first file below `folder` that is not as `meant`, "" when all are; read from the disk where that can be had.

    Raises OSError.
    """
    found = set(files_of(folder))
    for path in sorted(meant.keys() | found):
        if path not in found or path not in meant or sha256_from_disk(folder / path, step) != meant[path]:
            return path
    return ""


def sha256_from_disk(file: Path, step: Step) -> str:
    """The SHA-256 of a file, read past the system's memory of it where the system lets one. Raises OSError."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        forget(stream.fileno())
        while block := stream.read(_BLOCK):
            digest.update(block)
            step(len(block), "重新读出核对")
    return digest.hexdigest()


def forget(handle: int) -> None:
    """Have the system forget what it remembers of an open file, so that it is read from the medium again."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def payload_size(folder: Path) -> int:
    """Bytes of everything below the payload folder of a bag."""
    return sum(path.stat().st_size for path in (folder / PAYLOAD).rglob("*") if path.is_file())
