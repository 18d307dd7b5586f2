from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from exports.docx.page_setup import divide, page_setup
from exports.page import (
    Align,
    Bar,
    Bars,
    Block,
    Column,
    Grid,
    Heading,
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
from exports.to_docx import write_docx
from exports.to_pdf import write_pdf
from exports.typeset.faces import Faces, Role
from exports.typeset.layout import lay_out
from exports.typeset.layout.figures import UnreadablePicture
from tests.exports.reading import docx_words, pdf_words

A4 = (11906, 16838)


def written(*blocks: Block, grid: Grid = Grid.FORM, numbered: bool = True, date: str = "2015-06-11") -> bytes:
    stream = io.BytesIO()
    paper = Paper("minutes", "动员会议纪要", blocks, grid, "第五税务分局", date, numbered)
    write_docx(paper, Faces.bundled(), stream)
    return stream.getvalue()


def opened(*blocks: Block, grid: Grid = Grid.FORM) -> Document:
    return docx.Document(io.BytesIO(written(*blocks, grid=grid)))


def members(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if not name.endswith(".jpg")}


def jpeg(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "grey").save(buffer, "JPEG")
    return buffer.getvalue()


EVERYTHING: tuple[Block, ...] = (
    Title("关于开展“人民满意服务示范窗口”创建活动的实施方案"),
    Space(1.5),
    Paragraph("各股、室、所：", indent=0),
    Heading("一、指导思想"),
    Heading("（一）总体要求", 2),
    Heading("1.目标任务", 3),
    Heading("（1）细目", 4),
    Paragraph("经研究，决定于2015年6月11日召开会议——满意率98.5%以上。\n第二段：𠮷某、䶮某。"),
    Paragraph("张三、李四、王五", lead="出席：", hang=True),
    Pairs(((("时间", "6月11日"), ("地点", "三楼")), (("会议内容", "第一行\n第二行"),))),
    Table((Column("序号", 1, Align.CENTER), Column("题名", 5)), (("1", "通知"), ("", "合计")), "表1  目录", total=True),
    Bars("各组满意率", (Bar("服务对象", 98.5, "98.50%"), Bar("代表", 0, "0"), Bar("公众", 120, "120"))),
    Signature(("立卷人", "检查人")),
    Signature(("记录人",), dated=False),
    PageBreak(),
    Picture(jpeg(80, 60), "图1 会场"),
    Paragraph("第五税务分局", align=Align.RIGHT, right=4),
    Space(2),
    PageBreak(),
)


@pytest.mark.parametrize("grid", list(Grid))
def test_docx_and_pdf_say_the_same_words(grid: Grid, tmp_path: Path) -> None:
    paper = Paper("all", "全部", EVERYTHING, grid)
    word, pdf = tmp_path / "a.docx", tmp_path / "a.pdf"
    with word.open("wb") as stream:
        write_docx(paper, Faces.bundled(), stream)
    with pdf.open("wb") as stream:
        write_pdf(paper, lay_out(paper, Faces.bundled()), stream)
    assert docx_words(word) == pdf_words(pdf)


def test_words_stand_in_the_order_of_the_blocks(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(written(*EVERYTHING))
    assert docx_words(path) == (
        "关于开展“人民满意服务示范窗口”创建活动的实施方案各股、室、所：一、指导思想（一）总体要求1.目标任务（1）细目"
        "经研究，决定于2015年6月11日召开会议——满意率98.5%以上。第二段：𠮷某、䶮某。出席：张三、李四、王五"
        "时间6月11日地点三楼会议内容第一行第二行表1目录序号题名1通知合计"
        "各组满意率服务对象98.50%代表0公众120立卷人：年月日检查人：年月日记录人：图1会场第五税务分局"
    )


def test_nothing_of_the_default_template_is_left() -> None:
    for name, xml in members(written(*EVERYTHING, grid=Grid.OFFICIAL)).items():
        for trace in ("python-docx", "Calibri", "Cambria", "Theme", "latentStyles", 'eastAsia="en-US"', "12240"):
            assert trace not in xml, f"{trace} in {name}"


def test_every_style_names_its_face_for_every_script() -> None:
    styles = etree.fromstring(members(written())["word/styles.xml"].encode())
    faces = Faces.bundled()
    wanted = {
        "Normal": Role.BODY,
        "Title": Role.TITLE,
        "Heading1": Role.HEI,
        "Heading2": Role.KAI,
        "Heading3": Role.BODY,
    }
    for style in styles.iter(qn("w:style")):
        for fonts in style.iter(qn("w:rFonts")):
            named = {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")}
            role = wanted.get(style.get(qn("w:styleId")))
            assert len(named) == 1
            assert role is None or named == {faces.family(role)}
    languages = {lang.get(qn("w:eastAsia")) for lang in styles.iter(qn("w:lang"))}
    assert languages == {"zh-CN"}


def test_headings_have_outline_levels_and_stay_with_what_they_head() -> None:
    document = opened(Heading("一、"), Heading("（一）", 2), Heading("1.", 3), Heading("（1）", 4))
    names = [paragraph.style.name for paragraph in document.paragraphs]
    assert names == ["Heading 1", "Heading 2", "Heading 3", "Heading 4"]
    for level, paragraph in enumerate(document.paragraphs):
        settings_ = paragraph.style.element.pPr
        assert settings_.find(qn("w:outlineLvl")).get(qn("w:val")) == str(level)
        assert settings_.find(qn("w:keepNext")) is not None


def test_a_character_that_the_face_lacks_gets_a_run_of_its_own() -> None:
    runs = opened(Paragraph("姓名𠮷田")).paragraphs[0].runs
    assert [run.text for run in runs] == ["姓名", "𠮷", "田"]
    fonts = [run._r.rPr.find(qn("w:rFonts")) for run in runs]
    assert [font.get(qn("w:eastAsia")) for font in fonts] == [None, Faces.bundled().family(Role.BODY, "𠮷"), None]
    assert {font.get(qn("w:hint")) for font in fonts} == {"eastAsia"}


def test_a_combining_mark_stays_in_the_run_of_its_letter() -> None:
    assert [run.text for run in opened(Paragraph("𠮷\ufe00")).paragraphs[0].runs] == ["𠮷\ufe00"]


@pytest.mark.parametrize(
    ("grid", "size"),
    [(Grid.OFFICIAL, A4), (Grid.FORM, A4), (Grid.COVER, A4), (Grid.REGISTER, A4[::-1])],
)
def test_pages_are_a4(grid: Grid, size: tuple[int, int]) -> None:
    section = opened(grid=grid).sections[0]
    assert (section.page_width.twips, section.page_height.twips) == size


def test_the_official_page_has_room_for_22_lines_of_28_characters_and_no_more() -> None:
    page = page_setup(Grid.OFFICIAL)
    assert (page.top, page.left) == (2098, 1587)  # 37 mm and 28 mm
    assert page.text_height // page.line == 22
    assert page.text_width // page.char == 28
    grid = opened(grid=Grid.OFFICIAL).sections[0]._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_forms_have_the_margins_of_the_filing_standard() -> None:
    section = opened(grid=Grid.FORM).sections[0]
    found = [round(margin.mm) for margin in (section.top_margin, section.left_margin, section.right_margin)]
    assert found == [20, 25, 15]


def test_official_page_numbers_stand_outside_on_odd_and_even_pages() -> None:
    parts = members(written(grid=Grid.OFFICIAL))
    odd, even = parts["word/footer1.xml"], parts["word/footer2.xml"]
    assert '<w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/>' in odd
    assert '<w:ind w:leftChars="100" w:left="280"/><w:jc w:val="left"/>' in even
    assert "<w:evenAndOddHeaders/>" in parts["word/settings.xml"]


def test_a_page_number_is_a_field_with_a_value_to_show_until_it_is_updated() -> None:
    footer = etree.fromstring(members(written(grid=Grid.FORM))["word/footer1.xml"].encode())
    kinds = [mark.get(qn("w:fldCharType")) for mark in footer.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert "".join(footer.itertext()).split() == ["—", "PAGE", "1", "—"]


@pytest.mark.parametrize(("grid", "numbered"), [(Grid.COVER, True), (Grid.FORM, False), (Grid.OFFICIAL, False)])
def test_covers_and_unnumbered_papers_have_no_footer(grid: Grid, numbered: bool) -> None:
    assert not [name for name in members(written(grid=grid, numbered=numbered)) if "footer" in name]


@given(st.lists(st.floats(0.1, 9), min_size=1, max_size=12))
@settings(max_examples=30, deadline=None)
def test_column_widths_fill_the_text_area_exactly(shares: list[float]) -> None:
    table = Table(tuple(Column("头", share) for share in shares), (tuple("格" for _ in shares),))
    element = opened(table, grid=Grid.REGISTER).tables[0]._tbl
    grid = [int(column.get(qn("w:w"))) for column in element.iter(qn("w:gridCol"))]
    assert sum(grid) == page_setup(Grid.REGISTER).text_width
    for row in element.iter(qn("w:tr")):
        assert [int(width.get(qn("w:w"))) for width in row.iter(qn("w:tcW"))] == grid


@given(st.integers(100, 20_000), st.lists(st.floats(0.01, 100), min_size=1, max_size=60))
def test_divided_lengths_add_up(total: int, weights: list[float]) -> None:
    parts = divide(total, weights)
    assert sum(parts) == total
    assert all(abs(part - total * weight / sum(weights)) <= 1.001 for part, weight in zip(parts, weights, strict=True))


def test_the_widths_of_forms_and_charts_fill_the_text_area_in_every_row() -> None:
    document = opened(*EVERYTHING)
    for table in document.tables:
        for row in table._tbl.iter(qn("w:tr")):
            widths = [int(width.get(qn("w:w"))) for width in row.iter(qn("w:tcW"))]
            assert sum(widths) == page_setup(Grid.FORM).text_width


def test_a_table_head_repeats_and_is_the_only_row_that_does() -> None:
    table = opened(Table((Column("题名", 1),), tuple((str(n),) for n in range(3)))).tables[0]._tbl
    repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.iter(qn("w:tr"))]
    assert repeated == [True, False, False, False]


def test_low_rows_stay_whole_and_tall_rows_may_split() -> None:
    table = opened(Table((Column("内容", 1),), (("短",), ("长" * 5000,), ("\n" * 60,)))).tables[0]._tbl
    whole = [row.find(f".//{qn('w:cantSplit')}") is not None for row in table.iter(qn("w:tr"))]
    assert whole == [True, True, False, False]


def test_the_last_value_of_a_shorter_form_row_takes_the_rest() -> None:
    table = opened(Pairs(((("甲", "1"), ("乙", "2")), (("丙", "3"),)))).tables[0]._tbl
    spans = [[span.get(qn("w:val")) for span in row.iter(qn("w:gridSpan"))] for row in table.iter(qn("w:tr"))]
    assert spans == [[], ["3"]]


def test_a_bar_fills_its_share_of_fifty_columns_and_never_more() -> None:
    bars = (Bar("半", 50, "50"), Bar("满", 200, "200"), Bar("零", 0, "0"), Bar("微", 0.01, "0.01"))
    table = opened(Bars("", bars)).tables[0]._tbl
    filled = []
    for row in table.iter(qn("w:tr")):
        if row.find(f".//{qn('w:t')}") is not None:
            shaded = [cell for cell in row.iter(qn("w:tc")) if cell.find(f".//{qn('w:shd')}") is not None]
            spans = [cell.find(f".//{qn('w:gridSpan')}") for cell in shaded]
            filled.append(sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans))
    assert filled == [25, 50, 0, 1]


def test_a_page_break_leaves_no_empty_paragraph_page() -> None:
    document = opened(PageBreak(), Paragraph("一"), PageBreak(), PageBreak(), Paragraph("二"), Space(3), PageBreak())
    breaks = [paragraph.paragraph_format.page_break_before for paragraph in document.paragraphs]
    assert [paragraph.text for paragraph in document.paragraphs] == ["一", "二"]
    assert breaks == [None, True]


def test_a_table_after_a_page_break_starts_the_new_page() -> None:
    document = opened(Paragraph("一"), PageBreak(), Table((Column("头", 1),), (("格",),)))
    assert document.paragraphs[1].paragraph_format.page_break_before
    assert document.element.body[2].tag == qn("w:tbl")


def test_a_table_at_the_end_is_followed_by_a_paragraph_of_no_height() -> None:
    data = members(written(Table((Column("头", 1),), (("格",),))))["word/document.xml"]
    assert re.search(r'</w:tbl><w:p><w:pPr><w:pStyle w:val="TableGap"/></w:pPr></w:p><w:sectPr', data)


def test_running_text_is_indented_by_characters_and_lead_words_hang() -> None:
    plain, first, second = opened(Paragraph("正文"), Paragraph("张三\n李四", lead="出席：", hang=True)).paragraphs
    indents = [paragraph._p.pPr.find(qn("w:ind")) for paragraph in (plain, first, second)]
    assert (indents[0].get(qn("w:firstLineChars")), indents[0].get(qn("w:firstLine"))) == ("200", "480")
    assert (indents[1].get(qn("w:left")), indents[1].get(qn("w:hanging"))) == ("1200", "720")
    assert (indents[2].get(qn("w:left")), indents[2].get(qn("w:hanging"))) == ("1200", None)


def test_a_picture_keeps_its_proportions_and_says_what_it_shows() -> None:
    document = opened(Picture(jpeg(400, 300), "图1 会场", 140, 60), Picture(jpeg(300, 300), "", 20, 60))
    shapes = document.inline_shapes
    assert [(round(shape.width.mm), round(shape.height.mm)) for shape in shapes] == [(80, 60), (20, 20)]
    described = [(shape._inline.docPr.get("id"), shape._inline.docPr.get("descr")) for shape in shapes]
    assert described == [("1", "图1 会场"), ("2", "")]


def test_a_jpeg_without_a_header_that_python_docx_knows_is_taken() -> None:
    data = jpeg(40, 30)
    length = int.from_bytes(data[4:6], "big")
    assert len(opened(Picture(data[:2] + data[4 + length :], "扫描件")).inline_shapes) == 1


def test_a_damaged_picture_is_refused_by_its_caption() -> None:
    with pytest.raises(UnreadablePicture, match="图7"):
        written(Picture(b"not a picture", "图7"))


@given(st.text(alphabet=st.characters(codec=None), max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_text_makes_writing_fail(text: str) -> None:
    blocks = (Title(text), Heading(text), Paragraph(text, lead=text, hang=True), Pairs((((text, text),),)))
    opened(*blocks, Table((Column(text, 1),), ((text,),), caption=text), Signature((text,)))


def test_control_characters_are_left_out_and_line_ends_make_paragraphs() -> None:
    document = opened(Paragraph("甲\x00\x1b乙\r\n丙\ud800丁&<>"))
    assert [paragraph.text for paragraph in document.paragraphs] == ["甲乙", "丙丁&<>"]


def test_the_properties_are_the_papers_own() -> None:
    properties = opened().core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("动员会议纪要",) + (
        "第五税务分局",
    ) * 2
    assert properties.created == properties.modified
    assert properties.created.date().isoformat() == "2015-06-11"
    assert (properties.comments, properties.language) == ("", "zh-CN")


@pytest.mark.parametrize("date", ["", "2015-06"])
def test_an_unknown_day_is_never_the_day_of_printing(date: str) -> None:
    properties = docx.Document(io.BytesIO(written(date=date))).core_properties
    assert properties.created.date().isoformat() == "2000-01-01"


def test_the_same_paper_gives_the_same_bytes_with_nothing_of_the_machine_in_them() -> None:
    data = written(*EVERYTHING, grid=Grid.OFFICIAL)
    assert data == written(*EVERYTHING, grid=Grid.OFFICIAL)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        assert names == sorted(names)
        assert names[0] == "[Content_Types].xml"
        assert {(info.create_system, info.date_time) for info in package.infolist()} == {(0, (1980, 1, 1, 0, 0, 0))}


def test_ten_thousand_rows_are_written_and_none_is_lost() -> None:
    rows = tuple((str(number), f"关于第{number}号事项的通知", "20150611") for number in range(10_000))
    data = members(written(Table((Column("序号", 1), Column("题名", 5), Column("日期", 2)), rows), grid=Grid.REGISTER))
    body = data["word/document.xml"]
    assert body.count("<w:tr>") == 10_001
    assert re.findall(">关于第([0-9]+)号事项的通知<", body) == [str(number) for number in range(10_000)]


def test_an_empty_paper_is_one_empty_page() -> None:
    document = opened(Table((), ()), Pairs(()), Bars("", ()))
    assert [paragraph.text for paragraph in document.paragraphs] == [""]
