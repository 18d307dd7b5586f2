"""Papers on their way to the printer: stored in the library's cache, where the printing program can read them."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from exports.errors import CannotRead, CannotWrite
from exports.names import safe_name
from exports.sniff import claimed_suffix
from forms import printer
from ledger.durable import replace_file
from ledger.errors import LedgerError
from ledger.kept_files import KeptFile
from ledger.library import Library

FOLDER = "print"
"""In the cache of a library."""
_KEPT = 24 * 3600
"""Seconds that a stored paper stays: programs that print may read it long after it was handed over."""
_TRIES = 20

Content = bytes | Path | KeptFile
"""What is stored: the bytes of a file, or the file they are copied from."""


class PartlySent(LedgerError):
    """Some of several papers were handed over, then the printing stopped."""

    def __init__(self, sent: int, error: LedgerError) -> None:
        self.sent = sent
        super().__init__(f"前{sent}个文件已经交出打印，后面的没有：{error}")


def send_all(library: Path, papers: Iterable[tuple[str, Content]], copies: int = 1) -> str:
    """Store papers by name and hand each over to the printer; what is known of it, in words. Takes as long as it takes.

    Raises CannotWrite, CannotRead, CannotPrint, BadCopies, and PartlySent when not the first one failed.
    """
    folder = Library(library).cache / FOLDER
    _clear(folder)
    words: list[str] = []
    for name, content in papers:
        try:
            words.append(printer.send(stored(folder, name, content), copies).words)
        except LedgerError as error:
            if words:
                raise PartlySent(len(words), error) from error
            raise
    return words[0] if len(words) == 1 else f"已交出{len(words)}个文件。{words[-1]}"


def stored(folder: Path, name: str, content: Content, number: int = 1) -> Path:
    """A file of this content in `folder`, named as the clerk knows it. Raises CannotWrite, CannotRead."""
    suffix = claimed_suffix(Path(name))
    again = f"（{number}）" if number > 1 else ""
    path = folder / safe_name(name[: len(name) - len(suffix)], 80, suffix=f"{again}{suffix}")
    data = _bytes(content)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except PermissionError as error:
        # A program that still reads the paper of the last time may hold its file.
        if path.exists() and number < _TRIES:
            return stored(folder, name, data, number + 1)
        raise CannotWrite(path, error) from error
    except OSError as error:
        raise CannotWrite(path, error) from error
    return path


def copy_to(path: Path, content: Content) -> None:
    """Put the content at `path`, whole or not at all, in place of what is there. Raises CannotWrite, CannotRead."""
    data = _bytes(content)
    try:
        replace_file(path, data)
    except OSError as error:
        raise CannotWrite(path, error) from error


def copy_all(parent: Path, title: str, files: Mapping[str, bytes]) -> Path:
    """Put files into a new folder called `title` in `parent`; gives the folder. Raises CannotWrite."""
    for number in range(1, _TRIES + 1):
        folder = parent / safe_name(title, 40, suffix=f"（{number}）" if number > 1 else "")
        try:
            folder.mkdir()
        except FileExistsError as error:
            taken = error
            continue
        except OSError as error:
            raise CannotWrite(folder, error) from error
        for name, data in files.items():
            copy_to(folder / name, data)
        return folder
    raise CannotWrite(folder, taken) from taken


def _bytes(content: Content) -> bytes:
    if isinstance(content, bytes):
        return content
    try:
        return content.read_bytes()
    except OSError as error:
        raise CannotRead(content if isinstance(content, Path) else content.path, error) from error


def clear(library: Path) -> None:
    """Remove every stored paper, as when a library with a passphrase is closed; one that is still held stays."""
    with contextlib.suppress(OSError):
        for path in list((Library(library).cache / FOLDER).iterdir()):
            with contextlib.suppress(OSError):
                path.unlink()


def _clear(folder: Path) -> None:
    """Remove papers of the days before; one that is still held goes the next time."""
    with contextlib.suppress(OSError):
        for path in list(folder.iterdir()):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > _KEPT:
                    path.unlink()
