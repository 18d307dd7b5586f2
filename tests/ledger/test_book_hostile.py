"""What a ledger meets in the field: clocks set back, rare characters, long cells, a name used again, two at once."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.clean import BrokenText
from ledger.entries import FieldProblems, RowProblems
from ledger.errors import InputError
from ledger.fields.base import PersonName
from ledger.library import DamagedLibrary
from ledger.refusals import DuplicateValue, RecordChanged
from tests.ledger.books import OPINION, START, as_scan, closed_book, new_book


def test_a_clock_set_back_does_not_change_a_record_before_it_was_made(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
    earlier = START - dt.timedelta(days=400)
    with Ledger.open(book.path, clock=lambda: earlier) as book:
        edited = book.edit(opinion.uid, {"status": "已答复"})
        assert edited.created == edited.changed == opinion.created
        book.delete(opinion.uid)
        assert book.restore(opinion.uid).changed == opinion.created
        actions = [(change.action, change.at) for change in book.history(opinion.uid)]
    assert actions == [("add", opinion.created), *((each, earlier) for each in ("edit", "delete", "restore"))]


def test_a_name_used_again_must_be_freed_before_the_first_is_restored(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        first = book.add("person", {"name": "林晓岚", "post": "分局长"})
        book.delete(first.uid)
        second = book.add("person", {"name": "林晓岚"})
        with pytest.raises(DuplicateValue, match="请先给现有的改名再恢复"):
            book.restore(first.uid)
        assert [person.uid for person in book.records("person")] == [second.uid]
        book.edit(second.uid, {"name": "林晓岚（二）"})
        assert book.restore(first.uid)["post"] == "分局长"
        assert book.context().person("林晓岚") == PersonName("林晓岚", first.uid)


@pytest.mark.parametrize("name", ["𠮷田", "王䶮", "陈𬀩", "𲎰某"])
def test_rare_names_are_kept_found_and_unique(tmp_path: Path, name: str) -> None:
    with new_book(tmp_path) as book:
        person = book.add("person", {"name": name})
        opinion = book.add("opinion", {**OPINION, "handler": name})
        with pytest.raises(DuplicateValue):
            book.add("person", {"name": f" {name} "})
    with Ledger.open(book.path, read_only=True) as book:
        assert book.get(person.uid)["name"] == name
        assert book.get(opinion.uid)["handler"] == PersonName(name, person.uid)
        assert book.search(name) == (book.get(person.uid), book.get(opinion.uid))
        assert book.history(person.uid)[0].new == name


def test_the_same_name_typed_composed_and_decomposed_is_one_name(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        person = book.add("person", {"name": "Jose\u0301"})
        assert person["name"] == "Jos\u00e9"
        with pytest.raises(DuplicateValue):
            book.add("person", {"name": "Jos\u00e9"})
        with pytest.raises(RowProblems, match="第2条"):
            book.add_many("person", [{"name": "Rene\u0301"}, {"name": "Ren\u00e9"}])
        assert book.edit(person.uid, {"name": "Jose\u0301"}).revision == 1


def test_a_cell_of_five_thousand_characters_is_kept_whole_or_refused(tmp_path: Path) -> None:
    long = "建议𠮷。" * 1250
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", {**OPINION, "note": long})
        with pytest.raises(FieldProblems, match="共5000字.*最多4000字"):
            book.edit(opinion.uid, {"content": long})
        book.edit(opinion.uid, {"note": long + "完"})
        edit = book.history(opinion.uid)[-1]
        assert (edit.old, edit.new) == (long, long + "完")
    with Ledger.open(book.path, read_only=True) as book:
        assert book.get(opinion.uid)["note"] == long + "完"


def test_every_action_on_a_record_is_in_its_history(tmp_path: Path) -> None:
    scan = tmp_path / "签字页.pdf"
    scan.write_bytes(b"%PDF scan")
    with new_book(tmp_path, who="周启明") as book:
        uid = book.add("opinion", OPINION).uid
        book.edit(uid, {"status": "已答复", "reply": "已安排"})
        attached = book.attach(uid, scan, role="signed", inspect=as_scan)
        book.detach(attached.uid)
        book.delete(uid)
        book.restore(uid)
        told = [(change.action, change.field, change.old, change.new) for change in book.history(uid)]
        assert {change.who for change in book.history(uid)} == {"周启明"}
    title = "建议增加午间值班窗口"
    assert told == [
        ("add", "", "", title),
        ("edit", "reply", "", "已安排"),
        ("edit", "status", "办理中", "已答复"),
        ("attach", "签字扫描件", "", "签字页.pdf"),
        ("detach", "签字扫描件", "签字页.pdf", ""),
        ("delete", "", title, ""),
        ("restore", "", "", title),
    ]


def test_no_time_of_day_is_kept_of_a_ballot(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        review = book.add("review", {"title": "民主评议", "date": "10月20日", "organiser": "县评议办"})
        group = book.context().choices("groups")[0]
        ballot = book.add("ballot", {"review": review.uid, "group": group, "score": "90"})
        book.edit(ballot.uid, {"score": "91"})
        book.delete(ballot.uid)
        kept = book.restore(ballot.uid)
        midnight = START.replace(hour=0)
        assert {kept.created, kept.changed, *(change.at for change in book.history("ballot"))} == {midnight}


def test_a_second_writer_without_a_lock_still_overwrites_nothing_unseen(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    with Ledger.open(library) as first:
        (seen,) = first.records("opinion")
        # What the sentence about a lock of another computer tells to do, done too early.
        (library / "ledger.lock").unlink()
        with Ledger.open(library) as second:
            second.edit(seen.uid, {"reply": "第二人写的"}, revision=seen.revision)
            second.change_scheme({"rule.digits": "1"}, "上级要求")
        with pytest.raises(RecordChanged):
            first.edit(seen.uid, {"reply": "第一人写的"}, revision=seen.revision)
        assert first.edit(seen.uid, {"status": "已答复"})["reply"] == "第二人写的"
        first.change_scheme({"rule.digits": "3"}, "更正")
        assert [(change.old, change.new) for change in first.scheme_changes()] == [("2", "1"), ("1", "3")]


def test_a_reader_beside_a_writer_sees_one_moment(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    with Ledger.open(library) as writer, Ledger.open(library, read_only=True) as reader:
        writer.change_scheme({"rule.digits": "1"}, "上级要求")
        writer.add("opinion", {**OPINION, "number": 2})
        assert reader.snapshot() == writer.snapshot()
        assert reader.snapshot().scheme.rule("digits") == "1"


def test_a_record_spoilt_by_hand_is_told_as_damage(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    with closing(sqlite3.connect(library / "ledger.db")) as db:
        db.execute("UPDATE record SET data = '{' WHERE kind = 'opinion'")
        db.commit()
    with (
        Ledger.open(library, read_only=True) as book,
        pytest.raises(DamagedLibrary, match="编号为“uid-3”的记录读不出来"),
    ):
        book.records()


def test_half_a_character_is_refused_in_every_place(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        for data in ({**OPINION, "content": "意见\ud842"}, {**OPINION, "content\ud842": "意见"}):
            with pytest.raises(InputError) as refused:
                book.add("opinion", data)
            assert "残缺字符" in str(refused.value)
            str(refused.value).encode("utf-8")
        assert book.records() == ()


def test_what_is_no_character_is_left_out(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        assert book.add("opinion", {**OPINION, "content": "意\x7f见\x9f箱\uffff\ufffe"})["content"] == "意见箱"


def test_half_a_character_in_the_name_of_the_clerk_is_refused_and_leaves_no_lock(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    with pytest.raises(BrokenText, match="“姓名”的第2个字"):
        Ledger.open(library, who="沈\ud842")
    with pytest.raises(BrokenText):
        Ledger.create(tmp_path / "新库", unit="第五税务分局", year=2015, scheme_id="qidong-2015", who="沈\ud842")
    assert not (library / "ledger.lock").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["台帐库"]


def test_a_scratch_file_that_cannot_be_removed_keeps_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = closed_book(tmp_path)
    scratch = library / "attachments" / "0a1b2c.part"
    scratch.write_bytes(b"%PDF")

    def held(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "held by a virus scanner", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(type(scratch), "unlink", held)
        book = Ledger.open(library)
    assert scratch.exists()
    book.close()
    Ledger.open(library).close()
    assert not scratch.exists()
