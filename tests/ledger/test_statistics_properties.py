"""What holds for any ledger: exact, whatever the order; rates lie between 0 and 100; windows sum to the whole."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.records import Record
from ledger.schemes.model import Scheme
from ledger.scoring.numbers import rounded
from ledger.statistics import Period, rates, statement
from tests.ledger.cases import case, ruled
from tests.ledger.snapshots import snapshot

SAMPLE = case("sample")
DAYS = st.dates(dt.date(2015, 6, 1), dt.date(2015, 9, 30))
PERIODS = st.sampled_from([Period.read(words) for words in ("2015-07", "2015-Q3", "2015-H1", "2015", "2014")])
RULES = st.fixed_dictionaries(
    {
        "on_time_base": st.sampled_from(("finished", "received", "due")),
        "finish_base": st.sampled_from(("accepted", "received")),
        "early_base": st.sampled_from(("limited", "finished")),
        "fairly_satisfied": st.sampled_from(("yes", "no")),
        "digits": st.integers(0, 4),
    }
)


@st.composite
def entered(draw: st.DrawFn) -> Record:
    """A case, however odd its days are."""
    ended = draw(st.none() | DAYS)
    results = ("办结", "退办") if ended else ("在办", "不予受理", None)
    values = {
        **SAMPLE.values,
        "number": draw(st.text("0123456789", min_size=1, max_size=4)),
        "received": draw(DAYS),
        "accepted": draw(st.none() | DAYS),
        "papers": draw(st.none() | DAYS),
        "finished": ended,
        "result": draw(st.sampled_from(results)),
        "sort": draw(st.sampled_from(("即办件", "限时件", "并联件"))),
        "days": draw(st.none() | st.integers(0, 20)),
        "window": draw(st.sampled_from(("一号窗口", "二号窗口", None))),
        "on_spot": draw(st.sampled_from(("是", "否", None))),
        "evaluation": draw(st.sampled_from(("满意", "基本满意", "不满意", "未评价", None))),
    }
    return replace(SAMPLE, uid=draw(st.uuids()).hex, values=MappingProxyType(values))


CASES = st.lists(entered(), max_size=12)


def scheme(rules: dict[str, object]) -> Scheme:
    return ruled(**rules)


@settings(max_examples=40, deadline=None)
@given(CASES, PERIODS, RULES)
def test_a_rate_lies_between_0_and_100_and_is_the_exact_quotient_rounded_once(
    cases: list[Record], period: Period, rules: dict[str, object]
) -> None:
    for rate in rates(snapshot(*cases, scheme=scheme(rules)), period):
        if rate.value is None:
            assert rate.note
        elif rate.unit == "%":
            assert 0 <= rate.value <= 100
            assert rate.numerator is not None and rate.denominator is not None
            assert rate.numerator.value is not None and rate.denominator.value
            quotient = Fraction(100) * rate.numerator.value / rate.denominator.value
            assert rate.value == Decimal(rounded(quotient, int(str(rules["digits"])), "half-up"))


@settings(max_examples=40, deadline=None)
@given(CASES, PERIODS, st.randoms(use_true_random=False))
def test_the_order_of_the_cases_does_not_matter(cases: list[Record], period: Period, shuffle: random.Random) -> None:
    turned = list(cases)
    shuffle.shuffle(turned)
    one, other = snapshot(*cases), snapshot(*turned)
    assert [(each.key, each.value) for each in rates(one, period)] == [
        (each.key, each.value) for each in rates(other, period)
    ]
    assert statement(one, period, "window") == statement(other, period, "window")


@settings(max_examples=40, deadline=None)
@given(CASES, PERIODS)
def test_the_counts_of_the_windows_sum_to_the_whole(cases: list[Record], period: Period) -> None:
    made = statement(snapshot(*cases), period, "window")
    for row in made.whole.rows:
        parts = [section.row(row.key) for section in made.sections[1:]]
        assert row.now.exact == sum((part.now.exact for part in parts if part.now.exact), Fraction(0))
        assert row.before.exact == sum((part.before.exact for part in parts if part.before.exact), Fraction(0))


@settings(max_examples=20, deadline=None)
@given(CASES)
def test_the_months_of_a_year_sum_to_what_happened_in_it(cases: list[Record]) -> None:
    year = Period(2015)
    made = snapshot(*cases)
    whole = statement(made, year).whole
    months = [statement(made, month).whole for month in year.months]
    for key in ("received", "accepted", "refused", "finished", "on_time", "early", "returned"):
        sums = sum((month.row(key).now.exact or 0 for month in months), Fraction(0))
        assert whole.row(key).now.exact == sums
