"""The score of a ledger: its assessments and ballots gathered into a case and computed as far as they go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal

from ledger.acceptances import checks_of
from ledger.records import Record
from ledger.schemes.model import Node, Scheme
from ledger.scoring.case import Ballot, Case, GroupBallots
from ledger.scoring.result import Result
from ledger.scoring.score import attempt
from ledger.snapshot import Snapshot


def result_of(snapshot: Snapshot) -> Result:
    """The result as far as the records go: a part that cannot be computed says why."""
    return attempt(snapshot.scheme, case_of(snapshot))


def case_of(snapshot: Snapshot) -> Case:
    """The scores of the daily assessments and surveys in order of time, the last acceptance, and the last review."""
    scores = _scores(snapshot)
    values = {key: scores for key in _assessed(snapshot.scheme) if scores}
    recorded = {node.key: found for node in snapshot.scheme.nodes if (found := _recorded(snapshot, node))}
    surveys = {node.key for node in snapshot.scheme.nodes if node.kind == "survey"}
    ballots: dict[str, GroupBallots] = {}
    review = last_review(snapshot)
    if review is not None:
        groups = (group for node in snapshot.scheme.nodes for group in node.groups)
        ballots = {group.key: _group(snapshot, review, group.name) for group in groups}
    values |= {key: found for key, found in recorded.items() if key not in surveys}
    return Case(
        values=values,
        ballots=ballots,
        checks=checks_of(snapshot),
        surveys={key: found for key, found in recorded.items() if key in surveys},
    )


def _recorded(snapshot: Snapshot, node: Node) -> tuple[Decimal, ...]:
    """What the records hold of a node that names where its results are kept, in order of time."""
    kind, _, name = node.source.partition(".")
    records = sorted(snapshot.of(kind), key=lambda record: snapshot.day(record) or dt.date.min)
    return tuple(record[name] for record in records if isinstance(record[name], Decimal))


def last_review(snapshot: Snapshot) -> Record | None:
    """The last round of the democratic review, the one that counts; None when there was none.

    An undated round counts only when there is no dated one; of two on one day the later entered.
    """
    reviews = sorted(snapshot.of("review"), key=_day)
    return reviews[-1] if reviews else None


def _day(record: Record) -> dt.date:
    day = record["date"]
    return day if isinstance(day, dt.date) else dt.date.min


def _assessed(scheme: Scheme) -> Collection[str]:
    """The nodes that daily assessments are the value of: those whose required paper they are, else the only value."""
    values = [node.key for node in scheme.nodes if node.kind == "value"]
    named = {required.node for required in scheme.required if required.kind == "daily_assessment"}
    return [key for key in values if key in named] or (values if len(values) == 1 else ())


def _scores(snapshot: Snapshot) -> tuple[Decimal, ...]:
    """In order of time, undated ones first: the last one is known to be the last."""
    assessments = sorted(snapshot.of("daily_assessment"), key=_day)
    return tuple(record["score"] for record in assessments if record["score"] is not None)


def _group(snapshot: Snapshot, review: Record, name: str) -> GroupBallots:
    """The ballots entered for a group; blank ones of neither score nor mark are a problem and not counted here."""
    row = next((row for row in review["groups"] or () if row["group"] == name), None)
    cast = [each for each in snapshot.of("ballot") if each["review"] == review.uid and each["group"] == name]
    counted = [each for each in cast if each["mark"] != "无效" and (each["score"] is not None or each["mark"])]
    ballots = tuple(
        Ballot(None if each["mark"] else each["score"], each["identity"] or "", each["mark"] == "弃权")
        for each in counted
    )
    if row is None:
        return GroupBallots(ballots, void=len([each for each in cast if each["mark"] == "无效"]))
    return GroupBallots(ballots, issued=row["issued"], returned=row["returned"], void=row["void"])
