"""Every rate of a period, in the order in which they are shown (digest B6)."""

from __future__ import annotations

from ledger.snapshot import Snapshot
from ledger.statistics.appraisals import reached_rate
from ledger.statistics.case_rates import case_rates
from ledger.statistics.facts import Facts, facts_of
from ledger.statistics.flow import flow_of
from ledger.statistics.other_rates import ad_share, compression, indicator_rate, timing_rate
from ledger.statistics.periods import Period
from ledger.statistics.rate import Rate
from ledger.statistics.voices import callback_mean, satisfaction_rate, social_satisfaction, wait_minutes


def rates(snapshot: Snapshot, period: Period, *, window: str = "", person: str = "") -> tuple[Rate, ...]:
    """Every rate of the period, of one window or person or of all; those that nothing is known of say so."""
    return rates_of(facts_of(snapshot, period, window=window, person=person))


def rates_of(facts: Facts) -> tuple[Rate, ...]:
    """Every rate out of the facts."""
    return (
        *case_rates(facts),
        satisfaction_rate(facts),
        social_satisfaction(facts),
        reached_rate(facts, "standard_rate", "服务规范达标率", "standard"),
        reached_rate(facts, "model_rate", "示范窗口达标率", "model"),
        indicator_rate(facts, "upload_rate", "信息上传率", "上传率"),
        indicator_rate(facts, "match_rate", "地址匹配率", "匹配率"),
        ad_share(facts),
        flow_of(facts).morning,
        callback_mean(facts),
        compression(facts),
        wait_minutes(facts),
        timing_rate(facts),
    )
