"""The summary of a stage in the form that a scheme demands (阶段小结): its chapters put into the three fields of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ledger.kinds.work_report import OPEN
from ledger.reporting.outlines import STAGE_SORT, tells_of_plans, tells_of_problems
from ledger.reporting.spans import StageSpan
from ledger.snapshot import Snapshot
from ledger.statistics import Period

_HAN = "一二三四五六七八九十"
REPORT, SUMMARY = "work_report", "stage_summary"


def kind_for(snapshot: Snapshot, sort: str, period: Period) -> str:
    """The kind that a draft is kept as: what the scheme demands of the stage, so that no paper is made twice."""
    if sort != STAGE_SORT or not isinstance(period, StageSpan):
        return REPORT
    demanded = any(each.kind == SUMMARY and each.stage == period.key for each in snapshot.scheme.required)
    return SUMMARY if demanded else REPORT


def as_kind(made: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """A drafted report as the fields of `kind`, one of those that `kind_for` gives."""
    if kind == REPORT:
        return dict(made)
    parts: dict[str, list[str]] = {"achievements": [made["opening"]], "problems": [], "next_steps": []}
    told = 0
    for chapter in made["chapters"]:
        title, text = chapter["title"], chapter["text"]
        if tells_of_problems(title):
            parts["problems"].append(text)
        elif tells_of_plans(title):
            parts["next_steps"].append(text)
        else:
            number = _HAN[told] if told < len(_HAN) else str(told + 1)
            parts["achievements"].append(f"（{number}）{title}\n{text}")
            told += 1
    texts = {name: "\n".join(part) or f"{OPEN}：没有起草】" for name, part in parts.items()}
    return {"title": made["title"], "stage": made["stage"], **texts}
