"""A scheme as one file that is handed on: a .toml of UTF-8 text, read with care."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ledger.causes import reason
from ledger.durable import replace_file
from ledger.errors import InputError, StorageError
from ledger.schemes.errors import SchemeError

MOST = 2_000_000
"""Bytes of a file beyond which it is no scheme: the longest one shipped has 20,000."""


@dataclass(frozen=True)
class SchemeFile:
    """The text of a scheme and what errors call its source."""

    source: str
    text: str


class CannotReadScheme(StorageError):
    """A file that should hold a scheme cannot be read."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"读不了方案文件“{path}”（{reason(error)}）：请核对路径后再试。")


class SchemeFileThere(InputError):
    """A scheme would be written over a file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path}”已经存在，不覆盖：请换一个名称。")


class CannotWriteScheme(StorageError):
    """The file of a scheme cannot be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"写不了方案文件“{path}”（{reason(error)}）：请检查路径、权限和磁盘空间后再试。")


def write_scheme_file(path: Path, text: str, *, over: bool = False) -> None:
    """Write a scheme into a file, a new one unless it may be written `over` one that is there.

    Raises SchemeFileThere, CannotWriteScheme; nothing half-written stays, and what was there before stays till then.
    """
    try:
        if path.exists() and not over:
            raise SchemeFileThere(path)
        replace_file(path, text.encode("utf-8"))
    except OSError as error:
        raise CannotWriteScheme(path, error) from error


def read_scheme_file(path: Path) -> SchemeFile:
    """The text of the file at `path`. Raises CannotReadScheme, and SchemeError for what is no text of UTF-8."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST + 1)
    except OSError as error:
        raise CannotReadScheme(path, error) from error
    if len(content) > MOST:
        raise SchemeError(path.name, "", f"超过{MOST // 1_000_000}MB，不像方案文件")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SchemeError(path.name, "", f"第{line}行起不是UTF-8编码的文字，另存为UTF-8编码") from error
    return SchemeFile(path.name, text)
