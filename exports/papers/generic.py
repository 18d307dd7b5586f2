"""The paper of any kind that has no layout of its own: a form for one record, or a register for all."""

from __future__ import annotations

import math

from exports.page import Align, Block, Grid, Paragraph, Signature, Table, Title
from exports.papers.parts import columns_of, form, grid, linked_title, printed
from ledger.fields import LinkTo, Rows
from ledger.kinds import Kind, kind_of
from ledger.records import Record
from ledger.snapshot import Snapshot


def record_blocks(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """A record as a form: title, its fields, its tables, and a place to sign when its scan must be signed."""
    kind = kind_of(record.kind)
    fields = printed(kind)
    plain = [field for field in fields if not isinstance(field, Rows | LinkTo)]
    blocks: list[Block] = [Title(snapshot.title(record), 18), form(plain, record)]
    blocks += [grid(field, record) for field in fields if isinstance(field, Rows) and record[field.name]]
    if kind.signed:
        blocks.append(Signature(("填表人", "审核人")))
    return tuple(blocks)


def _order(kind: Kind, record: Record) -> tuple[float, str]:
    """By the number that the clerk gave an entry, then by its date; entries without either stay as they were made."""
    numbered = any(field.name == "number" for field in kind.fields)
    number = record["number"] if numbered else None
    day = record[kind.date] if kind.date else None
    return (math.inf if number is None else number, day.isoformat() if day else "9")


def register_blocks(snapshot: Snapshot, kind: Kind) -> tuple[Block, ...]:
    """All records of a kind as a register of its indexed fields."""
    fields = [field for field in printed(kind) if field.indexed]
    rows = []
    for record in sorted(snapshot.of(kind.slug), key=lambda record: _order(kind, record)):
        cells = (
            linked_title(snapshot, record[field.name]) if isinstance(field, LinkTo) else field.show(record[field.name])
            for field in fields
        )
        rows.append(tuple(cells))
    campaign = snapshot.campaign
    under = Paragraph(f"{campaign.unit}　{campaign.year}年度　共{len(rows)}条", indent=0, align=Align.CENTER)
    return (Title(kind.paper, 18), under, Table(columns_of(fields, Grid.REGISTER), tuple(rows)))
