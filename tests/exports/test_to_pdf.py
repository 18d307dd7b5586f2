"""The written PDF: the same bytes twice, all faces embedded, numbers in their places, and all words found."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from exports.page import (
    Bar,
    Bars,
    Block,
    Column,
    Grid,
    Heading,
    Link,
    PageBreak,
    Pairs,
    Paper,
    Paragraph,
    Picture,
    Signature,
    Space,
    Table,
    Title,
)
from exports.pdf.drawing import draw_sheet
from exports.to_pdf import write_pdf
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from exports.typeset.sheets import MM

RARE = "𠮷田一、䶮小平、㛃文"


def photo() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), (90, 120, 150)).save(stream, "JPEG")
    return stream.getvalue()


PHOTO = photo()
EVERYTHING: tuple[Block, ...] = (
    Title("会议记录", 18),
    Heading("一、基本情况"),
    Heading("（一）时间地点", 2),
    Paragraph(f"出席人员{RARE}，共3人——应到3人……", lead="出席："),
    Pairs(((("会议名称", "动员大会"),), (("时间", "2015-03-11"), ("地点", "三楼会议室")))),
    Space(1),
    Table(
        (Column("序号", 1), Column("题名", 5)), (("1", "实施方案"), ("合计", "1件")), "目录", (Link("plan"), None), True
    ),
    Bars("得分", (Bar("领导", 88.25, "88.25分"),)),
    Picture(PHOTO, "会场"),
    Signature(("整理人",)),
    PageBreak(),
    Paragraph("附件"),
)
WORDS = (
    f"会议记录一、基本情况（一）时间地点出席：出席人员{RARE}，共3人——应到3人……会议名称动员大会时间2015-03-11地点三楼会议室"
    "目录序号题名1实施方案合计1件得分领导88.25分会场整理人：年月日附件"
)


def written(paper: Paper) -> bytes:
    stream = io.BytesIO()
    write_pdf(paper, lay_out(paper, Faces.bundled()), stream)
    return stream.getvalue()


def words(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def paper(grid: Grid = Grid.FORM, *, numbered: bool = False) -> Paper:
    return Paper("k", "会议记录", EVERYTHING, grid, "第五税务分局", "2015-03-11", numbered)


@pytest.mark.parametrize("grid", list(Grid))
def test_every_block_is_read_back_in_order_on_every_grid(grid: Grid) -> None:
    assert words(written(paper(grid))) == WORDS


@pytest.mark.tool("pdftotext")
def test_another_reader_finds_the_same_words(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(written(paper()))
    program = shutil.which("pdftotext")
    assert program
    text = subprocess.run([program, "-raw", "-enc", "UTF-8", path, "-"], check=True, capture_output=True).stdout
    assert "".join(text.decode("utf-8").split()) == WORDS


def test_two_runs_give_the_same_bytes() -> None:
    assert written(paper()) == written(paper())


def fonts(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every font object of the file, also those that no page names."""
    return [
        value for value in document.objects if isinstance(value, pikepdf.Dictionary) and value.get("/Type") == "/Font"
    ]


def test_all_faces_are_embedded_and_none_is_helvetica() -> None:
    with pikepdf.open(io.BytesIO(written(paper(numbered=True)))) as document:
        named = fonts(document)
        wholes = [font for font in named if font.Subtype == "/Type0"]
        parts = [font for font in named if font.Subtype != "/Type0"]
        assert len({str(font.BaseFont) for font in wholes}) == len(wholes) >= 5
        assert all("/ToUnicode" in font and font.Encoding == "/Identity-H" for font in wholes)
        assert len(parts) == len(wholes)
        for font in parts:
            assert font.FontDescriptor.FontFile2.Length1 == len(font.FontDescriptor.FontFile2.read_bytes())
            assert font.FontDescriptor.FontName == font.BaseFont


def test_every_page_names_the_faces_it_uses_and_no_other() -> None:
    with pikepdf.open(io.BytesIO(written(paper(Grid.OFFICIAL, numbered=True)))) as document:
        for page in document.pages:
            chosen = {
                str(operands[0]) for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "Tf"
            }
            assert chosen == set(page.Resources.Font.keys())


def test_the_file_says_its_title_author_date_and_language() -> None:
    with pikepdf.open(io.BytesIO(written(paper()))) as document:
        assert str(document.docinfo["/Title"]) == "会议记录"
        assert str(document.docinfo["/Author"]) == "第五税务分局"
        assert "2015-03-11" in str(document.docinfo["/Subject"])
        assert str(document.Root.Lang) == "zh-CN"
        assert all(page.mediabox[2:] == document.pages[0].mediabox[2:] for page in document.pages)


