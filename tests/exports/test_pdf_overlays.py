"""What is set beside the text of a page: numbers on their sides, at their places, readable on anything."""

from __future__ import annotations

import pytest

from exports.pdf.overlays import Pens, corner_marks, folio_marks, stamped_folio, twin_marks
from exports.typeset.face_fonts import program_of
from exports.typeset.faces import Faces, Role
from exports.typeset.sheets import MM, Folio, Mark, Shade, Words

FACES = Faces.bundled()
PENS = Pens(FACES.pick(Role.SONG, "0")[0], FACES.pick(Role.SONG, "—")[0])
A4 = (210 * MM, 297 * MM)
FOLIO = Folio(PENS.digits, PENS.dash, 14, 28 * MM, 28 * MM, 184 * MM)


def words(marks: tuple[Mark, ...]) -> list[Words]:
    return [mark for mark in marks if isinstance(mark, Words)]


def text(marks: tuple[Mark, ...]) -> str:
    return "".join(word.text for word in words(marks))


def span(marks: tuple[Mark, ...]) -> tuple[float, float]:
    """Where the words begin and end, in points."""
    ends = [word.x + program_of(word.font).width(word.text) * word.size for word in words(marks)]
    return min(word.x for word in words(marks)), max(ends)


@pytest.mark.parametrize("number", [1, 28, 3000])
def test_an_official_number_stands_outside_with_one_character_free(number: int) -> None:
    """GB/T 9704-2012, 7.5: single pages right, double pages left, one character from the edge of the text."""
    front, back = (folio_marks(FOLIO, number, official=True, right=right) for right in (True, False))
    assert text(front) == text(back) == f"— {number} —"
    assert span(front)[1] == pytest.approx(FOLIO.right - 14)
    assert span(back)[0] == pytest.approx(FOLIO.left + 14)
    assert {word.y for word in words(front)} == {FOLIO.baseline}


@pytest.mark.parametrize("right", [True, False])
def test_any_other_number_stands_in_the_middle_of_the_text(right: bool) -> None:
    left, end = span(folio_marks(FOLIO, 128, official=False, right=right))
    assert (left + end) / 2 == pytest.approx((FOLIO.left + FOLIO.right) / 2)


@pytest.mark.parametrize("upper", [True, False])
def test_the_archival_number_stands_in_the_outer_corner_mirrored_on_backs(upper: bool) -> None:
    front, back = (corner_marks(PENS, 12, A4, upper=upper, right=right, opaque=False) for right in (True, False))
    assert text(front) == text(back) == "12"
    assert A4[0] - span(front)[1] == pytest.approx(span(back)[0]) == pytest.approx(15 * MM)
    ((number,),) = (words(front),)
    edge = A4[1] - number.y - 0.88 * number.size if upper else number.y
    assert edge == pytest.approx(9 * MM)
    assert (number.y > A4[1] / 2) is upper


def test_a_long_archival_number_grows_inwards() -> None:
    short, long = (corner_marks(PENS, number, A4, upper=True, right=True, opaque=False) for number in (1, 1024))
    assert span(short)[1] == pytest.approx(span(long)[1])
    assert span(long)[0] < span(short)[0]


def test_the_papers_own_number_tells_which_side_of_how_many_this_is() -> None:
    front, back = (twin_marks(PENS, "02-0003", 3, 5, A4, right=right) for right in (True, False))
    assert text(front) == text(back) == "02-0003  3/5"
    assert span(front)[0] == pytest.approx(A4[0] - span(back)[1]) == pytest.approx(25 * MM)
    assert {word.size for word in words(front)} == {6.0}
    assert twin_marks(PENS, "", 1, 1, A4, right=True) == ()


def test_what_is_set_on_a_scan_stands_on_white_that_reaches_around_it() -> None:
    marked = [
        corner_marks(PENS, 12, A4, upper=True, right=True, opaque=True),
        twin_marks(PENS, "02-0003", 3, 5, A4, right=True, opaque=True),
        stamped_folio(PENS, 128, A4, 14, 11 * MM),
    ]
    for marks in marked:
        ground = marks[0]
        assert isinstance(ground, Shade) and ground.grey == 1.0
        left, end = span(marks)
        size = words(marks)[0].size
        assert ground.x < left and ground.x + ground.width > end
        assert ground.y <= words(marks)[0].y - 0.2 * size
        assert ground.y + ground.height >= words(marks)[0].y + 0.85 * size


def test_nothing_is_put_below_a_number_on_our_own_paper() -> None:
    assert all(isinstance(mark, Words) for mark in corner_marks(PENS, 1, A4, upper=True, right=True, opaque=False))
    assert all(isinstance(mark, Words) for mark in twin_marks(PENS, "01-0001", 1, 1, A4, right=False))


def test_a_number_on_a_scan_stands_in_the_middle_of_the_page() -> None:
    for page in (A4, (A4[1], A4[0])):
        left, end = span(stamped_folio(PENS, 7, page, 14, 11 * MM))
        assert (left + end) / 2 == pytest.approx(page[0] / 2)
