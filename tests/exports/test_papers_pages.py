"""Papers as an archivist turns them over: nothing signed stands without text, no date wraps, no row stands alone."""

from __future__ import annotations

import io
import itertools
from collections.abc import Sequence

import docx
import pytest

from exports.breadth import characters
from exports.page import Align, Block, Column, Grid, Pairs, Paper, Paragraph, Picture, Signature, Space, Table
from exports.papers import paper_of
from exports.papers.columns import columns_of, headed
from exports.papers.parts import attached, closing
from exports.to_docx import write_docx
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from exports.typeset.sheets import Drawing, Sheet, Words
from ledger.fields import Date, read_date
from ledger.filing import arrange
from ledger.kinds import KINDS, Form, Kind
from ledger.snapshot import Snapshot
from tests.exports.test_layout_tables import jpeg
from tests.ledger.snapshots import filled, record, snapshot

NAMES = "、".join(a + b for a in "赵钱孙李周吴郑王冯陈" for b in ("一鸣", "若溪", "静姝", "云帆", "子衿", "𠮷宁"))
SENTENCE = "会议指出，要把创建活动与日常业务一起部署、一起检查，做到不缺项、不漏项。"


def laid(*blocks: Block, grid: Grid = Grid.FORM) -> tuple[Sheet, ...]:
    return lay_out(Paper("k", "题名", blocks, grid), Faces.bundled())


def words(sheet: Sheet) -> str:
    return "".join(mark.text for mark in sheet.marks if isinstance(mark, Words))


def paper(given: Snapshot, key: str) -> Paper:
    (item,) = [item for volume in arrange(given) for item in volume.items if item.key == key]
    return paper_of(given, item)


def pages(given: Snapshot, key: str) -> list[str]:
    return [words(sheet) for sheet in lay_out(paper(given, key), Faces.bundled())]


@pytest.mark.parametrize("rows", range(20, 44))
def test_a_place_to_sign_stands_with_the_last_row_of_what_is_signed(rows: int) -> None:
    table = Table((Column("事项", 1),), tuple((f"第{number}行",) for number in range(rows)))
    last = words(laid(table, Signature(("主持人", "记录人")))[-1])
    assert "记录人" in last
    assert f"第{rows - 1}行" in last


@pytest.mark.parametrize("lines", range(30, 46))
def test_a_place_to_sign_stands_with_lines_of_a_long_value(lines: int) -> None:
    content = "\n".join(f"第{number}段" for number in range(lines))
    last = words(laid(Pairs(((("会议内容", content),),)), Signature(("主持人", "记录人")))[-1])
    assert "记录人" in last
    assert f"第{lines - 2}段第{lines - 1}段" in last


@pytest.mark.parametrize("rows", range(25, 45))
def test_no_row_of_a_register_stands_alone_on_the_last_page(rows: int) -> None:
    table = Table((Column("事项", 1),), tuple((f"第{number}行",) for number in range(rows)))
    last = words(laid(table, grid=Grid.REGISTER)[-1])
    assert f"第{rows - 2}行" in last


def test_a_closing_remark_stands_with_rows_of_its_table() -> None:
    for rows in range(15, 25):
        table = Table((Column("事项", 1),), tuple((f"第{number}行",) for number in range(rows)))
        last = words(laid(table, Paragraph("以上共若干件。"), grid=Grid.REGISTER)[-1])
        assert f"第{rows - 1}行" in last


def test_a_small_table_of_captions_goes_with_its_first_picture() -> None:
    captions = Table((Column("主题", 1),), (("动员会",),), caption="照片说明")
    for lines in range(0, 34, 3):
        sheets = laid(Space(lines), Paragraph("正文"), captions, Picture(jpeg(800, 600), "动员会"))
        (shown,) = [sheet for sheet in sheets if any(isinstance(mark, Drawing) for mark in sheet.marks)]
        assert "照片说明" in words(shown)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.form is Form.REGISTER], ids=lambda kind: kind.slug)
