"""What may be set in a scheme, as a form shows it: weights by the part they divide, rules with their choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ledger.schemes.changes import WEIGHT, setting_words, settings
from ledger.schemes.model import Rule, Scheme
from ledger.schemes.rules import DIGITS, rule_words, rules_of_cases, rules_that_matter

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Weights:
    """The weights that divide one part of the formula: key and words of each."""

    node: str
    name: str
    weights: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RuleSetting:
    """A rule: its key as a setting, its name, value to words for what may be chosen, and where the reading is from.

    `default` are the words of the scheme's own reading.
    """

    key: str
    name: str
    choices: Mapping[str, str]
    source: str
    default: str

    @property
    def fixed(self) -> bool:
        """Whether there is only one reading."""
        return len(self.choices) < 2

    def value(self, words: str) -> str:
        """The value of these words; the words themselves when there is none, so that they are refused."""
        return next((value for value, each in self.choices.items() if each == words), words)


def weights_of(scheme: Scheme) -> tuple[Weights, ...]:
    """Every part of the formula that is divided by weights."""
    found = []
    for node in scheme.nodes:
        children = [(part.key, scheme.node(part.key).name) for part in node.parts]
        children += [(group.key, group.name) for group in node.groups]
        if children:
            rows = tuple((f"weight.{node.key}.{key}", name) for key, name in children)
            found.append(Weights(node.key, node.name, rows))
    return tuple(found)


def rules_of(scheme: Scheme) -> tuple[RuleSetting, ...]:
    """The rules that can change a result of this scheme, and those of the cases that it asks for."""
    return tuple(_setting(scheme, rule) for rule in (*rules_that_matter(scheme), *rules_of_cases(scheme)))


def names_of(scheme: Scheme) -> dict[str, str]:
    """What each setting is called in a list: “日常考核”的权重, or the rule's name."""
    weights = {key: f"“{name}”的权重" for part in weights_of(scheme) for key, name in part.weights}
    return weights | {f"rule.{rule.key}": rule.name for rule in scheme.rules}


def total(weights: Weights, typed: Mapping[str, str]) -> Decimal | None:
    """The sum of the weights as they are typed, None when one is no weight."""
    texts = [typed[key].strip() for key, _ in weights.weights]
    if not all(WEIGHT.fullmatch(text) for text in texts):
        return None
    try:
        return sum((Decimal(text) for text in texts), Decimal(0))
    except InvalidOperation:
        return None


def changed(scheme: Scheme, typed: Mapping[str, str]) -> dict[str, str]:
    """The settings that are typed otherwise than they stand; a weight written in another way is no change."""
    return {key: value for key, value in typed.items() if not _same(key, value, settings(scheme)[key])}


def _same(key: str, typed: str, standing: str) -> bool:
    text = typed.strip()
    if key.startswith("weight.") and WEIGHT.fullmatch(text):
        return Decimal(text) == Decimal(standing)
    return text == standing


def _setting(scheme: Scheme, rule: Rule) -> RuleSetting:
    key = f"rule.{rule.key}"
    values = tuple(rule.choices) or DIGITS
    choices = {value: setting_words(scheme, key, value) for value in values}
    return RuleSetting(key, rule.name, choices, rule.source, choices.get(rule.default) or rule_words(rule))
