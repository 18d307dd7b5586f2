from __future__ import annotations

from dataclasses import replace

import pytest

from exports.page import Grid, Halves, Pairs, Paper, Table
from exports.papers import LAYOUTS
from exports.papers.prints import Wishes, print_of
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from ledger.records import Record
from ledger.snapshot import Snapshot
from tests.exports.prints import said, tables
from tests.ledger.snapshots import filled, record, snapshot

LONG = "某某省某某市某某区人民政府政务服务中心综合受理窗口"
BLANK_SLUGS = (
    "survey-form",
    "callback-slip",
    "disclosure-book",
    "supervision-book",
    "duty-ballot",
    "star-ballot",
    "star-roster",
    "score-sheet",
    "points-card",
)


def printed(slug: str, ledger: Snapshot, of: Record | None = None, count: int | None = None) -> tuple[Paper, ...]:
    return print_of(slug).papers(ledger, of, Wishes(count=count))


def halves(paper: Paper) -> list[tuple[object, ...]]:
    return [side for block in paper.blocks if isinstance(block, Halves) for side in (block.left, block.right) if side]


def long_named(given: Snapshot) -> Snapshot:
    return replace(given, campaign=replace(given.campaign, unit=LONG, name=f"{LONG}创建活动"))


@pytest.mark.parametrize("slug", BLANK_SLUGS)
@pytest.mark.parametrize("unit", ["short", "long"])
def test_every_form_is_printed_blank_on_one_sheet_whatever_the_unit_is_called(slug: str, unit: str) -> None:
    given = snapshot() if unit == "short" else long_named(snapshot())
    (paper,) = printed(slug, given)
    assert len(lay_out(paper, Faces.bundled())) == 1


@pytest.mark.parametrize(
    ("slug", "count", "sheets"), [("survey-form", 5, 3), ("duty-ballot", 4, 2), ("star-ballot", 1, 1)]
)
def test_forms_to_hand_out_are_as_many_as_are_wished_for_and_all_alike(slug: str, count: int, sheets: int) -> None:
    (paper,) = printed(slug, snapshot(), count=count)
    sides = halves(paper)
    assert len(sides) == count
    assert all(side == sides[0] for side in sides)
    assert len(lay_out(paper, Faces.bundled())) == sheets
    assert paper.grid is Grid.TWO_UP


@pytest.mark.parametrize("slug", ["survey-form", "duty-ballot", "star-ballot"])
def test_forms_to_hand_out_ask_for_no_name_and_bear_no_number(slug: str) -> None:
    (paper,) = printed(slug, snapshot())
    assert "不记名" in said(paper)
    assert "姓名" not in said(paper) and "编号" not in said(paper) and "联系电话" not in said(paper)


def test_a_questionnaire_asks_for_one_of_four_grades_and_for_opinions() -> None:
    survey = filled("questionnaire", "q", name="上半年问卷")
    (paper,) = printed("survey-form", snapshot(survey), survey)
    words = said(paper)
    assert "上半年问卷" in words and "意见和建议" in words
    assert "8.总体评价|□|□|□|□" in words
    assert words.index("满意") < words.index("不满意") < words.index("不了解")


def test_a_ballot_on_a_report_names_who_reports() -> None:
    report = filled("duty_report", "d", person="林晓岚", post="分局长")
    (paper,) = printed("duty-ballot", snapshot(report), report)
    assert "述职人：林晓岚" in said(paper) and "职务：分局长" in said(paper)


@pytest.mark.parametrize(
    ("score", "told"), [("10", "√10　□9"), ("7", "□8　√7　□6"), ("9.5", "□10　□9"), ("9.5", "（9.5分）")]
)
def test_a_slip_of_a_call_ticks_its_score(score: str, told: str) -> None:
    call = filled("callback", "c", score=score, person="办事员", phone="0513-12345678")
    (paper,) = printed("callback-slip", snapshot(call), call)
    assert told in said(paper)
    assert "被访人：办事员" in said(paper)
    assert "12345678" not in said(paper), "the number is written in by hand"


def test_a_blank_slip_of_a_call_has_the_scale_of_ten() -> None:
    (paper,) = printed("callback-slip", snapshot())
    assert "□10　□9　□8　□7　□6　□5　□4　□3　□2　□1\n10分为非常满意" in said(paper)


