from __future__ import annotations

import pytest

from exports.page import Bars, Paper, Table
from exports.papers import LAYOUTS
from exports.papers.prints import Wishes, print_of
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from ledger.kinds.special_service import CONDITIONS
from ledger.records import Record
from ledger.snapshot import Snapshot
from tests.exports.prints import said, tables
from tests.ledger.snapshots import filled, record, snapshot


def printed(slug: str, ledger: Snapshot, of: Record | None = None) -> tuple[Paper, ...]:
    return print_of(slug).papers(ledger, of, Wishes())


def test_there_is_a_blank_slip_for_service_after_hours_and_one_for_service_at_the_door() -> None:
    papers = printed("service-approval", snapshot())
    assert [paper.title for paper in papers] == ["延时服务审批单", "上门服务审批单"]
    for paper in papers:
        assert len(lay_out(paper, Faces.bundled())) == 1
        assert "□窗口单位负责人　□大厅负责人" in said(paper)
    after, door = map(said, papers)
    assert "上门条件" not in after
    assert "　".join(f"□{condition}" for condition in CONDITIONS) in door


def test_a_slip_ticks_the_condition_and_who_approves_and_leaves_the_number_to_be_written() -> None:
    service = filled(
        "special_service",
        "s",
        sort="上门",
        applicant="某公司",
        phone="0513-12345678",
        condition=CONDITIONS[1],
        approver_role="大厅负责人",
        start="9:00",
        end="10:30",
    )
    (paper,) = printed("service-approval", snapshot(service), service)
    words = said(paper)
    assert paper.title == "上门服务审批单（某公司）"
    assert f"√{CONDITIONS[1]}" in words and f"□{CONDITIONS[0]}" in words
    assert "□窗口单位负责人　√大厅负责人" in words
    assert "起止时间：09:00—10:30" in words
    assert "12345678" not in words


@pytest.mark.parametrize(
    ("sort", "asked"), [("代办", "委托情况"), ("延时", "审批意见"), ("预约", "服务日期"), ("绿色通道", "申请原因")]
)
def test_a_slip_of_each_sort_is_titled_by_it(sort: str, asked: str) -> None:
    service = filled("special_service", "s", sort=sort, condition=None, applicant="某公司")
    (paper,) = printed("service-approval", snapshot(service), service)
    assert paper.title.startswith(f"{sort}服务审批单")
    assert asked in said(paper)


def flow(*given: tuple[str, str, str, str, int]) -> Snapshot:
    return snapshot(
        *(
            record("visitor_flow", str(place), date=date, weekday=weekday, hour=hour, window=window, count=count)
            for place, (date, weekday, hour, window, count) in enumerate(given)
        )
    )


WEEK = (
    ("7.6", "周一", "8", "一号", 40),
    ("7.6", "周一", "11", "一号", 27),
    ("7.6", "周一", "12", "一号", 3),
    ("7.7", "周二", "14", "二号", 30),
)


def test_visitors_are_added_up_by_hour_and_day_and_the_morning_is_told() -> None:
    (paper,) = printed("visitor-table", flow(*WEEK))
    rows = {row[0]: row[1:] for row in tables(paper)[0].rows}
    assert list(rows) == ["8", "9", "10", "11", "12", "13", "14", "合计"]
    assert rows["8"] == ("40", *[""] * 6, "40", "40.00%")
    assert rows["9"] == ("",) * 9, "an hour that nobody counted is not an hour without visitors"
    assert rows["14"] == ("", "30", *[""] * 5, "30", "30.00%")
    assert rows["合计"] == ("70", "30", *[""] * 5, "100", "100%")
    assert "上午（12:00以前）67人次，占全天100人次的67.00%。" in said(paper)
    assert "统计2天" in said(paper)


def test_visitors_of_one_window_are_told_apart_from_all() -> None:
    given = flow(*WEEK)
    (paper,) = printed("visitor-table", given, given.of("visitor_flow")[-1])
    assert tables(paper)[0].rows[-1][-2:] == ("30", "100%")
    assert "二号" in said(paper)


def test_an_hour_counted_as_empty_is_a_nought() -> None:
    (paper,) = printed("visitor-table", flow(("7.6", "周一", "8", "一号", 0)))
    assert tables(paper)[0].rows[0][1] == "0"
    assert not any(isinstance(block, Bars) for block in paper.blocks)


def test_before_anything_is_counted_the_table_is_blank() -> None:
    (paper,) = printed("visitor-table", snapshot())
    assert [row[0] for row in tables(paper)[0].rows] == [*map(str, range(8, 18)), "合计"]
    assert {cell for row in tables(paper)[0].rows for cell in row[1:]} == {""}
    assert len(lay_out(paper, Faces.bundled())) == 1


def laid(kind: str, given: Record) -> Paper:
    layout, grid = LAYOUTS[kind]
    paper = Paper("k", "t", layout(snapshot(given), given), grid)
    assert len(lay_out(paper, Faces.bundled())) == 1
    return paper


def test_the_plan_of_a_week_has_a_column_for_each_of_its_days() -> None:
    plan = [{"slot": "上午", "window": "一号", "monday": "沈文君", "sunday": "周启明"}]
    paper = laid("shift", filled("shift", "s", date="7.6", plan=plan, reserves="林晓岚", off="周六"))
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert [column.head for column in table.columns[2:]][::6] == ["周一（7.6）", "周日（7.12）"]
    assert table.rows == (("上午", "一号", "沈文君", "", "", "", "", "", "周启明"),)
    assert "机动人员：林晓岚" in said(paper) and "休息日：周六" in said(paper)


def test_a_plan_that_does_not_begin_on_a_monday_has_no_dates_in_its_head() -> None:
    (table,) = tables(laid("shift", filled("shift", "s", date="7.8")))
    assert table.columns[2].head == "周一"


def test_a_site_visit_shows_each_departments_opinion_and_the_conclusion() -> None:
    opinions = [{"department": "建设局", "person": "代表", "opinion": "同意"}]
    visit = filled("site_visit", "v", opinions=opinions, conclusion="原则同意", start="9:30", end="11:00")
    words = said(laid("site_visit", visit))
    assert "1|建设局|代表|同意" in words
    assert "结论：原则同意" in words and "起止时间：09:30—11:00" in words
