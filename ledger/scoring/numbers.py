"""Exact numbers: read from what was typed, kept as fractions, rounded once, and written without loss."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from ledger.scoring.errors import NotANumber

TYPED = re.compile(r"[+-]?\d{1,20}(\.\d{1,20})?")
LIMIT = 20
"""Digits before and after the point that a typed number may have."""
LONG = 12
"""Decimals up to which an explanation writes a number in full."""
SIGNIFICANT = 28
MODES = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN}


def number(given: object, place: str) -> Decimal:
    """`given` as an exact number; `place` names it in errors. Raises NotANumber.

    Takes whole numbers, decimals and typed text (full-width digits too). A binary float is read as the shortest
    decimal that means it, which is what was typed.
    """
    if isinstance(given, bool) or not isinstance(given, (int, float, Decimal, str)):
        raise NotANumber(place, given)
    if isinstance(given, str):
        text = unicodedata.normalize("NFKC", given).strip()
        if not TYPED.fullmatch(text):
            raise NotANumber(place, given)
        return Decimal(text)
    value = Decimal(str(given)) if isinstance(given, float) else Decimal(given)
    if not value.is_finite() or value.adjusted() > LIMIT or int(value.as_tuple().exponent) < -LIMIT:
        raise NotANumber(place, given)
    return value


def rounded(value: Fraction, digits: int, mode: str) -> str:
    """`value` with exactly `digits` decimals; `mode` is a value of the rule “rounding”.

    The rounding is done on whole numbers, so that no earlier rounding can shift it.
    """
    scaled = value * 10**digits
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest - scaled.denominator
    if twice > 0 or (twice == 0 and (MODES[mode] == ROUND_HALF_UP or whole % 2 == 1)):
        whole += 1
    return f"{Decimal(whole).scaleb(-digits, Context(prec=200)):f}"


def terminates(value: Fraction) -> bool:
    """Whether `value` can be written as a decimal that ends."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def plain(value: Fraction) -> str:
    """`value` as a decimal: complete when it ends, else to 28 significant digits (half-up)."""
    if not terminates(value):
        context = Context(prec=SIGNIFICANT, rounding=ROUND_HALF_UP)
        return f"{context.divide(Decimal(value.numerator), Decimal(value.denominator)):f}"
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    return f"{Decimal(int(value * 10**digits)).scaleb(-digits, Context(prec=200)):f}"


def said(value: Fraction) -> str:
    """`value` in an explanation: complete when short, else its first six decimals followed by …."""
    if terminates(value):
        text = plain(value)
        if len(text.partition(".")[2]) <= LONG:
            return text
    whole = int(value * 10**6)
    return f"{whole // 10**6}.{whole % 10**6:06d}…"
