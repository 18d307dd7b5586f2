"""验收评分表, blank: the check tables of the scheme to be filled in on the spot with a pencil."""

from __future__ import annotations

from exports.page import Block, Grid, Pairs, Paper, Paragraph, Signature, Title
from exports.papers.acceptance import SIGNERS, group_tables
from exports.papers.prints.form import NothingToPrint, Wishes
from ledger.acceptance_scores import unscored
from ledger.acceptances import table_of
from ledger.records import Record
from ledger.schemes.model import CheckTable
from ledger.snapshot import Snapshot

SHEET = "验收评分表（空白）"
_ROW_MM = 9
"""Room to write in by hand."""


def sheets(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """A sheet for each check table; of an acceptance only its own, with its head filled in.

    Raises NothingToPrint for a scheme without a check table.
    """
    tables = snapshot.scheme.tables
    if not tables:
        raise NothingToPrint(SHEET, "活动方案里没有验收评分表")
    own = table_of(snapshot.scheme, record) if record is not None else None
    return tuple(_sheet(snapshot, record, table) for table in ((own,) if own is not None else tables))


def _sheet(snapshot: Snapshot, record: Record | None, table: CheckTable) -> Paper:
    head = {
        field.name: field.show(record[field.name]) if record is not None else ""
        for field in snapshot.kind("acceptance").fields
    }
    pairs = ("窗口（网点）", head["window"]), ("检查日期", head["date"])
    ways = ("检查单位", head["assessor"]), ("检查人", head["checkers"])
    veto = any(item.full is None for item in table.items)
    blocks: tuple[Block, ...] = (
        Title(f"{table.name}评分表", 18),
        Pairs((pairs, ways, (("检查方法", head["methods"] or "□检查台帐资料　□现场察看　□明查暗访"),))),
        *group_tables(table, unscored(table, ""), lambda item, point: ("", ""), _ROW_MM),
        Pairs(
            (
                (("总得分", f"　　　　分（标准分{table.full:f}分）"),),
                *(((("一票否决", "□没有　□有："),),) if veto else ()),
                (("检查意见", "\n\n"),),
            )
        ),
        Paragraph("不合格的在“扣分”栏填扣的分，在“依据”栏写次数和情形；各项扣完标准分为止。", 0),
        Signature(SIGNERS),
    )
    day = (snapshot.day(record) if record is not None else None) or snapshot.as_of
    key = f"acceptance-sheet:{table.key}"
    return Paper(key, f"{table.name}评分表", blocks, Grid.FORM, snapshot.campaign.unit, day.isoformat())
