"""Contradictions between the records of a ledger: each check is a function from a snapshot to problems."""

from __future__ import annotations

from ledger.consistency import (
    acceptances,
    ballots,
    cases,
    dates,
    kinds,
    meetings,
    nominations,
    numbers,
    people,
    serials,
    stars,
    years,
)
from ledger.consistency.problem import Problem
from ledger.snapshot import Snapshot

CHECKS = (
    meetings.attendance,
    meetings.notices,
    meetings.decisions,
    meetings.hours,
    meetings.photos,
    dates.outside_campaign,
    dates.order,
    dates.closed_without_proof,
    dates.ballots_before_mobilisation,
    dates.after_last_change,
    ballots.reconcile,
    ballots.scores,
    ballots.identities,
    people.not_on_roster,
    people.leader,
    numbers.duplicates,
    numbers.archive_pattern,
    numbers.item_numbers,
    numbers.broken_links,
    serials.serial_numbers,
    kinds.own_rules,
    kinds.unreadable_registers,
    kinds.spoilt_values,
    nominations.one_each_quarter,
    acceptances.unreadable,
    cases.longer_than_promised,
    cases.delays,
    cases.told_more_than_once,
    stars.one_a_month,
    years.unknown_years,
)


def find_problems(snapshot: Snapshot) -> tuple[Problem, ...]:
    """Every contradiction, check by check, in the order of the records."""
    return tuple(problem for check in CHECKS for problem in check(snapshot))


__all__ = ["CHECKS", "Problem", "find_problems"]
