"""Private characters and the standard ones that have taken their place, against the codecs of Python."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.characters import is_compatible, is_private, is_undefined, standard_for

PRIVATE = [chr(point) for point in range(0xE000, 0xF900)]
REPLACED = [ch for ch in PRIVATE if standard_for(ch)]


@pytest.mark.parametrize(
    ("private", "standard"),
    [
        ("\ue76c", "\u20ac"),
        ("\ue78d", "\ufe10"),
        ("\ue78e", "\ufe12"),
        ("\ue78f", "\ufe11"),
        ("\ue796", "\ufe19"),
        ("\ue7c7", "\u1e3f"),
        ("\ue7c8", "\u01f9"),
        ("\ue7e7", "\u303e"),
        ("\ue7f3", "\u2ffb"),
        ("\ue815", "\u2e81"),
        ("\ue816", "\U00020087"),
        ("\ue817", "\U00020089"),
        ("\ue818", "\U000200cc"),
        ("\ue81e", "\u9fb4"),
        ("\ue826", "\u9fb5"),
        ("\ue82b", "\u9fb6"),
        ("\ue82c", "\u9fb7"),
        ("\ue831", "\U000215d7"),
        ("\ue832", "\u9fb8"),
        ("\ue83b", "\U0002298f"),
        ("\ue843", "\u9fb9"),
        ("\ue854", "\u9fba"),
        ("\ue855", "\U000241fe"),
        ("\ue863", "\u4dae"),
        ("\ue864", "\u9fbb"),
    ],
)
def test_a_private_character_has_the_standard_one_of_gb_18030_2022(private: str, standard: str) -> None:
    assert standard_for(private) == standard


def test_eighty_characters_of_gbk_and_twenty_six_marks_have_a_standard_one() -> None:
    assert len(REPLACED) == len({standard_for(ch) for ch in REPLACED}) == 80 + 26
    assert [ch for ch in REPLACED if ch >= "\ue800"] == [chr(point) for point in range(0xE815, 0xE865)]
    assert not any(is_private(standard_for(ch)) or is_undefined(standard_for(ch)) for ch in REPLACED)


def gbk_position(private: str) -> bytes:
    """The two bytes of GBK at U+E815 … U+E864, which the code page counts through from FE50, 7F left out."""
    step = 0x50 + ord(private) - 0xE815
    return bytes((0xFE, step + (step >= 0x7F)))


def test_where_the_codec_of_gb_18030_2000_has_a_standard_character_it_is_the_same() -> None:
    known = 0
    for private in (ch for ch in REPLACED if ch >= "\ue800"):
        decoded = gbk_position(private).decode("gb18030")
        if is_private(decoded):
            assert decoded == private  # this codec is older than the standard character
        else:
            known += 1
            assert decoded == standard_for(private)
    assert known == 66


def test_a_private_character_without_a_standard_one_gets_no_proposal() -> None:
    assert [standard_for(ch) for ch in ("\ue000", "\ue814", "\ue865", "\uf8ff", "\U000f0000", "税")] == [""] * 6


@given(st.characters())
def test_private_use_is_what_unicode_calls_so(ch: str) -> None:
    if ord(ch) & 0xFFFE != 0xFFFE:
        assert is_private(ch) == (unicodedata.category(ch) == "Co")


@pytest.mark.parametrize(
    ("ch", "undefined"),
    [("\u0378", True), ("\ufdd0", True), ("\U0002ffff", True), ("税", False), ("𠮷", False), ("😀", False)],
)
def test_a_code_point_without_a_character_is_undefined(ch: str, undefined: bool) -> None:
    assert is_undefined(ch) is undefined


@pytest.mark.parametrize("ch", ["\U0002ebf0", "\U00031350", "\U000323b0"])
def test_ideographs_newer_than_the_tables_of_python_are_not_undefined(ch: str) -> None:
    assert not is_undefined(ch)


@pytest.mark.parametrize(
    ("ch", "compatible"), [("\uf900", True), ("\U0002f800", True), ("\ufa0e", False), ("税", False)]
)
def test_compatibility_ideographs_are_those_that_nfc_joins(ch: str, compatible: bool) -> None:
    assert is_compatible(ch) is compatible
