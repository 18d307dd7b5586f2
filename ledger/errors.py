"""What cannot be done, said in one Chinese sentence: what, where, and what to do next.

LedgerError                      exit code 2
├── InputError                   bad usage or bad input (2)
├── StorageError                 could not read or write (3)
└── DamageError                  the library is damaged (4)

Every class takes the facts and writes the sentence. Each module defines its own errors under one of these.
Findings (gaps and problems of a ledger) are values, not errors: see completeness and consistency.
"""

from __future__ import annotations

from typing import ClassVar


class LedgerError(Exception):
    """Base of everything that is fit to be shown to the clerk; `str(error)` is the sentence."""

    exit_code: ClassVar[int] = 2


class InputError(LedgerError):
    """What was asked for or typed cannot be used."""


class StorageError(LedgerError):
    """A file or folder could not be read or written."""

    exit_code: ClassVar[int] = 3


class DamageError(LedgerError):
    """The library's own files are damaged."""

    exit_code: ClassVar[int] = 4
