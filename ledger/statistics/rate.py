"""A rate: what was divided by what, exactly, shown with the scheme's digits, or why it cannot be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from ledger.schemes.model import Scheme
from ledger.scoring.numbers import rounded
from ledger.statistics.sums import Sum

_UNSURE = {
    ("exact", "exact"): "exact",
    ("least", "exact"): "least",
    ("exact", "most"): "least",
    ("least", "most"): "least",
    ("most", "exact"): "most",
    ("exact", "least"): "most",
    ("most", "least"): "most",
    ("about", "exact"): "about",
    ("exact", "about"): "about",
    ("about", "about"): "about",
}
"""How sure a quotient is, by how sure its numerator and its denominator are; any other pair tells nothing."""
_BEFORE = {"exact": "", "least": "不低于", "most": "不高于", "about": "约"}


@dataclass(frozen=True)
class Rate:
    """One figure of the statistics.

    `value` is shown with the scheme's digits, in `unit` (“%”, “件”, “个工作日” …); None where nothing can be divided,
    and `note` says why. `exact` is the same unrounded. `bound` says how sure it is: "exact", "least" (不低于), "most"
    (不高于) or "about" (约). `denominator_words` name what was divided by, `note` adds where the figures come from and
    what other readings give.
    """

    key: str
    name: str
    numerator: Sum | None
    denominator: Sum | None
    value: Decimal | None
    unit: str
    denominator_words: str
    bound: str = "exact"
    note: str = ""
    exact: Fraction | None = None

    @property
    def bounded(self) -> bool:
        """Whether half-known numbers went into it."""
        return self.bound != "exact"

    @property
    def shown(self) -> str:
        """The value with its unit on paper; “不能计算” without one."""
        if self.value is None:
            return "不能计算"
        return f"{_BEFORE[self.bound]}{self.value:f}{self.unit}"

    @property
    def division(self) -> str:
        """The division as written: 3848÷3899; the numerator alone where nothing is divided."""
        if self.numerator is None:
            return ""
        if self.denominator is None:
            return self.numerator.written
        return f"{self.numerator}÷{self.denominator}"


def noted(rate: Rate, *notes: str) -> Rate:
    """The rate with more said about it."""
    return replace(rate, note="；".join(note for note in (rate.note, *notes) if note))


def unknown(key: str, name: str, unit: str, words: str, why: str) -> Rate:
    """A rate that cannot be worked out, and why."""
    return Rate(key, name, None, None, None, unit, words, "exact", why)


def quotient(
    scheme: Scheme, key: str, name: str, part: Sum, whole: Sum, words: str, *, unit: str = "%", share: bool = True
) -> Rate:
    """`part` divided by `whole`, of which it is a part when `share` is set: as a percentage if the unit is one."""
    rate = Rate(key, name, part, whole, None, unit, words)
    if part.value is None or whole.value is None:
        unsure = part if part.value is None else whole
        return noted(rate, f"“{unsure.written}”看不全，不能计算")
    if whole.value == 0:
        return noted(rate, f"{words}为0，不能计算")
    if share and part.value > whole.value and not (part.bound == "most" or whole.bound in ("least", "about")):
        return noted(rate, f"{part.written}多于{whole.written}，请核对登记")
    bound = _UNSURE.get((part.bound, whole.bound))
    if bound is None:
        return noted(rate, f"“{part.written}”和“{whole.written}”都只知大概，不能计算")
    exact = part.value / whole.value * (100 if unit == "%" else 1)
    if share and exact > 100:
        return noted(rate, f"{part.written}和{whole.written}只知大概，比率会超过100%，不能计算")
    return replace(rate, value=shown_value(scheme, exact), exact=exact, bound=bound)


def figure(scheme: Scheme, key: str, name: str, exact: Fraction, unit: str, words: str, *, note: str = "") -> Rate:
    """A figure that is no division, such as a count or the longest time."""
    amount = Sum(exact, "exact", f"{shown_value(scheme, exact):f}")
    return Rate(key, name, amount, None, shown_value(scheme, exact), unit, words, "exact", note, exact)


def tally(key: str, name: str, counted: Sum, unit: str, words: str, *, note: str = "") -> Rate:
    """A count as a figure: never rounded, and as written where it is only half known."""
    bound = counted.bound if counted.bound in _BEFORE else "exact"
    value = None if counted.value is None else Decimal(counted.value.numerator) / Decimal(counted.value.denominator)
    why = note if counted.value is not None else f"“{counted.written}”看不全"
    return Rate(key, name, counted, None, value, unit, words, bound, why, counted.value)


def shown_value(scheme: Scheme, exact: Fraction) -> Decimal:
    """The figure with the scheme's digits, rounded once as the scheme rounds."""
    return Decimal(rounded(exact, int(scheme.rule("digits")), scheme.rule("rounding")))


@dataclass(frozen=True)
class Base:
    """One reading of what a rate is a rate of."""

    part: Sum
    whole: Sum
    words: str


def by_base(scheme: Scheme, key: str, name: str, bases: Mapping[str, Base], chosen: str, why: str = "") -> Rate:
    """The rate by the reading chosen; what the other readings would give is told beside.

    `why` says why the chosen reading may be missing among the bases.
    """
    rates = {base: quotient(scheme, key, name, each.part, each.whole, each.words) for base, each in bases.items()}
    others = "；".join(
        f"若以{rate.denominator_words}为分母则为{rate.shown}（{rate.division}）"
        for base, rate in rates.items()
        if base != chosen and rate.value is not None
    )
    if chosen not in rates:
        return noted(unknown(key, name, "%", "", why), others)
    return noted(rates[chosen], others)
