"""`template` writes an empty sheet, `import` takes it back filled in: all of it, or nothing with every reason."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from forms.sheet_template import NOTES
from forms.spreadsheets import importable, read_sheet
from ledger.errors import LedgerError
from ledger.fields import Choice, LinkTo, Rows
from ledger.kinds import KINDS, Kind, kind_of
from tests.forms.cli_runs import Clerk, assert_sentence, tree

HEADS = ("序号", "日期", "来源", "意见建议内容", "承办人", "状态")
GOOD = (1, "2015.7.2", "座谈会", "建议增加午间值班窗口", "沈文君", "办理中")


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


def sheet_of(path: Path, *rows: Sequence[Any]) -> Path:
    """A workbook with these rows from A1 on."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def values(clerk: Clerk, library: Path, kind: str) -> list[dict[str, Any]]:
    return [record["values"] for record in clerk.done("list", library, kind, "--json").json["records"]]


def imported(clerk: Clerk, tmp_path: Path, kind: str, path: Path) -> list[dict[str, Any]]:
    """The records of a new library after importing a sheet into it."""
    library = tmp_path / "台帐库"
    clerk.done("init", library, "--scheme", "qidong-2015", "--unit", "第五税务分局", "--year", "2015")
    clerk.done("import", library, kind, path)
    return values(clerk, library, kind)


def refused(clerk: Clerk, library: Path, kind: str, path: Path) -> list[str]:
    """The lines that say what is wrong with a sheet; the library must stay as it was."""
    before = tree(library)
    run = clerk.run("import", library, kind, path)
    assert (run.code, run.out) == (2, "")
    assert tree(library) == before
    return run.err.splitlines()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_the_empty_sheet_has_a_column_for_every_field_that_fits_a_cell(
    clerk: Clerk, tmp_path: Path, kind: Kind
) -> None:
    path = tmp_path / f"{kind.title}.xlsx"
    assert clerk.done("template", kind.slug, path).out == f"已写好“{kind.title}”的空白表“{path}”。\n"
    book = load_workbook(path)
    assert book.sheetnames == [kind.title, NOTES]
    form, notes = book.worksheets
    assert [cell.value for cell in form[1]] == [field.label for field in importable(kind)]
    assert form.freeze_panes == "A2"
    lists = {str(each.sqref): each.formula1 for each in form.data_validations.dataValidation if each.type == "list"}
    for cell, field in zip(form[1], importable(kind), strict=True):
        assert form.column_dimensions[cell.column_letter].width >= 2 * len(field.label)
        assert form[f"{cell.column_letter}2"].number_format == "@"
        if isinstance(field, Choice) and field.choices:
            assert lists[f"{cell.column_letter}2:{cell.column_letter}1001"] == f'"{",".join(field.choices)}"'
    explained = {row[0].value: row[2].value for row in notes.iter_rows(min_row=2)}
    assert all(explained[field.label] == "不在此表" for field in kind.fields if isinstance(field, Rows))
    assert all(field.label in explained for field in kind.fields)


def test_the_empty_sheet_is_the_same_every_time_and_never_written_over(clerk: Clerk, tmp_path: Path) -> None:
    one, two = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    clerk.done("template", "meeting", one)
    clerk.done("template", "meeting", two)
    assert one.read_bytes() == two.read_bytes()
    clerk.refused(2, "template", "meeting", one, says="“.*一.xlsx”已经存在")
    clerk.refused(2, "template", "meeting", tmp_path / "一.xls", says="应以 .xlsx 结尾")
    clerk.refused(2, "template", "meetings", tmp_path / "三.xlsx", says="没有“meetings”这种记录")
    clerk.refused(3, "template", "meeting", tmp_path / "没有" / "三.xlsx", says="上级文件夹不存在")
    assert set(tree(tmp_path)) == {"一.xlsx", "二.xlsx"}


