"""Rates of advertisements, visitors, time limits, timings and of indicators that come only out of reports."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ledger.schemes.model import Scheme
from ledger.snapshot import Snapshot
from ledger.statistics.facts import Facts
from ledger.statistics.rate import Rate, noted, quotient, shown_value, unknown
from ledger.statistics.sums import count, total


def indicator_rate(facts: Facts, key: str, name: str, word: str) -> Rate:
    """上传率, 匹配率 (A02 7.2): out of the indicators of the window statements, the only place that keeps them."""
    words = f"{word}指标的总数"
    rows = [row for row in facts.reported.rows(word) if row["part"] is not None and row["whole"] is not None]
    if not rows:
        return unknown(key, name, "%", words, f"窗口统计报表的专项指标里没有填{word}")
    part, whole = (total(row[column] for row in rows) for column in ("part", "whole"))
    rate = quotient(facts.snapshot.scheme, key, name, part, whole, words)
    return noted(rate, facts.reported.words)


def ad_share(facts: Facts) -> Rate:
    """公益广告占比: of all advertisements (A09: 20 %)."""
    key, name, words = "ad_share", "公益广告占比", "全部广告数"
    told = [each for each in facts.of("publicity") if _both(each["advertisements"], each["all_advertisements"])]
    if not told:
        return unknown(key, name, "%", words, "宣传记录里没有填公益广告数和广告总数")
    part = total(each["advertisements"] for each in told)
    whole = total(each["all_advertisements"] for each in told)
    return quotient(facts.snapshot.scheme, key, name, part, whole, words)


def _both(one: object, other: object) -> bool:
    return one is not None and other is not None


@dataclass(frozen=True)
class Compression:
    """How much shorter than the law an item's promise is: 20→5 working days is 75 % (A27)."""

    name: str
    window: str
    legal: int
    promised: int
    exact: Fraction
    shown: str


def compressions(snapshot: Snapshot, window: str | None = None) -> tuple[Compression, ...]:
    """(法定-承诺)÷法定 of every item that has both limits, in listing order."""
    return tuple(
        _compression(snapshot.scheme, each["name"], each["window"] or "", each["legal_days"], each["days"])
        for each in snapshot.of("service_item")
        if each["legal_days"] and each["days"] is not None and window in (None, each["window"] or "")
    )


def _compression(scheme: Scheme, name: str, window: str, legal: int, promised: int) -> Compression:
    exact = Fraction(legal - promised, legal) * 100
    return Compression(name, window, legal, promised, exact, f"{shown_value(scheme, exact):f}%")


def compression(facts: Facts) -> Rate:
    """压缩率: of the legal days of all items together; items whose promise is longer than the law are left out."""
    key, name, words = "compression", "承诺时限压缩率", "各事项法定时限之和（工作日）"
    found = compressions(facts.snapshot, facts.window)
    sound = [each for each in found if each.exact >= 0]
    if not sound:
        return unknown(key, name, "%", words, "事项目录里没有同时填法定时限和承诺时限的事项")
    legal, promised = sum(each.legal for each in sound), sum(each.promised for each in sound)
    shorter = sum(each.exact > 0 for each in sound)
    rate = quotient(facts.snapshot.scheme, key, name, count(legal - promised), count(legal), words)
    left = f"{len(found) - len(sound)}项承诺时限长于法定时限，未计入" if len(found) > len(sound) else ""
    return noted(rate, f"{len(sound)}项中{shorter}项已压缩", left)


def timing_rate(facts: Facts) -> Rate:
    """测时合格率: of the timings that could be judged by a standard (A02 7.1)."""
    key, name, words = "timing_rate", "测时合格率", "有合格与否的测时次数"
    judged = [each["passed"] for each in facts.of("timing") if each["passed"]]
    if not judged:
        return unknown(key, name, "%", words, "没有登记能判断合格与否的测时")
    return quotient(facts.snapshot.scheme, key, name, count(judged.count("合格")), count(len(judged)), words)
