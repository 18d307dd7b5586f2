"""The targets of the scheme held against the figures of a period."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from ledger.fields.numbers import plain
from ledger.schemes.provisions import OPERATORS, Target
from ledger.snapshot import Snapshot
from ledger.statistics.facts import Facts, facts_of
from ledger.statistics.periods import Period
from ledger.statistics.rate import Rate
from ledger.statistics.rates import rates_of
from ledger.statistics.voices import social_scores

_COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "=": operator.eq,
    ">": operator.gt,
}
_EACH = "social_satisfaction"
"""A figure that every survey has to reach by itself (A02: twice a year), not their mean."""


@dataclass(frozen=True)
class TargetResult:
    """A target of the scheme, the rate that is compared with it, and whether it is met: None when that is not known.

    `words` say which and why.
    """

    target: Target
    rate: Rate | None
    met: bool | None
    words: str

    @property
    def verdict(self) -> str:
        """达到, 未达到 or 不能计算."""
        return {True: "达到", False: "未达到", None: "不能计算"}[self.met]

    @property
    def wanted(self) -> str:
        """What is to be reached: “不低于86分”, or the source's words."""
        return wanted(self.target)


def wanted(target: Target) -> str:
    """What a target asks for, in words."""
    if target.value is None:
        return target.words
    return f"{OPERATORS[target.op]}{plain(target.value)}{target.unit}"


def checked_targets(snapshot: Snapshot, period: Period) -> tuple[TargetResult, ...]:
    """The targets of the scheme that name a rate, in its order, each met, not met or not computable."""
    facts = facts_of(snapshot, period)
    return checked_of(facts, rates_of(facts))


def checked_of(facts: Facts, rates: Iterable[Rate]) -> tuple[TargetResult, ...]:
    """The targets held against these rates of the facts."""
    known = {rate.key: rate for rate in rates}
    targets = facts.snapshot.scheme.targets
    return tuple(_checked(facts, target, known.get(target.rate)) for target in targets if target.rate)


def _checked(facts: Facts, target: Target, rate: Rate | None) -> TargetResult:
    if rate is None:
        return TargetResult(target, None, None, "没有这种指标")
    if target.value is None:
        return TargetResult(target, rate, None, f"方案没有写数值，本期{rate.shown}")
    if rate.value is None or rate.exact is None:
        return TargetResult(target, rate, None, rate.note)
    if rate.key == _EACH:
        return _each_survey(facts, target, rate)
    met = _met(target, rate, _compared(facts, rate))
    words = f"本期{rate.shown}" if met is not None else f"本期{rate.shown}，只知大概，不能断定"
    return TargetResult(target, rate, met, words)


def _compared(facts: Facts, rate: Rate) -> Fraction:
    """The figure held against a line: unrounded, or as shown when the scheme's rule says so."""
    shown = facts.rule("threshold_value") == "shown"
    assert rate.exact is not None and rate.value is not None  # both are looked at before
    return Fraction(rate.value) if shown else rate.exact


def _met(target: Target, rate: Rate, figure: Fraction) -> bool | None:
    """Whether the figure meets the target; of a bound only what is certain."""
    assert target.value is not None  # looked at before
    line = Fraction(target.value)
    if rate.bound == "exact":
        return _COMPARE[target.op](figure, line)
    if rate.bound == "least":
        return _from_below(target.op, figure, line)
    if rate.bound == "most":
        return _from_above(target.op, figure, line)
    return None


def _from_below(op: str, figure: Fraction, line: Fraction) -> bool | None:
    """Of a figure that is at least so much: what is surely enough, or surely too much."""
    match op:
        case ">=":
            return True if figure >= line else None
        case ">":
            return True if figure > line else None
    return False if figure > line else None


def _from_above(op: str, figure: Fraction, line: Fraction) -> bool | None:
    """Of a figure that is at most so much: what is surely little enough, or surely too little."""
    match op:
        case "<=":
            return True if figure <= line else None
        case ">":
            return False if figure <= line else None
    return False if figure < line else None


def _each_survey(facts: Facts, target: Target, rate: Rate) -> TargetResult:
    assert target.value is not None  # looked at before
    line = Fraction(target.value)
    failed = [each for each in social_scores(facts) if not _COMPARE[target.op](Fraction(each["score"]), line)]
    if not failed:
        return TargetResult(target, rate, True, f"各次都达到；{rate.note}")
    told = "、".join(f"{each['period'] or each['date']}{plain(each['score'])}分" for each in failed)
    return TargetResult(target, rate, False, f"每次都要达到，{told}未达到")
