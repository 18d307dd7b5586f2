"""Changes of weights and rules, each with a reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ledger.errors import InputError
from ledger.schemes import errors
from ledger.schemes.changes import apply_changes, change, setting_name, setting_words, settings
from ledger.schemes.load import load_scheme
from ledger.schemes.rules import RULES, rule_words, rules_that_matter

AT = dt.datetime(2015, 10, 8, 9, 30)
QIDONG = load_scheme("qidong-2015")


def test_weights_changed_together_are_kept_with_old_new_and_reason() -> None:
    values = {"weight.total.daily": "40", "weight.total.review": "60"}
    scheme, made = change(QIDONG, values, reason="镇政府通知", who="内勤", at=AT)
    assert [part.weight for part in scheme.node("total").parts] == [40, 60]
    assert [(each.key, each.old, each.new, each.reason) for each in made] == [
        ("weight.total.daily", "30", "40", "镇政府通知"),
        ("weight.total.review", "70", "60", "镇政府通知"),
    ]
    assert (made[0].who, made[0].at) == ("内勤", AT)


def test_kept_changes_give_the_same_scheme_when_applied_again() -> None:
    values = {"weight.review.leaders": "30", "weight.review.public": "45", "rule.unknown": "zero", "rule.digits": "1"}
    scheme, made = change(QIDONG, values, reason="评议组议定", who="", at=AT)
    assert len(made) == 4
    assert apply_changes(QIDONG, made) == scheme
    assert scheme.rule("unknown") == "zero"
    assert next(rule.default for rule in scheme.rules if rule.key == "unknown") == "exclude"


def test_what_has_the_value_already_is_no_change() -> None:
    assert change(QIDONG, {"weight.total.daily": "30.0"}, reason="复核", who="", at=AT) == (QIDONG, ())


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_change_without_a_reason_is_refused(reason: str) -> None:
    with pytest.raises(errors.EmptyReason, match="必须写明理由"):
        change(QIDONG, {"rule.unknown": "zero"}, reason=reason, who="", at=AT)


@pytest.mark.parametrize(
    ("values", "error", "words"),
    [
        ({"weight.total.daily": "40"}, errors.WeightsNotHundred, "权重之和是 110，不等于 100"),
        ({"weight.total.daily": "-1"}, errors.BadWeight, "不能改为“-1”"),
        ({"weight.total.daily": "101"}, errors.BadWeight, "0 到 100"),
        ({"weight.total.daily": "3e1"}, errors.BadWeight, "3e1"),
        ({"weight.total.weekly": "30"}, errors.UnknownChange, "weight.total.weekly.*weight.total.daily"),
        ({"rule.colour": "red"}, errors.UnknownChange, "rule.colour"),
        ({"rule.unknown": "drop"}, errors.BadRuleValue, "不能设为“drop”.*exclude、zero"),
        ({"rule.void": "zero"}, errors.BadRuleValue, "不能设为“zero”，请从中选一个：exclude"),
    ],
)
def test_a_change_that_cannot_be_is_refused(values: dict[str, str], error: type[InputError], words: str) -> None:
    with pytest.raises(error, match=words):
        change(QIDONG, values, reason="试", who="", at=AT)


def test_kept_changes_whose_weights_no_longer_sum_to_100_are_refused() -> None:
    _, made = change(QIDONG, {"weight.total.daily": "40", "weight.total.review": "60"}, reason="通知", who="", at=AT)
    with pytest.raises(errors.WeightsNotHundred):
        apply_changes(QIDONG, made[:1])


def test_settings_have_names_and_words_for_printing() -> None:
    assert settings(QIDONG)["weight.review.public"] == "50"
    assert setting_name(QIDONG, "weight.review.leaders") == "“民主评议”中“党政领导班子”的权重"
    assert setting_name(QIDONG, "weight.total.daily") == "“站所创建评比得分”中“日常考核”的权重"
    assert setting_name(QIDONG, "rule.unknown") == "计分规则：“不了解”票"
    assert setting_words(QIDONG, "rule.rounding", "half-even") == "四舍六入五成双"
    assert setting_words(QIDONG, "rule.digits", "3") == "3 位"
    assert setting_words(QIDONG, "weight.total.daily", "40") == "40%"


def test_every_rule_has_a_default_among_its_choices_and_words_for_each() -> None:
    for rule in RULES:
        assert rule.value == rule.default
        assert rule_words(rule)
        assert rule.default in (rule.choices or ("2",))
        assert all(rule.choices.values())


def test_a_result_sheet_prints_only_the_rules_that_can_matter() -> None:
    keys = [rule.key for rule in rules_that_matter(QIDONG)]
    assert "unknown" in keys and "rounding_place" in keys
    assert not {"check_count", "pp_fraction", "three_days", "threshold_value"} & set(keys)


def test_a_kept_change_without_a_reason_is_refused() -> None:
    _, made = change(QIDONG, {"rule.unknown": "zero"}, reason="议定", who="", at=AT)
    with pytest.raises(errors.EmptyReason):
        apply_changes(QIDONG, [replace(made[0], reason=" ")])


def test_a_setting_that_does_not_exist_has_no_name() -> None:
    with pytest.raises(errors.UnknownChange, match="weight.total.weekly"):
        setting_name(QIDONG, "weight.total.weekly")
