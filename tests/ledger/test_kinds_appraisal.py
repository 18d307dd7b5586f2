"""Rules of the kinds of appraisal and satisfaction (B3), each with what was typed beside what comes of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ledger.kinds import Form, kind_of
from ledger.kinds.performance import earned
from tests.ledger.kind_entries import doubts, entry, sample_doubts, unfilled

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
