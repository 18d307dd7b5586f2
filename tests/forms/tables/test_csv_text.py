"""A csv file is read whatever its encoding and delimiter; what cannot be read is named by line and column."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.sheet_cells import Table
from forms.tables.csv_text import BadCsv, UnknownEncoding, WrongEncoding, csv_table, decoded
from forms.tables.heads import known_heads
from ledger.kinds import kind_of

OPINION = kind_of("opinion")
PATH = Path("意见.csv")
HEADS = ("序号", "意见建议内容", "备注")
ROWS = "序号,意见建议内容,备注\n1,停车难,无\n"


def read(data: bytes, encoding: str = "") -> Table:
    """The table in these bytes."""
    return csv_table(PATH, data, lambda row: known_heads(row, OPINION), encoding)


def words(table: Table) -> dict[int, dict[int, str]]:
    """The cells as words."""
    return {number: {column: cell.value for column, cell in row.items()} for number, row in table.grid.items()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends(encoding: str, delimiter: str, end: str) -> None:
    text = ROWS.replace(",", delimiter).replace("\n", end)
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    expected = {1: {1: "序号", 2: "意见建议内容", 3: "备注"}, 2: {1: "1", 2: "停车难", 3: "无"}}
    assert words(read((mark + text).encode(encoding))) == expected


def test_the_delimiter_is_that_of_the_heads_though_cells_hold_others() -> None:
    text = "意见台帐，一、二\n序号;意见建议内容\n1;停车难,空调冷,排队久\n2;一,二,三\n"
    assert words(read(text.encode()))[3] == {1: "1", 2: "停车难,空调冷,排队久"}


def test_the_line_of_excel_that_names_the_delimiter_counts_as_a_row_and_is_not_read() -> None:
    assert words(read("sep=;\n序号;意见建议内容\n1;一,二\n".encode()))[3] == {1: "1", 2: "一,二"}


def test_line_ends_and_doubled_quotes_in_cells() -> None:
    table = read('序号,意见建议内容,备注\r\n1,"一\r\n二,""三""",\r\n2,四,五\r\n'.encode())
    assert words(table)[2] == {1: "1", 2: '一\n二,"三"'}
    assert words(table)[3] == {1: "2", 2: "四", 3: "五"}


def test_long_cells_and_ten_thousand_rows() -> None:
    long = "长" * 5000
    text = "序号,意见建议内容\n" + "".join(
        f"{number},{long if number == 7 else '停车难'}\n" for number in range(1, 10_001)
    )
    for encoding in ("utf-8", "gb18030"):
        grid = words(read(text.encode(encoding)))
        assert len(grid) == 10_001
        assert grid[8][2] == long


TEXT = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0\ufeff"), max_size=40)


@given(cells=st.lists(st.tuples(TEXT, TEXT), max_size=6), delimiter=st.sampled_from(",;\t"), data=st.data())
def test_any_text_comes_back(cells: list[tuple[str, str]], delimiter: str, data: st.DataObject) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerows([HEADS, *(("1", *row) for row in cells)])
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
    named = encoding if encoding == "gb18030" else ""
    table = words(read(buffer.getvalue().encode(encoding), named))
    for number, row in enumerate(cells, 2):
        lines = [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row]
        kept = {place: cell for place, cell in enumerate(lines, 2) if cell.strip()}
        assert table[number] == {1: "1", **kept}


HANZI = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=60)


@given(text=HANZI)
def test_chinese_in_gb18030_is_told_from_utf_8(text: str) -> None:
    whole = f"序号,意见建议内容\n1,{text}停车难"
    assert decoded(PATH, whole.encode("gb18030")) == whole
    assert decoded(PATH, whole.encode("utf-8")) == whole


@given(lines=st.lists(HANZI, min_size=1, max_size=8), data=st.data())
def test_a_line_in_another_encoding_is_named(lines: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(lines)))
    parts = [f"1,{line}\n".encode() for line in lines]
    parts.insert(place, "2,难停车\n".encode("gb18030"))
    with pytest.raises(WrongEncoding) as caught:
        decoded(PATH, b"".join(parts))
    assert (caught.value.line, caught.value.column) == (place + 1, 3)
    assert "混着两种编码" in str(caught.value)
    assert "另存为“CSV UTF-8（逗号分隔）”" in str(caught.value)


@pytest.mark.parametrize(
    ("data", "encoding", "line", "column", "says"),
    [
        ("序号,备注\n1,停车".encode() + b"\xff\xfe,2\n", "", 2, 5, "混着两种编码"),
        ("序号,备注\n1,停车".encode("gb18030") + b"\xff,\n", "", 2, 5, "不是GB18030编码"),
        (b"\xef\xbb\xbf" + "序号\n停".encode() + b"\xb0\xa1\n", "", 2, 2, "不是UTF-8编码"),
        ("序号\n停".encode("utf-16") + b"\x00", "", 2, 2, "不是UTF-16编码"),
        ("序号\n停".encode(), "gbk", 2, 2, "不是GB18030编码"),
        ("序号\n停".encode("gb18030"), "UTF-8", 1, 1, "不是UTF-8编码"),
    ],
)
def test_what_is_no_text_is_named_by_line_and_column(
    data: bytes, encoding: str, line: int, column: int, says: str
) -> None:
    with pytest.raises(WrongEncoding, match=says) as caught:
        decoded(PATH, data, encoding)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert f"“意见.csv”第{line}行第{column}个字处" in str(caught.value)


def test_an_encoding_that_is_none_and_traditional_characters_of_big5() -> None:
    with pytest.raises(UnknownEncoding, match="不认识编码“utf9”"):
        decoded(PATH, b"", "utf9")
    assert decoded(PATH, "序號,內容".encode("big5"), "Big5") == "序號,內容"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('序号,备注\n1,"没有关上的引号\n2,二\n', "从第2行起读不下去：双引号没有成对"),
        ('序号,备注\n1,"一"二\n', "从第2行起读不下去"),
        ("序号,备注\n1,一\0二\n", "第2行里有空字符"),
    ],
)
def test_what_is_no_csv_is_refused_with_its_line(text: str, says: str) -> None:
    with pytest.raises(BadCsv, match=says):
        read(text.encode())
