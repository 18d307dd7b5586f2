"""A complaint from being taken to the lesson drawn from it (投诉登记、处理、答复、回访、总结, R45)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ledger.fields import Choice, Context, Date, LongText, Person, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

PLAIN, COMPLEX = "一般", "复杂"
PLAIN_DAYS, COMPLEX_DAYS = 3, 5
"""三天 (A02 5.1), calendar or working days by the rule three_days; 五个工作日 for a complex complaint (A24)."""

OPEN, ANSWERED, CLOSED = "办理中", "已答复", "已办结"

LOOP = (
    ("unit", "责任单位"),
    ("cause", "原因"),
    ("measure", "整改措施"),
    ("called_back", "回访日期"),
    ("lesson", "总结"),
)
"""What a closed loop needs besides the reply (A02 requirement 5, A09)."""


def due(day: dt.date, complexity: str | None, context: Context) -> dt.date:
    """The last day to answer a complaint taken on `day`; that day itself is not counted."""
    if complexity == COMPLEX:
        return context.calendar.after(day, COMPLEX_DAYS)
    if context.rule("three_days") == "working":
        return context.calendar.after(day, PLAIN_DAYS)
    return day + dt.timedelta(days=PLAIN_DAYS)


def _fill(values: Values, context: Context) -> Values:
    day = values.get("date")
    return {"deadline": due(day, values.get("complexity"), context)} if day else {}


_ORDER = (
    ("date", "deadline", "答复时限早于受理日期"),
    ("date", "replied", "答复日期早于受理日期"),
    ("deadline", "replied", "答复日期晚于答复时限"),
    ("date", "rectified", "整改完成日期早于受理日期"),
    ("replied", "called_back", "回访日期早于答复日期"),
)


def _doubts(values: Values) -> Iterator[str]:
    for first, second, words in _ORDER:
        early, late = values.get(first), values.get(second)
        if early and late and ((late > early) if first == "deadline" else (late < early)):
            yield words
    status = values.get("status")
    if status == OPEN and values.get("replied"):
        yield f"填了答复日期，状态却是{OPEN}"
    wanted = [("replied", "答复日期"), ("result", "处理结果")] if status in (ANSWERED, CLOSED) else []
    wanted += LOOP if status == CLOSED else ()
    blank = [label for name, label in wanted if not values.get(name)]
    if blank:
        yield f"状态是{status}，却没有填{'、'.join(blank)}"


KIND = Kind(
    slug="complaint",
    title="投诉",
    paper="投诉登记簿",
    number="R45",
    group="投诉监督",
    form=Form.REGISTER,
    date="date",
    subject="{content}",
    note="投诉如实登记，三天内答复，复杂的五个工作日；查清原因、整改、回访、总结以后才算办结。",
    fill=_fill,
    doubts=_doubts,
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=3.3),
        Date(name="date", label="受理日期", required=True, sample="2015年7月6日", width=8.8),
        Choice(
            name="source",
            label="来源",
            required=True,
            choices=("电话", "意见箱", "来信", "来访", "来电", "媒体", "12366", "热线", "网站", "其他"),
            sample="来访",
            width=4.4,
        ),
        Text(name="complainant", label="投诉人", hint="匿名的写匿名", sample="某服装公司", width=5.4),
        Text(name="phone", label="联系电话", private=True, indexed=False, sample="0513-00000000"),
        Text(
            name="content",
            label="投诉内容",
            required=True,
            essential=True,
            most=4000,
            sample="午间窗口无人，等候超过半小时",
            width=11,
        ),
        Choice(
            name="complexity",
            label="复杂程度",
            required=True,
            choices=(PLAIN, COMPLEX),
            hint="复杂的五个工作日内答复",
            sample=PLAIN,
            indexed=False,
        ),
        Choice(name="window", label="涉及窗口", source="windows", other=True, sample="三号窗口", indexed=False),
        Text(name="unit", label="责任单位", required=True, sample="办税服务厅", width=5.8),
        Person(name="receiver", label="受理人", required=True, hint="首问责任人", sample="沈文君", indexed=False),
        Date(name="deadline", label="答复时限", required=True, hint="留空时自动推算", sample="7月9日", width=8.8),
        Text(name="cause", label="原因", required=True, most=4000, sample="午间只排一人值班，临时离岗", indexed=False),
        Text(name="measure", label="整改措施", required=True, most=4000, sample="午间改为双人值班", indexed=False),
        Date(name="rectified", label="整改完成日期", sample="7月8日", indexed=False),
        Date(name="replied", label="答复日期", sample="7月8日", width=8.8),
        Text(name="result", label="处理结果", most=4000, sample="情况属实，已当面致歉并答复", width=10),
        Date(
            name="called_back",
            label="回访日期",
            required=True,
            hint="匿名的填公示答复的日期",
            sample="7月15日",
            indexed=False,
        ),
        Person(name="caller", label="回访人", sample="周启明", indexed=False),
        Choice(
            name="verdict",
            label="回访结果",
            choices=("满意", "基本满意", "不满意", "未联系上", "匿名未访"),
            sample="满意",
            indexed=False,
        ),
        Choice(
            name="repeated",
            label="重复升级",
            required=True,
            choices=("否", "重复", "升级"),
            hint="同一事项再次投诉是重复，投诉到上级或媒体是升级",
            sample="否",
            width=3.4,
        ),
        Date(
            name="reported", label="上报日期", hint="按规定应当上报的，不瞒报、不漏报", sample="7月6日", indexed=False
        ),
        LongText(name="lesson", label="总结", required=True, hint="举一反三", sample="各窗口午间值班一并改为双人。"),
        Choice(name="status", label="状态", required=True, choices=(OPEN, ANSWERED, CLOSED), sample=CLOSED, width=4.6),
        LongText(name="note", label="备注", sample="投诉人要求书面答复"),
    ),
)
