"""Papers that were made before, kept by what they were made from: a folder that may be deleted at any time."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import json
import os
import pickle
import re
import secrets
import struct
import sys
import time
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from exports.page import Paper
from exports.pdf.drawing import Drawn
from exports.rendering import Rendered, Side
from exports.typeset.faces import Faces
from exports.typeset.sheets import Area, Folio
from ledger.durable import make_folders
from ledger.private import opener
from ledger.processes import process_mark

_MAGIC = b"taizhang paper 1\n"


_NOT_OURS = (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, struct.error)
"""What reading a file may raise that was cut, damaged, or written by another program."""
_AGE = 60 * 24 * 3600
"""Seconds after which a paper that no export used is removed."""

_PART = re.compile(r"\.(\d+)\.[0-9a-f]{8}\.part$")
"""The end of the name of a file that a process is writing."""


class Cache:
    """The folder of made papers. A file that is damaged, or of another program, counts as not there.

    What the disk refuses is left out: the cache only saves time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Rendered | None:
        """The paper made from what `key` was computed of, None when it has to be made."""
        try:
            return _unpacked(self._path(key).read_bytes())
        except _NOT_OURS:
            return None

    def put(self, key: str, rendered: Rendered) -> None:
        """Keep a paper."""
        self._write(self._path(key), _packed(rendered))

    def note(self, key: str) -> dict[str, Any] | None:
        """What was noted under a key of `note_key`, None when nothing was."""
        try:
            kept = json.loads(self._path(key).read_bytes())
        except (OSError, ValueError):
            return None
        return kept if isinstance(kept, dict) else None

    def put_note(self, key: str, note: Mapping[str, Any]) -> None:
        """Keep what took long to find out."""
        self._write(self._path(key), json.dumps(note).encode())

    def _write(self, path: Path, data: bytes) -> None:
        """Written beside its place and renamed, so that no half of a file is ever found."""
        part = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}.part")
        try:
            make_folders(path.parent)
            with open(part, "wb", opener=opener) as file:
                file.write(data)
            part.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def sweep(self, used: Iterable[str]) -> None:
        """Mark what an export used; remove what none has used for two months, and what a killed one left."""
        for key in used:
            with contextlib.suppress(OSError):
                os.utime(self._path(key))
        now = time.time()
        with contextlib.suppress(OSError):
            for path in list(self.folder.glob("*/*")):
                if now - path.stat().st_mtime > _AGE or _is_cut_off(path):
                    path.unlink()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def _is_cut_off(path: Path) -> bool:
    """Whether a file was being written by a process that is gone."""
    found = _PART.search(path.name)
    return found is not None and process_mark(int(found[1])) is None


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


def note_key(*facts: str) -> str:
    """The key of a note about `facts`, found out by this program."""
    return hashlib.sha256(_program() + "\n".join(facts).encode()).hexdigest()


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
    checked = struct.pack(">II", len(written), zlib.crc32(written))
    return b"".join((_MAGIC, checked, written, *blobs))


def _unpacked(packed: bytes) -> Rendered:
    """The paper of a file; raises one of `_NOT_OURS` when the file is not whole."""
    if not packed.startswith(_MAGIC):
        raise ValueError(_MAGIC)
    begin = len(_MAGIC) + 8
    length, checksum = struct.unpack_from(">II", packed, len(_MAGIC))
    start = begin + length
    written = packed[begin:start]
    if zlib.crc32(written) != checksum:
        raise ValueError(checksum)
    head = json.loads(written)

    def blob(entry: list[int]) -> bytes:
        place, length, checksum = entry
        data = packed[start + place : start + place + length]
        if len(data) != length or zlib.crc32(data) != checksum:
            raise ValueError(entry)
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
    files = {suffix: blob(entry) for suffix, entry in head["files"].items()}
    return Rendered(sides, files, head["stamp"] and (head["stamp"][0], head["stamp"][1]))
