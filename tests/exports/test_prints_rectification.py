from __future__ import annotations

import pytest

from exports.page import CutLine
from exports.papers.prints import NothingToPrint, Wishes
from exports.papers.prints.rectification import feedback, notices
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from tests.exports.prints import said
from tests.ledger.snapshots import record, snapshot

OPEN = {
    "number": 3,
    "found": "6月25日",
    "source": "自查",
    "problem": "公开栏内容更新不及时",
    "cause": "没有指定责任人",
    "measure": "指定专人每周更新",
    "owner": "周启明",
    "deadline": "7月10日",
    "status": "整改中",
}


def test_a_notice_names_problem_cause_measure_deadline_and_person_and_carries_its_receipt() -> None:
    finding = record("finding", "f", round="check", **OPEN)
    checked = record("check_round", "check", title="第一次", date="6月25日")
    (paper,) = notices(snapshot(finding, checked), finding, Wishes())
    words = said(paper)
    assert paper.title == "整改通知书（第3号）"
    assert "周启明：\n2015年6月25日自查（第一次自查表）中发现下列问题" in words
    for pair in (
        "问题：公开栏内容更新不及时",
        "原因：没有指定责任人",
        "整改措施：指定专人每周更新",
        "整改时限：2015年7月10日",
    ):
        assert pair in words
    notice, receipt = words.split(CutLine().text)
    assert "回执" not in notice
    assert (
        "整改通知书（第3号）已收到，所列问题“公开栏内容更新不及时”将在2015年7月10日前整改完毕" in receipt
        and "签收人" in receipt
    )
    assert len(lay_out(paper, Faces.bundled())) == 1


def test_without_a_record_every_open_finding_gets_a_paper_of_its_own() -> None:
    findings = (
        record("finding", "a", **OPEN),
        record("finding", "b", **{**OPEN, "number": 4, "status": "已完成"}),
        record("finding", "c", **{**OPEN, "number": 5, "status": "未整改"}),
    )
    for made in (notices, feedback):
        assert [paper.title[-5:] for paper in made(snapshot(*findings), None, Wishes())] == ["（第3号）", "（第5号）"]


def test_a_closed_finding_is_printed_when_it_is_named_with_what_was_done() -> None:
    done = {
        **OPEN,
        "status": "已完成",
        "closed": "7月6日",
        "result": "已更新",
        "rechecker": "沈文君",
        "rechecked": "7月15日",
    }
    finding = record("finding", "f", **done)
    (paper,) = feedback(snapshot(finding), finding, Wishes())
    done_part, recheck = said(paper).split(CutLine().text)
    assert "完成日期：2015年7月6日" in done_part and "整改情况：已更新" in done_part
    assert "复查人：沈文君" in recheck and "复查日期：2015年7月15日" in recheck
    with pytest.raises(NothingToPrint, match="指明是哪一个"):
        feedback(snapshot(finding), None, Wishes())


def test_what_a_finding_does_not_say_is_left_open_to_be_written() -> None:
    finding = record("finding", "f", problem="停车位不足")
    (notice,) = notices(snapshot(finding), None, Wishes())
    assert notice.title == "整改通知书"
    assert "＿＿＿＿：\n检查中发现下列问题" in said(notice)
    assert "将在＿＿年＿月＿日前整改完毕" in said(notice)


def test_the_longest_finding_loses_no_word_and_keeps_its_receipt_in_one_piece() -> None:
    finding = record("finding", "f", **{**OPEN, "problem": "问" * 1500, "measure": "措" * 1500})
    (paper,) = notices(snapshot(finding), finding, Wishes())
    sheets = lay_out(paper, Faces.bundled())
    texts = ["".join(mark.text for mark in sheet.marks if hasattr(mark, "text")) for sheet in sheets]
    assert sum(text.count("问") for text in texts) >= 1500 and sum(text.count("措") for text in texts) >= 1500
    (receipt,) = [text for text in texts if "回执" in text]
    assert CutLine().text in receipt and "已收到" in receipt and "签收人" in receipt
