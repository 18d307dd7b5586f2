"""Acceptances that their check table cannot be scored from."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.acceptances import fault_of, table_of
from ledger.consistency.problem import Problem, problem
from ledger.snapshot import Snapshot


def unreadable(snapshot: Snapshot) -> Iterator[Problem]:
    """A registered point that the table does not have, or a count that is none; and a table that there is not."""
    for record in snapshot.of("acceptance"):
        table = table_of(snapshot.scheme, record)
        if table is None:
            known = "、".join(each.name for each in snapshot.scheme.tables) or "没有检查表"
            yield problem(
                "acceptance-table",
                f"{snapshot.named(record)}的检查表“{record['table'] or ''}”不在活动方案里，不能计分。",
                f"从活动方案的检查表里选（{known}）；方案没有检查表的，把验收表作为归档文件登记。",
                record,
            )
        elif (fault := fault_of(record, table)) is not None:
            yield problem("acceptance-values", str(fault), "对照检查记录改正这一行；改正以前这次验收不计分。", record)
