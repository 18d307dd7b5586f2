"""The guardian of rare names: which face draws a character on paper, in docx and on screen, and what has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.guardian import Screen, look_at, look_at_records, look_through
from exports.typeset.faces import Faces, Role
from ledger.book import Ledger
from ledger.clean import typed_text
from ledger.errors import InputError

FACES = Faces.bundled()


def test_characters_of_the_own_face_need_no_note() -> None:
    assert look_at("沈文君，2015年6月11日（启发〔2015〕39号）\n\tGB/T 9704——“示范窗口”", FACES) == ()


def test_a_rare_character_is_noted_once_with_its_places_and_faces() -> None:
    rare, basic = look_at("王𠮷、李𠮷、赵䶮", FACES)
    assert (rare.ch, rare.point, rare.places, rare.paper, rare.docx) == (
        "𠮷",
        "U+20BB7",
        (2, 5),
        "GW Rare",
        "SimSun-ExtB",
    )
    assert (basic.ch, basic.places, basic.paper, basic.docx) == ("䶮", (8,), "GW Song", "宋体")
    assert rare.usable and rare.telling and not rare.standard
    assert rare.sentence == (
        "“𠮷”（U+20BB7，第2、5个字）纸上和PDF里用自带的生僻字体，docx里写明“SimSun-ExtB”，"
        "屏幕上可能显示不好、光标错位，不影响保存和打印。"
    )


@pytest.mark.parametrize(
    ("ch", "shown", "screen", "says"),
    [
        ("䶮", None, Screen.UNKNOWN, "docx里写明“宋体”。"),
        ("䶮", True, Screen.SHOWN, "屏幕上能显示。"),
        ("䶮", False, Screen.LACKING, "屏幕上的字体里没有，不影响保存和打印。"),
        ("𠮷", True, Screen.WEAK, "屏幕上可能显示不好、光标错位，不影响保存和打印。"),
        ("𠮷", False, Screen.LACKING, "屏幕上的字体里没有，不影响保存和打印。"),
    ],
)
def test_what_the_window_can_show_is_said(ch: str, shown: bool | None, screen: Screen, says: str) -> None:
    (note,) = look_at(ch, FACES, None if shown is None else lambda _: bool(shown))
    assert note.screen is screen
    assert note.sentence.endswith(says)


def test_the_role_decides_which_face_is_its_own() -> None:
    assert [note.ch for note in look_at("翀", FACES)] == ["翀"]
    assert look_at("翀", FACES, role=Role.SONG) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("王\ue863", "自造字（U+E863，第2个字）换一台电脑就认不出来，不能登记：请改用标准字“䶮”（U+4DAE）。"),
        ("\U000f0001", "自造字（U+F0001，第1个字）换一台电脑就认不出来，不能登记：请改用国家标准里有的字。"),
        ("好👍", "“👍”（U+1F44D，第2个字）哪种字体里都没有，印不出来：请改用其他写法，或安装含有它的字体。"),
        ("半\ud840", "残缺字符（U+D840，第2个字）不是任何文字，不能登记：请对照原件重新输入。"),
        ("\ufffd", "“\ufffd”（U+FFFD，第1个字）是字符丢失后留下的，不能登记：请对照原件重新输入。"),
        (
            "葛\U000e0100",
            "字形选择符（U+E0100，第2个字）哪种字体里都没有，印不出来：请改用其他写法，或安装含有它的字体。",
        ),
    ],
)
def test_what_cannot_be_entered_or_printed_says_so(text: str, says: str) -> None:
    (note,) = look_at(text, FACES)
    assert not note.usable and note.telling
    assert note.sentence == says


def test_a_double_is_said_to_be_joined_and_looked_at_as_the_character_it_becomes() -> None:
    (note,) = look_at("\uf900", FACES)
    assert (note.joined, note.paper, note.usable) == ("\u8c48", "GW Fangsong", True)
    assert "会存成同一个字的标准写法“\u8c48”（U+8C48）" in note.sentence


def test_a_mark_that_another_face_draws_is_noted_but_not_worth_telling() -> None:
    assert [note.telling for note in look_at("￥⑪", FACES)] == [False, False]


@given(st.text(st.characters(codec=None), max_size=20))
def test_what_is_not_noted_or_is_usable_can_be_entered_and_printed(text: str) -> None:
    notes = look_at(text, FACES)
    assert all(note.sentence.endswith("。") for note in notes)
    if all(note.usable for note in notes):
        assert FACES.missing(typed_text(text, "姓名")) == ()
    elif any(not note.paper for note in notes):
        assert FACES.missing(text)
    else:
        with pytest.raises(InputError):
            typed_text(text, "姓名")


def test_the_whole_library_is_looked_through_with_record_and_field(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "库", unit="第五𠮷分局", year=2015, scheme_id="qidong-2015", who="沈文君") as ledger:
        person = ledger.add("person", {"name": "林晓岚"})
        opinion = ledger.add(
            "opinion", {"number": 1, "date": "7月2日", "source": "座谈会", "content": "长" * 30, "handler": "王䶮"}
        )
        found = look_through(ledger.snapshot(), FACES)
    assert [(each.label, each.note.ch) for each in found] == [("单位名称", "𠮷"), ("承办人", "䶮")]
    assert [each.record.uid if each.record else "" for each in found] == ["", opinion.uid]
    assert found[1].sentence.startswith(f"“{'长' * 20}……”的“承办人”里，“䶮”（U+4DAE，第2个字）")
    assert look_at_records((person,), lambda: pytest.fail("common characters need no faces")) == ()
    assert [each.note.ch for each in look_at_records((person, opinion), lambda: FACES)] == ["䶮"]
