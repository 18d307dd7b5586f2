"""What official documents say: both forms of closing, seals that never stand alone, attachments, imprints."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest

from exports.breadth import characters
from exports.page import Grid, Heading, Imprint, Letterhead, Paper, Paragraph, Space, Title
from exports.papers.official_parts import running
from exports.papers.parts import closing
from exports.to_docx import write_docx
from exports.to_pdf import write_pdf
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from exports.typeset.sheets import MM, Ink, Sheet, Words
from tests.exports.official import SENTENCE, documents, paper
from tests.exports.reading import docx_words, pdf_words

DAY = dt.date(2015, 5, 8)


def words(sheet: Sheet) -> str:
    return "".join(mark.text for mark in sheet.marks if isinstance(mark, Words))


def laid(*blocks: object) -> tuple[Sheet, ...]:
    return lay_out(Paper("k", "题名", blocks, Grid.OFFICIAL), Faces.bundled())  # type: ignore[arg-type]


def starts(author: str, **how: bool) -> list[tuple[float, float]]:
    """Where author and date begin and end, in characters from the right edge."""
    lines = closing(author, DAY, **how)
    assert all(isinstance(line, Paragraph) for line in lines)
    return [(line.right + characters(line.text), line.right) for line in lines if isinstance(line, Paragraph)]


@pytest.mark.parametrize("author", ["第五分局", "第五税务分局", "海滨市税务局第五税务分局"])
def test_a_sealed_date_is_four_characters_in_and_its_author_centred_over_it(author: str) -> None:
    over, under = starts(author)
    assert under[1] == 4
    assert sum(over) == sum(under)


def test_an_unsealed_author_is_two_characters_in_and_the_date_begins_two_right_of_it() -> None:
    over, under = starts("海滨市税务局第五税务分局", sealed=False)
    assert over[1] == 2
    assert over[0] - under[0] == 2


def test_an_unsealed_date_that_is_longer_than_its_author_is_two_characters_in() -> None:
    over, under = starts("分局", sealed=False)
    assert under[1] == 2
    assert over[0] - under[0] == 2


def test_a_sealed_document_leaves_two_lines_for_the_seal_and_an_unsealed_one_a_line() -> None:
    for sealed, lines in (("是", 2), ("否", 1), (None, 2)):
        blocks = paper("summary", sealed=sealed).blocks if sealed else paper("plan", annexes=[], attached="").blocks
        author = next(place for place, block in enumerate(blocks) if isinstance(block, Paragraph) and block.right)
        assert blocks[author - 1] == Space(lines)


@pytest.mark.parametrize("name", ["plan", "notice", "summary", "report"])
@pytest.mark.parametrize("more", range(0, 23, 2))
def test_no_seal_stands_on_a_page_without_text(name: str, more: int) -> None:
    text = "\n".join(["补充一行。"] * more + [SENTENCE])
    field = {"plan": "content", "notice": "body", "summary": "achievements", "report": "achievements"}[name]
    typed = {field: text} | ({"annexes": [], "attached": ""} if name == "plan" else {})
    sheets = lay_out(paper(name, **typed), Faces.bundled())
    signed = next(sheet for sheet in sheets if "分局2015年" in words(sheet))
    lines = list(dict.fromkeys(round(mark.y) for mark in signed.marks if isinstance(mark, Words)))
    author = next(number for number, y in enumerate(lines) if said(signed, y).endswith("分局"))
    assert author >= 2


def said(sheet: Sheet, y: int) -> str:
    return "".join(mark.text for mark in sheet.marks if isinstance(mark, Words) and round(mark.y) == y)


def test_a_document_without_a_number_has_no_letterhead_and_no_imprint() -> None:
    blocks = paper("summary").blocks
    assert blocks[0] == Title("宣传发动阶段工作小结")
    assert not any(isinstance(block, Letterhead | Imprint) for block in blocks)


@pytest.mark.parametrize("name", ["plan", "notice", "minutes", "report"])
def test_a_document_with_a_number_begins_with_its_letterhead_and_ends_with_its_imprint(name: str) -> None:
    blocks = paper(name).blocks
    assert isinstance(blocks[0], Letterhead)
    assert blocks[1] == Space(2)
    assert isinstance(blocks[2], Title)
    assert isinstance(blocks[-1], Imprint)


def test_an_addressee_ends_with_one_full_width_colon() -> None:
    for typed in ("海滨市税务局", "海滨市税务局：", "海滨市税务局:"):
        assert Paragraph("海滨市税务局：", indent=0) in paper("report", addressee=typed).blocks


def test_copies_end_with_one_full_stop() -> None:
    for typed in ("望潮镇人民政府", "望潮镇人民政府。"):
        (imprint,) = (block for block in paper("notice", copies=typed).blocks if isinstance(block, Imprint))
        assert imprint.copies == "望潮镇人民政府。"


def test_headings_of_a_typed_text_are_told_from_its_sentences() -> None:
    blocks = running("一、会议时间\n二、地点：三楼会议室\n（一）要求\n三、这一句很长，不是标题。")
    assert blocks == (
        Heading("一、会议时间", 1),
        Paragraph("三楼会议室", lead="二、地点："),
        Heading("（一）要求", 2),
        Paragraph("三、这一句很长，不是标题。"),
    )


def test_printed_attachments_are_named_in_the_text_even_when_the_clerk_did_not() -> None:
    made = paper("notice", annexes=[{"title": "参会人员名单", "text": "林晓岚"}])
    assert Paragraph("参会人员名单", 2, lead="附件：", lead_plain=True, hang=True, keep_with_next=True) in made.blocks
    assert any(words(sheet).startswith("附件参会人员名单林晓岚") for sheet in lay_out(made, Faces.bundled()))


def test_an_attachment_bears_the_number_that_the_text_gives_it() -> None:
    made = paper("plan", attached="甲表\n乙表\n丙表", annexes=[{"title": "丙表", "text": "内容"}])
    leads = [block.lead for block in made.blocks if isinstance(block, Paragraph) and block.lead.startswith("附件")]
    assert leads == ["附件：1.", "附件3"]


IMPRINT = Imprint("第五税务分局", "2015年5月8日", "望潮镇人民政府。")


@pytest.mark.parametrize(
    ("lines", "pages", "numbered"),
    [
        (5, 1, [True]),
        (21, 2, [True, True]),
        (25, 2, [True, True]),
        (43, 4, [True, True, False, False]),
        (47, 4, [True, True, True, True]),
    ],
)
def test_the_imprint_stands_on_the_only_or_an_even_page_and_behind_a_blank_one_unnumbered(
    lines: int, pages: int, numbered: list[bool]
) -> None:
    sheets = laid(Paragraph("国" * 28 * lines, indent=0), IMPRINT)
    assert len(sheets) == pages
    assert [sheet.numbered for sheet in sheets] == numbered
    assert words(sheets[-1]).endswith("抄送：望潮镇人民政府。第五税务分局2015年5月8日印发")
    assert [bool(sheet.marks) for sheet in sheets] == [True] * 2 + [False, True] if pages == 4 and lines == 43 else True


def test_the_imprint_never_touches_the_text_above_it() -> None:
    for lines in range(14, 23):
        sheets = laid(Paragraph("国" * 28 * lines, indent=0), IMPRINT)
        for sheet in sheets:
            marks = [mark for mark in sheet.marks if isinstance(mark, Words)]
            text = [mark.y for mark in marks if "国" in mark.text]
            foot = [mark.y for mark in marks if "国" not in mark.text]
            assert not (text and foot) or min(text) - max(foot) > 16 + 14


@pytest.mark.parametrize("name", [name for name in documents() if name != "meeting"])
def test_word_and_pdf_say_the_same(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    made, place = paper(name), tmp_path_factory.mktemp(name)
    with (place / "a.pdf").open("wb") as stream:
        write_pdf(made, lay_out(made, Faces.bundled()), stream)
    with (place / "a.docx").open("wb") as stream:
        write_docx(made, Faces.bundled(), stream)
    assert docx_words(place / "a.docx") == pdf_words(place / "a.pdf")


def xml(made: Paper) -> str:
    stream = io.BytesIO()
    write_docx(made, Faces.bundled(), stream)
    with zipfile.ZipFile(stream) as package:
        return package.read("word/document.xml").decode()


def test_word_breaks_a_title_where_the_pdf_does() -> None:
    written = xml(paper("notice"))
    assert "窗口”</w:t><w:br/><w:t" in written


def test_word_keeps_a_grid_of_22_lines_and_takes_large_lines_off_it() -> None:
    stream = io.BytesIO()
    write_docx(paper("notice"), Faces.bundled(), stream)
    with zipfile.ZipFile(stream) as package:
        document, styles = (package.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    assert '<w:docGrid w:type="lines" w:linePitch="579"/>' in document
    for style in ("Title", "Mark", "MarkRow", "Imprint"):
        start = styles.index(f'w:styleId="{style}"')
        assert '<w:snapToGrid w:val="0"/>' in styles[start : styles.index("</w:style>", start)]


def test_in_word_a_blank_page_and_the_imprint_behind_it_show_no_number() -> None:
    written = xml(Paper("k", "题名", (Paragraph("国" * 28 * 43, indent=0), IMPRINT), Grid.OFFICIAL))
    first, last = written.split("</w:sectPr>")[:2]
    assert 'w:type="default" r:id="rId4"' in first and 'w:type="even" r:id="rId5"' in first
    assert 'w:type="default" r:id="rId6"' in last and 'w:type="even" r:id="rId6"' in last
    assert written.count("<w:sectPr>") == 2


def test_in_word_the_mark_and_its_rule_are_red_and_nothing_else_is() -> None:
    written = xml(paper("report"))
    assert written.count('<w:color w:val="CC0000"/>') == 1
    (rule,) = re.findall(r"<w:pBdr>.*?</w:pBdr>", written)
    assert 'w:color="CC0000"' in rule


def test_a_letterhead_of_any_length_stays_in_the_text_area() -> None:
    for times in range(1, 12):
        (sheet, *_) = laid(Letterhead("第五税务分局" * times + "文件", "税五〔2015〕1号"), Space(2), Title("通知"))
        red = [mark for mark in sheet.marks if isinstance(mark, Words) and mark.ink is Ink.RED]
        assert "".join(mark.text for mark in red) == "第五税务分局" * times + "文件"
        assert all(mark.x >= 28 * MM - 0.1 and mark.x + len(mark.text) * mark.size <= 184 * MM + 0.1 for mark in red)
        assert max(mark.y + 0.855 * mark.size for mark in red) == pytest.approx((297 - 72) * MM, abs=0.1)
