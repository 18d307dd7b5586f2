"""Attachments, ballots, names that may stand once, registers of one's own and the scheme of two libraries."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.merging.comparison import Undecided
from ledger.merging.merge import merge
from ledger.safekeeping.course import Course, RestoreStopped
from ledger.store.rows import scattered
from tests.ledger.books import OPINION, as_scan
from tests.ledger.merging_books import NOON, bytes_of, copies, merged, seen, state
from tests.ledger.samples import add_sample

PATROL = {"title": "安全巡查", "columns": [{"label": "隐患", "type": "文字", "required": "是"}]}


def attach(book: Ledger, uid: str, folder: Path, name: str, content: str = "") -> str:
    """Attach a file of this name to a record; the attachment's uid."""
    path = folder / name
    path.write_bytes(b"%PDF " + (content or name).encode())
    return book.attach(uid, path, role="annex", inspect=as_scan).uid


def opinion(book: Ledger) -> str:
    """Add the opinion; its uid."""
    return book.add("opinion", OPINION).uid


def names(book: Ledger, uid: str) -> list[str]:
    """Names of the attachments that stand."""
    return [attachment.name for attachment in book.get(uid).attachments]


# Attachments


def test_attachments_come_in_with_their_files(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=opinion)
    uid = theirs.records("opinion")[0].uid
    attach(theirs, uid, tmp_path, "签到表.pdf")
    assert merged(mine, theirs).comparison.files == 1
    (attachment,) = mine.get(uid).attachments
    assert attachment.file.read_bytes() == b"%PDF " + "签到表.pdf".encode()
    assert mine.file_faults(hashed=True) == ()
    assert state(mine) == state(theirs)


def test_attachments_of_both_sides_stand_in_order_of_time(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=opinion)
    uid = mine.records("opinion")[0].uid
    attach(mine, uid, tmp_path, "一.pdf")
    attach(theirs, uid, tmp_path, "二.pdf")
    attach(mine, uid, tmp_path, "三.pdf")
    merged(mine, theirs)
    merged(theirs, mine)
    assert names(mine, uid) == names(theirs, uid)
    assert sorted(names(mine, uid)) == sorted(["一.pdf", "二.pdf", "三.pdf"])
    assert state(mine) == state(theirs)


def test_what_was_taken_off_on_one_side_is_off(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=lambda book: attach(book, opinion(book), tmp_path, "旧.pdf"))
    uid = mine.records("opinion")[0].uid
    theirs.detach(theirs.get(uid).attachments[0].uid)
    attach(mine, uid, tmp_path, "新.pdf")
    merged(mine, theirs)
    assert names(mine, uid) == ["新.pdf"]


def test_what_was_taken_off_and_put_back_here_and_taken_off_there_stands(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=lambda book: attach(book, opinion(book), tmp_path, "旧.pdf"))
    uid = mine.records("opinion")[0].uid
    bound = mine.get(uid).attachments[0].uid
    theirs.detach(bound)
    mine.detach(bound)
    mine.reattach(bound)
    merged(mine, theirs)
    assert names(mine, uid) == ["旧.pdf"]


def test_the_same_file_attached_on_both_sides_stands_once(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=opinion)
    uid = mine.records("opinion")[0].uid
    attach(mine, uid, tmp_path, "签到.pdf", "same")
    attach(theirs, uid, tmp_path, "签到表.pdf", "same")
    merged(mine, theirs)
    merged(theirs, mine)
    assert len(names(mine, uid)) == 1
    assert state(mine) == state(theirs)


@pytest.mark.parametrize("spoilt", [b"other", None])
def test_a_file_that_is_spoilt_or_missing_there_is_told_and_its_record_comes(
    tmp_path: Path, spoilt: bytes | None
) -> None:
    mine, theirs = copies(tmp_path)
    uid = opinion(theirs)
    attach(theirs, uid, tmp_path, "签到表.pdf")
    file = theirs.get(uid).attachments[0].file.path
    file.unlink() if spoilt is None else file.write_bytes(spoilt)
    (fault,) = merged(mine, theirs).comparison.missing
    assert fault.sentence.startswith("“建议增加午间值班窗口”的附件“签到表.pdf”没有文件：对方台帐库里的文件")
    assert names(mine, uid) == ["签到表.pdf"]
    assert [each.attachment.name for each in mine.file_faults()] == ["签到表.pdf"]
    assert list(mine.path.glob("attachments/*.part")) == []


def test_nothing_of_the_files_stays_when_merging_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, theirs = copies(tmp_path)
    attach(theirs, opinion(theirs), tmp_path, "签到表.pdf")
    before = bytes_of(mine)

    def fails(*_: object) -> None:
        raise RuntimeError("stopped")

    monkeypatch.setattr("ledger.merging.writing.merging.insert_bound", fails)
    with pytest.raises(RuntimeError, match="stopped"):
        merged(mine, theirs)
    assert [path for path in mine.path.glob("attachments/**/*") if path.is_file()] == []
    assert bytes_of(mine) == before


