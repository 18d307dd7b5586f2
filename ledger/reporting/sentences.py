"""Sentences of a draft with the figures in them: each can be traced to the records it was counted from."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ledger.fields import chinese_date
from ledger.kinds.work_report import OPEN
from ledger.statistics import Rate, Sum

_ENOUGH = 130
"""Characters up to which what is said of several kinds is put into one paragraph."""


@dataclass(frozen=True)
class Figure:
    """A figure as it is written, the slug of the kind it was counted from, and how many records that were."""

    words: str
    kind: str
    count: int


@dataclass(frozen=True)
class Sentence:
    """Words and the figures that stand in them."""

    text: str
    figures: tuple[Figure, ...] = ()


def joined(clauses: Iterable[Sentence], between: str = "，", end: str = "。") -> Sentence:
    """Clauses made into one sentence."""
    given = [each for each in clauses if each.text]
    text = between.join(each.text for each in given)
    return Sentence(f"{text}{end}" if text else "", tuple(one for each in given for one in each.figures))


def counted(words: str, kind: str, count: int) -> Sentence:
    """A clause that is one figure."""
    return Sentence(words, (Figure(words, kind, count),))


def open_place(words: str) -> Sentence:
    """A place that only the clerk can fill in."""
    return Sentence(f"{OPEN}：{words}】")


def amount(summed: Sum, unit: str) -> str:
    """A sum on paper: as written where it is half known, “不少于” where a lower bound was added up."""
    if summed.bound == "unknown" and summed.apart:
        return f"{_united('、'.join(summed.apart), unit)}（只知大概，没有合计）"
    if summed.written.startswith("至少"):
        apart = f"（另有{'、'.join(summed.apart)}没有计入）" if summed.apart else ""
        bare = summed.written.removeprefix("至少").partition("（")[0]
        return f"不少于{_united(bare, unit)}{apart}"
    return _united(summed.written, unit)


def _united(written: str, unit: str) -> str:
    """The number with its unit, of which part may be written already (40余人, 人次)."""
    for length in range(len(unit), 0, -1):
        if written.endswith(unit[:length]):
            return written + unit[length:]
    return written + unit


def rate_words(rate: Rate) -> str:
    """A rate with what was divided by what: 满意率98.25%（280÷285，以有效答卷数为分母）."""
    shown = f"{rate.name}{rate.shown}"
    if rate.denominator is None:
        return shown
    return f"{shown}（{rate.division}，以{rate.denominator_words}为分母）"


def days_words(days: Sequence[dt.date], year: int) -> str:
    """When it was: （5月6日） or （5月7日至11月18日）; the year only where it is another one."""
    if not days:
        return ""
    first, last = min(days), max(days)
    if first == last:
        return f"（{day_words(first, year)}）"
    return f"（{day_words(first, year)}至{day_words(last, first.year)}）"


def day_words(day: dt.date, year: int) -> str:
    """A day, its year only where it is not `year`."""
    return f"{day.month}月{day.day}日" if day.year == year else chinese_date(day)


def listed(names: Sequence[str], most: int = 5, what: str = "个") -> str:
    """Names with 、, cut after `most` of them."""
    return "、".join(names[:most]) + (f"等{len(names)}{what}" if len(names) > most else "")


def paragraphs(groups: Iterable[Sequence[Sentence]]) -> Iterator[Sentence]:
    """A paragraph of each group of sentences; those that are short together are one.

    Open places stand alone, behind what is told.
    """
    waiting: list[Sentence] = []
    left: list[Sentence] = []
    for group in groups:
        left += [each for each in group if OPEN in each.text]
        each = joined([each for each in group if OPEN not in each.text], "", "")
        if waiting and _length([*waiting, each]) > _ENOUGH:
            yield joined(waiting, "", "")
            waiting = []
        waiting.append(each)
    if _length(waiting):
        yield joined(waiting, "", "")
    yield from left


def _length(sentences: Iterable[Sentence]) -> int:
    return sum(len(each.text) for each in sentences)


def in_order(names: Sequence[str], counts: dict[str, int], most: int) -> list[tuple[str, int]]:
    """Names with their counts, the most first, equal ones in the order of `names`."""
    places = {name: place for place, name in enumerate(names)}
    found = sorted(counts.items(), key=lambda each: (-each[1], places.get(each[0], len(places))))
    return list(itertools.islice(found, most))
