"""`import` of older papers: csv and Word, columns named by hand, a preview that changes nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import Workbook

from tests.forms.cli_runs import Clerk, tree
from tests.forms.tables.documents import GOOD, HEADS, document, table_in


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


def csv_file(path: Path, *rows: Sequence[str], encoding: str = "utf-8-sig") -> Path:
    """A csv file with these rows."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    path.write_bytes(buffer.getvalue().encode(encoding))
    return path


def contents(clerk: Clerk, library: Path, kind: str = "opinion") -> list[Any]:
    """The contents of the opinions in a library."""
    records = clerk.done("list", library, kind, "--json").json["records"]
    return [record["values"]["content" if kind == "opinion" else "name"] for record in records]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_file_is_imported(clerk: Clerk, tmp_path: Path, encoding: str) -> None:
    library = clerk.library(tmp_path)
    rare = (*GOOD[:3], "𠮷某反映\n排队久", *GOOD[4:])
    path = csv_file(tmp_path / "意见.csv", ("意见台帐",), HEADS, GOOD, rare, ("合计", "", "", "2条"), encoding=encoding)
    run = clerk.run("import", library, "opinion", path)
    assert (run.code, run.out) == (0, "已从“意见.csv”导入2条；第5行是合计，没有导入。\n")
    assert "𠮷某反映 排队久" in contents(clerk, library)


