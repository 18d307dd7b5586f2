"""The tasks of each stage (阶段任务表): who does what by when, and what proves it."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.fields import Choice, Date, LinkTo, LongText, Person, Text
from ledger.kinds.kind import Form, Kind, Values


def _doubts(values: Values) -> Iterable[str]:
    """A task that ends before it begins (R04)."""
    start, due, done = (values.get(name) for name in ("start", "due", "done"))
    if start and due and due < start:
        yield "完成时限早于开始日期"
    if start and done and done < start:
        yield "完成日期早于开始日期"


KIND = Kind(
    slug="stage_task",
    title="阶段任务",
    paper="阶段任务表",
    number="R04",
    group="创建管理",
    form=Form.REGISTER,
    date="due",
    subject="{task}",
    stage_field="stage",
    doubts=_doubts,
    note="把方案的阶段任务分解到人、到日期。",
    fields=(
        Choice(name="stage", label="阶段", required=True, source="stages", sample="宣传发动", width=9),
        Text(name="task", label="任务", required=True, essential=True, sample="召开动员会议", width=24),
        Person(name="owner", label="责任人", required=True, sample="沈文君", width=8),
        Date(name="start", label="开始日期", indexed=False, sample="5月6日"),
        Date(name="due", label="完成时限", required=True, sample="5月20日", width=12),
        Date(name="done", label="完成日期", sample="5月15日", width=12),
        Text(name="proof", label="证明材料", sample="会议记录、签到表", width=18),
        Choice(
            name="status",
            label="状态",
            required=True,
            choices=("未开始", "进行中", "已完成"),
            sample="已完成",
            width=8,
        ),
        LinkTo(name="meeting", label="议定的会议", kind="meeting", sample="创建活动动员会会议记录"),
        LongText(name="note", label="备注", sample="与月度例会合并召开"),
    ),
)
