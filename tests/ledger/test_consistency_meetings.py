"""Contradictions of meetings."""

from __future__ import annotations

import pytest

from ledger.consistency import find_problems, meetings
from ledger.records import Record
from tests.ledger.problems import found, one
from tests.ledger.snapshots import complete_but, filled, record, snapshot


def test_a_complete_ledger_contradicts_itself_nowhere() -> None:
    assert find_problems(complete_but()) == ()
    assert find_problems(snapshot()) == ()


def meeting(**typed: object) -> Record:
    """A meeting of 15 May that three people were expected at, and came to."""
    names = "林晓岚、沈文君、周启明"
    return filled("meeting", "m", **{"expected": names, "present": names, **typed})


@pytest.mark.parametrize(
    ("present", "leave", "words"),
    [
        ("林晓岚、沈文君", "", "应到3人，实到2人，请假0人；周启明既没有到会也没有请假。"),
        ("林晓岚、沈文君、周启明", "周启明", "应到3人，实到3人，请假1人；周启明既记实到又记请假。"),
        ("林晓岚、沈文君、周启明、陆一鸣", "", "应到3人，实到4人，请假0人；陆一鸣不在应到人员里。"),
        ("林晓岚、沈文君", "陆一鸣", "请假1人；陆一鸣不在应到人员里；周启明既没有到会也没有请假。"),
    ],
)
def test_present_and_on_leave_are_the_expected_name_by_name(present: str, leave: str, words: str) -> None:
    problem = one(meetings.attendance, snapshot(meeting(present=present, leave=leave)))
    assert (problem.code, problem.records) == ("attendance", ("m",))
    assert problem.sentence.startswith("“创建活动动员会会议记录”的人数对不上：") and problem.sentence.endswith(words)


@pytest.mark.parametrize(
    ("present", "leave"), [("林晓岚、沈文君、周启明", ""), ("沈文君、林晓岚", "周启明"), ("", ""), ("", "周启明")]
)
def test_attendance_that_adds_up_or_is_not_filled_in_yet_is_no_contradiction(present: str, leave: str) -> None:
    assert found(meetings.attendance, snapshot(meeting(present=present, leave=leave))) == ()


def test_without_anyone_expected_there_is_nothing_to_compare() -> None:
    assert found(meetings.attendance, snapshot(meeting(expected=""))) == ()


def test_a_notice_goes_out_on_the_day_of_the_meeting_at_the_latest() -> None:
    problem = one(meetings.notices, snapshot(meeting(notice_date="5月16日")))
    assert problem.code == "notice-after-meeting"
    assert problem.sentence == "“创建活动动员会会议记录”的通知日期2015年5月16日晚于会议日期2015年5月15日。"
    for day in ("5月15日", "5月12日", ""):
        assert found(meetings.notices, snapshot(meeting(notice_date=day))) == ()


def test_a_notice_that_was_printed_is_no_younger_than_its_meeting() -> None:
    late = filled("notice", "t", meeting="m", issued="5月16日")
    problem = one(meetings.notices, snapshot(meeting(), late))
    assert (problem.code, problem.records) == ("notice-after-meeting", ("t", "m"))
    assert problem.sentence == "“关于召开创建活动动员会的通知”成文于2015年5月16日，晚于会议日期2015年5月15日。"
    for typed in ({"meeting": "m", "issued": "5月12日"}, {"meeting": "", "issued": "5月16日"}):
        assert found(meetings.notices, snapshot(meeting(), filled("notice", "t", **typed))) == ()


def minutes(issued: str) -> Record:
    return filled("minutes", "n", meeting="m", issued=issued)


@pytest.mark.parametrize(
    ("issued", "code", "words"),
    [
        ("5月11日", "minutes-before-notice", "印发于2015年5月11日，早于会议通知日期2015年5月12日。"),
        ("5月14日", "minutes-before-meeting", "印发于2015年5月14日，早于会议日期2015年5月15日。"),
    ],
)
def test_minutes_come_after_the_notice_and_after_the_meeting(issued: str, code: str, words: str) -> None:
    problem = one(meetings.notices, snapshot(meeting(notice_date="5月12日"), minutes(issued)))
    assert (problem.code, problem.records) == (code, ("n", "m"))
    assert problem.sentence.endswith(words)


@pytest.mark.parametrize("issued", ["5月15日", "5月18日", ""])
def test_minutes_of_the_same_day_or_later_are_in_order(issued: str) -> None:
    assert found(meetings.notices, snapshot(meeting(notice_date="5月12日"), minutes(issued))) == ()


def test_minutes_of_a_deleted_meeting_are_compared_with_nothing() -> None:
    assert found(meetings.notices, snapshot(minutes("5月1日"))) == ()


def decided(day: str) -> list[dict[str, str]]:
    return [{"item": "学习实施细则", "owner": "沈文君", "deadline": day}]


def test_a_decision_is_not_due_before_its_meeting() -> None:
    problem = one(meetings.decisions, snapshot(meeting(decisions=decided("5月14日"))))
    assert (problem.code, problem.records) == ("decision-deadline", ("m",))
    assert "“学习实施细则”完成时限2015年5月14日早于会议日期2015年5月15日" in problem.sentence
    for day in ("5月15日", "5月29日", ""):
        assert found(meetings.decisions, snapshot(meeting(decisions=decided(day)))) == ()


def test_decisions_in_the_minutes_are_compared_with_the_meeting() -> None:
    wrong = filled("minutes", "n", meeting="m", decisions=decided("5月14日"))
    assert one(meetings.decisions, snapshot(meeting(), wrong)).records == ("n",)
    right = filled("minutes", "n", meeting="m", decisions=decided("5月15日"))
    assert found(meetings.decisions, snapshot(meeting(), right)) == ()


def test_a_meeting_ends_after_it_began() -> None:
    problem = one(meetings.hours, snapshot(meeting(start="14:30", end="9:30")))
    assert problem.sentence == "“创建活动动员会会议记录”的结束时间09:30早于开始时间14:30。"
    for hours in (
        {"start": "14:30", "end": "16:00"},
        {"start": "9:30", "end": "9:30"},
        {"start": "14:30"},
        {"end": "9:30"},
    ):
        assert found(meetings.hours, snapshot(meeting(**hours))) == ()


CAPTION = {"file": "一.jpg", "time": "5月15日", "place": "会议室", "people": "全体干部", "theme": "动员会"}


@pytest.mark.parametrize(
    ("rows", "files", "code"),
    [
        ([CAPTION], ("signed:扫描件.pdf",), "photo-missing"),
        ([{**CAPTION, "theme": ""}], ("photo:一.jpg",), "photo-caption"),
        ([{**CAPTION, "time": ""}], ("photo:一.jpg",), "photo-caption"),
        ([CAPTION], ("photo:一.jpg", "photo:二.jpg"), "photo-unnamed"),
        ([], ("photo:二.jpg",), "photo-unnamed"),
    ],
)
def test_photos_are_attached_and_captioned(rows: list[object], files: tuple[str, ...], code: str) -> None:
    problem = one(meetings.photos, snapshot(record("meeting", "m", title="动员会", photos=rows, files=files)))
    assert (problem.code, problem.records) == (code, ("m",))
    assert "一.jpg" in problem.sentence or "二.jpg" in problem.sentence


def test_captioned_photos_and_other_attachments_are_in_order() -> None:
    right = record("meeting", "m", title="动员会", photos=[CAPTION], files=("photo:一.jpg", "annex:签到表.pdf"))
    assert found(meetings.photos, snapshot(right)) == ()
    assert found(meetings.photos, snapshot(record("meeting", "m", title="动员会"))) == ()
