"""The Qidong formula on cases computed by hand from the scheme."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from ledger.schemes.errors import BadRuleValue, UnknownRule
from ledger.schemes.load import load_scheme
from ledger.scoring import (
    Ballot,
    Case,
    GroupBallots,
    Result,
    attempt,
    case_from_json,
    errors,
    read_case,
    result_to_json,
    score,
)

CASES = Path(__file__).parent.parent / "data" / "cases"
QIDONG = load_scheme("qidong-2015")


def scored(daily: str, leaders: str, representatives: str, public: str, **rules: Any) -> Result:
    """The result when each group has one ballot."""
    groups = {"leaders": leaders, "representatives": representatives, "public": public}
    _, case = case_from_json(
        {
            "scheme": "qidong-2015",
            "values": {"daily": daily},
            "ballots": {key: {"scores": [value]} for key, value in groups.items()},
            "rules": rules,
        }
    )
    return score(QIDONG, case)


def with_leaders(group: dict[str, object], **rules: object) -> Result:
    """The result when only the leaders' ballots are of interest."""
    data = {
        "scheme": "qidong-2015",
        "values": {"daily": 100},
        "ballots": {"leaders": group, "representatives": {"scores": [100]}, "public": {"scores": [100]}},
        "rules": rules,
    }
    return score(QIDONG, case_from_json(data)[1])


def test_the_example_of_the_manual_gives_its_json() -> None:
    # leaders: (88 + 90.5 + 85.5 + 16 × 88) / 19 = 1672 / 19 = 88; one 不了解 stays out
    # review:  88 × 25% + 85 × 25% + 90 × 50% = 22 + 21.25 + 45 = 88.25
    # total:   92 × 30% + 88.25 × 70% = 27.6 + 61.775 = 89.375 → 89.38
    scheme_id, case = read_case((CASES / "qidong.json").read_text(encoding="utf-8"))
    found = result_to_json(score(load_scheme(scheme_id), case))
    assert list(found) == ["scheme", "vetoed", "nodes", "items", "rules", "explain"]
    assert (found["scheme"], found["vetoed"], found["items"]) == ("qidong-2015", False, {})
    assert found["nodes"]["review"] == {"exact": "88.25", "shown": "88.25", "passed": None}
    assert found["nodes"]["total"] == {"exact": "89.375", "shown": "89.38", "passed": None}
    assert found["nodes"]["daily"] == {"exact": "92", "shown": "92.00", "passed": None}
    assert found["nodes"]["leaders"]["ballots"] == {
        "issued": 20,
        "returned": 20,
        "void": 0,
        "valid": 20,
        "scored": 19,
        "unknown": 1,
        "abstain": 0,
        "bands": {"满意": 19, "基本满意": 0, "不满意": 0, "不了解": 1},
        "satisfied": {"ballots": 19, "of_valid": 20, "rate": "95.00%"},
    }
    assert found["rules"]["unknown"] == "exclude"
    assert found["rules"]["rounding"] == "half-up"
    assert found["rules"]["digits"] == 2
    assert found["explain"][-1] == (
        "站所创建评比得分 = 日常考核 92 × 30% + 民主评议 88.25 × 70% = 27.6 + 61.775 = 89.375，保留2位小数得 89.38"
    )
    assert json.loads(json.dumps(found)) == found


def test_every_node_and_group_is_explained_before_what_is_built_on_it() -> None:
    lines = scored("92", "88", "85", "90").explain
    assert lines == (
        "日常考核 = 92，保留2位小数得 92.00",
        "党政领导班子 = 分数合计 88 ÷ 计分票 1 张 = 88",
        "党代表、人大代表、政协委员、机关干部、老干部代表、村干部 = 分数合计 85 ÷ 计分票 1 张 = 85",
        "外商、民营企业主、个体工商户、普通群众 = 分数合计 90 ÷ 计分票 1 张 = 90",
        "民主评议 = 党政领导班子 88 × 25% + 党代表、人大代表、政协委员、机关干部、老干部代表、村干部 85 × 25% + "
        "外商、民营企业主、个体工商户、普通群众 90 × 50% = 22 + 21.25 + 45 = 88.25，保留2位小数得 88.25",
        "站所创建评比得分 = 日常考核 92 × 30% + 民主评议 88.25 × 70% = 27.6 + 61.775 = 89.375，保留2位小数得 89.38",
    )
    assert not any("满意率" in line for line in lines)


