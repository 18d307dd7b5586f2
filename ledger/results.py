"""The score of a ledger: its assessments and ballots gathered into a case and computed as far as they go."""

from __future__ import annotations

from decimal import Decimal

from ledger.records import Record
from ledger.scoring.score import attempt
from ledger.scoring.case import Ballot, Case, GroupBallots
from ledger.scoring.result import Result
from ledger.snapshot import Snapshot


def result_of(snapshot: Snapshot) -> Result:
    """The result as far as the records go: a part that cannot be computed says why."""
    return attempt(snapshot.scheme, case_of(snapshot))


def case_of(snapshot: Snapshot) -> Case:
    """The scores of the daily assessments in order of time, and the ballots of the last review."""
    values: dict[str, tuple[Decimal, ...]] = {}
    ballots: dict[str, GroupBallots] = {}
    review = last_review(snapshot)
    for node in snapshot.scheme.nodes:
        if node.kind == "value":
            values[node.key] = _scores(snapshot)
        elif node.kind == "review" and review is not None:
            for group in node.groups:
                ballots[group.key] = _group(snapshot, review, group.name)
    return Case(values={key: scores for key, scores in values.items() if scores}, ballots=ballots)


def last_review(snapshot: Snapshot) -> Record | None:
    """The last round of the democratic review, the one that counts; None when there was none."""
    reviews = snapshot.of("review")
    return reviews[-1] if reviews else None


def _scores(snapshot: Snapshot) -> tuple[Decimal, ...]:
    return tuple(record["score"] for record in snapshot.of("daily_assessment") if record["score"] is not None)


def _group(snapshot: Snapshot, review: Record, name: str) -> GroupBallots:
    """The ballots entered for a group; blank ones of neither score nor mark are a problem and not counted here."""
    row = next((row for row in review["groups"] or () if row["group"] == name), None)
    cast = [each for each in snapshot.of("ballot") if each["review"] == review.uid and each["group"] == name]
    counted = [each for each in cast if each["mark"] != "无效" and (each["score"] is not None or each["mark"])]
    ballots = tuple(
        Ballot(None if each["mark"] else each["score"], each["identity"] or "", each["mark"] == "弃权")
        for each in counted
    )
    void = sum(1 for each in cast if each["mark"] == "无效")
    if row is None:
        return GroupBallots(ballots, void=void)
    return GroupBallots(ballots, issued=row["issued"], returned=row["returned"], void=row["void"])
