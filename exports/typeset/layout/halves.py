"""Sheets to be cut: two halves side by side, and the broken line to cut along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from exports.page import Block, CutLine, Halves, Title
from exports.typeset.faces import Role
from exports.typeset.layout.composing import Composer, Style, words
from exports.typeset.layout.flow import TOLERANCE
from exports.typeset.layout.geometry import Page
from exports.typeset.layout.strips import Frame, Strip, moved, white
from exports.typeset.sheets import MM, Mark, Rule
from ledger.errors import InputError

GUTTER = 24 * MM
"""White between the two halves: a margin of 12 mm on each side of the cut."""
_DASH, _GAP = 6.0, 4.0
CUT_SIZE = 9.0
"""Type size of the words below a line to cut along."""

Setter = Callable[[Block, Page, Composer], Iterable[Strip]]


class OverfullHalf(InputError):
    """The words of one half do not fit on half a sheet."""

    def __init__(self, title: str) -> None:
        self.title = title
        super().__init__(f"“{title}”的文字太多，半张A4纸排不下：请缩短活动名称、单位名称或等次名称后再印。")


def halves_strips(halves: Halves, page: Page, composer: Composer, setter: Setter) -> Iterator[Strip]:
    """Both halves and the line between them as one strip as deep as the page; `setter` sets one block.

    Raises OverfullHalf.
    """
    across = half_measure(page.measure)
    half = replace(page, measure=across)
    marks: list[Mark | Frame] = []
    for blocks, left in ((halves.left, 0.0), (halves.right, across + GUTTER)):
        marks += _stacked(blocks, half, composer, setter, left)
    middle = page.measure / 2
    marks += (Rule(middle, -top, middle, -top - _DASH) for top in _dashes(page.depth))
    yield Strip(page.depth, tuple(marks))


def half_measure(measure: float) -> float:
    """The width of one half's text area."""
    return (measure - GUTTER) / 2


def _stacked(
    blocks: tuple[Block, ...], page: Page, composer: Composer, setter: Setter, left: float
) -> Iterator[Mark | Frame]:
    """The blocks of a half, each below the last."""
    top = 0.0
    for block in blocks:
        for strip in setter(block, page, composer):
            if not strip.soft and top + strip.height - strip.hang > page.depth + TOLERANCE:
                raise OverfullHalf(next((each.text for each in blocks if isinstance(each, Title)), ""))
            yield from moved(strip.marks, left, -top)
            top += strip.height


def _dashes(length: float) -> Iterator[float]:
    """Where the dashes of a broken line of `length` points begin."""
    place = (length + _GAP) % (_DASH + _GAP) / 2  # what is over stands at both ends alike
    while place + _DASH <= length:
        yield place
        place += _DASH + _GAP


def cut_strips(cut: CutLine, page: Page, composer: Composer) -> Iterator[Strip]:
    """A broken line across the text area with small words below it; what is cut off follows on the same page."""
    yield white(page.line / 2)
    marks: list[Mark] = [Rule(left, 0, left + _DASH, 0) for left in _dashes(page.measure)]
    runs = composer.lines(cut.text, Style(Role.BODY, CUT_SIZE), page.measure)[0]
    width = composer.width(cut.text, Style(Role.BODY, CUT_SIZE))
    marks += words(runs, CUT_SIZE, (page.measure - width) / 2, -3)
    yield Strip(3 + 1.5 * CUT_SIZE, tuple(marks), keep=True)
    yield white(page.line / 2)
