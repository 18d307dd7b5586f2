"""Contradictions of dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ledger.consistency import dates
from tests.ledger.problems import found, one
from tests.ledger.snapshots import QIDONG, filled, record, snapshot


@pytest.mark.parametrize(("day", "shown"), [("2015-04-30", "2015年4月30日"), ("2051-06-11", "2051年6月11日")])
def test_a_record_dated_outside_the_campaign_is_told(day: str, shown: str) -> None:
    problem = one(dates.outside_campaign, snapshot(filled("meeting", "m", date=day)))
    assert (problem.code, problem.records) == ("outside-campaign", ("m",))
    assert problem.sentence == (f"“创建活动动员会会议记录”的日期{shown}不在活动期间（2015年5月1日至2015年11月30日）。")


@pytest.mark.parametrize("day", ["2015-05-01", "2015-11-30", ""])
def test_the_first_and_the_last_day_belong_to_the_campaign(day: str) -> None:
    assert found(dates.outside_campaign, snapshot(filled("meeting", "m", date=day))) == ()


def test_entries_of_a_register_are_dated_within_the_campaign_too() -> None:
    assert one(dates.outside_campaign, snapshot(filled("visit", "v", date="2014-07-08"))).records == ("v",)


@pytest.mark.parametrize("sort", ["上级文件", "规章制度"])
def test_what_came_from_above_and_standing_rules_may_be_older(sort: str) -> None:
    assert found(dates.outside_campaign, snapshot(filled("filed_paper", "f", sort=sort, date="2013-01-05"))) == ()
    assert found(dates.outside_campaign, snapshot(filled("filed_paper", "f", sort="签到表", date="2013-01-05")))


def test_people_and_filing_plans_are_older_than_the_campaign() -> None:
    plan, person = filled("filing_plan", "p", date="2014-03-02"), filled("person", "n", since="2003-03-01")
    assert found(dates.outside_campaign, snapshot(plan, person)) == ()


def test_other_dates_of_a_record_may_lie_around_the_campaign_but_not_in_another_year() -> None:
    assert found(dates.outside_campaign, snapshot(filled("meeting", "m", notice_date="2015-04-29"))) == ()
    assert found(dates.outside_campaign, snapshot(filled("finding", "f", deadline="2015-12-10"))) == ()
    problem = one(dates.outside_campaign, snapshot(filled("finding", "f", closed="2016-07-06")))
    assert "的完成日期2016年7月6日不在活动期间" in problem.sentence


def test_an_open_ended_campaign_has_no_last_day() -> None:
    stages = (*QIDONG.stages[:2], replace(QIDONG.stages[2], last=None))
    scheme = replace(QIDONG, stages=stages)
    assert found(dates.outside_campaign, snapshot(filled("meeting", "m", date="2017-01-05"), scheme=scheme)) == ()
    problem = one(dates.outside_campaign, snapshot(filled("meeting", "m", date="2015-04-05"), scheme=scheme))
    assert problem.sentence.endswith("不在活动期间（2015年5月1日起）。")


ORDERS = [
    ("finding", "found", "closed", "closed-before-found", "完成日期2015年7月1日早于发现日期2015年7月2日。"),
    ("finding", "found", "deadline", "deadline-before-found", "整改时限2015年7月1日早于发现日期2015年7月2日。"),
    ("finding", "closed", "rechecked", "recheck-before-closed", "复查日期2015年7月1日早于完成日期2015年7月2日。"),
    ("opinion", "date", "replied", "reply-before-opinion", "答复日期2015年7月1日早于收到日期2015年7月2日。"),
    ("visit", "date", "replied", "reply-before-visit", "答复日期2015年7月1日早于走访日期2015年7月2日。"),
]


@pytest.mark.parametrize(("slug", "first", "second", "code", "words"), ORDERS, ids=[each[3] for each in ORDERS])
def test_later_steps_are_not_dated_before_earlier_ones(
    slug: str, first: str, second: str, code: str, words: str
) -> None:
    essential = {"problem": "公开栏没有更新"} if slug == "finding" else {}
    essential |= {"content": "建议增加窗口"} if slug == "opinion" else {}
    essential |= {"company": "某公司"} if slug == "visit" else {}
    problem = one(dates.order, snapshot(record(slug, "x", **essential, **{first: "7月2日", second: "7月1日"})))
    assert (problem.code, problem.records) == (code, ("x",))
    assert problem.sentence.endswith(words)
    for day in ("7月2日", "7月3日", ""):
        assert found(dates.order, snapshot(record(slug, "x", **essential, **{first: "7月2日", second: day}))) == ()


CLOSED = {"status": "已完成", "closed": "7月6日", "result": "已更新", "proof": "照片"}


@pytest.mark.parametrize(("blank", "label"), [("closed", "完成日期"), ("result", "整改结果"), ("proof", "佐证材料")])
def test_a_closed_finding_has_its_date_result_and_proof(blank: str, label: str) -> None:
    problem = one(dates.closed_without_proof, snapshot(filled("finding", "f", **{**CLOSED, blank: ""})))
    assert (problem.code, problem.records) == ("closed-without-proof", ("f",))
    assert problem.sentence == f"整改台帐“政务公开栏内容更新不及时”状态是已完成，却没有填{label}。"


def test_a_finding_with_all_of_them_or_still_open_is_in_order() -> None:
    assert found(dates.closed_without_proof, snapshot(filled("finding", "f", **CLOSED))) == ()
    assert found(dates.closed_without_proof, snapshot(filled("finding", "f", status="整改中"))) == ()


def test_ballots_are_not_cast_before_the_mobilisation() -> None:
    call, again = (filled("meeting", uid, date=day) for uid, day in (("call", "5月15日"), ("again", "6月1日")))
    problem = one(dates.ballots_before_mobilisation, snapshot(call, again, filled("review", "r", date="5月14日")))
    assert (problem.code, problem.records) == ("ballots-before-mobilisation", ("r", "call"))
    assert problem.sentence.endswith("的评议日期2015年5月14日早于动员会日期2015年5月15日。")


@pytest.mark.parametrize("day", ["5月15日", "11月6日", ""])
def test_ballots_after_the_first_mobilisation_are_in_order(day: str) -> None:
    call, again = (filled("meeting", uid, date=day) for uid, day in (("call", "5月15日"), ("again", "12月1日")))
    assert found(dates.ballots_before_mobilisation, snapshot(call, again, filled("review", "r", date=day))) == ()


def test_without_a_mobilisation_there_is_nothing_to_compare() -> None:
    undated, other = filled("meeting", "u", date=""), filled("meeting", "o", type="学习会", date="11月20日")
    assert found(dates.ballots_before_mobilisation, snapshot(undated, other, filled("review", "r"))) == ()


@pytest.mark.parametrize("slug", ["meeting", "check_round", "visit", "daily_assessment", "review"])
def test_nothing_is_recorded_before_it_took_place(slug: str) -> None:
    written = dt.datetime(2015, 7, 1, 15, 59, tzinfo=dt.UTC)
    problem = one(dates.after_last_change, snapshot(filled(slug, "x", date="7月2日", created=written)))
    assert (problem.code, problem.records) == ("recorded-before-held", ("x",))
    assert problem.sentence.endswith("的日期2015年7月2日晚于最后记录的日期2015年7月1日。")
    midnight_in_beijing = written + dt.timedelta(minutes=1)
    assert found(dates.after_last_change, snapshot(filled(slug, "x", date="7月2日", created=midnight_in_beijing))) == ()
    changed = filled(slug, "x", date="7月2日", created=written, changed=midnight_in_beijing)
    assert found(dates.after_last_change, snapshot(changed)) == ()
