"""Rates of cases (digest B6): out of the register of cases, or of what was reported where it has none of the period."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.clocks import INSTANT
from ledger.statistics.facts import Facts
from ledger.statistics.rate import Base, Rate, by_base, noted, quotient, tally, unknown
from ledger.statistics.sums import Sum, count

NOTHING = "这一时段没有登记办件，也没有报出的窗口统计报表"


def case_rates(facts: Facts) -> tuple[Rate, ...]:
    """Of cases, in the order in which they are shown."""
    return (
        on_time_rate(facts),
        finish_rate(facts),
        on_spot_rate(facts),
        early_rate(facts),
        instant_share(facts),
        mean_promise(facts),
        overdue(facts),
    )


def on_time_rate(facts: Facts) -> Rate:
    """按时办结率: of the finished, the received or the due (A04: 3848 of 3899 are 100 % only of the finished)."""
    it, reports = facts.counted, facts.reported
    bases: dict[str, Base] = {}
    if facts.has_cases:
        ended = [case for case in it.over(it.received) if case.on_time]
        bases["finished"] = Base(_count(case.on_time for case in it.ended), count(len(it.ended)), "已办结的件数")
        bases["received"] = Base(count(len(ended)), count(len(it.received)), "接件数")
        bases["due"] = Base(_count(case.on_time for case in it.due), count(len(it.due)), "已到期的件数")
    else:
        on_time = reports.sum("on_time")
        bases |= _given("finished", on_time, reports.sum("finished"), "已办结的件数")
        bases |= _given("received", on_time, reports.sum("received"), "接件数")
    rate = _by_base(facts, "on_time_rate", "按时办结率", bases, "on_time_base")
    untimed = [case for case in it.ended if case.due is None]
    return noted(rate, f"其中{len(untimed)}件没有时限，不作超时") if facts.has_cases and untimed else rate


def finish_rate(facts: Facts) -> Rate:
    """办结率: how many of those accepted (or received) in the period had ended by its last day."""
    it, reports = facts.counted, facts.reported
    bases: dict[str, Base] = {}
    if facts.has_cases:
        bases["accepted"] = Base(count(len(it.over(it.accepted))), count(len(it.accepted)), "受理数")
        bases["received"] = Base(count(len(it.over(it.received))), count(len(it.received)), "接件数")
    else:
        finished = reports.sum("finished")
        bases |= _given("accepted", finished, reports.sum("accepted"), "受理数")
        bases |= _given("received", finished, reports.sum("received"), "接件数")
    return _by_base(facts, "finish_rate", "办结率", bases, "finish_base")


def on_spot_rate(facts: Facts) -> Rate:
    """当场办结率: of the finished."""
    it, reports = facts.counted, facts.reported
    if facts.has_cases:
        bases = {"": Base(_count(case.on_spot for case in it.ended), count(len(it.ended)), "已办结的件数")}
    else:
        bases = _given("", reports.sum("on_spot"), reports.sum("finished"), "已办结的件数")
    return _by_base(facts, "on_spot_rate", "当场办结率", bases)


def early_rate(facts: Facts) -> Rate:
    """提前办结率: of the finished that have a limit of days, or of all finished; a same-day case cannot be early."""
    it, reports = facts.counted, facts.reported
    bases: dict[str, Base] = {}
    if facts.has_cases:
        limited = [case for case in it.ended if not case.instant]
        early = _count(case.early for case in it.ended)
        bases["limited"] = Base(early, count(len(limited)), "办结的限时件数")
        bases["finished"] = Base(early, count(len(it.ended)), "已办结的件数")
    else:
        finished, early_told = reports.sum("finished"), reports.sum("early")
        bases |= _given("limited", early_told, _less(finished, reports.sum("instant")), "办结数减即办件数")
        bases |= _given("finished", early_told, finished, "已办结的件数")
    return _by_base(facts, "early_rate", "提前办结率", bases, "early_base")


def instant_share(facts: Facts) -> Rate:
    """即办件比例: of all accepted (A19)."""
    it, reports = facts.counted, facts.reported
    if facts.has_cases:
        bases = {"": Base(_count(case.instant for case in it.accepted), count(len(it.accepted)), "受理数")}
    else:
        bases = _given("", reports.sum("instant"), reports.sum("accepted"), "受理数")
    return _by_base(facts, "instant_share", "即办件比例", bases)


def mean_promise(facts: Facts) -> Rate:
    """平均承诺时限: over the pledged cases accepted in the period, or over the items of the catalogue (A19)."""
    key, name, unit = "mean_promise", "平均承诺时限", "个工作日"
    scheme = facts.snapshot.scheme
    by_item = [
        each["days"]
        for each in facts.snapshot.of("service_item")
        if each["sort"] != INSTANT and each["days"] is not None and facts.window in (None, each["window"] or "")
    ]
    by_case = [case.promised for case in facts.counted.accepted if not case.instant and case.promised is not None]
    given = {"case": (by_case, "受理的承诺件数"), "item": (by_item, "承诺办理的事项数")}
    days, words = given[facts.rule("promise_base")]
    rate = quotient(scheme, key, name, count(sum(days)), count(len(days)), words, unit=unit, share=False)
    other = "item" if facts.rule("promise_base") == "case" else "case"
    days, words = given[other]
    beside = quotient(scheme, key, name, count(sum(days)), count(len(days)), words, unit=unit, share=False)
    told = f"若以{words}为分母则为{beside.shown}（{beside.division}）"
    return noted(rate, told if beside.value is not None else "")


def overdue(facts: Facts) -> Rate:
    """超时件数: ended after their limit in the period, or open at its end with the limit over."""
    key, name, words = "overdue", "超时件数", "不作除法"
    if facts.has_cases:
        numbers = [case.number for case in facts.counted.overdue]
        listed = "、".join(numbers[:_LISTED]) + ("等" if len(numbers) > _LISTED else "")
        return tally(key, name, count(len(numbers)), "件", words, note=f"接件号：{listed}" if numbers else "")
    told = facts.reported.sum("overdue")
    if told is None:
        return unknown(key, name, "件", words, _silent(facts))
    return tally(key, name, told, "件", words, note=facts.reported.words)


_LISTED = 5
"""Numbers of cases that a note names."""


def _less(whole: Sum | None, part: Sum | None) -> Sum | None:
    """What is left of an exact count without an exact part of it; None where one is not exactly known."""
    if whole is None or part is None or whole.exact is None or part.exact is None or whole.exact < part.exact:
        return None
    return Sum(whole.exact - part.exact, "exact", f"（{whole}－{part}）")


def _count(facts: Iterable[bool]) -> Sum:
    return count(sum(facts))


def _given(base: str, part: Sum | None, whole: Sum | None, words: str) -> dict[str, Base]:
    """A base out of reports, none where they do not give both numbers."""
    return {base: Base(part, whole, words)} if part is not None and whole is not None else {}


def _by_base(facts: Facts, key: str, name: str, bases: dict[str, Base], rule: str = "") -> Rate:
    """The rate by the rule of that key; what was reported is named as the source."""
    chosen = facts.rule(rule) if rule else ""
    rate = by_base(facts.snapshot.scheme, key, name, bases, chosen, _silent(facts))
    return noted(rate, facts.reported.words) if not facts.has_cases and rate.value is not None else rate


def _silent(facts: Facts) -> str:
    return "报出的窗口统计报表没有填齐所需的数" if facts.reported else NOTHING
