"""Exact scores that explain themselves: a case under a scheme gives a result."""

from __future__ import annotations

from ledger.scoring.case import Ballot, Case, CheckValue, GroupBallots
from ledger.scoring.case_json import case_from_json, read_case
from ledger.scoring.result import GroupResult, ItemResult, NodeResult, Result
from ledger.scoring.result_json import result_to_json
from ledger.scoring.score import attempt, score

__all__ = [
    "Ballot",
    "Case",
    "CheckValue",
    "GroupBallots",
    "GroupResult",
    "ItemResult",
    "NodeResult",
    "Result",
    "attempt",
    "case_from_json",
    "read_case",
    "result_to_json",
    "score",
]
