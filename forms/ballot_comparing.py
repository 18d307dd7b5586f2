"""Two entries of one pile of ballots compared, and the action that puts the ledger right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from forms.actions import Action, Add, Delete, Edit, Together
from forms.ballot_entry import Cast, cast_of, data_of
from ledger.records import Record

Keys = Sequence[tuple[str, str]]
Pairs = list[tuple[int | None, int | None]]


@dataclass(frozen=True)
class Difference:
    """A ballot that the two entries read otherwise; None where one of them does not have it.

    `number` is its place in the pile from 1, 0 where the order is not known. `at` is its place in the second entry,
    or where it would stand there. `ballot` is the ledger's, whose words are `first`.
    """

    number: int
    ballot: Record | None
    second: Cast | None
    at: int

    @property
    def first(self) -> Cast | None:
        """What was read the first time."""
        return None if self.ballot is None else cast_of(self.ballot)


@dataclass(frozen=True)
class Decided:
    """A difference, and what is right: None when there is no such ballot."""

    difference: Difference
    right: Cast | None


def by_order(ballots: Sequence[Record], second: Sequence[Cast], *, partly: bool = False) -> tuple[Difference, ...]:
    """The n-th with the n-th; one left out or entered twice shifts the rest, which is seen as that one difference.

    `partly` when the second entry is not at its end: then what follows in the first is no difference.
    """
    first = [cast_of(each).counted for each in ballots]
    keys = [each.counted for each in second]
    found, at = [], 0
    for left, right in aligned(first, keys, partly=partly):
        if left is None or right is None or first[left] != keys[right]:
            number = (right if right is not None else left or 0) + 1
            ballot = None if left is None else ballots[left]
            found.append(Difference(number, ballot, None if right is None else second[right], at))
        at += right is not None
    return tuple(found)


def by_count(ballots: Sequence[Record], second: Sequence[Cast]) -> tuple[Difference, ...]:
    """How often each score and mark was read: what one entry has more of is set against what the other has more of.

    Of ballots that read alike it is all one which of them is corrected; one without a comment is.
    """
    # Those with a comment first, so that they are taken for the ones that agree.
    records = sorted(ballots, key=lambda each: not each["comment"])
    agreed = Counter(cast_of(each).counted for each in records) & Counter(each.counted for each in second)
    left = _beyond([cast_of(each).counted for each in records], agreed.copy())
    right = _beyond([each.counted for each in second], agreed.copy())
    left.sort(key=lambda at: _rank(cast_of(records[at])))
    right.sort(key=lambda at: _rank(second[at]))
    return tuple(
        Difference(
            0,
            None if one is None else records[one],
            None if other is None else second[other],
            len(second) if other is None else other,
        )
        for one, other in zip_longest(left, right)
    )


def correction(decided: Sequence[Decided], review: str, group: str) -> Action | None:
    """The one action that brings the ledger to what is right; None when it is right already."""
    actions: list[Action] = []
    for each in decided:
        ballot, first, right = each.difference.ballot, each.difference.first, each.right
        if ballot is None and right is not None:
            actions.append(Add("ballot", ({"review": review, "group": group, **data_of(right)},)))
        elif ballot is not None and right is None:
            actions.append(Delete((ballot.uid,)))
        elif ballot is not None and first is not None and right is not None and right.counted != first.counted:
            actions.append(Edit(((ballot.uid, data_of(right), ballot.revision),)))
    return Together(f"核对“{group}”的评议票，改正{len(actions)}张", tuple(actions)) if actions else None


def amended(second: Sequence[Cast], decided: Sequence[Decided]) -> tuple[Cast, ...]:
    """The second entry with what is right in the places of the differences."""
    casts = list(second)
    for each in sorted(decided, key=lambda each: each.difference.at, reverse=True):
        at, absent = each.difference.at, each.difference.second is None
        casts[at : at if absent else at + 1] = [] if each.right is None else [each.right]
    return tuple(casts)


def aligned(first: Keys, second: Keys, *, partly: bool = False) -> Pairs:
    """The places of two rows set side by side with the fewest differences; two that differ rather than two gaps."""
    same = next((at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), None)
    head = min(len(first), len(second)) if same is None else same
    a, b = first[head:], second[head:]
    costs = _costs(a, b)
    x, y = len(a), len(b)
    if partly:
        x = min(range(len(a) + 1), key=lambda at: (costs[at][y], abs(at - y)))
    pairs: Pairs = []
    while x or y:
        here = costs[x][y]
        if x and y and here == costs[x - 1][y - 1] + (a[x - 1] != b[y - 1]):
            x, y = x - 1, y - 1
            pairs.append((head + x, head + y))
        elif x and here == costs[x - 1][y] + 1:
            x -= 1
            pairs.append((head + x, None))
        else:
            y -= 1
            pairs.append((None, head + y))
    return [(at, at) for at in range(head)] + pairs[::-1]


def _costs(a: Keys, b: Keys) -> list[list[int]]:
    """How many differences there are at least between the first x of `a` and the first y of `b`, by x and y."""
    rows = [list(range(len(b) + 1))]
    for x, key in enumerate(a, 1):
        above, row = rows[-1], [x]
        for y, other in enumerate(b, 1):
            row.append(min(above[y - 1] + (key != other), above[y] + 1, row[y - 1] + 1))
        rows.append(row)
    return rows


def _beyond(keys: Keys, agreed: Counter[tuple[str, str]]) -> list[int]:
    """The places of those that are more than agreed."""
    found = []
    for at, key in enumerate(keys):
        if agreed[key]:
            agreed[key] -= 1
        else:
            found.append(at)
    return found


def _rank(cast: Cast) -> tuple[Decimal, str, str]:
    return (Decimal(-1) if cast.score is None else cast.score, cast.mark, cast.identity)
