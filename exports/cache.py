"""Papers that were made before, kept by what they were made from: a folder that may be deleted at any time."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import json
import os
import pickle
import secrets
import sys
import time
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from exports.page import Paper
from exports.pdf.drawing import Drawn
from exports.rendering import Rendered, Side
from exports.typeset.faces import Faces
from exports.typeset.sheets import Area, Folio

_MAGIC = b"taizhang paper 1\n"


class Kept(NamedTuple):
    """A made paper: its sides, where a stamp has room, and its files by suffix."""

    sides: tuple[Side, ...]
    stamp: tuple[float, float] | None
    path: Path
    files: dict[str, bytes | tuple[int, int, int]]
    """The bytes where the cache could not take them; else the place in `path`, the length, and the CRC-32."""

    def file(self, suffix: str) -> bytes | None:
        """The paper in one format, or None when the cache was disturbed meanwhile."""
        entry = self.files[suffix]
        if isinstance(entry, bytes):
            return entry
        place, length, checksum = entry
        try:
            with self.path.open("rb") as stream:
                stream.seek(place)
                data = stream.read(length)
        except OSError:
            return None
        return data if len(data) == length and zlib.crc32(data) == checksum else None


_AGE = 60 * 24 * 3600
"""Seconds after which a paper that no export used is removed."""


class Cache:
    """The folder of made papers. A file that is damaged, or of another program, counts as not there.

    What the disk refuses is left out: the cache only saves time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Kept | None:
        """The paper made from what `key` was computed of, None when it has to be made."""
        path = self._path(key)
        try:
            with path.open("rb") as stream:
                if stream.read(len(_MAGIC)) != _MAGIC:
                    return None
                length, checksum = int.from_bytes(stream.read(4), "big"), int.from_bytes(stream.read(4), "big")
                head = stream.read(length)
                if len(head) != length or zlib.crc32(head) != checksum:
                    return None
                return _kept(json.loads(head), stream, path)
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return None

    def put(self, key: str, rendered: Rendered) -> None:
        """Keep a paper; written beside its place and renamed, so that no half of one is ever found."""
        path = self._path(key)
        part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(_packed(rendered))
            part.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def sweep(self, used: Iterable[str]) -> None:
        """Mark what an export used, and remove what none has used for two months."""
        with contextlib.suppress(OSError):
            for key in used:
                os.utime(self._path(key))
            now = time.time()
            for path in self.folder.glob("*/*"):
                if now - path.stat().st_mtime > _AGE:
                    path.unlink()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def key_of(paper: Paper, formats: Sequence[str], faces: Faces) -> str:
    """The key of a paper: a digest of its words and settings, of the formats, of the faces and of this program."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, 5)
    # Without memory of what it wrote, so that equal papers give equal bytes however their strings are shared.
    pickler.fast = True
    pickler.dump((paper, tuple(formats)))
    digest = hashlib.sha256(_program())
    digest.update(repr(faces.describe()).encode())
    digest.update(buffer.getbuffer())
    return digest.hexdigest()


@functools.cache
def _program() -> bytes:
    """A digest of the code that makes papers: its source, or the frozen program as a whole."""
    digest = hashlib.sha256()
    sources = sorted(Path(__file__).parent.rglob("*.py"))
    for path in sources or [Path(sys.executable)]:
        digest.update(path.read_bytes())
    return digest.digest()


def _packed(rendered: Rendered) -> bytes:
    blobs: list[bytes] = []
    place = 0

    def blob(data: bytes) -> list[int]:
        nonlocal place
        blobs.append(data)
        place += len(data)
        return [place - len(data), len(data), zlib.crc32(data)]

    pictures = {name: data for side in rendered.sides for name, data in side.drawn.pictures.items()}
    head = {
        "stamp": rendered.stamp,
        "pictures": {name: blob(data) for name, data in pictures.items()},
        "sides": [
            {
                "size": [side.width, side.height],
                "content": blob(side.drawn.content),
                "fonts": side.drawn.fonts,
                "pictures": sorted(side.drawn.pictures),
                "areas": side.areas,
                "folio": side.folio and [getattr(side.folio, name) for name in Folio.__dataclass_fields__],
                "shown": [side.numbered, side.official],
            }
            for side in rendered.sides
        ],
        "files": {suffix: blob(data) for suffix, data in rendered.files.items()},
    }
    written = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
    checked = len(written).to_bytes(4, "big") + zlib.crc32(written).to_bytes(4, "big")
    return b"".join((_MAGIC, checked, written, *blobs))


def _kept(head: Any, stream: io.BufferedReader, path: Path) -> Kept:
    start = stream.tell()

    def blob(entry: list[int]) -> bytes:
        place, length, checksum = entry
        stream.seek(start + place)
        data = stream.read(length)
        if len(data) != length or zlib.crc32(data) != checksum:
            raise ValueError(path)
        return data

    pictures = {name: blob(entry) for name, entry in head["pictures"].items()}
    sides = tuple(
        Side(
            side["size"][0],
            side["size"][1],
            Drawn(blob(side["content"]), side["fonts"], {name: pictures[name] for name in side["pictures"]}),
            tuple(Area(*area) for area in side["areas"]),
            Folio(*side["folio"]) if side["folio"] else None,
            side["shown"][0],
            side["shown"][1],
        )
        for side in head["sides"]
    )
    files: dict[str, bytes | tuple[int, int, int]] = {
        suffix: (start + place, length, checksum) for suffix, (place, length, checksum) in head["files"].items()
    }
    return Kept(sides, head["stamp"] and tuple(head["stamp"]), path, files)
