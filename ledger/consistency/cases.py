"""Contradictions between a case and what is kept about it: its matter, its delays, its notices."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.clocks import Readings, State, clock_of
from ledger.consistency.problem import Problem, problem
from ledger.fields import chinese_date
from ledger.kinds.case_delay import EXTENDED, LATE
from ledger.records import Record
from ledger.snapshot import Snapshot

_NAMED = 40
"""Characters with which a case is named."""


def longer_than_promised(snapshot: Snapshot) -> Iterator[Problem]:
    """A case with a limit longer than the list of matters promises to the public (A21: a pledge is published)."""
    promised = {item["name"]: item for item in snapshot.of("service_item") if item["days"] is not None}
    for case in snapshot.of("case"):
        item = promised.get(case["item"])
        if item is not None and case["days"] is not None and case["days"] > item["days"]:
            yield problem(
                "longer-than-promised",
                f"办件{snapshot.named(case, _NAMED)}承诺{case['days']}个工作日，"
                f"长于事项目录公布的{item['days']}个工作日。",
                "核对承诺工作日；时限确实改过的，把事项目录也改过来。",
                case,
                item,
            )


def delays(snapshot: Snapshot) -> Iterator[Problem]:
    """An extended case without its delay on record, or with another day there; a late one that nobody excused (A24)."""
    kept: dict[str, list[Record]] = {}
    for delay in snapshot.of("case_delay"):
        kept.setdefault(delay["case"] or "", []).append(delay)
    readings = Readings.of(snapshot.scheme.rule)
    for case in snapshot.of("case"):
        own = kept.get(case.uid, [])
        if case["extended"]:
            yield from _extended(snapshot, case, [each for each in own if each["sort"] == EXTENDED])
        state = clock_of(case.values, snapshot.calendar, readings, snapshot.as_of).state
        if state is State.LATE and not any(each["sort"] == LATE for each in own):
            yield problem(
                "late-unexcused",
                f"办件{snapshot.named(case, _NAMED)}逾期办结，却没有登记超时。",
                "在“延期与超时”里登记超时：原因、向领导报告的日期、怎样致歉和说明。",
                case,
            )


def _extended(snapshot: Snapshot, case: Record, own: list[Record]) -> Iterator[Problem]:
    """What the delays of a case say about the day to which it was extended."""
    day = chinese_date(case["extended"])
    if not own:
        yield problem(
            "extended-without-reason",
            f"办件{snapshot.named(case, _NAMED)}延期至{day}，却没有登记延期。",
            "在“延期与超时”里登记延期：原因、批准人、告知申请人的日期。",
            case,
        )
    elif not any(each["extended"] == case["extended"] for each in own):
        yield problem(
            "extended-otherwise",
            f"办件{snapshot.named(case, _NAMED)}延期至{day}，登记的延期却不是这一天。",
            "核对办件和“延期与超时”里的延期日期。",
            case,
            *own,
        )


_ONCE = "一次性告知单"


def told_more_than_once(snapshot: Snapshot) -> Iterator[Problem]:
    """A case whose defects were told more than once: all of them are to be told at the first time (A21)."""
    notices: dict[str, list[Record]] = {}
    for notice in snapshot.of("case_notice"):
        if notice["sort"] == _ONCE and notice["case"]:
            notices.setdefault(notice["case"], []).append(notice)
    for uid, several in notices.items():
        case = snapshot.get(uid)
        if case is not None and len(several) > 1:
            yield problem(
                "told-more-than-once",
                f"办件{snapshot.named(case, _NAMED)}出具了{len(several)}份{_ONCE}。",
                "缺项应当一次告知：核对是否重复登记；确有原因的，在备注里写明。",
                case,
                *several,
            )
