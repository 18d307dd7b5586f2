from __future__ import annotations

import datetime as dt
import io
import time
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.page import Align, Column, Content, Grid, Paper, Paragraph, Table
from exports.to_xlsx import NothingToTabulate, write_xlsx
from exports.xlsx_cells import lines_of, typed

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


TYPED = Table(
    (
        Column("件号", 1, Align.CENTER, Content.NUMBER),
        Column("日期", 2, Align.CENTER, Content.DATE),
        Column("得分", 2, Align.RIGHT, Content.NUMBER),
        Column("文号", 3),
    ),
    (
        ("0001", "20150611", "98.50", "20150611"),
        ("0002", "2015年7月2日", "1,234.00", "+1"),
        ("12", "2015年7月", "85.5%", "-1"),
        ("", "20150230", "约3户", "@SUM(A1)"),
    ),
)


def test_dates_and_numbers_are_such_in_columns_that_declare_them() -> None:
    sheet = opened(TYPED)["总目录"]
    found = [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert found == [
        [(1, "0000"), (dt.datetime(2015, 6, 11), "yyyymmdd"), (98.5, "0.00"), ("20150611", "@")],
        [(2, "0000"), (dt.datetime(2015, 7, 2), "yyyy-mm-dd"), (1234, "#,##0.00"), ("+1", "@")],
        [(12, "0"), ("2015年7月", "@"), (0.855, "0.0%"), ("-1", "@")],
        [(None, "@"), ("20150230", "@"), ("约3户", "@"), ("@SUM(A1)", "@")],
    ]
    assert {cell.data_type for cell in sheet["D"]} == {"s"}
    assert sheet["C2"].alignment.horizontal == "right"


@pytest.mark.parametrize(
    ("words", "content"),
    [
        ("18991231", Content.DATE),
        ("2015年13月1日", Content.DATE),
        ("2015年6月中旬", Content.DATE),
        ("２０１５0611", Content.DATE),
        ("1234567890123456", Content.NUMBER),
        ("1,23", Content.NUMBER),
        ("３", Content.NUMBER),
        ("1e5", Content.NUMBER),
        ("", Content.NUMBER),
        ("12", Content.TEXT),
    ],
)
def test_what_is_no_sure_date_or_number_stays_words(words: str, content: Content) -> None:
    assert typed(words, content) is None


@given(st.integers(0, 10**9), st.integers(0, 4), st.booleans(), st.integers(0, 3))
def test_a_number_is_shown_as_it_stands_on_paper(whole: int, decimals: int, grouped: bool, zeros: int) -> None:
    words = f"{whole / 10**decimals:{',' if grouped else ''}.{decimals}f}"
    words = words if grouped else "0" * zeros + words
    held = typed(words, Content.NUMBER)
    if held is None:
        assert sum(map(str.isdigit, words)) > 15
        return
    places = len(held.format.partition(".")[2])
    shown = f"{float(held.value):{',' if ',' in held.format else ''}.{places}f}"
    assert shown.rjust(len(words), "0") == words


def test_words_that_look_like_an_escape_of_excel_are_kept() -> None:
    with zipfile.ZipFile(io.BytesIO(written(Table((Column("列", 1),), (("_x0041_&<甲>",),))))) as package:
        assert "_x005F_x0041_&amp;&lt;甲&gt;" in package.read("xl/worksheets/sheet1.xml").decode()


def test_a_spreadsheet_lies_as_its_paper_does_and_counts_its_pages() -> None:
    stream = io.BytesIO()
    write_xlsx(Paper("volume", "卷内文件目录", (INDEX,), Grid.FORM), stream)
    sheet = openpyxl.load_workbook(stream).worksheets[0]
    assert sheet.page_setup.orientation == "portrait"
    assert sheet.oddFooter.center.text == "第&P页，共&N页"
    assert min(sheet.column_dimensions[letter].width for letter in "ABC") >= 6


def test_ten_thousand_rows_take_little_time() -> None:
    columns = (Column("序号", 1, content=Content.NUMBER), Column("日期", 1, content=Content.DATE), Column("题名", 3))
    rows = tuple((str(number), "20150611", "关于创建活动的通知") for number in range(10_000))
    start = time.process_time()
    written(Table(columns, rows))
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [
        ("", 10, 1),
        ("税务分局", 8, 1),
        ("税务分局", 7, 2),
        ("税务\n分局", 20, 2),
        ("W108-WS·2015-D30-0001", 14, 2),
        ("办理 http://www.example.gov.cn/a", 10, 4),
        ("税" * 100, 20, 10),
    ],
)
def test_a_row_is_as_high_as_its_words_need(words: str, room: float, lines: int) -> None:
    assert lines_of(words, room) == lines


def test_rows_have_the_height_of_their_longest_cell_and_dates_take_one_line() -> None:
    table = Table(
        (Column("日期", 1, content=Content.DATE), Column("内容", 1)),
        (("2015年10月25日", "短"), ("2015年10月25日", "长" * 200), ("", "长" * 30_000)),
    )
    sheet = opened(table)["总目录"]
    first, second, most = (sheet.row_dimensions[row].height for row in (2, 3, 4))
    assert first == sheet.row_dimensions[1].height == pytest.approx(16.2)
    assert second > 3 * first
    assert most == 409
    assert sheet.column_dimensions["A"].width == 12
