from __future__ import annotations

import itertools

import pytest

from exports.page import Paper
from exports.papers.prints import Wishes, print_of
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from exports.typeset.sheets import MM, Words
from ledger.records import Record
from ledger.snapshot import Snapshot
from tests.exports.prints import GROUPS, reviewed, said, tables, unreviewed
from tests.ledger.snapshots import record, snapshot


def printed(slug: str, ledger: Snapshot, review: Record | None) -> tuple[Paper, ...]:
    return print_of(slug).papers(ledger, review, Wishes())


@pytest.mark.parametrize("slug", ["ballot-register", "ballot-calling", "ballot-tally"])
def test_the_forms_of_the_count_are_blank_before_it_and_take_one_page_each(slug: str) -> None:
    for paper in printed(slug, unreviewed(), None):
        assert len(lay_out(paper, Faces.bundled())) == 1
        numbers = [cell for table in tables(paper) for row in table.rows for cell in row[2:] if cell.isdecimal()]
        assert not numbers or slug == "ballot-calling"


@pytest.mark.parametrize("slug", ["ballot-register", "ballot-calling", "ballot-tally"])
def test_what_is_written_in_by_hand_has_room_for_it(slug: str) -> None:
    for paper in printed(slug, unreviewed(), None):
        assert min(table.row_mm for table in tables(paper)) >= 7.5


def test_the_register_of_handing_out_is_filled_from_the_review() -> None:
    ledger, review = reviewed()
    (paper,) = printed("ballot-register", ledger, review)
    assert [row[2:6:2] for row in tables(paper)[0].rows] == [("4", "4"), ("3", "2"), ("5", "4"), ("12", "10")]
    assert [row[5] for row in tables(paper)[0].rows] == ["0", "1", "1", "2"]


def test_more_ballots_returned_than_issued_leave_the_missing_ones_open() -> None:
    rows = [{"group": group.name, "issued": 3, "returned": 4, "void": 0} for group in GROUPS]
    review = record("review", "rev", title="2015年度", date="11月6日", organiser="某镇人民政府", groups=rows)
    (paper,) = printed("ballot-register", snapshot(review), review)
    assert {row[5] for row in tables(paper)[0].rows} == {""}


def test_the_record_of_calling_has_a_cell_for_every_satisfied_score_and_free_ones_below() -> None:
    papers = printed("ballot-calling", unreviewed(), None)
    assert [paper.title for paper in papers] == [f"唱票记录（票式{code}）" for code in "ABC"]
    scores = [row[place] for place in (0, 3, 6) for row in tables(papers[0])[0].rows]
    assert scores[:41] == [str(score) for score in range(100, 59, -1)]
    assert set(scores[41:]) == {""} and len(scores) >= 45
    for paper, group in zip(papers, GROUPS, strict=True):
        assert f"组别：{group.name}" in said(paper)


def test_the_record_of_calling_stays_blank_after_the_review_since_strokes_are_made_while_calling() -> None:
    ledger, review = reviewed()
    for before, after in zip(
        printed("ballot-calling", unreviewed(), None), printed("ballot-calling", ledger, review), strict=True
    ):
        assert tables(before) == tables(after)


def test_the_tally_is_filled_from_the_ballots_and_shows_its_identities() -> None:
    ledger, review = reviewed()
    (paper,) = printed("ballot-tally", ledger, review)
    rows = tables(paper)[0].rows
    assert rows[0][2:] == ("4", "4", "0", "4", "2", "1", "0", "1", "0", "240", "80.00")
    assert rows[1][2:] == ("3", "2", "1", "1", "1", "0", "0", "0", "0", "88", "88.00")
    assert rows[2][2:] == ("5", "4", "0", "4", "2", "1", "1", "0", "0", "292", "73.00")
    assert rows[3][2:] == ("12", "10", "1", "9", "5", "2", "1", "1", "0", "", "")
    assert "票式B：发出3≥收回2；收回2＝有效1＋无效1；有效1＝计分1＋不了解0＋弃权0。" in said(paper)


def test_the_tally_of_an_earlier_review_has_only_what_was_written_down_of_it() -> None:
    rows = [{"group": group.name, "issued": 3, "returned": 2, "void": 1} for group in GROUPS]
    earlier = record("review", "earlier", title="上半年", date="6月30日", organiser="某镇人民政府", groups=rows)
    ledger, _ = reviewed(earlier)
    (paper,) = printed("ballot-tally", ledger, earlier)
    assert tables(paper)[0].rows[0][2:] == ("3", "2", "1", *[""] * 8)
    assert "每组核对：发出≥收回；收回＝有效＋无效" in said(paper)


def test_the_tally_of_a_review_that_cannot_be_counted_leaves_the_count_open() -> None:
    rows = [{"group": group.name, "issued": 3, "returned": 3, "void": 0} for group in GROUPS]
    review = record("review", "rev", title="2015年度", date="11月6日", organiser="某镇人民政府", groups=rows)
    (paper,) = printed("ballot-tally", snapshot(review), review)
    assert tables(paper)[0].rows[0][2:5] == ("3", "3", "0")
    assert "每组核对" in said(paper)


def test_the_tally_of_a_review_of_which_one_group_cannot_be_counted_says_which() -> None:
    rows = [{"group": GROUPS[0].name, "issued": 3, "returned": 3, "void": 0}]
    review = record("review", "rev", title="2015年度", date="11月6日", organiser="某镇人民政府", groups=rows)
    (paper,) = printed("ballot-tally", snapshot(review), review)
    assert tables(paper)[0].rows[0][2:5] == ("3", "3", "0")
    assert "票式A的票与登记的张数不符，没有计入；核对：发出≥收回" in said(paper)
    assert "票式B：" in said(paper)


@pytest.mark.parametrize("slug", ["ballot-register", "ballot-tally"])
def test_no_head_and_no_sum_of_the_count_breaks_into_single_characters(slug: str) -> None:
    (paper,) = printed(slug, unreviewed(), None)
    (sheet,) = lay_out(paper, Faces.bundled())
    assert {"票式", "合计"} <= {mark.text for mark in sheet.marks if isinstance(mark, Words)}


def test_the_rows_of_the_register_are_as_high_as_asked_for() -> None:
    (paper,) = printed("ballot-register", unreviewed(), None)
    (sheet,) = lay_out(paper, Faces.bundled())
    ys = sorted({round(mark.y0, 2) for mark in sheet.marks if hasattr(mark, "y0") and mark.y0 == mark.y1}, reverse=True)
    steps = [above - below for above, below in itertools.pairwise(ys)]
    assert sum(step == pytest.approx(14 * MM, abs=0.1) for step in steps) == 4
