"""Titles of official documents: lines that begin with words, in a good shape, within the measure, with nothing lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.typeset.break_rules import NO_END, NO_START
from exports.typeset.breaking import Line, Setting
from exports.typeset.faces import Faces, Role
from exports.typeset.sheets import MM
from exports.typeset.title_words import partings
from exports.typeset.titles import title_lines

MEASURE = 156 * MM
SETTING = Setting(Role.TITLE, 22, 22)
NAMES = "《实施细则》 “人民满意服务示范窗口” 第五税务分局 2015年度 上、下半年 会议纪要（试行） WPS 3.0版 纳税人 座谈会"
OTHERS = "民主评议 关于 开展 印发 转发 创建活动 检查整改 阶段 工作 情况： 的 和 及 通知 报告 办法 进一步 加强 代表"
WORDS = (*NAMES.split(), *OTHERS.split())


def broken(text: str, measure: float = MEASURE) -> tuple[Line, ...]:
    return title_lines(text, SETTING, Faces.bundled(), measure)


def texts(text: str) -> list[str]:
    return [line.text for line in broken(text)]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "关于召开“人民满意服务示范窗口”创建活动动员会的通知",
            ["关于召开“人民满意服务示范窗口”", "创建活动动员会的通知"],
        ),
        (
            "海滨市税务局第五税务分局“人民满意服务示范窗口”创建活动实施细则",
            ["海滨市税务局第五税务分局", "“人民满意服务示范窗口”创建活动实施细则"],
        ),
        (
            "海滨市税务局第五税务分局关于2015年度创建活动检查整改阶段工作情况的报告",
            ["海滨市税务局第五税务分局关于2015年度", "创建活动检查整改阶段工作情况的报告"],
        ),
        (
            "关于启用ABCD Tax Service 3.0系统及WPS 2019版OFD文件的通知",
            ["关于启用ABCD Tax Service 3.0系统", "及WPS 2019版OFD文件的通知"],
        ),
        ("“人民满意服务示范窗口”创建活动实施细则", ["“人民满意服务示范窗口”创建活动实施细则"]),
    ],
)
def test_a_title_is_broken_where_a_reader_would_pause(title: str, lines: list[str]) -> None:
    assert texts(title) == lines


def test_a_title_of_sixty_characters_keeps_its_inner_name_whole() -> None:
    title = (
        "海滨市税务局第五税务分局关于印发《2015年度“人民满意服务示范窗口”创建活动民主评议和日常考核办法（试行）》的通知"
    )
    lines = texts(title)
    assert 3 <= len(lines) <= 4
    assert any("“人民满意服务示范窗口”" in line for line in lines)
    assert not any(line.startswith(("的", "）", "》")) for line in lines)


@pytest.mark.parametrize("word", ["细则", "阶段", "整改", "示范", "数据", "领导小组", "2015年度"])
def test_no_line_begins_inside_a_word_of_official_titles(word: str) -> None:
    title = f"关于做好本单位{word}工作的通知"
    start = title.index(word)
    assert not any(start < place < start + len(word) for place in partings(title))


def test_three_lines_are_no_hourglass() -> None:
    for count in range(41, 58):
        first, second, third = (line.width for line in broken("题" * count))
        assert not (second < first and second < third)


def squeezed(text: str) -> str:
    return "".join(text.split())


TITLES = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=24).map("".join),
    st.text("创建活动的，。：；（）“”《》——…abc123 .%𠮷䶮", min_size=1, max_size=70),
)


@settings(max_examples=300, deadline=None)
@given(TITLES)
def test_no_character_of_a_title_is_lost(title: str) -> None:
    assert squeezed("".join(texts(title))) == squeezed(title)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=24).map("".join))
def test_no_line_of_a_title_is_wider_than_the_measure_or_breaks_the_rules_of_lines(title: str) -> None:
    lines = broken(title)
    assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]
    for line in lines:
        assert line.width <= MEASURE + 0.01
    for before, after in itertools.pairwise(lines):
        assert before.text[-1] not in NO_END
        assert after.text[0] not in NO_START


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=16).map("".join), st.integers(5, 30))
def test_a_title_fits_any_measure_that_holds_its_words(title: str, ems: int) -> None:
    lines = broken(title, ems * 22.0)
    assert squeezed("".join(line.text for line in lines)) == squeezed(title)
