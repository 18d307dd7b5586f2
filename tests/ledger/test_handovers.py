"""Packages that went out and came in are remembered once; receipts are for what went out, and for nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.handover import IN, OUT, Handover
from ledger.handovers import OtherContent, UnknownPackage, handovers, note_in, note_out, note_receipt
from ledger.library import ReadOnlyLibrary
from tests.ledger.books import START, new_book

NOON = START + dt.timedelta(hours=4)
SENT = Handover(
    package="f7d4c2c0",
    at=START,
    who="沈文君",
    purpose="colleague",
    digest="ab" * 32,
    records=12,
    files=3,
    bytes=4096,
    place="E:/移交",
)


def receipt(book: Ledger, **changes: str) -> bool:
    """Take the receipt of SENT in; whether it was known."""
    facts = {"digest": SENT.digest, "received_by": "周启明", "result": "merge", **changes}
    package = facts.pop("package", SENT.package)
    return note_receipt(book._session, package, received_at=NOON, **facts).known


def test_a_package_that_went_out_is_remembered_until_its_receipt_comes(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        assert not note_out(book._session, SENT).known
        assert handovers(book._session) == (SENT,)
        assert SENT.received_at is None


def test_a_receipt_twice_is_known_and_the_first_counts(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        note_out(book._session, SENT)
        assert [receipt(book), receipt(book, received_by="别人")] == [False, True]
        (found,) = handovers(book._session)
        assert (found.received_at, found.received_by, found.result) == (NOON, "周启明", "merge")


def test_a_receipt_for_a_package_of_another_library_is_refused(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        note_in(book._session, SENT)
        with pytest.raises(UnknownPackage, match="不是从本台帐库移交的"):
            receipt(book)


def test_a_receipt_for_other_content_is_refused_and_not_kept(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        note_out(book._session, SENT)
        with pytest.raises(OtherContent, match="校验值.*不一致"):
            receipt(book, digest="cd" * 32)
        assert handovers(book._session) == (SENT,)


def test_a_package_received_once_more_stays_as_it_was(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        first = note_in(book._session, SENT)
        again = note_in(book._session, Handover(**{**vars(SENT), "who": "别人"}))
        assert (first.known, again.known) == (False, True)
        assert again.handover == first.handover == Handover(**{**vars(SENT), "direction": IN})


def test_a_package_may_come_back_to_where_it_went_out(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        note_out(book._session, SENT)
        note_in(book._session, SENT)
        assert [each.direction for each in handovers(book._session)] == [OUT, IN]


def test_what_is_read_only_notes_nothing(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        path = book.path
    with Ledger.open(path, read_only=True) as book, pytest.raises(ReadOnlyLibrary):
        note_out(book._session, SENT)
