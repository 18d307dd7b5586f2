"""Rates of what people say: questionnaires, evaluators, surveys, telephone callbacks."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from ledger.fields.numbers import Bounded, plain
from ledger.records import Record
from ledger.schemes.model import Scheme
from ledger.statistics.facts import Facts
from ledger.statistics.rate import Base, Rate, by_base, figure, noted, quotient, unknown
from ledger.statistics.sums import Part, count, total

_EVALUATED = ("非常满意", "满意", "基本满意", "不满意")
_NAME = "满意率"


def satisfaction_rate(facts: Facts) -> Rate:
    """满意率: of the valid answers of questionnaires (A02 8.2); else of evaluators, of evaluated cases.

    Whether 基本满意 counts is a rule; what the other reading gives is told beside. A rate that was only reported
    has no sample and is not computed (digest E14).
    """
    forms = [each for each in facts.of("questionnaire") if each["valid"] is not None] if facts.whole else []
    machines = facts.of("evaluator")
    voted = Counter(case.evaluation for case in facts.counted.ended if case.evaluation in _EVALUATED)
    if forms:
        rate = _of_forms(facts, forms)
        left = len(facts.of("questionnaire")) - len(forms)
        return noted(rate, f"{left}次问卷没有填有效数，未计入" if left else "")
    if machines:
        grades = [sum(each[name] or 0 for each in machines) for name in _LEVELS]
        return _graded(facts, grades, "评价器的评价次数", "电子评价器统计")
    if voted:
        return _graded(facts, [voted[name] for name in _EVALUATED], "有评议的办结件数", "办件登记的评议")
    return unknown("satisfaction_rate", _NAME, "%", "有效答卷数", _reported_rate(facts))


_LEVELS = ("excellent", "satisfied", "fairly", "unsatisfied")


def _of_forms(facts: Facts, forms: list[Record]) -> Rate:
    satisfied = [each["satisfied"] for each in forms]
    fairly = [each["fairly"] for each in forms]
    valid = total(each["valid"] for each in forms)
    issued, returned = (total(each[name] for each in forms) for name in ("issued", "returned"))
    bases = {
        "yes": Base(total([*satisfied, *fairly]), valid, "有效答卷数"),
        "no": Base(total(satisfied), valid, "有效答卷数"),
    }
    source = f"问卷{len(forms)}次，发出{issued}份，收回{returned}份，有效{valid}份"
    return _said(facts, bases, source)


def _graded(facts: Facts, grades: list[int], words: str, source: str) -> Rate:
    """Of counts of the four grades, the best first."""
    whole = count(sum(grades))
    bases = {"yes": Base(count(sum(grades[:3])), whole, words), "no": Base(count(sum(grades[:2])), whole, words)}
    return _said(facts, bases, f"据{source}")


def _said(facts: Facts, bases: dict[str, Base], source: str) -> Rate:
    """The rate by the rule `fairly_satisfied`, and the other way beside."""
    chosen = facts.rule("fairly_satisfied")
    other = "no" if chosen == "yes" else "yes"
    key, scheme = "satisfaction_rate", facts.snapshot.scheme
    rate = by_base(scheme, key, _NAME, {chosen: bases[chosen]}, chosen)
    beside = by_base(scheme, key, _NAME, {other: bases[other]}, other)
    words = {"yes": "算满意", "no": "不算满意"}
    told = f"“基本满意”{words[chosen]}；若{words[other]}则为{beside.shown}（{beside.division}）"
    if beside.value is None:
        told = f"“基本满意”{words[chosen]}"
    return noted(rate, source, told)


def _reported_rate(facts: Facts) -> str:
    told = [each["satisfaction"] for each in facts.reported.statements if each["satisfaction"] is not None]
    if not told:
        return "没有问卷、评价器或办件评议"
    written = "、".join(dict.fromkeys(each.written for each in told))
    return f"报出的报表写“{written}”，没有样本数，照录而不计算"


def social_scores(facts: Facts) -> tuple[Record, ...]:
    """The surveys of the period that have a score, in the order of their days."""
    return tuple(each for each in facts.of("satisfaction") if each["score"] is not None) if facts.whole else ()


def social_satisfaction(facts: Facts) -> Rate:
    """社会综合满意度: the score of the surveys (A02: ≥ 86, each half-year), their mean or the last by the rule."""
    key, name, words = "social_satisfaction", "社会综合满意度", "测评次数"
    surveys = social_scores(facts)
    if not surveys:
        return unknown(key, name, "分", words, "没有登记社会满意度测评")
    scores = [Fraction(each["score"]) for each in surveys]
    used = scores[-1:] if facts.rule("several") == "last" else scores
    rate = quotient(facts.snapshot.scheme, key, name, total(used), count(len(used)), words, unit="分", share=False)
    told = "、".join(f"{each['period'] or each['date']}{plain(each['score'])}分" for each in surveys)
    samples = "、".join(each["sample"].written for each in surveys if isinstance(each["sample"], Bounded))
    return noted(rate, f"{told}（是得分，不是满意率）", f"样本{samples}" if samples else "")


def callback_mean(facts: Facts) -> Rate:
    """回访均分: the mean of the scores, 10 is very satisfied (A13)."""
    scores = [each["score"] for each in facts.of("callback") if each["score"] is not None]
    return _mean(facts.snapshot.scheme, "callback_mean", "回访均分", scores, "有评分的回访数", "没有登记有评分的回访")


def _mean(scheme: Scheme, key: str, name: str, scores: list[Part], words: str, why: str) -> Rate:
    if not scores:
        return unknown(key, name, "分", words, why)
    return quotient(scheme, key, name, total(scores), count(len(scores)), words, unit="分", share=False)


def wait_minutes(facts: Facts) -> Rate:
    """等候时间: the longest wait that was timed (A02 5.1: at most 15 minutes); other timings are of the work itself."""
    waits = [each["minutes"] for each in facts.of("timing") if "等候" in (each["business"] or "")]
    waits = [Fraction(each) for each in waits if each is not None]
    key, name, words = "wait_minutes", "最长等候时间", "不作除法，取最长一次"
    if not waits:
        return unknown(key, name, "分钟", words, "没有登记等候时间的测时")
    mean = quotient(facts.snapshot.scheme, key, name, total(waits), count(len(waits)), "", unit="分钟", share=False)
    note = f"测{len(waits)}次，平均{mean.shown}"
    return figure(facts.snapshot.scheme, key, name, max(waits), "分钟", words, note=note)
