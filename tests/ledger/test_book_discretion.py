"""What a ledger keeps to itself, and what it keeps for a later program: voters and unknown fields."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ledger.kinds import UnknownKind
from ledger.store.rows import find_record, insert_records, update_record
from tests.ledger.books import OPINION, START, as_scan, new_book, sample


def test_records_of_a_kind_that_only_a_later_program_knows_are_passed_over_and_kept(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        with book._session.writing():
            insert_records(book._db, "of_a_later_program", [("uid-x", {"title": "业务培训"})], START)
        assert book.records() == (opinion,)
        with pytest.raises(UnknownKind, match="of_a_later_program"):
            book.get("uid-x")
        assert find_record(book._db, "uid-x") is not None


def test_values_of_a_field_that_only_a_later_program_knows_survive_an_edit(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        stored = find_record(book._db, opinion.uid)
        assert stored is not None
        with book._session.writing():
            update_record(book._db, stored, {**stored.data, "later": "以后的栏目"}, START)
        book.edit(opinion.uid, {"status": "已答复"})
        kept = find_record(book._db, opinion.uid)
        assert kept is not None
        assert (kept.data["later"], kept.data["status"]) == ("以后的栏目", "已答复")


def test_ballots_leave_no_trail_to_a_voter(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        review = book.add("review", sample("review"))
        group = book.context().choices("groups")[0]
        scores = ("91", "77", "88")
        ballots = [book.add("ballot", {"review": review.uid, "group": group, "score": score}) for score in scores]
        book.edit(ballots[0].uid, {"score": "92"})
        book.delete(ballots[1].uid)
        changes = book.history("ballot")
        assert [change.action for change in changes] == ["add", "add", "add", "edit", "delete"]
        assert {(change.field, change.old, change.new) for change in changes} == {("", "", "1条")}
        assert all(book.history(ballot.uid) == () for ballot in ballots)
        assert book.search("92") == ()
        assert [str(record["score"]) for record in book.records("ballot")] == ["88", "92"]
        assert {record.created.time() for record in book.records("ballot")} == {dt.time(0)}


def test_a_scan_of_a_ballot_leaves_no_trail_either(tmp_path: Path) -> None:
    (tmp_path / "票.pdf").write_bytes(b"%PDF ballot")
    with new_book(tmp_path) as book:
        review = book.add("review", sample("review"))
        ballot = book.add("ballot", {"review": review.uid, "group": book.context().choices("groups")[0], "score": "9"})
        book.attach(ballot.uid, tmp_path / "票.pdf", role="annex", inspect=as_scan)
        assert [(each.subject, each.action, each.new) for each in book.history("ballot")] == [
            ("ballot", "add", "1条"),
            ("ballot", "attach", "1条"),
        ]