@pytest.mark.parametrize(("grid", "size"), [(Grid.FORM, (210, 297)), (Grid.REGISTER, (297, 210))])
def test_the_paper_is_a4(grid: Grid, size: tuple[int, int]) -> None:
    with pypdfium2.PdfDocument(written(paper(grid))) as document:
        assert document[0].get_size() == pytest.approx((size[0] * MM, size[1] * MM), abs=0.1)


def dashes(data: bytes) -> list[list[tuple[float, float, float, float]]]:
    """The ink of the two dashes beside each page's number: left, bottom, right, top in points."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            places = [number for number in range(text.count_chars()) if text.get_text_range(number, 1) == "—"]
            found.append([text.get_charbox(number) for number in places[-2:]])
    return found


def test_official_numbers_stand_outside_with_one_character_free_7_mm_below_the_text() -> None:
    blocks = (Paragraph("甲"), PageBreak(), Paragraph("乙"), PageBreak(), Paragraph("丙"))
    first, second, third = dashes(written(Paper("k", "通知", blocks, Grid.OFFICIAL)))
    for _, bottom, _, top in (*first, *second, *third):
        assert (bottom + top) / 2 == pytest.approx((35 - 7) * MM, abs=0.3 * MM)
    assert (first[1][2], third[1][2]) == pytest.approx(((210 - 26) * MM - 14,) * 2, abs=1)
    assert second[0][0] == pytest.approx(28 * MM + 14, abs=1)


def test_other_numbers_stand_in_the_middle_below_the_text() -> None:
    for grid, left, right in ((Grid.FORM, 25, 195), (Grid.REGISTER, 20, 277)):
        ((first, second),) = dashes(written(Paper("k", "表", (Paragraph("甲"),), grid)))
        assert (first[0] + second[2]) / 2 == pytest.approx((left + right) / 2 * MM, abs=0.5)
        assert 10 * MM < first[1] < 20 * MM


def test_numbers_count_from_1_and_are_left_out_where_none_is_wanted() -> None:
    blocks = (Paragraph("甲"), PageBreak(), Paragraph("乙"))
    assert words(written(Paper("k", "表", blocks))) == "甲—1—乙—2—"
    assert words(written(Paper("k", "表", blocks, numbered=False))) == "甲乙"
    assert words(written(Paper("k", "封面", blocks, Grid.COVER))) == "甲乙"


def artifacts(data: bytes) -> list[list[int]]:
    """How many pieces of text each artifact of each page shows."""
    pages = []
    with pikepdf.open(io.BytesIO(data)) as document:
        for page in document.pages:
            counts: list[int] = []
            inside = False
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BMC":
                    assert str(operands[0]) == "/Artifact"
                    inside = True
                    counts.append(0)
                elif str(operator) == "EMC":
                    inside = False
                elif str(operator) == "Tj" and inside:
                    counts[-1] += 1
            assert not inside
            pages.append(counts)
    return pages


def test_a_repeated_head_and_the_number_are_artifacts() -> None:
    table = Table((Column("序号", 1), Column("题名", 5)), tuple((str(number), "方案") for number in range(60)))
    assert artifacts(written(Paper("k", "表", (table,)))) == [[3], [2, 3]]
    assert words(written(Paper("k", "表", (table,), numbered=False))).count("序号题名") == 2


def test_link_areas_leave_no_trace_in_a_paper_by_itself() -> None:
    """Only the bound PDF has the papers that rows lead to."""
    with pikepdf.open(io.BytesIO(written(paper()))) as document:
        assert not any("/Annots" in page.obj for page in document.pages)


def test_a_paper_with_a_number_shows_it_on_every_side_with_the_count_of_all() -> None:
    numbered = replace(Paper("k", "表", (Paragraph("甲"), PageBreak(), Paragraph("乙"))), mark="02-0003", follows=3)
    assert words(written(numbered)) == "甲—1—02-00031/5乙—2—02-00032/5"


def test_sheets_drawn_before_give_the_same_file() -> None:
    sheets = lay_out(paper(), Faces.bundled())
    stream = io.BytesIO()
    write_pdf(paper(), sheets, stream, [draw_sheet(sheet) for sheet in sheets])
    assert stream.getvalue() == written(paper())


def test_a_photo_goes_into_the_file_as_it_is() -> None:
    with pikepdf.open(io.BytesIO(written(paper()))) as document:
        (image,) = [value for page in document.pages for value in page.get_images().values()]
        assert (int(image.Width), int(image.Height)) == (64, 48)
        stream = io.BytesIO()
        assert pikepdf.PdfImage(image).extract_to(stream=stream) == ".jpg"
        assert stream.getvalue() == PHOTO