def test_a_table_of_a_word_document_is_imported(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    path = document(
        tmp_path / "意见.docx", HEADS, GOOD, ("小 计", "", "", "", "", ""), HEADS, (*GOOD[:3], "停车难", *GOOD[4:])
    )
    run = clerk.done("import", library, "opinion", path, "--json")
    assert len(run.json["uids"]) == 2
    assert run.json["left_out"] == [{"number": 3, "what": "小计"}, {"number": 4, "what": "又一次表头"}]
    assert contents(clerk, library)[-1] == "停车难"


def test_lines_between_and_below_the_records_are_left_out_and_told(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    made = docx.Document()
    lines = (("一、上半年", *[""] * 5), GOOD, ("本页合计", *[""] * 5), ("填表人：沈文君", "", "", "2015年12月", "", ""))
    table = table_in(made, HEADS, *lines, ("注：含电话反映的", *[""] * 5))
    table.cell(1, 0).merge(table.cell(1, 5))
    made.save(str(tmp_path / "意见.docx"))
    run = clerk.done("import", library, "opinion", tmp_path / "意见.docx", "--json")
    assert [(each["number"], each["what"]) for each in run.json["left_out"]] == [
        (2, "通栏文字“一、上半年”"), (4, "本页合计"), (5, "附注“填表人：沈文君”"), (6, "附注“注：含电话反映的”"),
    ]  # fmt: skip
    assert len(run.json["uids"]) == 1


def test_choices_in_traditional_characters_and_full_width_are_known(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    row = ("2", "２０１５．７．８", " 來信來訪", "空調太冷", "沈文君", "辦理中")
    clerk.done("import", library, "opinion", csv_file(tmp_path / "意見.csv", HEADS, row, encoding="utf-8"))
    records = clerk.done("list", library, "opinion", "--json").json["records"]
    taken = next(each["values"] for each in records if each["values"]["number"] == 2)
    assert (taken["source"], taken["status"], taken["content"]) == ("来信来访", "办理中", "空調太冷")


@pytest.mark.parametrize("content", ["合计数不对", "注意安全", "说明书看不懂", "填表人手不够", "总计", "注：见附件"])
def test_words_in_a_record_do_not_leave_it_out(clerk: Clerk, tmp_path: Path, content: str) -> None:
    library = clerk.library(tmp_path)
    path = csv_file(tmp_path / "意见.csv", ("序号", "日期", "意见建议内容"), ("1", "7月2日", content))
    assert clerk.done("import", library, "opinion", path).out == "已从“意见.csv”导入1条。\n"


def test_faults_of_a_word_document_are_told_by_number_of_row_and_column(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    before = tree(library)
    path = document(tmp_path / "意见.docx", HEADS, GOOD, ("2", "7月33日", "梦里", *GOOD[3:]))
    run = clerk.run("import", library, "opinion", path)
    assert (run.code, run.out, tree(library)) == (2, "", before)
    lines = run.err.splitlines()
    assert lines[0] == "“意见.docx”有1行填得不对，一条也没有导入，请改好后再导入："
    assert [line.split("：")[0] for line in lines[1:]] == ["第3行第2列", "第3行第3列"]


def two_tables(path: Path) -> Path:
    """A document with the same table twice, after one that is no register."""
    made = docx.Document()
    table_in(made, ("制表", "沈文君"))
    for title, content in (("一季度", "停车难"), ("二季度", "空调冷")):
        made.add_heading(title, 1)
        table_in(made, HEADS, (*GOOD[:3], content, *GOOD[4:]))
    made.save(str(path))
    return path


def test_which_of_several_tables_is_meant(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    path = two_tables(tmp_path / "意见.docx")
    clerk.refused(2, "import", library, "opinion", path, says="第2张“一季度”、第3张“二季度”。请用 --table 写明")
    clerk.refused(2, "import", library, "opinion", path, "--table", "4", says="没有第4张表，只有：第1张、第2张“一季度”")
    clerk.refused(2, "import", library, "opinion", path, "--table", "二", says="请写表的序号，如 --table 2")
    clerk.refused(2, "import", library, "opinion", path, "--table", "1", says="没有“意见建议”的表头")
    clerk.done("import", library, "opinion", path, "--table", "3")
    assert contents(clerk, library)[-1] == "空调冷"


def test_a_document_with_several_tables_of_other_things_has_no_head(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    made = docx.Document()
    for words in ("甲", "乙"):
        table_in(made, (words, "丙"))
    made.save(str(tmp_path / "别的.docx"))
    clerk.refused(2, "import", library, "opinion", tmp_path / "别的.docx", says="没有“意见建议”的表头.*--map")


def test_a_sheet_of_a_workbook_is_named_by_its_number_or_found_by_its_heads(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    book = Workbook()
    book.active.append(("封面",))
    for content in ("停车难", "空调冷"):
        sheet = book.create_sheet()
        sheet.append(HEADS)
        sheet.append((*GOOD[:3], content, *GOOD[4:]))
    hidden = book.create_sheet("意见建议")
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "意见.xlsx")
    clerk.done("import", library, "opinion", tmp_path / "意见.xlsx")
    clerk.done("import", library, "opinion", tmp_path / "意见.xlsx", "--table", "3")
    assert contents(clerk, library)[-2:] == ["停车难", "空调冷"]


OLDER = ("登记时间", "何处", "群众说了什么", "年龄")


def test_columns_are_named_by_hand(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    path = csv_file(tmp_path / "意见.csv", OLDER, ("7月2日", "走访", "停车难", "41"))
    clerk.refused(2, "import", library, "opinion", path, says="B1单元格“何处”不是.*--map 何处=不导入")
    options = ("--map", "何处=来源", "群众说了什么=content", "--map", "年龄=不导入")
    clerk.done("import", library, "opinion", path, *options)
    records = clerk.done("list", library, "opinion", "--json").json["records"]
    taken = next(each["values"] for each in records if each["values"]["content"] == "停车难")
    assert (taken["date"], taken["source"]) == ("2015-07-02", "走访")


def test_a_head_that_is_not_known_at_all_is_found_by_what_is_mapped(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    path = csv_file(tmp_path / "人.csv", ("花名册", ""), ("何人", "做何事"), ("周启明", "科员"))
    clerk.refused(2, "import", library, "person", path, says="没有“人员”的表头")
    clerk.done("import", library, "person", path, "--map", "何人=姓名", "做何事=职务")
    assert "周启明" in contents(clerk, library, "person")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--map", "何处"), "“--map 何处”写得不对，应是“旧列=字段”"),
        (("--map", "=来源"), "写得不对，应是“旧列=字段”"),
        (("--map", "哪里=来源"), "表头里没有“哪里”这一列，只有：登记时间、何处、群众说了什么、年龄"),
        (("--map", "何处=地方"), "“意见建议”没有“地方”这一栏，能写的有：序号、日期.*、不导入"),
        (("--map", "何处=来源", "年龄=来源"), "“来源”只能由一列填"),
        (("--encoding", "utf9"), "不认识编码“utf9”"),
        (("--encoding", "utf-16"), "不是UTF-16编码"),
    ],
)
def test_options_that_make_no_sense(clerk: Clerk, tmp_path: Path, options: tuple[str, ...], says: str) -> None:
    library = clerk.library(tmp_path)
    before = tree(library)
    path = csv_file(tmp_path / "意见.csv", OLDER, ("7月2日", "走访", "停车难", "41"), encoding="utf-8")
    clerk.refused(2, "import", library, "opinion", path, *options, says=says)
    assert tree(library) == before


def test_a_preview_tells_columns_first_rows_and_faults_and_changes_nothing(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    before = tree(library)
    rows = (("7月2日", "走访", "停车难", "41"), ("7月33日", "梦里", "", "5"), ("合计", "", "", ""))
    path = csv_file(tmp_path / "意见.csv", OLDER, *rows)
    options = (path, "--map", "何处=来源", "群众说了什么=意见建议内容", "--preview")
    run = clerk.done("import", library, "opinion", *options, code=1)
    assert run.out.splitlines() == [
        "“意见.csv”第1张表，表头在第1行：",
        "  A列“登记时间” → 日期：2015年7月2日，7月33日",
        "  B列“何处” → 来源：走访，梦里",
        "  C列“群众说了什么” → 意见建议内容：停车难",
        "  D列“年龄” → 认不出，导入前请写明 --map 年龄=栏目 或 --map 年龄=不导入",
        "  第4行是合计，不导入",
        *[line for line in run.out.splitlines() if line.startswith("  第3行")],
        "1行能导入，1行填得不对。这是预览，没有导入。",
    ]
    told = clerk.done("import", library, "opinion", *options, "--json", code=1).json
    assert (told["file"], told["table"], told["good"]) == ("意见.csv", 1, 1)
    assert [(each["column"], each["field"], each["unknown"]) for each in told["columns"]] == [
        ("A", "date", False), ("B", "source", False), ("C", "content", False), ("D", None, True),
    ]  # fmt: skip
    assert told["columns"][0]["first"] == ["2015年7月2日", "7月33日"]
    assert [(each["row"], each["column"]) for each in told["faults"]] == [(3, "A"), (3, "B"), (3, "C")]
    assert all(each["why"].startswith("“") for each in told["faults"])
    assert told["left_out"] == [{"number": 4, "what": "合计"}]
    assert tree(library) == before


def test_a_preview_of_what_can_be_imported_whole_has_no_findings(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    path = document(tmp_path / "意见.docx", (*HEADS, "年龄"), (*GOOD, "41"))
    run = clerk.done("import", library, "opinion", path, "--map", "年龄=不导入", "--preview")
    assert "第1张表“意见台帐”，表头在第1行" in run.out
    assert "“年龄” → 不导入\n" in run.out


def test_running_numbers_that_a_kind_does_not_count_are_passed_over(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    clerk.done("import", library, "person", csv_file(tmp_path / "人.csv", ("序号", "姓名"), ("1", "周启明")))
    assert "周启明" in contents(clerk, library, "person")
