"""`report` at the command line: printed, added, its outlines, the deeds of a candidate, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forms.cli_runs import Clerk, tree, written

MEETING = {
    "title": "六月工作例会",
    "type": "工作例会",
    "date": "6月5日",
    "place": "三楼会议室",
    "present": "沈文君",
    "content": "部署自查。",
}


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


@pytest.fixture
def library(clerk: Clerk, tmp_path: Path) -> Path:
    made = clerk.library(tmp_path)
    clerk.done("add", made, "meeting", "--data", written(tmp_path / "会议.json", MEETING))
    return made


def test_a_draft_is_printed_and_nothing_is_changed(clerk: Clerk, library: Path) -> None:
    before = tree(library)
    out = clerk.done("report", library, "--sort", "年度总结", "--period", "2015").out
    assert out.startswith("2015年度“人民满意服务示范窗口”创建活动工作总结\n按照活动方案")
    assert "\n一、组织领导情况\n召开会议1次（6月5日），累计到会1人次。\n" in out
    assert "\n七、下一步打算\n办理并答复其余1条意见建议。\n【待补：下一步工作打算】\n特此报告。\n" in out
    assert out.endswith("要补写。用 --add 登记这份草稿。）\n")
    assert tree(library) == before


def test_without_a_period_it_is_the_year_of_the_ledger(clerk: Clerk, library: Path) -> None:
    assert "关于2015年度“" in clerk.done("report", library).out


def test_a_summary_that_the_scheme_demands_is_added_as_that(clerk: Clerk, library: Path) -> None:
    words = ("report", library, "--sort", "阶段小结", "--period", "检查整改", "--add", "--json")
    found = clerk.done(*words).json
    assert (found["kind"], found["report"]["stage"]) == ("stage_summary", "检查整改")
    (record,) = clerk.done("list", library, "stage_summary", "--json").json["records"]
    assert "（一）组织领导情况\n召开会议1次（6月5日）" in record["values"]["achievements"]
    assert record["values"]["next_steps"].endswith("【待补：下一步工作打算】")
    gaps = clerk.done("gaps", library, code=1).out
    assert "阶段缺“检查整改阶段小结”" not in gaps and "“存在问题”、“下一步打算”里有“【待补”" in gaps


def test_a_draft_is_added_and_is_a_gap_until_it_is_complete(clerk: Clerk, library: Path) -> None:
    found = clerk.done("report", library, "--sort", "年度总结", "--add", "--json").json
    assert found["kind"] == "work_report" and found["open"] > 0
    (record,) = clerk.done("list", library, "work_report", "--json").json["records"]
    assert record["uid"] == found["uid"]
    assert record["values"]["sources"][0] == {
        "chapter": "组织领导情况",
        "figure": "召开会议1次",
        "kind": "会议记录",
        "count": "1",
    }
    assert "里有“【待补”" in clerk.done("gaps", library, code=1).out
    printed = clerk.run("paper", library, found["uid"], library.parent / "印", "--bundled-fonts")
    assert printed.code == 0 and printed.err.endswith("里还有“【待补”没有补写，补好以后再印正式件。\n")
    assert "编号" in clerk.done("report", library, "--add").out


def test_only_json_is_printed_when_asked_for(clerk: Clerk, library: Path) -> None:
    found = clerk.done("report", library, "--sort", "年度总结", "--json").json
    assert (found["uid"], found["report"]["sort"]) == (None, "年度总结")
    assert clerk.done("report", library, "--outlines", "--json").json["outlines"][0]["key"] == "house"


def test_outlines_are_listed_and_chosen(clerk: Clerk, library: Path) -> None:
    lines = clerk.done("report", library, "--outlines", "--sort", "阶段小结").out.splitlines()
    assert lines[0] == "stages　按活动阶段：宣传发动阶段、检查整改阶段、考核评议阶段"
    assert lines[1].startswith("house　通用提纲：组织领导情况、")
    assert "\n二、检查整改阶段\n" in clerk.done("report", library, "--outline", "stages").out


def test_the_deeds_of_a_candidate_are_drafted(clerk: Clerk, library: Path) -> None:
    out = clerk.done("report", library, "--candidate", "沈文君", "--period", "2015").out
    assert out.startswith("2015年1月1日至12月31日，参加会议1次。\n【待补：")
    assert clerk.done("report", library, "--candidate", "沈文君", "--json").json["candidate"] == "沈文君"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--sort", "总结"), "--sort “总结”的内容不对：只能写工作汇报、"),
        (("--period", "明年"), "“明年”不是报告期"),
        (("--outline", "五条"), "没有叫“五条”的提纲"),
        (("--candidate", "沈文君", "--add"), "只起草主要事迹"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_added(
    clerk: Clerk, library: Path, words: tuple[str, ...], says: str
) -> None:
    clerk.refused(2, "report", library, *words, says=says)
    assert clerk.done("list", library, "work_report", "--json").json["records"] == []
