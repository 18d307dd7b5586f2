"""The end of a zip, read before anything else of it: how large its directory is, and that there is only one."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from typing import BinaryIO

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_MARK, _MARK64, _MARK_LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_COMMENT = 1 << 16
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
"""What stands where the number is too large for its place: the true one is in the second record."""


@dataclass(frozen=True)
class ZipEnd:
    """The directory of a zip: how many entries it says to have, its size in bytes, and where it begins."""

    entries: int
    size: int
    directory: int


def end_of(stream: BinaryIO) -> ZipEnd | None:
    """The end of the zip; None when there is none, or when two readers could take different places for it.

    Nothing may stand before the first entry, and the comment must reach to the last byte. Raises OSError.
    """
    length = stream.seek(0, os.SEEK_END)
    start = max(0, length - _END.size - _COMMENT)
    stream.seek(start)
    tail = stream.read()
    place = tail.rfind(_MARK)
    if place < 0 or len(tail) - place < _END.size:
        return None
    _, disk, first, _, entries, size, directory, comment = _END.unpack_from(tail, place)
    if place + _END.size + comment != len(tail) or (disk, first) != (0, 0):
        return None
    before = start + place
    if entries == _FULL16 or _FULL32 in (size, directory):
        return _end64(stream, before)
    return ZipEnd(entries, size, directory) if directory + size == before else None


def _end64(stream: BinaryIO, before: int) -> ZipEnd | None:
    place = before - _LOCATOR.size - _END64.size
    if place < 0:
        return None
    stream.seek(place)
    record = _END64.unpack(stream.read(_END64.size))
    locator = _LOCATOR.unpack(stream.read(_LOCATOR.size))
    entries, size, directory = record[7:]
    if record[0] != _MARK64 or locator != (_MARK_LOCATOR, 0, place, 1) or directory + size != place:
        return None
    return ZipEnd(entries, size, directory)
