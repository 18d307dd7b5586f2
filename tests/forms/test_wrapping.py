from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.wrapping import NOT_FIRST, NOT_LAST, broken


def wide(text: str) -> int:
    """Twenty for a Han character or mark, ten for a Latin one."""
    return sum(10 if char.isascii() else 20 for char in text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一二三四五，六", ["一二三四", "五，六"]),
        ("请点击这里“复制”", ["请点击这里", "“复制”"]),
        ("abc", ["abc"]),
        ("见C:/台帐/库.db", ["见C:/台帐/", "库.db"]),
        ("aaaaaaaaaaaaaaaaaaaaaaa", ["aaaaaaaaaa", "aaaaaaaaaa", "aaa"]),
        ("一\n\n二", ["一", "", "二"]),
        ("", [""]),
    ],
)
def test_lines_are_broken_where_chinese_may_be(text: str, lines: list[str]) -> None:
    assert broken(text, 100, wide).split("\n") == lines


@given(st.text("一二三，。“”（）ab1/ \n", max_size=60), st.integers(40, 300))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int) -> None:
    done = broken(text, width, wide)
    assert "".join(done.split()) == "".join(text.split())
    assert all(wide(line) <= width for line in done.split("\n"))


@given(
    st.lists(st.sampled_from(["一", "二，", "“三”", "（四）", "ab", "五。”", "，"]), max_size=30), st.integers(160, 300)
)
def test_no_line_begins_or_ends_with_what_may_not(units: list[str], width: int) -> None:
    text = "".join(units).replace("，，", "，")
    for number, line in enumerate(broken(text, width, wide).split("\n")):
        assert number == 0 or line[0] not in NOT_FIRST
        assert not line or line[-1] not in NOT_LAST
