"""What a statement counts: each row with how the register is counted, and what the reports call it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ledger.fields import Bounded
from ledger.kinds.fee import yuan
from ledger.statistics.cases import Case
from ledger.statistics.facts import Facts
from ledger.statistics.sums import Sum, count, total

CASE, PENNANT = "case", "锦旗"


@dataclass(frozen=True)
class Count:
    """A row of a statement: the kind that is counted and how, and the field of the reports that tells the same."""

    key: str
    label: str
    unit: str
    slug: str
    of: Callable[[Facts], Sum]
    reported: str = ""

    def recorded(self, facts: Facts) -> bool:
        """Whether the register has anything of the period to count."""
        return facts.has_cases if self.slug == CASE else bool(facts.of(self.slug))


def _cases(key: str, label: str, chosen: Callable[[Facts], Iterable[Case]]) -> Count:
    """A count of cases, which reports call by the same key."""
    return Count(key, label, "件", CASE, lambda facts: count(len(tuple(chosen(facts)))), key)


def _ended(key: str, label: str, chosen: Callable[[Case], bool]) -> Count:
    """A count of those cases that ended in the period."""
    return _cases(key, label, lambda facts: filter(chosen, facts.counted.ended))


def _summed(slug: str, name: str) -> Callable[[Facts], Sum]:
    """The sum of a field over the records of a kind."""
    return lambda facts: total(each[name] for each in facts.of(slug))


def _number(slug: str) -> Callable[[Facts], Sum]:
    """The number of records of a kind."""
    return lambda facts: count(len(facts.of(slug)))


def _charges(facts: Facts) -> Sum:
    """Amounts in yuan; a single one that is half known stays as it was written, such as 2546万余元."""
    amounts = ((yuan(each.values), each["amount"]) for each in facts.of("fee") if each["amount"] is not None)
    return total(Bounded(amount.written, value, amount.bound) for value, amount in amounts)


def _praises(*, pennants: bool) -> Callable[[Facts], Sum]:
    """Pennants, or cards, letters and honours, each by its number of pieces, 1 where none is written."""

    def counted(facts: Facts) -> Sum:
        chosen = [each for each in facts.of("praise") if (each["sort"] == PENNANT) is pennants]
        return total(1 if each["count"] is None else each["count"] for each in chosen)

    return counted


ROWS = (
    Count("visitors", "接待人次", "人次", "visitor_flow", _summed("visitor_flow", "count"), "visitors"),
    _cases("received", "接件", lambda facts: facts.counted.received),
    _cases("accepted", "受理", lambda facts: facts.counted.accepted),
    _cases("refused", "不予受理", lambda facts: facts.counted.refused),
    _cases("finished", "办结（含退办）", lambda facts: facts.counted.ended),
    _cases("instant", "即办件", lambda facts: (case for case in facts.counted.accepted if case.instant)),
    _ended("on_spot", "当场办结", lambda case: case.on_spot),
    _ended("on_time", "按时办结", lambda case: case.on_time),
    _ended("early", "提前办结", lambda case: case.early),
    _cases("overdue", "超时", lambda facts: facts.counted.overdue),
    _ended("returned", "退办", lambda case: case.result == "退办"),
    Count("consultations", "咨询", "人次", "consultation", _summed("consultation", "count"), "consultations"),
    Count("complaints", "投诉", "件", "complaint", _number("complaint"), "complaints"),
    Count("praises", "表扬（锦旗除外）", "件", "praise", _praises(pennants=False), "praises"),
    Count("pennants", PENNANT, "面", "praise", _praises(pennants=True)),
    Count("services", "特色服务", "次", "special_service", _number("special_service")),
    Count("charges", "收费", "元", "fee", _charges, "charges"),
)
"""Every row, in the order in which it is shown (R57)."""

SLUGS = tuple(dict.fromkeys(row.slug for row in ROWS if row.slug != CASE))
"""Kinds besides cases that are counted."""
