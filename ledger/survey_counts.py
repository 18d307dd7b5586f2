"""Counts of forms handed out and what came back: what cannot be true of them, and the rate of satisfaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ledger.fields.numbers import Bounded

Count = Bounded | int | Decimal | None
Values = Mapping[str, Any]

GRADES = ("satisfied", "fairly", "unsatisfied", "unknown")
"""The fields into which valid forms fall."""
_CENT = Decimal("0.01")


def exact(count: Count) -> Decimal | None:
    """The number, None when it is blank, masked or only a bound (40余)."""
    if isinstance(count, Bounded):
        return count.value if count.bound == "exact" else None
    return None if count is None else Decimal(count)


def exceeds(one: Count, other: Count) -> bool:
    """Whether `one` is certainly more than `other`: 40余 is more than 30, but of 约45 nothing is certain."""
    low, high = _low(one), _high(other)
    return low is not None and high is not None and low > high


def _low(count: Count) -> Decimal | None:
    if isinstance(count, Bounded) and count.bound == "least":
        return count.value
    return exact(count)


def _high(count: Count) -> Decimal | None:
    if isinstance(count, Bounded) and count.bound == "most":
        return count.value
    return exact(count)


def sum_low(counts: Iterable[Count]) -> Bounded | None:
    """What the counts come to at least, those that tell nothing left out; None when all do."""
    lows = [low for count in counts if (low := _low(count)) is not None]
    return Bounded("", sum(lows, Decimal(0)), "least") if lows else None


def grades_doubts(values: Values, whole: Count, name: str) -> Iterator[str]:
    """Forms in the grades that are more or fewer than the `whole` of them, which is called `name`."""
    counts = [values.get(grade) for grade in GRADES]
    if exceeds(sum_low(counts), whole):
        yield f"各等次合计多于{name}"
        return
    numbers, known = [exact(count) for count in counts if count is not None], exact(whole)
    if None in numbers or known is None or any(count is None for count in counts[:3]):
        return
    come = sum((number for number in numbers if number is not None), Decimal(0))
    if come < known:
        yield f"各等次合计{come}，少于{name}{known}"


def forms_doubts(values: Values) -> Iterator[str]:
    """收回≤发放, 有效≤收回, and the grades add up to what is valid, or where that is blank to what was returned."""
    issued, returned, valid = (values.get(name) for name in ("issued", "returned", "valid"))
    if exceeds(returned, issued):
        yield "收回份数多于发放份数"
    if exceeds(valid, returned) or exceeds(valid, issued):
        yield "有效份数多于收回份数" if exceeds(valid, returned) else "有效份数多于发放份数"
    if valid is not None:
        yield from grades_doubts(values, valid, "有效份数")
    elif returned is not None and exceeds(sum_low(values.get(grade) for grade in GRADES), returned):
        yield "各等次合计多于收回份数"


def satisfied_rate(values: Values, fairly: str) -> Decimal | None:
    """满意数÷有效数 in percent to two decimals; None where a number is not exact or nothing is valid.

    `fairly` is the value of the rule “fairly_satisfied” (E14): only "no" leaves 基本满意 out.
    """
    good = [values.get("satisfied"), *([] if fairly == "no" else [values.get("fairly")])]
    numbers = [exact(count) for count in good if count is not None]
    valid = exact(values.get("valid"))
    if not numbers or None in numbers or not valid or values.get("satisfied") is None:
        return None
    rate = sum((number for number in numbers if number is not None), Decimal(0)) / valid * 100
    return rate.quantize(_CENT, ROUND_HALF_UP) if rate <= 100 else None


def rate_doubts(values: Values, name: str = "rate") -> Iterator[str]:
    """A rate that is neither the one with 基本满意 nor the one without it."""
    rate = values.get(name)
    readings = {satisfied_rate(values, fairly) for fairly in ("yes", "no")} - {None}
    if rate is not None and readings and all(Decimal(rate).quantize(_CENT) != each for each in readings):
        told = "或".join(f"{each}%" for each in sorted(readings, key=lambda each: each or 0))
        yield f"满意率{rate}%与按份数算出的{told}不符"
