"""The filing stamp of a filed paper: on the first page of its scan where that is blank, and nowhere else."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from exports.bound_file import Bound
from exports.compose import Leaf
from exports.errors import DamagedScan
from exports.filing_stamp import CORNER, HEIGHT
from exports.scan_sides import is_stamped
from exports.typeset.sheets import MM
from ledger.filing_settings import FilingSettings
from ledger.records import Attachment
from tests.exports.bindings import bound, item
from tests.exports.scan_shapes import Shape, attachment

_DOT = 4
"""Pixels to the millimetre of the pictures here."""


def picture(folder: Path, *black: tuple[int, int, int, int], ground: str = "white", name: str = "来件") -> Attachment:
    """A scan of A4 as a picture with black rectangles: millimetres from the upper left corner."""
    image = Image.new("RGB", (210 * _DOT, 297 * _DOT), ground)
    for left, top, right, low in black:
        ImageDraw.Draw(image).rectangle([left * _DOT, top * _DOT, right * _DOT, low * _DOT], fill="black")
    out = io.BytesIO()
    image.save(out, "PNG")
    return attachment(Shape(name, ".png", out.getvalue(), (image.size,)), folder)


def filed(*scans: Attachment, kind: str = "filed_paper") -> Leaf:
    leaf = item(1, 1, *scans)
    assert leaf.item
    return replace(leaf, item=replace(leaf.item, kind=kind))


def stamps(leaf: Leaf, settings: FilingSettings | None = None) -> tuple[list[tuple[float, float] | None], Bound]:
    """Where each side has the stamp: the left and the upper edge of its first word in millimetres; None without one."""
    data, result = bound(leaf, settings=settings)
    found: list[tuple[float, float] | None] = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            at = text.search("全宗号").get_next()
            left, _, _, high = text.get_charbox(at[0]) if at else (0, 0, 0, 0)
            found.append((left / MM, 297 - high / MM) if at else None)
    return found, result


def test_the_document_itself_has_the_stamp_and_its_registration_sheet_none(tmp_path: Path) -> None:
    first, second = picture(tmp_path), picture(tmp_path, (20, 60, 190, 200), name="第二页")
    (sheet, scan, other), result = stamps(filed(first, second))
    assert sheet is None and scan is not None and other is None
    assert scan[0] > 140 and scan[1] < CORNER[1] / MM
    assert result.unstamped == []


def test_a_paper_of_our_own_keeps_the_stamp_and_its_signed_scan_has_none(tmp_path: Path) -> None:
    (sheet, scan), _ = stamps(filed(picture(tmp_path), kind="meeting"))
    assert sheet is not None and scan is None


def test_a_filed_paper_without_a_scan_keeps_the_stamp() -> None:
    leaf = filed()
    assert not is_stamped(leaf)
    assert stamps(leaf)[0][0] is not None


def test_the_stamp_gives_way_to_what_is_written(tmp_path: Path) -> None:
    (_, scan), _ = stamps(filed(picture(tmp_path, (60, 0, 210, 50))))
    assert scan is not None
    assert scan[0] < 60 - HEIGHT / MM or scan[1] > 50


def test_the_number_of_a_back_side_in_the_left_corner_stays_free(tmp_path: Path) -> None:
    """The scan lies on the back of its registration sheet; its left is blank and its right is not."""
    (_, scan), result = stamps(filed(picture(tmp_path, (66, 0, 210, 110), (0, 30, 210, 110))))
    assert scan is None or scan[1] > CORNER[1] / MM
    assert result.unstamped == ([] if scan else ["材料1"])


@pytest.mark.parametrize("ground", ["#303030", "black"])
def test_a_scan_without_a_blank_place_is_named(tmp_path: Path, ground: str) -> None:
    found, result = stamps(filed(picture(tmp_path, ground=ground)))
    assert found == [None, None]
    assert result.unstamped == ["材料1"]


def test_nothing_is_stamped_or_named_when_the_unit_wants_no_stamp(tmp_path: Path) -> None:
    found, result = stamps(filed(picture(tmp_path, ground="black")), FilingSettings(stamp=False))
    assert found == [None, None]
    assert result.unstamped == []


def test_a_scan_with_other_pages_than_were_taken_in_is_damaged(tmp_path: Path) -> None:
    """The indexes were reckoned with the pages that the library knows of."""
    with pytest.raises(DamagedScan, match="来件"):
        bound(filed(replace(picture(tmp_path), pages=2)))
