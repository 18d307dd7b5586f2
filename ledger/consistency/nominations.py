"""Recommendations (推荐表) of which there may be one only: a pace-setter of a unit and trade each quarter."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.consistency.problem import Problem, problem
from ledger.records import Record
from ledger.snapshot import Snapshot

_PACE_SETTERS = ("标兵", "明星")


def one_each_quarter(snapshot: Snapshot) -> Iterator[Problem]:
    """A unit recommends one pace-setter of each trade a quarter (A02, rewards 2); those without a trade count as one.

    Whom a higher body turned down may be followed by another.
    """
    apart: dict[tuple[str, str, str], list[Record]] = {}
    for record in snapshot.of("nomination"):
        if record["sort"] in _PACE_SETTERS and record["period"] and record["result"] != "未当选":
            key = record["period"], record["author"] or "", record["trade"] or ""
            apart.setdefault(key, []).append(record)
    for (period, unit, trade), records in apart.items():
        if len(records) > 1:
            who = "、".join(record["candidate"] for record in records[:5]) + ("等" if len(records) > 5 else "")
            yield problem(
                "nominated-twice",
                f"{unit}{period}推荐了{len(records)}名{trade}标兵（明星）：{who}。",
                "每季每个工种推荐一名：核对推荐期、工种和推荐单位，改正填错的，或删去不上报的。",
                *records,
            )
