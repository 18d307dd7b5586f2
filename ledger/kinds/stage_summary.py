"""The summary of a stage or of the whole campaign (阶段小结、总结)."""

from __future__ import annotations

from ledger.fields import Choice, Date, LongText, Person, Text
from ledger.kinds.campaign_plan import ANNEXES, ATTACHED, COPIES, SEALED
from ledger.kinds.kind import Kind, Values
from ledger.kinds.work_report import OPEN

_TEXTS = (("achievements", "主要工作"), ("problems", "存在问题"), ("next_steps", "下一步打算"))


def _unfinished(values: Values) -> tuple[str, ...]:
    """The parts of a drafted summary in which a place is left open."""
    return tuple(f"“{label}”" for name, label in _TEXTS if OPEN in (values.get(name) or ""))


KIND = Kind(
    slug="stage_summary",
    title="阶段小结",
    paper="阶段小结",
    number="R13",
    group="创建管理",
    date="issued",
    subject="{title}",
    signed=True,
    stage_field="stage",
    unfinished=_unfinished,
    note="每个阶段结束后的小结，活动结束后的总结。",
    fields=(
        Text(name="title", label="标题", required=True, essential=True, sample="宣传发动阶段工作小结", width=28),
        Choice(name="stage", label="所属阶段", required=True, source="stages", sample="宣传发动", width=9),
        Text(name="doc_no", label="文号", most=30, indexed=False, sample="海税五〔2015〕6号", width=14),
        Text(name="author", label="报告单位", most=120, sample="第五税务分局", width=14),
        Date(name="issued", label="成文日期", required=True, sample="2015年5月29日", width=12),
        LongText(name="achievements", label="主要工作", required=True, sample="制定了实施细则，召开了动员会。"),
        LongText(name="problems", label="存在问题", required=True, sample="学习形式还不够丰富。"),
        LongText(name="next_steps", label="下一步打算", required=True, sample="对照标准开展自查自纠。"),
        ATTACHED,
        ANNEXES,
        Person(name="signer", label="审核人", required=True, sample="林晓岚"),
        SEALED,
        COPIES,
    ),
)
