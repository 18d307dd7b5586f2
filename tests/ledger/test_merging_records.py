"""Records of two libraries: what is new comes in, what is ahead wins, what was changed on both sides is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.library import ReadOnlyLibrary
from ledger.merging.comparison import BadChoice, OtherCampaign, Undecided
from ledger.merging.merge import merge
from tests.ledger.books import OPINION, START, as_scan, new_book
from tests.ledger.merging_books import NOON, bytes_of, copies, merged, seen, state


def one_opinion(book: Ledger) -> None:
    """A roster and an opinion, as both copies have them."""
    book.add("person", {"name": "沈文君"})
    book.add("opinion", OPINION)


def the_opinion(book: Ledger) -> str:
    """The uid of the opinion that both copies have."""
    return book.records("opinion")[0].uid


def test_what_is_new_there_comes_in_as_it_is_with_its_history(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path)
    added = theirs.add("opinion", OPINION)
    theirs.edit(added.uid, {"content": "延长周六办公"})
    comparison = merged(mine, theirs).comparison
    assert [(shift.what, shift.kind) for shift in comparison.shifts] == [("new", "意见建议")]
    assert mine.get(added.uid) == theirs.get(added.uid)
    assert mine.history(added.uid) == theirs.history(added.uid)
    assert state(mine) == state(theirs)


def test_merging_twice_changes_nothing(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=one_opinion)
    theirs.add("opinion", {**OPINION, "number": 2})
    merged(mine, theirs)
    before = bytes_of(mine)
    again = merged(mine, theirs)
    assert not again.comparison.changes
    assert again.backup is None
    assert bytes_of(mine) == before
    assert again.comparison.sentence == "“第五税务分局”的台帐里没有本台帐还没有的内容。"


def test_what_was_changed_only_there_is_taken_over(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=one_opinion)
    uid = the_opinion(theirs)
    theirs.edit(uid, {"content": "延长周六办公"})
    (shift,) = merged(mine, theirs).comparison.shifts
    assert (shift.what, shift.fields) == ("updated", ("意见建议内容",))
    assert mine.get(uid) == theirs.get(uid)
    assert mine.get(uid).revision == 2


def test_what_was_changed_only_here_stays(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=one_opinion)
    mine.edit(the_opinion(mine), {"content": "延长周六办公"})
    before = bytes_of(mine)
    assert not merged(mine, theirs).comparison.changes
    assert bytes_of(mine) == before


def test_different_fields_changed_on_both_sides_come_together(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=one_opinion)
    uid = the_opinion(mine)
    mine.edit(uid, {"content": "延长周六办公"})
    theirs.edit(uid, {"status": "已答复"})
    merged(mine, theirs)
    assert (mine.get(uid)["content"], mine.get(uid)["status"]) == ("延长周六办公", "已答复")
    assert mine.get(uid).revision == 3
    assert [change.field for change in mine.history(uid)] == ["", "content", "status"]
    merged(theirs, mine)
    assert state(mine) == state(theirs)


def test_one_field_changed_otherwise_on_both_sides_is_asked_and_nothing_merged_before(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=one_opinion)
    uid = the_opinion(mine)
    mine.edit(uid, {"content": "延长周六办公"})
    theirs.edit(uid, {"content": "增设自助机"})
    theirs.add("opinion", {**OPINION, "number": 2})
    before = bytes_of(mine)
    with pytest.raises(Undecided, match="“延长周六办公”的“意见建议内容”") as refused:
        merged(mine, theirs)
    (conflict,) = refused.value.comparison.conflicts
    assert (conflict.label, conflict.ours.who, conflict.theirs.who) == ("意见建议内容", "甲", "乙")
    assert conflict.ours.at is not None
    assert conflict.sentence.endswith("两边改得不同：本台帐为“延长周六办公”，对方为“增设自助机”。")
    assert "增设自助机" not in f"{refused.value}{refused.value.comparison!r}"
    assert bytes_of(mine) == before
    assert list((mine.path / "backups").iterdir()) == []


@pytest.mark.parametrize(("answer", "content"), [("ours", "延长周六办公"), ("theirs", "增设自助机")])
def test_what_was_chosen_is_told_in_the_history_and_never_asked_again(
    tmp_path: Path, answer: str, content: str
) -> None:
    mine, theirs = copies(tmp_path, fill=one_opinion)
    uid = the_opinion(mine)
    mine.edit(uid, {"content": "延长周六办公"})
    theirs.edit(uid, {"content": "增设自助机"})
    (conflict,) = seen(mine, theirs).conflicts
    merged(mine, theirs, {conflict.key: answer})
    assert mine.get(uid)["content"] == content
    last = mine.history(uid)[-1]
    assert last.reason == f"合并时选用{'本台帐' if answer == 'ours' else '对方'}的内容"
    assert {last.old, last.new} == {"延长周六办公", "增设自助机"}
    assert last.new == content
    assert not merged(mine, theirs).comparison.changes
    assert seen(theirs, mine).conflicts == ()
    merged(theirs, mine)
    assert state(mine) == state(theirs)


def test_both_changed_to_the_same_is_no_conflict(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=one_opinion)
    uid = the_opinion(mine)
    for book in (mine, theirs):
        book.edit(uid, {"content": "延长周六办公"})
    assert seen(mine, theirs).conflicts == ()
    merged(mine, theirs)
    assert len(mine.history(uid)) == 3


def test_a_deletion_there_comes_and_is_told_before(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=one_opinion)
    uid = the_opinion(theirs)
    theirs.delete(uid)
    assert [(shift.what, shift.uid) for shift in seen(mine, theirs).shifts] == [("deleted", uid)]
    merged(mine, theirs)
    assert [record.uid for record in mine.records(deleted=True)] == [uid]


def test_what_was_deleted_here_and_not_touched_there_stays_deleted(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=one_opinion)
    mine.delete(the_opinion(mine))
    assert not merged(mine, theirs).comparison.changes
    assert len(mine.records(deleted=True)) == 1


@pytest.mark.parametrize("here", [True, False])
@pytest.mark.parametrize("keep_deleted", [True, False])
def test_deleted_on_one_side_and_changed_on_the_other_is_asked(tmp_path: Path, here: bool, keep_deleted: bool) -> None:
    mine, theirs = copies(tmp_path, fill=one_opinion)
    uid = the_opinion(mine)
    deleter, editor = (mine, theirs) if here else (theirs, mine)
    deleter.delete(uid)
    editor.edit(uid, {"content": "延长周六办公"})
    (conflict,) = seen(mine, theirs).conflicts
    assert conflict.label == "是否删除"
    assert {conflict.ours.words, conflict.theirs.words} == {"已删除", "没有删除，有改动"}
    merged(mine, theirs, {conflict.key: "ours" if here == keep_deleted else "theirs"})
    assert mine.get(uid).deleted is keep_deleted
    assert mine.get(uid)["content"] == "延长周六办公"
    merged(theirs, mine)
    assert not merged(mine, theirs).comparison.changes
    assert state(mine) == state(theirs)


def test_what_was_restored_there_comes_back_and_is_told(tmp_path: Path) -> None:
    def deleted_opinion(book: Ledger) -> None:
        one_opinion(book)
        book.delete(the_opinion(book))

    mine, theirs = copies(tmp_path, fill=deleted_opinion)
    (gone,) = theirs.records(deleted=True)
    theirs.restore(gone.uid)
    assert [shift.what for shift in seen(mine, theirs).shifts] == ["restored"]
    merged(mine, theirs)
    assert not mine.get(gone.uid).deleted


def test_counts_are_told_by_kind_and_in_one_sentence(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=one_opinion)
    theirs.add("opinion", {**OPINION, "number": 2})
    theirs.delete(the_opinion(theirs))
    comparison = seen(mine, theirs)
    counts = {count.kind: count for count in comparison.counts}
    assert (counts["意见建议"].new, counts["意见建议"].deleted, counts["意见建议"].same) == (1, 1, 0)
    assert counts["人员"].same == 1
    assert comparison.sentence == "合并“第五税务分局”的台帐：新增1条，移入回收站1条。"


def test_a_merge_leaves_a_note_of_its_own_and_a_backup(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=one_opinion)
    theirs.add("opinion", {**OPINION, "number": 2})
    made = merged(mine, theirs)
    assert made.backup is not None
    assert made.backup.path.is_file()
    (note,) = mine.history("library")
    assert (note.who, note.new) == ("甲", "合并“第五税务分局”的台帐：新增1条。")
    assert mine.changed_since(START)
    assert not merged(theirs, mine).comparison.changes


def test_another_campaign_is_not_merged(tmp_path: Path) -> None:
    mine, _ = copies(tmp_path)
    (tmp_path / "别处").mkdir()
    with new_book(tmp_path / "别处") as other:
        other._db.execute_sql("UPDATE campaign SET uid = 'another'")
        with pytest.raises(OtherCampaign, match="作为下级台帐收入"):
            merge(mine._session, other._session, {}, "甲", NOON)


def test_an_answer_that_is_none_is_refused(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path)
    with pytest.raises(BadChoice, match="ours（本台帐）或 theirs（对方）"):
        merged(mine, theirs, otherwise="both")


def test_a_library_that_is_only_read_is_not_merged_into(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path)
    theirs.add("opinion", OPINION)
    with Ledger.open(mine.path, read_only=True) as only, pytest.raises(ReadOnlyLibrary):
        merge(only._session, theirs._session, {}, "甲", NOON)


def test_files_put_to_a_record_on_both_sides_are_no_change_of_its_words(tmp_path: Path) -> None:
    mine, other = copies(tmp_path, fill=lambda book: book.add("opinion", OPINION))
    with mine, other:
        uid = mine.records("opinion")[0].uid
        for book in (mine, other):
            path = tmp_path / f"{book.path.name}.pdf"
            path.write_bytes(f"%PDF {book.path.name}".encode())
            book.attach(uid, path, role="annex", inspect=as_scan)
        merged(mine, other)
        merged(other, mine)
        for book in (mine, other):
            record = book.records("opinion")[0]
            assert [each.name for each in record.attachments] == ["甲.pdf", "乙.pdf"]
            assert record.revision == 1, "nobody edited it, and no history would tell who"
        assert not seen(mine, other).changes
