"""What the tests of the prints share: a ledger in the middle of its review, and the words of blocks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from PIL import Image

from exports.diagrams import HeatMap, UprightBars
from exports.page import (
    Bars,
    Block,
    CutLine,
    Halves,
    Heading,
    Pairs,
    Paper,
    Paragraph,
    Photos,
    Signature,
    StackedBars,
    Table,
    Title,
)
from exports.papers.prints import PRINTS, Print
from ledger.records import Record
from ledger.snapshot import Snapshot
from tests.ledger.counter_acceptance import POST
from tests.ledger.snapshots import QIDONG, complete, filled, record, snapshot

GROUPS = tuple(group for node in QIDONG.nodes for group in node.groups)
ISSUED = (4, 3, 5)
SCORES = (("90", "80", "70"), ("88",), ("95", "85", "62", "50"))
"""Each group's ballots with a score; the first group has one 不了解 besides, the second one void ballot."""


def reviewed(*others: Record) -> tuple[Snapshot, Record]:
    """A ledger with one counted review of three groups, and the review."""
    returned = (4, 2, 4)
    rows = [
        {"group": group.name, "issued": issued, "returned": back, "void": int(number == 1)}
        for number, (group, issued, back) in enumerate(zip(GROUPS, ISSUED, returned, strict=True))
    ]
    review = record("review", "rev", title="2015年度", date="11月6日", organiser="某镇人民政府", groups=rows)
    cast = [
        record("ballot", f"b-{group.key}-{number}", review="rev", group=group.name, score=score)
        for group, scores in zip(GROUPS, SCORES, strict=True)
        for number, score in enumerate(scores)
    ]
    marks = [
        record("ballot", "b-unknown", review="rev", group=GROUPS[0].name, mark="不了解"),
        record("ballot", "b-void", review="rev", group=GROUPS[1].name, mark="无效"),
    ]
    return snapshot(review, *cast, *marks, *others), review


def of_each_print(*made: Record) -> tuple[Record, ...]:
    """A record of every kind that a form is printed of, but for a review and for the kinds of those `made` already."""
    slugs = dict.fromkeys(form.of for form in PRINTS if form.of)
    there = {"review", *(each.kind for each in made)}
    return (*made, *(filled(slug, f"print-{slug}", files=()) for slug in slugs if slug not in there))


def scheme_for(form: Print, made: Snapshot) -> Snapshot:
    """The ledger under a scheme that the form can be printed of: check tables are those of a post office."""
    return replace(made, scheme=POST) if form.of == "acceptance" else made


def unreviewed() -> Snapshot:
    """A whole ledger before its review."""
    records = [each for each in complete().values() if each.kind not in ("review", "ballot")]
    return snapshot(*records)


def jpeg(width: int, height: int, colour: tuple[int, int, int] = (120, 90, 60)) -> bytes:
    """A picture of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(stream, "JPEG")
    return stream.getvalue()


def tables(paper: Paper) -> list[Table]:
    """The tables of a paper."""
    return [block for block in paper.blocks if isinstance(block, Table)]


def said(paper: Paper) -> str:
    """All words of a paper, a line for each piece."""
    return "\n".join(word for block in paper.blocks for word in _words(block))


def _words(block: Block) -> Iterator[str]:
    match block:
        case Title(text) | Heading(text) | CutLine(text):
            yield text
        case Paragraph():
            yield block.lead + block.text
        case Pairs(rows):
            yield from ("：".join(pair) for row in rows for pair in row)
        case Table():
            yield from (column.head for column in block.columns)
            yield from ("|".join(row) for row in block.rows)
        case Bars(caption, bars):
            yield from (caption, *(f"{bar.label} {bar.shown}" for bar in bars))
        case StackedBars(caption, legend, stacked):
            yield from (caption, *legend, *(f"{bar.label} {bar.shown}" for bar in stacked))
        case UprightBars() | HeatMap():
            yield from block.words
        case Signature(labels):
            yield from labels
        case Photos(pictures):
            yield from (picture.caption for picture in pictures)
        case Halves(left, right):
            for each in (*left, *right):
                yield from _words(each)
