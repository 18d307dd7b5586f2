"""Merging with what is protected, spoilt, foreign or made to do harm: told in a sentence, and nothing is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.library import DamagedLibrary
from ledger.merging.comparison import MixedUp
from ledger.merging.merge import merge
from ledger.protection import protect
from tests.ledger.books import OPINION, as_scan
from tests.ledger.merging_books import NOON, bytes_of, copies, merged

SECRET = "春风化雨 2015"


def with_file(book: Ledger, folder: Path) -> str:
    """Add an opinion with an attachment; its uid."""
    uid = book.add("opinion", OPINION).uid
    (folder / "签到表.pdf").write_bytes(b"%PDF scan")
    book.attach(uid, folder / "签到表.pdf", role="annex", inspect=as_scan)
    return uid


@pytest.mark.parametrize("mine_locked", [True, False])
def test_a_library_with_a_passphrase_and_one_without_are_merged_and_files_stay_as_each_keeps_them(
    tmp_path: Path, mine_locked: bool
) -> None:
    mine, theirs = copies(tmp_path)
    uid = with_file(theirs, tmp_path)
    paths = mine.path, theirs.path
    for book in (mine, theirs):
        book.close()
    protect(paths[0 if mine_locked else 1], SECRET, who="甲", now=NOON)
    opened = [
        Ledger.open(path, passphrase=SECRET if locked == mine_locked else "")
        for path, locked in zip(paths, (True, False), strict=True)
    ]
    with opened[0] as mine, opened[1] as theirs:
        merge(mine.session, theirs.session, {}, "甲", NOON)
        (attachment,) = mine.get(uid).attachments
        assert attachment.file.read_bytes() == b"%PDF scan"
        assert (attachment.file.path.read_bytes() == b"%PDF scan") is not mine_locked
        assert mine.file_faults(hashed=True) == ()


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE record SET data = '{\"content\":'",
        "UPDATE record SET data = '[]'",
        'UPDATE record SET data = \'{"content":"\\ud800"}\'',
        "UPDATE record SET changed = 'gestern'",
        "UPDATE record SET data = x'00ff'",
        "UPDATE change SET at = ''",
        "UPDATE change SET new = x'00ff'",
        "UPDATE attachment SET added = '0'",
        "UPDATE attachment_file SET suffix = '/../../x.sh'",
        "UPDATE attachment_file SET sha256 = '../../../x'",
    ],
)
def test_what_no_ledger_writes_is_damage_of_the_other_library_and_nothing_comes_in(tmp_path: Path, harm: str) -> None:
    mine, theirs = copies(tmp_path)
    with_file(theirs, tmp_path)
    theirs._db.execute_sql(harm)
    before = bytes_of(mine)
    with pytest.raises(DamagedLibrary, match=re.escape(f"“{theirs.path}”")):
        merged(mine, theirs)
    assert bytes_of(mine) == before
    assert [path for path in (mine.path / "attachments").rglob("*") if path.is_file()] == []


def test_a_record_that_is_of_another_kind_there_is_refused(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=lambda book: book.add("opinion", OPINION))
    theirs._db.execute_sql("UPDATE record SET kind = 'visit'")
    before = bytes_of(mine)
    with pytest.raises(MixedUp, match="是另一样东西"):
        merged(mine, theirs)
    assert bytes_of(mine) == before


def test_an_entry_that_stands_for_another_here_is_refused(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path)
    mine.add("opinion", OPINION)
    theirs.add("opinion", OPINION)
    (uid,) = mine._db.execute_sql("SELECT uid FROM change").fetchone()
    theirs._db.execute_sql("UPDATE change SET uid = ?", [uid])
    with pytest.raises(MixedUp, match=uid):
        merged(mine, theirs)
    assert len(mine.records("opinion")) == 1


def test_what_differs_though_the_history_is_the_same_is_asked(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=lambda book: book.add("opinion", OPINION))
    theirs._db.execute_sql("UPDATE record SET data = replace(data, '午间', '夜间')")
    comparison = merged(mine, theirs, otherwise="ours").comparison
    assert [conflict.theirs.words for conflict in comparison.conflicts] == ["建议增加夜间值班窗口"]
    assert mine.records("opinion")[0]["content"] == OPINION["content"]
