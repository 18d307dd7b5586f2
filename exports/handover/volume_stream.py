"""The volumes of a split archive (.zip.001 …) read as the one file they were cut from."""

from __future__ import annotations

import io
import os
import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

from exports.handover.findings import Altered, Finding, Missing

_VOLUME = re.compile(r"(?P<name>.+\.zip)\.(?P<number>\d{3})", re.IGNORECASE)
_BEGINNING = b"PK\x03\x04"
_END = b"PK\x05\x06"
_TAIL = 22 + (1 << 16)
"""Bytes at the end of a zip in which its end is marked."""


def is_volume(path: Path) -> bool:
    """Whether the name is that of a volume."""
    return _VOLUME.fullmatch(path.name) is not None


def volumes_of(path: Path) -> tuple[Path, ...]:
    """The volumes of the archive that `path` is one of, by number. Raises OSError."""
    match = _VOLUME.fullmatch(path.name)
    if match is None:
        return (path,)
    front = f"{match['name']}."
    found = [each for each in path.parent.iterdir() if each.name.startswith(front) and is_volume(each)]
    return tuple(sorted(found, key=lambda each: each.name))


def faults_of(volumes: Sequence[Path]) -> tuple[Finding, ...]:
    """What can be seen of missing, cut and exchanged volumes before anything is read out of them. Raises OSError."""
    if len(volumes) == 1 and not is_volume(volumes[0]):
        return ()
    front = volumes[0].name[:-3]
    numbers = [int(volume.name[-3:]) for volume in volumes]
    gone = [Missing(f"{front}{number:03}") for number in range(1, max(numbers) + 1) if number not in numbers]
    if gone:
        return tuple(gone)
    sizes = [volume.stat().st_size for volume in volumes]
    full = max(sizes)
    cut: list[Finding] = [
        Altered(volume.name, "它比别的分卷短，没有拷贝完整，或分卷的次序不对")
        for volume, size in zip(volumes[:-1], sizes[:-1], strict=True)
        if size != full
    ]
    if not cut and not _begins(volumes[0]):
        cut.append(Altered(volumes[0].name, "它不是第一个分卷的内容"))
    if not cut and not _ends(volumes):
        cut.append(_fault_of_end(volumes, sizes))
    return tuple(cut)


def _begins(volume: Path) -> bool:
    with volume.open("rb") as stream:
        return stream.read(len(_BEGINNING)) == _BEGINNING


def _ends(volumes: Sequence[Path]) -> bool:
    with joined(volumes) as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - _TAIL))
        return _END in stream.read()


def _fault_of_end(volumes: Sequence[Path], sizes: Sequence[int]) -> Finding:
    """The end is not there: the last volume was cut, or where it is as long as the others one more is missing."""
    last = volumes[-1]
    if len(volumes) > 1 and sizes[-1] == sizes[0]:
        return Missing(f"{last.name[:-3]}{len(volumes) + 1:03}")
    return Altered(last.name, "它的末尾缺失，没有拷贝完整，或后面还缺分卷")


def joined(volumes: Sequence[Path]) -> BinaryIO:
    """A stream over all of them in their order; closing it closes them. Raises OSError."""
    if len(volumes) == 1:
        return volumes[0].open("rb")
    return io.BufferedReader(_Joined(volumes), 1 << 16)


class _Joined(io.RawIOBase):
    """Several files read one after another."""

    def __init__(self, volumes: Sequence[Path]) -> None:
        self._streams: list[BinaryIO] = []
        try:
            for volume in volumes:
                self._streams.append(volume.open("rb"))
            sizes = [stream.seek(0, os.SEEK_END) for stream in self._streams]
        except BaseException:
            self.close()
            raise
        self._ends = list(accumulate(sizes))
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._ends[-1]}[whence]
        if start + offset < 0:
            raise ValueError(f"negative place {start + offset}")
        self._place = start + offset
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the stubs ask for any buffer
        number = bisect_right(self._ends, self._place)
        if number == len(self._ends):
            return 0
        stream, start = self._streams[number], self._ends[number - 1] if number else 0
        stream.seek(self._place - start)
        block = stream.read(min(len(buffer), self._ends[number] - self._place))
        buffer[: len(block)] = block
        self._place += len(block)
        return len(block)

    def close(self) -> None:
        for stream in self._streams:
            stream.close()
        super().close()
