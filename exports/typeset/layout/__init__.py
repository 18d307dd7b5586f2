"""Layout: the blocks of a paper set on sheets, line by line, cell by cell, page by page."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import replace

from exports.diagrams import HeatMap, UprightBars
from exports.page import (
    Bars,
    Block,
    CutLine,
    Grid,
    Halves,
    Heading,
    Imprint,
    Letterhead,
    PageBreak,
    Pairs,
    Paper,
    Paragraph,
    Photos,
    Picture,
    Signature,
    Space,
    StackedBars,
    Table,
    Title,
    held_to_next,
)
from exports.plates import Plate
from exports.typeset.faces import Faces, Role
from exports.typeset.layout.composing import Composer
from exports.typeset.layout.diagrams import heat_strips, upright_strips
from exports.typeset.layout.figures import bars_strips, picture_strips
from exports.typeset.layout.flow import Flow
from exports.typeset.layout.geometry import PAGES, Page
from exports.typeset.layout.halves import cut_strips, halves_strips
from exports.typeset.layout.official import letterhead_strips, with_imprint
from exports.typeset.layout.photo_sheets import photos_strips
from exports.typeset.layout.plates import plate_strips
from exports.typeset.layout.ruled import pairs_strips, table_strips
from exports.typeset.layout.running import heading_strips, paragraph_strips, signature_strips, title_strips
from exports.typeset.layout.stacked import stacked_strips
from exports.typeset.layout.strips import Strip, white
from exports.typeset.sheets import Folio, Sheet

__all__ = ["lay_out"]


def lay_out(paper: Paper, faces: Faces) -> tuple[Sheet, ...]:
    """Set a paper on the sheets of its grid; an empty paper takes one sheet.

    Raises UnreadablePicture when the bytes of a picture are damaged.
    """
    # The many small values made here refer to each other in no circle: looking for such takes a fifth of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _laid_out(paper, faces)
    finally:
        if collecting:
            gc.enable()


def _laid_out(paper: Paper, faces: Faces) -> tuple[Sheet, ...]:
    page = PAGES[paper.grid]
    composer = Composer(faces)
    flow = Flow(page, _folio(page, faces), paper.numbered and page.numbered)
    pieces = [(block, list(_strips(block, page, composer))) for block in paper.blocks]
    for place in held_to_next(paper.blocks):
        _hold(pieces[place][1])
    gap = _cover_gap(pieces, page) if paper.grid is Grid.COVER else 0
    for block, strips in pieces:
        if isinstance(block, PageBreak):
            flow.break_page()
        if gap:
            flow.add(white(gap))
        for strip in strips:
            flow.add(strip)
    sheets = flow.finish()
    last = paper.blocks[-1] if paper.blocks else None
    return with_imprint(sheets, last, page, composer) if isinstance(last, Imprint) else sheets


def _strips(block: Block, page: Page, composer: Composer) -> Iterable[Strip]:
    match block:
        case Title():
            return title_strips(block, page, composer)
        case Heading():
            return heading_strips(block, page, composer)
        case Paragraph():
            return paragraph_strips(block, page, composer)
        case Pairs():
            return pairs_strips(block, page, composer)
        case Table():
            return table_strips(block, page, composer)
        case Bars():
            return bars_strips(block, page, composer)
        case StackedBars():
            return stacked_strips(block, page, composer)
        case UprightBars():
            return upright_strips(block, page, composer)
        case HeatMap():
            return heat_strips(block, page, composer)
        case Signature():
            return signature_strips(block, page, composer)
        case Picture():
            return picture_strips(block, page, composer)
        case Photos():
            return photos_strips(block, page, composer)
        case Halves():
            return halves_strips(block, page, composer, _strips)
        case CutLine():
            return cut_strips(block, page, composer)
        case Letterhead():
            return letterhead_strips(block, page, composer)
        case Imprint():
            return ()  # it stands where all other pages end, see `lay_out`
        case Plate():
            return plate_strips(block, page, composer)
        case Space():
            return (white(block.lines * page.line),)
        case PageBreak():
            return ()


def _hold(strips: list[Strip]) -> None:
    """Hold the last strip that is more than white to what follows."""
    for number in range(len(strips) - 1, -1, -1):
        if not strips[number].soft:
            strips[number] = replace(strips[number], keep=True)
            return


def _cover_gap(pieces: list[tuple[Block, list[Strip]]], page: Page) -> float:
    """The white above each block that sets the blocks of a cover apart over the whole page, nothing when it is full."""
    if any(isinstance(block, PageBreak) for block, _ in pieces):
        return 0
    taken = sum(strip.height for _, strips in pieces for strip in strips)
    return max(page.depth - taken, 0) / (len(pieces) + 1)


def _folio(page: Page, faces: Faces) -> Folio:
    return Folio(
        faces.pick(Role.SONG, "0")[0],
        faces.pick(Role.SONG, "—")[0],
        page.number_size,
        page.number_baseline,
        page.left,
        page.left + page.measure,
    )
