"""The record of the daily meeting before opening (晨会、班前会): appearance, new business, work of the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ledger.fields import Choice, Choices, Context, Date, LongText, People, Person, Text, Time, Whole
from ledger.kinds.kind import Form, Kind, Values

_EARLY = 10
"""Minutes before opening at which everyone is on post (A02 3.2)."""


def _fill(values: Values, context: Context) -> Values:
    """Whether everyone was on post ten minutes before opening, where both times are known (A02 3.2)."""
    early = _early(values)
    return {} if early is None else {"punctual": "是" if early >= _EARLY else "否"}


def _doubts(values: Values) -> Iterable[str]:
    """A meeting after opening, a person both there and away, and a word on punctuality that the times deny."""
    start, opening, early = values.get("time"), values.get("opening"), _early(values)
    if start and opening and start >= opening:
        yield "开会时间不在开门营业之前"
    if early is not None and values.get("punctual") not in (None, "是" if early >= _EARLY else "否"):
        yield f"到岗比开门早{early}分钟，与“提前到岗”一栏不符" if early >= 0 else "到岗时间晚于开门时间"
    both = [each.name for each in values.get("present") or () if each in (values.get("absent") or ())]
    if both:
        yield f"{'、'.join(both)}既在参加人里又在缺席人里"


def _early(values: Values) -> int | None:
    """Minutes from being on post to opening; negative when late, None where a time is unknown."""
    posted, opening = values.get("posted"), values.get("opening")
    return _minutes(opening) - _minutes(posted) if posted and opening else None


def _minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute


KIND = Kind(
    slug="morning_meeting",
    title="晨会班前会",
    paper="晨会（班前会）记录",
    number="R06",
    group="创建管理",
    form=Form.REGISTER,
    date="date",
    subject="{date}晨会（班前会）",
    fill=_fill,
    doubts=_doubts,
    note="每个工作日开门前的晨会或班前会，一天一条。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=4),
        Date(name="date", label="日期", required=True, essential=True, sample="2015年7月6日", width=11),
        Time(name="time", label="开会时间", required=True, sample="8:15", width=6),
        Time(name="posted", label="到岗时间", hint="最后一人到岗的时间", indexed=False, sample="8:15", width=6),
        Time(name="opening", label="开门时间", indexed=False, sample="8:30", width=6),
        Choice(
            name="punctual",
            label="提前到岗",
            choices=("是", "否"),
            hint="提前10分钟；空着的，按到岗时间和开门时间自动填写",
            sample="是",
            width=6,
        ),
        Person(name="host", label="主持", required=True, sample="沈文君", width=6),
        People(name="present", label="参加人", required=True, sample="周启明、陆一鸣", indexed=True, width=14),
        People(name="absent", label="缺席人", sample="顾清和", indexed=True, width=8),
        Choice(name="appearance", label="仪容检查", required=True, choices=("合格", "不合格"), sample="合格", width=6),
        Choices(
            name="topics",
            label="会议事项",
            choices=("新产品介绍", "工作布置", "业务学习", "用语练习", "情况通报"),
            other=True,
            indexed=False,
            sample="新产品介绍、工作布置",
        ),
        Text(
            name="content",
            label="内容",
            required=True,
            most=4000,
            sample="介绍新申报系统；布置月末值班",
            width=26,
        ),
        LongText(name="note", label="备注", sample="仪容不合格的写明何人何处、怎样改正"),
    ),
)
