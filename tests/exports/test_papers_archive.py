"""The archive's own papers: every item once, in boxes that hold it, with nothing said that only people can say."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest

from exports.page import Block, Paper, Paragraph, Table
from exports.papers.archive import archive_papers, is_sheet
from exports.papers.binding import Place, volume_index
from exports.papers.index_table import IndexRow, index_grid, index_heads, index_table
from exports.plates import Plate
from exports.preflight import check_blocks
from exports.to_docx import write_docx
from exports.to_pdf import write_pdf
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from ledger.filing import Item, Volume, arrange
from ledger.index_columns import DA_T_22, GB_T_9705, IndexColumn
from ledger.snapshot import Snapshot
from tests.exports.reading import docx_words, pdf_words
from tests.ledger.snapshots import complete, filled, snapshot

PLAN = filled(
    "filing_plan", "fp", fonds="A123", fonds_name="某县税务局第五税务分局",
    retention=[{"volume": "宣传发动", "term": "永久"}, {"volume": "检查整改", "term": "定期10年"}],
)  # fmt: skip


def papers(given: Snapshot, pages: int = 3) -> dict[str, Paper]:
    """The archive's papers by file stem; every item has `pages` pages."""
    volumes = arrange(given)
    items = [item for volume in volumes for item in volume.items]
    places = {item.key: Place(pages, 10 + pages * number, "x") for number, item in enumerate(items)}
    return dict(archive_papers(given, volumes, places))


def whole(**typed: object) -> Snapshot:
    plan = replace(PLAN, values={**PLAN.values, **filled("filing_plan", "x", **typed).values}) if typed else PLAN
    return snapshot(*complete().values(), plan)


def cells(paper: Paper) -> list[tuple[str, ...]]:
    return [row for block in paper.blocks if isinstance(block, Table) for row in block.rows]


def text(blocks: tuple[Block, ...]) -> str:
    plates = (words for block in blocks if isinstance(block, Plate) for words in block.texts)
    return "|".join((*plates, *(block.text for block in blocks if isinstance(block, Paragraph))))


def test_the_folder_has_an_index_for_each_term_and_one_of_everything_else() -> None:
    assert list(papers(whole())) == [
        "01_归档文件目录_永久", "01_归档文件目录_定期10年", "01_归档文件目录_保管期限未定", "02_全引目录", "03_装盒表",
        "04_案卷封面", "05_盒内备考表", "06_盒面签", "07_盒脊签",
    ]  # fmt: skip
    assert papers(snapshot()) == {}


def test_keys_differ_and_lists_are_also_spreadsheets() -> None:
    made = papers(whole())
    assert len({paper.key for paper in made.values()}) == len(made)
    assert [stem[:2] for stem, paper in made.items() if is_sheet(paper.key)] == ["01", "01", "01", "02", "03"]


def test_the_index_has_the_nine_columns_and_every_item_of_its_term() -> None:
    given = whole()
    index = papers(given)["01_归档文件目录_永久"]
    (table,) = [block for block in index.blocks if isinstance(block, Table)]
    assert [column.head for column in table.columns] == [column.value for column in DA_T_22]
    (volume,) = [volume for volume in arrange(given) if volume.term == "永久"]
    assert [(row[1], row[4]) for row in table.rows] == [(item.archive_no, item.title) for item in volume.items]
    assert [row[0] for row in table.rows] == [str(number) for number in range(1, len(table.rows) + 1)]
    assert f"以上共{len(table.rows)}件、{3 * len(table.rows)}页" in text(index.blocks)


def test_the_cover_of_an_index_names_fonds_year_term_and_class() -> None:
    said = text(papers(whole())["01_归档文件目录_永久"].blocks)
    assert "全宗号|A123|全宗名称|某县税务局第五税务分局|年度|2015|保管期限|永久|机构（问题）|宣传发动" in said