@pytest.mark.parametrize(
    ("daily", "groups", "rules", "review", "exact", "shown"),
    [
        # 92 × .25 + 88.5 × .25 + 90.25 × .5 = 90.25; 95 × .3 + 90.25 × .7 = 91.675; binary floats print 91.67
        ("95", ("92", "88.5", "90.25"), {}, "90.25", "91.675", "91.68"),
        # 90 × .3 + 90.25 × .7 = 90.175; the digit before the half is odd: both ways go up
        ("90", ("92", "88.5", "90.25"), {"rounding": "half-even"}, "90.25", "90.175", "90.18"),
        # 90.125 × .3 + 90.125 × .7 = 90.125; the digit before the half is even: the two ways part
        ("90.125", ("90.125", "90.125", "90.125"), {}, "90.125", "90.125", "90.13"),
        ("90.125", ("90.125", "90.125", "90.125"), {"rounding": "half-even"}, "90.125", "90.125", "90.12"),
        # 93.5 × .3 + 90.505 × .7 = 28.05 + 63.3535 = 91.4035 → 91.40; rounding 90.505 to 90.51 first would give 91.41
        ("93.5", ("90.505", "90.505", "90.505"), {}, "90.505", "91.4035", "91.40"),
        ("93.5", ("90.505", "90.505", "90.505"), {"digits": 0}, "90.505", "91.4035", "91"),
        ("93.5", ("90.505", "90.505", "90.505"), {"digits": "4"}, "90.505", "91.4035", "91.4035"),
        ("100", ("100", "100", "100"), {}, "100", "100", "100.00"),
        ("0", ("0", "0", "0"), {}, "0", "0", "0.00"),
        ("0", ("0", "0", "0.01"), {}, "0.005", "0.0035", "0.00"),
    ],
)
def test_a_total_is_exact_and_rounded_once(
    daily: str, groups: tuple[str, str, str], rules: dict[str, Any], review: str, exact: str, shown: str
) -> None:
    result = scored(daily, *groups, **rules)
    assert result.node("review").exact == Fraction(review)
    assert result.node("total").exact == Fraction(exact)
    assert result.node("total").shown == shown


def test_a_mean_of_three_ballots_is_kept_as_a_fraction() -> None:
    # leaders 265 / 3; review 265 / 12 + 25 + 50 = 1165 / 12; total 30 + 1165 / 12 × 7 / 10 = 2351 / 24 = 97.958333…
    result = with_leaders({"scores": ["88", "88", "89"]})
    found = result_to_json(result)["nodes"]
    assert found["leaders"]["exact"] == "88.33333333333333333333333333"
    assert found["leaders"]["fraction"] == "265/3"
    assert found["total"] == {
        "exact": "97.95833333333333333333333333",
        "fraction": "2351/24",
        "shown": "97.96",
        "passed": None,
    }
    assert "÷ 计分票 3 张 = 88.333333…" in result.explain[1]


def test_a_third_of_the_ballots_short_of_a_half_is_not_rounded_up_early() -> None:
    # (90 + 90 + 90.01) / 3 = 90.00333…; four digits show where it stops
    assert with_leaders({"scores": ["90", "90", "90.01"]}, digits=4).node("review").shown == "97.5008"


@pytest.mark.parametrize(("rule", "mark"), [("unknown", "unknown"), ("abstain", "abstain")])
def test_unknown_and_abstaining_ballots_stand_outside_the_mean_or_count_as_zero(rule: str, mark: str) -> None:
    # one ballot of 90 and one without a score: 90 / 1 = 90, or (90 + 0) / 2 = 45
    group: dict[str, object] = {"scores": [90], mark: 1}
    assert with_leaders(group).node("review").groups[0].mean == 90
    zeroed = with_leaders(group, **{rule: "zero"})
    assert zeroed.node("review").groups[0].mean == 45
    assert zeroed.node("review").groups[0].explain == (
        f"党政领导班子 = 分数合计 90 ÷ 计分票 2 张 = 45，{'弃权' if mark == 'abstain' else '不了解'} 1 张按 0 分计入",
    )


