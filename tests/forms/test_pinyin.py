"""Finding names by parts and by pinyin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, pinyin

from forms.pinyin import Index, matches

NAMES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=6)


@given(NAMES, st.data())
def test_any_part_of_a_name_matches(name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(start + 1, len(name)))
    assert matches(name, name[start:end])


@given(NAMES, st.data())
def test_all_initials_match_in_every_reading(name: str, data: st.DataObject) -> None:
    readings = [data.draw(st.sampled_from(each)) for each in pinyin_of(name)]
    assert matches(name, "".join(reading[0] for reading in readings))
    assert matches(name, "".join(readings))


@given(NAMES, st.data())
def test_a_beginning_of_the_full_pinyin_matches(name: str, data: st.DataObject) -> None:
    whole = "".join(data.draw(st.sampled_from(each)) for each in pinyin_of(name))
    assert matches(name, whole[: data.draw(st.integers(1, len(whole)))])


def pinyin_of(name: str) -> list[list[str]]:
    """The readings of each character, as the library gives them."""
    return [pinyin(ch, style=Style.NORMAL, heteronym=True)[0] for ch in name]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("张晓丽", "zxl"),
        ("张晓丽", "ZXL"),
        ("张晓丽", "xl"),
        ("张晓丽", "zhangxl"),
        ("张晓丽", "zhxiaol"),
        ("张晓丽", "张xl"),
        ("张晓丽", "晓丽"),
        ("单雄信", "sxx"),
        ("单雄信", "dxx"),
        ("吕布", "lvbu"),
        ("吕布", "lubu"),
        ("王A", "wa"),
        ("张𠮷三", "张𠮷"),
        ("张𠮷三", "z𠮷s"),
        ("西安", "xi'an"),
    ],
)
def test_a_name_is_found(name: str, typed: str) -> None:
    assert matches(name, typed)


@pytest.mark.parametrize(("name", "typed"), [("张晓丽", "zl"), ("张晓丽", "丽晓"), ("张晓丽", "zxlq"), ("张晓丽", "1")])
def test_another_name_is_not(name: str, typed: str) -> None:
    assert not matches(name, typed)


def test_an_index_gives_what_begins_so_first() -> None:
    index = Index(["李张", "张晓丽", "赵晓雷", "周启明"])
    assert index.find("张") == ("张晓丽", "李张")
    assert index.find("zxl") == ("张晓丽", "赵晓雷")
    assert index.find("x") == ("张晓丽", "赵晓雷")
    assert index.find("") == ("李张", "张晓丽", "赵晓雷", "周启明")
    assert index.find(" ", most=1) == ("李张",)
    assert index.find("没有") == ()
