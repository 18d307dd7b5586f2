"""`merge` and `ranking`: folders and packages, previewed and chosen, branches and their ranking."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ledger.book import Ledger
from ledger.handovers import handovers
from tests.forms.cli_runs import OPINION, Clerk, tree, written


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


@pytest.fixture
def library(clerk: Clerk, tmp_path: Path) -> Path:
    return clerk.library(tmp_path)


@pytest.fixture
def other(clerk: Clerk, library: Path, tmp_path: Path) -> Path:
    """A copy in which another opinion was added."""
    shutil.copytree(library, tmp_path / "另一份")
    add(clerk, tmp_path / "另一份", tmp_path, 2, "窗口增加遮阳棚")
    return tmp_path / "另一份"


def add(clerk: Clerk, library: Path, folder: Path, number: int, content: str) -> None:
    """Add an opinion."""
    data = {**OPINION, "number": number, "content": content}
    clerk.done("add", library, "opinion", "--data", written(folder / "意见.json", data))


def edited(clerk: Clerk, library: Path, content: str) -> None:
    """Change the first opinion, which both copies have."""
    uid = clerk.uid(library, "opinion")
    clerk.done("edit", library, uid, "--data", written(library.parent / "改.json", {"content": content}))


def contents(library: Path) -> list[str]:
    """What the opinions say."""
    with Ledger.open(library, read_only=True) as ledger:
        return [record["content"] for record in ledger.records("opinion")]


def packed(clerk: Clerk, library: Path, folder: Path, purpose: str) -> Path:
    """A package of the library."""
    folder.mkdir()
    done = clerk.run("handover", library, folder, "--purpose", purpose, "--library", "--bundled-fonts", "--json")
    assert done.code in {0, 1}, done.err
    return next(folder.glob("移交包_*"))


def test_a_preview_writes_nothing(clerk: Clerk, library: Path, other: Path) -> None:
    before = tree(library), tree(other)
    said = clerk.done("merge", library, other, "--preview").out
    assert said.splitlines()[0] == "合并“第五税务分局”的台帐：新增1条。"
    assert "［新增］意见建议“窗口增加遮阳棚”" in said
    assert (tree(library), tree(other)) == before


def test_what_is_new_comes_in_once_and_the_other_is_left_alone(clerk: Clerk, library: Path, other: Path) -> None:
    before = tree(other)
    facts = clerk.done("merge", library, other, "--json").json
    assert (facts["merged"], facts["changes"], facts["receipt"]) == (True, True, None)
    assert Path(facts["backup"]).is_file()
    assert sorted(contents(library)) == sorted(contents(other))
    after = tree(library)
    assert "没有本台帐还没有的内容" in clerk.done("merge", library, other).out
    assert tree(library) == after
    assert tree(other) == before


def test_what_differs_is_listed_and_nothing_merged_until_it_is_chosen(
    clerk: Clerk, library: Path, other: Path, tmp_path: Path
) -> None:
    edited(clerk, library, "延长周六办公")
    edited(clerk, other, "增设自助机")
    before = tree(library)
    refused = clerk.run("merge", library, other)
    assert refused.code == 2
    assert "［要选择］" in refused.out
    assert "逐处选定后再合并" in refused.err
    assert tree(library) == before
    (key,) = clerk.done("merge", library, other, "--preview", "--json", code=1).json["open"]
    choices = written(tmp_path / "选择.json", {key: "theirs"})
    assert "［已选择］" in clerk.done("merge", library, other, "--choices", choices).out
    assert sorted(contents(library)) == ["增设自助机", "窗口增加遮阳棚"]


def test_one_answer_may_be_given_for_everything(clerk: Clerk, library: Path, other: Path) -> None:
    edited(clerk, library, "延长周六办公")
    edited(clerk, other, "增设自助机")
    clerk.done("merge", library, other, "--choose", "ours")
    assert "延长周六办公" in contents(library)


def test_choices_that_are_none_are_refused(clerk: Clerk, library: Path, other: Path, tmp_path: Path) -> None:
    for data, says in (([1], "应是“编号: ours 或 theirs”的一组"), ({"a": "both"}, "ours（本台帐）或 theirs（对方）")):
        choices = written(tmp_path / "选择.json", data)
        clerk.refused(2, "merge", library, other, "--choices", choices, says=says)


def test_what_is_neither_library_nor_package_is_refused(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    before = tree(library)
    said = clerk.done("merge", library, tmp_path / "空", code=2).out
    assert said.startswith("“空”不是台帐库，作为移交包没有通过核对，没有合并任何内容：")
    assert clerk.done("merge", library, tmp_path / "空", "--json", code=2).json["merged"] is False
    assert tree(library) == before


def test_a_package_is_merged_with_a_receipt_that_its_sender_can_note(
    clerk: Clerk, library: Path, other: Path, tmp_path: Path
) -> None:
    package = packed(clerk, other, tmp_path / "U盘", "colleague")
    edited(clerk, library, "延长周六办公")
    clerk.done("receive", package, library, "--merge", "--preview")
    facts = clerk.done("receive", package, library, "--merge", "--json").json
    assert facts["merged"]
    assert sorted(contents(library)) == ["延长周六办公", "窗口增加遮阳棚"]
    with Ledger.open(library, read_only=True) as ledger:
        (noted,) = handovers(ledger.session)
    assert (noted.direction, noted.purpose) == ("in", "colleague")
    assert "已登记移交回执" in clerk.done("receipt", other, facts["receipt"]).out
    with Ledger.open(other, read_only=True) as ledger:
        (sent,) = handovers(ledger.session)
    assert "并入了原有的台帐库" in sent.result


def test_branches_are_taken_in_and_ranked(clerk: Clerk, library: Path, other: Path, tmp_path: Path) -> None:
    county = tmp_path / "县局"
    clerk.done("init", county, "--scheme", "qidong-2015", "--unit", "县局", "--year", "2015")
    package = packed(clerk, library, tmp_path / "U盘", "branch")
    clerk.done("merge", county, package, "--branch")
    assert "新增1条" in clerk.done("merge", county, other, "--branch").out
    assert contents(county) == []
    table = tmp_path / "排名.xlsx"
    places = clerk.done("ranking", county, "--xlsx", table, "--json", code=1).json["places"]
    assert [(place["unit"], place["rank"], place["own"]) for place in places] == [
        ("县局", None, True), ("第五税务分局", None, False),
    ]  # fmt: skip
    assert all(place["why"] and place["gaps"] for place in places)
    cells = [cell.value for cell in next(load_workbook(table).active.iter_rows(min_row=1, max_row=1))]
    assert cells[:3] == ["名次", "单位", "得分"]
    assert "没有名次　县局：" in clerk.done("ranking", county, code=1).out


def test_a_branch_is_not_merged_and_ones_own_is_no_branch(
    clerk: Clerk, library: Path, other: Path, tmp_path: Path
) -> None:
    county = tmp_path / "县局"
    clerk.done("init", county, "--scheme", "qidong-2015", "--unit", "县局", "--year", "2015")
    clerk.refused(2, "merge", county, library, says="作为下级台帐收入")
    clerk.refused(2, "merge", library, other, "--branch", says="请改用合并")