def test_merging_tells_how_far_it_is_and_when_stopped_leaves_nothing(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=opinion)
    uid = theirs.records("opinion")[0].uid
    for name in ("一.pdf", "二.pdf"):
        attach(theirs, uid, tmp_path, name)
    before, told = state(mine), list[str]()
    course = Course(lambda done, total, words: told.append(words), lambda: len(told) == 1)
    with Ledger.open(theirs.path, read_only=True) as other, pytest.raises(RestoreStopped):
        merge(mine.session, other.session, {}, "甲", NOON, course=course)
    assert told == ["附件一.pdf"]
    assert state(mine) == before
    assert not [path for path in (mine.path / "attachments").rglob("*") if path.is_file()]


# Ballots


def one_ballot(book: Ledger) -> None:
    """A review with a ballot."""
    add_sample(book, "ballot")


def test_ballots_of_both_sides_come_together_and_none_is_told(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=one_ballot)
    review = mine.records("review")[0].uid
    for book, score in ((mine, "91"), (theirs, "67")):
        book.add("ballot", {"review": review, "group": "党政领导班子", "score": score})
    comparison = merged(mine, theirs).comparison
    assert [shift for shift in comparison.shifts if shift.kind == "评议票"] == []
    assert next(count.new for count in comparison.counts if count.kind == "评议票") == 1
    assert "67" not in repr(comparison)
    merged(theirs, mine)
    assert state(mine) == state(theirs)
    assert len(mine.records("ballot")) == 3


def test_the_order_in_which_ballots_were_entered_does_not_come_along(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=one_ballot)
    ballot = {"review": mine.records("review")[0].uid, "group": "党政领导班子"}
    added = theirs.add_many("ballot", [{**ballot, "score": str(score)} for score in (60, 70, 80, 90)])
    for place, record in enumerate(added, 1):
        theirs._db.execute_sql("UPDATE record SET id = ? WHERE uid = ?", (1000 + place, record.uid))
    merged(mine, theirs)
    numbers = dict(mine._db.execute_sql("SELECT uid, id FROM record WHERE kind = 'ballot'").fetchall())
    assert [numbers[record.uid] for record in added] == [scattered(record.uid) for record in added]


def test_a_ballot_corrected_on_one_side_is_taken_over_in_either_direction(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=one_ballot)
    uid = theirs.records("ballot")[0].uid
    theirs.edit(uid, {"score": "71"})
    merged(theirs, mine)
    assert theirs.get(uid)["score"] == 71
    merged(mine, theirs)
    assert mine.get(uid)["score"] == 71


@pytest.mark.parametrize("answer", ["ours", "theirs"])
def test_a_ballot_corrected_otherwise_on_both_sides_is_asked_without_its_content_and_once(
    tmp_path: Path, answer: str
) -> None:
    mine, theirs = copies(tmp_path, fill=one_ballot)
    uid = mine.records("ballot")[0].uid
    mine.edit(uid, {"score": "71"})
    theirs.edit(uid, {"score": "62"})
    (conflict,) = seen(mine, theirs).conflicts
    assert not {"71", "62"} & set(map(str, (conflict.ours.words, conflict.theirs.words, conflict.title)))
    assert (conflict.ours.who, conflict.ours.at) == ("", None)
    merged(mine, theirs, {conflict.key: answer})
    assert mine.get(uid)["score"] == (71 if answer == "ours" else 62)
    assert not merged(mine, theirs).comparison.changes
    merged(theirs, mine)
    assert theirs.get(uid)["score"] == mine.get(uid)["score"]
    assert state(mine) == state(theirs)
    assert all("71" not in repr(change) and "62" not in repr(change) for change in mine.history("ballot"))
    assert mine.history(uid) == ()


# What may stand only once


@pytest.mark.parametrize("answer", ["ours", "theirs"])
def test_two_people_of_one_name_are_asked_and_links_go_to_the_one_that_lives(tmp_path: Path, answer: str) -> None:
    mine, theirs = copies(tmp_path)
    person = {book: book.add("person", {"name": "沈文君"}).uid for book in (mine, theirs)}
    opinions = {book: book.add("opinion", OPINION).uid for book in (mine, theirs)}
    with pytest.raises(Undecided, match="两边各有一条人员的姓名相同"):
        merged(mine, theirs)
    (clash,) = seen(mine, theirs).clashes
    assert clash.sentence == "两边各有一条人员的姓名是“沈文君”：选一条保留，另一条移入回收站。"
    merged(mine, theirs, {clash.key: answer})
    lives = person[mine if answer == "ours" else theirs]
    assert [record.uid for record in mine.records("person")] == [lives]
    assert len(mine.records("person", deleted=True)) == 1
    assert {mine.get(uid)["handler"].uid for uid in opinions.values()} == {lives}
    assert not merged(mine, theirs).comparison.changes
    assert seen(theirs, mine).clashes == ()
    merged(theirs, mine)
    assert state(mine) == state(theirs)


def test_a_name_that_was_given_up_on_one_side_is_free(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=lambda book: book.add("person", {"name": "沈文君"}))
    theirs.edit(theirs.records("person")[0].uid, {"name": "沈文钧"})
    theirs.add("person", {"name": "沈文君"})
    assert seen(mine, theirs).clashes == ()
    merged(mine, theirs)
    assert sorted(record["name"] for record in mine.records("person")) == ["沈文君", "沈文钧"]


