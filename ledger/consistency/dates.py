"""Contradictions of dates: outside the campaign, closed before found, voted before called, recorded before held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ledger.consistency.problem import Problem, problem
from ledger.fields import chinese_date
from ledger.kinds import Form, kind_of
from ledger.records import Record
from ledger.snapshot import Snapshot

# What came from above, and what the unit keeps for years, may well be older than the campaign.
_OLDER_MAY_BE = ("上级文件", "规章制度")


def outside_campaign(snapshot: Snapshot) -> Iterator[Problem]:
    """A record dated before the campaign's first day or after its last."""
    first, last = snapshot.scheme.first, snapshot.scheme.last
    for record in snapshot.records:
        day = snapshot.day(record)
        if day is None or kind_of(record.kind).form is Form.DATA or record["sort"] in _OLDER_MAY_BE:
            continue
        if day < first or (last is not None and day > last):
            end = f"至{chinese_date(last)}" if last else "起"
            yield problem(
                "outside-campaign",
                f"“{snapshot.title(record)}”的日期{chinese_date(day)}不在活动期间（{chinese_date(first)}{end}）。",
                "核对日期，尤其是年份；确属活动以外的材料，请改到别的台帐库。",
                record,
            )


_ORDERS = (
    ("finding", "found", "closed", "closed-before-found", "完成日期", "发现日期"),
    ("finding", "found", "deadline", "deadline-before-found", "整改时限", "发现日期"),
    ("finding", "closed", "rechecked", "recheck-before-closed", "复查日期", "完成日期"),
    ("opinion", "date", "replied", "reply-before-opinion", "答复日期", "收到日期"),
    ("visit", "date", "replied", "reply-before-visit", "答复日期", "走访日期"),
)


def order(snapshot: Snapshot) -> Iterator[Problem]:
    """Later steps cannot be dated before earlier ones: a rectification is not closed before it was found."""
    for slug, first, second, code, second_words, first_words in _ORDERS:
        for record in snapshot.of(slug):
            early, late = record[first], record[second]
            if isinstance(early, dt.date) and isinstance(late, dt.date) and late < early:
                yield problem(
                    code,
                    f"{kind_of(slug).paper}“{_short(snapshot.title(record))}”的{second_words}{chinese_date(late)}"
                    f"早于{first_words}{chinese_date(early)}。",
                    f"核对{first_words}和{second_words}。",
                    record,
                )


def closed_without_proof(snapshot: Snapshot) -> Iterator[Problem]:
    """A finding marked as closed needs its date, result and proof."""
    labels = (("closed", "完成日期"), ("result", "整改结果"), ("proof", "佐证材料"))
    for record in snapshot.of("finding"):
        blank = [label for name, label in labels if not record[name]]
        if record["status"] == "已完成" and blank:
            yield problem(
                "closed-without-proof",
                f"整改台帐“{_short(snapshot.title(record))}”状态是已完成，却没有填{'、'.join(blank)}。",
                "补上空着的栏目；确实没有完成的，把状态改回整改中。",
                record,
            )


def ballots_before_mobilisation(snapshot: Snapshot) -> Iterator[Problem]:
    """The review cannot come before the mobilisation meeting."""
    calls = [record for record in snapshot.of("meeting") if record["type"] == "动员会" and record["date"]]
    if not calls:
        return
    first = min(calls, key=_day)
    for review in snapshot.of("review"):
        if review["date"] and review["date"] < first["date"]:
            yield problem(
                "ballots-before-mobilisation",
                f"“{snapshot.title(review)}”的评议日期{chinese_date(review['date'])}早于动员会日期{chinese_date(first['date'])}。",
                "核对民主评议和动员会的日期。",
                review,
                first,
            )


def after_last_change(snapshot: Snapshot) -> Iterator[Problem]:
    """A meeting or check cannot have been recorded before it took place."""
    for slug, name in (("meeting", "date"), ("check_round", "date"), ("visit", "date"), ("review", "date")):
        for record in snapshot.of(slug):
            day = record[name]
            if isinstance(day, dt.date) and day > record.changed.date():
                yield problem(
                    "recorded-before-held",
                    f"“{snapshot.title(record)}”的日期{chinese_date(day)}晚于最后记录的日期{chinese_date(record.changed.date())}。",
                    "核对日期；还没有发生的事不要先写进台帐。",
                    record,
                )


def _day(record: Record) -> dt.date:
    day = record["date"]
    return day if isinstance(day, dt.date) else dt.date.max


def _short(text: str, most: int = 20) -> str:
    return text if len(text) <= most else f"{text[:most]}……"
