"""Text as it comes in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.clean import BrokenText, clean, clean_text

WHOLE = st.text(st.characters(exclude_categories=("Cs",)))


@given(WHOLE)
def test_clean_text_is_composed_writable_and_stays_as_it_is(text: str) -> None:
    cleaned = clean_text(text, "备注")
    assert cleaned == unicodedata.normalize("NFC", cleaned)
    assert not set(cleaned) & {chr(code) for code in range(32) if chr(code) not in "\n\t"}
    assert clean_text(cleaned, "备注") == cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


@given(st.text(st.characters(categories=("Lo", "Co", "Nd"))))
def test_letters_digits_and_private_characters_are_only_composed(text: str) -> None:
    assert clean_text(text, "备注") == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [("a\r\nb\rc\nd", "a\nb\nc\nd"), ("e\u0301", "\u00e9"), ("一\x00\x07\t二", "一\t二")],
)
def test_what_becomes_of_line_ends_accents_and_controls(text: str, cleaned: str) -> None:
    assert clean_text(text, "备注") == cleaned


def test_texts_inside_lists_and_tables_are_cleaned_too() -> None:
    raw = {"rows": [{"name": "林\x00晓岚", "count": 3}], "flag": True, "none": None}
    assert clean(raw, "决议") == {"rows": [{"name": "林晓岚", "count": 3}], "flag": True, "none": None}
    with pytest.raises(BrokenText, match="“决议”的第2个字"):
        clean([{"name": "林\udc80"}], "决议")
