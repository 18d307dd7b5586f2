"""Changes of a campaign's weights and rules: each with a reason, kept as a list and applied to the scheme."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from ledger.schemes.errors import BadWeight, EmptyReason, UnknownChange
from ledger.schemes.model import Group, Node, Part, Scheme
from ledger.schemes.rules import rule_words, with_rules
from ledger.schemes.verify import verify_formula

TEXT = "text"
"""The key of a change by which the whole text of the scheme was replaced."""
WEIGHT = re.compile(r"\d{1,3}(\.\d{1,6})?")


@dataclass(frozen=True)
class SchemeChange:
    """One changed weight or rule: when, by whom, what, from which value to which, and why.

    `key` is “rule.<rule>” or “weight.<node>.<part or group>”. Of the key TEXT, `old` is the whole text of the scheme
    that was replaced, with the weights and rules in force then, and `new` says in words what became different.
    """

    at: dt.datetime
    who: str
    key: str
    old: str
    new: str
    reason: str


def change(
    scheme: Scheme, values: Mapping[str, str], *, reason: str, who: str, at: dt.datetime
) -> tuple[Scheme, tuple[SchemeChange, ...]]:
    """The scheme with these values (key to new value) set together, and the changes to keep.

    What has the value already is no change. Raises EmptyReason, UnknownChange, BadRuleValue, BadWeight, and
    WeightsNotHundred when the weights do not sum to 100 afterwards.
    """
    if not reason.strip():
        raise EmptyReason
    current = settings(scheme)
    changed = scheme
    for key, value in values.items():
        changed = _set(changed, key, value)
    after = settings(changed)
    verify_formula(changed, scheme.id)
    made = tuple(
        SchemeChange(at, who, key, current[key], after[key], reason.strip())
        for key in current
        if current[key] != after[key]
    )
    return changed, made


def apply_changes(scheme: Scheme, changes: Iterable[SchemeChange]) -> Scheme:
    """The scheme after `changes`, in their order; the weights must sum to 100 after the last one.

    Those before the text was last replaced are history only: the text that came then has its own weights and rules.
    Raises UnknownChange, BadRuleValue, BadWeight, EmptyReason or WeightsNotHundred.
    """
    changed = scheme
    for each in since_text(changes):
        if not each.reason.strip():
            raise EmptyReason
        changed = _set(changed, each.key, each.new)
    verify_formula(changed, scheme.id)
    return changed


def since_text(changes: Iterable[SchemeChange]) -> tuple[SchemeChange, ...]:
    """The changes made since the whole text of the scheme was last replaced."""
    listed = tuple(changes)
    last = max((place for place, each in enumerate(listed, 1) if each.key == TEXT), default=0)
    return listed[last:]


def settings(scheme: Scheme) -> dict[str, str]:
    """Everything that may be changed, key to present value."""
    found = {f"rule.{rule.key}": rule.value for rule in scheme.rules}
    for node in scheme.nodes:
        weights = [(part.key, part.weight) for part in node.parts]
        weights += [(group.key, group.weight) for group in node.groups]
        found.update({f"weight.{node.key}.{child}": _number(weight) for child, weight in weights})
    return found


def setting_name(scheme: Scheme, key: str) -> str:
    """What `key` is called on paper, such as “民主评议”中“党政领导班子”的权重. Raises UnknownChange."""
    if key not in settings(scheme):
        raise UnknownChange(key, settings(scheme))
    what, _, rest = key.partition(".")
    if what == "rule":
        return next(f"计分规则：{rule.name}" for rule in scheme.rules if rule.key == rest)
    owner, _, child = rest.partition(".")
    node = scheme.node(owner)
    names = {group.key: group.name for group in node.groups}
    return f"“{node.name}”中“{names.get(child) or scheme.node(child).name}”的权重"


def setting_words(scheme: Scheme, key: str, value: str) -> str:
    """`value` of `key` in the words of the result sheet. Raises UnknownChange or BadRuleValue."""
    changed = _set(scheme, key, value)
    what, _, rest = key.partition(".")
    if what == "weight":
        return f"{value}%"
    return next(rule_words(rule) for rule in changed.rules if rule.key == rest)


def _set(scheme: Scheme, key: str, value: str) -> Scheme:
    """The scheme with one setting changed, its sums not yet checked."""
    known = settings(scheme)
    if key not in known:
        raise UnknownChange(key, known)
    what, _, rest = key.partition(".")
    if what == "rule":
        # The scheme's own value stays the default, so that a sheet can say what was changed.
        return with_rules(scheme, {rest: value})
    owner, _, child = rest.partition(".")
    weight = _weight(key, value)
    nodes = tuple(_weighed(node, child, weight) if node.key == owner else node for node in scheme.nodes)
    return replace(scheme, nodes=nodes)


def _weighed(node: Node, child: str, weight: Decimal) -> Node:
    """`node` with another weight of one part or group."""
    parts: tuple[Part, ...] = tuple(replace(each, weight=weight) if each.key == child else each for each in node.parts)
    groups: tuple[Group, ...] = tuple(
        replace(each, weight=weight) if each.key == child else each for each in node.groups
    )
    return replace(node, parts=parts, groups=groups)


def _weight(key: str, value: object) -> Decimal:
    text = str(value).strip()
    if not WEIGHT.fullmatch(text) or not 0 <= Decimal(text) <= 100:
        raise BadWeight(key, value)
    return Decimal(text)


def _number(value: Decimal) -> str:
    """A weight without idle zeros, so that 25 and 25.0 are the same."""
    return f"{value.normalize():f}"
