from __future__ import annotations

from pathlib import Path

import pytest

from ledger.errors import InputError
from ledger.refusals import AttachmentNotFound
from tests.ledger.books import OPINION, as_scan, new_book


def test_verbs_together_are_kept_all_or_none(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        first = book.add("opinion", OPINION)
        with pytest.raises(InputError), book.together():
            book.edit(first.uid, {"content": "改过的"})
            book.change_scheme({"rule.unknown": "zero"}, "试一试")
            book.delete("没有这条")
        assert book.get(first.uid)["content"] == OPINION["content"]
        assert book.scheme_changes() == ()
        assert [rule.value for rule in book.scheme.rules if rule.key == "unknown"] != ["zero"]
        with book.together():
            book.edit(first.uid, {"content": "改过的"})
            book.delete(first.uid)
        assert book.get(first.uid)["content"] == "改过的"
        assert [record.uid for record in book.records(deleted=True)] == [first.uid]


def test_an_attachment_comes_back(tmp_path: Path) -> None:
    scan = tmp_path / "签到册.pdf"
    scan.write_bytes(b"%PDF")
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        kept = book.attach(opinion.uid, scan, role="signed", inspect=as_scan)
        book.detach(kept.uid)
        assert book.get(opinion.uid).attachments == ()
        assert book.reattach(kept.uid) == kept
        assert book.get(opinion.uid).attachments == (kept,)
        assert [change.action for change in book.history(opinion.uid)][-2:] == ["detach", "attach"]
        with pytest.raises(AttachmentNotFound):
            book.reattach(kept.uid)
