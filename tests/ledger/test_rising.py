from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.rising import longest_rising


@pytest.mark.parametrize(
    ("numbers", "places"),
    [([], ()), ([5], (0,)), ([1, 2, 3], (0, 1, 2)), ([3, 2, 1], (2,)), ([2, 9, 3, 4, 1], (0, 2, 3))],
)
def test_the_longest_that_rises_is_found(numbers: list[int], places: tuple[int, ...]) -> None:
    assert longest_rising(numbers) == places


@given(st.lists(st.integers(0, 50), unique=True, max_size=7))
def test_none_that_rises_is_longer(numbers: list[int]) -> None:
    found = [numbers[place] for place in longest_rising(numbers)]
    assert found == sorted(found)
    rising = [part for size in range(8) for part in itertools.combinations(numbers, size) if list(part) == sorted(part)]
    assert len(found) == max(map(len, rising))
