"""The papers of campaign governance (R07, R08, R14, R17–R19): what they fill in and doubt, and their words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ledger.consistency import nominations
from ledger.kinds import kind_of
from ledger.kinds.window_analysis import DIMENSIONS
from ledger.records import Record
from tests.ledger.snapshots import record, snapshot
from tests.ledger.typed import doubted, words, worked_out

# R07


def result(person: str, outcome: str, score: str = "") -> dict[str, object]:
    return {"person": person, "score": score, "result": outcome}


def test_training_knows_the_six_methods_and_the_simulation() -> None:
    assert words("training", "form") == (
        "自学自练",
        "集中学习",
        "专题讲座",
        "业务培训",
        "讨论交流",
        "知识测试",
        "情景模拟",
        "其他",
    )


def test_the_rate_of_those_who_passed_leaves_out_who_did_not_sit() -> None:
    results = [result("周启明", "合格"), result("陆一鸣", "合格"), result("顾清和", "不合格"), result("沈文君", "缺考")]
    assert worked_out("training", results=results)["rate"] == Decimal("66.67")
    assert worked_out("training", results=[result("沈文君", "缺考")])["rate"] is None
    assert worked_out("training", results=[result("周启明", "合格")])["rate"] == 100


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ({"start": "15:00", "end": "15:00"}, "结束时间不晚于开始时间"),
        ({"expected": "周启明", "present": "周启明、陆一鸣"}, "陆一鸣参加了，却不在应参加人员里"),
        ({"present": "周启明", "leave": "周启明"}, "周启明既参加又请假"),
        ({"present": "周启明", "results": [result("陆一鸣", "合格")]}, "陆一鸣有考核结果，却没有参加"),
        ({"results": [result("周启明", "合格"), result("周启明", "合格")]}, "考核结果里同一人登记了两次"),
        ({"results": [result("周启明", "合格")], "rate": "90"}, "合格率与考核结果算出的100%不一致"),
    ],
)
def test_a_training_that_denies_itself_is_doubted(typed: dict[str, object], clause: str) -> None:
    assert doubted("training", **typed) == [clause]


# R08


def place(person: str, score: str, rank: str, event: str = "点钞") -> dict[str, object]:
    return {"event": event, "person": person, "score": score, "rank": rank}


@pytest.mark.parametrize(
    ("day", "quarter"), [("3.31", "第一季度"), ("4.1", "第二季度"), ("9.30", "第三季度"), ("12.1", "第四季度")]
)
def test_an_exam_belongs_to_the_quarter_of_its_day(day: str, quarter: str) -> None:
    assert worked_out("contest", date=day)["quarter"] == quarter
    assert doubted("contest", date=day, quarter=quarter) == []


def test_an_exam_of_another_quarter_than_its_day_is_doubted() -> None:
    assert doubted("contest", date="9.30", quarter="第二季度") == ["所属季度是第二季度，日期却在第三季度"]


@pytest.mark.parametrize(
    "results",
    [
        [place("周启明", "96", "1"), place("陆一鸣", "91", "2")],
        [place("周启明", "38秒", "1"), place("陆一鸣", "41秒", "2")],
        [place("周启明", "96", "1"), place("陆一鸣", "96", "1"), place("沈文君", "90", "3")],
        [place("周启明", "96", "1"), place("周启明", "88", "1", event="政策")],
        [place("周启明", "9*", "1"), place("陆一鸣", "91", "2"), place("沈文君", "95", "")],
    ],
    ids=["points", "seconds", "equal", "two events", "masked or without a rank"],
)
def test_ranks_that_go_with_the_scores_are_not_doubted(results: list[dict[str, object]]) -> None:
    assert doubted("contest", results=results) == []


@pytest.mark.parametrize(
    ("results", "clause"),
    [
        (
            [place("周启明", "96", "1"), place("陆一鸣", "88", "2"), place("沈文君", "90", "3")],
            "“点钞”的名次与成绩的高低不符",
        ),
        ([place("周启明", "96", "1"), place("陆一鸣", "90", "1")], "“点钞”的名次与成绩的高低不符"),
        ([place("周启明", "96", "1"), place("陆一鸣", "96", "2")], "“点钞”的名次与成绩的高低不符"),
        ([place("周启明", "96", "1"), place("周启明", "90", "2")], "“点钞”里周启明登记了两次"),
    ],
)
def test_ranks_that_deny_the_scores_are_doubted(results: list[dict[str, object]], clause: str) -> None:
    assert doubted("contest", results=results) == [clause]


# R14


def test_a_window_is_analysed_in_the_five_dimensions() -> None:
    assert [label for _, label in DIMENSIONS] == ["业务办理流程", "单轨运行", "项目授权", "规范收费", "窗口存在问题"]
    kind = kind_of("window_analysis")
    assert all(kind.field(name).required and kind.field(name).label == label for name, label in DIMENSIONS)
    assert kind.title_of({"window": "公证窗口"}) == "公证窗口运行情况分析报告"


def test_an_analysis_before_it_began_or_of_no_staff_is_doubted() -> None:
    assert doubted("window_analysis", since="10.1", issued="9.25") == ["成文日期早于包抓开始日期"]
    assert doubted("window_analysis", staff="0") == ["窗口人员数是0"]


# R17


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ({"date": "6.2", "deadline": "6.1"}, "完成时限早于承诺日期"),
        ({"date": "6.2", "fulfilled": "6.1"}, "兑现日期早于承诺日期"),
        ({"status": "已兑现"}, "兑现结果是已兑现，却没有填兑现日期和兑现情况"),
        ({"status": "未兑现", "fulfilled": "9.1"}, "兑现结果是未兑现，却填了兑现日期"),
        (
            {"status": "已兑现", "deadline": "9.1", "fulfilled": "9.2", "outcome": "无投诉"},
            "兑现日期晚于完成时限",
        ),
    ],
)
def test_a_pledge_that_denies_itself_is_doubted(typed: dict[str, object], clause: str) -> None:
    assert doubted("pledge", **typed) == [clause]


def test_a_pledge_is_signed_and_made_public_in_several_ways() -> None:
    assert kind_of("pledge").signed
    assert {"公示栏", "电子屏", "承诺卡"} <= set(words("pledge", "publicity"))
    assert {"公开承诺书", "承诺卡", "品质服务承诺书"} <= set(words("pledge", "sort"))


# R18


def test_nominations_are_for_all_that_the_sources_award() -> None:
    assert set(words("nomination", "sort")) == {
        "示范窗口",
        "标杆窗口",
        "标兵",
        "明星",
        "先进个人",
        "服务之星",
        "双星窗口",
        "先进典型",
        "其他",
    }


@pytest.mark.parametrize(
    ("sort", "period"),
    [("标兵", "2015年第三季度"), ("明星", "2015年第三季度"), ("服务之星", "2015年9月"), ("标杆窗口", "2015年度")],
)
def test_the_period_follows_from_the_day_and_the_award(sort: str, period: str) -> None:
    assert worked_out("nomination", sort=sort, date="9.25")["period"] == period


@pytest.mark.parametrize(
    ("typed", "bonus"),
    [
        ({"per_head": "100", "heads": "12", "result": "当选"}, 1200),
        ({"per_head": "500", "result": "当选"}, 500),
        ({"per_head": "500", "result": "评定中"}, None),
        ({"heads": "12", "result": "当选"}, None),
    ],
)
def test_the_bonus_of_all_heads_is_filled_in_once_it_is_won(typed: dict[str, object], bonus: int | None) -> None:
    assert worked_out("nomination", **typed)["bonus"] == bonus


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ({"date": "9.25", "reported": "9.24"}, "上报日期早于推荐日期"),
        ({"reported": "9.28", "decided": "9.27"}, "评定日期早于上报日期"),
        ({"bonus": "500", "result": "未当选"}, "填了奖金，结果却不是当选"),
        (
            {"bonus": "1000", "per_head": "100", "heads": "12", "result": "当选"},
            "奖金不是人均奖金乘人数（1,200.00元）",
        ),
        ({"heads": "0"}, "受奖人数是0"),
    ],
)
def test_a_nomination_that_denies_itself_is_doubted(typed: dict[str, object], clause: str) -> None:
    assert doubted("nomination", **typed) == [clause]


def pace_setter(uid: str, **typed: object) -> Record:
    usual = {"candidate": uid, "sort": "标兵", "trade": "营业", "author": "望潮支局", "period": "2015年第三季度"}
    return record("nomination", uid, **{**usual, **typed})


@pytest.mark.parametrize(
    "other",
    [
        {"trade": "投递"},
        {"author": "城东支局"},
        {"period": "2015年第二季度"},
        {"sort": "先进个人"},
        {"result": "未当选"},
    ],
)
def test_pace_setters_of_other_trades_units_and_quarters_stand_together(other: dict[str, object]) -> None:
    assert list(nominations.one_each_quarter(snapshot(pace_setter("甲"), pace_setter("乙", **other)))) == []


def test_a_unit_recommends_one_pace_setter_of_a_trade_a_quarter() -> None:
    given = snapshot(pace_setter("甲"), pace_setter("乙", sort="明星"))
    (twice,) = nominations.one_each_quarter(given)
    assert twice.records == ("甲", "乙")
    assert twice.sentence == "望潮支局2015年第三季度推荐了2名营业标兵（明星）：甲、乙。"


# R19


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ({"date": "6.15", "revised": "6.14"}, "修订日期早于制定日期"),
        (
            {"date": "6.15", "actions": [{"date": "6.14", "sort": "演练", "event": "停电"}]},
            "第1行演练的日期早于预案制定日期",
        ),
        ({"actions": [{"date": "7.1", "sort": "启动", "event": "停电", "minutes": "0"}]}, "第1行的用时是0分钟"),
    ],
)
def test_an_emergency_plan_that_denies_itself_is_doubted(typed: dict[str, object], clause: str) -> None:
    assert doubted("emergency", **typed) == [clause]
