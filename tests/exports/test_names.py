"""Names made from titles: what they may contain, how long they are, and that no two are alike."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.names import BYTE_LIMIT, PATH_LIMIT, clusters, fold, safe_name, safe_path, unique_names, utf16_length

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
AWKWARD = st.text(
    st.one_of(st.characters(), st.sampled_from('.. /\\:*?"<>|\t\n\u3000\u200b\u202e\u0301\U000e0100𠮷🇨👍🏽éÉßſ一')),
    max_size=150,
)


@given(AWKWARD, st.integers(1, 300))
def test_any_title_becomes_a_name_every_system_accepts(title: str, limit: int) -> None:
    name = safe_name(title, limit)
    assert name
    assert not FORBIDDEN.search(name)
    assert name == name.strip(". ")
    assert utf16_length(name) <= limit
    assert len(name.encode("utf-8")) <= BYTE_LIMIT
    assert unicodedata.is_normalized("NFC", name)


def test_white_around_a_control_character_becomes_one_space() -> None:
    assert safe_name("0 \x1b\r0") == "0 0"


@given(AWKWARD)
def test_cleaning_twice_changes_nothing(title: str) -> None:
    assert safe_name(safe_name(title)) == safe_name(title)


@given(st.text(st.sampled_from("税务𠮷e\u0301\U000e0100葛"), max_size=80), st.integers(5, 20))
def test_a_cut_falls_between_the_characters_a_reader_sees(title: str, limit: int) -> None:
    whole = clusters(unicodedata.normalize("NFC", title))
    name = safe_name(title, limit)
    assert name == "未命名" or clusters(name) == whole[: len(clusters(name))]


TWINS = st.sampled_from(["a", "A", "a_2", "é", "e\u0301", "会议", "会议 ", "", "con", "ß", "SS"])


@given(st.lists(st.one_of(AWKWARD, TWINS)))
def test_no_two_names_of_a_folder_are_alike_to_windows(titles: list[str]) -> None:
    names = unique_names(titles, suffix=".docx")
    assert len(names) == len(titles)
    assert len({fold(name) for name in names}) == len(names)
    assert all(utf16_length(name) <= 60 and name.endswith(".docx") for name in names)


@given(st.lists(AWKWARD, min_size=1, max_size=4))
def test_a_path_stays_within_its_budget(titles: list[str]) -> None:
    path = safe_path(*titles, suffix=".pdf")
    assert utf16_length(path) <= PATH_LIMIT
    assert path.count("/") == len(titles) - 1
    assert path.endswith(".pdf")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("“人民满意”动员会", "“人民满意”动员会"),
        ("会议记录：6/11 第1次?", "会议记录：6_11 第1次？"),
        ("a<b>c|d*e", "a＜b＞c｜d＊e"),
        ("  第一次\t会议\n记录。 . ", "第一次 会议 记录。"),
        ("e\u0301tat", "état"),
        ("甲\u202e乙\u200b丙\x00丁", "甲乙丙丁"),
        ("𠮷野\U000e0100", "𠮷野\U000e0100"),
        ("...", "未命名"),
        ("", "未命名"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Com1", "_Com1"),
        ("LPT³ .记录", "_LPT³ .记录"),
        ("CONTENT", "CONTENT"),
        ("COM10", "COM10"),
    ],
)
def test_a_title_reads_the_same_after_cleaning(title: str, name: str) -> None:
    assert safe_name(title) == name


def test_a_reserved_name_is_found_again_after_cutting() -> None:
    assert safe_name("CON会议", 3) == "_CO"
    assert safe_name("aux", suffix=".pdf") == "_aux.pdf"


def test_a_character_above_the_basic_plane_counts_twice_and_is_never_halved() -> None:
    assert safe_name("𠮷𠮷𠮷", 5) == "𠮷𠮷"
    assert utf16_length("𠮷野") == 3


def test_long_titles_keep_their_suffix() -> None:
    name = safe_name("关于开展创建活动的实施方案" * 10, suffix=".docx")
    assert utf16_length(name) == 60
    assert name.endswith(".docx")


def test_later_titles_give_way_to_earlier_ones() -> None:
    assert unique_names(["会议", "会议", "会议_2", "ＡB", "ａb"]) == ("会议", "会议_2", "会议_2_2", "ＡB", "ａb_2")


def test_names_that_differ_only_behind_the_cut_are_kept_apart() -> None:
    names = unique_names(["长" * 80 + "甲", "长" * 80 + "乙"])
    assert [len(name) for name in names] == [60, 60]
    assert names[1].endswith("_2")


def test_a_suffix_without_room_for_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        safe_name("会议", 4, suffix=".pdf")
