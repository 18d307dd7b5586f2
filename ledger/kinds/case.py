"""A case (办件) from the day it is handed in to the day it is finished, with the clock that runs for it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from ledger.clocks import CLOSED, INSTANT, REFUSED, Readings, due_of
from ledger.fields import Choice, Context, Date, LongText, Person, Rows, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

SORTS = (INSTANT, "限时件", "并联件", "告知承诺件")
MOST_DAYS = 1000
"""Working days that a limit has at most."""

SUSPENSIONS = Rows(
    name="suspensions",
    label="中止计时",
    columns=(
        Date(name="start", label="起", required=True),
        Date(name="end", label="止"),
        Text(name="reason", label="事由", width=24),
    ),
    hint="补正、踏勘、公示等期间，首尾两天都不计时；还没有恢复的，“止”留空",
    sample=[{"start": "2015年9月17日", "end": "9月18日", "reason": "实地查验"}],
)


def _fill(values: Values, context: Context) -> dict[str, Any]:
    """The due day, by the clock (A24: from the day the papers are complete)."""
    due = due_of(values, context.calendar, Readings.of(context.rule))
    return {"due": due} if due else {}


_ORDERS = (
    ("received", "papers", "材料齐全日早于接件日"),
    ("received", "accepted", "受理日早于接件日"),
    ("received", "finished", "办结日早于接件日"),
    ("accepted", "finished", "办结日早于受理日"),
    ("papers", "finished", "办结日早于材料齐全日"),
    ("received", "due", "应办结日早于接件日"),
    ("due", "extended", "延期至的日子早于应办结日"),
)


def _doubts(values: Values) -> Iterator[str]:
    """Days in the wrong order, and a result that the days contradict."""
    for earlier, later, words in _ORDERS:
        if values.get(earlier) and values.get(later) and values[later] < values[earlier]:
            yield words
    yield from _doubted_suspensions(values)
    yield from _doubted_result(values)


def _doubted_suspensions(values: Values) -> Iterator[str]:
    rows = sorted((row for row in values.get("suspensions") or () if row.get("start")), key=lambda row: row["start"])
    for row in rows:
        if row.get("end") and row["end"] < row["start"]:
            yield "中止计时的“止”早于“起”"
    for row, following in itertools.pairwise(rows):
        if not row.get("end") or following["start"] < row["end"]:
            yield "中止计时有两段重叠"
    if values.get("finished") and any(not row.get("end") for row in rows):
        yield "已经办结，中止计时却没有写“止”"


def _doubted_result(values: Values) -> Iterator[str]:
    result, finished = values.get("result"), values.get("finished")
    if result in CLOSED and finished is None:
        yield f"结果是{result}，却没有办结日"
    if result == "在办" and finished is not None:
        yield "结果是在办，却填了办结日"
    if result == REFUSED and values.get("accepted"):
        yield "结果是不予受理，却填了受理日"
    if values.get("on_spot") == "是" and finished is not None and finished != values.get("received"):
        yield "当场办结，办结日却不是接件当日"
    if values.get("sort") == INSTANT and values.get("days"):
        yield "即办件不应另有承诺工作日"


KIND = Kind(
    slug="case",
    title="办件",
    paper="办件登记簿",
    number="R49",
    group="办件服务",
    form=Form.REGISTER,
    date="received",
    subject="{number} {item}",
    unique="number",
    fill=_fill,
    doubts=_doubts,
    note="每接一件登一条，当日录入；承诺时限填好后，应办结日由程序推算。",
    fields=(
        Text(
            name="number",
            label="接件号",
            aliases=("受理号", "受理编号", "流水号", "收件号"),
            required=True,
            essential=True,
            most=40,
            sample="JJ2015-0087",
            width=8,
        ),
        Text(
            name="applicant",
            label="申请人",
            aliases=("申请单位", "办事人", "服务对象"),
            required=True,
            sample="某纺织公司",
            width=7.5,
        ),
        Text(name="phone", label="联系电话", private=True, indexed=False, sample="0513-00000000"),
        Choice(
            name="item",
            label="事项",
            aliases=("办理事项", "申请事项", "业务事项", "事项名称"),
            required=True,
            source="items",
            other=True,
            sample="减免税审批",
            width=10,
            hint="先在“事项目录”里登记，这里就可以选",
        ),
        Choice(name="sort", label="类别", required=True, choices=SORTS, sample="限时件", indexed=False),
        Choice(
            name="window", label="窗口", required=True, source="windows", other=True, indexed=False, sample="综合窗口"
        ),
        Date(name="received", label="接件日", required=True, sample="2015年9月14日", width=9),
        Date(name="papers", label="材料齐全日", sample="2015年9月15日", width=9, hint="材料补齐、符合要求的那一天"),
        Date(name="accepted", label="受理日", sample="2015年9月15日", indexed=False),
        Whole(name="days", label="承诺工作日", most=MOST_DAYS, sample=10, width=5, hint="即办件不填"),
        SUSPENSIONS,
        Date(name="due", label="应办结日", sample="2015年10月8日", width=9, hint="留空由程序按工作日推算"),
        Date(name="extended", label="延期至", indexed=False, sample="2015年10月15日"),
        Date(name="finished", label="办结日", sample="2015年10月12日", width=9),
        Choice(name="on_spot", label="当场办结", choices=("是", "否"), indexed=False, sample="否"),
        Choice(
            name="result",
            label="结果",
            required=True,
            choices=("在办", "办结", REFUSED, "退办"),
            sample="办结",
            width=4.5,
        ),
        Person(name="handler", label="经办人", aliases=("办理人", "承办人"), required=True, sample="沈文君", width=4.5),
        Choice(
            name="evaluation",
            label="评议",
            choices=("非常满意", "满意", "基本满意", "不满意", "未评价"),
            indexed=False,
            sample="满意",
        ),
        LongText(name="note", label="备注", sample="办结后已电话告知"),
    ),
)
