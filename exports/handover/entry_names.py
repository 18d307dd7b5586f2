"""Names of strangers: which paths inside a package may be used on any system, and which would be one file on some."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from exports.handover.findings import Finding, Unsafe
from exports.names import BYTE_LIMIT, fold, is_reserved, utf16_length

LONGEST = 240
"""UTF-16 units of a path inside a package; ours have 120 below the submission's own folder."""
DEEPEST = 24
"""Folders within folders."""

LEFT_BY_EXPLORERS = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
"""Files that a file manager drops into any folder it shows; they are passed over and never copied."""

_DRIVE = re.compile(r"[A-Za-z]:")
_FORBIDDEN = re.compile(r'[<>:"|?*]')


def fault_of(path: str) -> str:
    """Why the relative `path` (with /) may not be used, "" when it may."""
    if not path or path.startswith("/") or _DRIVE.match(path) or path.startswith("~"):
        return "路径指向移交包以外的地方"
    if "\\" in path:
        return "名称里有反斜杠"
    parts = path.split("/")
    if ".." in parts:
        return "路径指向移交包以外的地方"
    if utf16_length(path) > LONGEST or len(parts) > DEEPEST:
        return "路径太长或文件夹套得太深"
    return next(filter(None, map(_fault_of_name, parts)), "")


def _fault_of_name(name: str) -> str:
    if name in ("", "."):
        return "路径里有空白的名称"
    if any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in name):
        return "名称里有看不见的控制字符"
    if _FORBIDDEN.search(name) or is_reserved(name):
        return "名称是Windows不允许的"
    if name[-1] in ". ":
        return "名称以句点或空格结尾，Windows会改动它"
    if len(name.encode("utf-8")) > BYTE_LIMIT:
        return "名称太长"
    return ""


def collisions(paths: Iterable[str], named: Iterable[str] = ()) -> Iterator[Finding]:
    """Files that Windows or macOS would take for one another, or for a folder: one that is `named`, or has a file."""
    seen: dict[str, str] = {}
    folders = set(map(fold, named))
    for path in paths:
        folded = fold(path)
        if folded in seen:
            yield Unsafe(path, "与另一个文件重名，或只差大小写")
        seen.setdefault(folded, path)
        parts = folded.split("/")
        folders.update("/".join(parts[:end]) for end in range(1, len(parts)))
    for folded in sorted(seen.keys() & folders):
        yield Unsafe(seen[folded], "与一个文件夹重名")


def is_dropped(path: str) -> bool:
    """Whether a file manager put it there."""
    name = path.rpartition("/")[2].lower()
    return name in LEFT_BY_EXPLORERS or name.startswith("._") or path.startswith("__MACOSX/")
