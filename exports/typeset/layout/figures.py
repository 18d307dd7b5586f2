"""Figures as strips: bar charts that survive a black-and-white printer, and pictures with their captions."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image

from exports.page import Align, Bar, Bars, Picture
from exports.typeset.faces import Role
from exports.typeset.layout.composing import Composer, Style, words
from exports.typeset.layout.geometry import Page
from exports.typeset.layout.ruled import ABOVE, SIDE, caption_strips
from exports.typeset.layout.strips import Strip, white
from exports.typeset.sheets import MM, Drawing, Mark, Rule, Shade
from ledger.errors import DamageError

GREY = 0.7
LABEL_SHARE, SHOWN_SHARE = 0.35, 0.3
"""The most that labels and shown words may take of the measure."""


class UnreadablePicture(DamageError):
    """The bytes of a picture are no JPEG."""

    def __init__(self, caption: str) -> None:
        """Name the picture by its caption."""
        super().__init__(f"图片“{caption}”的内容已损坏，无法排进文件；请重新添加这张图片后再导出。")


def bars_strips(bars: Bars, page: Page, composer: Composer) -> Iterator[Strip]:
    """A caption and a row for each bar, kept together where one page can hold them."""
    if bars.caption:
        yield white(ABOVE * 2)
        yield from caption_strips(bars.caption, page, composer)
    style = Style(Role.BODY, page.cell_size)
    label = min(_widest(composer, style, (bar.label for bar in bars.bars)), page.measure * LABEL_SHARE)
    shown = min(_widest(composer, style, (bar.shown for bar in bars.bars)), page.measure * SHOWN_SHARE)
    for number, bar in enumerate(bars.bars):
        marks, height = _bar(bar, bars.full, (label, shown), page, composer)
        yield Strip(height, tuple(marks), keep=number < len(bars.bars) - 1)
    yield white(ABOVE * 2)


def _widest(composer: Composer, style: Style, texts: Iterator[str]) -> float:
    return max((composer.width(text, style) for text in texts), default=0)


def _bar(bar: Bar, full: float, sides: tuple[float, float], page: Page, composer: Composer) -> tuple[list[Mark], float]:
    """The marks of one bar and the height they take; a value outside 0 to `full` ends at the frame."""
    size, line = page.cell_size, page.cell_line
    label = composer.lines(bar.label, Style(Role.BODY, size, Align.RIGHT), sides[0])
    shown = composer.lines(bar.shown, Style(Role.BODY, size), sides[1])
    height = max(len(label), len(shown)) * line + 2 * ABOVE
    marks: list[Mark] = []
    left, right = sides[0] + 2 * SIDE, page.measure - sides[1] - 2 * SIDE
    for lines, x in ((label, 0.0), (shown, right + 2 * SIDE)):
        top = -(height - len(lines) * line) / 2 - (line - size) / 2
        for number, runs in enumerate(lines):
            marks += words(runs, size, x, top - number * line)
    foot, head = -height / 2 - line / 2, -height / 2 + line / 2
    share = min(max(bar.value / full, 0), 1) if full > 0 else 0
    end = left + (right - left) * share
    marks.append(Shade(left, foot, end - left, line, GREY))
    for x in (left, end, right):
        marks.append(Rule(x, head, x, foot))
    marks += (Rule(left, head, right, head), Rule(left, foot, right, foot))
    return marks, height


def picture_strips(picture: Picture, page: Page, composer: Composer) -> Iterator[Strip]:
    """The picture in its own proportions, as large as its box and the page allow, with its caption below.

    Raises UnreadablePicture when the bytes are no picture.
    """
    try:
        with Image.open(io.BytesIO(picture.data)) as image:
            across, down = image.size
    except OSError as error:
        raise UnreadablePicture(picture.caption) from error
    captions = list(caption_strips(picture.caption, page, composer)) if picture.caption else []
    room = page.depth - sum(strip.height for strip in captions) - ABOVE
    scale = min(min(picture.width_mm * MM, page.measure) / across, min(picture.height_mm * MM, room) / down)
    width, height = across * scale, down * scale
    drawing = Drawing((page.measure - width) / 2, -height, width, height, picture.data)
    yield Strip(height + ABOVE, (drawing,), keep=bool(captions))
    for strip in captions[:-1]:
        yield strip
    for strip in captions[-1:]:
        yield Strip(strip.height, strip.marks)
    yield white(ABOVE)
