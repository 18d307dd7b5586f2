"""评议票发放回收登记表: how many ballots each group was handed, how many came back, and who answers for it."""

from __future__ import annotations

from exports.page import Align, Block, Column, Grid, Paper, Paragraph, Signature, Table, Title
from exports.papers.prints.form import Wishes
from exports.papers.prints.groups import Coded, coded_groups, dated_by, head, review_node
from ledger.records import Record
from ledger.snapshot import Snapshot

TITLE = "评议票发放回收登记表"
_COLUMNS = (
    Column("票式", 12, Align.CENTER),
    Column("组别", 62),
    Column("发出张数", 20, Align.CENTER),
    Column("发票人签名", 36),
    Column("收回张数", 20, Align.CENTER),
    Column("未收回张数", 24, Align.CENTER),
    Column("收票人签名", 36),
    Column("未收回票的去向", 47),
)


def issuing(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The register, its numbers filled from the review when one is named."""
    groups = coded_groups(review_node(snapshot, TITLE), record)
    rows = [
        (each.code, each.group.name, said(each.number("issued")), "", said(each.number("returned")), _out(each), "", "")
        for each in groups
    ]
    sums = [said(total([each.number(name) for each in groups])) for name in ("issued", "returned")]
    out = said(total([_left(each) for each in groups]))
    rows.append(("合计", "", sums[0], "", sums[1], out, "", ""))
    blocks: tuple[Block, ...] = (
        Title(TITLE, 18),
        head(snapshot, record),
        Table(_COLUMNS, tuple(rows), total=True, row_mm=14),
        Paragraph("发出张数＝收回张数＋未收回张数。按组登记张数，不登记领票人姓名。", 0),
        Signature(("监票人", "经办人")),
    )
    day = dated_by(snapshot, record)
    return (Paper("ballot-register", TITLE, blocks, Grid.REGISTER, snapshot.campaign.unit, day),)


def said(number: int | None) -> str:
    """A number, or nothing where it is to be written by hand."""
    return "" if number is None else str(number)


def total(numbers: list[int | None]) -> int | None:
    """The sum, None where a number is not known."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def _left(coded: Coded) -> int | None:
    """Ballots still out; more returned than issued is a contradiction reported elsewhere, and stays open here."""
    issued, returned = coded.number("issued"), coded.number("returned")
    return None if issued is None or returned is None or returned > issued else issued - returned


def _out(coded: Coded) -> str:
    return said(_left(coded))
