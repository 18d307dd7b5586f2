"""Papers made and bound by hand, without a ledger and without a folder."""

from __future__ import annotations

import functools
import io
from dataclasses import replace

from exports.binder import bind
from exports.bound_file import Bound
from exports.compose import Composition, Leaf
from exports.filing_stamp import StampValues
from exports.page import Block, Grid, PageBreak, Paper, Paragraph, Title
from exports.papers.binding import Place
from exports.rendering import Rendered, render
from exports.typeset.faces import Faces
from ledger.filing import Item, Volume
from ledger.filing_settings import FilingSettings
from ledger.records import Attachment

WORDS = {"title": "台帐", "author": "第五税务分局", "subject": "2015年度台帐", "day": "2015-12-31"}
STAMP = StampValues("A123", "2015", "0007", "宣传发动", "30年", "3")


@functools.cache
def made(paper: Paper) -> Rendered:
    """The paper on its sides, without files."""
    return render(paper, (), Faces.bundled())


def pages(count: int, words: str = "正文") -> tuple[Block, ...]:
    """Blocks that fill so many sides with a line each."""
    blocks: list[Block] = [Paragraph(f"{words}1")]
    for number in range(2, count + 1):
        blocks += [PageBreak(), Paragraph(f"{words}{number}")]
    return tuple(blocks)


def item(number: int, blocks: tuple[Block, ...] | int = 1, *scans: Attachment, grid: Grid = Grid.FORM) -> Leaf:
    """An item of volume 01 with so many sides, or with these blocks, and the scans behind them."""
    blocks = pages(blocks, f"第{number}件") if isinstance(blocks, int) else blocks
    paper = Paper(f"record:{number}", f"材料{number}", blocks, grid)
    paper = replace(paper, mark=f"01-{number:04d}", follows=sum(scan.pages for scan in scans))
    filed = Item(paper.key, number, paper.title, None)
    volume = Volume("01", "组织领导", "1", "", (filed,))
    return Leaf(paper, made(paper), item=filed, scans=scans, volume=volume)


def sheet(key: str, blocks: tuple[Block, ...] = (Title("总目录"),), grid: Grid = Grid.FORM) -> Leaf:
    """A paper that is no item: cover, index, divider (by its key)."""
    paper = Paper(key, "目录", blocks, grid, numbered=False)
    return Leaf(paper, made(paper), volume=Volume("01", "组织领导", "1", "", ()))


def together(*leaves: Leaf, settings: FilingSettings | None = None) -> Composition:
    """The leaves as a submission, their items numbered from 1."""
    places, first = {}, 1
    for leaf in leaves:
        if leaf.item:
            places[leaf.item.key] = Place(leaf.pages, first, "")
            first += leaf.pages
    return Composition(leaves, (), places, (), (), settings or FilingSettings())


def bound(*leaves: Leaf, settings: FilingSettings | None = None) -> tuple[bytes, Bound]:
    """The bound PDF of the leaves, every item stamped where there is room, and what it turned out to be."""
    stream = io.BytesIO()
    result = bind(
        together(*leaves, settings=settings),
        Faces.bundled(),
        WORDS,
        stream,
        lambda: None,
        lambda leaf: STAMP if leaf.item else None,
    )
    return stream.getvalue(), result
