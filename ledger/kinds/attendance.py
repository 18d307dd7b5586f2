"""Who was on duty, late, away or on leave, and who stood in (考勤、请假、在岗巡查、值周、值班长, R29)."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.fields import Choice, Context, Date, LongText, Person, Text, Time, Whole
from ledger.kinds.kind import Form, Kind, Values
from ledger.kinds.timing import elapsed

LEAVE, AWAY, EMPTY = "请假", "离岗", "空岗"


def _fill(values: Values, context: Context) -> Values:
    minutes = elapsed(values.get("started"), values.get("ended"))
    return {} if minutes is None else {"minutes": minutes}


def _doubts(values: Values) -> Iterator[str]:
    person, deputy = values.get("person"), values.get("substitute")
    started, ended, minutes = (values.get(name) for name in ("started", "ended", "minutes"))
    if person and deputy and person.name == deputy.name:
        yield "代班人就是本人"
    if started and ended and ended < started:
        yield "结束时间早于开始时间"
    between = elapsed(started, ended)
    if between is not None and minutes is not None and minutes != between:
        yield f"从开始到结束是{between}分钟，时长却填{minutes}分钟"
    if values.get("state") == LEAVE:
        if not values.get("approver"):
            yield "请假没有填批准人"
        if not deputy:
            yield "请假没有填代班人，岗位会空岗"
    if values.get("state") == EMPTY and deputy:
        yield "有代班人，却记空岗"


KIND = Kind(
    slug="attendance",
    title="考勤与在岗",
    paper="考勤值班登记簿",
    number="R29",
    group="检查整改",
    form=Form.REGISTER,
    date="date",
    subject="{person}{state}",
    note="迟到、早退、离岗、请假和值班逐次登记；请假、离岗要有人代班（AB岗），窗口不能空岗。",
    fill=_fill,
    doubts=_doubts,
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(name="date", label="日期", required=True, sample="2015年7月9日", width=11),
        Choice(
            name="sort",
            label="登记种类",
            required=True,
            choices=("考勤", "请假", "在岗巡查", "值周", "值班长"),
            sample="在岗巡查",
            width=8,
        ),
        Person(name="person", label="人员", required=True, essential=True, sample="周启明", width=8),
        Text(name="post", label="岗位", sample="三号窗口", width=10),
        Choice(
            name="shift",
            label="班次",
            required=True,
            choices=("上午", "下午", "全天", "早班", "中班", "晚班"),
            other=True,
            sample="上午",
            width=7,
        ),
        Choice(
            name="state",
            label="情况",
            required=True,
            choices=("在岗", "迟到", "早退", AWAY, LEAVE, EMPTY),
            sample=AWAY,
            width=7,
        ),
        Time(name="started", label="开始", sample="9:10", width=7),
        Time(name="ended", label="结束", sample="9:35", width=7),
        Whole(
            name="minutes",
            label="时长（分钟）",
            hint="留空时按开始和结束时间计算；离岗20分钟以上放桌签，半小时以上清理桌面",
            sample=25,
            width=7,
        ),
        Text(name="reason", label="事由", most=1000, sample="到档案室调取资料", width=16),
        Person(name="approver", label="批准人", sample="林晓岚", width=8),
        Person(name="substitute", label="代班人", hint="B岗人员", sample="沈文君", width=8),
        Person(name="recorder", label="登记人", sample="沈文君", indexed=False),
        LongText(name="note", label="备注", sample="离岗时已放置桌签"),
    ),
)
