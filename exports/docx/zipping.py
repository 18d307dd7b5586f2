"""Office packages as byte-identical zips: sorted members, one fixed date, the same header on every platform."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import BinaryIO

_DATE = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6
_FAT = 0
"""`zipfile` writes the platform it runs on into each header; a fixed value makes Windows and Linux agree."""


def write_package(members: Mapping[str, bytes], stream: BinaryIO) -> None:
    """Write `members` (path inside the package to content) to `stream`; the same members give the same bytes.

    `[Content_Types].xml` comes first, as Office writes it: “[” sorts before every lower-case letter.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(members):
            header = zipfile.ZipInfo(name, _DATE)
            header.compress_type = zipfile.ZIP_DEFLATED
            header.create_system = _FAT
            header.external_attr = 0
            package.writestr(header, members[name], compresslevel=_LEVEL)
    stream.write(buffer.getvalue())


def read_package(data: bytes) -> dict[str, bytes]:
    """The members of a package that a library has just written."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
