"""What a spreadsheet puts on the clipboard is read as its cells, and what is written there is read as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.clipboard_table import read_table, write_table


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", ()),
        ("\n", (("",),)),
        ("沈文君", (("沈文君",),)),
        ("沈文君\r\n林晓岚\r\n", (("沈文君",), ("林晓岚",))),
        ("姓名\t职务\r\n沈文君\t分局长\r\n", (("姓名", "职务"), ("沈文君", "分局长"))),
        ("甲\t\n\t乙\n", (("甲", ""), ("", "乙"))),
        ("甲\t", (("甲", ""),)),
        ("甲\n\n乙", (("甲",), ("",), ("乙",))),
        ('"第一行\r\n第二行"\t乙\r\n', (("第一行\n第二行", "乙"),)),
        ('"他说""好""\n就走了"\n', (('他说"好"\n就走了',),)),
        ('"含\t制表符"\t乙', (("含\t制表符", "乙"),)),
        ('"示范窗口"\t乙\n', (('"示范窗口"', "乙"),)),  # Excel leaves quotes that are part of the words alone
        ('"没有收尾\t乙\n', (('"没有收尾', "乙"),)),
        ('示范"窗口"\n', (('示范"窗口"',),)),
        ('5"\t6"\n', (('5"', '6"'),)),
        ("甲\r乙", (("甲",), ("乙",))),
        ('""\t乙\n', (('""', "乙"),)),
    ],
)
def test_the_clipboard_is_read_as_its_cells(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    assert read_table(text) == rows


CELLS = st.text(st.sampled_from('a甲"\t\n　 ') | st.characters(exclude_characters="\r"), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=5))
def test_rows_that_are_written_are_read_as_they_were(rows: list[list[str]]) -> None:
    assert read_table(write_table(rows)) == tuple(map(tuple, rows))
    assert read_table(write_table(rows).replace("\n", "\r\n")) == tuple(map(tuple, rows))


@given(st.text(st.sampled_from('a"\t\n\r'), max_size=20))
def test_whatever_is_read_is_read_so_again_when_written(text: str) -> None:
    rows = read_table(text)
    assert read_table(write_table(rows)) == rows


def test_the_line_ends_of_old_systems_become_newlines_in_cells() -> None:
    assert write_table([["甲\r\n乙", "丙"]]) == '"甲\n乙"\t丙\n'
