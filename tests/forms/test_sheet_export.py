"""A list on the screen becomes a spreadsheet that says the same, and nothing is written over unasked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.errors import CannotWrite, TargetExists, TargetInLibrary
from exports.page import Content
from exports.to_xlsx import NothingToTabulate
from forms.sheet_export import NotASheetName, write_list
from tests.ledger.books import closed_book

LABELS = ("题名", "日期", "人数")
ROWS = (("=SUM(A1)", "2015年6月11日", "12"), ("@通知\n第二行", "2015年6月", "约3"), ("", "", ""))
CONTENTS = (Content.TEXT, Content.DATE, Content.NUMBER)


def test_words_stay_words_and_dates_and_numbers_are_such(tmp_path: Path) -> None:
    write_list(tmp_path / "会议.xlsx", "会议记录", LABELS, ROWS, CONTENTS)
    book = load_workbook(tmp_path / "会议.xlsx")
    sheet = book["会议记录"]
    found = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    assert found[0] == LABELS
    assert found[1] == ("=SUM(A1)", dt.datetime(2015, 6, 11), 12)
    assert found[2] == ("@通知\n第二行", "2015年6月", "约3")
    assert sheet["A2"].data_type == "s"
    assert [each.name for each in tmp_path.iterdir()] == ["会议.xlsx"]


def test_all_is_text_where_nothing_is_said_and_long_columns_are_broader(tmp_path: Path) -> None:
    write_list(tmp_path / "甲.xlsx", "人员", ("姓名", "岗位职责"), [("沈文君", "主持全面工作" * 20)])
    sheet = load_workbook(tmp_path / "甲.xlsx").active
    assert sheet is not None
    assert sheet["A2"].number_format == "@"
    assert sheet.column_dimensions["B"].width > 4 * sheet.column_dimensions["A"].width


def test_what_is_there_stays_unless_the_clerk_agreed(tmp_path: Path) -> None:
    path = tmp_path / "甲.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(TargetExists):
        write_list(path, "人员", ("姓名",), [("沈文君",)])
    assert path.read_bytes() == b"mine"
    write_list(path, "人员", ("姓名",), [("沈文君",)], replace=True)
    assert load_workbook(path).active["A2"].value == "沈文君"


def test_where_a_list_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotASheetName, match="应以 .xlsx 结尾"):
        write_list(tmp_path / "甲.xls", "人员", ("姓名",), [])
    with pytest.raises(CannotWrite, match="上级文件夹不存在"):
        write_list(tmp_path / "没有" / "甲.xlsx", "人员", ("姓名",), [])
    with pytest.raises(TargetInLibrary):
        write_list(closed_book(tmp_path) / "甲.xlsx", "人员", ("姓名",), [])
    with pytest.raises(NothingToTabulate):
        write_list(tmp_path / "甲.xlsx", "人员", (), [])
    assert not (tmp_path / "甲.xlsx").exists()


def test_a_list_without_rows_has_its_heads(tmp_path: Path) -> None:
    write_list(tmp_path / "甲.xlsx", "人员", ("姓名",), [])
    assert load_workbook(tmp_path / "甲.xlsx").active["A1"].value == "姓名"
