"""The visible part of a page and the turn that makes it upright, whatever its boxes say."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary

from exports.page_box import Box, page_box, upright

EDGE = st.integers(-2000, 2000)


@given(EDGE, EDGE, st.integers(1, 3000), st.integers(1, 3000), st.sampled_from([0, 90, 180, 270]), st.integers(1, 4))
def test_the_visible_part_stands_upright_at_the_origin(
    x: int, y: int, wide: int, high: int, turn: int, unit: int
) -> None:
    box = Box((x, y, x + wide, y + high), turn, unit)
    matrix = pikepdf.Matrix(upright(box))
    upper_left = {0: (x, y + high), 90: (x, y), 180: (x + wide, y), 270: (x + wide, y + high)}[turn]
    assert matrix.transform(upper_left) == pytest.approx((0, box.height))
    seen = matrix.transform(pikepdf.Rectangle(x, y, x + wide, y + high))
    assert seen.llx == pytest.approx(0) and seen.lly == pytest.approx(0)
    assert (seen.urx, seen.ury) == pytest.approx((box.width, box.height))


@pytest.mark.parametrize(
    ("page", "box"),
    [
        (Dictionary(), Box((0, 0, 612, 792), 0, 1)),
        (Dictionary(MediaBox=[0, 0, 0, 0]), Box((0, 0, 612, 792), 0, 1)),
        (Dictionary(MediaBox=[595, 842, 0, 0], Rotate=-90), Box((0, 0, 595, 842), 270, 1)),
        (
            Dictionary(MediaBox=[0, 0, 595, 842], CropBox=[100, -50, 700, 400], Rotate=450),
            Box((100, 0, 595, 400), 90, 1),
        ),
        (Dictionary(MediaBox=[0, 0, 595, 842], CropBox=[900, 900, 950, 950]), Box((0, 0, 595, 842), 0, 1)),
        (Dictionary(MediaBox=[0, 0, 595, 842], UserUnit=0, Rotate=45), Box((0, 0, 595, 842), 0, 1)),
        (Dictionary(Parent=Dictionary(MediaBox=Array([0, 0, 9, 8]), Rotate=180)), Box((0, 0, 9, 8), 180, 1)),
    ],
)
def test_boxes_are_read_as_readers_read_them(page: pikepdf.Object, box: Box) -> None:
    assert page_box(page) == box
