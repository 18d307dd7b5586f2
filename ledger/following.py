"""Registers whose entries are followed until they are closed (闭环), and how an entry stands on a day."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from ledger.clocks import SOON as SOON_WORKDAYS
from ledger.records import Record
from ledger.workdays import Calendar

SOON = 7
"""Days before its deadline from which a matter is due soon."""


@dataclass(frozen=True)
class Followed:
    """A followed register: which words of its field `status` close an entry, and which field has its deadline.

    `what`, `wants` and `next_step` are the words of its gaps. With `only_overdue` an open entry is no gap before that.
    A day in the field `extended` takes the deadline's place. With `workdays` an entry is due soon that many working
    days before its deadline instead of `SOON` days.
    """

    slug: str
    closed: tuple[str, ...]
    deadline: str
    what: str
    wants: str
    next_step: str
    only_overdue: bool = False
    status: str = "status"
    extended: str = ""
    workdays: int = 0

    def deadline_field(self, record: Record) -> str:
        """The name of the field with the deadline in force: the extended one where it is filled in."""
        return self.extended if self.extended and record[self.extended] else self.deadline


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
        "complaint",
        ("已答复", "已办结"),
        "deadline",
        "投诉",
        "答复",
        "查明原因后填写答复日期、处理结果，并改状态；回访、总结以后再改为已办结。",
    ),
    Followed(
        "stage_task", ("已完成",), "due", "任务", "完成", "完成后填写完成日期和证明材料，并改状态。", only_overdue=True
    ),
    Followed(
        "case",
        ("办结", "不予受理", "退办"),
        "due",
        "办件",
        "办结",
        "办结后填写办结日和结果；不能按期的，登记延期并提前告知申请人，已经超时的，向领导报告并致歉说明。",
        only_overdue=True,
        status="result",
        extended="extended",
        workdays=SOON_WORKDAYS,
    ),
    Followed(
        "case_transfer",
        ("已转出",),
        "due",
        "内部流转",
        "转出",
        "转出后填写转出时间，并改状态；超时的写明原因。",
        only_overdue=True,
        workdays=SOON_WORKDAYS,
    ),
    Followed(
        "incoming",
        ("已办结", "存档备查"),
        "deadline",
        "上级文件",
        "办结",
        "按要求报送后填写报送日期，并改状态。",
        only_overdue=True,
    ),
    Followed(
        "pledge",
        ("已兑现", "未兑现"),
        "deadline",
        "承诺",
        "兑现",
        "到期核实后填写兑现结果、兑现日期和兑现情况。",
        only_overdue=True,
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


def standing(record: Record, day: dt.date, calendar: Calendar | None = None) -> Standing | None:
    """How the entry stands on `day`, None when its kind is not followed.

    `calendar` knows the days off that the unit entered itself; without it working days are the official ones.
    """
    rule = followed(record.kind)
    if rule is None:
        return None
    if record[rule.status] in rule.closed:
        return Standing.CLOSED
    deadline = record[rule.deadline_field(record)]
    if not isinstance(deadline, dt.date):
        return Standing.OPEN
    if day > deadline:
        return Standing.OVERDUE
    if rule.workdays:
        soon = (calendar or Calendar()).between(day, deadline) <= rule.workdays
    else:
        soon = (deadline - day).days <= SOON
    return Standing.SOON if soon else Standing.OPEN
