"""Official documents measured in the PDF itself, as an archivist would with a ruler (GB/T 9704-2012)."""

from __future__ import annotations

import pytest

from exports.page import Grid, Paper, Paragraph
from exports.typeset.faces import Faces, Role
from tests.exports.official import UNIT, Page, paper, printed

TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
CHARACTER = 156 / 28
SANHAO = 16 / 72 * 25.4
BODY_LINE = (225 - SANHAO) / 21


def ends(page: Page, words: str) -> tuple[float, float]:
    """Left and right edge of the ink of words, in mm."""
    found = page.find(words)
    return found[0].left, found[-1].right


def test_a_full_page_has_22_lines_of_28_characters_in_margins_of_37_28_35_and_26_mm() -> None:
    first, second = printed(Paper("k", "题名", (Paragraph("国" * 28 * 24, indent=0),), Grid.OFFICIAL))
    lines = [line for line in first.lines() if "国" in line]
    assert lines == ["国" * 28] * 22
    assert len([line for line in second.lines() if "国" in line]) == 2
    ink = [glyph for glyph in first.glyphs if glyph.text == "国"]
    # What is measured is ink, and 国 leaves white within its square.
    left, right = (ems * SANHAO for ems in Faces.bundled().ink(Role.BODY, "国"))
    assert min(glyph.left for glyph in ink) - left == pytest.approx(LEFT, abs=0.3)
    assert max(glyph.right for glyph in ink) - right + CHARACTER == pytest.approx(210 - RIGHT, abs=0.3)
    assert 0 <= min(glyph.top for glyph in ink) - TOP <= 0.8
    assert max(glyph.bottom for glyph in ink) == pytest.approx(297 - BOTTOM, abs=0.3)


def test_page_numbers_stand_7_mm_below_the_text_right_on_odd_and_left_on_even_pages() -> None:
    first, second = printed(Paper("k", "题名", (Paragraph("国" * 28 * 24, indent=0),), Grid.OFFICIAL))
    character = 14 / 72 * 25.4
    for page in (first, second):
        dashes = [glyph for glyph in page.glyphs if glyph.text == "—"]
        assert len(dashes) == 2
        for dash in dashes:
            assert (dash.top + dash.bottom) / 2 == pytest.approx(297 - BOTTOM + 7, abs=0.5)
    assert max(glyph.right for glyph in first.glyphs if glyph.text == "—") == pytest.approx(
        210 - RIGHT - character, abs=0.5
    )
    assert min(glyph.left for glyph in second.glyphs if glyph.text == "—") == pytest.approx(LEFT + character, abs=0.5)


@pytest.mark.parametrize(("name", "mark"), [("plan", f"{UNIT}文件"), ("minutes", "第五税务分局会议纪要")])
def test_the_mark_stands_35_mm_below_the_upper_edge_of_the_text_area_in_the_middle(name: str, mark: str) -> None:
    page = printed(paper(name))[0]
    glyphs = page.find(mark)
    assert min(glyph.top for glyph in glyphs) == pytest.approx(TOP + 35, abs=0.3)
    assert (glyphs[0].left + glyphs[-1].right) / 2 == pytest.approx(LEFT + 78, abs=1)


def test_the_number_stands_two_lines_below_the_mark_and_the_rule_4_mm_below_the_number() -> None:
    page = printed(paper("plan"))[0]
    mark, number, title = (page.find(words) for words in (f"{UNIT}文件", "海税五〔2015〕3号", "“人民满意"))
    gap = min(glyph.top for glyph in number) - max(glyph.bottom for glyph in mark)
    assert gap == pytest.approx(2 * BODY_LINE, abs=0.6)
    (rule,) = [rule for rule in page.rules if rule.right - rule.left > 150]
    assert rule.top - max(glyph.bottom for glyph in number) == pytest.approx(4, abs=0.4)
    assert (rule.left, rule.right) == pytest.approx((LEFT, 210 - RIGHT), abs=0.4)
    issuer = page.find(UNIT + "“")
    assert min(glyph.top for glyph in issuer[:-1]) - rule.bottom == pytest.approx(2 * BODY_LINE, abs=1.2)
    assert title[0].top > issuer[0].top


def test_a_report_to_a_higher_body_names_its_signer_right_of_the_number() -> None:
    page = printed(paper("report"))[0]
    (line,) = [line for line in page.lines() if "签发人" in line]
    assert line == "海税五〔2015〕9号签发人：林晓岚"
    left, _ = ends(page, "海税五〔2015〕9号")
    _, right = ends(page, "签发人：林晓岚")
    assert left == pytest.approx(LEFT + CHARACTER, abs=0.6)
    assert right == pytest.approx(210 - RIGHT - CHARACTER, abs=0.6)


def test_minutes_bear_their_date_under_the_mark_and_none_at_the_end() -> None:
    pages = printed(paper("minutes"))
    assert "第五税务分局2015年5月18日" in pages[0].lines()
    assert sum(line.count("2015年5月18日") for page in pages for line in page.lines()) == 2
    assert "第五税务分局2015年5月18日印发" in pages[-1].lines()


def test_an_attachment_begins_with_its_number_on_line_1_and_its_title_on_line_3() -> None:
    pages = printed(paper("plan"))
    first = next(page for page in pages if page.lines()[0] == "附件1")
    assert first.lines()[1] == "创建活动领导小组名册"
    (label, *_), (title, *_) = first.find("附件1"), first.find("创建活动领导小组名册")
    assert label.left == pytest.approx(LEFT, abs=0.5)
    middles = [(glyph.top + glyph.bottom) / 2 for glyph in (label, title)]
    assert middles[1] - middles[0] == pytest.approx(2 * BODY_LINE, abs=1)
    assert [page.lines()[0] for page in pages if page.lines()[0].startswith("附件")] == ["附件1", "附件2"]
    numbers = [line for page in pages for line in page.lines() if line.startswith("—")]
    assert numbers == [f"—{number}—" for number in range(1, len(pages) + 1)]


@pytest.mark.parametrize("name", ["plan", "notice", "minutes", "report"])
def test_the_imprint_ends_at_the_foot_of_the_text_area_of_an_even_page(name: str) -> None:
    pages = printed(paper(name))
    assert len(pages) % 2 == 0
    rules = sorted((rule for rule in pages[-1].rules if rule.right - rule.left > 150), key=lambda rule: rule.top)
    thick = [round(rule.bottom - rule.top, 2) for rule in rules]
    assert thick[0] == thick[-1] == pytest.approx(0.35, abs=0.05)
    assert thick[1:-1] == pytest.approx([0.25] * (len(rules) - 2), abs=0.05)
    assert rules[-1].bottom == pytest.approx(297 - BOTTOM, abs=0.3)
    for rule in rules:
        assert (rule.left, rule.right) == pytest.approx((LEFT, 210 - RIGHT), abs=0.4)
    character = 14 / 72 * 25.4
    _, right = ends(pages[-1], "日印发")
    assert right == pytest.approx(210 - RIGHT - character, abs=0.5)
