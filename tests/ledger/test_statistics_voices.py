"""Rates of what people say and of what is counted besides cases (digest D05 to D15)."""

from __future__ import annotations

import pytest

from ledger.records import Record
from ledger.statistics import compressions
from tests.ledger.cases import case, rate, reported, ruled
from tests.ledger.snapshots import record, snapshot


def asked(uid: str = "form", **typed: object) -> Record:
    given = {"date": "6月30日", "name": "问卷", "issued": "210", "returned": "205", "valid": "200", "satisfied": "168"}
    return record("questionnaire", uid, **{**given, "fairly": "26", **typed})


def test_whether_fairly_satisfied_counts_is_a_rule_and_both_ways_are_told() -> None:
    counted = rate("satisfaction_rate", asked())
    assert (counted.shown, counted.division, counted.denominator_words) == ("97.00%", "194÷200", "有效答卷数")
    assert "问卷1次，发出210份，收回205份，有效200份" in counted.note
    assert "“基本满意”算满意；若不算满意则为84.00%（168÷200）" in counted.note
    other = rate("satisfaction_rate", asked(), scheme=ruled(fairly_satisfied="no"))
    assert (other.shown, other.division) == ("84.00%", "168÷200")


def test_forms_handed_out_without_a_return_make_no_rate() -> None:
    """D12: 210 forms were handed out; how many came back is not written."""
    found = rate("satisfaction_rate", asked(returned=None, valid=None, satisfied=None, fairly=None))
    assert (found.value, found.note) == (None, "没有问卷、评价器或办件评议")


def test_a_claim_of_100_percent_without_a_sample_is_copied_and_not_computed() -> None:
    """D07, E14."""
    found = rate("satisfaction_rate", reported(satisfaction="100%"))
    assert (found.value, found.note) == (None, "报出的报表写“100%”，没有样本数，照录而不计算")


def test_questionnaires_are_added_up_and_a_half_known_one_makes_a_bound() -> None:
    two = rate("satisfaction_rate", asked(), asked("second", valid="100", satisfied="40", fairly="40"))
    assert two.division == "274÷300"
    half = rate("satisfaction_rate", asked(satisfied="150余", fairly=None))
    assert (half.shown, half.bounded) == ("不低于75.00%", True)


def test_without_questionnaires_evaluators_are_counted_and_then_the_cases() -> None:
    machine = record(
        "evaluator", "e", date="7月6日", window="一号窗口", excellent=30, satisfied=8, fairly=2, unsatisfied=0
    )
    voted = [case(1, finished="7月8日", evaluation="满意"), case(2, finished="7月8日", evaluation="未评价")]
    found = rate("satisfaction_rate", machine, *voted, scheme=ruled(fairly_satisfied="no"))
    assert (found.division, found.denominator_words) == ("38÷40", "评价器的评价次数")
    of_cases = rate("satisfaction_rate", *voted)
    assert (of_cases.division, of_cases.denominator_words) == ("1÷1", "有评议的办结件数")
    assert rate("satisfaction_rate", asked(), machine, window="一号窗口").division == "40÷40"


@pytest.mark.parametrize(("several", "shown"), [("mean", "87.50分"), ("last", "89.00分")])
def test_the_social_survey_is_a_score_of_each_half_year(several: str, shown: str) -> None:
    halves = [
        record("satisfaction", "one", date="6月24日", name="测评", period="上半年", sample="300", score="86"),
        record("satisfaction", "two", date="12月1日", name="测评", period="下半年", sample="300余", score="89"),
    ]
    found = rate("social_satisfaction", *halves, scheme=ruled(several=several))
    assert found.shown == shown
    assert found.note == "上半年86分、下半年89分（是得分，不是满意率）；样本300、300余"


def test_the_mean_of_callbacks_is_out_of_those_with_a_score() -> None:
    scores = [
        record("callback", f"c{score}", date="7月7日", person="某公司", score=score) for score in ("10", "9", "8.5")
    ]
    silent = record("callback", "none", date="7月7日", person="某公司")
    found = rate("callback_mean", *scores, silent)
    assert (found.division, found.shown) == ("27.5÷3", "9.17分")


def item(name: str, legal: int | None, days: int) -> Record:
    return record("service_item", name, name=name, sort="限时件", legal_days=legal, days=days, window="安监窗口")


def test_limits_are_compressed_by_item_and_in_all() -> None:
    """D09: 20→5 75 %, 60→50 16.67 %, 35→30 14.29 %; D04: 22→1 95.45 %."""
    items = [item("甲", 20, 5), item("乙", 60, 50), item("丙", 35, 30), item("丁", 22, 1), item("戊", None, 4)]
    found = {each.name: each.shown for each in compressions(snapshot(*items))}
    assert found == {"甲": "75.00%", "乙": "16.67%", "丙": "14.29%", "丁": "95.45%"}
    whole = rate("compression", *items)
    assert (whole.division, whole.shown) == ("51÷137", "37.23%")


def test_of_14_items_13_are_shorter_and_one_with_a_longer_promise_is_left_out() -> None:
    """D09: 13 of 14 shortened."""
    items = [*(item(f"事项{number}", 20, 5) for number in range(13)), item("不变", 20, 20), item("反常", 5, 20)]
    found = rate("compression", *items)
    assert found.note == "14项中13项已压缩；1项承诺时限长于法定时限，未计入"
    assert found.division == "195÷280"


def test_upload_and_match_rates_come_from_the_indicators_of_reports() -> None:
    report = reported(
        indicators=[
            {"indicator": "给据邮件信息上传率", "part": "1960", "whole": "2000", "target": "98"},
            {"indicator": "邮编地址匹配率", "part": "890", "whole": "1000", "target": "90"},
        ]
    )
    assert rate("upload_rate", report).shown == "98.00%"
    assert rate("match_rate", report).shown == "89.00%"
    assert rate("match_rate", reported()).note == "窗口统计报表的专项指标里没有填匹配率"


def test_reports_of_months_are_added_up_unless_one_of_the_year_holds_them() -> None:
    months = [
        reported(f"m{month}", first=f"{month}月1日", last=f"{month}月28日", accepted="100", finished=str(90 + month))
        for month in (1, 2)
    ]
    assert rate("finish_rate", *months).division == "183÷200"
    whole = reported("year", accepted="1000", finished="990")
    assert rate("finish_rate", *months, whole).division == "990÷1000"


def test_advertisements_are_added_up() -> None:
    """D15, A09: 20 % of all advertisements."""
    shown = [
        record("publicity", f"p{own}", content="广告", date="7月1日", advertisements=own, all_advertisements=whole)
        for own, whole in ((3, 20), (7, 30))
    ]
    assert rate("ad_share", *shown, record("publicity", "p", content="标语", date="7月1日")).shown == "20.00%"


def test_only_waits_are_waits_and_the_longest_is_told() -> None:
    timed = [
        record(
            "timing", f"t{minutes}", date="7月16日", window="一号", business=business, minutes=minutes, passed=passed
        )
        for business, minutes, passed in (
            ("排队等候", "12", "合格"),
            ("排队等候", "17", "不合格"),
            ("收兑汇款", "30", "不合格"),
        )
    ]
    waited = rate("wait_minutes", *timed)
    assert (waited.shown, waited.note) == ("17.00分钟", "测2次，平均14.50分钟")
    assert rate("timing_rate", *timed).division == "1÷3"
