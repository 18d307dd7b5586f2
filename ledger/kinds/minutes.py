"""The minutes of a meeting (会议纪要), an official document apart from the record."""

from __future__ import annotations

from ledger.fields import Choice, Date, LinkTo, LongText, People, Person, Text
from ledger.kinds.campaign_plan import COPIES
from ledger.kinds.kind import Kind
from ledger.kinds.meeting import DECISIONS

KIND = Kind(
    slug="minutes",
    title="会议纪要",
    paper="会议纪要",
    number="R05",
    group="创建管理",
    date="issued",
    subject="{title}会议纪要",
    signed=True,
    topic="会议",
    stage_field="stage",
    note="根据会议记录整理、经签发印制的纪要；与会议记录分开保存。",
    fields=(
        Text(name="title", label="会议名称", required=True, essential=True, sample="创建活动动员会", width=24),
        LinkTo(name="meeting", label="对应的会议记录", kind="meeting", required=True, sample="创建活动动员会会议记录"),
        Text(name="doc_no", label="文号", most=30, sample="〔2015〕1号", width=12),
        Date(name="issued", label="印发日期", required=True, sample="2015年5月18日", width=12),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="宣传发动"),
        LongText(name="body", label="纪要正文", required=True, sample="会议听取了创建活动准备情况的汇报。"),
        DECISIONS,
        People(name="present", label="出席", required=True, sample="林晓岚、沈文君"),
        People(name="leave", label="请假", sample="周启明"),
        Text(name="guests", label="列席", most=1000, indexed=False, sample="镇党政办公室负责人"),
        Person(name="signer", label="签发", required=True, sample="林晓岚"),
        COPIES,
    ),
)
