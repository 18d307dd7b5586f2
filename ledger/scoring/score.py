"""A case scored under a scheme: the formula worked out node by node, exactly, rounded once at the end."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ledger.errors import InputError
from ledger.schemes.model import Node, Scheme
from ledger.schemes.rules import rules_that_matter, with_rules
from ledger.schemes.verify import verify_formula
from ledger.scoring.case import Case
from ledger.scoring.errors import UnknownNode
from ledger.scoring.nodes import compute, unscored
from ledger.scoring.result import NodeResult, Result


def score(scheme: Scheme, case: Case) -> Result:
    """The result of a complete case. Raises the first InputError that keeps a result from being computed.

    A scheme may have several results side by side (a result is a node that is no part of another); those for which
    the case holds nothing at all are left without a score, as long as another one is computed.
    """
    result = attempt(scheme, case)
    parts = {part.key for node in scheme.nodes for part in node.parts}
    tops = [result.node(node.key) for node in scheme.nodes if node.key not in parts]
    done = any(top.error is None for top in tops)
    for top in tops:
        if top.error is not None and (_given(scheme, top.key, case) or not done):
            raise top.error
    return result


def attempt(scheme: Scheme, case: Case) -> Result:
    """The result as far as it can be computed; a node that cannot be says why.

    Raises UnknownRule, BadRuleValue and UnknownNode for a case that does not belong to the scheme, and SchemeError
    (WeightsNotHundred and the like) for a formula that is broken.
    """
    ruled = with_rules(scheme, case.rules)
    verify_formula(ruled, ruled.id)
    _verify_keys(ruled, case)
    done: dict[str, NodeResult] = {}
    for node in ruled.nodes:
        _resolve(ruled, case, node, done)
    return Result(ruled.id, ruled.root, tuple(done[node.key] for node in ruled.nodes), rules_that_matter(ruled))


def _verify_keys(scheme: Scheme, case: Case) -> None:
    """Raise UnknownNode for the first key of the case that the scheme does not have."""
    wanted: tuple[tuple[str, Iterable[str], Collection[str]], ...] = (
        ("分值", case.values, [node.key for node in scheme.nodes if node.kind == "value"]),
        ("测评", case.surveys, [node.key for node in scheme.nodes if node.kind == "survey"]),
        ("组别", case.ballots, [group.key for node in scheme.nodes for group in node.groups]),
        ("检查表", case.checks, [table.key for table in scheme.tables]),
    )
    for what, given, known in wanted:
        for key in given:
            if key not in known:
                raise UnknownNode(what, key, known)


def _given(scheme: Scheme, key: str, case: Case) -> bool:
    """Whether the case holds anything for the node or for what it is made of."""
    node = scheme.node(key)
    own = key in case.values or key in case.surveys or node.table in case.checks
    groups = any(group.key in case.ballots for group in node.groups)
    return own or groups or any(_given(scheme, part.key, case) for part in node.parts)


def _resolve(scheme: Scheme, case: Case, node: Node, done: dict[str, NodeResult]) -> NodeResult:
    """The result of `node`, after those of its parts, each worked out once."""
    if node.key not in done:
        parts = [_resolve(scheme, case, scheme.node(part.key), done) for part in node.parts]
        try:
            done[node.key] = compute(scheme, case, node, parts)
        except InputError as error:
            children = tuple(part.key for part in node.parts)
            done[node.key] = unscored(node, error, children=children)
    return done[node.key]
