"""Inspection and third-party scores of windows: who meets the scheme's lines, and the best of each trade."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ledger.records import Record
from ledger.schemes.model import Node, Scheme
from ledger.snapshot import Snapshot
from ledger.statistics.facts import Facts, by_name, falls_into
from ledger.statistics.periods import Period
from ledger.statistics.rate import Rate, noted, quotient, shown_value, unknown
from ledger.statistics.sums import count

SURVEYS = ("inspection", "third_party")
"""Nodes of a scheme, and fields of an appraisal, that a composite score is made of."""
BEST = 2
"""How many of each trade are reported at the end of a quarter (A02: 前2名)."""


def composites(scheme: Scheme) -> dict[str, Node]:
    """The nodes that weigh both scores, by key: in A02 “standard” (≥ 85) and “model” (third party 60 %, ≥ 90)."""
    return {
        node.key: node
        for node in scheme.nodes
        if node.kind == "mean" and sorted(part.key for part in node.parts) == sorted(SURVEYS)
    }


def composite(node: Node, appraisal: Record) -> Fraction | None:
    """The weighted score of an appraisal; None while one of its scores is blank."""
    if any(appraisal[part.key] is None for part in node.parts):
        return None
    weight = sum((Fraction(part.weight) for part in node.parts), Fraction(0))
    return sum((Fraction(part.weight) * Fraction(appraisal[part.key]) for part in node.parts), Fraction(0)) / weight


def last_of_windows(appraisals: Iterable[Record]) -> tuple[Record, ...]:
    """Each window's last appraisal that has both scores."""
    last: dict[str, Record] = {}
    for each in sorted(appraisals, key=lambda each: (each["date"], each.created)):
        if all(each[name] is not None for name in SURVEYS):
            last[each["window"]] = each
    return tuple(last.values())


def reached_rate(facts: Facts, key: str, name: str, node_key: str) -> Rate:
    """达标率: windows whose score reaches the line of that node, of all that were appraised (A02, targets 1 and 2)."""
    scheme = facts.snapshot.scheme
    node = composites(scheme).get(node_key)
    words = "有综合检查分和第三方测评分的窗口数"
    if node is None or node.threshold is None:
        return unknown(key, name, "%", words, "活动方案没有写这条达标线")
    windows = last_of_windows(facts.of("appraisal"))
    if not windows:
        return unknown(key, name, "%", words, "没有登记综合检查和第三方测评")
    failed = [each["window"] for each in windows if not _reaches(scheme, node, each)]
    rate = quotient(scheme, key, name, count(len(windows) - len(failed)), count(len(windows)), words)
    return noted(rate, f"“{node.name}”{node.threshold}分以上，各窗口取时段内最后一次", _unmet(failed))


def _unmet(failed: list[str]) -> str:
    return f"未达到的有{'、'.join(failed)}" if failed else ""


def _reaches(scheme: Scheme, node: Node, appraisal: Record) -> bool:
    score, line = composite(node, appraisal), node.threshold
    if score is None or line is None:
        return False
    if scheme.rule("threshold_value") == "shown":
        return shown_value(scheme, score) >= line
    return score >= line


@dataclass(frozen=True)
class Ranked:
    """A window or person with its composite score; `tied` when another of the trade has the same one."""

    rank: int
    name: str
    score: str
    tied: bool


@dataclass(frozen=True)
class TradeTop:
    """The best of one trade in a quarter; `note` tells of a tie across the line, which the unit has to break."""

    trade: str
    best: tuple[Ranked, ...]
    note: str = ""


def quarter_top(snapshot: Snapshot, quarter: Period) -> tuple[TradeTop, ...]:
    """The best two of each trade by composite score (A02: 季末前2名按综合评定得分).

    Scores are those of the appraisals weighed as the model node weighs them, else of the nominations of the quarter.
    Equal scores share a rank; with a tie at the second place all who tie are listed.
    """
    scored: dict[str, dict[str, Fraction]] = {}
    for trade, name, score in (*_appraised(snapshot, quarter), *_nominated(snapshot, quarter)):
        scored.setdefault(trade, {}).setdefault(name, score)
    return tuple(_top(snapshot.scheme, trade, scored[trade]) for trade in sorted(scored))


def _appraised(snapshot: Snapshot, quarter: Period) -> Iterable[tuple[str, str, Fraction]]:
    nodes = composites(snapshot.scheme)
    node = nodes.get("model") or next(iter(nodes.values()), None)
    if node is None:
        return
    windows = last_of_windows(each for each in snapshot.of("appraisal") if falls_into(each, quarter))
    for each in windows:
        score = composite(node, each)
        if score is not None:
            yield each["trade"] or "", each["window"], score


def _nominated(snapshot: Snapshot, quarter: Period) -> Iterable[tuple[str, str, Fraction]]:
    """The nominations of the quarter that say a trade and a score."""
    for each in snapshot.of("nomination"):
        if falls_into(each, quarter) and each["trade"] and each["score"] is not None:
            yield each["trade"], each["candidate"], Fraction(each["score"])


def _top(scheme: Scheme, trade: str, scores: dict[str, Fraction]) -> TradeTop:
    order = sorted(scores.items(), key=lambda entry: (-entry[1], by_name(entry[0])))
    ranked = [
        Ranked(
            rank=1 + sum(other > score for other in scores.values()),
            name=name,
            score=f"{shown_value(scheme, score):f}",
            tied=sum(other == score for other in scores.values()) > 1,
        )
        for name, score in order
    ]
    best = tuple(each for each in ranked if each.rank <= BEST)
    words = f"第{best[-1].rank}名有{sum(each.rank == best[-1].rank for each in best)}个并列，请按评定办法取舍"
    return TradeTop(trade, best, words if len(best) > BEST else "")
