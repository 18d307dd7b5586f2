"""What the place of a package can take: how much room it has, and whether its files may be larger than 4 GiB."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from exports.handover.errors import NoRoom, TooLargeForFat
from exports.handover.job import LARGEST_VOLUME

_FAT = frozenset({"vfat", "msdos", "fat", "fat32", "fat16"})
_SPARE = 1 << 20
"""Bytes for folders, manifests and papers, and for what a file takes beyond its size."""
_CLUSTER = 4096
"""Bytes that a file takes beyond its size on the disk, at most, on a stick as it is sold."""


def check_room(place: Path, size: int, files: int) -> None:
    """Raise NoRoom when `place` has not enough for `files` of `size` bytes together. Raises OSError."""
    need = size + files * _CLUSTER + _SPARE
    room = shutil.disk_usage(place).free
    if room < need:
        raise NoRoom(place, room, need)


def check_sizes(place: Path, files: Iterable[tuple[str, int]]) -> None:
    """Raise TooLargeForFat when `place` is FAT32 and one of the files (name, bytes) does not fit."""
    large = [(name, size) for name, size in files if size > LARGEST_VOLUME]
    if large and file_system(place).lower() in _FAT:
        raise TooLargeForFat(place, *large[0])


def file_system(place: Path) -> str:
    """The name of the file system at `place` as the system has it, "" where it does not say."""
    if sys.platform == "win32":
        import ctypes

        name = ctypes.create_unicode_buffer(64)
        root = f"{place.resolve().anchor}"
        told = ctypes.windll.kernel32.GetVolumeInformationW(root, None, 0, None, None, None, name, len(name))
        return name.value if told else ""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:  # no Linux: the disk itself will refuse what it cannot hold
        return ""
    return mounted(mounts, place.resolve())


def mounted(mounts: str, place: Path) -> str:
    """The file system of `place` from the lines of /proc/mounts: that of the deepest mount above it."""
    found = (-1, "")
    for line in mounts.splitlines():
        _, point, kind, *_ = [*line.split(" "), "", "", ""]
        root = Path(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), point))
        if place.is_relative_to(root):
            found = max(found, (len(root.parts), kind), key=lambda each: each[0])
    return found[1]
