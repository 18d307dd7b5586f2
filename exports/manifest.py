"""The checksum list of a submission folder: one line per file, readable by a person and checkable by the program."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from exports.errors import CannotRead, CannotWrite, NoManifest
from exports.sink import HELD

MANIFEST_NAME = "校验清单.txt"

_LINE = re.compile(r"(?P<sha256>[0-9a-f]{64})  (?P<size>\d+)  (?P<path>.+)")
_TOTALS = re.compile(r"文件数：(\d+)，总字节数：(\d+)")
_LEFT_BY_EXPLORERS = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
"""Files that a file manager drops into any folder it shows; they say nothing about the submission."""


@dataclass(frozen=True)
class Entry:
    """One file of a folder: its path with `/`, its size in bytes and its SHA-256 in hex."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Missing:
    """A listed file that is not in the folder."""

    path: str

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for the clerk."""
        return f"缺少文件“{self.path}”：请重新拷贝整个文件夹。"


@dataclass(frozen=True)
class Altered:
    """A file whose content is not what the list says; sizes in bytes."""

    path: str
    listed_size: int
    found_size: int

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for the clerk."""
        if self.listed_size == self.found_size:
            how = "大小未变，内容不同"
        else:
            how = f"清单为{self.listed_size}字节，现为{self.found_size}字节"
        return f"文件“{self.path}”的内容已改变（{how}）：请重新拷贝，或核实改动后重新导出。"


@dataclass(frozen=True)
class Unexpected:
    """A file in the folder that the list does not name."""

    path: str

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for the clerk."""
        return f"多出文件“{self.path}”：清单里没有它，请核实来源，不属于报送的请移走。"


@dataclass(frozen=True)
class BadList:
    """The list itself has been altered: `line` (from 1) cannot be read, or with `line` 0 its totals do not add up."""

    line: int

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for the clerk."""
        place = f"第{self.line}行无法识别" if self.line else "文件数或总字节数与各行不符"
        return f"{MANIFEST_NAME}{place}：清单可能被改动过，请重新拷贝整个文件夹。"


Finding = Missing | Altered | Unexpected | BadList


def checksums(folder: Path, known: Mapping[str, tuple[int, str]]) -> str:
    """The text of the checksum list of all files below `folder`, the list itself left out, sorted by path.

    `known` gives size and SHA-256 of files that were written from memory: the list says what was meant to be written.
    Raises CannotRead when a file cannot be read.
    """
    paths = _files(folder)
    entries = [Entry(path, *known[path]) if path in known else _entry(folder, path) for path in paths]
    lines = [
        "校验清单",
        f"文件数：{len(entries)}，总字节数：{sum(entry.size for entry in entries)}",
        "算法：SHA-256。每行依次为校验值、字节数、文件（相对本文件夹）。",
        "任何文件的校验值与本清单不同，即说明内容已改变。",
        "",
    ]
    lines += [f"{entry.sha256}  {entry.size}  {entry.path}" for entry in entries]
    return "\n".join(lines) + "\n"


def write_checksums(folder: Path, known: Mapping[str, tuple[int, str]] = MappingProxyType({})) -> Path:
    """Writes the checksum list into `folder` as its last file; returns its place. Raises CannotRead, CannotWrite."""
    target, text = folder / MANIFEST_NAME, checksums(folder, known)
    try:
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise CannotWrite(target, error) from error
    return target


def verify(folder: Path, known: Mapping[str, tuple[int, str]] = MappingProxyType({})) -> tuple[Finding, ...]:
    """What differs between `folder` and its checksum list; empty when nothing does.

    Findings about the list come first, then those about files sorted by path. Of files in `known` (see `checksums`),
    which were read back as they were written, only the size is looked at. Raises NoManifest when there is no
    list, CannotRead when a file cannot be read.
    """
    listed, about_list = read_checksums(folder / MANIFEST_NAME)
    paths = _files(folder)
    present = {path: _entry(folder, path) for path in paths if path not in known}
    present |= {path: Entry(path, (folder / path).stat().st_size, known[path][1]) for path in paths if path in known}
    about_files: list[Finding] = []
    for path in sorted(listed.keys() | present.keys()):
        if path not in present:
            about_files.append(Missing(path))
        elif path not in listed:
            about_files.append(Unexpected(path))
        elif listed[path] != present[path]:
            about_files.append(Altered(path, listed[path].size, present[path].size))
    return (*about_list, *about_files)


def read_checksums(path: Path) -> tuple[dict[str, Entry], list[Finding]]:
    """The entries of the checksum list `path` by their paths, and what is wrong with the list itself.

    Raises NoManifest, CannotRead.
    """
    try:
        # A list saved again by Notepad has a byte order mark and CRLF; bad bytes show up as unreadable lines.
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except FileNotFoundError as error:
        raise NoManifest(path) from error
    except OSError as error:
        raise CannotRead(path, error) from error
    entries: dict[str, Entry] = {}
    findings: list[Finding] = []
    header, _, body = text.partition("\n\n")
    first = header.count("\n") + 3
    for number, line in enumerate(body.removesuffix("\n").split("\n"), start=first):
        match = _LINE.fullmatch(line)
        if match and "\ufffd" not in line and match["path"] not in entries and _stays_inside(match["path"]):
            entries[match["path"]] = Entry(match["path"], int(match["size"]), match["sha256"])
        elif line:
            findings.append(BadList(number))
    totals = _TOTALS.search(header)
    summed = (str(len(entries)), str(sum(entry.size for entry in entries.values())))
    if not findings and (totals is None or totals.groups() != summed):
        findings.append(BadList(0))
    return entries, findings


def _stays_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and ".." not in parts and not path.startswith("/")


def _files(folder: Path) -> list[str]:
    """The files below `folder`, relative with `/` and sorted; links are files in their own right, never followed."""
    found = []
    for path in folder.rglob("*"):
        rel = path.relative_to(folder).as_posix()
        ours = rel not in (MANIFEST_NAME, HELD) and path.name.lower() not in _LEFT_BY_EXPLORERS
        if ours and (path.is_symlink() or path.is_file()):
            found.append(rel)
    return sorted(found)


def _entry(folder: Path, rel: str) -> Entry:
    path = folder / rel
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return Entry(rel, file.tell(), digest)
    except OSError as error:
        raise CannotRead(path, error) from error
