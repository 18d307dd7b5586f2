"""Where pages lie, which of them are in sight, and how they are cut into tiles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.widgets.viewer_layout import TILE, ZOOMS, Layout, Spot, next_zoom, whole_page, whole_width

A4, LYING, PLAN = (595.0, 842.0), (842.0, 595.0), (5000.0, 800.0)


def layout(sizes: tuple[tuple[float, float], ...] = (A4, LYING, A4), scale: float = 1.0, turned: int = 0) -> Layout:
    return Layout(sizes, scale, turned, across=1000, gap=10)


def test_pages_stand_under_each_other_in_the_middle() -> None:
    made = layout()
    assert (made.width, made.height) == (1000, 10 + 842 + 10 + 595 + 10 + 842 + 10)
    assert made.box(0) == (202, 10, 797, 852)
    assert made.box(1) == (79, 862, 921, 1457)
    assert layout(scale=2).width == 2 * 842 + 20
    assert layout(turned=90).pixels == ((842, 595), (595, 842), (842, 595))


@pytest.mark.parametrize(
    ("top", "bottom", "seen"),
    [
        (0, 5, []),
        (0, 11, [0]),
        (851, 862, [0]),
        (852, 862, []),
        (853, 863, [1]),
        (0, 3000, [0, 1, 2]),
        (1400, 1500, [1, 2]),
    ],
)
def test_only_what_is_in_sight_is_named(top: float, bottom: float, seen: list[int]) -> None:
    assert [index for index in layout().between(top, bottom) if layout().tiles(index, top, bottom)] == seen


@pytest.mark.parametrize(("top", "page"), [(0, 0), (300, 0), (700, 1), (862, 1), (1300, 2), (9999, 2)])
def test_the_page_is_the_one_that_is_seen_most(top: float, page: int) -> None:
    assert layout().fullest(top, top + 500) == page


@given(
    st.lists(st.tuples(st.floats(1, 5000), st.floats(1, 5000)), min_size=1, max_size=8),
    st.floats(0.05, 5),
    st.sampled_from([0, 90, 180, 270]),
)
def test_tiles_cover_every_page_once(sizes: list[tuple[float, float]], scale: float, turned: int) -> None:
    made = layout(tuple(sizes), scale, turned)
    for index, (wide, high) in enumerate(made.pixels):
        tiles = made.tiles(index, 0, made.height)
        assert sum(tile.pixels for tile in tiles) == wide * high
        for left, top, right, bottom in (tile.box for tile in tiles):
            assert 0 <= left < right <= wide
            assert 0 <= top < bottom <= high
            assert max(right - left, bottom - top) <= TILE
        assert len({tile.box for tile in tiles}) == len(tiles)


def test_of_a_large_page_only_the_tiles_in_sight_are_named() -> None:
    made = layout((A4,), scale=6)
    x, y = made.place(Spot(0, 0.5, 0.5))
    near = made.tiles(0, y - 300, y + 300, x - 500, x + 500)
    assert 1 <= len(near) <= 4
    assert len(made.tiles(0, 0, made.height)) == 15


@given(st.floats(0.1, 5), st.integers(0, 2), st.floats(0, 0.99), st.floats(0, 0.99))
def test_a_point_of_a_page_is_found_again(scale: float, index: int, across: float, down: float) -> None:
    made = layout(scale=scale)
    found = made.spot(*made.place(Spot(index, across, down)))
    assert found.index == index
    assert (found.across, found.down) == pytest.approx((across, down), abs=1e-6)


def test_a_page_is_fitted() -> None:
    assert whole_page(A4, 0, 1020, 852, 5) == 1.0
    assert whole_page(A4, 90, 852, 9999, 5) == 1.0
    assert whole_width((A4, A4), 0, 0, 605, 5) == 1.0


def test_the_width_is_that_of_the_widest_page_of_its_like() -> None:
    assert whole_width((A4, LYING), 0, 0, 852, 5) == 1.0, "A4 that lies among A4 is seen whole"
    assert whole_width((A4, PLAN), 0, 0, 605, 5) == 1.0, "a folded plan does not make the letters tiny"
    assert whole_width((A4, PLAN), 1, 0, 5010, 5) == 1.0


def test_the_zoom_goes_by_steps_from_anywhere() -> None:
    assert (next_zoom(1.0, 1), next_zoom(1.0, -1)) == (1.1, 0.9)
    assert (next_zoom(1.165, 1), next_zoom(1.165, -1)) == (1.25, 1.1)
    assert (next_zoom(ZOOMS[-1], 1), next_zoom(ZOOMS[0], -1)) == (ZOOMS[-1], ZOOMS[0])
