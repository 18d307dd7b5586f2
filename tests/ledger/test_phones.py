"""Phone numbers masked: four digits hidden, whatever they are written with; numbers of an office stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.phones import masked


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("13812345678", "138****5678"),
        ("138 1234 5678", "138****5678"),
        ("138-1234-5678", "138****5678"),
        ("+86 13812345678", "+86 138****5678"),
        ("0513-12345678", "0513-1234****"),
        ("01012345678", "0101234****"),
        ("8321456", "832****"),
        ("家里 0513-12345678，手机13812345678", "家里 0513-1234****，手机138****5678"),
        ("12366", "12366"),
        ("转8012", "转8012"),
        ("320602197001011234", "320602197001011234"),
        ("", ""),
    ],
)
def test_four_digits_are_hidden(words: str, seen: str) -> None:
    assert masked(words) == seen


@given(st.from_regex(r"1[3-9]\d{9}", fullmatch=True), st.text(st.characters(exclude_categories=("N", "Cs"))))
def test_no_mobile_number_is_left_within_any_words(number: str, words: str) -> None:
    assert number not in masked(words + number + words)
