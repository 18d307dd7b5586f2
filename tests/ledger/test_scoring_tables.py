"""Check tables, surveys, thresholds and vetoes on a small table with every way of deducting."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from ledger.schemes.load import read_scheme
from ledger.schemes.rules import rules_that_matter
from ledger.scoring import ItemResult, Result, case_from_json, errors, read_case, result_to_json, score

DATA = Path(__file__).parent.parent / "data"
COUNTER = read_scheme((DATA / "counter-small.toml").read_text(encoding="utf-8"))


def checked(items: dict[str, list[object]], **rules: object) -> Result:
    return score(COUNTER, case_from_json({"scheme": "counter-small", "checks": {"counter": items}, "rules": rules})[1])


def item(no: str, values: list[object], **rules: object) -> ItemResult:
    return next(each for each in checked({no: values}, **rules).node("counter").items if each.no == no)


def surveyed(inspection: str, third_party: str, **rules: object) -> Result:
    surveys = {"inspection": inspection, "third_party": third_party}
    return score(COUNTER, case_from_json({"scheme": "counter-small", "surveys": surveys, "rules": rules})[1])


def test_the_example_of_the_manual_gives_its_items() -> None:
    # 3.1: 3 − 0.5 × 2 − 0.5 × 1 = 1.5;  8.2: 10 − 1 × (85 − 82) = 7;  others full: 2 + 3 + 1.5 + 4 + 5 + 7 = 22.5
    # model: 88 × 40% + 92 × 60% = 35.2 + 55.2 = 90.4 ≥ 90
    _, case = read_case((DATA / "cases" / "counter.json").read_text(encoding="utf-8"))
    found = result_to_json(score(COUNTER, case))
    assert found["items"]["3.1"] == {"full": "3", "score": "1.5"}
    assert found["items"]["8.2"] == {"full": "10", "score": "7"}
    assert found["items"]["2.0"] == {"full": None, "score": None}
    assert found["nodes"]["counter"] == {"exact": "22.5", "shown": "22.5", "passed": None}
    assert found["nodes"]["model"] == {"exact": "90.4", "shown": "90.4", "passed": True}
    assert found["nodes"]["satisfaction"]["exact"] is None
    assert "3.1 对外公布资料 = 3 － 0.5 × 2 － 0.5 × 1 = 1.5" in found["explain"]
    assert (
        "示范窗口 = 综合检查 88 × 40% + 第三方测评 92 × 60% = 35.2 + 55.2 = 90.4，保留1位小数得 90.4，达到达标线 90"
        in found["explain"]
    )


@pytest.mark.parametrize(
    ("no", "values", "left"),
    [
        ("1.1", [0, 0], "2"),
        ("1.1", [1, 0], "1"),  # missing: 2 − 1
        ("1.1", [1, 1], "0"),
        ("2.1", [1, 0], "1"),  # flat: 3 − 2
        ("2.1", [4, 0], "1"),  # flat is taken once
        ("2.1", [True, False], "1"),
        ("3.1", [1, 0, 0], "2.5"),  # each: 3 − 0.5
        ("3.1", [2, 2, 1], "0.5"),
        ("3.1", [9, 0, 0], "0"),  # 3 − 4.5 stops at 0
        ("6.3", [1, 0, False], "3"),
        ("6.3", [0, 1, False], "2"),  # place: 4 − 2
        ("6.3", [0, 3, False], "0"),
        ("6.3", [0, 0, True], "0"),  # zero takes the whole item
        ("8.1", ["100"], "5"),
        ("8.1", ["105.5"], "5"),
        ("8.1", ["97.5"], "2.5"),  # pp: 5 − 2.5
        ("8.1", ["97.5%"], "2.5"),
        ("8.1", [90], "0"),
        ("8.2", ["82", False, 0], "7"),
        ("8.2", ["85", False, 3], "10"),  # the source writes no deduction for complaints
        ("8.2", ["85", True, 0], "0"),
    ],
)
def test_an_item_keeps_what_its_failings_leave(no: str, values: list[object], left: str) -> None:
    assert item(no, values).score == Fraction(left)


@pytest.mark.parametrize(("choice", "left"), [("exact", Fraction("2.5")), ("up", Fraction(2)), ("down", Fraction(3))])
def test_part_of_a_percentage_point_counts_as_the_rule_says(choice: str, left: Fraction) -> None:
    assert item("8.1", ["97.5"], pp_fraction=choice).score == left


def test_a_row_may_be_deducted_once_only_but_places_are_always_counted() -> None:
    assert item("3.1", [2, 2, 1], check_count="row").score == Fraction("1.5")
    assert item("1.1", [2, 0], check_count="row").score == 1
    assert item("6.3", [2, 1, False], check_count="row").score == 1
    assert item("6.3", [0, 2, False], check_count="row").score == 0


def test_items_that_are_not_listed_lose_nothing_or_are_refused() -> None:
    assert checked({}).node("counter").exact == 27
    assert "没有登记、按不扣分计的项目：1.1、2.0" in "".join(checked({}).explain)
    with pytest.raises(errors.UnlistedItem, match="项目 1.1 没有登记结果"):
        checked({"3.1": [0, 0, 0]}, unlisted="refuse")


def test_a_veto_spreads_over_the_whole_table_and_leaves_the_arithmetic() -> None:
    result = checked({"2.0": [True], "3.1": [1, 0, 0]})
    assert (result.vetoed, result.node("counter").vetoed, result.node("counter").exact) == (
        True,
        True,
        Fraction("26.5"),
    )
    found = result_to_json(result)
    assert found["vetoed"] is True
    assert found["items"]["2.0"] == {"full": None, "score": None, "vetoed": True}
    assert found["nodes"]["counter"]["vetoed"] is True
    assert "2.0 店招和局名牌：不合格，一票否决" in found["explain"]
    assert found["explain"][-1].endswith("有一票否决项，不合格")


def test_a_veto_spreads_to_everything_that_depends_on_the_table() -> None:
    text = (DATA / "counter-small.toml").read_text(encoding="utf-8")
    text = text.replace('kind = "survey"', 'kind = "table"\ntable = "counter"', 1)
    text = text.replace("full = 27", "full = 100").replace("full = 10\n", "full = 83\n", 1)
    scheme = read_scheme(text)
    data = {"scheme": "x", "checks": {"counter": {"2.0": [True]}}, "surveys": {"third_party": 95}}
    result = score(scheme, case_from_json(data)[1])
    # 100 × 40% + 95 × 60% = 97, over 90, and yet not passed
    assert (result.node("model").exact, result.node("model").vetoed, result.node("model").passed) == (
        Fraction(97),
        True,
        False,
    )
    assert not result.node("third_party").vetoed


def test_a_veto_point_that_holds_vetoes_nothing() -> None:
    assert checked({"2.0": [False]}).vetoed is False


@pytest.mark.parametrize(
    ("inspection", "third_party", "rules", "passed"),
    [
        ("90", "90", {}, True),
        ("89.99", "90", {}, False),  # 89.996 is under 90 although it shows as 90.00
        ("89.99", "90", {"threshold_value": "shown"}, True),
        ("85", "93.3", {}, False),  # 34 + 55.98 = 89.98
        ("85", "93.4", {}, True),  # 34 + 56.04 = 90.04
    ],
)
def test_a_threshold_is_held_against_the_exact_score(
    inspection: str, third_party: str, rules: dict[str, object], passed: bool
) -> None:
    assert surveyed(inspection, third_party, **rules).node("model").passed is passed


def test_a_survey_done_twice_is_averaged() -> None:
    data = {"scheme": "counter-small", "surveys": {"satisfaction": ["85", "88"]}}
    node = score(COUNTER, case_from_json(data)[1]).node("satisfaction")
    assert (node.exact, node.passed) == (Fraction("86.5"), True)


@pytest.mark.parametrize(
    ("items", "error", "words"),
    [
        ({"9.9": [1]}, errors.UnknownItem, "检查表“营业检查表”中没有项目“9.9”，现有：1.1"),
        ({"3.1": [1, 2]}, errors.WrongNumberOfValues, "项目 3.1 有 3 条要点，却给了 2 个值"),
        ({"3.1": [1, 2, 3, 4]}, errors.WrongNumberOfValues, "却给了 4 个值"),
        ({"3.1": [-1, 0, 0]}, errors.NegativeCount, "项目 3.1 第 1 条要点是 -1"),
        ({"3.1": [0, 1.5, 0]}, errors.WrongCheckValue, "项目 3.1 第 2 条要点的值不对，应为次数"),
        ({"3.1": [0, 0, True]}, errors.WrongCheckValue, "第 3 条要点"),
        ({"3.1": [0, 0, "2%"]}, errors.WrongCheckValue, "第 3 条要点"),
        ({"2.0": [1]}, errors.WrongCheckValue, "项目 2.0 第 1 条要点的值不对，应为是或否"),
        ({"8.1": [True]}, errors.WrongCheckValue, "应为实际达到的百分数"),
        ({"8.1": [-3]}, errors.WrongCheckValue, "不小于 0 的百分数"),
        ({"8.1": ["许多"]}, errors.NotANumber, "“checks.counter.8.1”的“许多”"),
        ({"8.1": [None]}, errors.NotANumber, "None"),
        ({"8.1": 97}, errors.BadCase, "checks.counter.8.1"),
    ],
)
def test_a_check_that_cannot_be_read_names_table_and_item(
    items: dict[str, list[object]], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        checked(items)
    assert caught.type is error


def test_a_result_for_which_half_the_inputs_are_given_is_refused() -> None:
    with pytest.raises(errors.MissingScore, match="“第三方测评”（third_party）"):
        score(
            COUNTER, case_from_json({"scheme": "counter-small", "surveys": {"inspection": 88, "satisfaction": 90}})[1]
        )


def test_a_case_with_nothing_in_it_is_refused() -> None:
    with pytest.raises(errors.MissingScore, match="counter"):
        score(COUNTER, case_from_json({"scheme": "counter-small"})[1])


def test_the_rules_of_tables_and_thresholds_are_printed_for_a_scheme_with_them() -> None:
    keys = {rule.key for rule in rules_that_matter(COUNTER)}
    assert {"check_count", "pp_fraction", "unlisted", "threshold_value", "digits"} <= keys
    assert "pooling" not in keys
