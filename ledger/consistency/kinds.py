"""Contradictions inside one record, by the rules of its kind."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.consistency.problem import Problem, problem
from ledger.snapshot import Snapshot

_NAMED = 30
"""Characters with which a record is named."""


def own_rules(snapshot: Snapshot) -> Iterator[Problem]:
    """A record whose values cannot be true together, such as more people present than expected."""
    for record in snapshot.records:
        kind = record.declared
        for clause in kind.doubts(record.values) if kind.doubts else ():
            yield problem(
                f"{kind.slug}-values",
                f"{kind.title}{snapshot.named(record, _NAMED)}：{clause}。",
                "对照原始材料核对，把填错的一项改正；原始材料本身如此的，在备注里写明。",
                record,
            )