def test_each_book_has_the_entries_of_its_own_sort_numbered_from_one() -> None:
    both = [
        filled("disclosure", "a", number=1, sort="政务公开", content="收费标准", form="公开栏", term="长期"),
        filled(
            "disclosure", "b", number=2, sort="民主评议监督", content="建议延长", reviewer="监督员", handling="已办"
        ),
        filled("disclosure", "c", number=3, sort="政务公开", content="办事时限", form="上墙", term="一年"),
    ]
    (public,), (reviewed,) = (printed(slug, snapshot(*both)) for slug in ("disclosure-book", "supervision-book"))
    assert [row[0] for row in tables(public)[0].rows if row[0]] == ["1", "2"]
    assert [row[2] for row in tables(public)[0].rows if row[0]] == ["收费标准", "办事时限"]
    assert [row[:5] for row in tables(reviewed)[0].rows if row[0]] == [
        ("1", "2015年7月1日", "监督员", "建议延长", "已办")
    ]
    assert "共2条" in said(public) and "共1条" in said(reviewed)


def stars(*given: tuple[str, str, str, str]) -> list[Record]:
    return [
        record(
            "service_star", f"{place}", person=person, month=month, stars=grade or None, won=won, date=f"{month}28日"
        )
        for place, (person, month, grade, won) in enumerate(given)
    ]


def test_the_ballot_of_a_month_has_its_candidates_once_and_no_others() -> None:
    given = stars(
        ("甲", "7月", "", "候选"), ("乙", "7月", "", "候选"), ("甲", "7月", "", "候选"), ("丙", "8月", "", "候选")
    )
    (paper,) = printed("star-ballot", snapshot(*given), given[0])
    assert [row[1] for row in table_of(paper).rows] == ["甲", "乙"]
    assert "2015年7月" in said(paper) and paper.title == "2015年7月服务之星评议票"


def table_of(paper: Paper) -> Table:
    (half, *_) = halves(paper)
    return next(block for block in half if isinstance(block, Table))


def test_more_candidates_than_half_a_sheet_holds_get_a_whole_one() -> None:
    given = stars(*((f"人{number}", "7月", "", "候选") for number in range(20)))
    (paper,) = printed("star-ballot", snapshot(*given), given[0], count=3)
    assert paper.grid is Grid.FORM
    assert len(lay_out(paper, Faces.bundled())) == 3


def test_the_roster_of_stars_takes_the_last_grade_of_each_and_its_parts_make_the_whole() -> None:
    grades = ["五星", *["四星"] * 7, *["三星"] * 4]
    given = stars(
        *((f"人{number}", "7月", grade, "候选") for number, grade in enumerate(grades)), ("人11", "8月", "三星", "当选")
    )
    (paper,) = printed("star-roster", snapshot(*stars(("人0", "5月", "三星", "当选")), *given))
    assert "共12名：五星1名、四星7名、三星4名。" in said(paper)
    rows = tables(paper)[0].rows
    assert [row[3] for row in rows] == grades
    assert (rows[0][1], rows[0][5]) == ("人0", "1")
    assert next(row for row in rows if row[1] == "人11")[4:6] == ("2015年8月", "1")


def sheet(*given: tuple[str, str | None, str | None]) -> list[Record]:
    return [
        record("performance", f"p{place}", person=person, month="7月", span="月度", score=score, bonus=bonus)
        for place, (person, score, bonus) in enumerate(given)
    ]


def test_the_months_sheet_ranks_by_score_and_tells_the_spread_of_the_bonus() -> None:
    given = sheet(("甲", "80", "300"), ("乙", "95.5", "1000"), ("丙", "80", "450"), ("丁", None, None))
    (paper,) = printed("score-sheet", snapshot(*given))
    assert [row[:2] for row in tables(paper)[0].rows] == [("1", "乙"), ("2", "甲"), ("2", "丙"), ("", "丁")]
    assert "奖金最高1000元，最低300元，相差700元。" in said(paper)


