"""The ranking over one's own ledger and those of branches: who has which result, and who none and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from ledger.completeness import find_gaps, points_at_risk
from ledger.errors import InputError
from ledger.merging.branches import branch_snapshot, branches
from ledger.merging.comparison import in_quotes
from ledger.records import Campaign
from ledger.results import result_of
from ledger.schemes.model import Scheme
from ledger.session import Session
from ledger.snapshot import Snapshot


@dataclass(frozen=True)
class Place:
    """A unit in the ranking: its total unrounded and as it is shown, out of the scheme's full mark.

    `rank` is None when it has no total that can be compared, and `why` says why. `passed` is None without a threshold.
    `gaps` counts what is missing, `at_risk` is the most points that can cost; None when that cannot be told.
    """

    rank: int | None
    campaign: Campaign
    own: bool
    total: Fraction | None
    shown: str
    passed: bool | None
    gaps: int | None
    at_risk: Decimal | None
    why: str = ""


@dataclass(frozen=True)
class Ranking:
    """The ranking under one scheme, as of a day: those with a rank in its order, then the others as they came."""

    scheme: str
    full: Decimal | None
    as_of: dt.date
    places: tuple[Place, ...]


def ranking(session: Session, own: Snapshot, today: dt.date) -> Ranking:
    """The ranking of the library of `session`, whose own ledger is `own`, with its branches. Gaps are those of today.

    Totals are compared unrounded; equal ones share a rank and the next is left out (1, 1, 3). Only those are compared
    that are counted by the same scheme. Raises DamagedLibrary.
    """
    found = tuple(_found(session, own))
    standard = _standard(own, found)
    places = [
        _unread(each, why) if isinstance(each, Campaign) else _place(each, standard, today, own=each is own)
        for each, why in found
    ]
    full = standard.node(standard.root).full if standard.scored else None
    return Ranking(standard.name, full, today, tuple(_ranked(places)))


def _found(session: Session, own: Snapshot) -> Iterator[tuple[Snapshot | Campaign, str]]:
    """The ledgers; of a branch that cannot be read only its campaign, and why."""
    yield own, ""
    for campaign in branches(session):
        try:
            yield branch_snapshot(session, campaign.uid), ""
        except InputError as error:  # its scheme is of a later program, or was spoilt
            yield campaign, str(error)


def _standard(own: Snapshot, found: Iterable[tuple[Snapshot | Campaign, str]]) -> Scheme:
    """The scheme by which all are compared: one's own, or the first that counts points where that counts none."""
    schemes = (each.scheme for each, _ in found if isinstance(each, Snapshot))
    return own.scheme if own.scheme.scored else next((each for each in schemes if each.scored), own.scheme)


def _unread(campaign: Campaign, why: str) -> Place:
    return Place(None, campaign, False, None, "", None, None, None, why)


def _place(snapshot: Snapshot, standard: Scheme, today: dt.date, *, own: bool) -> Place:
    scheme = snapshot.scheme
    gaps = find_gaps(snapshot, today)
    place = Place(None, snapshot.campaign, own, None, "", None, len(gaps), points_at_risk(gaps, scheme))
    if not scheme.scored:
        return replace(place, why="活动方案不计分。")
    if (scheme.id, scheme.root, scheme.node(scheme.root).full) != _measure(standard):
        return replace(place, why=f"活动方案是{in_quotes(scheme.name)}，与其他单位的不同，不能比较。")
    root = result_of(snapshot).node(scheme.root)
    if root.exact is None:
        return replace(place, why=root.why)
    return replace(place, total=root.exact, shown=root.shown, passed=root.passed)


def _measure(scheme: Scheme) -> tuple[str, str, Decimal]:
    """What two results must have in common to be compared."""
    return scheme.id, scheme.root, scheme.node(scheme.root).full


def _ranked(places: Iterable[Place]) -> Iterator[Place]:
    listed = list(places)
    totals = [place.total for place in listed if place.total is not None]
    scored = sorted((place for place in listed if place.total is not None), key=lambda place: -(place.total or 0))
    for place in scored:
        yield replace(place, rank=1 + sum(1 for total in totals if place.total is not None and total > place.total))
    yield from (place for place in listed if place.total is None)
