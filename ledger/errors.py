"""What cannot be done, said in one Chinese sentence: what, where, and what to do next.

LedgerError                      exit code 2
├── InputError                   bad usage or bad input (2)
├── StorageError                 could not read or write (3)
└── DamageError                  the library is damaged (4)

Every class takes the facts and writes the sentence. Each module defines its own errors under one of these.
Findings (gaps and problems of a ledger) are values, not errors: see completeness and consistency.
"""

from __future__ import annotations

from typing import Any, ClassVar


class LedgerError(Exception):
    """Base of everything that is fit to be shown to the clerk; `str(error)` is the sentence."""

    exit_code: ClassVar[int] = 2

    def __reduce__(self) -> tuple[Any, ...]:
        # Its facts are what made the sentence, so that it cannot be made anew from the sentence, as Python would.
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[LedgerError], words: tuple[Any, ...], facts: dict[str, Any]) -> LedgerError:
    """An error as it came from another process, with its sentence and its facts."""
    error = kind.__new__(kind, *words)
    error.__dict__.update(facts)
    return error


class InputError(LedgerError):
    """What was asked for or typed cannot be used."""


class StorageError(LedgerError):
    """A file or folder could not be read or written."""

    exit_code: ClassVar[int] = 3


class DamageError(LedgerError):
    """The library's own files are damaged."""

    exit_code: ClassVar[int] = 4
