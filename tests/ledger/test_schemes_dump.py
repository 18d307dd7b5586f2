"""A scheme written as TOML is the same scheme when it is read again."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.schemes.changes import change
from ledger.schemes.dump import number, tables_of, text_from, text_of
from ledger.schemes.load import load_scheme, read_scheme, scheme_text, shipped
from ledger.schemes.model import Scheme, Standard
from ledger.schemes.provisions import Lost, Target, WordList

AT = dt.datetime(2015, 10, 8, 9, 30)
QIDONG = load_scheme("qidong-2015")
CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
WORDS = st.text(CHARACTERS, min_size=1, max_size=30).map(str.strip).filter(bool)
NUMBERS = st.decimals(0, 1000, allow_nan=False, allow_infinity=False, places=4)


def again(scheme: Scheme) -> Scheme:
    return read_scheme(text_of(scheme), scheme.year)


@pytest.mark.parametrize("scheme_id", shipped())
def test_every_shipped_scheme_comes_back_the_same(scheme_id: str) -> None:
    scheme = load_scheme(scheme_id)
    assert again(scheme) == scheme
    assert text_of(again(scheme)) == text_of(scheme)


@pytest.mark.parametrize("scheme_id", shipped())
def test_no_key_of_a_shipped_file_is_lost_or_added(scheme_id: str) -> None:
    written = set(tomllib.loads(text_of(load_scheme(scheme_id))))
    assert written == set(tomllib.loads(scheme_text(scheme_id)))


@given(st.lists(st.tuples(WORDS, WORDS), max_size=5), NUMBERS, WORDS)
def test_any_words_and_numbers_come_back_exactly(pairs: list[tuple[str, str]], value: Decimal, words: str) -> None:
    lists = tuple(WordList(str(place), name, (each,)) for place, (name, each) in enumerate(pairs))
    standards = tuple(Standard(str(place), name, (each, each)) for place, (name, each) in enumerate(pairs))
    targets = (Target("t", words, "=", value, unit=words),)
    lost = tuple(Lost(name, each) for name, each in pairs)
    provisions = replace(QIDONG.provisions, lists=lists, targets=targets, lost=lost)
    scheme = replace(QIDONG, name=words, standards=standards, provisions=provisions)
    assert again(scheme) == scheme


@given(NUMBERS.filter(lambda value: value <= 100), st.sampled_from(["exclude", "zero"]), st.integers(0, 4))
def test_the_weights_and_rules_in_force_are_written(daily: Decimal, unknown: str, digits: int) -> None:
    weights = {"weight.total.daily": f"{daily:f}", "weight.total.review": f"{100 - daily:f}"}
    rules = {"rule.unknown": unknown, "rule.digits": str(digits)}
    changed, _ = change(QIDONG, {**weights, **rules}, reason="答复", who="", at=AT)
    read = again(changed)
    assert [part.weight for part in read.node("total").parts] == [daily, 100 - daily]
    assert (read.rule("unknown"), read.rule("digits")) == (unknown, str(digits))
    assert read.nodes == changed.nodes


def test_a_changed_rule_is_the_own_rule_of_the_text() -> None:
    changed, _ = change(QIDONG, {"rule.rounding": "half-even"}, reason="答复", who="", at=AT)
    rule = next(each for each in again(changed).rules if each.key == "rounding")
    assert (rule.value, rule.default) == ("half-even", "half-even")


def test_numbers_are_written_as_a_person_writes_them() -> None:
    assert [number(Decimal(text)) for text in ("50", "50.0", "0", "1E+2")] == [50, 50, 0, 100]
    assert number(Decimal("0.5")) == Decimal("0.5") and number(None) is None


def test_what_is_no_table_comes_before_the_tables() -> None:
    text = text_from({"id": "x", "required": [{"key": "a", "proves": "长" * 200}], "goals": ["甲"]})
    assert tomllib.loads(text) == {"id": "x", "required": [{"key": "a", "proves": "长" * 200}], "goals": ["甲"]}
    assert text.index("goals") < text.index("# ---- 必备资料 ----") < text.index("[[required]]")


def test_the_order_of_the_house_is_kept() -> None:
    assert list(tables_of(QIDONG))[:4] == ["id", "name", "basis", "year"]
    assert list(tables_of(QIDONG)["required"][0])[:4] == ["key", "name", "stage", "kind"]
