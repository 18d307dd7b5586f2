"""What is missing, incomplete, unsigned or late, and what it can cost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ledger.completeness import Gap, find_gaps, points_at_risk
from ledger.schemes.model import Required, Scheme
from ledger.snapshot import Snapshot
from tests.ledger.snapshots import QIDONG, complete, complete_but, filled, record, snapshot

AFTER = dt.date(2016, 1, 10)
"""When every stage is over."""


def gaps_of(given: Snapshot, today: dt.date = AFTER) -> tuple[Gap, ...]:
    """The gaps, each of which says what is wrong and what to do."""
    gaps = find_gaps(given, today)
    for gap in gaps:
        assert gap.sentence.endswith("。") and gap.next_step.endswith("。") and gap.risk_words and gap.name
    return gaps


def only(given: Snapshot, today: dt.date = AFTER) -> Gap:
    (gap,) = gaps_of(given, today)
    return gap


def qidong(*required: Required) -> Scheme:
    return replace(QIDONG, required=required)


def paper(key: str) -> Required:
    return next(each for each in QIDONG.required if each.key == key)


def test_a_complete_ledger_has_no_gap() -> None:
    assert gaps_of(complete_but()) == ()
    assert points_at_risk((), QIDONG) == 0


def test_an_empty_ledger_lacks_every_required_paper_and_can_lose_everything() -> None:
    gaps = gaps_of(snapshot())
    assert [gap.required for gap in gaps] == [each.key for each in QIDONG.required]
    assert {gap.code for gap in gaps} == {"missing"}
    assert points_at_risk(gaps, QIDONG) == 100


@pytest.mark.parametrize("required", QIDONG.required, ids=lambda each: each.key)
def test_each_required_paper_is_missed_when_it_is_not_there(required: Required) -> None:
    there = complete()
    gone = [uid for uid, each in there.items() if snapshot().fits(each, required)]
    gaps = [gap for gap in gaps_of(complete_but(*gone)) if gap.required == required.key]
    assert [gap.code for gap in gaps] == ["missing"]
    assert required.name in gaps[0].sentence and required.proves in gaps[0].next_step
    assert (gaps[0].node, gaps[0].risk) == ("review", 70) if required.key == "review" else ("daily", 30)


@pytest.mark.parametrize(
    ("today", "code", "words"),
    [
        ("2015-04-30", "due", "该阶段还没有开始"),
        ("2015-05-01", "due", "该阶段尚未结束，还可以按时补上"),
        ("2015-05-31", "due", "该阶段尚未结束，还可以按时补上"),
        ("2015-06-01", "missing", "该阶段已经结束"),
    ],
)
def test_a_missing_paper_is_due_until_its_stage_is_over(today: str, code: str, words: str) -> None:
    gap = only(complete_but("plan"), dt.date.fromisoformat(today))
    assert (gap.code, gap.name, gap.stage) == (code, "创建活动实施细则", "宣传发动")
    assert gap.sentence == f"宣传发动阶段缺“创建活动实施细则”；{words}。"
    assert gap.next_step == "新增一条“实施方案”记录，它用来证明：创建活动有部署、有标准、有步骤。"


def test_what_a_missing_paper_must_say_is_told() -> None:
    gap = only(complete_but("study"))
    assert gap.next_step.startswith("新增一条“会议记录”记录，会议种类填“学习会”，")


def test_more_than_one_may_be_demanded() -> None:
    scheme = qidong(replace(paper("self-check"), least=3))
    one = snapshot(filled("check_round", "one"), scheme=scheme)
    assert only(one).sentence == "检查整改阶段缺“自查表”，要求至少3份，现有1份；该阶段已经结束。"
    three = snapshot(*(filled("check_round", uid, title=uid) for uid in "甲乙丙"), scheme=scheme)
    assert gaps_of(three) == ()


def test_a_paper_that_says_otherwise_does_not_count() -> None:
    gap = only(complete_but(check=filled("check_round", "check", method="明查暗访")))
    assert (gap.code, gap.required) == ("missing", "self-check")


def test_the_day_of_the_last_change_counts_when_no_day_is_given() -> None:
    early = record("person", "one", name="沈文君", created=dt.datetime(2015, 5, 31, 15, 59, tzinfo=dt.UTC))
    assert {gap.code for gap in find_gaps(snapshot(early))} == {"due"}
    late = record("person", "one", name="沈文君", created=dt.datetime(2015, 5, 31, 16, 0, tzinfo=dt.UTC))
    codes = {gap.required: gap.code for gap in find_gaps(snapshot(late))}
    assert (codes["plan"], codes["self-check"]) == ("missing", "due"), "midnight in Beijing"


def test_blank_required_fields_are_named() -> None:
    gap = only(complete_but(plan=filled("campaign_plan", "plan", signer="", requirements=" ")))
    assert (gap.code, gap.records, gap.required) == ("incomplete", ("plan",), "plan")
    assert gap.sentence == "““人民满意服务示范窗口”创建活动实施细则”还有2项没填：工作要求、签发。"
    assert (gap.node, gap.risk) == ("daily", 30)


def test_a_zero_is_not_blank() -> None:
    assert gaps_of(complete_but(daily=filled("daily_assessment", "daily", score="0"))) == ()


def test_records_that_no_scheme_demands_are_checked_too_but_cost_nothing() -> None:
    extra = filled("meeting", "extra", type="工作例会", date="7月3日", place="", files=())
    incomplete, unsigned = gaps_of(complete_but(extra=extra))
    assert (incomplete.code, unsigned.code) == ("incomplete", "unsigned")
    assert incomplete.records == unsigned.records == ("extra",)
    assert (incomplete.stage, incomplete.required, incomplete.risk) == ("检查整改", "", None)
    assert incomplete.risk_words == "方案没有要求这份材料，不直接扣分"


def test_a_roster_entry_or_a_ballot_needs_no_scan() -> None:
    assert gaps_of(complete_but(extra=record("person", "extra", name="顾清和"))) == ()


@pytest.mark.parametrize(
    ("uid", "slug"),
    [("plan", "campaign_plan"), ("minutes", "minutes"), ("check", "check_round"), ("daily", "daily_assessment")],
)
def test_a_paper_without_a_signed_scan_is_unsigned(uid: str, slug: str) -> None:
    bare = replace(complete()[uid], attachments=())
    gap = only(complete_but(bare=bare))
    assert (gap.code, gap.records, gap.node, gap.risk) == ("unsigned", (uid,), "daily", 30)
    assert "没有签字（盖章）扫描件" in gap.sentence


def test_an_annex_or_a_photo_is_no_signed_scan() -> None:
    bare = filled("campaign_plan", "plan", files=("annex:附件.pdf", "photo:照片.jpg"))
    assert only(complete_but(bare=bare)).code == "unsigned"


def test_a_filed_paper_is_its_own_scan() -> None:
    bare = filled("filed_paper", "filed", files=())
    gap = only(complete_but(bare=bare))
    assert gap.sentence == "“关于开展创建活动的实施意见”还没有添加扫描件。"
    assert gaps_of(complete_but(bare=filled("filed_paper", "filed", files=("annex:通知.pdf",)))) == ()


def test_what_is_no_paper_of_its_own_needs_no_scan() -> None:
    required = replace(paper("findings"), kind="filing_plan", signed=True)
    assert gaps_of(snapshot(filled("filing_plan", "plan", files=()), scheme=qidong(required))) == ()


@pytest.mark.parametrize(
    ("day", "code", "words"),
    [
        ("4月30日", "outside", "的日期是2015年4月30日，早于宣传发动阶段（5月）。"),
        ("6月1日", "late", "的日期是2015年6月1日，晚于宣传发动阶段（5月）。"),
    ],
)
def test_a_paper_dated_outside_its_stage_is_told(day: str, code: str, words: str) -> None:
    gap = only(complete_but(plan=filled("campaign_plan", "plan", issued=day)))
    assert (gap.code, gap.stage, gap.records) == (code, "宣传发动", ("plan",))
    assert gap.sentence.endswith(words)


@pytest.mark.parametrize("day", ["5月1日", "5月31日"])
def test_the_first_and_the_last_day_belong_to_the_stage(day: str) -> None:
    assert gaps_of(complete_but(plan=filled("campaign_plan", "plan", issued=day))) == ()


def test_more_papers_than_demanded_may_lie_anywhere() -> None:
    other = filled("minutes", "other", title="学习会", meeting="study", issued="6月12日")
    assert gaps_of(complete_but(other=other)) == ()


def test_of_several_outside_the_nearest_is_told() -> None:
    late, later = (
        filled("minutes", uid, title=uid, meeting="study", issued=day)
        for uid, day in (("甲", "6月2日"), ("乙", "6月30日"))
    )
    gap = only(complete_but("minutes", late=late, later=later))
    assert (gap.code, gap.records) == ("late", ("甲",))


@pytest.mark.parametrize(("before", "after", "nearest"), [("4月30日", "6月2日", "前"), ("4月29日", "6月1日", "后")])
def test_before_and_after_are_weighed_alike(before: str, after: str, nearest: str) -> None:
    plans = (filled("campaign_plan", uid, issued=day) for uid, day in (("前", before), ("后", after)))
    assert only(complete_but("plan", **{each.uid: each for each in plans})).records == (nearest,)


def test_an_undated_paper_is_incomplete_and_not_late() -> None:
    gap = only(complete_but(plan=filled("campaign_plan", "plan", issued="")))
    assert (gap.code, gap.sentence[-10:]) == ("incomplete", "1项没填：成文日期。")


def test_a_register_needs_entries_in_its_stage() -> None:
    gap = only(complete_but(visit=filled("visit", "visit", date="10月9日")))
    assert (gap.code, gap.stage, gap.required) == ("late", "检查整改", "visits")
    assert gap.sentence == "走访台帐的1条里，属于检查整改阶段（6—9月）的有0条，要求至少1条。"
    second = filled("visit", "second", number=2, date="10月9日")
    assert gaps_of(complete_but(second=second)) == ()


def test_the_same_paper_of_two_stages_is_counted_by_its_stage() -> None:
    scheme = qidong(*(replace(paper("plan"), key=stage.key, stage=stage.key) for stage in QIDONG.stages[:2]))
    gap = only(snapshot(filled("campaign_plan", "plan", issued="6月3日"), scheme=scheme))
    assert (gap.code, gap.required) == ("missing", "mobilise")


def test_a_record_that_two_papers_ask_for_is_faulted_once() -> None:
    scheme = qidong(paper("mobilisation"), replace(paper("mobilisation"), key="any", where={}))
    bare = filled("meeting", "bare", files=())
    assert [gap.code for gap in gaps_of(snapshot(bare, scheme=scheme))] == ["unsigned"]


FOLLOWED = [
    ("finding", {"status": "整改中", "deadline": "7月10日"}, "findings", "整改时限是2015年7月10日"),
    ("opinion", {"status": "办理中", "deadline": "7月10日"}, "opinions", "答复时限是2015年7月10日"),
    (
        "stage_task",
        {"status": "进行中", "due": "7月10日", "stage": "检查整改"},
        "tasks-rectify",
        "完成时限是2015年7月10日",
    ),
]


@pytest.mark.parametrize(("slug", "typed", "required", "words"), FOLLOWED, ids=[each[0] for each in FOLLOWED])
def test_what_is_not_closed_is_overdue_after_its_deadline(
    slug: str, typed: dict[str, object], required: str, words: str
) -> None:
    given = complete_but(extra=filled(slug, "extra", **typed))
    gap = only(given, dt.date(2015, 12, 31))
    assert (gap.code, gap.records, gap.required, gap.node) == ("late", ("extra",), required, "daily")
    assert gap.sentence.endswith(f"，{words}，已经超期。")
    on_time = gaps_of(given, dt.date(2015, 7, 10))
    assert [gap.code for gap in on_time] == ([] if slug == "stage_task" else ["open"])


@pytest.mark.parametrize("status", ["已答复", "不采纳已说明"])
def test_an_answered_opinion_is_closed(status: str) -> None:
    assert gaps_of(complete_but(extra=filled("opinion", "extra", status=status, deadline="7月5日"))) == ()


def test_gaps_stand_in_the_order_of_the_stages() -> None:
    late = filled("meeting", "last", date="11月3日", type="其他", files=())
    first = filled("meeting", "first", date="5月3日", type="其他", files=())
    nowhere = filled("meeting", "nowhere", date="", type="其他", files=())
    found = gaps_of(complete_but("study", late=late, first=first, nowhere=nowhere))
    assert [gap.stage for gap in found] == ["宣传发动", "检查整改", "考核评议", "", ""]


def test_only_a_missing_review_costs_the_review() -> None:
    assert (only(complete_but("review", *BALLOTS)).node, only(complete_but("review", *BALLOTS)).risk) == ("review", 70)
    for review in (
        replace(complete()["review"], attachments=()),
        filled("review", "review", organiser=""),
        filled("review", "review", date="12月3日"),
    ):
        gap = only(complete_but(review=review))
        assert (gap.required, gap.node, gap.risk) == ("review", "daily", 30)
        assert gap.risk_words == "方案没有写单项扣分；属日常考核，该项占总分30分，最多影响30分"


BALLOTS = tuple(uid for uid in complete() if uid.startswith("ballot-"))