def test_the_whole_index_has_every_item_once_grouped_by_term_and_box() -> None:
    given = whole()
    index = papers(given, pages=300)["02_全引目录"]
    assert [row[4] for row in cells(index)] == [
        item.title
        for term in ("永久", "定期10年", "")
        for volume in arrange(given)
        if volume.term == term
        for item in volume.items
    ]
    captions = [block.caption for block in index.blocks if isinstance(block, Table)]
    assert [caption.split("　")[0] for caption in captions] == sorted(
        (caption.split("　")[0] for caption in captions), key=["永久", "定期10年", "保管期限未定"].index
    )
    assert re.fullmatch(r"永久　宣传发动（XCFD）　第\d+盒（件号0001至\d{4}，\d+件\d+页）", captions[0])


def test_a_box_that_cannot_hold_its_one_item_is_told() -> None:
    boxes = papers(snapshot(PLAN, filled("filed_paper", "f", date="5月3日")), pages=1400)["03_装盒表"]
    assert cells(boxes)[0][-1] == "件号0001一件就装不下，请分册装订后再装盒。"
    assert {row[-1] for row in cells(papers(whole())["03_装盒表"])} == {""}


def test_the_list_of_boxes_says_how_thickness_was_reckoned() -> None:
    said = text(papers(whole(paper_weight="80", sides="单面", boxes="30毫米"))["03_装盒表"].blocks)
    for words in ("80克", "0.104毫米", "一面一张", "从30毫米里"):
        assert words in said


def test_every_box_has_its_notes_with_numbers_and_places_to_sign_and_no_verdict() -> None:
    fixed = filled("filed_paper", "f", date="5月3日", item_no=40, copy="复印件", title="实施意见")
    made = papers(snapshot(*complete().values(), PLAN, fixed))
    notes, faces = made["05_盒内备考表"], Faces.bundled()
    sheets = lay_out(notes, faces)
    assert len(sheets) == len(cells(made["03_装盒表"]))
    said = ["".join(mark.text for mark in sheet.marks if hasattr(mark, "text")) for sheet in sheets]
    for words in said:
        assert all(label in words for label in ("盒内文件情况说明", "整理人", "整理日期", "检查人", "检查日期"))
        assert "齐全" not in words and "完整" not in words
    assert any("没有件号" in words and "0040“实施意见”是复印件。" in words for words in said)


def test_each_volume_has_its_cover_with_blanks_for_what_the_archive_gives() -> None:
    given = whole()
    covers = papers(given)["04_案卷封面"]
    plates = [block for block in covers.blocks if isinstance(block, Plate)]
    assert len(plates) == len(lay_out(covers, Faces.bundled())) == len(arrange(given))
    said = "|".join(plates[1].texts)
    assert "宣传发动" in said and "保管期限|永久" in said and "全宗号|目录号|案卷号|A123||" in said
    assert re.search(r"自2015年\d+月\d+日\n至2015年\d+月\d+日", said)


@pytest.mark.parametrize(("pages", "spine"), [(3, 20), (500, 30), (700, 40), (1000, 50), (1400, 50)])
def test_spine_labels_are_as_broad_as_their_box(pages: int, spine: int) -> None:
    made = papers(snapshot(PLAN, filled("filed_paper", "f", date="5月3日")), pages)["07_盒脊签"]
    plate = next(block for block in made.blocks if isinstance(block, Plate))
    assert {label[0].width_mm for label in plate.labels} == {spine}
    assert [cell.text for row in plate.labels[0] for cell in row.cells] == [
        "全宗号", "A123", "年度", "2015", "保管期限", "永久", "机构（问题）", "宣传发动",
        "起止件号", "0001", "0001", "盒号", "1",
    ]  # fmt: skip
    assert f"宽{spine}毫米" in text(made.blocks)


