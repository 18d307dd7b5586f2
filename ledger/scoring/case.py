"""What a score is computed from: values, ballots, check counts and surveys, each exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

CheckValue = int | bool | Decimal
"""A count of failings, true/false for `zero` and `veto`, or the measured percentage for `pp`."""


@dataclass(frozen=True)
class Ballot:
    """One valid ballot: its score, or None for “不了解” and, when `abstained`, for 弃权."""

    score: Decimal | None
    identity: str = ""
    abstained: bool = False


@dataclass(frozen=True)
class GroupBallots:
    """The ballots of a group. `issued` and `returned` are None where nobody wrote them down.

    Issued ≥ returned = void + ballots; void ones are counted only.
    """

    ballots: tuple[Ballot, ...] = ()
    issued: int | None = None
    returned: int | None = None
    void: int = 0


@dataclass(frozen=True)
class Case:
    """Everything entered for one result.

    `values` and `surveys` map nodes to their results in order of time (several when it was done more than once);
    `ballots` maps groups; `checks` maps check tables to item numbers to one value per check point; `rules` are
    readings that replace those of the scheme.
    """

    values: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    ballots: Mapping[str, GroupBallots] = field(default_factory=dict)
    checks: Mapping[str, Mapping[str, tuple[CheckValue, ...]]] = field(default_factory=dict)
    surveys: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
