"""A result as one JSON object."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ledger.scoring.numbers import plain, terminates
from ledger.scoring.result import GroupResult, NodeResult, Result


def result_to_json(result: Result) -> dict[str, Any]:
    """The object that `score --json` prints.

    `nodes` holds the nodes and, under their own keys, the groups of reviews. `exact` is complete, or has 28
    significant digits and a `fraction` beside it when the decimal does not end. A node that could not be computed has
    `exact` null and a `why`. Items are named by number, with their table before it when two tables share a number.
    """
    nodes: dict[str, Any] = {}
    for node in result.nodes:
        nodes[node.key] = _node(node)
        nodes.update({group.key: _group(group) for group in node.groups})
    return {
        "scheme": result.scheme_id,
        "vetoed": result.vetoed,
        "nodes": nodes,
        "items": _items(result),
        "rules": {rule.key: rule.value if rule.choices else int(rule.value) for rule in result.rules},
        "explain": list(result.explain),
    }


def _node(node: NodeResult) -> dict[str, Any]:
    found: dict[str, Any] = {**_exact(node.exact), "shown": node.shown, "passed": node.passed}
    if node.vetoed:
        found["vetoed"] = True
    if node.error is not None:
        found["why"] = node.why
    return found


def _exact(value: Fraction | None) -> dict[str, Any]:
    if value is None:
        return {"exact": None}
    ends = {} if terminates(value) else {"fraction": f"{value.numerator}/{value.denominator}"}
    return {"exact": plain(value), **ends}


def _group(group: GroupResult) -> dict[str, Any]:
    """A group's mean with its counts; the share of satisfied ballots stands beside its two numbers."""
    ballots: dict[str, Any] = {
        "issued": group.issued,
        "returned": group.returned,
        "void": group.void,
        "valid": group.valid,
        "scored": group.scored,
        "unknown": group.unknown,
        "abstain": group.abstained,
        "bands": dict(group.bands),
    }
    if group.rate:
        ballots["satisfied"] = {"ballots": group.satisfied, "of_valid": group.valid, "rate": group.rate}
    return {**_exact(group.mean), "shown": group.shown, "passed": None, "ballots": ballots}


def _items(result: Result) -> dict[str, Any]:
    items = [item for node in result.nodes for item in node.items]
    numbers = [item.no for item in items]
    found: dict[str, Any] = {}
    for item in items:
        name = item.no if numbers.count(item.no) == 1 else f"{item.table}:{item.no}"
        found[name] = {
            "full": None if item.full is None else plain(item.full),
            "score": None if item.score is None else plain(item.score),
        }
        if item.vetoed:
            found[name]["vetoed"] = True
    return found