def test_no_date_of_a_register_wraps(kind: Kind) -> None:
    fields = [field for field in kind.fields if field.indexed and not field.private]
    columns = columns_of(fields, Grid.REGISTER)
    day = read_date("2015.10.25", 2015)
    row = tuple(field.show(day) if isinstance(field, Date) else "" for field in fields)
    (sheet,) = laid(Table(columns, (row,)), grid=Grid.REGISTER)
    dates = [mark for mark in sheet.marks if isinstance(mark, Words) and any(char.isdigit() for char in mark.text)]
    assert len({round(mark.y, 2) for mark in dates}) <= 1


def test_papers_of_a_kind_have_the_same_columns_whatever_is_in_them() -> None:
    short = filled("check_round", "a", rows=[{"point": "台帐", "result": "符合", "found": "无"}])
    long = filled("check_round", "b", rows=[{"point": SENTENCE, "result": "不符合", "found": SENTENCE * 3}])
    given = snapshot(short, long)
    first, second = (
        [block.columns for block in paper(given, f"record:{uid}").blocks if isinstance(block, Table)] for uid in "ab"
    )
    assert first == second


@pytest.mark.parametrize(
    ("label", "width", "head"),
    [
        ("序号", 3, "序号"),
        ("时长（分钟）", 5, "时长\n（分钟）"),
        ("首问责任人", 5, "首问\n责任人"),
        ("第三方测评分", 5, "第三方\n测评分"),
        ("公益广告占比", 5, "公益广告\n占比"),
        ("是否超时", 4, "是否\n超时"),
        ("承诺工作日", 3, "承诺工作日"),  # no two lines hold it
    ],
)
def test_a_head_that_needs_two_lines_breaks_where_a_reader_would(label: str, width: float, head: str) -> None:
    assert headed(label, width) == head


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.form is Form.REGISTER], ids=lambda kind: kind.slug)
def test_no_head_of_a_register_leaves_a_character_to_a_line_of_its_own(kind: Kind) -> None:
    fields = [field for field in kind.fields if field.indexed and not field.private]
    for column in columns_of(fields, Grid.REGISTER):
        lines = column.head.split("\n")
        assert all(len(line) > 1 and characters(line) <= column.width - 0.75 for line in lines), column.head


@pytest.mark.parametrize("long", [1, 34, 67, 100, 133, 166, 199])
def test_the_seal_of_a_notice_stands_on_a_page_with_its_text(long: int) -> None:
    case = filled("case", "c", applicant="某" * 199)
    telling = {"case": "c", "sort": "全程办税服务事项承诺书", "addressee": "某" * long, "hotline": "十" * 199}
    sealed = [
        page for page in pages(snapshot(case, filled("case_notice", "n", **telling)), "record:n") if "盖章" in page
    ]
    assert len(sealed) == 2 and all("没有正当理由" in page for page in sealed)


def test_the_sheet_of_a_round_has_its_score_and_what_became_of_its_findings() -> None:
    """R20: measure, person and deadline stand on the sheet, and are kept with the findings only."""
    found = filled("finding", "f", round="a", problem="公开栏未更新", measure="每月更新", owner="", deadline="7月20日")
    other = filled("finding", "g", problem="午间无人值守")
    given = snapshot(filled("check_round", "a", score="96"), filled("check_round", "b"), found, other)
    sheets = [paper(given, f"record:{uid}").blocks for uid in "ab"]
    captions = [[block.caption for block in blocks if isinstance(block, Table)] for blocks in sheets]
    assert captions == [["检查情况", "列入整改台帐的问题"], ["检查情况"]]
    (table,) = (block for block in sheets[0] if isinstance(block, Table) and block.caption == captions[0][1])
    assert table.rows == (("1", "公开栏未更新", "每月更新", "", "2015年7月20日"),)
    assert [any("自评分" in repr(block) for block in blocks) for blocks in sheets] == [True, False]


