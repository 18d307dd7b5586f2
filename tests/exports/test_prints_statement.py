"""统计表: what stands on the papers of a period, and on the paper of a reported statement."""

from __future__ import annotations

import pytest

from exports.page import Grid, Paper, Table
from exports.papers.prints import Wishes, print_of
from exports.papers.statistics_reported import window_statement
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from ledger.records import Record
from ledger.schemes.load import load_scheme
from ledger.schemes.model import Scheme
from ledger.statistics import Period
from tests.exports.prints import said, tables
from tests.ledger.cases import case, instant, reported
from tests.ledger.samples import sample_of
from tests.ledger.snapshots import QIDONG, record, snapshot

Q3 = Period(2015, "quarter", 3)


def printed(*records: Record, period: Period | None = Q3, scheme: Scheme = QIDONG) -> tuple[Paper, ...]:
    return print_of("statement").papers(snapshot(*records, scheme=scheme), None, Wishes(period=period))


def row(paper: Paper, first: str) -> tuple[str, ...]:
    return next(line for table in tables(paper) for line in table.rows if line[0] == first)


CASES = (
    case(1, "6月1日", finished="6月5日", window="一号窗口"),
    case(2, "7月6日", finished="7月10日", window="一号窗口", handler="沈文君"),
    case(3, "8月3日", finished="8月20日", window="二号窗口", handler="周启明"),
    instant(4, "8月4日", window="二号窗口", handler="周启明"),
)


def test_the_counts_stand_beside_those_of_the_period_before() -> None:
    paper = printed(*CASES)[0]
    assert paper.title == "2015年第3季度窗口服务统计表"
    assert row(paper, "接件") == ("接件", "件", "3", "1", "+2")
    assert row(paper, "超时") == ("超时", "件", "1", "0", "+1")
    assert "上期是2015年第2季度。" in said(paper)


def test_a_rate_says_what_it_is_divided_by_and_what_else_it_could_be() -> None:
    assert row(printed(*CASES)[0], "按时办结率") == (
        "按时办结率",
        "66.67%",
        "2÷3",
        "已办结的件数",
        "若以接件数为分母则为66.67%（2÷3）；若以已到期的件数为分母则为66.67%（2÷3）",
    )


def test_what_cannot_be_computed_is_listed_with_the_reason() -> None:
    assert row(printed(*CASES)[0], "回访均分") == ("回访均分", "没有登记有评分的回访")


def test_a_year_before_the_ledgers_has_no_column_of_zeros() -> None:
    paper = printed(*CASES, period=Period(2015))[0]
    assert row(paper, "接件") == ("接件", "件", "4")
    assert "2014年不在本台帐的年度内，没有上期数。" in said(paper)


def test_without_a_period_it_is_the_whole_year_and_each_month_has_a_row() -> None:
    papers = printed(*CASES, period=None)
    assert [paper.title for paper in papers] == [
        "2015年窗口服务统计表",
        "2015年窗口服务统计表（分月）",
        "2015年窗口服务统计表（分窗口）",
        "2015年窗口服务统计表（分经办人）",
    ]
    months = tables(papers[1])[0]
    assert [line[0] for line in months.rows] == [*(f"{month}月" for month in range(1, 13)), "合计"]
    assert row(papers[1], "8月")[2] == "2" and row(papers[1], "合计")[2] == "4"


def test_the_windows_sum_to_the_last_row_and_who_has_nothing_is_left_out() -> None:
    papers = printed(*CASES, case(9, "6月2日", window="三号窗口"), period=Q3)
    windows = tables(papers[2])[0]
    assert [line[0] for line in windows.rows] == ["一号窗口", "二号窗口", "三号窗口", "合计"]  # the open one is overdue
    received = [int(line[2]) for line in windows.rows]
    assert sum(received[:-1]) == received[-1] == 3
    none_left = printed(*CASES, case(9, "6月2日", finished="6月3日", window="三号窗口"), period=Q3)
    assert [line[0] for line in tables(none_left[2])[0].rows] == ["一号窗口", "二号窗口", "合计"]


def test_satisfaction_stands_among_the_counts_with_its_change_and_beside_each_window() -> None:
    cases = [
        case(number, day, finished=day, window=window, evaluation=words)
        for number, (day, window, words) in enumerate(
            (
                ("6月2日", "一号窗口", "满意"),
                ("6月3日", "一号窗口", "不满意"),
                ("7月6日", "一号窗口", "满意"),
                ("7月7日", "二号窗口", "满意"),
                ("7月8日", "二号窗口", "不满意"),
                ("7月9日", "二号窗口", "基本满意"),
            )
        )
    ]
    papers = printed(*cases)
    assert row(papers[0], "满意率") == ("满意率", "%", "75.00", "50.00", "+25.00")
    assert [line[-1] for line in tables(papers[2])[0].rows] == ["100.00", "66.67", "75.00"]


def test_satisfaction_of_other_votes_is_no_change() -> None:
    asked = record("questionnaire", "q", date="7月9日", name="问卷", valid="100", satisfied="90")
    before = case(1, "6月2日", finished="6月3日", evaluation="满意")
    assert row(printed(before, asked)[0], "满意率") == ("满意率", "%", "90.00", "100.00", "—")


