"""Registers whose entries are followed until they are closed (闭环), and how an entry stands on a day."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from ledger.records import Record

SOON = 7
"""Days before its deadline from which a matter is due soon."""


@dataclass(frozen=True)
class Followed:
    """A followed register: which words of `status` close an entry, and the name of the field with its deadline.

    `what`, `wants` and `next_step` are the words of its gaps. With `only_overdue` an open entry is no gap before that.
    """

    slug: str
    closed: tuple[str, ...]
    deadline: str
    what: str
    wants: str
    next_step: str
    only_overdue: bool = False


FOLLOWED = (
    Followed(
        "finding",
        ("已完成",),
        "deadline",
        "问题",
        "整改完成",
        "落实整改后填写完成日期、整改结果、佐证材料和复查情况。",
    ),
    Followed(
        "opinion", ("已答复", "不采纳已说明"), "deadline", "意见", "答复", "办理后填写办理与答复、答复日期，并改状态。"
    ),
    Followed(
        "stage_task", ("已完成",), "due", "任务", "完成", "完成后填写完成日期和证明材料，并改状态。", only_overdue=True
    ),
)


class Standing(enum.Enum):
    """How a followed entry stands; the value is what the screen says."""

    CLOSED = "已办结"
    OPEN = "办理中"
    SOON = "快到期"
    OVERDUE = "已超期"


def followed(slug: str) -> Followed | None:
    """How entries of a kind are followed, None when they are not."""
    return next((each for each in FOLLOWED if each.slug == slug), None)


def standing(record: Record, day: dt.date) -> Standing | None:
    """How the entry stands on `day`, None when its kind is not followed."""
    rule = followed(record.kind)
    if rule is None:
        return None
    if record["status"] in rule.closed:
        return Standing.CLOSED
    deadline = record[rule.deadline]
    if not isinstance(deadline, dt.date):
        return Standing.OPEN
    if day > deadline:
        return Standing.OVERDUE
    return Standing.SOON if (deadline - day).days <= SOON else Standing.OPEN
