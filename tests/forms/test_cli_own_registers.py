"""Registers that the clerk defines himself, on the command line: used as any other, and handed over as a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.forms.cli_runs import Clerk

COLUMNS = [
    {"label": "日期", "type": "日期", "required": "是"},
    {"label": "地点", "type": "文字", "required": "是"},
    {"label": "结果", "type": "单选", "choices": "正常、异常"},
    {"label": "隐患数", "type": "约数", "key": "隐患", "width": 8},
]
PATROL = {"title": "安全巡查册", "code": "patrol", "proof": "现场照片", "columns": COLUMNS}
ONE = {"日期": "2015.7.2", "地点": "办税大厅", "结果": "正常", "隐患": "10余"}


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


def library(clerk: Clerk, path: Path) -> Path:
    clerk.done("init", path, "--scheme", "qidong-2015", "--unit", "第五税务分局", "--year", "2015")
    return path


def data(folder: Path, name: str, value: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def lib(clerk: Clerk, tmp_path: Path) -> Path:
    """A library with a register of its own and an entry in it."""
    made = library(clerk, tmp_path / "台帐库")
    clerk.done("add", made, "own_register", "--data", data(tmp_path, "册.json", PATROL))
    clerk.done("add", made, "own-patrol", "--data", data(tmp_path, "一条.json", ONE))
    return made


def test_the_kinds_of_a_library_hold_its_own(clerk: Clerk, lib: Path) -> None:
    plain = clerk.done("kinds").out
    assert "own-patrol" not in plain
    assert clerk.done("kinds", "--lib", lib).out == f"{plain}own-patrol　安全巡查册（汇成一本登记簿）　自建登记簿。\n"
    told = clerk.done("kinds", "own-patrol", "--lib", lib).out
    assert "隐患　隐患数　约数" in told
    (kind,) = clerk.done("kinds", "own-patrol", "--lib", lib, "--json").json["kinds"]
    assert (kind["group"], kind["proof"]) == ("自建登记簿", "现场照片")
    clerk.refused(2, "kinds", "own-patrol", says="没有“own-patrol”这种记录")


def test_entries_are_listed_changed_deleted_and_come_back(clerk: Clerk, lib: Path, tmp_path: Path) -> None:
    (record,) = clerk.done("list", lib, "own-patrol", "--json").json["records"]
    assert record["title"] == "办税大厅"
    uid = record["uid"]
    clerk.done("edit", lib, uid, "--data", data(tmp_path, "改.json", {"结果": "异常"}))
    clerk.done("delete", lib, uid)
    assert "安全巡查册" in clerk.done("list", lib, "--deleted").out
    clerk.done("undelete", lib, uid)
    assert "结果：正常 → 异常" in clerk.done("history", lib, uid).out
    assert "现场照片" in clerk.run("gaps", lib).out


def test_a_template_is_filled_and_imported(clerk: Clerk, lib: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "巡查.xlsx"
    clerk.done("template", "own-patrol", sheet, "--lib", lib)
    book = load_workbook(sheet)
    page = book.worksheets[0]
    heads = {cell.value: cell.column for cell in next(page.iter_rows())}
    for head, words in (("日期", "2015.7.5"), ("地点", "后院"), ("结果", "异常"), ("隐患数", "约3")):
        page.cell(2, heads[next(each for each in heads if head in str(each))], words)
    book.save(sheet)
    clerk.done("import", lib, "own-patrol", sheet)
    records = clerk.done("list", lib, "own-patrol", "--json").json["records"]
    assert [each["title"] for each in records] == ["办税大厅", "后院"]


def test_the_register_is_printed(clerk: Clerk, lib: Path, tmp_path: Path) -> None:
    made = clerk.done("paper", lib, "register:own-patrol", tmp_path / "印", "--bundled-fonts", "--json").json
    assert (made["title"], made["pages"]) == ("安全巡查册", 1)


def test_definitions_are_handed_over_whole(clerk: Clerk, lib: Path, tmp_path: Path) -> None:
    file = tmp_path / "巡查册.json"
    assert clerk.done("register", lib, "own-patrol", "--export", file).out == (
        f"own-patrol　安全巡查册　4个栏目\n共1种自建登记簿，已写到“{file}”。\n"
    )
    other = library(clerk, tmp_path / "另一库")
    assert "共1种自建登记簿，已收进台帐库。" in clerk.done("register", other, "--import", file).out
    there, here = (clerk.done("register", each, "--json").json for each in (other, lib))
    assert there == here
    fields = [clerk.done("kinds", "own-patrol", "--lib", each, "--json").json for each in (other, lib)]
    assert fields[0] == fields[1]
    clerk.done("add", other, "own-patrol", "--data", data(tmp_path, "又一条.json", ONE))


@pytest.mark.parametrize(
    ("standing", "says"),
    [
        ({**PATROL, "title": "夜间巡查"}, "“安全巡查册”的代号“patrol”已经给了“夜间巡查”"),
        ({**PATROL, "code": "night"}, "安全巡查册"),
    ],
)
def test_a_definition_that_collides_is_named_and_nothing_changes(
    clerk: Clerk, lib: Path, tmp_path: Path, standing: dict[str, Any], says: str
) -> None:
    clerk.done("add", lib, "own_register", "--data", data(tmp_path, "二.json", {**PATROL, "title": "甲", "code": "a"}))
    file = tmp_path / "两册.json"
    clerk.done("register", lib, "own-a", "own-patrol", "--export", file)
    other = library(clerk, tmp_path / "另一库")
    clerk.done("add", other, "own_register", "--data", data(tmp_path, "三.json", standing))
    clerk.refused(2, "register", other, "--import", file, says=says)
    assert len(clerk.done("register", other, "--json").json["registers"]) == 1


def test_what_is_no_definition_is_refused(clerk: Clerk, lib: Path, tmp_path: Path) -> None:
    for wrong in ([], {}, {"registers": []}, {"registers": "甲"}):
        clerk.refused(2, "register", lib, "--import", data(tmp_path, "错.json", wrong), says="register --export")
    clerk.refused(2, "register", lib, "own-x", "--export", tmp_path / "无.json", says="没有“own-x”")
    clerk.refused(2, "register", lib, "--export", data(tmp_path, "有.json", []), says="有.json")
    empty = library(clerk, tmp_path / "空库")
    clerk.refused(2, "register", empty, "--export", tmp_path / "空.json", says="没有自建登记簿")
    assert clerk.done("register", empty).out == "共0种自建登记簿。\n"
