"""Text as it comes in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.clean import BrokenText, PrivateCharacter, SpoiltCharacter, clean, clean_text, typed_text

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


@given(st.text(st.characters(categories=("Lo", "Nd", "Mn", "So"))))
def test_characters_that_have_a_meaning_are_never_refused(text: str) -> None:
    assert typed_text(text, "姓名") == clean_text(text, "姓名")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "王\ue863",
            "“姓名”的第2个字是自造字（U+E863），换一台电脑就认不出来：请改用标准字“䶮”（U+4DAE），并与原件核对。",
        ),
        (
            "林\n\ue123晓",
            "“姓名”的第3个字是自造字（U+E123），换一台电脑就认不出来：请换成国家标准里有的字后再试。",
        ),
        (
            "\U00100000",
            "“姓名”的第1个字是自造字（U+100000），换一台电脑就认不出来：请换成国家标准里有的字后再试。",
        ),
    ],
)
def test_a_private_character_is_refused_with_its_place_and_the_standard_one(text: str, sentence: str) -> None:
    with pytest.raises(PrivateCharacter) as refused:
        clean({"rows": [{"name": text}]}, "姓名")
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("林\ufffd岚", "“姓名”的第2个字（U\\+FFFD）已经变成“\ufffd”，原来的字丢失了：请对照原件"),
        ("林晓\ufdd0", "“姓名”的第3个字（U\\+FDD0）不是任何文字，多半是乱码"),
        ("\u0378", "“姓名”的第1个字（U\\+0378）不是任何文字"),
    ],
)
def test_what_a_wrong_conversion_left_is_refused(text: str, says: str) -> None:
    with pytest.raises(SpoiltCharacter, match=says):
        typed_text(text, "姓名")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("\uf900", "豈"),
        ("㐂堃喆", "㐂堃喆"),
        ("辻\ufe00", "辻\ufe00"),
        ("𬀩\U000323b0", "𬀩\U000323b0"),
    ],
)
def test_forms_of_names_are_kept_and_only_doubles_are_joined(text: str, kept: str) -> None:
    assert typed_text(text, "姓名") == kept
