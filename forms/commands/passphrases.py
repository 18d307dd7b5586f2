"""Where commands take passphrases from: a line of standard input, or typed at the terminal; never the command line."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from ledger.errors import InputError
from ledger.vault import Vault

FLAG = "--password-stdin"
"""May stand after any command: the passphrases it needs are then read from standard input, a line each."""

_lines: ContextVar[list[bytes] | None] = ContextVar("lines of standard input that are passphrases", default=None)
_vaults: ContextVar[dict[Path, Vault] | None] = ContextVar("libraries that this command has opened", default=None)


class NoPassphrase(InputError):
    """A passphrase is needed, and there is nobody to ask."""

    def __init__(self, words: str) -> None:
        super().__init__(f"需要{words}：请加 {FLAG}，把口令作为一行写进标准输入，或在终端里运行，按提示输入。")


@contextmanager
def source(*, stdin: bool) -> Iterator[None]:
    """Inside, passphrases come from standard input or not, and each library is asked for once."""
    # The first line is taken at once: a command may read its data from what follows before it opens a library.
    lines, vaults = _lines.set([_line()] if stdin else None), _vaults.set({})
    try:
        yield
    finally:
        _lines.reset(lines)
        _vaults.reset(vaults)


def vaults() -> dict[Path, Vault]:
    """The keys of the libraries that this command has opened already, by their folders."""
    known = _vaults.get()
    return {} if known is None else known


def read(words: str) -> str:
    """The passphrase that is called `words`: the next line of standard input where that was asked for.

    Else it is typed at the terminal, without being shown. Raises NoPassphrase.
    """
    lines = _lines.get()
    if lines is not None:
        line = lines.pop() if lines else _line()
        if not line:
            raise NoPassphrase(words)
        return line.decode("utf-8", "replace").rstrip("\r\n").removeprefix("\ufeff")
    if sys.stdin is None or not sys.stdin.isatty():
        raise NoPassphrase(words)
    return getpass.getpass(f"{words}：")


def read_new(words: str) -> str:
    """A new passphrase; at the terminal it is typed twice. Raises NoPassphrase, NotTheSame."""
    first = read(words)
    if _lines.get() is None and read(f"再输一遍{words}") != first:
        raise NotTheSame(words)
    return first


def _line() -> bytes:
    return sys.stdin.buffer.readline() if sys.stdin is not None else b""


class NotTheSame(InputError):
    """A new passphrase was typed otherwise the second time."""

    def __init__(self, words: str) -> None:
        super().__init__(f"两次输入的{words}不一样，没有任何改动：请重新输入。")
