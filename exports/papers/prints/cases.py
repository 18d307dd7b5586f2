"""Notices printed straight from a case, the form its papers are reviewed on, and the guide of a matter."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from exports.page import Block, Grid, Paper
from exports.papers.notices import blocks_of
from exports.papers.notices_review import guide_blocks, review_blocks
from exports.papers.prints.form import Print, Wishes
from ledger.records import Record
from ledger.snapshot import Snapshot

_SLUGS = {
    "受理通知书": "case-accepted",
    "办理通知书": "case-handling",
    "不予受理通知书": "case-refused",
    "退办通知书": "case-returned",
    "并联审批受理通知书": "case-joint-accepted",
    "并联审批办理通知书": "case-joint-handling",
    "接件通知书": "case-received",
    "一次性告知单": "case-defects",
    "全程办税服务事项承诺书": "case-promise",
    "否定备案书": "case-denied",
    "税务文书传递单": "case-slip",
    "项目审批承诺件": "case-project",
    "联合审批通知书": "case-joint-review",
    "告知承诺书": "case-pledge",
    "延期办结告知书": "case-delayed",
}
"""The keys of the prints by the notices they make."""


def _notice(sort: str, snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """A notice filled from a case, or a blank one."""
    return _paper(snapshot, record, _SLUGS[sort], sort, blocks_of(snapshot, sort, None, record))


def review(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The form on which the papers of a case are reviewed."""
    return _paper(snapshot, record, "case-review", "材料审查记录", review_blocks(snapshot, None, record))


def guide(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The guide of one matter, of every one on the list, or a blank one when the list is empty."""
    items: tuple[Record | None, ...] = (record,) if record else snapshot.of("service_item") or (None,)
    return tuple(
        paper
        for item in items
        for paper in _paper(snapshot, item, "service-guide", "办事指南", guide_blocks(snapshot, item))
    )


def _paper(
    snapshot: Snapshot, record: Record | None, slug: str, title: str, blocks: tuple[Block, ...]
) -> tuple[Paper, ...]:
    key = f"{slug}:{record.uid}" if record else slug
    named = f"{title}（{snapshot.title(record)}）" if record else title
    day = (snapshot.day(record) if record else None) or snapshot.as_of
    return (Paper(key, named, blocks, Grid.FORM, snapshot.campaign.unit, day.isoformat(), numbered=False),)


_Papers = Callable[[Snapshot, Record | None, Wishes], tuple[Paper, ...]]


def _of_case(sort: str) -> Print:
    papers: _Papers = partial(_notice, sort)
    return Print(_SLUGS[sort], sort, "case", papers, "空白的一份")


CASE_PRINTS: tuple[Print, ...] = (
    *(_of_case(sort) for sort in _SLUGS),
    Print("case-review", "材料审查记录", "case", review, "空白的一份"),
    Print("service-guide", "办事指南", "service_item", guide, "每个事项一份"),
)
"""What is printed of cases and matters."""
