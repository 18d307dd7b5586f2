"""Slips and letters of complaints, records of openings, decisions on who answers: what they say, what is left open."""

from __future__ import annotations

import pytest

from exports.page import Grid, Pairs, Paper, Signature
from exports.papers import LAYOUTS
from exports.papers.prints import Wishes, print_of
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from ledger.records import Record
from tests.exports.prints import said, tables
from tests.ledger.samples import sample_of
from tests.ledger.snapshots import record, snapshot


def sample(slug: str, **changes: object) -> Record:
    """The sample of a kind with these changes."""
    typed = {**sample_of(slug), **changes}
    return record(slug, f"the-{slug}", **{name: value for name, value in typed.items() if value != ""})


def printed(slug: str, one: Record | None = None) -> Paper:
    """The only paper of a print, of `one` record or blank."""
    (paper,) = print_of(slug).papers(snapshot(*([one] if one else [])), one, Wishes())
    return paper


def pages(paper: Paper) -> int:
    """The sides it takes."""
    return len(lay_out(paper, Faces.bundled()))


@pytest.mark.parametrize("slug", ["complaint-slip", "complaint-reply", "box-opening"])
def test_a_form_takes_one_side_blank_or_filled(slug: str) -> None:
    assert pages(printed(slug)) == pages(printed(slug, sample(print_of(slug).of))) == 1


def test_a_slip_holds_the_whole_loop_and_boxes_for_opinions() -> None:
    paper = printed("complaint-slip", sample("complaint", number=3))
    words = said(paper)
    assert paper.title == "投诉处理单（第3号）"
    for pair in (
        "编号：3",
        "受理日期：2015年7月6日",
        "受理人：沈文君",
        "责任单位：办税服务厅",
        "答复时限：2015年7月9日",
        "调查核实：午间只排一人值班，临时离岗",
        "整改措施：午间改为双人值班",
        "答复日期：2015年7月8日",
        "回访结果：满意",
        "总结：各窗口午间值班一并改为双人。",
    ):
        assert pair in words
    boxes = [pair for block in paper.blocks if isinstance(block, Pairs) for row in block.rows for pair in row]
    assert [label for label, box in boxes if "签名：" in box] == ["拟办意见", "领导批示"]


def test_a_slip_leaves_the_phone_number_to_be_written() -> None:
    words = said(printed("complaint-slip", sample("complaint", phone="0513-12345678")))
    assert "联系电话：\n" in words and "12345678" not in words


def test_a_blank_slip_offers_what_there_is_to_choose() -> None:
    words = said(printed("complaint-slip"))
    assert "复杂程度：□一般　□复杂" in words
    assert "重复升级：□否　□重复　□升级" in words
    assert "回访结果：□满意　□基本满意　□不满意　□未联系上　□匿名未访" in words


@pytest.mark.parametrize(
    ("source", "beginning"),
    [
        ("来访", "您（单位）2015年7月6日来访反映的问题"),
        ("来信", "您（单位）2015年7月6日来信反映的问题"),
        ("意见箱", "您（单位）2015年7月6日通过意见箱反映的问题"),
        ("12366", "您（单位）2015年7月6日通过12366反映的问题"),
        ("其他", "您（单位）2015年7月6日反映的问题"),
    ],
)
def test_a_reply_names_when_and_how_the_complaint_came(source: str, beginning: str) -> None:
    assert beginning in said(printed("complaint-reply", sample("complaint", source=source)))


def test_a_reply_is_a_letter_with_what_was_found_and_done_and_the_day_of_the_reply() -> None:
    paper = printed("complaint-reply", sample("complaint", result="已当面致歉。"))
    words = said(paper)
    assert paper.grid is Grid.OFFICIAL
    assert "某服装公司：" in words and "第五税务分局\n2015年7月8日" in words
    assert "午间只排一人值班，临时离岗。" in words and "已当面致歉。\n午间改为双人值班。" in words


def test_a_reply_to_nobody_known_is_addressed_to_the_complainant() -> None:
    for who in ("匿名", ""):
        assert "\n投诉人：\n" in said(printed("complaint-reply", sample("complaint", complainant=who)))


def test_a_reply_not_yet_given_leaves_room_for_its_day() -> None:
    words = said(printed("complaint-reply", sample("complaint", replied="", status="办理中")))
    assert words.endswith("第五税务分局\n年　　月　　日")


def test_the_longest_complaint_loses_no_word_on_its_slip() -> None:
    long = sample("complaint", content="投" * 3000, cause="因" * 3000)
    texts = [
        "".join(mark.text for mark in sheet.marks if hasattr(mark, "text"))
        for sheet in lay_out(printed("complaint-slip", long), Faces.bundled())
    ]
    assert sum(text.count("因") for text in texts) >= 3000
    assert sum(text.count("投") for text in texts) >= 3000


@pytest.mark.parametrize(("count", "lines"), [("", 12), (4, 12), (20, 20)])
def test_an_opening_has_a_line_for_each_sheet_found(count: object, lines: int) -> None:
    paper = printed("box-opening", sample("suggestion_box", count=count))
    assert len(tables(paper)[0].rows) == lines


def test_an_opening_says_how_many_sheets_there_were_of_each_sort() -> None:
    told = "共取出4份：意见建议2份，投诉1份，表扬1份，其他0份。"
    assert told in said(printed("box-opening", sample("suggestion_box")))
    assert "共取出＿＿份：意见建议＿＿份，投诉＿＿份，表扬＿＿份，其他＿＿份。" in said(printed("box-opening"))


def decided(**changes: object) -> Paper:
    """The decision of the sample with these changes, beside the complaint that it links to."""
    complaint = sample("complaint", content="窗口无人应答")
    decision = sample("accountability", complaint=complaint.uid, **changes)
    layout, grid = LAYOUTS["accountability"]
    return Paper("decision", "", layout(snapshot(complaint, decision), decision), grid)


def test_a_decision_names_person_facts_ground_and_consequence_and_is_signed_for() -> None:
    paper = decided()
    words = said(paper)
    for pair in (
        "被追究人：周启明",
        "追究事由：违诺",
        "对应的投诉：窗口无人应答",
        "涉及办件号：2015070601",
        "本人陈述：对事实没有异议。（2015年7月10日听取）",
        "处理依据：本单位窗口工作责任追究办法",
        "处理种类：行政处理",
        "处理决定：批评教育，取消当月评先资格",
    ):
        assert pair in words
    assert words.startswith("关于三号窗口午间离岗的责任追究决定\n海税五〔2015〕12号\n")
    assert isinstance(paper.blocks[-1], Signature) and paper.blocks[-1].labels == ("批准人", "本人签收")
    assert pages(paper) == 1


def test_a_decision_leaves_out_what_it_does_not_concern() -> None:
    words = said(decided(case_number="", note="", doc_no=""))
    assert "涉及办件号" not in words and "备注" not in words and "〔2015〕" not in words