def test_who_only_answered_questions_has_no_row_among_the_cases_of_persons() -> None:
    told = record("consultation", "c", date="7月9日", content="问", count="1", first="林晓岚")
    persons = tables(printed(*CASES, told)[3])[0]
    assert [line[0] for line in persons.rows] == ["周启明", "沈文君", "合计"]


def test_one_window_and_one_person_need_no_table_of_their_own() -> None:
    papers = printed(case(1, window="一号窗口", handler="沈文君"), period=Period(2015, "month", 7))
    assert [paper.title for paper in papers] == ["2015年7月窗口服务统计表"]


def test_what_comes_from_reports_is_marked_and_masks_stay() -> None:
    """D08."""
    report = reported(received="1170", accepted="1158", finished="1*3", consultations="4000余")
    paper = printed(report, period=Period(2015))[0]
    assert row(paper, "接件") == ("接件", "件", "1170*", "1170")
    assert row(paper, "办结（含退办）") == ("办结（含退办）", "件", "1*3*", "1*3")
    assert "带“*”的台帐没有逐件登记" in said(paper)


def test_months_come_from_where_the_whole_comes_from() -> None:
    june = reported("june", first="6月1日", last="6月30日", received="500")
    months = printed(*CASES, june, period=Period(2015))[1]
    assert (row(months, "6月")[2], row(months, "合计")[2]) == ("1", "4")
    only = printed(june, period=Period(2015))[1]
    assert (row(only, "6月")[2], row(only, "合计")[2]) == ("500*", "500*")


def test_the_targets_of_the_scheme_are_held_against_the_rates() -> None:
    hall = load_scheme("hall-pledges", 2015)
    assert row(printed(*CASES, scheme=hall)[0], "按时办结率")[1] == "66.67%"
    verdicts = {
        line[0]: line[2] for table in tables(printed(*CASES, scheme=hall)[0]) for line in table.rows if len(line) == 4
    }
    assert verdicts["按时办结率"] == "未达到" and verdicts["超时限办理件数"] == "未达到"


def test_flow_stars_the_best_and_the_bonus_gap_are_told_when_there_are_any() -> None:
    post = load_scheme("post-counter-2011", 2015)
    others = [
        record("visitor_flow", "v1", date="7月6日", hour="8", window="一号窗口", count=67),
        record("visitor_flow", "v2", date="7月6日", hour="15", window="一号窗口", count=33),
        record("appraisal", "a", date="9月25日", window="一号窗口", trade="营业", inspection="88", third_party="93"),
        record("service_star", "s", date="7月31日", month="7月", person="沈文君", won="当选", stars="五星"),
        record("performance", "p1", person="沈文君", month="7月", date="7月31日", score="96", bonus="1200"),
        record("performance", "p2", person="周启明", month="7月", date="7月31日", score="80", bonus="500"),
        record("points_card", "c", person="周启明", date="9月30日", duty="8", life="9", campaign="10", help="6"),
        record("service_item", "i", name="初审", sort="限时件", legal_days=20, days=5, window="安监窗口"),
    ]
    words = said(printed(*others, scheme=post)[0])
    for told in (
        "最忙的时段：周一8:00—9:00（67人次）。上午占比67.00%（67÷100）。",
        "营业|1|一号窗口|91.00|",
        "2015年7月|沈文君|",
        "星级：1人＝五星1人＋四星0人＋三星0人。",
        "本期奖金合计最高1,200.00元，最低500.00元，相差700.00元。",
        "周启明|8|9|10|6|33",
        "初审|安监窗口|20|5|75.00%",
    ):
        assert told in words


def test_an_empty_ledger_has_a_statement_that_says_so() -> None:
    (paper, months) = printed()
    assert "本期还没有能计算的指标。" in said(paper)
    assert row(months, "合计")[1:] == ("0",) * 17


@pytest.mark.parametrize(
    ("first", "last", "title"),
    [
        ("7月1日", "7月31日", "2015年7月窗口服务统计表"),
        ("7月1日", "9月30日", "2015年第3季度窗口服务统计表"),
        ("1月1日", "12月15日", "2015年窗口服务统计表"),
    ],
)
def test_of_a_reported_statement_its_own_period_is_printed(first: str, last: str, title: str) -> None:
    report = reported(first=first, last=last)
    assert print_of("statement").papers(snapshot(report), report, Wishes())[0].title == title


def test_the_table_of_a_year_by_month_stands_on_one_page() -> None:
    months = printed(*CASES, period=Period(2015))[1]
    assert months.grid is Grid.REGISTER
    assert len(lay_out(months, Faces.bundled())) == 1


def test_a_reported_statement_is_printed_as_it_was_written() -> None:
    report = record("window_statement", "r", **sample_of("window_statement"))
    blocks = window_statement(snapshot(report), report)
    words = said(Paper("r", "报", blocks))
    assert "接待人次|520余|人次|提前办结|52|件" in words
    assert "给据邮件信息上传率|1960|2000|98.00%|98%" in words
    blank = window_statement(snapshot(report), reported(finished="1*3"))
    figures = next(block for block in blank if isinstance(block, Table))
    assert {cell for line in figures.rows for cell in (line[1], line[4])} == {"", "1*3"}
