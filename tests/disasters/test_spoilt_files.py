"""A stored file was changed behind the ledger's back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.attachments import DuplicateAttachment
from ledger.book import Ledger
from tests.ledger.books import OPINION, as_scan, closed_book


def test_a_spoilt_file_is_found_and_healed_by_taking_it_in_again(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    scan = tmp_path / "签字页.pdf"
    scan.write_bytes(b"%PDF scan")
    with Ledger.open(library) as book:
        (opinion,) = book.records("opinion")
        kept = book.attach(opinion.uid, scan, role="signed", inspect=as_scan)
        kept.file.path.write_bytes(b"%PDF snac")
        assert [fault.attachment for fault in book.file_faults(hashed=True)] == [kept]
        book.attach(book.add("opinion", {**OPINION, "number": 2}).uid, scan, role="signed", inspect=as_scan)
        assert book.file_faults(hashed=True) == ()
        assert [path.name for path in kept.file.path.parent.iterdir()] == [kept.file.path.name]


def test_a_refused_attachment_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    scan = tmp_path / "签字页.pdf"
    scan.write_bytes(b"%PDF scan")
    with Ledger.open(library) as book:
        (opinion,) = book.records("opinion")
        kept = book.attach(opinion.uid, scan, role="signed", inspect=as_scan)
        for spoilt in (False, True):
            if spoilt:
                kept.file.path.write_bytes(b"%PDF snac")
            with pytest.raises(DuplicateAttachment):
                book.attach(opinion.uid, scan, role="signed", inspect=as_scan)
            assert book.file_faults(hashed=True) == ()
