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
        for row in rows:
            for words in _row(row, entered[row["group"]], void[row["group"]]):
                yield _ballots(snapshot, review, row["group"], words)
        counted = Counter(row["group"] for row in rows)
        for name, times in counted.items():
            if times > 1:
                yield _ballots(snapshot, review, name, f"票数登记了{times}行")
        for name in entered:
            if name not in counted:
                yield _ballots(snapshot, review, name, f"录入了{entered[name]}张票，却没有登记发出和收回的票数")
        for name in (group.name for node in snapshot.scheme.nodes for group in node.groups):
            if name not in counted:
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
        review = snapshot.get(uid)
        title = f"“{snapshot.title(review)}”" if review else "已删除的评议"
        yield problem(
            "ballot-score",
            f"{title}有{len(ballots)}张票同时填了得分和不计分的原因，或两样都没有填。",
            "对照原票改正：有分的只填得分，没有分的只填不了解、弃权或无效。",
            *ballots,
        )


def _ballots(snapshot: Snapshot, review: Record, group: str, words: str) -> Problem:
    return problem(
        "ballots",
        f"“{snapshot.title(review)}”{group}组的票数对不上：{words}。",
        "对照评议票发放回收登记和原票，改正票数或补录评议票。",
        review,
    )
