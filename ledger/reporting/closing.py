"""Sentences on what is followed until it is closed: findings, opinions, complaints, tasks of the stages, requests."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledger.records import Record
from ledger.reporting.scope import Scope
from ledger.reporting.sentences import Figure, Sentence, counted, days_words, in_order, joined
from ledger.statistics.rate import quotient
from ledger.statistics.sums import count

_PARTS = 8
_NOTHING = ("", "无", "没有", "暂无")
"""What stands in a field of requests where there was none."""


@dataclass(frozen=True)
class Loop:
    """How the entries of a followed kind are told of.

    `found` and `closed` take their numbers, `left` and `steps` the number of those that are not closed; `states` are
    the words that close an entry, `closed_on` the field with the day of closing, `by` a field they are broken down by.
    """

    found: str
    closed: str
    left: str
    steps: str
    unit: str
    rate: str
    states: tuple[str, ...]
    closed_on: str
    deadline: str = "deadline"
    by: str = "source"


LOOPS: dict[str, Loop] = {
    "finding": Loop(
        "发现问题{}个",
        "已整改完成{}个",
        "尚有{}个没有整改完成",
        "抓好尚未完成的{}个问题的整改",
        "个",
        "整改完成率",
        ("已完成",),
        "closed",
    ),
    "opinion": Loop(
        "征集意见建议{}条",
        "已办理答复{}条",
        "尚有{}条没有答复",
        "办理并答复其余{}条意见建议",
        "条",
        "答复率",
        ("已答复", "不采纳已说明"),
        "replied",
    ),
    "complaint": Loop(
        "受理投诉{}件",
        "已答复{}件",
        "尚有{}件没有答复",
        "查明情况，答复其余{}件投诉",
        "件",
        "答复率",
        ("已答复", "已办结"),
        "replied",
    ),
    "stage_task": Loop(
        "到期的阶段任务{}项",
        "已完成{}项",
        "尚有{}项没有完成",
        "完成已经到期的{}项阶段任务",
        "项",
        "完成率",
        ("已完成",),
        "done",
        "due",
        "",
    ),
}


def is_closed(scope: Scope, record: Record) -> bool:
    """Whether an entry was closed by the end of what is told."""
    loop = LOOPS[record.kind]
    return record["status"] in loop.states and scope.by_then(record[loop.closed_on])


def loop(scope: Scope, slug: str) -> tuple[Sentence, ...]:
    """How many were found and closed, how many of those in time, and how many are open."""
    rule, records = LOOPS[slug], scope.of(slug)
    if not records:
        return ()
    days = days_words(scope.days(records), scope.period.year) if rule.by else ""
    words = rule.found.format(len(records))
    found = Sentence(f"{words}{days}", (Figure(words, slug, len(records)),))
    parts = _sources(slug, rule, records)
    standing = joined(_standing(scope, slug, records))
    if not parts.text:
        return (joined([found, standing], "，", ""), *_more(scope, slug, records))
    return (joined([found, parts]), standing, *_more(scope, slug, records))


def _sources(slug: str, rule: Loop, records: Sequence[Record]) -> Sentence:
    found = Counter(each[rule.by] for each in records if each[rule.by]) if rule.by else Counter[str]()
    if len(found) < 2:
        return Sentence("")
    parts = [counted(f"{word}{number}{rule.unit}", slug, number) for word, number in in_order((), dict(found), _PARTS)]
    whole = joined(parts, "、", "等" if len(found) > _PARTS else "")
    return Sentence(f"其中来自{whole.text}", whole.figures)


def _standing(scope: Scope, slug: str, records: Sequence[Record]) -> Iterator[Sentence]:
    """已整改完成18个，均在时限内，整改完成率90.00%（18÷20），尚有2个没有整改完成."""
    rule, closed = LOOPS[slug], [each for each in records if is_closed(scope, each)]
    yield counted(rule.closed.format(len(closed)), slug, len(closed))
    timed = [each for each in closed if _both(each[rule.closed_on], each[rule.deadline])]
    kept = sum(each[rule.closed_on] <= each[rule.deadline] for each in timed)
    if timed and kept == len(closed):
        yield Sentence("均在时限内", (Figure("均在时限内", slug, kept),))
    elif timed:
        yield counted(f"其中在时限内{kept}{rule.unit}", slug, kept)
    left = len(records) - len(closed)
    if left:
        part, whole = count(len(closed)), count(len(records))
        rate = quotient(scope.snapshot.scheme, slug, rule.rate, part, whole, "")
        words = f"{rate.name}{rate.shown}"
        yield Sentence(f"{words}（{rate.division}）", (Figure(words, slug, len(records)),))
        yield counted(rule.left.format(left), slug, left)


def _both(one: object, other: object) -> bool:
    return isinstance(one, dt.date) and isinstance(other, dt.date)


def _more(scope: Scope, slug: str, records: Sequence[Record]) -> Iterator[Sentence]:
    """What is told of one kind alone."""
    clauses: list[Sentence] = []
    if slug == "complaint":
        again = sum(each["repeated"] in ("重复", "升级") for each in records)
        called = [each for each in records if each["called_back"] and scope.by_then(each["called_back"])]
        clauses.append(counted(f"重复和升级投诉{again}件", slug, again))
        if called:
            content = sum(each["verdict"] in ("满意", "基本满意") for each in called)
            clauses.append(counted(f"已回访{len(called)}件", slug, len(called)))
            clauses.append(counted(f"回访满意和基本满意{content}件", slug, content))
    refused = [each for each in records if each["status"] == "不采纳已说明" and is_closed(scope, each)]
    if refused:
        clauses.append(counted(f"其中没有采纳、已说明理由{len(refused)}条", slug, len(refused)))
    rechecked = [each for each in records if each["rechecked"] and scope.by_then(each["rechecked"])]
    if rechecked:
        clauses.append(counted(f"已复查{len(rechecked)}个", slug, len(rechecked)))
    if clauses:
        yield joined(clauses)


def requests(scope: Scope) -> tuple[Sentence, ...]:
    """Requests of those visited, and how many were answered."""
    asked = [each for each in scope.of("visit") if (each["request"] or "").rstrip("。") not in _NOTHING]
    if not asked:
        return ()
    answered = sum(bool(each["reply"]) and scope.by_then(each["replied"]) for each in asked)
    return (
        joined(
            [counted(f"收到诉求{len(asked)}条", "visit", len(asked)), counted(f"已答复{answered}条", "visit", answered)]
        ),
    )
