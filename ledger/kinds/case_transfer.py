"""One step of a case inside (内部流转): who had it from when to when, and by when it had to go on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ledger.clocks import HANDED_ON, JOINT_REVIEW, Readings, limit_of
from ledger.fields import Choice, Context, Date, LinkTo, LongText, Person, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

SEND, REVIEW_YEARLY = "分送材料", "联合年审"
DONE = "已转出"
_LIMITS = {SEND: HANDED_ON, REVIEW_YEARLY: JOINT_REVIEW}
"""Steps whose limit the sources give: A23 and A19."""


def _fill(values: Values, context: Context) -> dict[str, Any]:
    """The limit that is known of the step, the day it ends, and whether that was kept."""
    days = values.get("days")
    if days is None:
        days = _LIMITS.get(values.get("step") or "")
    worked_out = limit_of(values.get("received"), days, context.calendar, Readings.of(context.rule))
    due, sent = values.get("due") or worked_out, values.get("sent")
    late = {"late": "是" if sent > due else "否"} if sent and due else {}
    known = {"days": days, "due": worked_out}
    return {name: value for name, value in known.items() if value is not None} | late


def _doubts(values: Values) -> Iterator[str]:
    """Passed on before it came, a state without its day, or a wrong word on whether it was late."""
    received, sent, due = values.get("received"), values.get("sent"), values.get("due")
    if received and sent and sent < received:
        yield "转出时间早于接收时间"
    if values.get("status") == DONE and not sent:
        yield "状态是已转出，却没有转出时间"
    if values.get("status") not in (None, DONE) and sent:
        yield "填了转出时间，状态却不是已转出"
    if sent and due and values.get("late") and (values["late"] == "是") != (sent > due):
        yield "是否超时与时限、转出时间对不上"


KIND = Kind(
    slug="case_transfer",
    title="内部流转",
    paper="办件内部流转登记簿",
    number="R52",
    group="办件服务",
    form=Form.REGISTER,
    date="received",
    subject="{post}{step}",
    fill=_fill,
    doubts=_doubts,
    note="办件在内部一个环节一条：传递单、并联审批和联合年审都在这里登记，超过时限的会提醒。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=4),
        LinkTo(
            name="case",
            label="所属办件",
            kind="case",
            required=True,
            indexed=True,
            sample="JJ2015-0087 减免税审批",
            width=11,
        ),
        Choice(
            name="sort",
            label="流转方式",
            required=True,
            choices=("内部传递", "并联审批", REVIEW_YEARLY),
            sample="内部传递",
            indexed=False,
        ),
        Choice(
            name="step",
            label="环节",
            required=True,
            essential=True,
            choices=("受理", SEND, "承办", "审核", "审批", "踏勘", "会审", REVIEW_YEARLY, "反馈", "制证", "送达"),
            other=True,
            sample="审核",
            width=6,
        ),
        Text(name="post", label="岗位（窗口）", required=True, sample="税政科", width=7),
        Date(name="received", label="接收时间", required=True, sample="2015年9月16日", width=9),
        Whole(
            name="days",
            label="时限（工作日）",
            most=1000,
            sample=3,
            width=6,
            hint="分送材料2个工作日，联合年审5个工作日，其余按内部规定",
        ),
        Date(name="due", label="应转出日", sample="2015年9月21日", width=9, hint="留空由程序按工作日推算"),
        Date(name="sent", label="转出时间", sample="2015年9月21日", width=9),
        Choice(name="late", label="是否超时", choices=("否", "是"), sample="否", width=4),
        Person(name="handler", label="经办人", required=True, sample="周启明", width=5),
        Choice(name="status", label="状态", required=True, choices=("办理中", DONE), sample=DONE, indexed=False),
        Text(name="opinion", label="办理意见", most=1000, indexed=False, sample="同意减免，转审批"),
        LongText(name="note", label="备注", sample="随传递单转出材料3份"),
    ),
)
