"""A disk that remembers what was synced, and gives the folders that may be found on it after the power failed.

Strictly as POSIX says: a sync of a file keeps its content, a sync of a folder the names in it; of the rest any part may
be there. Names are kept in the order in which they were given, as journals of file systems do.
"""

from __future__ import annotations

import enum
import random
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path


class Call(enum.IntEnum):
    """What the shim notes (shim.c)."""

    CREATE = 1
    WRITE = 2
    SIZE = 3
    SYNC = 4
    MOVE = 5
    REMOVE = 6
    FOLDER = 7
    ALL = 8
    MARK = 9


SECTOR = 512
"""Bytes that a disk writes wholly or not at all."""

POLICIES = ("least", "names", "content", "all", "some")
"""What of the unsynced was put down: nothing, the names, the content, everything, or any of it."""


@dataclass(frozen=True)
class Event:
    """A call that succeeded; `offset` is also a new length, and the number of a mark."""

    what: Call
    path: str
    other: str
    offset: int
    data: bytes


def read_events(notes: Path) -> Iterator[Event]:
    """What the shim noted."""
    data, place = notes.read_bytes(), 0
    while place < len(data):
        what, first, second, offset, length = struct.unpack_from("5Q", data, place)
        place += 40
        pieces = []
        for size in (first, second, length):
            pieces.append(data[place : place + size])
            place += size
        yield Event(Call(what), pieces[0].decode(), pieces[1].decode(), offset, pieces[2])


@dataclass(eq=False)
class File:
    """What is surely on the disk, and the writes after it: at an offset, or (None) a new length."""

    kept: bytearray = field(default_factory=bytearray)
    written: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        """All of it is on the disk."""
        for offset, data in self.written:
            _put(self.kept, offset, data)
        self.written.clear()

    def found(self, policy: str, dice: random.Random) -> bytes:
        """What may be found of it."""
        content = bytearray(self.kept)
        for offset, data in self.written if policy in ("content", "all", "some") else ():
            pieces = _sectors(offset, data) if policy == "some" and data is not None else [(offset, data)]
            for place, piece in pieces:
                if policy != "some" or dice.random() < 0.5:
                    _put(content, place, piece)
        return bytes(content)


Names = dict[str, "File | Folder"]
"""What stands in a folder."""


@dataclass(eq=False)
class Folder:
    """The names in it when it was prepared, and those that it shows now."""

    kept: Names = field(default_factory=dict)
    now: Names = field(default_factory=dict)


@dataclass(eq=False)
class Naming:
    """One change of names, in one folder or two; `synced` says that it is on the disk."""

    changes: tuple[tuple[Folder, str, File | Folder | None], ...]
    synced: bool = False


class Disk:
    """Follows the calls of a process below one place."""

    def __init__(self, place: Path) -> None:
        self._place, self._root = place, _as_it_is(place)
        self._names: list[Naming] = []

    def follow(self, event: Event) -> None:
        """One more call."""
        match event.what:
            case Call.CREATE:
                self._name((*self._at(event.path), File()))
            case Call.FOLDER:
                self._name((*self._at(event.path), Folder()))
            case Call.REMOVE:
                self._name((*self._at(event.path), None))
            case Call.MOVE:
                folder, name = self._at(event.path)
                self._name((folder, name, None), (*self._at(event.other), folder.now[name]))
            case Call.WRITE | Call.SIZE:
                file = self._node(event.path)
                if isinstance(file, File):  # not one that was removed while it was open
                    file.written.append((event.offset, event.data if event.what == Call.WRITE else None))
            case Call.SYNC:
                self._sync(self._node(event.path))
            case Call.ALL:
                for each in (*self._names, *self._files(self._root)):
                    if isinstance(each, File):
                        each.sync()
                    else:
                        each.synced = True

    def fail(self, policy: str, dice: random.Random, target: Path) -> None:
        """Write to `target` what may be found after the power fails now."""
        waiting = [naming for naming in self._names if not naming.synced]
        count = {"names": len(waiting), "all": len(waiting), "some": dice.randint(0, len(waiting))}.get(policy, 0)
        lost = {id(naming) for naming in waiting[count:]}
        found: dict[int, Names] = {}
        for naming in self._names:
            if id(naming) not in lost:
                for folder, name, node in naming.changes:
                    names = found.setdefault(id(folder), dict(folder.kept))
                    names.pop(name, None)
                    if node is not None:
                        names[name] = node
        _write(self._root, found, target, lambda file: file.found(policy, dice))

    def _name(self, *changes: tuple[Folder, str, File | Folder | None]) -> None:
        for folder, name, node in changes:
            folder.now.pop(name, None)
            if node is not None:
                folder.now[name] = node
        self._names.append(Naming(changes))

    def _sync(self, node: File | Folder | None) -> None:
        if isinstance(node, File):
            node.sync()
        for naming in self._names:
            if any(folder is node for folder, _, _ in naming.changes):
                naming.synced = True

    def _at(self, path: str) -> tuple[Folder, str]:
        """The folder in which `path` has its name."""
        folder = self._node(str(Path(path).parent))
        if not isinstance(folder, Folder):
            raise AssertionError(path)
        return folder, Path(path).name

    def _node(self, path: str) -> File | Folder | None:
        node: File | Folder | None = self._root
        for name in Path(path).relative_to(self._place).parts:
            node = node.now.get(name) if isinstance(node, Folder) else None
        return node

    def _files(self, folder: Folder) -> Iterator[File]:
        for node in folder.now.values():
            if isinstance(node, File):
                yield node
            else:
                yield from self._files(node)


def _as_it_is(path: Path) -> Folder:
    """A folder that lay on the disk for long."""
    nodes: Names = {}
    for each in path.iterdir():
        nodes[each.name] = _as_it_is(each) if each.is_dir() else File(bytearray(each.read_bytes()))
    return Folder(dict(nodes), dict(nodes))


def _write(
    folder: Folder, found: dict[int, dict[str, File | Folder]], target: Path, content: Callable[[File], bytes]
) -> None:
    target.mkdir(parents=True)
    for name, node in found.get(id(folder), folder.kept).items():
        if isinstance(node, Folder):
            _write(node, found, target / name, content)
        else:
            (target / name).write_bytes(content(node))


def _put(content: bytearray, offset: int, data: bytes | None) -> None:
    """Write at an offset, what lies before being zeros; or set the length."""
    end = offset + len(data or b"")
    if data is None:
        del content[offset:]
    content.extend(bytes(max(0, end - len(content))))
    if data is not None:
        content[offset:end] = data


def _sectors(offset: int, data: bytes) -> Iterator[tuple[int, bytes]]:
    """A write in the pieces in which the disk takes it."""
    place = 0
    while place < len(data):
        size = SECTOR - (offset + place) % SECTOR
        yield offset + place, data[place : place + size]
        place += size
