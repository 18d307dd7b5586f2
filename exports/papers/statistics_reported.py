"""The paper of a statement that was handed in: its figures as they were written."""

from __future__ import annotations

from exports.page import Align, Block, Column, Pairs, Signature, Table, Title
from exports.papers.parts import form
from ledger.fields import BoundedNumber, Row
from ledger.fields.numbers import plain
from ledger.kinds import kind_of
from ledger.records import Record
from ledger.snapshot import Snapshot
from ledger.statistics.rate import quotient
from ledger.statistics.sums import total

_HEAD = ("sort", "window", "first", "last", "date", "receiver", "compiler", "reviewer")
_UNITS = {"visitors": "人次", "consultations": "人次", "charges": "元", "satisfaction": ""}
"""Units of figures that are not 件."""


def window_statement(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The head, all figures two abreast, the indicators, the note, and a place to sign."""
    kind = kind_of(record.kind)
    note = Pairs(((("说明", record["note"]),),)) if record["note"] else None
    return (
        Title(snapshot.title(record), 18),
        form([kind.field(name) for name in _HEAD], record),
        _figures(record),
        *((_indicators(snapshot, record),) if record["indicators"] else ()),
        *((note,) if note else ()),
        Signature(("制表人", "审核人", "负责人")),
    )


def _figures(record: Record) -> Table:
    """Every figure, blank ones too, so that nobody takes a blank for 0."""
    fields = [field for field in kind_of(record.kind).fields if isinstance(field, BoundedNumber)]
    cells = [(field.label, field.show(record[field.name]), _UNITS.get(field.name, "件")) for field in fields]
    half = (len(cells) + 1) // 2
    right = [*cells[half:], *[("", "", "")] * (2 * half - len(cells))]
    rows = tuple((*one, *other) for one, other in zip(cells[:half], right, strict=True))
    heads = (Column("项目", 12), Column("数", 12, Align.RIGHT), Column("单位", 6, Align.CENTER))
    return Table((*heads, *heads), rows, caption="各项合计")


def _indicators(snapshot: Snapshot, record: Record) -> Table:
    """Each indicator with its rate, worked out where both numbers are written."""
    columns = (
        Column("专项指标", 24),
        Column("符合数", 12, Align.RIGHT),
        Column("总数", 12, Align.RIGHT),
        Column("比率", 13, Align.RIGHT),
        Column("要求", 9, Align.RIGHT),
    )
    rows = tuple((*_written(row), _rate(snapshot, row), _required(row)) for row in record["indicators"])
    return Table(columns, rows, caption="专项指标")


def _written(row: Row) -> tuple[str, str, str]:
    part, whole = (row[name].written if row[name] else "" for name in ("part", "whole"))
    return row["indicator"], part, whole


def _required(row: Row) -> str:
    return "" if row["target"] is None else f"{plain(row['target'])}%"


def _rate(snapshot: Snapshot, row: Row) -> str:
    if row["part"] is None or row["whole"] is None:
        return ""
    part, whole = (total([row[name]]) for name in ("part", "whole"))
    return quotient(snapshot.scheme, "", row["indicator"], part, whole, "总数").shown
