"""Where the database tells nothing, no file is said to be used by nobody: they are what a restore needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.attachments import Inspected
from ledger.doctor.examination import examine
from ledger.library import Library
from tests.ledger.books import OPINION, START, new_book


def as_text(path: Path) -> Inspected:
    """An inspector that takes everything for a plain file."""
    return Inspected("application/pdf", ".pdf", 1, None)


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda database: database.write_bytes(b""), "empty"),
        (lambda database: database.write_bytes(b"x" * 9000), ""),
        (lambda database: database.unlink(), "missing-database"),
    ],
    ids=["emptied", "garbage", "missing"],
)
def test_attachments_of_a_database_that_cannot_be_read_are_not_called_unused(
    tmp_path: Path, damage: Callable[[Path], object], code: str
) -> None:
    (tmp_path / "甲.pdf").write_bytes(b"1234")
    with new_book(tmp_path) as book:
        book.attach(book.add("opinion", OPINION).uid, tmp_path / "甲.pdf", role="annex", inspect=as_text)
    library = Library(book.path)
    assert examine(library, now=START).sound
    damage(library.database)
    found = examine(library, now=START)
    assert found.damaged
    codes = {each.code for each in found.findings}
    assert "orphan-file" not in codes
    assert not code or any(code in each for each in codes)
