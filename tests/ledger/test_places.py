"""Nothing is put inside a library or a handover package, where it would be lost or spoil what is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.founding import LibraryInLibrary
from ledger.places import PlaceInPackage, library_around, refuse_in_package
from ledger.whole_copy import refuse_place
from tests.ledger.books import new_book


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A folder with what every bag has."""
    folder = tmp_path / "移交包"
    (folder / "data").mkdir(parents=True)
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", encoding="utf-8")
    return folder


def test_a_library_is_not_made_inside_another(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        outer = book.path
    with pytest.raises(LibraryInLibrary, match="请选别的位置"):
        new_book(outer)
    assert sorted(path.name for path in outer.iterdir()) == ["attachments", "backups", "ledger.db"]


@pytest.mark.parametrize("put", [new_book, refuse_place, refuse_in_package])
def test_a_package_stays_as_it_was_handed_over(put: Callable[[Path], object], package: Path) -> None:
    for place in (package / "新", package / "data" / "新"):
        with pytest.raises(PlaceInPackage, match="请选移交包以外的位置"):
            put(place)
    assert sorted(path.name for path in package.rglob("*")) == ["bagit.txt", "data"]


def test_beside_a_library_or_a_package_there_is_room(package: Path) -> None:
    with new_book(package.parent) as book:
        assert library_around(book.path / "attachments" / "x") == book.path.resolve()
        assert library_around(book.path) is None
    refuse_in_package(package)
    refuse_place(package.parent / "副本")
