"""Where nothing may be put: inside a library, which only its ledger writes, and inside a handover package."""

from __future__ import annotations

from pathlib import Path

from ledger.errors import InputError
from ledger.library import Library

_BAG = "bagit.txt"
"""Every BagIt bag has it in its base directory (RFC 8493, 2.1.1)."""


class PlaceInPackage(InputError):
    """Something would stand inside a handover package, which would not verify any more."""

    def __init__(self, place: Path, package: Path) -> None:
        self.place, self.package = place, package
        super().__init__(
            f"“{place}”在移交包“{package}”里面，没有写入任何内容：多了文件，移交包就通不过核对，请选移交包以外的位置。"
        )


def library_around(place: Path) -> Path | None:
    """The library that `place`, which need not be there, would stand inside; None for no library."""
    return next((each for each in place.resolve().parents if Library(each).database.is_file()), None)


def refuse_in_package(place: Path) -> None:
    """Raise PlaceInPackage for a place, which need not be there, below the folder of a package."""
    for each in place.resolve().parents:
        if (each / _BAG).is_file():
            raise PlaceInPackage(place, each)