def test_each_kind_of_ballot_is_counted_apart() -> None:
    group = {"issued": 12, "returned": 10, "void": 2, "unknown": 1, "abstain": 1, "scores": [100, 80, 79, 60, 59, 0]}
    found = with_leaders(group).node("review").groups[0]
    assert (found.issued, found.returned, found.void, found.valid) == (12, 10, 2, 8)
    assert (found.scored, found.unknown, found.abstained, found.counted) == (6, 1, 1, 6)
    assert found.bands == (("满意", 2), ("基本满意", 2), ("不满意", 2), ("不了解", 1))
    # (100 + 80 + 79 + 60 + 59 + 0) / 6 = 378 / 6 = 63; the share of satisfied ballots is 4 / 8
    assert (found.mean, found.satisfied, found.rate) == (Fraction(63), 4, "50.00%")


@pytest.mark.parametrize(
    ("choice", "bands"),
    [("lower", {"满意": 0, "基本满意": 1, "不满意": 1}), ("upper", {"满意": 1, "基本满意": 1, "不满意": 0})],
)
def test_a_score_between_two_grades_goes_where_the_rule_says(choice: str, bands: dict[str, int]) -> None:
    result = with_leaders({"scores": ["79.5", "59.9"]}, band_gap=choice)
    found = dict(result.node("review").groups[0].bands)
    assert {name: found[name] for name in bands} == bands
    assert result.node("review").groups[0].mean == Fraction("69.7")


def test_a_score_between_two_grades_can_be_refused() -> None:
    with pytest.raises(errors.ScoreInGap, match="“党政领导班子”的分数 79.5 落在“基本满意”与“满意”之间"):
        with_leaders({"scores": ["79.5"]}, band_gap="refuse")


def test_identities_may_be_averaged_first() -> None:
    # three 外商 at 90 and one 普通群众 at 70: ballots (270 + 70) / 4 = 85; identities (90 + 70) / 2 = 80
    public = {"scores": {"外商": [90, 90, 90], "普通群众": [70]}}
    data = {
        "scheme": "qidong-2015",
        "values": {"daily": 100},
        "ballots": {"leaders": {"scores": {"党政领导班子": [100]}}, "public": public},
    }
    data["ballots"]["representatives"] = {"scores": {"党代表": [100]}, "unknown": {"村干部": 1}}  # type: ignore[index]
    pooled = score(QIDONG, case_from_json(data)[1])
    apart = score(QIDONG, case_from_json({**data, "rules": {"pooling": "identity"}})[1])
    assert (pooled.node("review").groups[2].mean, apart.node("review").groups[2].mean) == (Fraction(85), Fraction(80))
    # with 不了解 as zero: 党代表 100, 村干部 0, so (100 + 0) / 2 = 50
    zero = score(QIDONG, case_from_json({**data, "rules": {"pooling": "identity", "unknown": "zero"}})[1])
    assert zero.node("review").groups[1].mean == 50
    assert "÷ 2 类身份 = 80（外商 分数合计 270 ÷ 计分票 3 张 = 90；普通群众" in "".join(apart.explain)


def test_several_daily_assessments_are_averaged_or_the_last_one_is_taken() -> None:
    # (90 + 91 + 95) / 3 = 92
    assert scored_daily(["90", "91", "95"]) == 92
    assert scored_daily(["90", "91", "95"], several="last") == 95


def scored_daily(values: list[str], **rules: object) -> Fraction | None:
    _, case = case_from_json({"scheme": "qidong-2015", "values": {"daily": values}, "rules": rules})
    return attempt(QIDONG, case).node("daily").exact


