"""The filing stamp: its size and cells, and that it never covers anything on the page it is printed on."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from exports.filing_stamp import (
    CORNER,
    HEIGHT,
    WIDTH,
    StampValues,
    place_on_picture,
    place_on_sheet,
    stamp_marks,
    stamp_values,
)
from exports.page import Column, Grid, Paper, Paragraph, Table, Title
from exports.typeset.faces import Faces, Role
from exports.typeset.layout import lay_out
from exports.typeset.sheets import MM, Ink, Rule, Shade, Sheet, Words
from ledger.filing import arrange
from tests.ledger.snapshots import filled, snapshot

A4 = (210 * MM, 297 * MM)
VALUES = StampValues("A123", "2015", "0007", "宣传发动", "定期10年", "12")
LONG = StampValues("A123", "2015", "0007", "宣传发动与检查整改", "定期10年", "1024")


def marked(values: StampValues) -> tuple[list[Words], list[Rule]]:
    marks = stamp_marks(values, (100, 700), Faces.bundled())
    return [mark for mark in marks if isinstance(mark, Words)], [mark for mark in marks if isinstance(mark, Rule)]


def test_the_stamp_is_45_by_16_millimetres_in_six_equal_cells() -> None:
    _, rules = marked(VALUES)
    across = sorted({rule.x0 for rule in rules if rule.x0 == rule.x1})
    up = sorted({rule.y0 for rule in rules if rule.y0 == rule.y1})
    assert [(x - 100) / MM for x in across] == pytest.approx([0, 15, 30, 45])
    assert [(y - 700) / MM for y in up] == pytest.approx([0, 8, 16])
    assert {rule.ink for rule in rules} == {Ink.RED}


def test_labels_are_red_and_values_black_row_by_row() -> None:
    words, _ = marked(VALUES)
    texts = {ink: "|".join(word.text for word in words if word.ink is ink) for ink in Ink}
    assert texts[Ink.RED] == "全宗号|年度|件号|机构（问题）|保管期限|页数"
    assert texts[Ink.BLACK].replace("|", "") == "A12320150007宣传发动定期10年12"


@pytest.mark.parametrize("values", [VALUES, LONG, StampValues("", "2015", "0001", "", "", "1")])
def test_every_word_stands_inside_its_cell(values: StampValues) -> None:
    faces = Faces.bundled()
    for word in marked(values)[0]:
        role = Role.HEI if word.ink is Ink.RED else Role.BODY
        broad = sum(word.size * faces.pick(role, ch)[1] for ch in word.text)
        cell = (word.x - 100) // (WIDTH / 3)
        assert word.x >= 100
        assert word.x + broad <= 100 + (cell + 1) * WIDTH / 3
        row = (word.y - 700) // (HEIGHT / 2)
        assert word.y + 0.88 * word.size <= 700 + (row + 1) * HEIGHT / 2


def test_the_values_are_those_of_the_filing_plan_and_the_item() -> None:
    plan = filled("filing_plan", "fp", fonds="A123", retention=[{"volume": "宣传发动", "term": "定期10年"}])
    given_ = snapshot(plan, filled("filed_paper", "f", date="5月3日"))
    volume = next(each for each in arrange(given_) if each.no == "02")
    values = stamp_values(given_, volume, volume.items[0], 12)
    assert values == StampValues("A123", "2015", "0001", "宣传发动", "定期10年", "12")
    without = stamp_values(snapshot(filled("filed_paper", "f", date="5月3日")), volume, volume.items[0], 1)
    assert without.fonds == ""


def box(place: tuple[float, float]) -> tuple[float, float, float, float]:
    return place[0], place[1], place[0] + WIDTH, place[1] + HEIGHT


def first_sheet(grid: Grid, title: str) -> Sheet:
    table = Table((Column("事项", 1),), tuple((f"第{number}行",) for number in range(60)))
    return lay_out(Paper("k", "题名", (Title(title), Paragraph("正文。" * 300), table), grid), Faces.bundled())[0]


@pytest.mark.parametrize("grid", [Grid.OFFICIAL, Grid.FORM, Grid.REGISTER])
@pytest.mark.parametrize("title", ["小结", "关于开展创建活动的实施意见的通知" * 2])
def test_on_every_grid_the_stamp_stands_above_the_text_and_off_the_corner(grid: Grid, title: str) -> None:
    sheet = first_sheet(grid, title)
    place = place_on_sheet(sheet)
    assert place is not None
    left, low, right, high = box(place)
    assert left >= 0 and high <= sheet.height and low >= sheet.height * 2 / 3
    assert right <= sheet.width - CORNER[0] or high <= sheet.height - CORNER[1]
    for mark in sheet.marks:
        if isinstance(mark, Words):
            reach = mark.x + len(mark.text) * mark.size
            assert reach <= left or mark.x >= right or mark.y >= high or mark.y + 0.88 * mark.size <= low


def test_a_page_without_room_gets_no_stamp() -> None:
    lines = tuple(Rule(0, y, A4[0], y) for y in range(0, 842, 12))
    assert place_on_sheet(Sheet(*A4, lines)) is None


def test_the_stamp_stands_as_high_and_as_far_right_as_there_is_room() -> None:
    empty = place_on_sheet(Sheet(*A4, ()))
    assert empty is not None
    assert (empty[0] + WIDTH) / MM == pytest.approx(190, abs=1)
    assert (A4[1] - empty[1] - HEIGHT) / MM == pytest.approx(5)
    headed = place_on_sheet(Sheet(*A4, (Rule(20 * MM, 280 * MM, 190 * MM, 280 * MM),)))
    assert headed is not None
    assert headed[1] + HEIGHT < 280 * MM


def page(*black: tuple[int, int, int, int], paper: int = 255, ink: int = 0) -> Image.Image:
    """A scan of A4 with 4 pixels to the millimetre; rectangles in millimetres from the upper left corner."""
    image = Image.new("RGB", (840, 1188), (paper, paper, paper))
    draw = ImageDraw.Draw(image)
    for left, top, right, low in black:
        draw.rectangle((left * 4, top * 4, right * 4 - 1, low * 4 - 1), fill=(ink, ink, ink))
    return image


def test_on_a_scan_the_stamp_finds_the_white_beside_a_heading() -> None:
    lines = tuple((0, top, 210, top + 2) for top in range(60, 297, 8))
    place = place_on_picture(page((0, 0, 120, 60), *lines), A4)
    assert place is not None
    left, low, _, high = box(place)
    assert left >= 120 * MM and low >= (297 - 60) * MM and high <= A4[1]


@pytest.mark.parametrize("paper", [255, 225, 190])
def test_grey_paper_is_blank_too_and_a_thin_line_is_not(paper: int) -> None:
    assert place_on_picture(page(paper=paper), A4) == place_on_sheet(Sheet(*A4, ()))
    lines = tuple((0, top, 210, top + 1) for top in range(0, 110, 9))
    assert place_on_picture(page(*lines, paper=paper, ink=90), A4) is None


def test_a_dark_photograph_gets_no_stamp() -> None:
    assert place_on_picture(page(paper=60), A4) is None


@given(
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 110), st.integers(1, 80), st.integers(1, 40)), max_size=6)
)
def test_wherever_the_writing_is_it_is_not_covered(written: list[tuple[int, int, int, int]]) -> None:
    black = [(x, y, min(x + w, 210), min(y + h, 297)) for x, y, w, h in written]
    place = place_on_picture(page(*black).resize((420, 594), Image.Resampling.BOX), A4)
    covered = [(x0 * MM, (297 - y1) * MM, x1 * MM, (297 - y0) * MM) for x0, y0, x1, y1 in black]
    drawn = place_on_sheet(Sheet(*A4, tuple(Shade(x0, y0, x1 - x0, y1 - y0, 0) for x0, y0, x1, y1 in covered)))
    for found, (x0, y0, x1, y1) in itertools.product(filter(None, (place, drawn)), covered):
        left, low, right, high = box(found)
        assert right <= x0 or left >= x1 or high <= y0 or low >= y1
