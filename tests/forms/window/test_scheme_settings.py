"""Weights and rules: sums are seen while typed, a change needs a reason, is kept in the list, and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from forms.actions import ChangeScheme
from forms.app import App
from forms.screens.scheme_settings import SchemeSettings
from forms.screens.scheme_settings_model import changed, names_of, rules_of, total, weights_of
from forms.screens.stages import Stages
from ledger.schemes.changes import settings
from ledger.schemes.load import load_scheme
from ledger.schemes.rules import rules_that_matter
from tests.forms.window import driving
from tests.forms.window.sheets import cells, settle

DAILY, REVIEW = "weight.total.daily", "weight.total.review"
SCHEME = load_scheme("qidong-2015")


@pytest.fixture
def app(start: Callable[..., App], library: Path) -> App:
    return start(library)


def view_of(app: App) -> SchemeSettings:
    page = app.go("stages")
    assert isinstance(page, Stages)
    page.take("rules")
    settle(app)
    assert isinstance(page.front, SchemeSettings)
    return page.front


def said(view: SchemeSettings) -> str:
    """Everything that can be read, without the ends of lines."""
    return "".join(driving.texts(view)).replace("\n", "")


def test_every_weight_and_every_rule_that_matters_can_be_set() -> None:
    weights = {key for part in weights_of(SCHEME) for key, _ in part.weights}
    assert weights == {key for key in settings(SCHEME) if key.startswith("weight.")}
    assert [rule.key for rule in rules_of(SCHEME)] == [f"rule.{rule.key}" for rule in rules_that_matter(SCHEME)]
    fixed = {rule.key for rule in rules_of(SCHEME) if rule.fixed}
    assert fixed == {"rule.void", "rule.rounding_place"}
    digits = next(rule for rule in rules_of(SCHEME) if rule.key == "rule.digits")
    assert (digits.choices["3"], digits.value("3 位"), digits.value("九位")) == ("3 位", "3", "九位")
    assert set(names_of(SCHEME)) == set(settings(SCHEME))


def test_a_scheme_that_asks_for_cases_has_the_rules_of_their_clock_too() -> None:
    asking = load_scheme("one-window-tax")
    keys = [rule.key for rule in rules_of(asking)]
    assert {"rule.clock_start", "rule.on_time_base", "rule.rounding"} <= set(keys)
    assert len(keys) == len(set(keys))


def test_a_weight_written_otherwise_is_no_change() -> None:
    typed = settings(SCHEME)
    assert changed(SCHEME, {**typed, DAILY: "30.0", REVIEW: " 70"}) == {}
    assert changed(SCHEME, {**typed, DAILY: "30.5"}) == {DAILY: "30.5"}
    assert changed(SCHEME, {**typed, DAILY: ""}) == {DAILY: ""}


def test_weights_are_summed_exactly() -> None:
    part = weights_of(SCHEME)[0]
    assert total(part, {DAILY: "33.3", REVIEW: "66.7"}) == Decimal(100)
    assert total(part, {DAILY: "33.3", REVIEW: "七十"}) is None


def test_a_change_needs_weights_of_100_and_a_reason(app: App) -> None:
    view = view_of(app)
    driving.focus(view.weights[DAILY].entry)
    driving.press(app.root, "<Control-a>")
    driving.write(app.root, "40")
    assert "合计 110%，应为 100%" in driving.texts(view)
    assert not view.saving.enabled
    view.weights[REVIEW].edit("60")
    assert view.saving.enabled
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert app.desk.scheme.node("total").parts[0].weight == 30
    assert "要写明理由" in said(view)
    assert driving.focused(app.root) is view.reason.entry
    driving.write(app.root, "镇考核办答复")
    driving.click(driving.button(view, "保存改动"))
    settle(app)
    assert [part.weight for part in app.desk.scheme.node("total").parts] == [40, 60]
    assert [row[1:] for row in cells(view.listing)] == [
        ("“民主评议”的权重", "70% → 60%", "镇考核办答复", "测试员"),
        ("“日常考核”的权重", "30% → 40%", "镇考核办答复", "测试员"),
    ]
    assert not view.dirty
    app.undo()
    settle(app)
    assert [part.weight for part in app.desk.scheme.node("total").parts] == [30, 70]
    assert (view.weights[DAILY].text, view.listing.total) == ("30", 4)


def test_a_rule_is_chosen_by_its_words_and_what_is_no_choice_is_told(app: App) -> None:
    view = view_of(app)
    rule, box = view.rules["rule.unknown"]
    driving.focus(box.inner)
    driving.press(app.root, "<Control-a>")
    driving.write(app.root, "随便")
    driving.press(app.root, "<Tab>")
    view.reason.edit("镇考核办答复")
    view.save()
    settle(app)
    assert app.desk.scheme.rule("unknown") == "exclude"
    assert "不能设为“随便”" in said(view)
    box.put(rule.choices["zero"])
    view.save()
    settle(app)
    assert app.desk.scheme.rule("unknown") == "zero"
    assert cells(view.listing)[0][1:3] == ("“不了解”票", "不计分，也不计入平均的票数 → 按 0 分计入平均")


def test_what_is_typed_stays_when_the_scheme_changes_elsewhere(app: App) -> None:
    view = view_of(app)
    view.weights[DAILY].edit("45")
    app.desk.change(ChangeScheme({"rule.digits": "3"}, "上级要求"))
    settle(app)
    assert view.weights[DAILY].text == "45"
    assert view.listing.total == 1
    driving.click(driving.button(view, "放弃改动"))
    assert (view.weights[DAILY].text, view.rules["rule.digits"][1].typed()) == ("30", "3 位")
    assert not view.dirty