def test_labels_stand_on_a4_and_there_is_one_of_each_for_every_box() -> None:
    made = papers(whole(), pages=500)
    boxes = len(cells(made["03_装盒表"]))
    for stem in ("06_盒面签", "07_盒脊签"):
        plates = [block for block in made[stem].blocks if isinstance(block, Plate)]
        assert sum(len(plate.labels) for plate in plates) == boxes
        for plate in plates:
            assert plate.width_mm <= 170 and plate.height_mm <= 225
        assert len(lay_out(made[stem], Faces.bundled())) == sum(
            1 for _, group in itertools.groupby(made[stem].blocks, lambda block: isinstance(block, Paragraph)) if _
        )


def test_a_ledger_without_a_plan_has_blanks_where_the_plan_would_speak() -> None:
    made = papers(snapshot(filled("filed_paper", "f", date="5月3日")))
    assert "全宗号||全宗名称|第五税务分局|" in text(made["02_全引目录"].blocks)
    assert "01_归档文件目录_保管期限未定" in made


def test_word_and_pdf_say_the_same_of_every_paper(tmp_path: Path) -> None:
    faces = Faces.bundled()
    for stem, paper in papers(whole(), pages=400).items():
        check_blocks(paper.title, paper.blocks, faces)
        assert not paper.numbered
        pdf, word = tmp_path / f"{stem}.pdf", tmp_path / f"{stem}.docx"
        with pdf.open("wb") as stream:
            write_pdf(paper, lay_out(paper, faces), stream)
        with word.open("wb") as stream:
            write_docx(paper, faces, stream)
        assert pdf_words(pdf) == docx_words(word), stem


ITEM = Item("k", 7, "题名", None, doc_no="某税五〔2015〕3号", archive_no="A123-WS·2015-D10-XCFD-0007", note="复印件")
VOLUME = Volume("02", "宣传发动", "XCFD", "定期10年", (ITEM,))


def row(columns: tuple[IndexColumn, ...], **changed: object) -> tuple[str, ...]:
    given = replace(IndexRow(3, ITEM, VOLUME, 4, 21, box=2), **changed)
    return index_table(columns, [given], index_grid(columns)).rows[0]


def test_every_column_of_an_index_says_what_its_head_says() -> None:
    assert dict(zip((column.value for column in IndexColumn), row(tuple(IndexColumn)), strict=True)) == {
        "序号": "3", "顺序号": "0007", "件号": "0007", "档号": ITEM.archive_no, "文号": ITEM.doc_no, "责任者": "",
        "题名": "题名", "日期": "", "密级": "", "页数": "4", "页号": "21", "起始页号": "21", "起止页号": "21-24",
        "保管期限": "定期10年", "盒号": "2", "备注": "复印件",
    }  # fmt: skip


def test_the_last_item_of_a_volume_tells_its_last_page_too() -> None:
    assert row(GB_T_9705, closes=True)[5] == "21-24"
    assert row(GB_T_9705, closes=True, pages=1)[5] == "21"
    assert row(GB_T_9705)[5] == "21"


@pytest.mark.parametrize("columns", [DA_T_22, GB_T_9705, tuple(IndexColumn), (IndexColumn.SERIAL, IndexColumn.TITLE)])
def test_titles_have_room_in_every_index(columns: tuple[IndexColumn, ...]) -> None:
    heads = index_heads(columns, index_grid(columns))
    share = {column.head: column.width / sum(each.width for each in heads) for column in heads}
    assert share["题名"] >= 0.11
    assert all(width > 0 for width in share.values())


def test_the_volume_index_has_the_columns_that_were_chosen() -> None:
    given = snapshot(
        filled("filing_plan", "fp", volume_form="自定栏目", index_columns="件号、题名、起止页号"),
        filled("filed_paper", "f", date="5月3日"),
    )
    (volume,) = [volume for volume in arrange(given) if volume.no == "02"]
    places = {item.key: Place(2, 5, "x") for item in volume.items}
    (table,) = [block for block in volume_index(given, volume, places).blocks if isinstance(block, Table)]
    assert [column.head for column in table.columns] == ["件号", "题名", "起止页号"]
    assert table.rows[0] == ("0001", volume.items[0].title, "5-6")
    assert table.links[0] is not None
