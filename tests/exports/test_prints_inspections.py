"""定置检查表, 现场测时表 and the check sheets of tidiness and of books: what they say and what is left to be ticked."""

from __future__ import annotations

import pytest

from exports.page import Paper, Signature
from exports.papers import LAYOUTS
from exports.papers.prints import Wishes, print_of
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from ledger.kinds.business_book import BOOKS
from ledger.records import Record
from tests.exports.prints import said, tables
from tests.ledger.samples import sample_of
from tests.ledger.snapshots import record, snapshot


def sample(slug: str, uid: str = "one", **changes: object) -> Record:
    """The sample of a kind with these changes."""
    typed = {**sample_of(slug), **changes}
    return record(slug, uid, **{name: value for name, value in typed.items() if value != ""})


def printed(slug: str, one: Record | None = None, *others: Record) -> Paper:
    """The only paper of a print, of `one` record or blank."""
    (paper,) = print_of(slug).papers(snapshot(*([one] if one else []), *others), one, Wishes())
    return paper


def paper_of(one: Record) -> Paper:
    """The paper of a record."""
    layout, grid = LAYOUTS[one.kind]
    return Paper(one.kind, "", layout(snapshot(one), one), grid)


def pages(paper: Paper) -> int:
    """The sides it takes."""
    return len(lay_out(paper, Faces.bundled()))


@pytest.mark.parametrize("slug", ["desk-check", "timing-sheet"])
def test_a_sheet_takes_one_side_blank_or_headed(slug: str) -> None:
    assert pages(printed(slug)) == pages(printed(slug, sample(print_of(slug).of))) == 1


def test_a_desk_sheet_has_the_eleven_points_with_their_times_and_nothing_ticked() -> None:
    (table,) = tables(printed("desk-check"))
    assert [row[0] for row in table.rows] == [str(number) for number in range(1, 12)]
    assert all(row[1] and row[2] and row[3] for row in table.rows)
    assert all(row[4:] == ("", "", "") for row in table.rows)
    when = {row[1]: row[3] for row in table.rows}
    assert (when["文件月盘点"], when["办件资料日盘点"]) == ("每月", "每日")
    assert (when["离岗告示"], when["离岗清桌"]) == ("离开20分钟以上", "离开半小时以上")


def test_a_desk_sheet_of_a_check_is_headed_with_it() -> None:
    words = said(printed("desk-check", sample("tidiness")))
    assert "检查区域：办税服务厅" in words and "检查日期：2015年7月20日" in words and "检查人：沈文君" in words


def test_a_timing_sheet_says_the_standards() -> None:
    words = said(printed("timing-sheet"))
    for standard in (
        "邮件收寄每件2分钟",
        "报刊收订（计算机）每种3分钟",
        "报刊收订（手工）每种5分钟",
        "每种5套以下3分钟",
        "一万元以下、300张以下5分钟，每超一万元加1分钟",
        "排队等候不超过15分钟",
        "挂号每笔25—40秒",
    ):
        assert standard in words


def test_a_timing_sheet_holds_what_was_timed_at_the_same_window_on_the_same_day() -> None:
    one = sample("timing")
    same = sample("timing", "same", business="排队等候", standard="15", minutes="20", passed="不合格")
    elsewhere, later = sample("timing", "elsewhere", window="三号窗口"), sample("timing", "later", date="7月17日")
    (table,) = tables(printed("timing-sheet", one, same, elsewhere, later))
    filled = [row for row in table.rows if row[2]]
    assert [(row[2], row[7], row[8], row[9]) for row in filled] == [
        ("收兑汇款", "6", "5.75", "合格"),
        ("排队等候", "15", "20", "不合格"),
    ]
    assert len(table.rows) == 17


def test_more_timings_than_a_sheet_has_lines_are_all_there() -> None:
    timings = [sample("timing", f"t{number}") for number in range(20)]
    (table,) = tables(printed("timing-sheet", *timings))
    assert len([row for row in table.rows if row[2]]) == 20


def test_the_paper_of_a_tidiness_check_counts_and_concludes() -> None:
    paper = paper_of(sample("tidiness"))
    words = said(paper)
    assert "检查结论：不合格（合格1项，不合格1项）" in words
    assert "2|线缆有序|不合格|三号窗口电话线散落|当场用扎带理顺|周启明|2015年7月20日" in words
    assert "1|五号窗口|25|是|否" in words
    assert isinstance(paper.blocks[-1], Signature) and pages(paper) == 1


def test_the_paper_of_a_check_of_nothing_yet_is_a_form_to_be_filled() -> None:
    for slug in ("tidiness", "business_book"):
        essential = {"tidiness": "area", "business_book": "window"}[slug]
        bare = record(slug, "bare", **{essential: "大厅"})
        words = said(paper_of(bare))
        assert "None" not in words and "（）" not in words


def test_the_paper_of_a_check_of_books_lists_the_seven_and_what_they_cost() -> None:
    paper = paper_of(sample("business_book"))
    assert [row[1] for row in tables(paper)[0].rows] == list(BOOKS)
    assert "检查结果：检查7种，不合格1种，扣1分" in said(paper)
    assert pages(paper) == 1
