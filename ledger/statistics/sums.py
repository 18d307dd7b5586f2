"""Sums of numbers some of which are half known (40余, 约13, 1*3): nothing is made more exact than it was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ledger.fields.numbers import Bounded
from ledger.scoring.numbers import plain

Part = int | Decimal | Fraction | Bounded


@dataclass(frozen=True)
class Sum:
    """What counts come to: `value` is exact, or what it is at least, or None when that cannot be told.

    `bound` is "exact", "least", or, for a single number kept as it was written, "most", "about" or "unknown".
    `written` is what stands on paper. `apart` are the numbers, as written, that could not be added up: they are
    not negative, so that the rest is a lower bound.
    """

    value: Fraction | None
    bound: str
    written: str
    apart: tuple[str, ...] = ()

    @property
    def exact(self) -> Fraction | None:
        """The value where it is exactly known."""
        return self.value if self.bound == "exact" else None

    def __str__(self) -> str:
        return self.written


def total(parts: Iterable[Part | None]) -> Sum:
    """The sum of the parts that are filled in; 0 where there are none.

    A single part stays as it was written; exact parts and lower bounds together make “至少”; what is masked or only
    about right is not added but told apart.
    """
    given = [part for part in parts if part is not None]
    if len(given) == 1 and isinstance(given[0], Bounded):
        return single(given[0])
    value, sure, apart, summed = Fraction(0), True, [], 0
    for part in given:
        number, bound = _read(part)
        if number is None or bound in ("most", "about"):
            apart.append(part.written if isinstance(part, Bounded) else str(part))
            continue
        value, sure, summed = value + number, sure and bound == "exact", summed + 1
    if not apart:
        return Sum(value, "exact", number_words(value)) if sure else Sum(value, "least", f"至少{number_words(value)}")
    if not summed:
        return Sum(None, "unknown", f"不能合计（{'、'.join(apart)}）", tuple(apart))
    words = f"至少{number_words(value)}（另有{'、'.join(apart)}未计入）"
    return Sum(value, "least", words, tuple(apart))


def single(part: Bounded) -> Sum:
    """A single number as it was written."""
    if part.value is None:
        return Sum(None, "unknown", part.written)
    value = Fraction(part.value)
    return Sum(value, part.bound, number_words(value) if part.bound == "exact" else part.written)


def count(number: int) -> Sum:
    """An exact count."""
    return Sum(Fraction(number), "exact", str(number))


def _read(part: Part) -> tuple[Fraction | None, str]:
    """The value of a part and how sure it is."""
    if isinstance(part, Bounded):
        return (None if part.value is None else Fraction(part.value)), part.bound
    return Fraction(part), "exact"


def number_words(value: Fraction) -> str:
    """A number on paper: in full, without zeros after the point that say nothing."""
    return plain(value)


def change_words(now: Sum, before: Sum) -> str:
    """The change from `before` to `now`, such as +3 or -2; "—" where one of them is not exactly known."""
    if now.exact is None or before.exact is None:
        return "—"
    change = now.exact - before.exact
    if change == 0:
        return "0"
    return f"{'+' if change > 0 else '-'}{number_words(abs(change))}"
