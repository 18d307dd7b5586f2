"""Running text on sheets: the official grid, what is kept together, and that no word is lost and no page is blank."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.page import (
    Align,
    Block,
    Grid,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Space,
    Title,
)
from exports.to_pdf import write_pdf
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from exports.typeset.sheets import MM, Rule, Sheet, Words

SENTENCE = "各窗口要对照标准逐条自查，发现问题立即整改；整改情况于2015年6月11日前报分局。"
A4_HEIGHT = 297 * MM


def laid(*blocks: Block, grid: Grid = Grid.FORM) -> tuple[Sheet, ...]:
    return lay_out(Paper("k", "题名", blocks, grid), Faces.bundled())


def said(sheets: Sequence[Sheet]) -> str:
    """All words in reading order, without white space."""
    return squeezed("".join(mark.text for sheet in sheets for mark in sheet.marks if isinstance(mark, Words)))


def squeezed(text: str) -> str:
    return "".join(text.split())


def lines(sheet: Sheet) -> list[tuple[float, float, str]]:
    """Baseline, left edge and words of each line, from the top."""
    found: dict[float, list[Words]] = {}
    for mark in sheet.marks:
        if isinstance(mark, Words):
            found.setdefault(round(mark.y, 1), []).append(mark)
    return [(y, found[y][0].x, "".join(word.text for word in found[y])) for y in sorted(found, reverse=True)]


def test_an_official_page_has_22_lines_of_28_characters_that_fill_156_by_225_mm() -> None:
    stream = io.BytesIO()
    paper = Paper("k", "题名", (Paragraph("国" * 28 * 24, indent=0),), Grid.OFFICIAL, numbered=False)
    write_pdf(paper, lay_out(paper, Faces.bundled()), stream)
    with pypdfium2.PdfDocument(stream.getvalue()) as document:
        first = document[0].get_textpage()
        bounds = [box for box in map(first.get_charbox, range(first.count_chars())) if box[2] > box[0]]
        rows = sorted({round(box[3], 1) for box in bounds})
        assert len(rows) == 22
        assert [sum(round(box[3], 1) == row for box in bounds) for row in rows] == [28] * 22
        loose = [first.get_charbox(number, loose=True) for number in range(28)]
        assert loose[0][0] == pytest.approx(28 * MM, abs=0.3 * MM)
        assert loose[27][2] == pytest.approx((210 - 26) * MM, abs=0.3 * MM)
        assert document[1].get_textpage().get_text_range().split() == ["国" * 28] * 2


def test_the_first_official_line_touches_the_upper_edge_and_the_last_the_lower_one() -> None:
    (sheet,) = laid(Paragraph("国" * 28 * 22, indent=0), grid=Grid.OFFICIAL)
    baselines = [y for y, _, _ in lines(sheet)]
    assert len(baselines) == 22
    assert A4_HEIGHT - (baselines[0] + 0.88 * 16) == pytest.approx(37 * MM, abs=0.3 * MM)
    assert baselines[-1] - 0.12 * 16 == pytest.approx(35 * MM, abs=0.3 * MM)


def test_a_paragraph_is_indented_by_two_characters_of_the_grid() -> None:
    (sheet,) = laid(Paragraph("国" * 60), grid=Grid.OFFICIAL)
    assert [round(x - 28 * MM, 1) for _, x, _ in lines(sheet)] == [31.6, 0, 0]
    assert [len(text) for _, _, text in lines(sheet)] == [26, 28, 6]


def test_wrapped_lines_of_a_hanging_paragraph_align_after_its_lead() -> None:
    names = "、".join(["李明远", "王晓岚", "赵立新", "周文博"] * 5)
    (sheet,) = laid(Paragraph(names, lead="出席：", hang=True), grid=Grid.OFFICIAL)
    first, *others = lines(sheet)
    assert first[2].startswith("出席：李明远")
    assert len(others) == 3
    assert {round(x - 28 * MM) for _, x, _ in others} == {round(5 * 156 * MM / 28)}
    assert said((sheet,)) == "出席：" + names


def test_a_lead_longer_than_half_a_line_loses_nothing() -> None:
    lead = "本单位在创建活动期间需要另行说明并报请上级机关同意的其他有关情况：" * 3
    (sheet,) = laid(Paragraph(SENTENCE, lead=lead, hang=True))
    assert said((sheet,)) == lead + SENTENCE


def test_newlines_start_paragraphs_with_the_same_settings() -> None:
    (sheet,) = laid(Paragraph("第五税务分局\n2015年6月11日", align=Align.RIGHT, right=4), grid=Grid.OFFICIAL)
    assert [text for _, _, text in lines(sheet)] == ["第五税务分局", "2015年6月11日"]
    edge = (210 - 26) * MM - 4 * 156 * MM / 28
    assert lines(sheet)[0][1] == pytest.approx(edge - 6 * 156 * MM / 28, abs=1)


def test_a_title_is_centred_in_lines_broken_between_words() -> None:
    (sheet,) = laid(Title("关于开展创建人民满意服务示范窗口活动的实施方案的通知"), grid=Grid.OFFICIAL)
    (_, left, first), (_, _, second) = lines(sheet)
    assert (first, second) == ("关于开展创建人民满意", "服务示范窗口活动的实施方案的通知")
    assert left - 28 * MM == pytest.approx((156 * MM - len(first) * 22) / 2, abs=1)
    assert {mark.size for mark in sheet.marks if isinstance(mark, Words)} == {22}


def test_a_title_of_one_character_too_many_does_not_leave_it_alone() -> None:
    (sheet,) = laid(Title("题" * 21), grid=Grid.OFFICIAL)
    assert {len(text) for _, _, text in lines(sheet)} in ({9, 12}, {10, 11})


def test_each_line_of_an_official_title_takes_a_line_of_the_grid() -> None:
    title = Title("关于开展创建人民满意服务示范窗口活动的实施方案的通知")
    sheets = laid(title, Paragraph("国" * 28 * 20, indent=0), grid=Grid.OFFICIAL)
    assert len(sheets) == 1
    assert len(lines(sheets[0])) == 2 + 20


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_a_heading_is_never_the_last_line_of_a_page(level: int) -> None:
    filler = Paragraph("国" * 28 * 20, indent=0)
    sheets = laid(filler, Space(1), Heading("一、总体要求", level), Paragraph(SENTENCE), grid=Grid.OFFICIAL)
    assert lines(sheets[0])[-1][2] == "国" * 28
    assert lines(sheets[1])[0][2] == "一、总体要求"


def test_no_single_line_of_a_paragraph_stands_alone_on_a_page() -> None:
    for before in range(17, 23):
        sheets = laid(Paragraph("中" * 28 * before, indent=0), Paragraph("国" * 28 * 5, indent=0), grid=Grid.OFFICIAL)
        counts = [sum("国" in text for _, _, text in lines(sheet)) for sheet in sheets]
        assert 1 not in counts
        assert sum(counts) == 5


def test_a_paragraph_kept_with_the_next_goes_over_with_it() -> None:
    filler = Paragraph("国" * 28 * 21, indent=0)
    sheets = laid(filler, Paragraph("会议认为：", keep_with_next=True), Paragraph(SENTENCE), grid=Grid.OFFICIAL)
    assert lines(sheets[1])[0][2] == "会议认为："


def test_an_empty_paper_takes_one_sheet() -> None:
    assert [sheet.marks for sheet in laid()] == [()]
    assert len(laid(Space(500))) == 1
    assert len(laid(PageBreak(), PageBreak())) == 1


@pytest.mark.parametrize("end", [PageBreak(), Space(3), Paragraph(""), Paragraph("\n\n"), Title("")])
@pytest.mark.parametrize("rows", [21, 22])
def test_no_blank_page_trails(end: Block, rows: int) -> None:
    assert len(laid(Paragraph("国" * 28 * rows, indent=0), end, end, grid=Grid.OFFICIAL)) == 1


def test_page_breaks_before_and_after_nothing_make_no_page() -> None:
    sheets = laid(PageBreak(), Paragraph("甲"), PageBreak(), Space(2), PageBreak(), Paragraph("乙"), PageBreak())
    assert [said((sheet,)) for sheet in sheets] == ["甲", "乙"]


def test_white_vanishes_where_a_page_is_turned_but_not_after_a_page_break() -> None:
    turned = laid(Paragraph("国" * 28 * 22, indent=0), Space(3), Paragraph("甲"), grid=Grid.OFFICIAL)
    broken = laid(Paragraph("国"), PageBreak(), Space(3), Paragraph("甲"), grid=Grid.OFFICIAL)
    line = (225 * MM - 16) / 21
    assert lines(turned[1])[0][0] - lines(broken[1])[0][0] == pytest.approx(3 * line, abs=0.2)


def test_signatures_say_their_label_and_the_date_to_be_filled_in() -> None:
    (sheet,) = laid(Signature(("整理人", "检查人")), Signature(("单位盖章",), dated=False))
    assert said((sheet,)) == "整理人：年月日检查人：年月日单位盖章："
    blanks = [mark for mark in sheet.marks if isinstance(mark, Rule)]
    assert [round(rule.x1 - rule.x0) for rule in blanks] == [96, 96, 96]


def test_a_cover_spreads_its_blocks_over_the_page_and_shows_no_number() -> None:
    blocks = (Title("创建活动台帐", 32), Paragraph("甲", indent=0), Paragraph("乙", indent=0))
    (sheet,) = laid(*blocks, grid=Grid.COVER)
    tops = [y for y, _, _ in lines(sheet)]
    assert not sheet.numbered
    assert tops[0] < A4_HEIGHT * 0.85
    assert tops[2] < A4_HEIGHT * 0.35
    assert tops[1] - tops[2] > 100


def test_control_characters_are_not_drawn() -> None:
    assert said(laid(Paragraph("甲\x00乙\x07丙\r\n丁\x0b"))) == "甲乙丙丁"


SAID = st.text("国税局，。：；（）“”《》——…abc123 .%\n𠮷䶮", max_size=120)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["title", "heading", "text", "lead"]), SAID), max_size=8),
    st.sampled_from(list(Grid)),
)
def test_no_word_is_lost_and_none_leaves_the_paper(parts: list[tuple[str, str]], grid: Grid) -> None:
    blocks: list[Block] = []
    for kind, text in parts:
        match kind:
            case "title":
                blocks.append(Title(text))
            case "heading":
                blocks.append(Heading(text.replace("\n", "")))
            case "text":
                blocks.append(Paragraph(text))
            case _:
                blocks.append(Paragraph(text, lead="出席：", hang=True))
    sheets = laid(*blocks, grid=grid)
    wanted = "".join(("出席：" if kind == "lead" else "") + text for kind, text in parts)
    assert said(sheets) == squeezed(wanted)
    for sheet in sheets:
        for mark in sheet.marks:
            if isinstance(mark, Words):
                assert 0 < mark.x < sheet.width
                assert 0 < mark.y < sheet.height