@pytest.mark.parametrize("decisions", range(0, 8))
def test_who_was_present_stands_on_a_page_with_text_of_the_minutes(decisions: int) -> None:
    minutes = filled(
        "minutes", "j", body=SENTENCE * 6, present=NAMES[:70], leave="赵一鸣", guests="各界代表", signer="赵一鸣",
        decisions=[{"item": SENTENCE, "owner": "赵一鸣", "deadline": "10.25"}] * decisions,
    )  # fmt: skip
    last = pages(snapshot(minutes), "record:j")[-1]
    assert last.endswith("签发：赵一鸣")
    assert "会议指出" in last or "完成时限" in last or "漏项" in last


def test_the_date_of_a_document_is_four_characters_in_and_its_author_centred_over_it() -> None:
    day = read_date("2015年5月8日", 2015)
    author, date = closing("海滨市税务局第五税务分局", day)
    assert isinstance(author, Paragraph) and isinstance(date, Paragraph)
    assert (author.align, date.align, date.right) == (Align.RIGHT, Align.RIGHT, 4)
    middles = [each.right + characters(each.text) / 2 for each in (author, date)]
    assert middles[0] == middles[1]


def test_an_author_too_broad_to_be_centred_ends_at_the_edge() -> None:
    author, _ = closing("很长的单位名称" * 5, read_date("2015年5月8日", 2015))
    assert isinstance(author, Paragraph)
    assert author.right == 0


def lefts(sheets: Sequence[Sheet]) -> list[float]:
    """Where each line of words begins."""
    marks = [mark for sheet in sheets for mark in sheet.marks if isinstance(mark, Words)]
    lines = itertools.groupby(marks, key=lambda mark: round(mark.y, 2))
    return [min(mark.x for mark in line) for _, line in lines]


def test_the_name_of_an_attachment_goes_on_under_its_first_character() -> None:
    blocks = attached("很长的附件名称" * 6 + "\n第二个附件")
    sheets = laid(*blocks, grid=Grid.OFFICIAL)
    first = next(mark.x for mark in sheets[0].marks if isinstance(mark, Words) and mark.text.startswith("很长"))
    assert lefts(sheets)[1] == pytest.approx(first, abs=0.5)


def test_a_register_tells_an_overlong_text_below_and_not_in_a_narrow_column() -> None:
    long = SENTENCE * 80
    finding = filled("finding", "f", number=7, measure=long[:3000])
    made = paper(snapshot(finding), "register:finding")
    register, whole = (block for block in made.blocks if isinstance(block, Table))
    assert "（全文见表后第1条）" in register.rows[0][5]
    assert whole.rows == (("1", "第7条", "整改措施", long[:3000]),)
    assert len(lay_out(made, Faces.bundled())) <= 4


def test_a_register_stands_in_the_order_of_its_numbers() -> None:
    given = snapshot(
        filled("finding", "b", number=2, found="6.1"),
        filled("finding", "a", number=1, found="6.9"),
        record("finding", "c", problem="没有序号", found="5.2"),
    )
    (register,) = (block for block in paper(given, "register:finding").blocks if isinstance(block, Table))
    assert [row[0] for row in register.rows] == ["1", "2", ""]


def test_in_word_too_the_last_row_is_kept_with_the_place_to_sign() -> None:
    table = Table((Column("事项", 1),), tuple((f"第{number}行",) for number in range(20)))
    stream = io.BytesIO()
    write_docx(Paper("k", "题名", (table, Signature(("主持人",)))), Faces.bundled(), stream)
    stream.seek(0)
    document = docx.Document(stream)
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in document.tables[0].rows]
    assert kept[-3:] == [None, True, True]
    gap = next(paragraph for paragraph in document.paragraphs if not paragraph.text)
    assert gap.paragraph_format.keep_with_next
