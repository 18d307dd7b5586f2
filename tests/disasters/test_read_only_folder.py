"""The library lies where nothing can be written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.attachments import UnusableFile
from ledger.book import Ledger
from ledger.library import ReadOnlyLibrary
from tests.ledger.books import as_plain_user, as_scan, closed_book


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A library that anybody may read and nobody may write, in a folder that anybody may enter."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = closed_book(folder)
        for path in (folder, library, library / "attachments", library / "backups"):
            path.chmod(0o555)
        (library / "ledger.db").chmod(0o444)
        yield library
        (library / "ledger.db").chmod(0o644)
        for path in (folder, library, library / "attachments", library / "backups"):
            path.chmod(0o755)


def test_opening_to_write_is_refused_and_leaves_nothing(read_only: Path) -> None:
    with as_plain_user(), pytest.raises(ReadOnlyLibrary, match="复制到本机磁盘") as refused:
        Ledger.open(read_only)
    assert refused.value.exit_code == 3
    assert not (read_only / "ledger.lock").exists()


def test_opening_to_read_works(read_only: Path) -> None:
    with as_plain_user(), Ledger.open(read_only, read_only=True) as book:
        assert [record["content"] for record in book.records("opinion")] == ["建议增加午间值班窗口"]


def test_a_new_library_beside_it_is_refused_and_leaves_nothing(read_only: Path) -> None:
    with as_plain_user(), pytest.raises(ReadOnlyLibrary):
        Ledger.create(read_only.parent / "新台帐库", unit="第五税务分局", year=2015, scheme_id="qidong-2015")
    assert [path.name for path in read_only.parent.iterdir()] == ["台帐库"]


def test_a_writable_copy_opens(read_only: Path, tmp_path: Path) -> None:
    copy = tmp_path / "台帐库"
    shutil.copytree(read_only, copy)
    for path in (copy, *copy.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    with Ledger.open(copy) as book:
        assert len(book.records()) == 2


def test_a_scan_that_may_not_be_read_is_named() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        secret = folder / "保密.pdf"
        secret.write_bytes(b"%PDF scan")
        secret.chmod(0o000)
        with as_plain_user():
            library = closed_book(folder)
            with Ledger.open(library) as book, pytest.raises(UnusableFile, match="保密.pdf.*读不出来"):
                book.attach(book.records("opinion")[0].uid, secret, role="signed", inspect=as_scan)
            assert list((library / "attachments").iterdir()) == []
