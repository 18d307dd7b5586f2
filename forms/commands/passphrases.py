"""Where commands take passphrases from: a line of standard input, or typed at the terminal; never the command line."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ledger.errors import InputError

FLAG = "--password-stdin"
"""May stand after any command: the passphrases it needs are then read from standard input, a line each."""

_from_stdin: ContextVar[bool] = ContextVar("passphrases are lines of standard input", default=False)


class NoPassphrase(InputError):
    """A passphrase is needed, and there is nobody to ask."""

    def __init__(self, words: str) -> None:
        super().__init__(f"需要{words}：请加 {FLAG}，把口令作为一行写进标准输入，或在终端里运行，按提示输入。")


@contextmanager
def source(*, stdin: bool) -> Iterator[None]:
    """Inside, passphrases come from standard input or not."""
    token = _from_stdin.set(stdin)
    try:
        yield
    finally:
        _from_stdin.reset(token)


def read(words: str) -> str:
    """The passphrase that is called `words`: the next line of standard input where that was asked for.

    Else it is typed at the terminal, without being shown. Raises NoPassphrase.
    """
    if _from_stdin.get():
        # Byte by byte as far as the line goes: what follows may be the data of the command.
        line = sys.stdin.buffer.readline() if sys.stdin is not None else b""
        if not line:
            raise NoPassphrase(words)
        return line.decode("utf-8", "replace").rstrip("\r\n").removeprefix("\ufeff")
    if sys.stdin is None or not sys.stdin.isatty():
        raise NoPassphrase(words)
    return getpass.getpass(f"{words}：")


def read_new(words: str) -> str:
    """A new passphrase; at the terminal it is typed twice. Raises NoPassphrase, NotTheSame."""
    first = read(words)
    if not _from_stdin.get() and read(f"再输一遍{words}") != first:
        raise NotTheSame(words)
    return first


class NotTheSame(InputError):
    """A new passphrase was typed otherwise the second time."""

    def __init__(self, words: str) -> None:
        super().__init__(f"两次输入的{words}不一样，没有任何改动：请重新输入。")
