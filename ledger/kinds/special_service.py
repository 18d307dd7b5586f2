"""Special service (特色服务): by appointment, after hours, at the door, through an agent, by the green channel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from ledger.fields import (
    BoundedNumber,
    Choice,
    Context,
    Date,
    LongText,
    People,
    Person,
    Text,
    Time,
    Whole,
    chinese_date,
)
from ledger.kinds.kind import Form, Kind, Values

AFTER_HOURS, AT_THE_DOOR = "延时", "上门"
SORTS = ("预约", AFTER_HOURS, AT_THE_DOOR, "代办", "绿色通道", "其他")
CONDITIONS = ("材料多或体积大", "现场审核并办结", "残疾人等特殊对象")
"""Any one of these opens the way to service at the door (A21)."""
APPROVERS = ("窗口单位负责人", "大厅负责人")
"""Either may approve service after hours (A21)."""
_DAY_MINUTES = 24 * 60


def minutes_between(start: dt.time, end: dt.time) -> int:
    """The minutes from `start` to `end` of one day; negative when the end is before the start."""
    return (end.hour - start.hour) * 60 + end.minute - start.minute


def _fill(values: Values, context: Context) -> Mapping[str, Any]:
    start, end = values.get("start"), values.get("end")
    if start is None or end is None or end < start:
        return {}
    return {"minutes": minutes_between(start, end)}


def _doubts(values: Values) -> Iterable[str]:
    yield from _sort_doubts(values)
    start, end, minutes = (values.get(name) for name in ("start", "end", "minutes"))
    if start and end and end < start:
        yield "结束时间早于开始时间"
    elif start and end and minutes is not None and minutes != minutes_between(start, end):
        yield f"时长填{minutes}分钟，按起止时间是{minutes_between(start, end)}分钟"
    day, approved = values.get("date"), values.get("approved")
    if day and approved and approved > day:
        yield f"批准日期{chinese_date(approved)}晚于服务日期{chinese_date(day)}"


def _sort_doubts(values: Values) -> Iterable[str]:
    """What the rules of service at the door and after hours ask for (A21)."""
    sort, condition = values.get("sort"), values.get("condition")
    if sort == AT_THE_DOOR and not condition:
        yield "上门服务没有写明符合三个条件中的哪一个"
    elif condition and sort and sort != AT_THE_DOOR:
        yield f"填了上门条件，服务种类却是“{sort}”"
    if sort == AFTER_HOURS and not (values.get("approver") and values.get("approver_role")):
        yield "延时服务没有写明由窗口单位负责人还是大厅负责人批准"
    if sort == "代办" and not values.get("entrusted"):
        yield "代办服务没有写明委托情况"


KIND = Kind(
    slug="special_service",
    title="特色服务",
    paper="特色服务登记簿",
    form=Form.REGISTER,
    number="R54",
    group="办件服务",
    date="date",
    subject="{applicant}{sort}服务",
    fill=_fill,
    doubts=_doubts,
    note="预约、延时、上门、代办和绿色通道，一次一条；延时要经窗口单位或大厅负责人批准，上门要符合三个条件之一。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(name="date", label="服务日期", required=True, sample="2015年9月1日", width=11),
        Choice(name="sort", label="种类", required=True, choices=SORTS, sample=AT_THE_DOOR, width=7),
        Text(name="applicant", label="申请人", required=True, essential=True, sample="某货运公司", width=12),
        Text(name="phone", label="联系电话", private=True, indexed=False, sample="0513-00000000"),
        Choice(
            name="item", label="办理事项", required=True, source="items", other=True, sample="道路运输证配发", width=12
        ),
        Text(name="reason", label="原因", required=True, most=1000, sample="车辆材料多，不便携带", width=16),
        Choice(
            name="condition",
            label="上门条件",
            choices=CONDITIONS,
            hint="上门服务必填，三者居一",
            sample=CONDITIONS[0],
            width=12,
        ),
        Text(
            name="entrusted",
            label="委托情况",
            hint="代办服务必填：谁委托、委托谁",
            indexed=False,
            sample="本人办理，未委托",
        ),
        Person(name="approver", label="批准人", required=True, sample="林晓岚", width=8),
        Choice(
            name="approver_role",
            label="批准人身份",
            choices=APPROVERS,
            hint="延时服务必填",
            indexed=False,
            sample=APPROVERS[0],
        ),
        Date(name="approved", label="批准日期", hint="不晚于服务日期", indexed=False, sample="2015年8月31日"),
        Time(name="start", label="开始", sample="12:30", indexed=False),
        Time(name="end", label="结束", sample="14:10", indexed=False),
        Whole(
            name="minutes",
            label="时长（分）",
            most=_DAY_MINUTES,
            hint="留空按起止时间计算",
            sample=100,
        ),
        BoundedNumber(name="kilometres", label="里程（公里）", hint="往返里程，可写“100多”", width=11, sample="60余"),
        People(name="handlers", label="经办人", required=True, sample="沈文君、周启明", indexed=True, width=10),
        Text(name="result", label="结果", required=True, most=2000, sample="当场办结，证件已送达", width=16),
        LongText(name="note", label="备注", sample="服务对象已在审批单上签字"),
    ),
)
