"""Forms with tables: the leading group, a check round, a daily assessment, a filed paper."""

from __future__ import annotations

from collections import Counter

from exports.page import Align, Block, Column, Grid, Pairs, Paragraph, Signature, Space, Table, Title
from exports.papers.columns import columns_of, grid
from exports.papers.parts import form
from ledger.fields import Rows
from ledger.kinds import kind_of
from ledger.records import Record
from ledger.snapshot import Snapshot


def leading_group(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The roster of the leading group with everyone's duty."""
    return (
        Title(snapshot.title(record), 18),
        _picked(record, "doc_no", "established"),
        grid(_rows(record, "members"), record),
        *([Pairs(((("工作职责", record["duties"]),),))] if record["duties"] else []),
        Signature(("签发人", "经办人")),
    )


def check_round(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """What was checked against the standards, point by point, with counts of the results and what was put right."""
    counts = Counter(row["result"] for row in record["rows"] or ())
    order = ("符合", "基本符合", "不符合", "未检查")
    words = "，".join(f"{name}{counts[name]}条" for name in order if counts[name])
    total = f"共检查{sum(counts.values())}条：{words}。" if counts else "没有登记检查情况。"
    return (
        Title(snapshot.title(record), 18),
        _picked(record, "date", "method", "checkers", *(["score"] if record["score"] is not None else [])),
        grid(_rows(record, "rows"), record),
        *_rectified(snapshot, record),
        Pairs(((("检查结果", total),), (("小结", record["summary"] or ""),))),
        Signature(("检查人", "负责人")),
    )


def _rectified(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The findings entered from a round: measure, person and deadline, which R20 wants on the sheet."""
    found = [each for each in snapshot.of("finding") if each["round"] == record.uid]
    if not found:
        return ()
    kind = kind_of("finding")
    fields = [kind.field(name) for name in ("number", "problem", "measure", "owner", "deadline")]
    rows = tuple(tuple(field.show(each[field.name]) for field in fields) for each in found)
    return (Table(columns_of(fields, Grid.FORM), rows, caption="列入整改台帐的问题"),)


def daily_assessment(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The score of a daily assessment and what was deducted."""
    field = _rows(record, "deductions")
    return (
        Title(snapshot.title(record), 18),
        _picked(record, "title", "date", "assessor", "methods", "score"),
        *([grid(field, record)] if record["deductions"] else [Paragraph("没有登记扣分情况。", indent=0)]),
        Pairs(((("考核意见", record["comment"] or ""),),)),
        Signature(("考核人", "被考核单位负责人")),
    )


def filed_paper(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The entry of a filed paper, bound in front of its scan."""
    kind = record.declared
    names = ("sort", "doc_no", "author", "date", "secrecy", "copy", "note")
    columns = (
        Column("序号", 5, Align.CENTER),
        Column("文件名", 44),
        Column("用途", 8, Align.CENTER),
        Column("页数", 6, Align.CENTER),
    )
    roles = {"signed": "扫描件", "photo": "照片", "annex": "附件"}
    rows = tuple(
        (str(number), each.name, roles.get(each.role, each.role), str(each.pages))
        for number, each in enumerate(record.attachments, 1)
    )
    return (
        Title(record["title"], 18),
        Paragraph(kind.paper, indent=0, align=Align.CENTER),
        Space(0.3),
        Pairs(((("题名", record["title"]),), *form([kind.field(name) for name in names], record).rows)),
        *([Table(columns, rows, caption="扫描件")] if rows else [Paragraph("没有添加扫描件。", indent=0)]),
    )


def _picked(record: Record, *names: str) -> Pairs:
    kind = record.declared
    return form([kind.field(name) for name in names], record)


def _rows(record: Record, name: str) -> Rows:
    field = record.declared.field(name)
    assert isinstance(field, Rows)
    return field
