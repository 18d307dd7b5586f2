"""What an alteration of a package is: its name, what it does, and what must be said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from exports.handover.findings import Finding
from ledger.errors import LedgerError

Harm = Callable[[Path], Path]
"""Alters the package at a path; gives what is to be received then."""


@dataclass(frozen=True)
class Alteration:
    """`says` is the finding, or the error, that must be among what is said; `path` is the finding's."""

    name: str
    harm: Harm
    says: type[Finding] | type[LedgerError]
    path: str = ""


def changed(harm: Callable[[Path], object], *then: Callable[[Path], object]) -> Harm:
    """Do something to the package, and some more to it; the package itself is received."""

    def done(package: Path) -> Path:
        for each in (harm, *then):
            each(package)
        return package

    return done


def of_file(path: str, change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    """Change the bytes of one file of the package."""
    return lambda package: (package / path).write_bytes(change((package / path).read_bytes()))


def flipped(data: bytes) -> bytes:
    """One bit in the middle is another."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def truncated(data: bytes) -> bytes:
    """The last third is missing."""
    return data[: len(data) * 2 // 3]


def emptied(data: bytes) -> bytes:
    """No byte is left."""
    return b""


def longer(data: bytes) -> bytes:
    """There is one byte more."""
    return data + b"\n"
