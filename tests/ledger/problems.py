"""What every test of contradictions asks of a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ledger.consistency import CHECKS, Problem
from ledger.snapshot import Snapshot

Check = Callable[[Snapshot], Iterable[Problem]]


def found(check: Check, snapshot: Snapshot) -> tuple[Problem, ...]:
    """The problems of a check that is in force, each whole: what is wrong, where, and what to do next."""
    assert check in CHECKS
    problems = tuple(check(snapshot))
    for each in problems:
        assert each.sentence.endswith("。") and each.next_step.endswith("。") and each.records and each.code
        assert all(snapshot.get(uid) for uid in each.records)
    return problems


def one(check: Check, snapshot: Snapshot) -> Problem:
    """The only problem of a check."""
    (problem,) = found(check, snapshot)
    return problem
