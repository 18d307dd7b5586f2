"""The verbs of a ledger."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.clean import BrokenText
from ledger.entries import FieldProblems, NotAnEntry, RowProblems, UnknownField
from ledger.fields.base import PersonName
from ledger.founding import BadYear, BlankUnit
from ledger.kinds import KINDS, UnknownKind
from ledger.library import FolderTaken, NotALibrary, ReadOnlyLibrary
from ledger.lookup import AmbiguousLink, UnknownLink
from ledger.refusals import DuplicateValue, NotDeleted, RecordChanged, RecordNotFound
from ledger.schemes.errors import EmptyReason, UnknownScheme
from tests.ledger.books import OPINION, START, new_book, sample
from tests.ledger.samples import add_sample


def test_a_new_library_holds_the_campaign_and_its_own_copy_of_the_scheme(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        assert book.campaign.unit == "第五税务分局"
        assert book.campaign.year == 2015
        assert book.campaign.name == book.scheme.name
        assert [stage.name for stage in book.scheme.stages] == ["宣传发动", "检查整改", "考核评议"]
    assert sorted(path.name for path in (tmp_path / "台帐库").iterdir()) == ["attachments", "backups", "ledger.db"]


def test_a_library_is_not_made_over_something_else(tmp_path: Path) -> None:
    taken = tmp_path / "台帐库"
    taken.mkdir()
    (taken / "旧台帐.txt").write_text("不要动", encoding="utf-8")
    with pytest.raises(FolderTaken, match="已经有文件"):
        new_book(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["台帐库"]
    assert (taken / "旧台帐.txt").read_text(encoding="utf-8") == "不要动"


def test_an_empty_folder_may_become_a_library(tmp_path: Path) -> None:
    (tmp_path / "台帐库").mkdir()
    with new_book(tmp_path) as book:
        assert book.records() == ()


def test_a_library_needs_a_known_scheme_a_unit_and_a_year(tmp_path: Path) -> None:
    for unit, year, scheme, wrong in (
        ("第五税务分局", 2015, "nowhere-1999", UnknownScheme),
        (" ", 2015, "qidong-2015", BlankUnit),
        ("第五税务分局", 15, "qidong-2015", BadYear),
    ):
        with pytest.raises(wrong):
            Ledger.create(tmp_path / "台帐库", unit=unit, year=year, scheme_id=scheme)
    assert list(tmp_path.iterdir()) == []


def test_what_was_added_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        person = book.add("person", {"name": "沈文君"})
        opinion = book.add("opinion", OPINION)
    with Ledger.open(tmp_path / "台帐库") as again:
        assert again.records() == (person, opinion)
        assert again.get(opinion.uid)["date"] == dt.date(2015, 7, 2)
        assert again.get(opinion.uid)["handler"] == PersonName("沈文君", person.uid)
        assert again.get(opinion.uid)["reply"] is None
        assert again.records("person") == (person,)


def test_a_person_who_is_not_on_the_roster_is_only_a_name(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        assert book.add("opinion", OPINION)["handler"] == PersonName("沈文君", None)


def test_unknown_kinds_and_fields_are_refused_with_the_known_ones(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        with pytest.raises(UnknownKind, match="opinion（意见建议）"):
            book.add("opinions", OPINION)
        with pytest.raises(UnknownKind):
            book.records("opinions")
        with pytest.raises(UnknownField, match="content（意见建议内容）"):
            book.add("opinion", {**OPINION, "contents": "多了一个字母"})
        with pytest.raises(NotAnEntry, match="JSON"):
            book.add("opinion", ["座谈会"])  # type: ignore[arg-type]
        assert book.records() == ()


def test_all_wrong_fields_of_a_record_are_told_at_once(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        with pytest.raises(FieldProblems) as refused:
            book.add("opinion", {**OPINION, "date": "2月30日", "status": "不知道"})
        assert len(refused.value.problems) == 2
        assert "“日期”" in str(refused.value)
        assert "“状态”" in str(refused.value)
        assert refused.value.exit_code == 2


def test_many_records_are_added_all_or_none_and_the_wrong_ones_are_named(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        with pytest.raises(RowProblems, match="第2条：.*日期.*第3条：.*没有“x”这一栏") as refused:
            book.add_many("opinion", [OPINION, {**OPINION, "date": "2月30日"}, {**OPINION, "x": 1}])
        assert list(refused.value.rows) == [2, 3]
        assert book.records() == ()
        added = book.add_many("opinion", [{**OPINION, "number": number} for number in (2, 1)])
        assert [record["number"] for record in added] == [2, 1]
        assert book.add_many("opinion", []) == ()


def test_the_year_of_the_campaign_completes_dates(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        assert book.add("opinion", {**OPINION, "date": "7月3日"})["date"] == dt.date(2015, 7, 3)


def test_an_edit_changes_only_the_fields_given(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        before = book.add("opinion", OPINION)
        after = book.edit(before.uid, {"status": "已答复", "reply": "已安排午间值班"})
        assert (after["status"], after["reply"]) == ("已答复", "已安排午间值班")
        assert after["content"] == before["content"]
        assert after.revision == before.revision + 1
        assert after.changed > before.changed
        assert after.created == before.created


def test_a_field_may_be_made_blank_again(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", {**OPINION, "reply": "已安排"})
        assert book.edit(opinion.uid, {"reply": ""})["reply"] is None


def test_an_edit_that_changes_nothing_leaves_no_trace(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        assert book.edit(opinion.uid, {"date": "20150702", "reply": " "}) == opinion
        assert [change.action for change in book.history(opinion.uid)] == ["add"]


def test_an_edit_of_a_record_changed_meanwhile_is_refused(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        seen = book.add("opinion", OPINION)
        book.edit(seen.uid, {"status": "已答复"}, revision=seen.revision)
        with pytest.raises(RecordChanged, match="重新打开"):
            book.edit(seen.uid, {"status": "不采纳已说明"}, revision=seen.revision)
        assert book.get(seen.uid)["status"] == "已答复"


def test_a_wrong_edit_changes_nothing(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        for data, wrong in (({"status": "办好了"}, FieldProblems), ({"stats": "已答复"}, UnknownField)):
            with pytest.raises(wrong):
                book.edit(opinion.uid, {"reply": "不应留下", **data})
        with pytest.raises(RecordNotFound):
            book.edit("没有", {"status": "已答复"})
        assert book.get(opinion.uid) == opinion


def test_history_tells_who_changed_what_when_from_which_words(tmp_path: Path) -> None:
    with new_book(tmp_path, who="周启明") as book:
        book.add_many("meeting", [sample("meeting", title="动员会"), sample("meeting", title="学习会")])
        first, second = book.records("meeting")
        minutes = book.add("minutes", sample("minutes", meeting=first.uid, title="动员会"))
        book.edit(minutes.uid, {"meeting": second.uid, "issued": "2015年5月20日"})
        added, *edits = book.history(minutes.uid)
        assert (added.action, added.new, added.who) == ("add", "动员会会议纪要", "周启明")
        words = {change.field: (change.old, change.new) for change in edits}
        assert words["issued"] == ("2015年5月18日", "2015年5月20日")
        titles = {record.uid: _title(record.kind, dict(record.values)) for record in (first, second)}
        assert words["meeting"] == (titles[first.uid], titles[second.uid])
        assert all(change.at >= START for change in edits)


def _title(slug: str, values: dict[str, object]) -> str:
    return next(kind for kind in KINDS if kind.slug == slug).title_of(values)


def test_a_deleted_record_waits_in_the_recycle_bin_and_comes_back_whole(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        book.delete(opinion.uid)
        assert book.records() == ()
        assert [(record.uid, record.deleted) for record in book.records(deleted=True)] == [(opinion.uid, True)]
        with pytest.raises(RecordNotFound, match="回收站"):
            book.edit(opinion.uid, {"status": "已答复"})
        with pytest.raises(RecordNotFound, match="回收站"):
            book.delete(opinion.uid)
        assert book.restore(opinion.uid).values == opinion.values
        assert book.records(deleted=True) == ()
        assert [change.action for change in book.history(opinion.uid)] == ["add", "delete", "restore"]
        with pytest.raises(NotDeleted):
            book.restore(opinion.uid)


def test_a_name_stands_once_on_the_roster(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        first = book.add("person", {"name": "林晓岚"})
        with pytest.raises(DuplicateValue, match="林晓岚"):
            book.add("person", {"name": "林晓岚"})
        with pytest.raises(RowProblems, match="第2条"):
            book.add_many("person", [{"name": "周启明"}, {"name": "周启明"}])
        book.edit(first.uid, {"post": "分局长"})
        other = book.add("person", {"name": "周启明"})
        with pytest.raises(DuplicateValue):
            book.edit(other.uid, {"name": "林晓岚"})
        book.delete(first.uid)
        book.edit(other.uid, {"name": "林晓岚"})
        with pytest.raises(DuplicateValue):
            book.restore(first.uid)


def test_records_stand_by_kind_date_and_entry_with_undated_ones_last(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.add_many(
            "opinion",
            [
                {**OPINION, "content": "七月", "date": "7月1日"},
                {**OPINION, "content": "六月甲", "date": "6月1日"},
                {**OPINION, "content": "六月乙", "date": "6月1日"},
            ],
        )
        book.add("person", {"name": "林晓岚"})
        assert [record.kind for record in book.records()] == ["person", "opinion", "opinion", "opinion"]
        assert [record["content"] for record in book.records("opinion")] == ["六月甲", "六月乙", "七月"]


def test_links_take_a_uid_or_a_title_that_stands_once(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        meeting = book.add("meeting", sample("meeting", title="动员会"))
        title = _title("meeting", dict(meeting.values))
        for given in (meeting.uid, title):
            assert book.add("minutes", sample("minutes", meeting=given))["meeting"] == meeting.uid
        assert book.context().link("meeting", title) == meeting.uid
        with pytest.raises(UnknownLink, match="没有叫“不存在的会”"):
            book.context().link("meeting", "不存在的会")
        twin = book.add("meeting", sample("meeting", title="动员会"))
        with pytest.raises(AmbiguousLink, match=twin.uid):
            book.context().link("meeting", title)
        book.delete(meeting.uid)
        assert book.context().link("meeting", title) == twin.uid


def test_the_scheme_gives_the_words_to_choose_from(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        choices = book.context().choices
        assert choices("stages") == ("宣传发动", "检查整改", "考核评议")
        assert choices("tasks")[0] == "制定实施细则"
        assert len(choices("groups")) == 3
        assert "村干部" in choices("identities")
        assert "学习扎实深入：学以致用" in choices("points")
        assert choices("standards")[0] == "学习扎实深入"
        assert choices("volumes")[0] == "组织领导"
        assert choices("bands") == ("满意", "基本满意", "不满意", "不了解")
        assert choices("nothing") == ()


def test_text_comes_in_composed_and_without_control_characters(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        kept = book.add("opinion", {**OPINION, "who": "Rene\u0301\x00\x1b先生", "note": "一\r\n二\t三𬀩"})
        assert kept["who"] == "Ren\u00e9先生"
        assert kept["note"] == "一\n二\t三𬀩"
        with pytest.raises(FieldProblems, match="“备注”的第2个字是残缺字符") as refused:
            book.add("opinion", {**OPINION, "note": "半\ud840"})
        assert isinstance(refused.value.problems[0], BrokenText)


def test_two_character_words_are_found_in_what_is_shown(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        noon = book.add("opinion", OPINION)
        book.add("opinion", {**OPINION, "content": "ＷＩＦＩ 太慢"})
        assert book.search("午间") == (noon,)
        assert book.search("窗口 座谈会") == (noon,)
        assert [record["content"] for record in book.search("wifi")] == ["ＷＩＦＩ 太慢"]
        assert book.search("2015年7月2日") == book.records("opinion")
        assert book.search("食堂") == book.search(" ") == ()


def test_changing_a_rule_needs_a_reason_and_is_kept(tmp_path: Path) -> None:
    with new_book(tmp_path, who="林晓岚") as book:
        with pytest.raises(EmptyReason):
            book.change_scheme({"rule.digits": "1"}, " ")
        assert book.scheme.rule("digits") == "2"
        assert book.change_scheme({"rule.digits": "1"}, "镇里要求保留一位小数").rule("digits") == "1"
    with Ledger.open(tmp_path / "台帐库") as again:
        assert again.scheme.rule("digits") == "1"
        (kept,) = again.scheme_changes()
        assert (kept.key, kept.old, kept.new, kept.reason) == ("rule.digits", "2", "1", "镇里要求保留一位小数")
        (change,) = again.history("scheme")
        assert (change.who, change.field, change.reason) == ("林晓岚", "rule.digits", "镇里要求保留一位小数")


def test_a_path_that_is_no_library_is_named(tmp_path: Path) -> None:
    (tmp_path / "文件.txt").write_text("x", encoding="utf-8")
    for path, why in (
        (tmp_path / "没有", "没有这个文件夹"),
        (tmp_path / "文件.txt", "不是文件夹"),
        (tmp_path, "没有 ledger.db"),
    ):
        with pytest.raises(NotALibrary, match=why):
            Ledger.open(path)
    assert [path.name for path in tmp_path.iterdir()] == ["文件.txt"]


def test_reading_only_writes_nothing_and_works_beside_a_writer(tmp_path: Path) -> None:
    with new_book(tmp_path) as writer:
        opinion = writer.add("opinion", OPINION)
        before = (writer.path / "ledger.db").read_bytes()
        with Ledger.open(writer.path, read_only=True) as reader:
            assert reader.records() == (opinion,)
            with pytest.raises(ReadOnlyLibrary, match="只能读"):
                reader.add("opinion", OPINION)
            with pytest.raises(ReadOnlyLibrary):
                reader.delete(opinion.uid)
        assert (writer.path / "ledger.db").read_bytes() == before
        assert (writer.path / "ledger.lock").exists()


def test_two_ledgers_made_the_same_way_hold_the_same(tmp_path: Path) -> None:
    def made(folder: Path) -> list[str]:
        folder.mkdir()
        with new_book(folder) as book:
            book.add("person", {"name": "沈文君"})
            opinion = book.add("opinion", OPINION)
            book.edit(opinion.uid, {"status": "已答复"})
            return [repr(book.records()), repr(book.history(opinion.uid))]

    assert made(tmp_path / "甲") == made(tmp_path / "乙")


def test_every_kind_is_kept_and_read_back_from_its_samples(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        for kind in KINDS:
            added = book.records(kind.slug) or (add_sample(book, kind.slug),)
            assert book.get(added[0].uid) == added[0]


def test_a_person_is_known_by_uid_as_well_as_by_name(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        person = book.add("person", {"name": "沈文君"})
        assert book.add("opinion", {**OPINION, "handler": person.uid})["handler"] == PersonName("沈文君", person.uid)
        book.delete(person.uid)
        assert book.context().person("沈文君") == PersonName("沈文君", None)


def test_a_snapshot_holds_the_campaign_and_every_living_record(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.add("person", {"name": "沈文君"})
        book.delete(book.add("opinion", OPINION).uid)
        snapshot = book.snapshot()
        assert snapshot.campaign == book.campaign
        assert snapshot.scheme == book.scheme
        assert snapshot.records == book.records() == book.records("person")


def test_closing_twice_does_no_harm_and_gives_up_the_lock(tmp_path: Path) -> None:
    book = new_book(tmp_path)
    book.close()
    book.close()
    assert not (book.path / "ledger.lock").exists()
