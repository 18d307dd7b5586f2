"""Service stars: one is chosen each month (A06)."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.consistency.problem import Problem
from ledger.kinds.service_star import WON
from ledger.records import Record
from ledger.snapshot import Snapshot


def one_a_month(snapshot: Snapshot) -> Iterator[Problem]:
    """Of a month's candidates one is chosen: more are a problem; none yet is not, the month may not be over."""
    chosen: dict[str, list[Record]] = {}
    for record in snapshot.of("service_star"):
        if record["won"] == WON and record["month"]:
            chosen.setdefault(str(record["month"]), []).append(record)
    for month, records in chosen.items():
        if len(records) > 1:
            names = "、".join(record["person"].name for record in records)
            yield Problem(
                "stars-of-a-month",
                f"{month}当选服务之星的有{len(records)}名（{names}）。",
                "每月只评一名，请核对评议结果，把其余的改为“候选”。",
                tuple(record.uid for record in records),
            )
