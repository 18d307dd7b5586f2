"""Libraries of branches stand beside one's own: all of them is there, none of it among one's own records."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.identity import random_uid
from ledger.merging.branches import (
    NoBranch,
    Taken,
    branch_history,
    branch_snapshot,
    branches,
    compare_branch,
    take_branch,
)
from ledger.merging.comparison import MixedUp, OwnCampaign, Undecided
from ledger.refusals import RecordNotFound
from ledger.schemes.dump import text_of
from tests.ledger.books import OPINION, START, as_scan, new_book
from tests.ledger.merging_books import bytes_of, clock_from, copies, merged, state
from tests.ledger.samples import add_sample

NOON = START + dt.timedelta(days=30)
PATROL = {"title": "安全巡查", "columns": [{"label": "隐患", "type": "文字", "required": "是"}]}


def library(folder: Path, unit: str, *, scheme_id: str = "qidong-2015") -> Ledger:
    """A new open ledger of a unit, with uids of its own."""
    return Ledger.create(
        folder / unit,
        unit=unit,
        year=2015,
        scheme_id=scheme_id,
        who=f"{unit}办公室",
        clock=clock_from(START),
        new_uid=random_uid,
    )


def filled(folder: Path, unit: str) -> Ledger:
    """The ledger of a branch with a little of everything."""
    book = library(folder, unit)
    add_sample(book, "ballot")
    uid = book.add("opinion", OPINION).uid
    (folder / "签到表.pdf").write_bytes(b"%PDF " + unit.encode())
    book.attach(uid, folder / "签到表.pdf", role="annex", inspect=as_scan)
    book.add("own_register", {**PATROL, "code": "patrol"})
    book.add("own-patrol", {"隐患": f"{unit}电线老化"})
    book.delete(book.add("opinion", {**OPINION, "number": 2}).uid)
    return book


def taken(bureau: Ledger, branch: Ledger, **more: str) -> Taken:
    """Take a branch in."""
    with Ledger.open(branch.path, read_only=True) as other:
        made = take_branch(bureau._session, other._session, "局办公室", NOON, **more)
    bureau._lookup = None
    return made


def test_a_branch_comes_whole_and_stays_apart(tmp_path: Path) -> None:
    with library(tmp_path, "县局") as bureau, filled(tmp_path, "第一分局") as branch:
        own = bureau.add("opinion", OPINION)
        taken(bureau, branch)
        assert [record.uid for record in bureau.records()] == [own.uid]
        assert bureau.records(deleted=True) == ()
        assert [kind.slug for kind in bureau.kinds if kind.slug.startswith("own-")] == []
        (campaign,) = branches(bureau._session)
        assert (campaign, campaign.unit) == (branch.campaign, "第一分局")
        snapshot, there = branch_snapshot(bureau._session, campaign.uid), branch.snapshot()
        assert [record.uid for record in snapshot.records] == [record.uid for record in there.records]
        assert [dict(record.values) for record in snapshot.records] == [dict(each.values) for each in there.records]
        assert snapshot.scheme == there.scheme
        (attachment,) = snapshot.of("opinion")[0].attachments
        assert attachment.file.read_bytes() == b"%PDF " + "第一分局".encode()
        for subject in (*(record.uid for record in there.records), "ballot", "scheme"):
            assert branch_history(bureau._session, campaign.uid, subject) == branch.history(subject)


def test_taking_a_branch_in_again_changes_nothing_and_an_older_one_neither(tmp_path: Path) -> None:
    older, newer = copies(tmp_path, fill=lambda book: book.add("opinion", OPINION))
    newer.edit(newer.records("opinion")[0].uid, {"content": "延长周六办公"})
    newer.change_scheme({"rule.digits": "1"}, "镇里要求")
    with library(tmp_path, "县局") as bureau:
        taken(bureau, older)
        assert taken(bureau, newer).comparison.changes
        before = bytes_of(bureau)
        for again in (newer, older):
            assert not taken(bureau, again).comparison.changes
        assert bytes_of(bureau) == before
        snapshot = branch_snapshot(bureau._session, newer.campaign.uid)
        assert snapshot.of("opinion")[0]["content"] == "延长周六办公"
        assert text_of(snapshot.scheme) == newer.scheme_text()


def test_two_libraries_of_a_branch_that_parted_are_asked_about(tmp_path: Path) -> None:
    one, other = copies(tmp_path, fill=lambda book: book.add("opinion", OPINION))
    for book, words in ((one, "延长周六办公"), (other, "增设自助机")):
        book.edit(book.records("opinion")[0].uid, {"content": words})
    with library(tmp_path, "县局") as bureau:
        taken(bureau, one)
        with pytest.raises(Undecided):
            taken(bureau, other)
        taken(bureau, other, otherwise="theirs")
        snapshot = branch_snapshot(bureau._session, one.campaign.uid)
        assert snapshot.of("opinion")[0]["content"] == "增设自助机"


def test_branches_with_the_same_words_everywhere_do_not_mix(tmp_path: Path) -> None:
    with library(tmp_path, "县局") as bureau:
        bureau.add("own_register", {**PATROL, "code": "patrol"})
        bureau.add("person", {"name": "沈文君"})
        for unit in ("第一分局", "第二分局"):
            with filled(tmp_path, unit) as branch:
                branch.add("person", {"name": "周启明"})
                taken(bureau, branch)
        for campaign in branches(bureau._session):
            (record,) = branch_snapshot(bureau._session, campaign.uid).of("own-patrol")
            assert record["隐患"] == f"{campaign.unit}电线老化"
        assert bureau.records("own-patrol") == ()
        assert [each["name"] for each in bureau.records("person")] == ["沈文君"]
        assert bureau.history("ballot") == ()


def test_records_of_a_branch_are_not_found_by_the_verbs_of_ones_own(tmp_path: Path) -> None:
    with library(tmp_path, "县局") as bureau, filled(tmp_path, "第一分局") as branch:
        taken(bureau, branch)
        uid = branch.records("opinion")[0].uid
        for verb in (bureau.get, bureau.delete, lambda each: bureau.edit(each, {"content": "别的"})):
            with pytest.raises(RecordNotFound, match="没有找到"):
                verb(uid)
        assert not bureau.changed_since(START)


def test_ones_own_campaign_is_no_branch(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path)
    with pytest.raises(OwnCampaign, match="请改用合并"):
        taken(mine, theirs)


def test_a_branch_that_calls_something_as_ones_own_is_called_is_refused(tmp_path: Path) -> None:
    with new_book(tmp_path) as bureau:
        bureau.add("opinion", OPINION)
        (tmp_path / "别处").mkdir()
        with new_book(tmp_path / "别处") as branch:
            branch._db.execute_sql("UPDATE campaign SET uid = 'another'")
            branch.add("opinion", OPINION)
            before = bytes_of(bureau)
            with pytest.raises(MixedUp, match="uid-2"):
                taken(bureau, branch)
            assert bytes_of(bureau) == before
            assert branches(bureau._session) == ()


def test_what_would_come_is_told_before_and_nothing_written(tmp_path: Path) -> None:
    with library(tmp_path, "县局") as bureau, filled(tmp_path, "第一分局") as branch:
        before = bytes_of(bureau)
        comparison = compare_branch(bureau._session, branch._session)
        assert comparison.unit == "第一分局"
        assert next(count.new for count in comparison.counts if count.kind == "意见建议") == 1
        assert bytes_of(bureau) == before


def test_an_unknown_branch_is_told(tmp_path: Path) -> None:
    with library(tmp_path, "县局") as bureau, pytest.raises(NoBranch, match="没有收入过"):
        branch_snapshot(bureau._session, "nobody")


def test_branches_stand_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    with library(tmp_path, "县局") as bureau:
        for unit in ("第三分局", "第一分局", "第二分局"):
            with filled(tmp_path, unit) as branch:
                taken(bureau, branch)
        assert [campaign.unit for campaign in branches(bureau._session)] == ["第三分局", "第一分局", "第二分局"]
        assert bureau.file_faults(hashed=True) == ()


def test_branches_that_another_copy_took_in_come_along_when_it_is_merged(tmp_path: Path) -> None:
    mine, theirs = copies(tmp_path)
    for unit in ("第一分局", "第二分局"):
        with filled(tmp_path, unit) as branch:
            taken(theirs, branch)
            if unit == "第一分局":
                taken(mine, branch)
                branch.edit(branch.records("opinion")[0].uid, {"content": "延长周六办公"})
                taken(theirs, branch)
    comparison = merged(mine, theirs).comparison
    assert {shift.kind for shift in comparison.shifts} >= {"第一分局　意见建议", "第二分局　意见建议"}
    assert state(mine) == state(theirs)
    assert mine.file_faults(hashed=True) == ()
    first, second = branches(mine.session)
    assert branch_snapshot(mine.session, first.uid).of("opinion")[0]["content"] == "延长周六办公"
    assert branch_snapshot(mine.session, second.uid).campaign.unit == "第二分局"
    assert mine.records() == ()
    assert not merged(mine, theirs).comparison.changes
    assert not merged(theirs, mine).comparison.changes


def test_a_branch_without_a_record_is_told_when_it_comes_for_the_first_time(tmp_path: Path) -> None:
    with library(tmp_path, "县局") as mine, library(tmp_path, "甲分局") as branch:
        told = compare_branch(mine.session, branch.session)
        assert told.changes and told.sentence == "合并“甲分局”的台帐：还没有记录。"
        assert taken(mine, branch).comparison == told
        again = taken(mine, branch)
        assert not again.comparison.changes and again.backup is None
        assert again.comparison.sentence == "“甲分局”的台帐里没有本台帐还没有的内容。"


def test_what_a_branch_took_in_itself_is_told_to_stay_behind(tmp_path: Path) -> None:
    with library(tmp_path, "市局") as mine, library(tmp_path, "县局") as county, library(tmp_path, "甲分局") as branch:
        taken(county, branch)
        told = taken(mine, county).comparison
        assert told.left_out == ("甲分局",)
        assert "“县局”收入的下级台帐（甲分局）不一起收入" in told.sentence
        assert [each.unit for each in branches(mine.session)] == ["县局"]
