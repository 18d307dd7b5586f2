"""What a package holds, read from a folder or an archive in the same way; and a folder read without following links."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from exports.handover.entry_names import collisions, fault_of, is_dropped
from exports.handover.findings import Finding, Unreadable, Unsafe
from ledger.causes import reason

BLOCK = 1 << 20
"""Bytes read at once."""
MOST = 100_000
"""Files in one package; a ledger's year has some thousands."""

# A junction is a folder of its own for Python; only the kind of its reparse point tells.
_LINKS = {getattr(stat, name, 0) for name in ("IO_REPARSE_TAG_SYMLINK", "IO_REPARSE_TAG_MOUNT_POINT")} - {0}
_FLAGS = sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"))


class BrokenEntry(ValueError):
    """A file of a package does not come out of it whole; `why` says it in Chinese."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class Contents(Protocol):
    """The files of a package by their path inside it (with /), and what was found wrong with their names and sort.

    Only files with usable names are in `files`, each with the size in bytes that it is said to have. `notes` are
    sentences that are no faults.
    """

    @property
    def files(self) -> Mapping[str, int]: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    def blocks(self, path: str) -> Iterator[bytes]:
        """The content of a file in blocks, never more than its size. Raises BrokenEntry, OSError."""


@dataclass(frozen=True)
class Nothing:
    """A package that could not even be opened, and why."""

    findings: tuple[Finding, ...]
    files: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def blocks(self, path: str) -> Iterator[bytes]:
        """There is none."""
        raise KeyError(path)


@dataclass(frozen=True)
class FolderContents:
    """A package that is a folder."""

    root: Path
    files: Mapping[str, int]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()

    def blocks(self, path: str) -> Iterator[bytes]:
        """See Contents; a file that became a link or a device meanwhile is not read."""
        handle = os.open(self.root / path, os.O_RDONLY | _FLAGS)
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise BrokenEntry("它不是普通文件")
            left = self.files[path]
            while block := stream.read(BLOCK):
                left -= len(block)
                if left < 0:
                    raise BrokenEntry("读的时候它还在变长")
                yield block


def read_folder(root: Path) -> FolderContents:
    """What stands in the folder `root`. Raises OSError when the folder itself cannot be read."""
    files: dict[str, int] = {}
    findings: list[Finding] = []
    home = root.stat().st_dev
    waiting = [(root, "")]
    while waiting and len(files) + len(findings) <= MOST:
        folder, front = waiting.pop()
        for entry in _entries(folder, front, findings):
            path, info = front + entry.name, entry.stat(follow_symlinks=False)
            why = _fault_of_sort(info, home) or fault_of(path)
            if why:
                findings.append(Unsafe(path, why))
            elif stat.S_ISDIR(info.st_mode):
                waiting.append((folder / entry.name, f"{path}/"))
            elif not is_dropped(path):
                files[path] = info.st_size
    if len(files) + len(findings) > MOST:
        findings.append(Unsafe(root.name, f"里面的文件超过{MOST}个"))
    files = dict(sorted(files.items()))
    return FolderContents(root, files, (*sorted(findings, key=lambda each: each.path), *collisions(files)))


def _entries(folder: Path, front: str, findings: list[Finding]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        if not front:
            raise
        findings.append(Unreadable(front.rstrip("/"), reason(error)))
        return []


def _fault_of_sort(info: os.stat_result, home: int) -> str:
    """Why this is neither a plain file nor a plain folder of the same disk, "" when it is one."""
    if stat.S_ISLNK(info.st_mode) or getattr(info, "st_reparse_tag", 0) in _LINKS:
        return "它是指向别处的链接"
    if not (stat.S_ISREG(info.st_mode) or stat.S_ISDIR(info.st_mode)):
        return "它不是普通文件"
    # Windows gives no number of the disk here, and a network folder may have none.
    if info.st_dev and home and info.st_dev != home:
        return "它在另一个磁盘上"
    return ""


def read_small(contents: Contents, path: str, limit: int) -> bytes:
    """The whole content of a file that may have at most `limit` bytes. Raises BrokenEntry, OSError."""
    if contents.files[path] > limit:
        raise BrokenEntry("它大得不像移交包里的文件")
    return b"".join(contents.blocks(path))
