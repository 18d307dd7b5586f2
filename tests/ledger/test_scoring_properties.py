"""What holds for every case: range, order, monotony, and exactness against plain fractions."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.schemes.load import load_scheme
from ledger.scoring import Case, Result, case_from_json, read_case, result_to_json, score
from ledger.scoring.numbers import plain, rounded, said, terminates

QIDONG = load_scheme("qidong-2015")
WEIGHTS = {"leaders": 25, "representatives": 25, "public": 50}
MARKS = st.decimals(min_value=0, max_value=100, places=2)
GROUP = st.lists(MARKS, min_size=1, max_size=7)
BALLOTS = st.fixed_dictionaries({key: GROUP for key in WEIGHTS})
FRACTIONS = st.fractions(min_value=0, max_value=100, max_denominator=997)


def case_of(daily: Decimal, ballots: dict[str, list[Decimal]]) -> Case:
    groups = {key: {"scores": [str(mark) for mark in marks]} for key, marks in ballots.items()}
    return case_from_json({"scheme": "qidong-2015", "values": {"daily": str(daily)}, "ballots": groups})[1]


def total(result: Result) -> Fraction:
    exact = result.node("total").exact
    assert exact is not None
    return exact


@settings(max_examples=60)
@given(MARKS, BALLOTS)
def test_a_total_equals_the_formula_in_plain_fractions(daily: Decimal, ballots: dict[str, list[Decimal]]) -> None:
    review = sum(
        Fraction(WEIGHTS[key], 100) * sum(map(Fraction, marks), Fraction(0)) / len(marks)
        for key, marks in ballots.items()
    )
    found = total(score(QIDONG, case_of(daily, ballots)))
    assert found == Fraction(3, 10) * Fraction(daily) + Fraction(7, 10) * review
    assert 0 <= found <= 100


@settings(max_examples=40)
@given(MARKS, BALLOTS, st.sampled_from(sorted(WEIGHTS)), MARKS)
def test_a_better_ballot_never_lowers_the_total(
    daily: Decimal, ballots: dict[str, list[Decimal]], group: str, mark: Decimal
) -> None:
    better = {**ballots, group: [max(ballots[group][0], mark), *ballots[group][1:]]}
    assert total(score(QIDONG, case_of(daily, better))) >= total(score(QIDONG, case_of(daily, ballots)))


@settings(max_examples=40)
@given(MARKS, BALLOTS)
def test_the_order_of_groups_and_ballots_does_not_matter(daily: Decimal, ballots: dict[str, list[Decimal]]) -> None:
    turned = {key: ballots[key][::-1] for key in reversed(ballots)}
    first = result_to_json(score(QIDONG, case_of(daily, ballots)))
    assert result_to_json(score(QIDONG, case_of(daily, turned))) == first
    nodes = tuple(replace(node, groups=node.groups[::-1]) for node in QIDONG.nodes[::-1])
    assert total(score(replace(QIDONG, nodes=nodes), case_of(daily, turned))) == Fraction(
        first["nodes"]["total"].get("fraction", first["nodes"]["total"]["exact"])
    )


@settings(max_examples=40)
@given(MARKS, BALLOTS)
def test_a_result_says_its_exact_score_without_loss(daily: Decimal, ballots: dict[str, list[Decimal]]) -> None:
    result = score(QIDONG, case_of(daily, ballots))
    node = json.loads(json.dumps(result_to_json(result)))["nodes"]["total"]
    assert Fraction(node.get("fraction", node["exact"])) == total(result)


@given(MARKS, BALLOTS)
@settings(max_examples=40)
def test_a_case_is_the_same_from_text_and_from_numbers(daily: Decimal, ballots: dict[str, list[Decimal]]) -> None:
    groups = ", ".join(f'"{key}": {{"scores": [{", ".join(map(str, marks))}]}}' for key, marks in ballots.items())
    text = f'{{"scheme": "qidong-2015", "values": {{"daily": {daily}}}, "ballots": {{{groups}}}}}'
    assert read_case(text) == ("qidong-2015", case_of(daily, ballots))


@given(st.decimals(min_value=0, max_value=100, places=6), st.integers(0, 4))
def test_rounding_agrees_with_decimal(value: Decimal, digits: int) -> None:
    for mode, reference in (("half-up", ROUND_HALF_UP), ("half-even", ROUND_HALF_EVEN)):
        assert rounded(Fraction(value), digits, mode) == f"{value.quantize(Decimal(1).scaleb(-digits), reference):f}"


@given(FRACTIONS)
def test_a_fraction_is_written_in_full_or_to_28_digits(value: Fraction) -> None:
    with localcontext(prec=28, rounding=ROUND_HALF_UP):
        nearest = Decimal(value.numerator) / Decimal(value.denominator)
    assert Fraction(plain(value)) == (value if terminates(value) else Fraction(nearest))


@given(FRACTIONS)
def test_an_explanation_never_says_more_than_the_number(value: Fraction) -> None:
    text = said(value)
    if text.endswith("…"):
        assert 0 < value - Fraction(text[:-1]) < Fraction(1, 10**6)
    else:
        assert Fraction(text) == value
