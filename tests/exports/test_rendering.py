"""One paper made: its sides, its files in each format, and where the stamp has room."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pikepdf
import pytest

from exports.errors import MissingGlyphs
from exports.page import Column, Grid, Link, PageBreak, Pairs, Paper, Paragraph, Table, Title
from exports.rendering import render
from exports.typeset.faces import Faces
from exports.typeset.sheets import MM
from tests.exports.bindings import pages

FACES = Faces.bundled()
INDEX = Table((Column("序号", 1), Column("题名", 5)), (("1", "实施方案"), ("2", "通知")), links=(Link("a"), Link("b")))
PAPER = Paper("k", "卷内目录", (Title("卷内目录"), INDEX), Grid.REGISTER, "第五税务分局", "2015-12-31")


def test_a_paper_is_written_in_the_formats_asked_for_and_in_no_other() -> None:
    made = render(PAPER, ("docx", "pdf", "xlsx"), FACES)
    assert list(made.files) == ["docx", "pdf", "xlsx"]
    assert zipfile.ZipFile(io.BytesIO(made.files["docx"])).testzip() is None
    with pikepdf.open(io.BytesIO(made.files["pdf"])) as pdf:
        assert len(pdf.pages) == len(made.sides) == 1
    assert openpyxl.load_workbook(io.BytesIO(made.files["xlsx"])).active is not None
    assert render(PAPER, (), FACES).files == {}


def test_a_side_has_its_size_its_rows_and_the_place_of_its_number() -> None:
    (side,) = render(PAPER, (), FACES).sides
    assert (side.width, side.height) == pytest.approx((297 * MM, 210 * MM))
    assert [area.target for area in side.areas] == ["a", "b"]
    assert side.folio and (side.folio.left, side.folio.right) == pytest.approx((20 * MM, 277 * MM))
    assert side.numbered and not side.official and not side.blank
    assert render(Paper("k", "通知", (Paragraph("甲"),), Grid.OFFICIAL), (), FACES).sides[0].official


def test_a_side_without_words_is_blank() -> None:
    blocks = (Paragraph("甲"), PageBreak(), PageBreak(), Paragraph("乙"))
    sides = render(Paper("k", "表", blocks, numbered=False), (), FACES).sides
    assert [side.blank for side in sides] == [False] * len(sides), "a break on an empty page makes no empty side"
    empty = render(Paper("k", "空", (), numbered=False), (), FACES).sides
    assert [side.blank for side in empty] == [True]


def test_the_stamp_has_a_place_on_the_first_side_where_the_page_is_free() -> None:
    at = render(Paper("k", "记录", pages(2)), (), FACES).stamp
    assert at and at[1] > 200 * MM
    full = Pairs(((("登记表", "\n".join("服务无小事" * 30 for _ in range(30))),),))
    assert render(Paper("k", "表", (full,)), (), FACES).stamp is None


def test_a_character_without_a_face_is_named_with_the_paper_before_anything_is_drawn() -> None:
    with pytest.raises(MissingGlyphs, match="“题名”的“正文”.*U\\+1F44D"):
        render(Paper("k", "题名", (Paragraph("好👍"),)), ("pdf",), FACES)


def test_the_same_paper_gives_the_same_bytes() -> None:
    first, second = (render(PAPER, ("docx", "pdf", "xlsx"), FACES) for _ in range(2))
    assert first == second
