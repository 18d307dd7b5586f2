"""What is risky is done only after everything was kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.actions import Add, Delete, Edit
from forms.backups import MANY, Guarded, guarded
from ledger.backup import BULK, IMPORT, Backup, backups
from ledger.book import Ledger
from ledger.library import DiskFull, Library
from tests.ledger.books import OPINION, new_book


def whys(book: Ledger) -> list[str]:
    return [each.why for each in backups(Library(book.path))]


def test_before_an_import_the_state_before_is_kept_and_the_import_can_be_undone(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        outcome = Guarded(IMPORT, Add("opinion", (OPINION, {**OPINION, "number": 2}))).perform(book)
        assert (whys(book), len(outcome.come)) == (["导入前"], 2)
        assert outcome.inverse is not None
        outcome.inverse.perform(book)
        assert book.records("opinion") == () and whys(book) == ["导入前"]
    with new_book(tmp_path / "另一处") as book:
        book.add("opinion", OPINION)
        Guarded(BULK, Edit(((book.records("opinion")[0].uid, {"content": "改过"}, None),))).perform(book)
        assert whys(book) == ["批量修改前"]


def test_where_the_state_cannot_be_kept_the_risky_action_is_not_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(ledger: Ledger, why: str) -> Backup:
        raise DiskFull(ledger.path)

    with new_book(tmp_path) as book:
        monkeypatch.setattr(Ledger, "backup", full)
        with pytest.raises(DiskFull, match="磁盘已满"):
            Guarded(IMPORT, Add("opinion", (OPINION,))).perform(book)
        assert book.records("opinion") == ()


def test_only_actions_of_many_records_are_guarded() -> None:
    few, many = (Delete(tuple(map(str, range(count)))) for count in (MANY - 1, MANY))
    assert guarded(BULK, few, MANY - 1) is few
    assert guarded(BULK, many, MANY) == Guarded(BULK, many)
