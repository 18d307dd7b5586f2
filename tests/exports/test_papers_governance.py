"""The papers of campaign governance: forms that hold what was recorded, and boxes for what is written by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from exports.page import Block, Grid, Halves, Heading, Pairs, Paper, Paragraph, Signature, Table, Title
from exports.papers import LAYOUTS
from exports.papers.prints import NothingToPrint, Wishes, print_of
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from ledger.records import Record
from tests.exports.prints import said, tables
from tests.ledger.snapshots import record, snapshot

SLUGS = ("training", "contest", "window_analysis", "pledge", "nomination", "emergency")


def blocks(slug: str, **typed: object) -> tuple[Block, ...]:
    """The paper of a record of what was typed."""
    one = record(slug, "one", **typed)
    layout, _ = LAYOUTS[slug]
    return layout(snapshot(one), one)


def told(paper: tuple[Block, ...]) -> dict[str, str]:
    """What the forms of a paper say under each label."""
    return {label: words for block in paper if isinstance(block, Pairs) for row in block.rows for label, words in row}


def titles(paper: tuple[Block, ...]) -> list[str]:
    return [block.text for block in paper if isinstance(block, Title)]


def rows(paper: tuple[Block, ...]) -> Iterator[tuple[str, ...]]:
    return (row for block in paper if isinstance(block, Table) for row in block.rows)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_paper_of_hardly_anything_still_stands_on_one_page(slug: str) -> None:
    least = {
        "pledge": {"person": "周启明"},
        "nomination": {"candidate": "周启明"},
        "window_analysis": {"window": "公证"},
    }
    paper = blocks(slug, **least.get(slug, {"title": "停电"}))
    _, grid = LAYOUTS[slug]
    assert len(lay_out(Paper("one", "停电", paper, grid), Faces.bundled())) == 1
    assert "None" not in str(told(paper)) and not list(rows(paper))


def test_a_training_counts_its_people_and_tells_the_results_in_a_sentence() -> None:
    results = [
        {"person": "周启明", "score": "92", "result": "合格"},
        {"person": "陆一鸣", "score": "51", "result": "不合格"},
        {"person": "顾清和", "result": "缺考"},
    ]
    paper = blocks(
        "training", title="礼仪", start="15:00", end="16:30", present="周启明、陆一鸣", results=results, rate="50"
    )
    form = told(paper)
    assert (form["时间"], form["参加人员"]) == ("15:00—16:30", "2人：周启明、陆一鸣")
    assert form["考核情况"] == "参加考核2人，合格1人，合格率50%，缺考1人，平均71.50分。"
    assert list(rows(paper))[2] == ("3", "顾清和", "", "缺考")


def test_results_of_a_contest_stand_by_event_and_rank() -> None:
    results = [
        {"event": "点钞", "person": "陆一鸣", "score": "41秒", "rank": "2"},
        {"event": "政策", "person": "周启明", "score": "96", "rank": "1"},
        {"event": "点钞", "person": "沈文君", "score": "45秒"},
        {"event": "点钞", "person": "周启明", "score": "38秒", "rank": "1"},
    ]
    found = [row[1:5] for row in rows(blocks("contest", title="比武", results=results))]
    assert found == [
        ("点钞", "周启明", "38秒", "1"),
        ("点钞", "陆一鸣", "41秒", "2"),
        ("点钞", "沈文君", "45秒", ""),
        ("政策", "周启明", "96", "1"),
    ]


def test_the_analysis_of_a_window_has_five_headings_on_the_official_page() -> None:
    texts = {name: "情况正常。" for name in ("process", "single_track", "authorisation", "charging", "problems")}
    paper = blocks("window_analysis", window="公证窗口", cadre="沈文君", issued="9.25", staff="3", **texts)
    assert LAYOUTS["window_analysis"][1] is Grid.OFFICIAL
    assert [block.text for block in paper if isinstance(block, Heading)] == [
        "一、业务办理流程",
        "二、单轨运行",
        "三、项目授权",
        "四、规范收费",
        "五、窗口存在问题",
    ]
    running = "".join(block.text for block in paper if isinstance(block, Paragraph))
    assert "对公证窗口的运行情况作了调查分析。该窗口有工作人员3人。" in running
    assert running.endswith("第五税务分局2015年9月25日（包抓干部：沈文君）")


def test_a_pledge_numbers_its_lines_and_is_signed_before_its_outcome_is_verified() -> None:
    paper = blocks(
        "pledge", person="周启明", post="综合窗口", sort="品质服务承诺书", content="不推诿\n当场办结。", deadline="9.30"
    )
    assert titles(paper) == ["品质服务承诺书", "承诺兑现情况"]
    running = [block.text for block in paper if isinstance(block, Paragraph)]
    assert running[1:3] == ["一、不推诿。", "二、当场办结。"]
    assert running[3].startswith("以上各项在2015年9月30日前做到，请大家监督")
    assert [block.labels for block in paper if isinstance(block, Signature)] == [("承诺人",), ("核实人",)]


def test_a_nomination_has_boxes_to_be_sealed_and_tells_a_bonus_only_when_won() -> None:
    paper = blocks("nomination", candidate="周启明", sort="标兵", opinion="同意推荐。", bonus="500", result="评定中")
    form = told(paper)
    assert titles(paper) == ["标兵推荐表"]
    assert form["推荐单位意见"].startswith("同意推荐。") and form["推荐单位意见"].endswith("（盖章）　　年　　月　　日")
    assert form["上级审批意见"].strip() == "（盖章）　　年　　月　　日"
    assert form["主要事迹"].count("\n") == 8
    assert form["奖金"] == ""
    long = told(blocks("nomination", candidate="周启明", deeds="办件无差错，" * 60))
    assert long["主要事迹"] == "办件无差错，" * 60, "a full box needs no more lines"
    won = told(blocks("nomination", candidate="周启明", bonus="500", result="当选", decided="9.30"))
    assert (won["评定结果"], won["奖金"]) == ("当选　2015年9月30日", "500.00元")


def test_the_steps_of_an_emergency_plan_are_numbered_when_there_are_several() -> None:
    assert told(blocks("emergency", title="停电", procedure="报告\n\n分流"))["处置流程"] == "1．报告\n2．分流"
    assert told(blocks("emergency", title="停电", procedure="报告"))["处置流程"] == "报告"


def test_a_plan_tells_its_scope_and_targets_and_who_issued_how_many() -> None:
    paper = blocks(
        "campaign_plan",
        title="方案",
        guiding="服务",
        scope="全体窗口",
        targets="零投诉",
        drafter="周启明",
        printed="20",
    )
    assert [block.text for block in paper if isinstance(block, Heading)] == [
        "一、指导思想",
        "二、活动范围",
        "三、活动目标",
    ]
    assert [block.text for block in paper if isinstance(block, Paragraph)][-1] == "（拟稿周启明，共打印20份）"
    bare = blocks("campaign_plan", title="方案", guiding="服务", drafter="周启明")
    assert "拟稿" not in str(bare)


# Prints


def pledge(uid: str, person: str) -> Record:
    return record("pledge", uid, person=person, post="综合窗口", content="不推诿\n当场办结", outcome="有一次投诉")


def test_the_cards_of_all_pledges_stand_two_to_a_sheet() -> None:
    given = snapshot(*(pledge(str(number), f"人员{number}") for number in range(3)))
    (paper,) = print_of("pledge-card").papers(given, None, Wishes())
    first, last = [block for block in paper.blocks if isinstance(block, Halves)]
    assert paper.grid is Grid.TWO_UP and last.right == ()
    assert "人员0" in str(first.left) and "人员1" in str(first.right) and "人员2" in str(last.left)
    assert "投诉" not in str(paper.blocks), "a card says nothing of the outcome"
    assert len(lay_out(paper, Faces.bundled())) == 2


def test_a_card_printed_alone_stands_twice_on_its_sheet() -> None:
    one = pledge("one", "周启明")
    (paper,) = print_of("pledge-card").papers(snapshot(one), one, Wishes())
    (sheet,) = [block for block in paper.blocks if isinstance(block, Halves)]
    assert sheet.left == sheet.right and paper.title == "周启明承诺卡"


def test_without_a_pledge_there_is_no_card() -> None:
    with pytest.raises(NothingToPrint, match="没有可印的“承诺卡”：还没有登记公开承诺"):
        print_of("pledge-card").papers(snapshot(), None, Wishes())


def test_a_training_has_a_sheet_to_sign_in() -> None:
    held = record(
        "training", "one", title="服务礼仪", date="7.10", place="三楼", host="林晓岚", expected="周启明、陆一鸣"
    )
    (paper,) = print_of("training-sign-in").papers(snapshot(held), held, Wishes())
    assert paper.title == "服务礼仪培训签到表"
    assert [row[1] for row in tables(paper)[0].rows][:3] == ["周启明", "陆一鸣", ""]
    assert "应到2人" in said(paper)
    (blank,) = print_of("training-sign-in").papers(snapshot(), None, Wishes())
    assert blank.title == "培训签到表" and "应到＿＿人" in said(blank)
