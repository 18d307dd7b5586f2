"""Somebody cleared files out of the library's folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from ledger.attachments import Inspected
from ledger.book import Ledger
from tests.ledger.books import as_scan, closed_book


def as_picture(path: Path) -> Inspected:
    """An inspector that takes everything for a picture."""
    return Inspected("image/jpeg", ".jpg", 1, b"upright")


def test_missing_files_are_findings_and_the_ledger_still_opens(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    (tmp_path / "签字页.pdf").write_bytes(b"%PDF scan")
    (tmp_path / "会场.jpg").write_bytes(b"picture")
    with Ledger.open(library) as book:
        (opinion,) = book.records("opinion")
        scan = book.attach(opinion.uid, tmp_path / "签字页.pdf", role="signed", inspect=as_scan)
        photo = book.attach(opinion.uid, tmp_path / "会场.jpg", role="photo", inspect=as_picture)
        assert book.file_faults() == ()
        scan.file.path.unlink()
        assert photo.normal is not None
        photo.normal.path.unlink()
        first, second = book.file_faults()
        assert (first.attachment, second.attachment) == (scan, photo)
        assert "签字页.pdf" in first.sentence
        assert "不见了" in first.sentence
        assert "转正图片" in second.sentence
        assert len(book.records("opinion")[0].attachments) == 2


def test_a_missing_file_is_healed_by_taking_it_in_again(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    (tmp_path / "签字页.pdf").write_bytes(b"%PDF scan")
    with Ledger.open(library) as book:
        (opinion,) = book.records("opinion")
        scan = book.attach(opinion.uid, tmp_path / "签字页.pdf", role="signed", inspect=as_scan)
        shutil.rmtree(library / "attachments")
        book.detach(scan.uid)
        again = book.attach(opinion.uid, tmp_path / "签字页.pdf", role="signed", inspect=as_scan)
        assert again.file.read_bytes() == b"%PDF scan"
        assert book.file_faults(hashed=True) == ()
