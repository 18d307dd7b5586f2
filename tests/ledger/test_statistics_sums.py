from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.fields import Bounded, BoundedNumber, Context
from ledger.statistics import total
from ledger.statistics.sums import Part, change_words, count


def bounded(words: str) -> Bounded:
    return BoundedNumber(name="n", label="数").read(words, Context())


@pytest.mark.parametrize(
    ("parts", "written", "bound"),
    [
        ([], "0", "exact"),
        (["12"], "12", "exact"),
        (["4000余"], "4000余", "least"),
        (["约13"], "约13", "about"),
        (["1*3"], "1*3", "unknown"),
        (["2546万余元"], "2546万余元", "least"),
        (["12", "30"], "42", "exact"),
        (["40余", "60余"], "至少100", "least"),
        (["40余", "7"], "至少47", "least"),
        (["100", "约13", "1*3"], "至少100（另有约13、1*3未计入）", "least"),
        (["约13", "1*3"], "不能合计（约13、1*3）", "unknown"),
    ],
)
def test_a_sum_is_never_more_exact_than_its_parts(parts: list[str], written: str, bound: str) -> None:
    summed = total(bounded(words) for words in parts)
    assert (summed.written, summed.bound) == (written, bound)


def test_blanks_are_passed_over() -> None:
    assert total([None, 3, None, bounded("4")]).written == "7"


EXACT = st.integers(0, 10**6)
LEAST = EXACT.map(lambda number: Bounded(f"{number}余", bounded(str(number)).value, "least"))
MASKED = st.just(Bounded("1*3", None, "exact"))
PARTS: st.SearchStrategy[list[Part]] = st.lists(st.one_of(EXACT, LEAST, MASKED), min_size=2, max_size=8)


@given(PARTS)
def test_the_order_of_the_parts_does_not_matter(parts: list[Part]) -> None:
    turned = sorted(parts, key=lambda part: str(part)[::-1])
    one, other = total(parts), total(turned)
    assert (one.value, one.bound, sorted(one.apart)) == (other.value, other.bound, sorted(other.apart))


@given(PARTS)
def test_a_sum_is_exact_only_of_exact_parts(parts: list[Part]) -> None:
    summed = total(parts)
    assert (summed.bound == "exact") == all(isinstance(part, int) for part in parts)
    known = [Fraction(part.value if isinstance(part, Bounded) else part) for part in parts if known_value(part)]
    assert summed.value == (sum(known, Fraction(0)) if known else None)


def known_value(part: Part) -> bool:
    return not isinstance(part, Bounded) or part.value is not None


@pytest.mark.parametrize(("now", "before", "words"), [(5, 3, "+2"), (3, 5, "-2"), (4, 4, "0")])
def test_a_change_is_signed(now: int, before: int, words: str) -> None:
    assert change_words(count(now), count(before)) == words


def test_a_change_of_what_is_half_known_is_not_told() -> None:
    assert change_words(total([bounded("5000余")]), count(4000)) == "—"
