"""验收评分表, filled and blank, and the score sheet of a scheme with a check table: held against sums by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.page import Grid, Paper, Table
from exports.papers import LAYOUTS
from exports.papers.prints import NothingToPrint, Wishes, print_of
from exports.papers.scores import score_sheet
from exports.printing import write_prints
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from ledger.records import Record
from tests.exports.prints import said, tables
from tests.exports.reading import docx_words, pdf_words
from tests.ledger.counter_acceptance import COUNTER, FAILINGS, GROUPS, POST, ROWS, TOTAL, TYPED, words
from tests.ledger.snapshots import record, snapshot


def accepted(**changes: object) -> Record:
    """The whole acceptance with failings in each group, with these changes."""
    return record("acceptance", "a", **{**TYPED, **changes})


def paper_of(one: Record) -> Paper:
    """Its paper."""
    layout, grid = LAYOUTS["acceptance"]
    return Paper("a", "验收", layout(snapshot(one, scheme=POST), one), grid)


def row_of(paper: Paper, no: str, place: int) -> tuple[str, ...]:
    """The row of a point."""
    text = words(no, place).partition("：")[2]
    return next(row for table in tables(paper) for row in table.rows if row[1] == text and row[0].startswith(no))


def test_each_group_has_its_table_with_the_subtotal_of_the_hand() -> None:
    groups = tables(paper_of(accepted()))
    assert [(table.caption.partition("、")[2], table.rows[-1][2], table.rows[-1][5]) for table in groups] == [
        (f"{name}（标准分{full}分）", full, left) for name, (full, left) in GROUPS.items()
    ]
    assert all(table.total for table in groups)
    assert sum(len(table.rows) - 1 for table in groups) == sum(len(item.points) for item in COUNTER.items)


def test_a_row_says_the_item_what_it_costs_and_on_what_grounds() -> None:
    paper = paper_of(accepted())
    full = ("3.1 对外公布资料", "业务宣传和公告醒目", "3", "每项扣0.5分", "1.5", "0.5", "3项")
    assert row_of(paper, "3.1", 1) == full
    assert row_of(paper, "3.1", 2)[0] == "3.1"
    assert row_of(paper, "3.1", 2)[2:] == ("", "每项扣0.5分", "1", "", "2项，资费表未更新")
    assert row_of(paper, "6.3", 2)[3:] == ("每处扣2分", "2", "", "1处，大厅没有人巡视")
    assert row_of(paper, "8.1", 1)[3:] == ("每差1个百分点扣1分（应达到100%）", "3.5", "1.5", "实际96.5%，年度报表")
    assert row_of(paper, "8.2", 1)[4:] == ("1.8", "8.2", "实际83.2%，问卷汇总")
    assert row_of(paper, "8.2", 3)[3:] == ("扣法没有写，不扣分", "", "", "2项，投诉登记簿")
    assert row_of(paper, "2.2", 4)[4] == "3"
    assert row_of(paper, "2.2", 1)[5] == "0"


def test_the_total_and_the_veto_stand_under_the_tables() -> None:
    words_ = said(paper_of(accepted()))
    assert f"总得分：{TOTAL}分（标准分100分）" in words_
    assert "一票否决：没有一票否决的情形。" in words_
    assert "检查方法：现场察看、明查暗访" in words_ and "检查人：沈文君、周启明" in words_
    assert "检查意见：营业厅环境扣分集中" in words_
    veto = {"point": words("2.0", 1), "value": "是", "grounds": "店招破损"}
    paper = paper_of(accepted(rows=[*ROWS, veto]))
    assert row_of(paper, "2.0", 1)[2:] == ("—", "一票否决", "否决", "否决", "店招破损")
    assert "一票否决：2.0 店招和局名牌不合格（店招破损）。一票否决，验收不合格。" in said(paper)
    assert f"总得分：{TOTAL}分" in said(paper)


def test_what_takes_a_whole_item_says_so() -> None:
    rows = [{"point": words("6.3", 3), "value": "是", "grounds": "库房失火"}]
    paper = paper_of(accepted(rows=rows))
    assert row_of(paper, "6.3", 3)[3:] == ("有此情况，本项全扣", "全扣", "", "库房失火")
    assert row_of(paper, "6.3", 1)[5] == "0"
    assert "总得分：96.00分" in said(paper)


def test_an_acceptance_that_cannot_be_scored_is_printed_with_what_was_registered_and_why() -> None:
    rows = [{"point": words("2.1", 1), "value": "许多"}, {"point": "9.9 旧表：要点", "value": "1", "note": "旧"}]
    paper = paper_of(accepted(rows=rows))
    assert row_of(paper, "2.1", 1)[4:] == ("", "", "许多")
    assert "总得分：不能计分：" in said(paper)
    assert "9.9 旧表：要点|1||旧" in said(paper)
    assert "一票否决：" not in said(paper)


def test_an_acceptance_of_a_scheme_without_tables_is_printed_as_registered() -> None:
    one = accepted()
    layout, _ = LAYOUTS["acceptance"]
    blocks = layout(snapshot(one), one)
    assert [len(block.rows) for block in blocks if isinstance(block, Table)] == [len(FAILINGS)]


def test_it_says_the_same_on_paper_and_in_word_and_signs_on_a_page_with_text(tmp_path: Path) -> None:
    paper = paper_of(accepted())
    pages = lay_out(paper, Faces.bundled())
    assert len(pages) <= 5
    done = write_prints((paper,), tmp_path / "印", ("docx", "pdf"), Faces.bundled())
    docx, pdf = (tmp_path / "印" / name for name in sorted(done.files))
    assert docx_words(docx) == pdf_words(pdf) != ""


def test_a_blank_sheet_holds_every_point_and_nothing_filled_in() -> None:
    (paper,) = print_of("acceptance-sheet").papers(snapshot(scheme=POST), None, Wishes())
    assert paper.title == "营业示范窗口验收标准评分表"
    rows = [row for table in tables(paper) for row in table.rows]
    assert len(rows) == sum(len(item.points) for item in COUNTER.items) + len(GROUPS)
    assert {cell for row in rows for cell in row[4:]} == {""}
    assert "□检查台帐资料　□现场察看　□明查暗访" in said(paper)
    assert "一票否决：□没有　□有：" in said(paper)


def test_a_sheet_of_an_acceptance_is_headed_with_it() -> None:
    one = accepted()
    (paper,) = print_of("acceptance-sheet").papers(snapshot(one, scheme=POST), one, Wishes())
    assert "窗口（网点）：一号营业厅" in said(paper) and "检查日期：2011年9月18日" in said(paper)
    assert {cell for table in tables(paper) for row in table.rows for cell in row[4:]} == {""}


def test_a_scheme_without_a_table_has_no_sheet() -> None:
    with pytest.raises(NothingToPrint, match="没有验收评分表"):
        print_of("acceptance-sheet").papers(snapshot(), None, Wishes())


def test_the_score_sheet_tells_groups_the_veto_and_the_other_results() -> None:
    veto = {"point": words("2.0", 1), "value": "是"}
    number = {"number": 1, "date": "2011年6月20日", "window": "一号窗口", "trade": "营业"}
    looked = record("appraisal", "i", inspection="88", third_party="92", **number)
    asked = record("satisfaction", "s", number=1, name="上半年", date="2011年6月24日", score="85.5")
    one = accepted(rows=[*ROWS, veto])
    paper = Paper("s", "总得分表", score_sheet(snapshot(one, looked, asked, scheme=POST)), Grid.FORM)
    parts, beside, *_ = tables(paper)
    assert parts.rows == (
        *((name, full, left) for name, (full, left) in GROUPS.items()),
        ("示范窗口验收", "100", TOTAL),
    )
    assert "有一票否决项（2.0 店招和局名牌），示范窗口验收不合格。" in said(paper)
    # 88 × 50% + 92 × 50% = 90; 88 × 40% + 92 × 60% = 90.4
    assert beside.rows == (
        ("服务规范达标", "85", "90.00", "达标"),
        ("服务示范窗口达标", "90", "90.40", "达标"),
        ("社会综合满意度测评", "86", "85.50", "没有达标"),
    )
    assert not Faces.bundled().missing(said(paper).replace("\n", ""))


def test_before_an_acceptance_the_score_sheet_says_what_is_missing() -> None:
    paper = Paper("s", "总得分表", score_sheet(snapshot(scheme=POST)), Grid.FORM)
    parts = tables(paper)[0]
    assert parts.rows[0] == ("组织管理", "5", "", "")
    assert parts.rows[-1][:3] == ("示范窗口验收", "100", "不能计算")
    assert parts.rows[-1][3]
