"""`taizhang follow`: what belongs to a record, and what follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forms.cli_runs import Clerk, written

OPINION = {
    "number": 1,
    "date": "7月2日",
    "source": "座谈会",
    "content": "建议增加午间值班窗口",
    "handler": "沈文君",
    "status": "办理中",
}


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


@pytest.fixture
def library(clerk: Clerk, tmp_path: Path) -> Path:
    made = clerk.library(tmp_path)
    clerk.done("add", made, "opinion", "--data", written(tmp_path / "意见.json", OPINION))
    return made


def test_an_opinion_becomes_a_finding_and_each_knows_the_other(clerk: Clerk, library: Path) -> None:
    uid = clerk.uid(library, "opinion")
    assert clerk.done("follow", library, uid).out == "可以新建　finding　列入整改\n"
    made = clerk.done("follow", library, uid, "finding", "--json").json["uids"][0]
    assert "建议增加午间值班窗口" in clerk.done("follow", library, uid).out
    (back,) = clerk.done("follow", library, made, "--json").json["linked"]
    assert (back["uid"], back["kind"]) == (uid, "opinion")


def test_a_decision_is_named_by_its_row(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    rows = [{"item": "学习细则", "owner": "沈文君"}, {"item": "更新公开栏"}]
    meeting = {"title": "动员会", "type": "动员会", "date": "5月15日", "decisions": rows}
    clerk.done("add", library, "meeting", "--data", written(tmp_path / "会议.json", meeting))
    uid = clerk.uid(library, "meeting")
    assert "stage_task　议定事项转为任务（--row 1 至 2）" in clerk.done("follow", library, uid).out
    clerk.done("follow", library, uid, "stage_task", "--row", "2")
    assert "更新公开栏" in clerk.done("list", library, "stage_task").out
    clerk.refused(2, "follow", library, uid, "stage_task", "--row", "3", says="表格有2行，没有第3行")


def test_what_does_not_follow_is_refused_with_what_does(clerk: Clerk, library: Path) -> None:
    uid = clerk.uid(library, "opinion")
    clerk.refused(2, "follow", library, uid, "meeting", says="不能新建“meeting”；可以新建的：finding")


def test_nothing_follows_from_what_is_in_the_recycle_bin(clerk: Clerk, library: Path) -> None:
    uid = clerk.uid(library, "opinion")
    clerk.done("delete", library, uid)
    for words in ((uid,), (uid, "finding")):
        clerk.refused(2, "follow", library, *words, says="已在回收站，请先恢复它")


def test_the_minutes_bear_the_title_of_their_meeting(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    meeting = {"title": "动员会", "type": "动员会", "date": "5月15日"}
    clerk.done("add", library, "meeting", "--data", written(tmp_path / "会议.json", meeting))
    clerk.done("follow", library, clerk.uid(library, "meeting"), "minutes")
    assert "动员会会议纪要" in clerk.done("list", library, "minutes").out
