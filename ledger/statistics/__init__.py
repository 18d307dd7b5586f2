"""Rates and statistics of a period: exact, with their denominators in words, and silent where nothing is known."""

from __future__ import annotations

from ledger.statistics.appraisals import Ranked, TradeTop, quarter_top
from ledger.statistics.facts import Facts, facts_of
from ledger.statistics.flow import WEEKDAYS, Flow, flow, flow_of
from ledger.statistics.other_rates import Compression, compressions
from ledger.statistics.people import (
    BonusGap,
    Performance,
    Points,
    Stars,
    bonus_gap,
    performances,
    points,
    stars,
)
from ledger.statistics.periods import BadPeriod, Period
from ledger.statistics.rate import Rate
from ledger.statistics.rates import rates, rates_of
from ledger.statistics.reported import Reported, reported
from ledger.statistics.statement import By, Row, Section, Statement, statement, statement_of
from ledger.statistics.sums import Sum, total
from ledger.statistics.targets import TargetResult, checked_of, checked_targets, wanted

__all__ = [
    "WEEKDAYS",
    "BadPeriod",
    "BonusGap",
    "By",
    "Compression",
    "Facts",
    "Flow",
    "Performance",
    "Period",
    "Points",
    "Ranked",
    "Rate",
    "Reported",
    "Row",
    "Section",
    "Stars",
    "Statement",
    "Sum",
    "TargetResult",
    "TradeTop",
    "bonus_gap",
    "checked_of",
    "checked_targets",
    "compressions",
    "facts_of",
    "flow",
    "flow_of",
    "performances",
    "points",
    "quarter_top",
    "rates",
    "rates_of",
    "reported",
    "stars",
    "statement",
    "statement_of",
    "total",
    "wanted",
]
