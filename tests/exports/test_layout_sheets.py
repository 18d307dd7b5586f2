"""Photo sheets, sheets to be cut, stacked bars and rows to write in: where they stand on the page."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.page import (
    Block,
    Column,
    CutLine,
    Grid,
    Halves,
    PageBreak,
    Paper,
    Paragraph,
    Photos,
    Picture,
    StackedBar,
    StackedBars,
    Table,
    Title,
    pictures_of,
)
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from exports.typeset.layout.figures import UnreadablePicture
from exports.typeset.layout.halves import OverfullHalf
from exports.typeset.sheets import MM, Drawing, Rule, Shade, Sheet, Words
from tests.exports.prints import jpeg

TALLY = StackedBars(
    "构成", ("满意", "基本满意", "不满意", "不了解", "弃权"), (StackedBar("领导", (5, 2, 1, 1, 1), "10张"),)
)
sizes = st.tuples(st.integers(20, 900), st.integers(20, 900))


def laid(*blocks: Block, grid: Grid = Grid.FORM) -> tuple[Sheet, ...]:
    return lay_out(Paper("k", "题名", blocks, grid), Faces.bundled())


def drawings(sheets: tuple[Sheet, ...]) -> list[Drawing]:
    return [mark for sheet in sheets for mark in sheet.marks if isinstance(mark, Drawing)]


@given(st.lists(sizes, min_size=1, max_size=9), st.sampled_from((4, 6)))
def test_photos_keep_their_proportions_lie_inside_the_sheet_and_never_on_each_other(
    shapes: list[tuple[int, int]], per: int
) -> None:
    pictures = tuple(Picture(jpeg(*shape), "时间：5月15日\n地点：会议室") for shape in shapes)
    blocks: list[Block] = [Title("照片", 18)]
    for first in range(0, len(pictures), per):
        blocks += [Photos(pictures[first : first + per], per), PageBreak()]
    sheets = laid(*blocks)
    assert len(sheets) == -(-len(shapes) // per)
    for drawing, (across, down) in zip(drawings(sheets), shapes, strict=True):
        assert drawing.width / drawing.height == pytest.approx(across / down, rel=0.01)
        assert 25 * MM < drawing.x < drawing.x + drawing.width < 195 * MM
        assert 15 * MM < drawing.y < drawing.y + drawing.height < 277 * MM
    for sheet in sheets:
        for one, other in itertools.combinations(drawings((sheet,)), 2):
            assert one.x + one.width <= other.x or other.x + other.width <= one.x or one.y >= other.y + other.height


def test_a_lone_photo_stands_in_the_middle() -> None:
    (drawing,) = drawings(laid(Photos((Picture(jpeg(300, 200), "会场"),))))
    assert drawing.x + drawing.width / 2 == pytest.approx((25 + 85) * MM)


def test_a_damaged_photo_is_named() -> None:
    with pytest.raises(UnreadablePicture, match="会场"):
        laid(Photos((Picture(b"none", "会场"),)))


def test_the_pictures_of_a_paper_are_found_wherever_they_stand() -> None:
    one, two, three = (Picture(jpeg(10, 10 + number), str(number)) for number in range(3))
    assert pictures_of((one, Paragraph("正文"), Photos((two,)), Halves((three,), ()))) == (one, two, three)


def test_the_two_halves_of_a_sheet_are_alike_and_the_cut_runs_through_its_middle() -> None:
    half: tuple[Block, ...] = (
        Title("民主评议票", 18),
        Paragraph("不写姓名。"),
        Table((Column("等次", 1),), (("满意",),)),
    )
    (sheet,) = laid(Halves(half, half), grid=Grid.TWO_UP)
    assert (round(sheet.width / MM), round(sheet.height / MM)) == (297, 210)
    assert not sheet.numbered
    words = [(round(mark.x, 2), round(mark.y, 2), mark.text) for mark in sheet.marks if isinstance(mark, Words)]
    left = [each for each in words if each[0] < sheet.width / 2]
    right = [each for each in words if each[0] > sheet.width / 2]
    shift = sheet.width / 2
    assert len(left) == len(right) > 2
    for (x, y, text), (other_x, other_y, other) in zip(left, right, strict=True):
        assert (y, text) == (other_y, other)
        assert other_x - x == pytest.approx(right[0][0] - left[0][0], abs=0.02) == pytest.approx(shift, abs=1)
    dashes = [mark for mark in sheet.marks if isinstance(mark, Rule) and mark.x0 == mark.x1 == pytest.approx(shift)]
    assert len(dashes) > 20


def test_a_half_that_is_too_full_is_refused_by_its_title() -> None:
    with pytest.raises(OverfullHalf, match="“评议票”的文字太多"):
        laid(Halves((Title("评议票", 18), Paragraph("长" * 2000)), ()), grid=Grid.TWO_UP)


def test_what_is_cut_off_stands_on_the_page_of_its_line() -> None:
    for lines in range(30, 42):
        sheets = laid(*(Paragraph("正文") for _ in range(lines)), CutLine(), Title("回执", 16), Paragraph("已收到。"))
        texts = ["".join(mark.text for mark in sheet.marks if isinstance(mark, Words)) for sheet in sheets]
        assert sum("沿此线裁下" in text and "回执" in text and "已收到" in text for text in texts) == 1


def test_a_stacked_bar_is_parted_by_its_shares_and_no_two_grades_look_alike() -> None:
    (sheet,) = laid(TALLY)
    frame = [mark for mark in sheet.marks if isinstance(mark, Shade)]
    swatch_dark, swatch_pale, dark, pale = frame
    assert (swatch_dark.grey, swatch_pale.grey) == (dark.grey, pale.grey) and dark.grey < 0.5 < pale.grey
    assert dark.width == pytest.approx(5 * pale.width)
    hatched = [mark for mark in sheet.marks if isinstance(mark, Rule) and mark.x0 != mark.x1 and mark.y0 != mark.y1]
    rising = [rule for rule in hatched if rule.y1 > rule.y0]
    assert rising and len(rising) < len(hatched)
    foot, head = dark.y, dark.y + dark.height
    inside = [rule for rule in hatched if foot - 1 < rule.y0 < head + 1]
    assert all(foot - 0.01 <= min(rule.y0, rule.y1) and max(rule.y0, rule.y1) <= head + 0.01 for rule in inside)


def test_a_bar_without_ballots_is_an_empty_frame() -> None:
    (sheet,) = laid(StackedBars("构成", (), (StackedBar("领导", (0, 0), "0张"),)))
    assert not [mark for mark in sheet.marks if isinstance(mark, Shade)]
    assert "0张" in "".join(mark.text for mark in sheet.marks if isinstance(mark, Words))


@pytest.mark.parametrize("least", [0, 9, 14])
def test_a_row_is_at_least_as_high_as_asked_for_and_a_full_one_higher(least: float) -> None:
    table = Table((Column("姓名", 1), Column("签名", 1)), (("林晓岚", ""), ("长" * 200, "")), row_mm=least)
    (sheet,) = laid(table)
    ys = sorted({round(mark.y0, 2) for mark in sheet.marks if isinstance(mark, Rule) and mark.y0 == mark.y1})
    full, short = (above - below for below, above in itertools.pairwise(ys[:3]))
    assert short == pytest.approx(max(least * MM, 21), abs=0.02)
    assert full > 40
