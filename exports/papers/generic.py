"""The paper of any kind that has no layout of its own: a form for one record, or a register for all."""

from __future__ import annotations

from exports.page import Block, Column, Signature, Table, Title
from exports.papers.parts import form, grid, linked_title, printed
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


def register_blocks(snapshot: Snapshot, kind: Kind) -> tuple[Block, ...]:
    """All records of a kind as a register of its indexed fields."""
    fields = [field for field in printed(kind) if field.indexed]
    rows = []
    for record in snapshot.of(kind.slug):
        cells = (
            linked_title(snapshot, record[field.name]) if isinstance(field, LinkTo) else field.show(record[field.name])
            for field in fields
        )
        rows.append(tuple(cells))
    columns = tuple(Column(field.label, field.width) for field in fields)
    return (Title(kind.paper, 18), Table(columns, tuple(rows)))
