"""How many people come to a window in an hour of a day (客流统计): what shifts are planned by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ledger.fields import Choice, Context, Date, LongText, Text, Whole
from ledger.kinds.kind import Form, Kind, Values
from ledger.kinds.service_item import WINDOW

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
HOURS = tuple(str(hour) for hour in range(6, 22))
"""“7” is the hour from 7:00 to 8:00 (A17, note to figure 1)."""
NOON = 12


def hour_words(hour: str) -> str:
    """The hour of a label: 7:00—8:00."""
    return f"{hour}:00—{int(hour) + 1}:00"


def _fill(values: Values, context: Context) -> Mapping[str, Any]:
    day = values.get("date")
    return {"weekday": WEEKDAYS[day.weekday()]} if day else {}


def _doubts(values: Values) -> Iterable[str]:
    day, weekday = values.get("date"), values.get("weekday")
    if day and weekday and WEEKDAYS[day.weekday()] != weekday:
        yield f"这一天是{WEEKDAYS[day.weekday()]}，星期却填“{weekday}”"


KIND = Kind(
    slug="visitor_flow",
    title="客流统计",
    paper="客流统计台帐",
    form=Form.REGISTER,
    number="R58",
    group="办件服务",
    date="date",
    subject="{window}{weekday}{hour}时客流",
    fill=_fill,
    doubts=_doubts,
    note="一天、一个窗口、一个时段记一条；时段“7”指7:00—8:00。可印成星期与时段的分布表，供排班参考。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(name="date", label="日期", required=True, sample="2015年7月6日", width=11),
        Choice(
            name="weekday",
            label="星期",
            required=True,
            choices=WEEKDAYS,
            hint="留空按日期填写",
            sample="周一",
            width=6,
        ),
        Choice(
            name="hour",
            label="时段",
            required=True,
            choices=HOURS,
            hint="“7”指7:00—8:00",
            sample="9",
            width=6,
        ),
        replace(WINDOW, sample="一号综合窗口", width=20),
        Whole(name="count", label="人次", required=True, sample=36, width=8),
        Text(name="business", label="主要业务", sample="缴费", width=20),
        LongText(name="note", label="备注", indexed=True, width=24, sample="月初申报高峰"),
    ),
)
