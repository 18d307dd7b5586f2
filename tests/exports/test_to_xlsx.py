from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.page import Align, Column, Grid, Paper, Paragraph, Table
from exports.to_xlsx import NothingToTabulate, write_xlsx

INDEX = Table(
    (Column("顺序号", 1, Align.CENTER), Column("题名", 6), Column("日期", 2)),
    (("1", "=SUM(A1)", "20150611"), ("2", "通知\n第二行", "0007"), ("", "合计", "")),
    caption="卷内目录",
    total=True,
)


def written(*tables: Table, title: str = "总目录") -> bytes:
    stream = io.BytesIO()
    write_xlsx(Paper("index", title, tables, Grid.REGISTER, "第五税务分局", "2015-06-11"), stream)
    return stream.getvalue()


def opened(*tables: Table, title: str = "总目录") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(written(*tables, title=title)))


def test_every_cell_holds_its_words_as_text() -> None:
    sheet = opened(INDEX)["卷内目录"]
    found = [tuple(cell.value or "" for cell in row) for row in sheet.iter_rows()]
    assert found == [("顺序号", "题名", "日期"), *INDEX.rows]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert {cell.number_format for row in sheet.iter_rows() for cell in row} == {"@"}


def test_the_head_is_frozen_and_printed_on_every_landscape_a4_page() -> None:
    sheet = opened(INDEX, title="总目录&附表")["卷内目录"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddHeader.center.text == "总目录&&附表"


def test_widths_follow_the_shares_and_the_total_is_in_another_face() -> None:
    sheet = opened(INDEX)["卷内目录"]
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert widths[1] / widths[0] == pytest.approx(6, rel=0.01)
    assert [sheet.cell(row, 2).font.name for row in (1, 2, 4)] == ["黑体", "宋体", "黑体"]
    assert sheet.cell(2, 1).alignment.horizontal == "center"


def test_sheet_names_are_such_as_excel_takes_and_all_different() -> None:
    one = (Column("列", 1),), (("格",),)
    captions = ("表[1]/甲", "表_1_:甲", "ABC", "abc", "", "𠮷" * 40)
    names = opened(*(Table(*one, caption=caption) for caption in captions), title="总目录").sheetnames
    assert names == ["表_1__甲", "表_1__甲（2）", "ABC", "abc（2）", "总目录", "𠮷" * 15]


def test_a_text_longer_than_a_cell_goes_on_below() -> None:
    sheet = opened(Table((Column("号", 1), Column("内容", 1)), (("1", "长" * 40_000), ("2", "短"))))["总目录"]
    found = [(row[0].value, len(row[1].value)) for row in sheet.iter_rows(min_row=2)]
    assert found == [("1", 32_767), (None, 7_233), ("2", 1)]


def test_a_paper_without_a_table_is_refused_by_its_title() -> None:
    with pytest.raises(NothingToTabulate, match="《会议纪要》里没有表格"):
        write_xlsx(Paper("minutes", "会议纪要", (Paragraph("正文"),)), io.BytesIO())


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_text_makes_writing_fail(text: str) -> None:
    workbook = opened(Table((Column(text, 1),), ((text,),), caption=text), title=text)
    assert len(workbook.sheetnames) == 1


def test_the_same_paper_gives_the_same_bytes_and_says_who_made_it() -> None:
    data = written(INDEX)
    assert data == written(INDEX)
    properties = openpyxl.load_workbook(io.BytesIO(data)).properties
    assert (properties.creator, properties.title) == ("第五税务分局", "总目录")
    assert properties.created == properties.modified
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {(info.create_system, info.date_time) for info in package.infolist()} == {(0, (1980, 1, 1, 0, 0, 0))}
        assert b"openpyxl" not in b"".join(package.read(name) for name in package.namelist())
