"""Pieces of slips and forms: words of a record or white to write on, boxes to sign in, sheets of two halves."""

from __future__ import annotations

import math
from collections.abc import Sequence

from exports.breadth import characters
from exports.page import Align, Block, Column, Halves, PageBreak, Table
from ledger.records import Record
from ledger.snapshot import Snapshot

GAP = 0.3
"""Lines of white between running text and a ruled form."""
_ACROSS = 30
"""Characters of a line in the box of a portrait form."""
GRADES = ("满意", "基本满意", "不满意", "不了解")


def words(record: Record | None, name: str) -> str:
    """What a field of the record says on paper; nothing where there is no record yet."""
    return record.declared.field(name).show(record[name]) if record else ""


def room(text: str, lines: int, across: int = _ACROSS) -> str:
    """The text with white below it, so that its box has room for `lines` lines of `across` characters at least."""
    used = sum(max(1, math.ceil(characters(line) / across)) for line in text.split("\n")) if text else 1
    return text + "\n" * max(0, lines - used)


def signing(text: str = "", lines: int = 3, who: str = "签名") -> str:
    """What stands in a box of an opinion: the text or white, and below it a place for name and day."""
    return f"{room(text, lines)}\n{who}：＿＿＿＿＿＿　　　　　　　年　　月　　日"


def boxes(choices: Sequence[str], chosen: str = "") -> str:
    """Choices with a box each, the chosen one ticked."""
    return "　".join(f"{'√' if choice == chosen else '□'}{choice}" for choice in choices)


def graded(items: Sequence[str], head: str, row_mm: float) -> Table:
    """Items to be ticked in one of four grades."""
    columns = (Column(head, 44), *(Column(grade, 20, Align.CENTER) for grade in GRADES))
    rows = tuple((f"{number}.{item}", *("□" for _ in GRADES)) for number, item in enumerate(items, 1))
    return Table(columns, rows, row_mm=row_mm)


def two_up(pieces: Sequence[tuple[Block, ...]]) -> tuple[Block, ...]:
    """Pieces two to a sheet; the half left over when their number is odd stays blank."""
    blocks: list[Block] = []
    for first in range(0, len(pieces), 2):
        blocks += [Halves(pieces[first], pieces[first + 1] if first + 1 < len(pieces) else ()), PageBreak()]
    return tuple(blocks[:-1])


def one_up(pieces: Sequence[tuple[Block, ...]]) -> tuple[Block, ...]:
    """Pieces each on a sheet of its own."""
    return tuple(block for piece in pieces for block in (*piece, PageBreak()))[:-1]


def day_of(snapshot: Snapshot, record: Record | None) -> str:
    """The day in the properties of a form's file: that of the record, else that of the ledger."""
    day = snapshot.day(record) if record else None
    return (day or snapshot.as_of).isoformat()
