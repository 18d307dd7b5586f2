"""The week's plan of who sits at which window when (排班表), with one or two people in reserve."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ledger.fields import Choice, Choices, Context, Date, LongText, People, Person, Rows, Text
from ledger.kinds.kind import Kind, Values

METHODS = ("动态排班法", "梯形排班法", "累积工时法")
"""Ways to plan by busy and idle hours (A02 5.1)."""
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NAMES = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
LEAST_RESERVE, MOST_RESERVE = 1, 2
"""People kept free for what comes up (A17: 1~2)."""
_WEEK = dt.timedelta(days=6)
_SAMPLE = {"monday": "沈文君", "tuesday": "沈文君", "wednesday": "周启明", "thursday": "周启明", "friday": "沈文君"}

PLAN = Rows(
    name="plan",
    label="排班",
    required=True,
    hint="一行是一个时段的一个窗口",
    sample=[{"slot": "上午", "window": "一号综合窗口", **_SAMPLE, "saturday": "", "sunday": ""}],
    columns=(
        Choice(name="slot", label="时段", required=True, choices=("上午", "中午", "下午", "延时", "全天"), other=True),
        Text(name="window", label="窗口", required=True, width=14),
        *(Person(name=name, label=label) for name, label in zip(DAYS, NAMES, strict=True)),
    ),
)


def _fill(values: Values, context: Context) -> Mapping[str, Any]:
    """The last day of the week and which of its days are not worked."""
    first = values.get("date")
    if first is None:
        return {}
    days = (first + dt.timedelta(days=step) for step in range(len(DAYS)))
    off = [NAMES[day.weekday()] for day in days if not context.calendar.is_workday(day)]
    return {"until": first + _WEEK, **({"off": "、".join(off)} if off else {})}


def _doubts(values: Values) -> Iterable[str]:
    first, until = values.get("date"), values.get("until")
    if first and first.weekday():
        yield f"排班从{NAMES[first.weekday()]}开始，表却从周一排起"
    if first and until and until != first + _WEEK:
        yield "截止日期不是起始日期之后的第6天"
    reserves = values.get("reserves")
    if reserves and not LEAST_RESERVE <= len(reserves) <= MOST_RESERVE:
        yield f"机动人员{len(reserves)}名，应留1至2名"
    yield from _twice(values)


def _twice(values: Values) -> Iterable[str]:
    """Someone at two windows at once, or in reserve and at a window in the same week."""
    rows = values.get("plan") or ()
    for name, label in zip(DAYS, NAMES, strict=True):
        seats = Counter((row["slot"], row[name].name) for row in rows if row.get(name))
        for (slot, person), number in seats.items():
            if number > 1:
                yield f"{label}{slot}{person}排在{number}个窗口"
    seated = {row[name].name for row in rows for name in DAYS if row.get(name)}
    for person in values.get("reserves") or ():
        if person.name in seated:
            yield f"机动人员{person.name}又排在窗口"


KIND = Kind(
    slug="shift",
    title="排班",
    paper="排班表",
    number="R59",
    group="办件服务",
    date="date",
    subject="{title}排班表",
    topic="排班",
    fill=_fill,
    doubts=_doubts,
    note="一周一张：按忙闲安排窗口人员，另留1至2名机动人员，用完后写评估。",
    fields=(
        Text(name="title", label="名称", required=True, essential=True, sample="7月第二周窗口", width=18),
        Date(name="date", label="起始日期", required=True, hint="填周一的日期", sample="2015年7月6日"),
        Date(name="until", label="截止日期", hint="留空为起始日期之后的第6天", sample="2015年7月12日"),
        Choices(name="methods", label="排班方法", choices=METHODS, required=True, sample="动态排班法"),
        Text(name="peaks", label="高峰时段", required=True, most=500, sample="周一至周三9:00—11:00", width=18),
        Text(name="off", label="休息日", hint="留空按工作日历填写", sample="周六、周日", indexed=False),
        PLAN,
        People(name="reserves", label="机动人员", required=True, hint="1至2名", sample="林晓岚"),
        LongText(name="rotation", label="轮岗与搭配", sample="受理岗与发证岗每周轮换，新老人员搭配。"),
        LongText(name="emergency", label="应急调配", sample="排队较长时由机动人员开临时窗口。"),
        LongText(name="review", label="执行评估", sample="周一上午排队较长，下周加开一个窗口。"),
        Person(name="planner", label="排班人", required=True, sample="林晓岚"),
        Person(name="approver", label="审核人", sample="林晓岚", indexed=False),
    ),
)