def test_the_months_sheet_is_of_the_last_month_or_of_the_records() -> None:
    old = record("performance", "old", person="甲", month="6月", span="月度", score="70")
    new = record("performance", "new", person="乙", month="7月", span="月度", score="80")
    quarter = record("performance", "quarter", person="丙", month="7月", span="季度", score="90")
    given = snapshot(old, new, quarter)
    assert [row[1] for row in tables(printed("score-sheet", given, old)[0])[0].rows] == ["甲"]
    assert [row[1] for row in tables(printed("score-sheet", given, new)[0])[0].rows] == ["乙"]
    assert printed("score-sheet", given)[0].title == "2015年7月工作量化考核汇总表"


def card(person: str, period: str, *points: str, note: str = "") -> Record:
    typed = dict(zip(("duty", "life", "campaign", "help", "total"), points, strict=True))
    return record("points_card", f"{person}{period}{note}", person=person, period=period, note=note or None, **typed)


def test_a_card_adds_up_each_kind_of_points_over_the_quarters() -> None:
    given = [card("甲", "一季度", "8", "9", "10", "6", "33"), card("甲", "三季度", "7", "9.5", "0", "6", "22.5")]
    (paper,) = printed("points-card", snapshot(*given, card("乙", "一季度", "1", "1", "1", "1", "4")), given[0])
    rows = table_of(paper).rows
    assert rows[0] == ("履行义务", "8", "", "7", "", "15")
    assert rows[1] == ("组织生活", "9", "", "9.5", "", "18.5")
    assert rows[2] == ("参与创建", "10", "", "0", "", "10")
    assert rows[4] == ("合计", "33", "", "22.5", "", "55.5")
    assert paper.title == "党员积分卡（甲）" and "乙" not in said(paper)


def test_every_member_gets_a_card_two_to_a_sheet() -> None:
    given = [card(person, "一季度", "1", "1", "1", "1", "4") for person in ("甲", "乙", "丙")]
    (paper,) = printed("points-card", snapshot(*given))
    assert [each for each in ("甲", "乙", "丙") if f"姓名：{each}" in said(paper)] == ["甲", "乙", "丙"]
    assert len(halves(paper)) == 3


def test_a_card_with_long_notes_still_fits_its_half() -> None:
    given = [
        card("甲", period, "1", "1", "1", "1", "4", note="帮" * 300)
        for period in ("一季度", "二季度", "三季度", "四季度")
    ]
    (paper,) = printed("points-card", long_named(snapshot(*given)))
    assert len(lay_out(paper, Faces.bundled())) == 1
    assert "……" in said(paper)


def words_of(kind: str, given: Record) -> str:
    layout, grid = LAYOUTS[kind]
    paper = Paper("k", "t", layout(snapshot(given), given), grid)
    assert len(lay_out(paper, Faces.bundled())) == 1
    return said(paper)


def test_the_record_of_a_report_shows_its_ballots_in_one_row() -> None:
    votes = {"issued": 50, "returned": 48, "valid": 48, "satisfied": 42, "fairly": 5, "unsatisfied": 0, "unknown": 1}
    words = words_of("duty_report", filled("duty_report", "d", rate="97.92", **votes))
    assert "50|48|48|42|5|0|1|97.92%" in words
    assert "述职人" in words and "监督人" in words


def test_the_sheet_of_one_person_shows_points_that_were_left_to_be_worked_out() -> None:
    rows = [{"indicator": "受理办件", "quantity": "120", "unit": "0.5"}, {"indicator": "回访", "points": "24"}]
    words = words_of("performance", filled("performance", "p", workload=rows, score="84", bonus="480"))
    assert "1|受理办件|120|0.5|60" in words and "2|回访|||24" in words
    assert "|合计|||84" in words
    assert "奖金（元）：480.00" in words


@pytest.mark.parametrize("kind", ["duty_report", "performance", "shift", "site_visit"])
def test_a_record_with_nothing_but_its_name_gives_a_form_to_write_on(kind: str) -> None:
    layout, grid = LAYOUTS[kind]
    given = record(
        kind, "bare", **{"shift": {"title": "一周"}, "site_visit": {"project": "项目"}}.get(kind, {"person": "甲"})
    )
    blocks = layout(snapshot(given), given)
    assert any(isinstance(block, Pairs) for block in blocks)
    assert len(lay_out(Paper("k", "t", blocks, grid), Faces.bundled())) == 1