@pytest.mark.parametrize("slug", ["person", "opinion", "visit", "finding", "meeting", "filed_paper"])
def test_the_empty_sheet_filled_with_the_samples_comes_back(clerk: Clerk, tmp_path: Path, slug: str) -> None:
    kind, path = kind_of(slug), tmp_path / "填好.xlsx"
    clerk.done("template", slug, path)
    book = load_workbook(path)
    samples = {field.name: "" if isinstance(field, LinkTo) else field.sample for field in importable(kind)}
    for number, sample in enumerate(samples.values(), 1):
        book.worksheets[0].cell(2, number, sample or None)
    book.save(path)
    (taken,) = imported(clerk, tmp_path, slug, path)
    for name, sample in samples.items():
        assert (taken[name] is None) == (sample == ""), name


def test_the_uids_of_what_was_imported_are_printed(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    path = sheet_of(tmp_path / "意见.xlsx", HEADS, GOOD, GOOD)
    assert clerk.done("import", library, "opinion", path).out == "已从“意见.xlsx”导入2条。\n"
    uids = clerk.done("import", library, "opinion", path, "--json").json["uids"]
    assert len(uids) == 2
    assert "共5条" in clerk.done("list", library, "opinion").out


def test_heads_are_known_by_label_or_name_whatever_the_blanks_and_widths(clerk: Clerk, tmp_path: Path) -> None:
    heads = (" 序 号 ", "date", "来源*", "提出人(单位)", "意见建议内容\n", "承办人　")
    path = sheet_of(tmp_path / "意见.xlsx", heads, (7, "7月2日", "走访", "某纺织公司", "建议", "沈文君"))
    (taken,) = imported(clerk, tmp_path, "opinion", path)
    assert (taken["number"], taken["date"], taken["who"]) == (7, "2015-07-02", "某纺织公司")


def test_titles_above_the_head_and_blank_rows_are_passed_over(clerk: Clerk, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "第五税务分局意见台帐"
    sheet.merge_cells("A1:F1")
    for column, head in enumerate(HEADS, 1):
        sheet.cell(3, column, head)
    for row in (4, 7):
        for column, value in enumerate(GOOD, 1):
            sheet.cell(row, column, value)
    sheet["B5"] = "  "
    book.save(tmp_path / "意见.xlsx")
    assert len(imported(clerk, tmp_path, "opinion", tmp_path / "意见.xlsx")) == 2


def test_the_sheet_named_like_the_kind_is_taken_before_the_first(clerk: Clerk, tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "别的"
    sheet = book.create_sheet("意见建议")
    sheet.append(HEADS)
    sheet.append(GOOD)
    book.save(tmp_path / "意见.xlsx")
    assert len(imported(clerk, tmp_path, "opinion", tmp_path / "意见.xlsx")) == 1


def test_dates_times_and_numbers_of_excel_are_taken_as_meant(clerk: Clerk, tmp_path: Path) -> None:
    heads = ("会议名称", "会议种类", "日期", "开始时间", "结束时间", "通知日期", "地点", "列席人员")
    path = sheet_of(
        tmp_path / "会议.xlsx",
        heads,
        ("例会", "工作例会", dt.datetime(2015, 6, 11), dt.time(14, 30), dt.timedelta(hours=16), 20150609, 302, 3.5),
        ("例会二", "工作例会", dt.date(2015, 6, 12), dt.datetime(2015, 6, 12, 9, 5), "下午2点半", "6月9日", 5.0, None),
    )
    one, two = imported(clerk, tmp_path, "meeting", path)
    assert (one["date"], one["start"], one["end"], one["notice_date"]) == ("2015-06-11", "14:30", "16:00", "2015-06-09")
    assert (one["place"], one["guests"]) == ("302", "3.5")
    assert (two["date"], two["start"], two["end"], two["place"]) == ("2015-06-12", "09:05", "14:30", "5")


def test_a_share_shown_in_percent_keeps_its_percent(clerk: Clerk, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(("走访对象", "参加人数"))
    book.active.append(("某公司", 0.07))
    book.active.append(("某厂", "10余人"))
    book.active["B2"].number_format = "0%"
    book.save(tmp_path / "走访.xlsx")
    taken = imported(clerk, tmp_path, "visit", tmp_path / "走访.xlsx")
    assert {each["company"]: each["attended"] for each in taken} == {"某公司": "7%", "某厂": "10余人"}


def test_merged_cells_stand_for_each_of_their_rows(clerk: Clerk, tmp_path: Path) -> None:
    book = Workbook()
    for row in (HEADS, GOOD, (2, None, None, "建议二", None, None), (3, None, None, "建议三", None, None)):
        book.active.append(row)
    for column in "BCEF":
        book.active.merge_cells(f"{column}2:{column}2000")
    book.save(tmp_path / "意见.xlsx")
    taken = imported(clerk, tmp_path, "opinion", tmp_path / "意见.xlsx")
    assert [(each["number"], each["date"], each["source"]) for each in taken] == [
        (1, "2015-07-02", "座谈会"),
        (2, "2015-07-02", "座谈会"),
        (3, "2015-07-02", "座谈会"),
    ]


def rewritten(path: Path, member: str, old: bytes, new: bytes) -> None:
    """Replace bytes inside a workbook."""
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    assert old in members[member]
    members[member] = members[member].replace(old, new)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)


def test_a_wrong_size_written_by_wps_is_not_believed(clerk: Clerk, tmp_path: Path) -> None:
    path = sheet_of(tmp_path / "意见.xlsx", HEADS, GOOD, GOOD)
    rewritten(path, "xl/worksheets/sheet1.xml", b'<dimension ref="A1:F3"', b'<dimension ref="A1"')
    assert len(imported(clerk, tmp_path, "opinion", path)) == 2


def test_the_result_of_a_formula_is_taken(clerk: Clerk, tmp_path: Path) -> None:
    path = sheet_of(tmp_path / "意见.xlsx", HEADS, ("=1+1", *GOOD[1:]))
    rewritten(path, "xl/worksheets/sheet1.xml", b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    assert imported(clerk, tmp_path, "opinion", path)[0]["number"] == 2


def test_every_bad_cell_is_listed_by_row_and_column_and_nothing_is_imported(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    path = sheet_of(
        tmp_path / "意见.xlsx",
        ("意见台帐",),
        HEADS,
        GOOD,
        (2, "2015-02-30", "梦里", "建议", "沈文君", "办理中"),
        (),
        ("三", 6.1, "走访", "=A1", "沈文君", True),
        (4, "7月2日", "走访", None, "沈文君", "办理中"),
        *([5, f"7月{day}日", "走访", "建议", "沈文君", "没有"] for day in range(1, 11)),
    )
    head, *lines = refused(clerk, library, "opinion", path)
    assert head == "“意见.xlsx”有13行填得不对，一条也没有导入，请改好后再导入："
    assert [line.split("：")[0] for line in lines[:7]] == [
        "第4行B列",
        "第4行C列",
        "第6行A列",
        "第6行B列",
        "第6行D列",
        "第6行F列",
        "第7行D列",
    ]
    assert "“日期”不能填“2015-02-30”" in lines[0]
    assert "“日期”不能填“数字6.1”" in lines[3]
    assert "没有算出结果的公式" in lines[4]
    assert len(lines) == 17
    assert all("列：“状态”不能填“没有”" in line for line in lines[7:])


def test_an_error_of_a_formula_is_no_text(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    _, line = refused(clerk, library, "person", sheet_of(tmp_path / "人.xlsx", ("姓名",), ("#REF!",)))
    assert line == "第2行A列：“姓名”不能填“#REF!”：应填写文字。"


BY_SHEET = [
    kind for kind in KINDS if not any(field.essential for field in kind.fields if field not in importable(kind))
]
"""The kinds whose records a sheet can hold: not the clerk's own registers, which consist of a table."""


@pytest.mark.parametrize("kind", BY_SHEET, ids=lambda kind: kind.slug)
def test_no_field_takes_what_is_no_value(clerk: Clerk, tmp_path: Path, kind: Kind) -> None:
    library = clerk.library(tmp_path)
    fields = importable(kind)
    path = sheet_of(
        tmp_path / "错.xlsx", [field.label for field in fields], ["#N/A"] * len(fields), [True] * len(fields)
    )
    _, *lines = refused(clerk, library, kind.slug, path)
    assert len(lines) == 2 * len(fields)


def test_links_and_doubles_are_refused_with_their_row(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    heads = ("会议名称", "对应的会议记录")
    _, line = refused(clerk, library, "minutes", sheet_of(tmp_path / "纪要.xlsx", heads, ("例会", "没开的会")))
    assert line.startswith("第2行B列：")
    assert "没有叫“没开的会”的会议记录" in line
    people = sheet_of(tmp_path / "人.xlsx", ("姓名",), ("周启明",), ("沈文君",), ("周启明",))
    _, third, fourth = refused(clerk, library, "person", people)
    assert third.startswith("第3行A列：")
    assert "已有姓名“沈文君”" in third
    assert fourth.startswith("第4行A列：")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([("姓名", "年龄"), ("周启明", 30)], "B1单元格“年龄”不是“人员”能导入的栏目：.*姓名、职务"),
        ([("姓名", "职务", "name"), ("周启明", "", "")], "C1单元格“name”这一栏出现了两次"),
        ([("张三", "李四"), ("周启明", 30)], "没有“人员”的表头.*taizhang template person"),
        ([], "没有“人员”的表头"),
        ([("姓名", "职务")], "表头下面没有内容"),
        ([("姓名", "职务"), (" ", None)], "表头下面没有内容"),
    ],
)
def test_a_sheet_without_a_proper_head_is_refused(
    clerk: Clerk, tmp_path: Path, rows: list[tuple[Any, ...]], says: str
) -> None:
    library = clerk.library(tmp_path)
    before = tree(library)
    clerk.refused(2, "import", library, "person", sheet_of(tmp_path / "人.xlsx", *rows), says=says)
    assert tree(library) == before


def test_a_table_in_a_record_is_not_imported_from_a_sheet(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    path = sheet_of(tmp_path / "会议.xlsx", ("会议名称", "议定事项"), ("例会", "学习"))
    clerk.refused(2, "import", library, "meeting", path, says="B1单元格“议定事项”不是“会议记录”能导入的栏目")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("人.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "是旧版Excel文件（xls）.*另存为xlsx"),
        ("人.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "加了密码.*去掉密码"),
        ("人.xlsx", b"", "是空文件"),
        ("人.xlsx", b"PK\x03\x04broken", "能导入的是xlsx、csv、docx，这是压缩包"),
        ("人.pdf", b"%PDF-1.7", "能导入的是xlsx、csv、docx，这是PDF文档"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(clerk: Clerk, tmp_path: Path, name: str, data: bytes, says: str) -> None:
    library = clerk.library(tmp_path)
    (tmp_path / name).write_bytes(data)
    clerk.refused(2, "import", library, "person", tmp_path / name, says=says)


def test_a_damaged_workbook_is_refused(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    path = sheet_of(tmp_path / "人.xlsx", ("姓名",), ("周启明",))
    whole = path.read_bytes()
    rewritten(path, "xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheet")
    clerk.refused(2, "import", library, "person", path, says="文件已损坏或不完整")
    for length in range(200, len(whole), 700):
        path.write_bytes(whole[:length])
        clerk.refused(2, "import", library, "person", path, says="“人.xlsx”不能导入")
    clerk.refused(3, "import", library, "person", tmp_path / "没有.xlsx", says="没有这个文件")
    clerk.refused(3, "import", library, "person", tmp_path, says="读不了")
    clerk.refused(2, "import", library, "persons", path, says="没有“persons”这种记录")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), packed=st.booleans())
def test_one_damaged_byte_anywhere_never_ends_in_a_traceback(
    tmp_path: Path, place: float, byte: int, packed: bool
) -> None:
    path = sheet_of(tmp_path / "人.xlsx", ("姓名", "到岗日期"), ("周启明", dt.date(2015, 3, 1)), ("林晓岚", "=A1"))
    if not packed:  # damage reaches the XML itself
        rewritten(path, "xl/workbook.xml", b"<", b"<")
    data = bytearray(path.read_bytes())
    data[int(place * len(data))] = byte
    path.write_bytes(data)
    try:
        assert read_sheet(path, kind_of("person")).rows
    except LedgerError as refused:
        assert_sentence(f"{refused}\n")
