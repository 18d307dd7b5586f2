"""The list of sheets to exchange: every sheet is named by what is printed on it, in both files in the same words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from exports.exchange import plan
from exports.page import Paper, Paragraph, Table
from exports.papers.exchange import describe, exchange_list
from exports.preflight import check_blocks
from exports.to_docx import write_docx
from exports.to_pdf import write_pdf
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from ledger.exported import BoundVolume, Export
from tests.exports.reading import docx_words, pdf_words
from tests.exports.stacks import Made, bound
from tests.ledger.snapshots import complete, snapshot

COVER: Made = ("cover", "", ("c",))
INDEX: Made = ("index:02", "", ("i1", "i2"))
ONE: Made = ("a", "02-0001", ("a1", "a2", "a3"))
TWO: Made = ("b", "02-0002", ("b1",))
THREE: Made = ("d", "02-0003", ("d1", "d2"))
LONGER: Made = ("a", "02-0001", ("a1", "a2", "a3", "a4"))


def export(number: int, volume: BoundVolume) -> Export:
    return Export(number, dt.datetime(2015, 7, 1, tzinfo=dt.UTC), "沈文君", "报送", volume)


def listed(old: list[Made], new: list[Made], *, numbers: bool = False, duplex: bool = True) -> Paper:
    before, after = bound(old, duplex=duplex), bound(new, duplex=duplex)
    exchange = plan(before, after, numbers=numbers)
    return exchange_list(snapshot(*complete().values()), exchange, export(2, before), export(5, after))


def rows(paper: Paper) -> list[list[str]]:
    """The cells of all tables, without their running numbers."""
    return [list(row[1:]) for block in paper.blocks if isinstance(block, Table) for row in block.rows]


def said(paper: Paper) -> str:
    return "\n".join(block.text for block in paper.blocks if isinstance(block, Paragraph))


def test_each_row_names_the_sheets_by_old_and_new_numbers() -> None:
    new_index: Made = ("index:02", "", ("i1", "i9"))
    assert rows(listed([COVER, INDEX, ONE, TWO], [COVER, new_index, LONGER, THREE])) == [
        ["02 宣传发动", "", "题名index:02", "随之更新", "“02 题名index:02”第1—2面，1张",
         "抽换页第1张：“02 题名index:02”第1—2面，1张"],
        ["02 宣传发动", "0001", "题名a", "有改动", "第1—3页，2张\n小号 02-0001 1/3—3/3",
         "抽换页第2—3张：第1—4页，2张\n小号 02-0001 1/4—4/4"],
        ["02 宣传发动", "0002", "题名b", "撤去", "第4页，1张\n小号 02-0002 1/1", "没有要换入的"],
        ["02 宣传发动", "0003", "题名d", "新增", "没有要取出的",
         "抽换页第4张：第5—6页，1张\n小号 02-0003 1/2—2/2\n放在02-0001 4/4之后"],
    ]  # fmt: skip


def test_sheets_that_keep_an_old_page_number_are_listed_apart_with_both_numbers() -> None:
    paper = listed([ONE, TWO], [LONGER, TWO])
    assert rows(paper)[1] == ["02 宣传发动", "0002", "题名b", "1", "02-0002 1/1", "第4页", "第5页"]
    assert "以上1张内容没有改动，留用原来的纸，页脚仍是原来的页码" in said(paper)
    assert "共换入3张），或者整本重印（3张）" in said(paper)


def test_with_page_numbers_nothing_is_kept_back() -> None:
    paper = listed([ONE, TWO], [LONGER, TWO], numbers=True)
    assert [row[3] for row in rows(paper)] == ["有改动", "页码顺延"]
    assert "留用" not in said(paper)


def test_the_list_ends_with_how_many_sheets() -> None:
    assert "合计取出2张，换入2张；换好后整本3张。" in said(listed([ONE, TWO], [LONGER, TWO]))
    assert "合计取出3张，换入4张；换好后整本5张。" in said(listed([ONE, TWO], [LONGER, TWO], duplex=False))


@pytest.mark.parametrize(("duplex", "words"), [(True, "双面打印，沿长边翻转"), (False, "单面打印")])
def test_the_list_says_how_to_print(duplex: bool, words: str) -> None:
    assert words in said(listed([ONE], [LONGER], duplex=duplex))


def test_a_gap_between_sheets_is_told_as_two_ranges() -> None:
    sides: Made = ("a", "02-0001", ("1", "2", "3", "4", "5", "6"))
    changed: Made = ("a", "02-0001", ("x", "2", "3", "4", "5", "y"))
    exchange = plan(bound([sides]), bound([changed]))
    (swap,) = exchange.swaps
    assert describe(exchange.new, swap.into) == "第1—2、5—6页（02-0001 1/6—2/6、02-0001 5/6—6/6），2张"


def test_docx_and_pdf_say_the_same_words(tmp_path: Path) -> None:
    faces, paper = Faces.bundled(), listed([COVER, INDEX, ONE, TWO], [("cover", "", ("n",)), LONGER, THREE, TWO])
    check_blocks(paper.title, paper.blocks, faces)
    with (tmp_path / "单.docx").open("wb") as stream:
        write_docx(paper, faces, stream)
    with (tmp_path / "单.pdf").open("wb") as stream:
        write_pdf(paper, lay_out(paper, faces), stream)
    assert docx_words(tmp_path / "单.docx") == pdf_words(tmp_path / "单.pdf")