def test_the_weight_of_an_empty_group_is_given_away_when_the_rule_says_so() -> None:
    # leaders empty: representatives 25 / 75 and public 50 / 75 of the review: 75 × 1/3 + 90 × 2/3 = 85
    data = {
        "scheme": "qidong-2015",
        "values": {"daily": 80},
        "ballots": {"leaders": {"unknown": 3}, "representatives": {"scores": [75]}, "public": {"scores": [90]}},
        "rules": {"empty_group": "redistribute"},
    }
    result = score(QIDONG, case_from_json(data)[1])
    assert result.node("review").exact == 85
    # 80 × 30% + 85 × 70% = 24 + 59.5
    assert result.node("total").shown == "83.50"
    assert sum(group.weight for group in result.node("review").groups) == 100
    assert "权重已按比例分给其他组别" in "".join(result.explain)


def test_a_review_of_only_empty_groups_cannot_give_its_weights_away() -> None:
    empty = {key: {"unknown": 1} for key in ("leaders", "representatives", "public")}
    data = {"scheme": "qidong-2015", "values": {"daily": 1}, "ballots": empty, "rules": {"empty_group": "redistribute"}}
    with pytest.raises(errors.EmptyGroup):
        score(QIDONG, case_from_json(data)[1])


@pytest.mark.parametrize(
    ("group", "error", "words"),
    [
        ({"scores": []}, errors.EmptyGroup, "“党政领导班子”（leaders）没有可以计分的评议票"),
        ({"unknown": 3}, errors.EmptyGroup, "leaders"),
        (
            {"scores": ["100.01"]},
            errors.ScoreOutOfRange,
            "“党政领导班子”（leaders）的分数 100.01 超出范围，应在 0 到 100",
        ),
        ({"scores": ["-1"]}, errors.ScoreOutOfRange, "-1"),
        ({"issued": 1, "returned": 2, "scores": [80, 90]}, errors.ReturnedMoreThanIssued, "收回 2 张，多于发出的 1 张"),
        ({"issued": 1, "scores": [80, 90]}, errors.ReturnedMoreThanIssued, "收回 2 张，多于发出的 1 张"),
        ({"returned": 4, "void": 1, "scores": [80, 90]}, errors.CountsDisagree, "收回 4 张.*是 3 张"),
        ({"returned": 2, "scores": [80, 90], "unknown": 1}, errors.CountsDisagree, "收回 2 张.*3 张"),
        ({"void": -1, "scores": [80]}, errors.NegativeCount, "“ballots.leaders.void”是 -1，不能小于 0"),
        ({"unknown": -1, "scores": [80]}, errors.NegativeCount, "unknown"),
        ({"void": 1.5, "scores": [80]}, errors.NotWhole, "“ballots.leaders.void”的“1.5”不是票数"),
        ({"scores": ["优秀"]}, errors.NotANumber, "“ballots.leaders.scores”的“优秀”不是数字"),
        ({"scores": [True]}, errors.NotANumber, "True"),
        ({"scores": [None]}, errors.NotANumber, "None"),
        ({"scores": ["1e1"]}, errors.NotANumber, "1e1"),
        ({"scores": [float("nan")]}, errors.NotANumber, "nan"),
        ({"scores": [Decimal("1e999999999")]}, errors.NotANumber, "不是数字"),
        ({"scores": "88"}, errors.BadCase, "ballots.leaders.scores”写法不对，应为分数的列表"),
        ({"score": [88]}, errors.UnknownPart, "“ballots.leaders.score”，可以写：issued"),
        ({"scores": {"外商": [88]}}, errors.UnknownIdentity, "“党政领导班子”“外商”不是该组的身份类别"),
        ([88], errors.BadCase, "“ballots.leaders”写法不对"),
    ],
)
def test_ballots_that_cannot_be_counted_are_refused_by_group(
    group: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        with_leaders(group)
    assert caught.type is error


def test_a_ballot_without_identity_is_refused_when_identities_are_averaged() -> None:
    with pytest.raises(errors.UnknownIdentity, match="“党政领导班子”有票没有写身份类别"):
        with_leaders({"scores": [88]}, pooling="identity")


def test_negative_counts_in_a_case_of_values_are_refused() -> None:
    case = Case(values={"daily": (Decimal(90),)}, ballots={"leaders": GroupBallots((Ballot(Decimal(1)),), issued=-1)})
    with pytest.raises(errors.NegativeCount, match="“党政领导班子”的发出票数是 -1"):
        score(QIDONG, case)


@pytest.mark.parametrize(
    ("swap", "error", "words"),
    [
        ({"values": {}}, errors.MissingScore, "“日常考核”（daily）还没有得分"),
        ({"values": {"daily": "101"}}, errors.ScoreOutOfRange, "“日常考核”（daily）的分数 101"),
        ({"values": {"daily": ""}}, errors.NotANumber, "values.daily"),
        ({"values": {"daily": [], "weekly": 3}}, errors.UnknownNode, "没有分值“weekly”，现有：daily"),
        ({"values": {"review": 90}}, errors.UnknownNode, "review"),
        ({"surveys": {"inspection": 88}}, errors.UnknownNode, "没有测评“inspection”，现有：无"),
        ({"checks": {"counter": {}}}, errors.UnknownNode, "没有检查表“counter”"),
        ({"ballots": {}}, errors.MissingScore, "“民主评议”（review）还没有得分"),
        ({"ballots": {"leaders": {"scores": [90]}}}, errors.EmptyGroup, "representatives"),
        ({"ballots": {"villagers": {"scores": [90]}}}, errors.UnknownNode, "没有组别“villagers”，现有：leaders"),
        ({"rules": {"colour": "red"}}, UnknownRule, "没有名为“colour”的计分规则"),
        ({"rules": {"digits": 5}}, BadRuleValue, "“digits”.*不能设为“5”"),
        ({"rules": {"rounding": "down"}}, BadRuleValue, "half-up、half-even"),
        ({"rules": {"digits": True}}, errors.BadCase, "rules.digits"),
        ({"rules": []}, errors.BadCase, "“rules”写法不对"),
        ({"scheme": 3}, errors.BadCase, "“scheme”写法不对，应为方案编号"),
        ({"vales": {}}, errors.UnknownPart, "不认识“vales”，可以写：scheme、values"),
    ],
)
def test_a_case_that_cannot_be_scored_names_what_is_wrong(
    swap: dict[str, object], error: type[Exception], words: str
) -> None:
    data: dict[str, object] = {
        "scheme": "qidong-2015",
        "values": {"daily": "92"},
        "ballots": {key: {"scores": ["90"]} for key in ("leaders", "representatives", "public")},
    }
    assert score(QIDONG, case_from_json(data)[1]).node("total").exact is not None
    with pytest.raises(error, match=words) as caught:
        score(QIDONG, case_from_json({**data, **swap})[1])
    assert caught.type is error


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "第 1 行"),
        ('{"scheme": "qidong-2015",}', "正确的 JSON"),
        ("[]", "计分数据"),
        ('{"scheme": "a", "scheme": "b"}', "“scheme”写法不对，应为只写一次的键"),
    ],
)
def test_a_text_that_is_no_case_is_refused(text: str, words: str) -> None:
    with pytest.raises(errors.BadCase, match=words):
        read_case(text)


def test_json_numbers_are_never_read_as_binary_floats() -> None:
    _, case = read_case('{"scheme": "qidong-2015", "values": {"daily": 91.675}}')
    assert case.values["daily"] == (Decimal("91.675"),)


def test_full_width_digits_are_numbers() -> None:
    _, case = read_case('{"scheme": "qidong-2015", "values": {"daily": "９１．５"}}')
    assert case.values["daily"] == (Decimal("91.5"),)


def test_a_result_carries_only_the_rules_that_can_matter() -> None:
    rules = result_to_json(scored("92", "88", "85", "90"))["rules"]
    assert rules == {
        "unknown": "exclude",
        "abstain": "exclude",
        "void": "exclude",
        "empty_group": "refuse",
        "band_gap": "lower",
        "pooling": "ballot",
        "several": "mean",
        "rounding": "half-up",
        "rounding_place": "end",
        "digits": 2,
    }


def test_a_node_that_does_not_exist_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="weekly"):
        scored("92", "88", "85", "90").node("weekly")
