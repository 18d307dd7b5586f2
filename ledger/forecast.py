"""What the campaign's result is so far, and what it can still become."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ledger.schemes.model import Scheme

if TYPE_CHECKING:
    from ledger.scoring.result import Result


@dataclass(frozen=True)
class Share:
    """A part of the formula that is scored by itself: how many points of the result it is worth, and has earned.

    `earned` is None while it has no score; `why` says why.
    """

    key: str
    name: str
    worth: Fraction
    earned: Fraction | None
    why: str


@dataclass(frozen=True)
class Forecast:
    """The points of the result: `now` from what has a score, `possible` when the rest gets full marks."""

    now: Fraction
    possible: Fraction
    full: Fraction
    shares: tuple[Share, ...]
    threshold: Fraction | None


def forecast(scheme: Scheme, result: Result) -> Forecast | None:
    """The points so far, None when the scheme gives none.

    A part is a weighted share of the result; what only weighs nothing is left out.
    """
    if not scheme.scored:
        return None
    root = scheme.node(scheme.root)
    full = Fraction(root.full)
    shares = tuple(_shares(scheme, result, scheme.root, full))
    now = sum((share.earned for share in shares if share.earned is not None), Fraction(0))
    open_ = sum((share.worth for share in shares if share.earned is None), Fraction(0))
    threshold = None if root.threshold is None else Fraction(root.threshold)
    return Forecast(now, now + open_, full, shares, threshold)


def _shares(scheme: Scheme, result: Result, key: str, worth: Fraction) -> Iterator[Share]:
    node = scheme.node(key)
    if node.parts:
        for part in node.parts:
            yield from _shares(scheme, result, part.key, worth * Fraction(part.weight) / 100)
        return
    scored = result.node(key)
    earned = None if scored.exact is None else scored.exact * worth / Fraction(node.full)
    yield Share(key, node.name, worth, earned, scored.why)
