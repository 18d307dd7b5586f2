"""Whether a new library may stand in a folder: on a disk of this computer that can be written."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from pathlib import Path

from ledger.errors import InputError

_REMOTE = 4
"""DRIVE_REMOTE of GetDriveTypeW."""
_NETWORKS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "davfs", "fuse.gvfsd-fuse", "9p", "afs"})
"""File systems of Linux that stand on another computer."""


class NoPlace(InputError):
    """A folder in which no library can be made."""

    def __init__(self, folder: Path, why: str) -> None:
        self.folder = folder
        super().__init__(f"不能把台帐库放在“{folder}”：{why}。请另选一个本机磁盘上的文件夹。")


def must_hold_library(folder: Path) -> None:
    """See that a library can be made at `folder`, without making anything. Raises NoPlace."""
    if not folder.is_absolute():
        raise NoPlace(folder, "没有写出完整的路径")
    if folder.is_file():
        raise NoPlace(folder, "这里已经有一个同名的文件")
    try:
        taken = folder.is_dir() and any(folder.iterdir())
    except OSError as error:
        raise NoPlace(folder, "这个文件夹不让读") from error
    if taken:
        raise NoPlace(folder, "这个文件夹里已经有文件")
    standing = next((each for each in (folder, *folder.parents) if each.is_dir()), None)
    if standing is None:
        raise NoPlace(folder, "没有这个磁盘")
    if is_remote(standing):
        raise NoPlace(folder, "这是网络上的文件夹，断网或两人同时打开会损坏台帐")
    if not os.access(standing, os.W_OK):
        raise NoPlace(folder, f"“{standing}”不让写入")


def is_remote(folder: Path) -> bool:
    """Whether a folder that exists stands on another computer."""
    if sys.platform == "win32":
        drive = folder.resolve().anchor
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive) == _REMOTE
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # a system that does not tell
        return False
    return system_of(folder.resolve(), mounts) in _NETWORKS


def system_of(folder: Path, mounts: str) -> str:
    """The file system that holds `folder`, out of the table of mounts (proc(5)); "" when it is not told."""
    found: tuple[int, str] = (-1, "")
    for line in mounts.splitlines():
        words = line.split(" ")
        if len(words) < 3:
            continue
        # Blanks and backslashes of a path are written as \040 and \134.
        place = Path(re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), words[1]))
        if folder == place or place in folder.parents:
            found = max(found, (len(place.parts), words[2]), key=lambda each: each[0])
    return found[1]
