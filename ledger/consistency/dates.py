"""Contradictions of dates: outside the campaign, closed before found, voted before called, recorded before held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ledger.consistency.problem import Problem, problem
from ledger.fields import Date, Field, chinese_date
from ledger.kinds import Form, kind_of
from ledger.kinds.meeting import MOBILISING
from ledger.records import Record
from ledger.snapshot import Snapshot, day_of

# What came from above, and what the unit keeps for years, may well be older than the campaign.
_OLDER_MAY_BE = ("上级文件", "规章制度")
_OLDER_KINDS = ("incoming", "regulation", "service_item")


def outside_campaign(snapshot: Snapshot) -> Iterator[Problem]:
    """A record dated before the campaign's first day or after its last, or any of its dates in a year of neither."""
    first, last = snapshot.scheme.first, snapshot.scheme.last
    span = f"{chinese_date(first)}{f'至{chinese_date(last)}' if last else '起'}"
    for record in snapshot.records:
        if record.declared.form is Form.DATA or record.kind in _OLDER_KINDS or record["sort"] in _OLDER_MAY_BE:
            continue
        for field, day in _days(record):
            # A notice may go out before the first day and a deadline lie after the last; a wrong year is a slip.
            own = field.name == record.declared.date
            early, late = (first, last) if own else (dt.date(first.year, 1, 1), last and dt.date(last.year, 12, 31))
            if day < early or (late is not None and day > late):
                yield problem(
                    "outside-campaign",
                    f"“{snapshot.short(record, 40)}”的{field.label}{chinese_date(day)}不在活动期间（{span}）。",
                    "核对日期，尤其是年份；日期属实的，在备考表里说明原因，与本次活动无关的材料不要放进来。",
                    record,
                )


def _days(record: Record) -> Iterator[tuple[Field, dt.date]]:
    for field in record.declared.fields:
        day = record[field.name] if isinstance(field, Date) else None
        if isinstance(day, dt.date):
            yield field, day


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
                    f"{kind_of(slug).paper}{snapshot.named(record, 20)}的{second_words}{chinese_date(late)}"
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
                f"整改台帐{snapshot.named(record, 20)}状态是已完成，却没有填{'、'.join(blank)}。",
                "补上空着的栏目；确实没有完成的，把状态改回整改中。",
                record,
            )


def ballots_before_mobilisation(snapshot: Snapshot) -> Iterator[Problem]:
    """The review cannot come before the mobilisation meeting."""
    calls = [record for record in snapshot.of("meeting") if record["type"] in MOBILISING and record["date"]]
    if not calls:
        return
    first = min(calls, key=lambda record: (record["date"], record.uid))
    for review in snapshot.of("review"):
        if review["date"] and review["date"] < first["date"]:
            early, late = chinese_date(review["date"]), chinese_date(first["date"])
            yield problem(
                "ballots-before-mobilisation",
                f"{snapshot.named(review)}的评议日期{early}早于动员会日期{late}。",
                "核对民主评议和动员会的日期。",
                review,
                first,
            )


def after_last_change(snapshot: Snapshot) -> Iterator[Problem]:
    """A meeting, check, visit, assessment or review cannot have been recorded before it took place."""
    for slug in ("meeting", "check_round", "visit", "daily_assessment", "review"):
        for record in snapshot.of(slug):
            day = record["date"]
            known = day_of(record.changed)
            if isinstance(day, dt.date) and day > known:
                yield problem(
                    "recorded-before-held",
                    f"{snapshot.named(record)}的日期{chinese_date(day)}晚于最后记录的日期{chinese_date(known)}。",
                    "核对日期；还没有发生的事不要先写进台帐。",
                    record,
                )
