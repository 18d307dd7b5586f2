"""Check sheets of a window: hygiene and things in their places, and the books that a post office keeps."""

from __future__ import annotations

from collections import Counter

from exports.page import Align, Block, Column, Content, Pairs, Paragraph, Signature, Table, Title
from exports.papers.columns import grid
from exports.papers.parts import form
from ledger.fields import Rows
from ledger.kinds import kind_of
from ledger.kinds.business_book import FULL
from ledger.records import Record
from ledger.snapshot import Snapshot

_SERIAL = Column("序号", 3, Align.CENTER, Content.NUMBER)


def tidiness(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """What passed and what did not in an area, desks left empty, the conclusion, and who signs for it."""
    counts = Counter(row["result"] for row in record["rows"] or ())
    told = "，".join(f"{words}{counts[words]}项" for words in ("合格", "不合格", "不适用") if counts[words])
    conclusion = record["conclusion"] or ""
    return (
        Title(snapshot.title(record), 18),
        _picked(record, "area", "date", "elements", "checker"),
        Table(
            (
                _SERIAL,
                Column("项目", 7),
                Column("结果", 4.2, Align.CENTER),
                Column("问题", 9.3),
                Column("整改", 9.3),
                Column("整改人", 4.2, Align.CENTER),
                Column("整改日期", 8.8, Align.CENTER, Content.DATE),
            ),
            _cells(record, "rows"),
            caption="检查情况",
        ),
        *([grid(_rows(record, "absences"), record)] if record["absences"] else []),
        Paragraph("离岗20分钟以上应放置“临时有事，请稍候”桌签，半小时以上应清理桌面。", 0),
        Pairs(
            (
                (("检查结论", f"{conclusion}（{told}）" if conclusion and told else conclusion),),
                (("备注", record["note"] or ""),),
            )
        ),
        Signature(("检查人", "区域负责人")),
    )


def business_book(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """Each book there or not, in order, legible, its last entry, and the points that it costs (A02 6.1)."""
    rows = record["rows"] or ()
    failed, deducted = record["failed"], record["deducted"]
    told = "" if failed is None else f"检查{len(rows)}种，不合格{failed}种"
    cost = "" if deducted is None else f"扣{kind_of(record.kind).field('deducted').show(deducted)}分"
    result = "，".join(words for words in (told, cost) if words)
    return (
        Title(snapshot.title(record), 18),
        _picked(record, "window", "date", "checker"),
        Table(
            (
                _SERIAL,
                Column("簿册", 10),
                Column("有无", 3, Align.CENTER),
                Column("规范", 3, Align.CENTER),
                Column("清晰", 3, Align.CENTER),
                Column("最近登记", 8.6, Align.CENTER, Content.DATE),
                Column("问题", 15),
            ),
            _cells(record, "rows"),
            caption="簿册检查情况",
        ),
        Paragraph(f"每种不合格的扣1分，最多扣{FULL}分。", 0),
        Pairs(((("检查结果", result),), (("备注", record["note"] or ""),))),
        Signature(("检查人", "网点负责人")),
    )


def _cells(record: Record, name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, numbered."""
    cells = _rows(record, name).cells(record[name])
    return tuple((str(number), *row) for number, row in enumerate(cells, 1))


def _picked(record: Record, *names: str) -> Pairs:
    return form([kind_of(record.kind).field(name) for name in names], record)


def _rows(record: Record, name: str) -> Rows:
    field = kind_of(record.kind).field(name)
    assert isinstance(field, Rows)
    return field
