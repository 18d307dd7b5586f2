"""Boxes: nothing is lost, the order is kept, nothing is split or mixed, and the lid closes."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.boxes import Box, item_thickness, pack, sheets_of
from ledger.filing import Item, Volume
from ledger.filing_settings import FilingSettings

SETTINGS = FilingSettings()


def volume(no: str, *pages: int) -> tuple[Volume, dict[str, int]]:
    """A volume of items with that many pages each."""
    items = tuple(Item(f"{no}-{number}", number, f"文件{number}", None) for number in range(1, len(pages) + 1))
    counted = {item.key: count for item, count in zip(items, pages, strict=True)}
    return Volume(no, f"卷{no}", "DZ", "定期10年", items), counted


def packed(*volumes: tuple[Volume, dict[str, int]], settings: FilingSettings = SETTINGS) -> tuple[Box, ...]:
    pages = {key: count for _, counted in volumes for key, count in counted.items()}
    return pack([each for each, _ in volumes], pages, settings)


def test_a_hundred_sheets_of_common_paper_are_nine_millimetres_and_their_binding() -> None:
    assert sheets_of(199, SETTINGS) == sheets_of(200, SETTINGS) == 100
    assert item_thickness(200, SETTINGS) == 9_100 + 200
    assert item_thickness(100, replace(SETTINGS, duplex=False)) == 9_100 + 200
    assert item_thickness(200, replace(SETTINGS, paper_weight=80)) == 10_400 + 200


@pytest.mark.parametrize(("pages", "spine"), [(2, 20), (420, 20), (430, 30), (640, 30), (860, 40), (1080, 50)])
def test_the_smallest_spine_that_holds_is_taken(pages: int, spine: int) -> None:
    (box,) = packed(volume("01", pages))
    assert (box.spine, box.overfull) == (spine, False)


def test_only_boxes_at_hand_are_used() -> None:
    settings = replace(SETTINGS, boxes=(30, 50))
    assert [box.spine for box in packed(volume("01", 2), volume("02", 700), settings=settings)] == [30, 50]


def test_an_item_thicker_than_the_thickest_box_is_told_and_stands_alone() -> None:
    thin, thick, after = packed(volume("01", 10, 1200, 10))
    assert (thin.overfull, thick.overfull, after.overfull) == (False, True, False)
    assert (thick.first, thick.last, thick.spine) == (2, 2, 50)


def test_volumes_never_share_a_box_and_box_numbers_run_on() -> None:
    boxes = packed(volume("01", 2, 2), volume("02", 2), volume("03", 900, 900))
    assert [(box.number, box.volume.no, box.first, box.last) for box in boxes] == [
        (1, "01", 1, 2), (2, "02", 1, 1), (3, "03", 1, 1), (4, "03", 2, 2),
    ]  # fmt: skip


def test_an_empty_volume_needs_no_box() -> None:
    assert packed(volume("01")) == ()


COUNTS = st.lists(st.integers(1, 700), max_size=30)
SETS = st.builds(
    FilingSettings,
    duplex=st.booleans(),
    paper_weight=st.integers(40, 200),
    boxes=st.sets(st.sampled_from((20, 30, 40, 50)), min_size=1).map(lambda each: tuple(sorted(each))),
)


@given(COUNTS, COUNTS, SETS)
def test_no_item_is_lost_moved_or_put_into_a_box_that_does_not_close(
    first: list[int], second: list[int], settings: FilingSettings
) -> None:
    volumes = [volume("01", *first), volume("02", *second)]
    boxes = packed(*volumes, settings=settings)
    for each, _ in volumes:
        kept = [item for box in boxes if box.volume is each for item in box.items]
        assert kept == list(each.items)
    for box in boxes:
        assert box.items
        assert box.spine in settings.boxes
        assert box.overfull == (box.thickness > 1000 * settings.boxes[-1])
        assert not box.overfull or len(box.items) == 1
        thinner = [spine for spine in settings.boxes if spine < box.spine]
        assert all(box.thickness > 1000 * spine for spine in thinner)
    assert [box.number for box in boxes] == list(range(1, len(boxes) + 1))


@given(COUNTS)
def test_a_box_is_only_begun_when_the_item_did_not_fit_into_the_last(counts: list[int]) -> None:
    boxes = packed(volume("01", *counts))
    for before, after in itertools.pairwise(boxes):
        next_item = item_thickness(counts[after.first - 1], SETTINGS)
        assert before.thickness + next_item > 50_000
