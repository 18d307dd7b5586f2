"""The paper of any kind that has no layout of its own: a form for one record, or a register for all."""

from __future__ import annotations

import math
from dataclasses import replace

from exports.page import Align, Block, Column, Grid, Paragraph, Signature, Space, Table, Title
from exports.papers.columns import columns_of, grid
from exports.papers.parts import form, linked_title, printed, shown
from ledger.fields import Field, LinkTo, Rows
from ledger.kinds import Kind
from ledger.records import Record
from ledger.snapshot import Snapshot


def record_blocks(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """A record as a form: title, its fields, its tables, and a place to sign when its scan must be signed."""
    kind = record.declared
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


_LONG, _BEGINNING = 150, 40
"""Characters above which a text is told in full below the register, and how many of them stay in its row."""


_PHONE = 17
"""The share of a column of phone numbers, which shall not be parted."""


def _shortened(cell: str, field: Field, entry: str, whole: list[tuple[str, ...]]) -> str:
    """The cell, or its beginning when a column of a register would make pages of it; the text then joins `whole`."""
    if len(cell) <= _LONG:
        return cell
    whole.append((str(len(whole) + 1), entry, field.label, cell))
    return f"{' '.join(cell[:_BEGINNING].split())}……（全文见表后第{len(whole)}条）"


def _whole(texts: list[tuple[str, ...]]) -> tuple[Block, ...]:
    """The texts that are too long for their columns, in a table of their own."""
    columns = (Column("序号", 3, Align.CENTER), Column("台帐条目", 6), Column("栏目", 6), Column("全文", 54))
    return (Table(columns, tuple(texts), caption="较长内容的全文"),) if texts else ()


def register_blocks(snapshot: Snapshot, kind: Kind) -> tuple[Block, ...]:
    """All records of a kind as a register of its indexed fields."""
    phones = snapshot.phones
    fields = [
        replace(field, width=max(field.width, _PHONE)) if field.private else field
        for field in printed(kind, phones)
        if field.indexed or field.private
    ]
    rows: list[tuple[str, ...]] = []
    whole: list[tuple[str, ...]] = []
    for record in sorted(snapshot.of(kind.slug), key=lambda record: _order(kind, record)):
        cells = (
            linked_title(snapshot, record[field.name])
            if isinstance(field, LinkTo)
            else shown(field, record[field.name], phones)
            for field in fields
        )
        row = tuple(cells)
        told = f"第{row[0]}条" if fields[0].name == "number" else f"第{len(rows) + 1}行"
        rows.append(tuple(_shortened(cell, field, told, whole) for cell, field in zip(row, fields, strict=True)))
    campaign = snapshot.campaign
    under = Paragraph(f"{campaign.unit}　{campaign.year}年度　共{len(rows)}条", indent=0, align=Align.CENTER)
    return (
        Title(kind.paper, 18),
        under,
        Space(0.3),
        Table(columns_of(fields, Grid.REGISTER), tuple(rows)),
        *_whole(whole),
    )
