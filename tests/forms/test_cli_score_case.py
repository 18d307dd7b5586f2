"""`score --case`: exact for cases computed by hand from the scheme, and the bad ones refused by name."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from tests.forms.cli_runs import Clerk, written

# 评议小组 25 : 25 : 50，总分 = 日常考核 30% + 民主评议 70%（启发〔2015〕39号）.
CASE: dict[str, Any] = {
    "scheme": "qidong-2015",
    "values": {"daily": "92"},
    "ballots": {
        "leaders": {"issued": 4, "returned": 3, "void": 0, "unknown": 1, "scores": ["88", "90.5"]},
        "representatives": {"scores": ["85"]},
        "public": {"scores": ["90"]},
    },
    "rules": {"unknown": "exclude", "digits": 2},
}


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


def changed(**parts: Any) -> dict[str, Any]:
    return {**copy.deepcopy(CASE), **parts}


def leaders(**group: Any) -> dict[str, Any]:
    case = copy.deepcopy(CASE)
    case["ballots"]["leaders"] = group
    return case


def test_the_case_is_scored_exactly(clerk: Clerk, tmp_path: Path) -> None:
    found = clerk.done("score", "--case", written(tmp_path / "算例.json", CASE), "--json").json
    assert set(found) == {"scheme", "vetoed", "nodes", "items", "rules", "explain"}
    assert found["nodes"]["leaders"]["exact"] == "89.25"  # (88 + 90.5) ÷ 2
    assert found["nodes"]["review"] == {"exact": "88.5625", "shown": "88.56", "passed": None}
    assert found["nodes"]["total"] == {"exact": "89.59375", "shown": "89.59", "passed": None}
    assert (found["rules"]["unknown"], found["rules"]["rounding"], found["rules"]["digits"]) == (
        "exclude",
        "half-up",
        2,
    )
    assert "27.6 + 61.99375 = 89.59375" in found["explain"][-1]


def test_the_case_is_explained_in_words(clerk: Clerk, tmp_path: Path) -> None:
    out = clerk.done("score", "--case", written(tmp_path / "算例.json", CASE)).out
    assert "日常考核 92 × 30% + 民主评议 88.5625 × 70% = 27.6 + 61.99375 = 89.59375" in out
    assert "规则　“不了解”票：" in out


def test_a_ballot_that_knows_nothing_may_count_as_zero(clerk: Clerk, tmp_path: Path) -> None:
    case = changed(rules={"unknown": "zero", "digits": 0})
    nodes = clerk.done("score", "--case", written(tmp_path / "算例.json", case), "--json").json["nodes"]
    assert nodes["leaders"]["exact"] == "59.5"  # (88 + 90.5 + 0) ÷ 3
    assert nodes["total"]["exact"] == "84.3875"  # 27.6 + (14.875 + 21.25 + 45) × 0.7
    assert nodes["total"]["shown"] == "84"


@pytest.mark.parametrize(
    ("case", "says"),
    [
        (changed(scheme="qidong-2099"), "没有编号为“qidong-2099”的方案"),
        (changed(scheme=""), "“scheme”"),
        ({}, "“scheme”"),
        ([], "计分数据"),
        (changed(vaules={}), "不认识“vaules”"),
        (changed(values={"daily": "101"}), "101 超出范围"),
        (changed(values={"daily": "-1"}), "-1 超出范围"),
        (changed(values={"daily": "九十"}), "“九十”不是数字"),
        (changed(values={"dayly": "90"}), "“dayly”"),
        (changed(values={}), "“日常考核”（daily）还没有得分"),
        (changed(ballots={}), "还没有得分|没有可以计分的评议票"),
        (changed(rules={"unknown": "maybe"}), "“unknown”.*不能设为“maybe”"),
        (changed(rules={"unknwon": "zero"}), "没有名为“unknwon”的计分规则"),
        (leaders(scores=[]), "（leaders）没有可以计分的评议票"),
        (leaders(unknown=3), "（leaders）没有可以计分的评议票"),
        (leaders(issued=2, returned=3, scores=["88", "90", "91"]), "收回 3 张，多于发出的 2 张"),
        # The example of the design itself: 20 came back, 1 void and 2 scored are not 20.
        (leaders(issued=20, returned=20, unknown=1, scores=["88", "90.5"]), "收回 20 张.*是 3 张"),
        (leaders(void=-1, scores=["88"]), "“ballots.leaders.void”是 -1"),
        (leaders(unknown="1.5", scores=["88"]), "“ballots.leaders.unknown”的“1.5”不是票数"),
        (leaders(scores="88"), "“ballots.leaders.scores”写法不对"),
        (leaders(scores=["100.01"]), "100.01 超出范围"),
        (leaders(score=["88"]), "“ballots.leaders.score”"),
        (changed(checks={"counter": {"3.1": [0]}}), "“counter”"),
    ],
)
def test_what_cannot_be_scored_is_named(clerk: Clerk, tmp_path: Path, case: object, says: str) -> None:
    clerk.refused(2, "score", "--case", written(tmp_path / "算例.json", case), says=says)
    clerk.refused(2, "score", "--case", tmp_path / "算例.json", "--json", says=says)


@pytest.mark.parametrize("text", ["", "{", '{"scheme": "qidong-2015", "scheme": "x"}', "[" * 100_000, "9" * 10_000])
def test_what_is_no_json_is_refused(clerk: Clerk, tmp_path: Path, text: str) -> None:
    path = tmp_path / "算例.json"
    path.write_text(text, encoding="utf-8")
    clerk.refused(2, "score", "--case", path, says="计分数据的“.+”写法不对")


def test_weights_that_are_not_a_hundred_are_named(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    words = ("--reason", "试算")
    clerk.refused(2, "rule", library, "weight.total.daily=40", *words, says="权重之和是 110，不等于 100")
    clerk.refused(2, "rule", library, "weight.total.daily=四十", *words, says="不能改为“四十”")
    clerk.refused(2, "rule", library, "weight.total.dayly=40", *words, says="“weight.total.dayly”")
    clerk.refused(2, "rule", library, "rule.unknown=zero", "--reason", " ", says="必须写明理由")
    clerk.refused(2, "rule", library, "rule.unknown", *words, says="应写成 项目=新值")
    clerk.done("rule", library, "weight.total.daily=40", "weight.total.review=60", *words)
    assert clerk.done("score", library, "--json", code=1).json["scheme"] == "qidong-2015"


def test_a_library_and_a_case_together_are_refused(clerk: Clerk, tmp_path: Path) -> None:
    clerk.refused(2, "score", says="两者只取其一")
    clerk.refused(2, "score", tmp_path, "--case", tmp_path, says="两者只取其一")
    clerk.refused(3, "score", "--case", tmp_path / "没有.json", says="没有这个文件")
