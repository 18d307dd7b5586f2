"""Rules of the kinds of appraisal and satisfaction (B3), each with what was typed beside what comes of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ledger.entries import refilled
from ledger.fields import Context
from ledger.kinds import Form, kind_of
from ledger.kinds.performance import earned
from ledger.workdays import Calendar
from tests.ledger.kind_entries import doubts, entry, sample_doubts, shown, unfilled

KINDS = {
    "appraisal": "R32",
    "satisfaction": "R33",
    "questionnaire": "R34",
    "callback": "R35",
    "evaluator": "R36",
    "disclosure": "R39",
    "duty_report": "R40",
    "service_star": "R41",
    "performance": "R42",
    "points_card": "R43",
    "praise": "R44",
}
FORMS = {"issued": 210, "returned": 205, "valid": 200, "satisfied": 168, "fairly": 26, "unsatisfied": 4, "unknown": 2}
COUNTS = {"finished": 42, "excellent": 30, "satisfied": 8, "fairly": 2, "unsatisfied": 0}


@pytest.mark.parametrize(("slug", "number"), KINDS.items())
def test_each_is_numbered_and_grouped_and_its_sample_has_no_doubt(slug: str, number: str) -> None:
    kind = kind_of(slug)
    assert (kind.number, kind.group) == (number, "评议满意")
    assert sample_doubts(slug) == []


@pytest.mark.parametrize(
    ("slug", "names"),
    [
        ("appraisal", ("mean", "weighted", "standard", "model")),
        ("satisfaction", ("period", "passed")),
        ("questionnaire", ("rate", "reached")),
        ("callback", ("due", "kept")),
        ("evaluator", ("total", "unrated", "rate")),
        ("duty_report", ("rate",)),
        ("service_star", ("month",)),
        ("performance", ("month", "score")),
        ("points_card", ("period", "total")),
    ],
)
def test_what_is_left_blank_is_filled_as_the_sample_has_it(slug: str, names: tuple[str, ...]) -> None:
    filled, whole = unfilled(slug, *names), unfilled(slug)
    assert {name: filled[name] for name in names} == {name: whole[name] for name in names}


@pytest.mark.parametrize("slug", KINDS)
def test_registers_have_columns_that_fit_a_landscape_sheet(slug: str) -> None:
    kind = kind_of(slug)
    columns = [field for field in kind.fields if field.indexed and not field.private]
    assert kind.form is Form.EACH or len(columns) <= 13


@pytest.mark.parametrize(
    ("inspection", "third", "mean", "weighted", "standard", "model"),
    [
        ("88", "92", "90", "90.4", "达到", "达到"),
        ("90", "90", "90", "90.0", "达到", "达到"),
        ("92", "88", "90", "89.6", "达到", "未达到"),  # the plain mean would make it a model window
        ("85", "85", "85", "85.0", "达到", "未达到"),
        ("84.99", "85", "84.995", "84.996", "未达到", "未达到"),  # not rounded before it is compared
        ("89.9999", "90", "89.99995", "89.99996", "达到", "未达到"),
    ],
)
def test_a_window_meets_the_standard_by_the_mean_and_is_a_model_by_40_to_60(
    inspection: str, third: str, mean: str, weighted: str, standard: str, model: str
) -> None:
    values = entry("appraisal", window="一号", date="6.26", inspection=inspection, third_party=third)
    assert (values["mean"], values["weighted"]) == (Decimal(mean), Decimal(weighted))
    assert (values["standard"], values["model"]) == (standard, model)


@pytest.mark.parametrize(("digits", "model"), [("2", "达到"), ("3", "未达到")])
def test_a_scheme_that_compares_what_is_shown_rounds_before_it_compares(digits: str, model: str) -> None:
    rules = {"threshold_value": "shown", "digits": digits, "rounding": "half-up"}
    typed = {"window": "一号", "inspection": "89.99", "third_party": "90"}
    assert entry("appraisal", rules=rules, **typed)["weighted"] == Decimal("89.996")
    assert entry("appraisal", rules=rules, **typed)["model"] == model
    assert doubts("appraisal", **typed, model="达到") == []


def test_a_mean_that_was_typed_rounded_is_no_doubt() -> None:
    typed = {"window": "一号", "inspection": "88.87", "third_party": "92.33"}
    assert doubts("appraisal", **typed, weighted="90.95") == []
    assert doubts("appraisal", **typed, weighted="90.94") == ["加权得分填90.94，按两项得分算出的是90.946"]


def test_one_score_alone_gives_no_mean_and_no_verdict() -> None:
    values = entry("appraisal", window="一号", inspection="92")
    assert all(values[name] is None for name in ("mean", "weighted", "standard", "model"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"weighted": "91"}, ["加权得分填91，按两项得分算出的是90.4"]),
        ({"mean": "90.4"}, ["平均得分填90.4，按两项得分算出的是90"]),
        ({"third_party": "85", "model": "达到"}, ["加权得分86.2，示范线90，结论却是“达到”"]),
        ({"model": "未达到"}, ["加权得分90.4，示范线90，结论却是“未达到”"]),
        ({"standard": "未达到"}, ["平均得分90，达标线85，结论却是“未达到”"]),
        ({}, []),
    ],
)
def test_a_mean_or_verdict_that_the_scores_contradict_is_told(typed: dict[str, str], told: list[str]) -> None:
    scores = {"window": "一号", "inspection": "88", "third_party": "92"}
    assert doubts("appraisal", **{**scores, **typed}) == told


@pytest.mark.parametrize(
    ("date", "score", "period", "passed"),
    [("6.30", "86", "上半年", "达到"), ("7.1", "85.99", "下半年", "未达到"), ("12.31", "100", "下半年", "达到")],
)
def test_the_social_survey_is_of_its_half_year_and_wants_86(date: str, score: str, period: str, passed: str) -> None:
    values = entry("satisfaction", name="测评", date=date, score=score)
    assert (values["period"], values["passed"]) == (period, passed)


def test_a_survey_reported_after_its_half_year_keeps_the_half_year_typed() -> None:
    assert entry("satisfaction", name="测评", date="7.3", period="上半年")["period"] == "上半年"


def test_a_verdict_against_the_score_of_the_survey_is_told() -> None:
    told = doubts("satisfaction", name="测评", score="85", passed="达到")
    assert told == ["测评得分85，目标86分，结论却是“达到”"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"returned": 210, "valid": 200}, []),
        ({"returned": 211}, ["收回份数多于发放份数"]),
        ({"valid": 206, "unknown": 8}, ["有效份数多于收回份数"]),
        ({"satisfied": 169}, ["各等次合计多于有效份数"]),
        ({"satisfied": 167}, ["各等次合计199，少于有效份数200"]),
        ({"issued": "200余"}, []),  # 205 may be fewer than 200余
        ({"issued": "近200"}, ["收回份数多于发放份数"]),
        ({"returned": "210余"}, []),
        ({"returned": "220余"}, ["收回份数多于发放份数"]),
        ({"returned": "2*5"}, []),  # a masked number tells nothing
        ({"valid": "约150"}, []),
        ({"valid": None, "satisfied": 180}, ["各等次合计多于收回份数"]),
        ({"returned": None, "valid": 211, "unknown": 13}, ["有效份数多于发放份数"]),
    ],
)
def test_no_more_forms_come_back_than_went_out_and_no_more_are_valid_than_came_back(
    changes: dict[str, object], told: list[str]
) -> None:
    assert doubts("questionnaire", name="问卷", **{**FORMS, **changes}) == told


@pytest.mark.parametrize(
    ("rule", "changes", "rate", "reached"),
    [
        ("yes", {}, "97.00", "是"),
        ("no", {}, "84.00", "否"),
        ("", {}, "97.00", "是"),
        ("no", {"satisfied": 170, "fairly": 24}, "85.00", "是"),
        ("yes", {"satisfied": 1, "fairly": 1, "unsatisfied": 1, "unknown": 0, "valid": 3}, "66.67", "否"),
        ("yes", {"fairly": None}, "84.00", "否"),
        ("yes", {"satisfied": "160余"}, None, None),
        ("yes", {"valid": "约200"}, None, None),
        ("yes", {"valid": 0}, None, None),
    ],
)
def test_the_rate_of_satisfaction_is_of_valid_forms_by_the_reading_of_the_scheme_and_only_of_exact_numbers(
    rule: str, changes: dict[str, object], rate: str | None, reached: str | None
) -> None:
    values = entry("questionnaire", rules={"fairly_satisfied": rule}, name="问卷", **{**FORMS, **changes})
    assert values["rate"] == (None if rate is None else Decimal(rate))
    assert values["reached"] == reached


def test_a_rate_of_neither_reading_is_told() -> None:
    assert doubts("questionnaire", name="问卷", rate="84%", reached="否", **FORMS) == []
    assert doubts("questionnaire", name="问卷", rate="90%", **FORMS) == ["满意率90%与按份数算出的84.00%或97.00%不符"]
    assert doubts("questionnaire", name="问卷", rate="97%", reached="否", **FORMS) == [
        "满意率97%，“85%以上”一栏却填“否”"
    ]


def test_forms_of_which_only_the_number_issued_is_known_are_kept_as_written() -> None:
    assert shown("questionnaire", "issued", {"name": "公开测评和征求意见表", "issued": "210份"}) == "210份"
    assert doubts("questionnaire", name="征求意见表", issued="40余") == []


@pytest.mark.parametrize(
    ("served", "due"),
    [
        ("7.6", dt.date(2015, 7, 7)),
        ("7.10", dt.date(2015, 7, 13)),  # a Friday
        ("6.19", dt.date(2015, 6, 23)),  # before the Monday off of the Dragon Boat Festival
        ("9.30", dt.date(2015, 10, 8)),
        ("10.9", dt.date(2015, 10, 10)),  # a Saturday that was worked
    ],
)
def test_who_was_served_is_called_on_the_next_working_day(served: str, due: dt.date) -> None:
    assert entry("callback", person="办事员", service_date=served)["due"] == due


def test_the_units_own_days_off_put_the_call_off() -> None:
    off = Calendar(off=frozenset({dt.date(2015, 7, 7)}))
    assert entry("callback", own_days=off, person="办事员", service_date="7.6")["due"] == dt.date(2015, 7, 8)


@pytest.mark.parametrize(
    ("called", "kept", "told"),
    [
        ("7.7", "按时", []),
        ("7.6", "按时", []),
        ("7.8", "逾期", ["回访日期2015年7月8日晚于应回访日期2015年7月7日"]),
        ("7.5", "按时", ["回访日期2015年7月5日早于业务日期2015年7月6日"]),
    ],
)
def test_a_call_later_than_the_next_working_day_is_late(called: str, kept: str, told: list[str]) -> None:
    typed = {"person": "办事员", "service_date": "7.6", "date": called}
    assert entry("callback", **typed)["kept"] == kept
    assert doubts("callback", **typed) == told


@pytest.mark.parametrize(
    ("due", "expected"), [(None, (dt.date(2015, 7, 9), "逾期")), ("7.10", (dt.date(2015, 7, 10), "按时"))]
)
def test_a_day_due_that_the_clerk_typed_stays_and_one_worked_out_follows_the_service(
    due: str | None, expected: tuple[dt.date, str]
) -> None:
    old = entry("callback", person="办事员", service_date="7.6", date="7.10", due=due)
    given = refilled(kind_of("callback"), old, {"service_date": dt.date(2015, 7, 8)}, Context(year=2015))
    new = {**old, **given}
    assert (new["due"], new["kept"]) == expected


def test_a_call_that_is_called_timely_and_was_not_is_told() -> None:
    told = doubts("callback", person="办事员", service_date="7.6", date="7.8", kept="按时")
    assert told[-1] == "“是否按时”填“按时”，与回访日期、应回访日期不符"


@pytest.mark.parametrize("score", ["1", "10", "9.5", "10分"])
def test_a_score_of_a_call_is_1_to_10(score: str) -> None:
    assert entry("callback", person="办事员", score=score)["score"] == Decimal(score.removesuffix("分"))


@pytest.mark.parametrize("score", ["0", "11", "100", "9.55"])
def test_a_score_of_a_call_outside_1_to_10_is_refused(score: str) -> None:
    with pytest.raises(Exception, match="“评分”不能填"):
        entry("callback", person="办事员", score=score)


@pytest.mark.parametrize(
    ("changes", "rule", "total", "unrated", "rate"),
    [
        ({}, "yes", 40, 2, "100.00"),
        ({}, "no", 40, 2, "95.00"),
        ({"unsatisfied": 2}, "", 42, 0, "95.24"),
        ({"finished": None}, "yes", 40, None, "100.00"),
        ({"excellent": 50}, "yes", 60, None, "100.00"),
        ({name: 0 for name in ("excellent", "satisfied", "fairly")}, "yes", 0, 42, None),
    ],
)
def test_evaluations_add_up_and_those_not_given_are_counted(
    changes: dict[str, object], rule: str, total: int, unrated: int | None, rate: str | None
) -> None:
    values = entry("evaluator", rules={"fairly_satisfied": rule}, window="一号", **{**COUNTS, **changes})
    assert (values["total"], values["unrated"]) == (total, unrated)
    assert values["rate"] == (None if rate is None else Decimal(rate))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"total": 41}, ["评价合计填41，四个等次相加是40"]),
        ({"excellent": 33}, ["评价43次，多于办结的42件"]),
        ({"unrated": 1}, ["评价40次加未评价1件，不等于办结的42件"]),
        ({"rate": "98%"}, ["满意率98%与按评价次数算出的不符"]),
        ({}, []),
    ],
)
def test_evaluations_that_do_not_add_up_are_told(changes: dict[str, object], told: list[str]) -> None:
    assert doubts("evaluator", window="一号", **{**COUNTS, **changes}) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"sort": "政务公开", "form": "公开栏", "term": "长期"}, []),
        ({"sort": "民主评议监督", "reviewer": "监督员", "handling": "已答复"}, []),
        ({"sort": "政务公开", "form": "公开栏"}, ["登记在“政务公开”里，却没有填“公开期限”"]),
        (
            {"sort": "民主评议监督", "reviewer": "监督员", "handling": "已答复", "form": "上墙"},
            ["登记在“民主评议监督”里，却填了“公开形式”"],
        ),
        (
            {"sort": "民主评议监督"},
            [
                "登记在“民主评议监督”里，却没有填“评议人”",
                "登记在“民主评议监督”里，却没有填“处理情况”",
            ],
        ),
        ({}, []),
    ],
)
def test_a_line_of_either_book_has_what_its_book_asks_for(typed: dict[str, str], told: list[str]) -> None:
    assert doubts("disclosure", content="办事程序", **typed) == told


def test_a_way_of_publishing_that_is_not_listed_is_taken() -> None:
    assert entry("disclosure", content="办事程序", form="微信公众号")["form"] == "微信公众号"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"issued": 50, "returned": 51}, ["收回份数多于发放份数"]),
        ({"returned": 48, "valid": 49}, ["有效份数多于收回份数"]),
        (
            {"returned": 48, "valid": 48, "satisfied": 42, "fairly": 5, "unsatisfied": 0},
            ["各等次合计47，少于有效份数48"],
        ),
        ({"attended": "40人", "issued": 50}, ["发放的测评票多于参加人数"]),
        ({"attended": "40余人", "issued": 50}, []),
        ({"attended": "近40人", "issued": 50, "way": "书面"}, []),
    ],
)
def test_ballots_on_a_report_of_duty_are_no_more_than_went_out(changes: dict[str, object], told: list[str]) -> None:
    assert doubts("duty_report", person="林晓岚", **{"way": "会议", **changes}) == told


def test_a_report_of_duty_is_signed_and_its_ballots_are_attached() -> None:
    assert kind_of("duty_report").signed
    assert kind_of("duty_report").proof == "测评票"
    votes = {"valid": 48, "satisfied": 42, "fairly": 5}
    assert entry("duty_report", person="林晓岚", **votes)["rate"] == Decimal("97.92")
    assert entry("duty_report", rules={"fairly_satisfied": "no"}, person="林晓岚", **votes)["rate"] == Decimal("87.50")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"date": "8.3", "month": "7月"}, []),
        ({"date": "7.31", "month": "8月"}, ["评定日期早于所评的2015年8月"]),
        ({"votes": 41, "ballots": 40}, ["得票41张，多于收回的40张"]),
        ({"votes": 40, "ballots": 40, "won": "当选"}, []),
        ({"votes": 0, "won": "当选"}, ["当选而得票是0"]),
        ({"votes": 0, "won": "候选"}, []),
    ],
)
def test_a_star_is_voted_for_in_or_after_its_month(typed: dict[str, object], told: list[str]) -> None:
    assert doubts("service_star", person="沈文君", **typed) == told


def test_points_of_work_are_quantity_times_points_of_a_unit_and_add_up() -> None:
    rows = [
        {"indicator": "受理办件", "quantity": "120", "unit": "0.5"},
        {"indicator": "电话回访", "points": "24"},
        {"indicator": "退回补正", "quantity": "1", "unit": "-2"},
    ]
    values = entry("performance", person="沈文君", date="7.31", workload=rows)
    assert [earned(row) for row in values["workload"]] == [Decimal(60), Decimal(24), Decimal(-2)]
    assert values["score"] == Decimal(82)
    assert str(values["month"]) == "2015年7月"


def test_the_score_stays_open_while_the_points_of_one_row_are_not_known() -> None:
    rows = [{"indicator": "受理办件", "points": "60"}, {"indicator": "电话回访", "quantity": "40"}]
    assert entry("performance", person="沈文君", workload=rows)["score"] is None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            {"workload": [{"indicator": "办件", "quantity": "10", "unit": "0.5", "points": "6"}]},
            ["“办件”得分填6，工作量×单位分值是5"],
        ),
        ({"workload": [{"indicator": "办件", "points": "6"}], "score": "7"}, ["考核得分填7，各项得分相加是6"]),
        ({"date": "6.30", "month": "7月"}, ["考核日期早于所考核的2015年7月"]),
        ({"workload": [{"indicator": "办件", "quantity": "10", "unit": "0.5", "points": "5"}], "score": "5"}, []),
    ],
)
def test_points_that_do_not_add_up_are_told(typed: dict[str, object], told: list[str]) -> None:
    assert doubts("performance", person="沈文君", **typed) == told


@pytest.mark.parametrize(
    ("date", "period"), [("3.31", "一季度"), ("4.1", "二季度"), ("9.30", "三季度"), ("12.31", "四季度")]
)
def test_points_of_a_member_are_of_a_quarter_and_are_added_up(date: str, period: str) -> None:
    values = entry("points_card", person="周启明", date=date, duty="8", life="9.5", campaign="10", help="0")
    assert (values["period"], values["total"]) == (period, Decimal("27.5"))


def test_a_sum_of_points_that_is_wrong_is_told() -> None:
    parts = {"duty": "8", "life": "9", "campaign": "10", "help": "6"}
    assert doubts("points_card", person="周启明", total="34", **parts) == ["合计填34，四项积分相加是33"]
    assert doubts("points_card", person="周启明", total="33", **parts) == []


def test_cards_and_pennants_are_counted_apart() -> None:
    assert entry("praise", content="感谢服务", sort="表扬卡", count="36件")["count"] == 36
    assert entry("praise", content="感谢服务", sort="锦旗", count="2")["count"] == 2
