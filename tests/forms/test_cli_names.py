"""`check-names`, and what other commands say of rare characters in passing."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.forms.cli_runs import OPINION, Clerk, written


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


def test_a_text_is_looked_at_without_a_library(clerk: Clerk) -> None:
    run = clerk.done("check-names", "--text", "王𠮷和沈文君", "--json")
    (row,) = run.json["characters"]
    assert (row["character"], row["point"], row["places"], row["usable"]) == ("𠮷", "U+20BB7", [2], True)
    assert row["docx"] == "SimSun-ExtB"
    assert clerk.done("check-names", "--text", "沈文君").out == "没有生僻字，也没有印不出来的字。\n"


def test_what_cannot_be_used_is_proposed_otherwise_and_exits_with_1(clerk: Clerk) -> None:
    run = clerk.done("check-names", "--text", "王\ue863、李𠮷", code=1)
    assert "请改用标准字“䶮”（U+4DAE）" in run.out
    assert run.out.endswith("共2个生僻字或特殊字符，其中1个不能用。\n")
    assert clerk.done("check-names", "--text", "半\ud840", "--json", code=1).json["characters"][0]["point"] == "U+D840"


def test_a_library_is_looked_through(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    assert clerk.done("check-names", library).out == "没有生僻字，也没有印不出来的字。\n"
    clerk.run(
        "add", library, "opinion", "--data", written(tmp_path / "新.json", {**OPINION, "number": 2, "handler": "赵👍"})
    )
    (row,) = clerk.done("check-names", library, "--json", code=1).json["characters"]
    assert (row["kind"], row["field"], row["character"], row["usable"]) == ("opinion", "承办人", "👍", False)
    assert "“建议增加午间值班窗口”的“承办人”里，“👍”" in clerk.done("check-names", library, code=1).out


@pytest.mark.parametrize("words", [(), ("台帐库", "--text", "王")])
def test_either_a_library_or_a_text_is_wanted(clerk: Clerk, words: tuple[str, ...]) -> None:
    clerk.refused(2, "check-names", *words, says="台帐库和--text要写其中一样")


def test_adding_editing_and_importing_say_which_face_draws_a_rare_character(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    told = "提示：“王𠮷”的“姓名”里，“𠮷”（U+20BB7，第2个字）"
    run = clerk.run("add", library, "person", "--data", written(tmp_path / "人.json", {"name": "王𠮷"}), "--json")
    uid = run.json["uids"][0]
    assert run.code == 0 and run.err.startswith(told)
    assert clerk.run("edit", library, uid, "--data", written(tmp_path / "改.json", {"post": "内勤"})).err.startswith(
        told
    )
    book = Workbook()
    for row in (["姓名"], ["李𠮷"], ["赵𠮷"], ["钱䶮"]):
        book.active.append(row)
    book.save(tmp_path / "人.xlsx")
    run = clerk.run("import", library, "person", tmp_path / "人.xlsx")
    assert (run.code, run.out) == (0, "已从“人.xlsx”导入3条。\n")
    assert [line[:7] for line in run.err.splitlines()] == ["提示：“李𠮷”", "提示：“钱䶮”"]


def test_a_private_character_in_a_sheet_is_refused_by_row_and_column(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    book = Workbook()
    for row in (["姓名"], ["李\ue863"]):
        book.active.append(row)
    book.save(tmp_path / "人.xlsx")
    run = clerk.run("import", library, "person", tmp_path / "人.xlsx")
    assert (run.code, run.out) == (2, "")
    assert "第2行A列：“姓名”的第2个字是自造字（U+E863），换一台电脑就认不出来：请改用标准字“䶮”（U+4DAE）" in run.err


def test_of_many_rare_characters_only_the_first_ten_are_told(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    names = [{"name": f"王{chr(0x20BB0 + number)}"} for number in range(12)]
    run = clerk.run("add", library, "person", "--data", written(tmp_path / "人.json", names))
    assert run.code == 0
    assert len(run.err.splitlines()) == 11
    assert run.err.endswith("提示：另有2个生僻字，用 taizhang check-names 查看。\n")
