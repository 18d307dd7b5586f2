"""What a paper that is missing or not in order can cost of the campaign's result, and how that is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ledger.fields.numbers import plain
from ledger.schemes.model import Required, Scheme

_CENT = Decimal("0.01")
_OWN_RESULT = ("review", "survey")
"""Nodes whose score comes out of an event: a paper tells of it, but a fault of the paper does not change the score."""


@dataclass(frozen=True)
class Risk:
    """At most `points` of the result, lost under `node`; None when no part of the formula can be named."""

    node: str
    points: Decimal | None
    words: str


def risk_of(scheme: Scheme, required: Required | None, *, missing: bool) -> Risk:
    """The most that a required paper can cost when it is missing, or when it is there but not in order.

    A review or survey is lost only as a whole, when it never took place; its paper being unsigned, incomplete or late
    is a matter for the node under which papers are inspected.
    """
    if required is None:
        return Risk("", None, "方案没有要求这份材料，不直接扣分")
    if not scheme.scored:
        return Risk("", None, "方案不计分，只查缺项")
    key = required.node
    moved = not missing and bool(key) and scheme.node(key).kind in _OWN_RESULT
    if moved:
        key = scheme.inspection
    if not key:
        return Risk("", None, "方案没有写明影响哪一项得分，不直接扣分")
    node, worth = scheme.node(key), share_of(scheme, key)
    if not worth:
        return Risk(key, None, f"属{node.name}，该项不计入总分")
    if required.points is not None and not moved:
        lost = required.points * worth / node.full
        return Risk(key, lost, f"方案规定扣{node.name}{plain(required.points)}分，折合总分{_shown(lost)}分")
    most = _shown(worth)
    return Risk(key, worth, f"方案没有写单项扣分；属{node.name}，该项占总分{most}分，最多影响{most}分")


def share_of(scheme: Scheme, key: str) -> Decimal:
    """How many points of the result the node called `key` is worth; 0 when the result does not depend on it."""

    def share(node_key: str, worth: Decimal) -> Decimal:
        if node_key == key:
            return worth
        return max((share(part.key, worth * part.weight / 100) for part in scheme.node(node_key).parts), default=_NONE)

    if not scheme.scored:
        return _NONE
    return share(scheme.root, scheme.node(scheme.root).full)


def at_risk(scheme: Scheme, losses: Mapping[str, Decimal]) -> Decimal:
    """The most that `losses` (points of the result by node) take together: no node loses more than it is worth."""

    def lost(node_key: str, worth: Decimal) -> Decimal:
        parts = scheme.node(node_key).parts
        below = sum((lost(part.key, worth * part.weight / 100) for part in parts), _NONE)
        return min(worth, losses.get(node_key, _NONE) + below)

    if not scheme.scored:
        return _NONE
    return lost(scheme.root, scheme.node(scheme.root).full)


_NONE = Decimal(0)


def _shown(points: Decimal) -> str:
    return plain(points.quantize(_CENT, ROUND_HALF_UP))