# Registers of one's own


def test_a_register_of_ones_own_comes_with_what_stands_in_it(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path)
    definition = theirs.add("own_register", PATROL)
    slug = f"own-{definition['code']}"
    theirs.add(slug, {"隐患": "电线老化"})
    merged(mine, theirs)
    assert [record["隐患"] for record in mine.records(slug)] == ["电线老化"]
    assert state(mine) == state(theirs)


def test_two_registers_of_one_name_become_one_and_everything_stays_to_be_seen(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path)
    slug = ""
    for book, words in ((mine, "电线老化"), (theirs, "通道堵塞")):
        slug = f"own-{book.add('own_register', PATROL)['code']}"
        book.add(slug, {"隐患": words})
    (clash,) = seen(mine, theirs).clashes
    merged(mine, theirs, {clash.key: "theirs"})
    assert sorted(record["隐患"] for record in mine.records(slug)) == ["电线老化", "通道堵塞"]


def test_of_two_registers_of_one_name_and_other_codes_the_one_that_gives_way_is_renamed(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path)
    for book, code in ((mine, "ours"), (theirs, "theirs")):
        book.add("own_register", {**PATROL, "code": code})
        book.add(f"own-{code}", {"隐患": code})
    (clash,) = seen(mine, theirs).clashes
    merged(mine, theirs, {clash.key: "ours"})
    assert [kind.title for kind in mine.kinds if kind.slug.startswith("own-")] == ["安全巡查", "安全巡查（2）"]
    assert [record["隐患"] for record in mine.records("own-theirs")] == ["theirs"]


def test_a_register_deleted_there_stays_while_records_stand_in_it_here(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path, fill=lambda book: book.add("own_register", {**PATROL, "code": "patrol"}))
    mine.add("own-patrol", {"隐患": "电线老化"})
    theirs.delete(theirs.records("own_register")[0].uid)
    merged(mine, theirs)
    assert len(mine.records("own-patrol")) == 1
    assert mine.history(mine.records("own_register")[0].uid)[-1].reason == "登记簿里还有记录，合并时保留"
    merged(theirs, mine)
    assert state(mine) == state(theirs)


# The scheme


def test_a_scheme_changed_on_one_side_is_taken_over(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path)
    theirs.change_scheme({"rule.digits": "1"}, "镇里要求")
    assert seen(mine, theirs).scheme == "计分规则：改动“保留小数位数”"
    merged(mine, theirs)
    assert mine._kept.in_force().rule("digits") == "1"
    assert mine.scheme_changes() == theirs.scheme_changes()
    assert not merged(theirs, mine).comparison.changes
    assert state(mine) == state(theirs)


def test_a_scheme_changed_alike_on_both_sides_is_no_conflict(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path)
    for book in (mine, theirs):
        book.change_scheme({"rule.digits": "1"}, "镇里要求")
    merged(mine, theirs)
    merged(theirs, mine)
    assert mine._kept.in_force().rule("digits") == "1"
    assert state(mine) == state(theirs)


@pytest.mark.parametrize(("answer", "digits"), [("ours", "1"), ("theirs", "3")])
def test_a_scheme_changed_otherwise_is_chosen_as_a_whole_and_asked_once(
    tmp_path: Path, answer: str, digits: str
) -> None:
    mine, theirs = copies(tmp_path)
    mine.change_scheme({"rule.digits": "1"}, "镇里要求")
    theirs.change_scheme({"rule.digits": "3"}, "县里要求")
    (conflict,) = seen(mine, theirs).conflicts
    assert (conflict.key, conflict.ours.who, conflict.theirs.who) == ("scheme", "甲", "乙")
    assert conflict.ours.words == "计分规则：保留小数位数改为1 位（镇里要求）"
    assert conflict.theirs.words == "计分规则：保留小数位数改为3 位（县里要求）"
    merged(mine, theirs, {"scheme": answer})
    assert mine._kept.in_force().rule("digits") == digits
    assert {change.reason for change in mine.scheme_changes()} >= {"镇里要求", "县里要求"}
    assert not merged(mine, theirs).comparison.changes
    assert seen(theirs, mine).conflicts == ()
    merged(theirs, mine)
    assert theirs._kept.in_force().rule("digits") == digits
    assert state(mine) == state(theirs)
    with Ledger.open(mine.path, read_only=True) as again:
        assert again.scheme.rule("digits") == digits


def test_the_sentence_of_what_is_undecided_repeats_no_whole_text(tmp_path: Path) -> None:
    long = "窗口排队太久，" * 40
    mine, theirs = copies(tmp_path, fill=lambda book: book.add("opinion", {**OPINION, "content": long}))
    (record,) = [each for each in mine.records("opinion") if each["content"] == long]
    mine.edit(record.uid, {"status": "已答复"})
    theirs.edit(record.uid, {"status": "不采纳已说明"})
    with pytest.raises(Undecided) as undecided:
        merged(mine, theirs)
    assert len(str(undecided.value)) < 140
    assert "……”的“" in str(undecided.value)
