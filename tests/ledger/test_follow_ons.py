"""What follows from a record takes over what is known, and both know of each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.fields import LinkTo, Rows
from ledger.follow_ons import FOLLOW_ONS, FollowOn, beginning, choices_of, follow_ons, linked
from ledger.kinds import kind_of
from tests.ledger.books import new_book
from tests.ledger.samples import add_sample


@pytest.mark.parametrize("each", FOLLOW_ONS, ids=lambda each: f"{each.source}-{each.target}")
def test_what_follows_begins_as_a_record_that_can_be_kept(tmp_path: Path, each: FollowOn) -> None:
    with new_book(tmp_path) as book:
        source = add_sample(book, each.source)
        begun = beginning(book.snapshot(), each, source)
        target = kind_of(each.target)
        assert set(each.copied) | set(each.fixed) <= {field.name for field in target.fields}
        others = {field.name: field.sample for field in target.fields if field.essential and field.name not in begun}
        kept = book.add(each.target, {**others, **begun})
        if each.link:
            link = target.field(each.link)
            assert isinstance(link, LinkTo) and link.kind == each.source
            assert kept in linked(book.snapshot(), source)
            assert linked(book.snapshot(), kept)[-1] == book.get(source.uid) or source.uid in kept.values.values()


@pytest.mark.parametrize("each", FOLLOW_ONS, ids=lambda each: f"{each.source}-{each.target}")
def test_the_fields_that_are_copied_are_the_sources_own(each: FollowOn) -> None:
    source = kind_of(each.source)
    table = source.field(each.rows) if each.rows else None
    own = table.columns if isinstance(table, Rows) else source.fields
    assert set(each.copied.values()) <= {field.name for field in own}


def test_every_decision_of_a_meeting_may_become_a_task(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        rows = [
            {"item": "学习细则", "owner": "沈文君", "deadline": "5月29日"},
            {"item": "更新公开栏", "owner": "周启明"},
        ]
        meeting = add_sample(book, "meeting", decisions=rows)
        task = follow_ons("meeting")[0]
        assert choices_of(task, meeting) == ("学习细则", "更新公开栏")
        assert beginning(book.snapshot(), task, meeting, 0) == {
            "status": "未开始",
            "meeting": meeting.uid,
            "task": "学习细则",
            "owner": "沈文君",
            "due": "2015年5月29日",
        }
        assert beginning(book.snapshot(), task, meeting, 1)["task"] == "更新公开栏"


def test_an_opinion_listed_for_rectification_is_numbered_after_the_last(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        add_sample(book, "finding", number=7)
        opinion = book.records("opinion")[0]
        (listed,) = follow_ons("opinion")
        begun = beginning(book.snapshot(), listed, opinion)
        assert begun["number"] == "8"
        assert begun["problem"] == opinion["content"]
        assert (begun["source"], begun["status"], begun["opinion"]) == ("意见建议", "未整改", opinion.uid)


def test_a_case_knows_its_papers_in_the_order_of_the_list(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        case = add_sample(book, "case")
        for slug in ("case_delay", "case_notice", "callback"):
            add_sample(book, slug, case=case.uid)
        found = [record.kind for record in linked(book.snapshot(), case)]
        assert set(found) >= {"case_notice", "case_delay", "callback"}
        assert linked(book.snapshot(), book.records("case_notice")[0]) == (book.get(case.uid),)


def test_without_a_table_nothing_follows_from_its_rows(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        meeting = add_sample(book, "meeting", decisions=None)
        assert choices_of(follow_ons("meeting")[0], meeting) == ()
