"""`scheme`: the scheme of a library is shown, handed on as a file, and replaced by one; `init` takes a file too."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.schemes.load import load_scheme, scheme_text
from tests.forms.cli_runs import Clerk
from tests.ledger.books import closed_book

QIDONG = scheme_text("qidong-2015")


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return closed_book(tmp_path)


def test_a_county_hands_its_scheme_to_a_branch(tmp_path: Path, clerk: Clerk, library: Path) -> None:
    weights = ("weight.total.daily=40", "weight.total.review=60")
    clerk.done("rule", library, *weights, "--reason", "县里答复")
    file, branch = tmp_path / "县方案.toml", tmp_path / "二分局"
    told = clerk.done("scheme", library, "--export", file).out
    assert told == f"已把活动方案“‘人民满意服务示范窗口’创建活动”写到“{file}”。\n"
    clerk.done("init", branch, "--scheme", file, "--unit", "第二税务分局", "--year", "2016")
    with Ledger.open(branch, read_only=True) as ledger:
        assert [part.weight for part in ledger.scheme.node("total").parts] == [40, 60]
        assert (ledger.campaign.scheme_id, ledger.scheme.year) == ("qidong-2015", 2016)
        assert ledger.scheme.stages[0].first.year == 2016


def test_the_file_keeps_the_comments_unless_something_was_changed(tmp_path: Path, clerk: Clerk, library: Path) -> None:
    clerk.done("scheme", library, "--export", tmp_path / "原样.toml")
    assert (tmp_path / "原样.toml").read_text(encoding="utf-8") == QIDONG


def test_a_scheme_is_imported_with_a_reason_and_what_differs_is_told(
    tmp_path: Path, clerk: Clerk, library: Path
) -> None:
    file = tmp_path / "县方案.toml"
    file.write_text(QIDONG.replace('span = "5月"', 'span = "5月上旬"', 1), encoding="utf-8")
    told = clerk.done("scheme", library, "--import", file, "--reason", "县里下发").out
    assert told == "已改用“县方案.toml”里的活动方案：阶段与任务：改动“宣传发动”（县里下发）\n"
    again = clerk.done("scheme", library, "--import", file, "--reason", "县里下发").out
    assert again == "“县方案.toml”与现在的活动方案相同，没有改动。\n"
    assert "改动方案　活动方案：阶段与任务：改动“宣传发动”　县里下发" in clerk.done("history", library, "scheme").out
    (change,) = clerk.done("history", library, "scheme", "--json").json["history"]
    assert (change["field"], change["old"], change["new"]) == ("text", "", "阶段与任务：改动“宣传发动”")
    assert "阶段：宣传发动（5月上旬）；" in clerk.done("scheme", library, "--show").out


def test_a_scheme_is_shown(tmp_path: Path, clerk: Clerk) -> None:
    branch = tmp_path / "支局"
    clerk.done("init", branch, "--scheme", "post-savings-2011", "--unit", "某支局", "--year", "2011")
    scheme = load_scheme("post-savings-2011")
    lines = clerk.done("scheme", branch, "--show").out.splitlines()
    assert lines[0] == f"{scheme.name}（{scheme.basis}）"
    assert f"来源缺失、待补录{len(scheme.lost)}处：" in lines
    assert lines[-1] == f"  {scheme.lost[-1].place}：{scheme.lost[-1].words}"
    shown = clerk.done("scheme", branch, "--show", "--json").json
    assert (shown["id"], shown["year"], len(shown["lost"])) == (scheme.id, 2011, len(scheme.lost))
    assert [each["name"] for each in shown["stages"]] == [each.name for each in scheme.stages]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "--show、--export、--import 三者取一"),
        (("--show", "--export", "a.toml"), "三者取一"),
        (("--import", "a.toml"), "--import 要和 --reason 一起写"),
        (("--show", "--reason", "县里"), "--import 要和 --reason 一起写"),
        (("--export",), "--export后面缺少内容"),
    ],
)
def test_a_command_written_wrongly_is_told(clerk: Clerk, library: Path, words: tuple[str, ...], says: str) -> None:
    clerk.refused(2, "scheme", library, *words, says=says)


def test_a_bad_file_changes_nothing(tmp_path: Path, clerk: Clerk, library: Path) -> None:
    file = tmp_path / "县方案.toml"
    file.write_text(QIDONG.replace("weight = 30 ", "weight = 31 ", 1), encoding="utf-8")
    before = (library / "ledger.db").read_bytes()
    says = "方案“县方案.toml”的“nodes.total.parts”各部分权重之和是 101，不等于 100"
    clerk.refused(2, "scheme", library, "--import", file, "--reason", "县里下发", says=says)
    assert (library / "ledger.db").read_bytes() == before
    new = tmp_path / "新库"
    clerk.refused(2, "init", new, "--scheme", file, "--unit", "某局", "--year", "2015", says=says)
    assert not new.exists()
    clerk.refused(2, "scheme", library, "--import", file, "--reason", " ", says="理由")


def test_files_that_cannot_be_read_or_written_are_told(tmp_path: Path, clerk: Clerk, library: Path) -> None:
    there = tmp_path / "已有.toml"
    there.write_text("别人的", encoding="utf-8")
    clerk.refused(2, "scheme", library, "--export", there, says="已经存在，不覆盖")
    assert there.read_text(encoding="utf-8") == "别人的"
    clerk.refused(3, "scheme", library, "--export", tmp_path / "没有" / "a.toml", says="写不了方案文件")
    clerk.refused(3, "scheme", library, "--import", tmp_path / "没有.toml", "--reason", "县里", says="读不了方案文件")
    clerk.refused(
        3, "init", tmp_path / "库", "--scheme", tmp_path / "没有.toml", "--unit", "局", "--year", "2015", says="读"
    )
    clerk.refused(
        2, "init", tmp_path / "库", "--scheme", "没有", "--unit", "局", "--year", "2015", says="没有编号为“没有”"
    )


def test_what_is_written_is_read_again(tmp_path: Path, clerk: Clerk, library: Path) -> None:
    clerk.done("rule", library, "rule.digits=3", "--reason", "县里答复")
    file = tmp_path / "县方案.toml"
    clerk.done("scheme", library, "--export", file)
    assert tomllib.loads(file.read_text(encoding="utf-8"))["rules"]["digits"]["value"] == "3"
    other = closed_book(tmp_path / "乙")
    clerk.done("scheme", other, "--import", file, "--reason", "县里下发")
    with Ledger.open(library, read_only=True) as one, Ledger.open(other, read_only=True) as two:
        assert one.scheme.rule("digits") == two.scheme.rule("digits") == "3"
