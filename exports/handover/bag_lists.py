"""The lists of a BagIt bag (RFC 8493) read strictly: what a stranger wrote is no path before it was checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exports.handover.entry_names import collisions, fault_of
from exports.handover.findings import Finding, NotAPackage, Unreadable, Unsafe
from exports.handover.layout import BAGIT, PAYLOAD

LIST_LIMIT = 32 << 20
"""Bytes that a manifest may have: a hundred thousand lines."""
TAG_LIMIT = 1 << 20
"""Bytes that bagit.txt and bag-info.txt may have."""

_VERSIONS = ("0.97", "1.0")
_LINE = re.compile(r"(?P<digest>[0-9a-fA-F]{64})[ \t]+\*?(?P<path>[^ \t].*)")
_ESCAPES = {"%0a": "\n", "%0d": "\r", "%25": "%"}
_ESCAPE = re.compile("%0a|%0d|%25", re.IGNORECASE)
_TAG = re.compile(r"(?P<name>[^:\s][^:]*?)\s*:[ \t]*(?P<words>.*)")


@dataclass(frozen=True)
class FileList:
    """A manifest: SHA-256 by path as it is written there, and what is wrong with the list itself."""

    digests: Mapping[str, str]
    findings: tuple[Finding, ...]


def text_of(data: bytes) -> str:
    """A tag file's text. Raises ValueError, whose words say why not, for what is not UTF-8 without a mark."""
    if b"\0" in data:
        raise ValueError("它不是UTF-8编码")
    if data.startswith(b"\xef\xbb\xbf"):
        raise ValueError("开头有多余的编码标记")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError("它不是UTF-8编码") from error


def lines_of(data: bytes) -> list[str]:
    """The lines of a tag file, whatever ends them (RFC 8493 2.1.3). Raises ValueError as text_of does."""
    lines = re.split("\r\n|\n|\r", text_of(data))
    return lines[:-1] if lines[-1] == "" else lines


def fault_of_declaration(data: bytes) -> NotAPackage | None:
    """What is wrong with bagit.txt (RFC 8493 2.1.1), None when nothing is."""
    try:
        lines = lines_of(data)
    except ValueError as error:
        return NotAPackage(BAGIT, str(error))
    if len(lines) != 2 or not lines[0].startswith("BagIt-Version: "):
        return NotAPackage(BAGIT, "它不是移交包的声明")
    if lines[0].removeprefix("BagIt-Version: ") not in _VERSIONS:
        return NotAPackage(BAGIT, "移交包的格式版本不认识")
    if lines[1] != "Tag-File-Character-Encoding: UTF-8":
        return NotAPackage(BAGIT, "它声明的文字编码不是UTF-8")
    return None


def read_manifest(name: str, data: bytes, *, payload: bool) -> FileList:
    """The lines of the manifest `name`; in a payload manifest every path begins with data/, in a tag manifest none."""
    try:
        lines = lines_of(data)
    except ValueError as error:
        return FileList({}, (Unreadable(name, str(error)),))
    digests: dict[str, str] = {}
    findings: list[Finding] = []
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if match is None:
            findings.append(Unreadable(name, f"第{number}行不是校验值和文件名"))
            continue
        path = _ESCAPE.sub(lambda found: _ESCAPES[found[0].lower()], match["path"])
        finding = _fault_of_line(name, path, digests, payload=payload)
        if finding:
            findings.append(finding)
        else:
            digests[path] = match["digest"].lower()
    return FileList(digests, (*findings, *collisions(digests)))


def _fault_of_line(name: str, path: str, known: Mapping[str, str], *, payload: bool) -> Finding | None:
    why = fault_of(path)
    if why:
        return Unsafe(path, f"{name}里写着它，{why}")
    if path in known:
        return Unsafe(path, f"{name}里写了它两遍")
    if path.startswith(f"{PAYLOAD}/") is not payload:
        return Unsafe(path, f"{name}里不应当写它")
    return None


def read_tags(data: bytes) -> dict[str, str]:
    """The entries of bag-info.txt, by name in small letters; the first of several. Raises ValueError."""
    found: dict[str, str] = {}
    for line in _unfolded(lines_of(data)):
        match = _TAG.fullmatch(line)
        if match is None:
            raise ValueError("有一行不是“名称: 内容”")
        found.setdefault(match["name"].lower(), match["words"].strip())
    return found


def _unfolded(lines: list[str]) -> Iterator[str]:
    """The lines, those that begin with white space joined to the one before (RFC 8493 2.2.2)."""
    line = ""
    for part in lines:
        if part[:1] in (" ", "\t") and line:
            line += " " + part.strip()
            continue
        if line:
            yield line
        line = part
    if line:
        yield line
