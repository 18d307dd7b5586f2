"""Words are found whatever their width, case and script, and their place is told in the text as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import assets
from ledger.kinds import kind_of
from ledger.search import folded, matches, place_of, words_of
from tests.ledger.snapshots import filled, record


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("臺帳與後勤", "台帐与后勤"),
        ("ＷＩＦＩ太慢", "wifi太慢"),
        ("第㈠次", "第(一)次"),
        ("樂", "乐"),  # a compatibility ideograph of a traditional character
        ("葛\U000e0100城", "葛城"),
        ("海\u200b税", "海税"),
        ("𠮷野家", "𠮷野家"),
        ("薴", "苎"),
    ],
)
def test_two_ways_of_writing_are_compared_as_one(written: str, sought: str) -> None:
    assert folded(written) == folded(sought)


def test_the_table_holds_single_characters_that_are_folded_at_once() -> None:
    lines = (assets.folder() / "traditional.txt").read_text(encoding="utf-8").splitlines()[1:]
    simplified = {line[0] for line in lines}
    traditional = [char for line in lines for char in line[1:]]
    assert len(traditional) == len(set(traditional)) > 4000
    assert not simplified & set(traditional)
    assert all(len(line) > 1 for line in lines)


def test_words_are_parted_by_any_blank_and_counted_once() -> None:
    assert words_of(" 午間　窗口\t午间 ") == ("午间", "窗口")
    assert words_of("　") == ()


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("在臺帳室開會", "台帐", "臺帳"),
        ("见附件㈠和㈡", "二", "㈡"),
        ("㈠", "(一)", "㈠"),
        ("共㎏五箱", "kg", "㎏"),
        ("姓葛\U000e0100名小二", "葛名", "葛\U000e0100名"),
        ("ｶﾞｽ费", "ガス", "ｶﾞｽ"),
        ("e\u0301tude", "é", "e\u0301"),
    ],
)
def test_the_place_is_told_in_the_text_as_written(text: str, word: str, found: str) -> None:
    place = place_of(text, folded(word))
    assert place is not None
    assert place[1] <= len(text)
    assert text[slice(*place)] == found


def test_a_word_that_is_not_there_has_no_place() -> None:
    assert place_of("午间窗口", "食堂") is None
    assert place_of("午间窗口", "") is None


@given(st.text(), st.text(min_size=1), st.text())
def test_what_is_found_in_a_text_has_a_place_in_it(before: str, middle: str, after: str) -> None:
    text = before + middle + after
    for word in words_of(text):
        place = place_of(text, word)
        assert place is not None
        assert word in folded(text[slice(*place)])


def test_every_word_must_stand_somewhere_in_title_fields_or_names_of_files() -> None:
    notice = filled("notice", "n", files=("annex:會議簽到表.pdf",), doc_no="海税五〔2015〕4号")
    other = filled("opinion", "o")
    records = [(kind_of(each.kind), each) for each in (notice, other)]
    assert matches(records, "签到 海稅五〔2015〕") == (notice,)
    assert matches(records, "林晓岚") == (notice,)
    assert matches(records, "签到 食堂") == ()


def test_secret_kinds_are_never_found() -> None:
    ballot = record("ballot", "b", review="r", group="党政领导班子", score="88", comment="窗口")
    assert matches([(kind_of("ballot"), ballot)], "窗口") == ()
