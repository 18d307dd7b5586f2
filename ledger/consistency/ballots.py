"""Ballots that do not reconcile: issued, returned, void and entered must fit together in every group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ledger.consistency.problem import Problem, problem
from ledger.fields import Row
from ledger.records import Record
from ledger.snapshot import Snapshot


def reconcile(snapshot: Snapshot) -> Iterator[Problem]:
    """发出 is at least 收回; 收回 is 有效 and 无效 together; every returned ballot is entered once."""
    for review in snapshot.of("review"):
        ballots = [ballot for ballot in snapshot.of("ballot") if ballot["review"] == review.uid]
        entered = Counter(ballot["group"] for ballot in ballots)
        void = Counter(ballot["group"] for ballot in ballots if ballot["mark"] == "无效")
        rows = review["groups"] or ()
        counted = Counter(row["group"] for row in rows)
        for row in rows:
            if counted[row["group"]] == 1:
                for words in _row(row, entered[row["group"]], void[row["group"]]):
                    yield _ballots(snapshot, review, row["group"], words)
        for name, times in counted.items():
            if times > 1:
                yield _ballots(snapshot, review, name, f"票数登记了{times}行")
        for name in entered:
            if name not in counted:
                yield _ballots(snapshot, review, name, f"录入了{entered[name]}张票，却没有登记发出和收回的票数")
        for name in (group.name for node in snapshot.scheme.nodes for group in node.groups):
            if rows and name not in counted and name not in entered:
                yield _ballots(snapshot, review, name, "没有登记票数")


def _row(row: Row, entered: int, void: int) -> Iterator[str]:
    if row["returned"] > row["issued"]:
        yield f"收回{row['returned']}张，多于发出的{row['issued']}张"
    if row["void"] > row["returned"]:
        yield f"无效{row['void']}张，多于收回的{row['returned']}张"
    if entered != row["returned"]:
        yield f"收回{row['returned']}张，实际录入{entered}张（无效票也要录入）"
    elif void != row["void"]:
        yield f"登记无效{row['void']}张，录入的票里有{void}张无效"


def scores(snapshot: Snapshot) -> Iterator[Problem]:
    """A ballot carries either a score or a mark, never both and never neither."""
    by_review: dict[str, list[Record]] = {}
    for ballot in snapshot.of("ballot"):
        if (ballot["score"] is None) == (ballot["mark"] is None):
            by_review.setdefault(ballot["review"], []).append(ballot)
    for uid, ballots in by_review.items():
        yield problem(
            "ballot-score",
            f"{_review_title(snapshot, uid)}有{len(ballots)}张票同时填了得分和不计分的原因，或两样都没有填。",
            "对照原票改正：有分的只填得分，没有分的只填不了解、弃权或无效。",
            *ballots,
        )


def identities(snapshot: Snapshot) -> Iterator[Problem]:
    """The identity on a ballot is one of its group's."""
    members = {group.name: group.members for node in snapshot.scheme.nodes for group in node.groups}
    wrong: dict[tuple[str, str, str], list[Record]] = {}
    for ballot in snapshot.of("ballot"):
        group, identity = ballot["group"], ballot["identity"]
        if identity and identity not in members.get(group, (identity,)):
            wrong.setdefault((ballot["review"], group, identity), []).append(ballot)
    for (uid, group, identity), ballots in wrong.items():
        yield problem(
            "ballot-identity",
            f"{_review_title(snapshot, uid)}{group}组有{len(ballots)}张票的身份类别是{identity}，这个组没有这一类。",
            "对照原票改正组别或身份类别。",
            *ballots,
        )


def _review_title(snapshot: Snapshot, uid: str) -> str:
    review = snapshot.get(uid)
    return f"{snapshot.named(review)}" if review else "已删除的评议"


def _ballots(snapshot: Snapshot, review: Record, group: str, words: str) -> Problem:
    return problem(
        "ballots",
        f"{snapshot.named(review)}{group}组的票数对不上：{words}。",
        "对照评议票发放回收登记和原票，改正票数或补录评议票。",
        review,
    )
